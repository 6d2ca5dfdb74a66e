// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseIndexTest {

    private record Entry(int index, int value) {
    }

    /** Of a hundred bytes, as many as {@code percent} aren't zero. */
    static byte[] bytes(int size, int percent, Random random) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (random.nextInt(100) < percent ? 1 + random.nextInt(255) : 0);
        }
        return bytes;
    }

    /** The index of a matrix of bytes, which is written to x as well; no row has 256 columns. */
    static SparseIndex fill(SparseIndex index, int cols, byte[] bytes, double[] x) {
        int rows = bytes.length / cols;
        index.clear(rows, cols, bytes.length);
        for (int i = 0; i < rows; i++) {
            byte[] entries = new byte[2 * cols];
            int end = 0;
            int last = 0;
            for (int k = 0; k < cols; k++) {
                if (bytes[i * cols + k] != 0) {
                    entries[end++] = (byte) (k - last);
                    entries[end++] = bytes[i * cols + k];
                    last = k;
                }
            }
            index.addRow(entries, 0, end, x, i * cols);
        }
        index.build();
        return index;
    }

    private static List<Entry> entries(CompressedIndex lists, int i) {
        List<Entry> entries = new ArrayList<>();
        for (int q = lists.offsets[i]; q < lists.offsets[i + 1]; q++) {
            entries.add(new Entry(lists.indices[q], lists.values[q]));
        }
        return entries;
    }

    /** Looks at every byte of a row or column: the first is at {@code from}, the next {@code stride} further. */
    private static List<Entry> expected(byte[] bytes, int from, int stride, int size) {
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            if (bytes[from + index * stride] != 0) {
                entries.add(new Entry(index, bytes[from + index * stride]));
            }
        }
        return entries;
    }

    @Test
    void each_row_and_each_column_has_its_own_entries() {
        SparseIndex x = fill(new SparseIndex(), 4, new byte[] {
            0, 7, 0, 8,
            9, 0, 0, 0}, new double[8]);
        assertThat(x.csr().offsets).startsWith(0, 2, 3);
        assertThat(x.csr().indices).startsWith('\1', '\3', '\0');
        assertThat(x.csr().values).startsWith(7, 8, 9);
        assertThat(x.csc().offsets).startsWith(0, 1, 2, 2, 3);
        assertThat(x.csc().indices).startsWith('\1', '\0', '\0');
        assertThat(x.csc().values).startsWith(9, 7, 8);
        assertThat(x.nonZeroCount()).isEqualTo(3);
    }

    /** The second one is larger in one direction and smaller in the other, and forgets what was there. */
    @ParameterizedTest
    @CsvSource({"1, 1", "16, 3", "63, 4", "64, 5", "65, 63", "130, 66"})
    void entries_stand_in_order_in_an_index_that_is_used_again_and_again(int rows, int cols) {
        Random random = new Random(rows);
        SparseIndex x = fill(new SparseIndex(), 8, bytes(64 * 8, 50, random), new double[64 * 8]);
        for (int percent : new int[] {0, 20, 100, 5}) {
            byte[] bytes = bytes(rows * cols, percent, random);
            double[] array = new double[bytes.length];
            fill(x, cols, bytes, array);
            for (int i = 0; i < rows; i++) {
                assertThat(entries(x.csr(), i)).as("row %d", i).isEqualTo(expected(bytes, i * cols, 1, cols));
            }
            for (int k = 0; k < cols; k++) {
                assertThat(entries(x.csc(), k)).as("column %d", k).isEqualTo(expected(bytes, k, cols, rows));
            }
            for (int i = 0; i < bytes.length; i++) {
                assertThat(array[i]).isEqualTo((bytes[i] & 0xff) / 255.0);
            }
        }
    }

    @Test
    void an_index_is_valid_from_when_it_is_built_until_the_array_changes() {
        SparseIndex x = new SparseIndex();
        assertThat(x.isValid()).isFalse();
        fill(x, 1, new byte[] {1}, new double[1]);
        assertThat(x.isValid()).isTrue();
        x.invalidate();
        assertThat(x.isValid()).isFalse();
        fill(x, 1, new byte[] {1}, new double[1]).clear(1, 1, 1);
        assertThat(x.isValid()).isFalse();
        assertThat(SparseIndex.NONE.isValid()).isFalse();
    }
}
