// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonZerosTest {

    private static final byte[] BYTES = {0, (byte) 255, 0, 51, 0, 102};
    private static final double[] NUMBERS = {0, 1, 0, 0.2, 0, 0.4};

    private static double[] untouched() {
        return Operands.fill(6, -1);
    }

    @Test
    void the_array_is_written_once_for_somebody_who_reads() {
        NonZeros x = FourColumnsTest.lists(3, BYTES);
        double[] array = untouched();
        assertThat(x.readable(array)).isSameAs(array).isEqualTo(NUMBERS);
        assertThat(x.isCurrent()).isTrue();
        assertThat(x.readable(untouched())).as("the second time").isEqualTo(untouched());
    }

    @Test
    void for_somebody_who_may_write_the_array_is_written_and_counts_from_then_on() {
        NonZeros x = FourColumnsTest.lists(3, BYTES);
        double[] array = untouched();
        assertThat(x.writable(array)).isSameAs(array).isEqualTo(NUMBERS);
        assertThat(x.isCurrent()).isFalse();
        assertThat(x.readable(untouched())).isEqualTo(untouched());
    }

    @Test
    void an_array_that_will_be_overwritten_is_left_as_it_is() {
        NonZeros x = FourColumnsTest.lists(3, BYTES);
        assertThat(x.isCurrent()).isTrue();
        x.drop();
        assertThat(x.isCurrent()).isFalse();
        assertThat(x.readable(untouched())).isEqualTo(untouched());
    }

    @Test
    void of_matrices_that_no_reader_has_filled_the_array_counts() {
        assertThat(NonZeros.NONE.isCurrent()).isFalse();
        assertThat(NonZeros.NONE.readable(untouched())).isEqualTo(untouched());
    }

    @Test
    void lists_know_their_shape_and_how_many_entries_they_have() {
        NonZeros x = FourColumnsTest.lists(3, BYTES);
        assertThat(IntStream.of(x.rows(), x.cols(), x.count())).containsExactly(2, 3, 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 4", "63, 5", "64, 3", "65, 9", "130, 66"})
    void each_entry_is_written_to_its_place(int rows, int cols) {
        byte[] bytes = ByteRowsTest.bytes(rows * cols, 30, new Random(rows));
        double[] expected = IntStream.range(0, bytes.length).mapToDouble(i -> (bytes[i] & 0xff) / 255.0).toArray();
        assertThat(FourColumnsTest.lists(cols, bytes).readable(Operands.fill(bytes.length, -1))).isEqualTo(expected);
    }

    @Test
    void a_byte_means_a_number_from_0_to_1_and_what_is_above_it_nothing() {
        assertThat(IntStream.of(0, 51, 255, -1, 0x33ff, 0xff33).mapToDouble(NonZeros::value).toArray())
                .containsExactly(0, 0.2, 1, 1, 1, 0.2);
    }
}
