// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.kernel.SparseIndex;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseByteRowsTest {

    private static final int MILLION = 1 << 20;

    /** Of a hundred bytes, as many as {@code percent} aren't zero. */
    static byte[] bytes(int size, int percent, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (random.nextInt(100) < percent ? 1 + random.nextInt(255) : 0);
        }
        return bytes;
    }

    static SparseByteRows of(int cols, byte[] bytes) {
        SparseByteRows rows = new SparseByteRows(cols);
        for (int from = 0; from < bytes.length; from += rows.chunkSize()) {
            rows.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + rows.chunkSize())));
        }
        return rows;
    }

    private static double[] divided(int cols, byte[] bytes, int[] numbers) {
        return IntStream.of(numbers).flatMap(r -> IntStream.range(r * cols, (r + 1) * cols))
                .mapToDouble(i -> (bytes[i] & 0xff) / 255.0).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 100", "7, 20", "8, 20", "9, 60", "63, 20", "64, 20", "64, 100", "65, 20", "65, 100",
        "128, 0", "130, 30", "255, 1", "256, 0", "257, 0", "258, 1", "784, 0", "784, 1", "784, 19", "784, 50", "784, 100"})
    void each_byte_becomes_a_number_from_0_to_1_whether_few_are_zero_or_many(int cols, int percent) {
        Random random = new Random(cols + percent);
        byte[] bytes = bytes(90 * cols, percent, random);
        SparseByteRows rows = of(cols, bytes);
        assertThat(rows.size()).isEqualTo(90);
        for (int count : new int[] {0, 1, 15, 16, 17, 64, 65, 200}) {
            int[] numbers = random.ints(count, 0, 90).toArray();
            Matrix x = Matrix.zeros(count, cols);
            x = x.map(zero -> Double.NaN);
            rows.read(numbers, x);
            assertThat(x.copy().values()).as("%d rows", count).isEqualTo(divided(cols, bytes, numbers));
        }
        double[] one = new double[cols + 2];
        rows.read(89, one, 1);
        assertThat(one).startsWith(0).endsWith(0);
        assertThat(Arrays.copyOfRange(one, 1, cols + 1)).isEqualTo(divided(cols, bytes, new int[] {89}));
    }

    @Test
    void rows_of_several_chunks_are_one() {
        int cols = 300_000;
        byte[] bytes = bytes(7 * cols, 20, new Random(1));
        SparseByteRows rows = of(cols, bytes);
        assertThat(rows.chunkSize()).isEqualTo(900_000);
        Matrix x = Matrix.zeros(7, cols);
        rows.read(new int[] {6, 0, 2, 3, 5, 5, 1}, x);
        assertThat(x.values()).isEqualTo(divided(cols, bytes, new int[] {6, 0, 2, 3, 5, 5, 1}));
    }

    @Test
    void a_row_that_is_larger_than_a_chunk_is_one_of_its_own() {
        int cols = MILLION + 3;
        byte[] bytes = bytes(2 * cols, 40, new Random(2));
        SparseByteRows rows = of(cols, bytes);
        assertThat(rows.chunkSize()).isEqualTo(cols);
        double[] x = new double[cols];
        rows.read(1, x, 0);
        assertThat(x).isEqualTo(divided(cols, bytes, new int[] {1}));
    }

    /** Rows and columns are held in two bytes: what doesn't fit gets no index. */
    @Test
    void very_many_columns_or_rows_get_no_index() {
        int most = SparseIndex.MAX_SIZE;
        for (int cols : new int[] {most, most + 1}) {
            byte[] bytes = new byte[16 * cols];
            bytes[bytes.length - 1] = (byte) 255;
            Matrix x = Matrix.zeros(16, cols);
            of(cols, bytes).read(IntStream.range(0, 16).toArray(), x);
            assertThat(x.indexToFill().isValid()).isEqualTo(cols == most);
            assertThat(x.times(Matrix.column(IntStream.range(0, cols).mapToDouble(k -> k).toArray())).values())
                    .startsWith(0, 0).endsWith(0, cols - 1);
            Matrix tall = Matrix.zeros(cols, 1);
            of(1, new byte[] {0, 1}).read(new int[cols], tall);
            assertThat(tall.indexToFill().isValid()).isEqualTo(cols == most);
        }
    }

    /** For fewer rows, or more entries, it isn't worthwhile. */
    @ParameterizedTest
    @CsvSource({"16, 0, true", "16, 16, true", "16, 17, false", "15, 0, false", "17, 17, true"})
    void from_16_rows_on_up_to_a_third_of_all_entries_makes_an_index(int count, int entries, boolean indexed) {
        byte[] bytes = new byte[3 * count];
        Arrays.fill(bytes, 0, entries, (byte) 1);
        Matrix x = Matrix.zeros(count, 3);
        of(3, bytes).read(IntStream.range(0, count).toArray(), x);
        assertThat(x.indexToFill().isValid()).isEqualTo(indexed);
    }

    @Test
    void the_index_has_no_entry_for_a_zero() {
        byte[] bytes = new byte[20 * 8];
        bytes[3] = 1;
        bytes[20] = (byte) 128;
        Matrix x = Matrix.zeros(20, 8);
        of(8, bytes).read(IntStream.range(0, 20).toArray(), x);
        assertThat(x.indexToFill().nonZeroCount()).isEqualTo(2);
    }

    @Test
    void the_longest_row_is_a_chunk() {
        assertThat(new SparseByteRows(1 << 29).chunkSize()).isEqualTo(1 << 29);
    }

    @Test
    void wrong_arguments_are_refused() {
        assertThatThrownBy(() -> new SparseByteRows(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows: expected 1 to 536870912 bytes in a row, got 0.");
        assertThatThrownBy(() -> new SparseByteRows((1 << 29) + 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows: expected 1 to 536870912 bytes in a row, got 536870913.");
        SparseByteRows rows = new SparseByteRows(3);
        for (int wrong : new int[] {0, 4, rows.chunkSize() + 3}) {
            assertThatThrownBy(() -> rows.add(new byte[wrong])).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("SparseByteRows.add: expected 1048575 bytes, or the last time fewer in rows of 3, got "
                            + wrong + " after 0 rows.");
        }
        rows.add(new byte[6]);
        assertThatThrownBy(() -> rows.add(new byte[3])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows.add: expected 1048575 bytes, or the last time fewer in rows of 3, got 3 after 2"
                        + " rows.");
        assertThatThrownBy(() -> rows.read(new int[2], Matrix.zeros(2, 4))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SparseByteRows.read: expected result of shape (2 x 3), got (2 x 4).");
        for (int wrong : new int[] {-1, 2}) {
            assertThatThrownBy(() -> rows.read(wrong, new double[3], 0)).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("SparseByteRows.read: row " + wrong + "; they are counted from 0 to 1.");
        }
    }

    @Test
    void a_row_that_is_not_there_leaves_the_matrix_as_it_is() {
        SparseByteRows rows = of(2, new byte[] {0, 1});
        Matrix x = Matrix.zeros(16, 2);
        rows.read(new int[16], x);
        int[] numbers = new int[16];
        numbers[15] = 1;
        assertThatThrownBy(() -> rows.read(numbers, x)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(x.get(15, 1)).isEqualTo(1 / 255.0);
    }
}
