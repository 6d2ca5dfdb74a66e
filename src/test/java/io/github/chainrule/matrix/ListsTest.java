// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {

    private record Entry(int place, int value) {
    }

    private static List<Entry> entries(Lists lists, int i) {
        return IntStream.range(lists.starts[i], lists.starts[i + 1])
                .mapToObj(q -> new Entry(lists.places[q], lists.bytes[q])).toList();
    }

    /** Looks at every byte of a row or column: the first is at {@code from}, the next {@code step} further. */
    private static List<Entry> expected(byte[] bytes, int from, int step, int size) {
        List<Entry> entries = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            byte value = bytes[from + place * step];
            if (value != 0) {
                entries.add(new Entry(place, value));
            }
        }
        return entries;
    }

    @Test
    void each_row_and_each_column_has_its_own_entries() {
        NonZeros x = FourColumnsTest.lists(4, new byte[] {
            0, 7, 0, 8,
            9, 0, 0, 0});
        assertThat(x.byRow().starts).startsWith(0, 2, 3);
        assertThat(x.byRow().places).startsWith('\1', '\3', '\0');
        assertThat(x.byRow().bytes).startsWith(7, 8, 9);
        assertThat(x.byColumn().starts).startsWith(0, 1, 2, 2, 3);
        assertThat(x.byColumn().places).startsWith('\1', '\0', '\0');
        assertThat(x.byColumn().bytes).startsWith(9, 7, 8);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 3", "63, 4", "64, 5", "65, 63", "130, 66"})
    void entries_stand_in_order_however_many_there_are(int rows, int cols) {
        Random random = new Random(rows);
        for (int percent : new int[] {0, 20, 100}) {
            byte[] bytes = ByteRowsTest.bytes(rows * cols, percent, random);
            NonZeros x = FourColumnsTest.lists(cols, bytes);
            for (int i = 0; i < rows; i++) {
                assertThat(entries(x.byRow(), i)).as("row %d", i).isEqualTo(expected(bytes, i * cols, 1, cols));
            }
            for (int k = 0; k < cols; k++) {
                assertThat(entries(x.byColumn(), k)).as("column %d", k).isEqualTo(expected(bytes, k, cols, rows));
            }
        }
    }

    /** They are made when one of them is asked for: here those of the rows, and then those of the columns. */
    @Test
    void lists_that_are_made_again_forget_what_was_there() {
        NonZeros x = FourColumnsTest.lists(3, (byte) 1, (byte) 2, (byte) 0, (byte) 3, (byte) 0, (byte) 4);
        assertThat(entries(x.byRow(), 0)).containsExactly(new Entry(0, 1), new Entry(1, 2));
        ByteRows source = new ByteRows(2);
        source.add(new byte[] {0, 5, 0, 0, 6, 0});
        source.list(new int[] {0, 1, 2}, 2, x);
        assertThat(entries(x.byColumn(), 0)).containsExactly(new Entry(2, 6));
        assertThat(entries(x.byColumn(), 1)).containsExactly(new Entry(0, 5));
        assertThat(entries(x.byRow(), 0)).containsExactly(new Entry(1, 5));
        assertThat(entries(x.byRow(), 1)).isEmpty();
        assertThat(entries(x.byRow(), 2)).containsExactly(new Entry(0, 6));
    }
}
