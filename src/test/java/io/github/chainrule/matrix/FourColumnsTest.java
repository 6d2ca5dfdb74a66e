// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourColumnsTest {

    /** A row of four columns: its number in its block, and its bytes, the first column's lowest. */
    private record Entry(int row, int bytes) {
    }

    /** The lists of a matrix with these bytes, row after row. */
    static NonZeros lists(int cols, byte... bytes) {
        ByteRows source = new ByteRows(cols);
        source.add(bytes);
        NonZeros lists = new NonZeros();
        source.list(IntStream.range(0, source.size()).toArray(), nonZeros(bytes), lists);
        return lists;
    }

    static int nonZeros(byte[] bytes) {
        return (int) IntStream.range(0, bytes.length).filter(i -> bytes[i] != 0).count();
    }

    private static List<Entry> entries(FourColumns x, int row, int col) {
        return IntStream.range(x.start(row, col), x.end(row, col)).mapToObj(q -> new Entry(x.rows[q], x.bytes[q]))
                .toList();
    }

    /** Looks at every byte. */
    private static List<Entry> expected(int top, int left, int cols, byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < FourColumns.BLOCK && (top + i) * cols < bytes.length; i++) {
            int four = 0;
            for (int k = left; k < Math.min(left + 4, cols); k++) {
                four |= (bytes[(top + i) * cols + k] & 0xff) << 8 * (k - left);
            }
            if (four != 0) {
                entries.add(new Entry(i, four));
            }
        }
        return entries;
    }

    @Test
    void each_row_with_an_entry_in_four_columns_stands_there_once() {
        FourColumns x = lists(8, new byte[] {
            0x0a, 0x0b, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0x0e, 0, 0,
            0, 0x0c, 0, 0x0d, 0, 0, 0, 0}).fourColumns();
        for (int k = 0; k < 4; k++) {
            assertThat(entries(x, 2, k)).containsExactly(new Entry(0, 0x00000b0a), new Entry(2, 0x0d000c00));
            assertThat(entries(x, 2, 4 + k)).containsExactly(new Entry(1, 0x00000e00));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 3", "63, 4", "64, 5", "65, 63", "130, 64", "45, 65", "130, 130"})
    void the_lists_have_the_entries_of_their_block_and_columns(int rows, int cols) {
        Random random = new Random(rows);
        for (int percent : new int[] {0, 20, 60, 100}) {
            byte[] bytes = ByteRowsTest.bytes(rows * cols, percent, random);
            FourColumns x = lists(cols, bytes).fourColumns();
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < cols; k++) {
                    assertThat(entries(x, i, k)).as("row %d, column %d", i, k)
                            .isEqualTo(expected(i / 64 * 64, k / 4 * 4, cols, bytes));
                }
            }
        }
    }

    @Test
    void lists_that_begin_anew_forget_what_was_there() {
        byte[] bytes = ByteRowsTest.bytes(130 * 65, 30, new Random(1));
        byte[] few = Arrays.copyOf(bytes, 70 * 5);
        NonZeros lists = lists(65, bytes);
        ByteRows source = new ByteRows(5);
        source.add(few);
        source.list(IntStream.range(0, 70).toArray(), nonZeros(few), lists);
        for (int i : new int[] {0, 69}) {
            for (int k : new int[] {0, 4}) {
                assertThat(entries(lists.fourColumns(), i, k)).isEqualTo(expected(i / 64 * 64, k / 4 * 4, 5, few));
            }
        }
    }

    @Test
    void a_long_has_a_bit_for_each_of_64_columns() {
        assertThat(IntStream.of(1, 64, 65, 128, 129).map(FourColumns::words)).containsExactly(1, 1, 2, 2, 3);
        assertThat(IntStream.of(1, 4, 5, 8, 9).map(FourColumns::groups)).containsExactly(1, 1, 2, 2, 3);
    }
}
