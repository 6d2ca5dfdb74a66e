// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * The same as {@link FourColumns}, but each row's, or each column's, own entries alone: for plain Java, where a zero
 * among the four costs as much as an entry.
 *
 * <pre>
 *   0 a 0 b    by row     starts 0 2 3    places (columns) 1 3 0    bytes a b c
 *   c 0 0 0    by column  starts 0 1 2 2 3  places (rows)  1 0 0    bytes c a b
 * </pre>
 */
final class Lists {

    /** List i has the entries from {@code starts[i]} to {@code starts[i + 1] − 1}; the arrays may be longer. */
    int[] starts = new int[1];
    char[] places = new char[0];
    byte[] bytes = new byte[0];

    private void reserve(int lists, int entries) {
        if (starts.length <= lists) {
            starts = new int[lists + 1];
        }
        if (places.length <= entries) {     // one more: an entry is written first, and kept if it counts
            places = new char[entries + entries / 4 + 1];
            bytes = new byte[places.length];
        }
    }

    void fillByColumn(FourColumns x, int rows, int cols, int entries) {
        reserve(cols, entries);
        int n = 0;
        for (int k = 0; k < cols; k++) {
            int shift = k % FourColumns.COLUMNS * Byte.SIZE;
            for (int top = 0; top < rows; top += FourColumns.BLOCK) {
                for (int q = x.start(top, k), end = x.end(top, k); q < end; q++) {
                    int value = x.bytes[q] >>> shift & 0xff;
                    places[n] = (char) (top + x.rows[q]);
                    bytes[n] = (byte) value;
                    n += -value >>> Integer.SIZE - 1;
                }
            }
            starts[k + 1] = n;
        }
    }

    /** From the columns' lists, one after the other: each row's entries come from left to right. */
    void fillByRow(Lists byColumn, int rows, int cols, int entries) {
        reserve(rows, entries);
        int[] next = new int[rows + 1];
        for (int q = 0; q < entries; q++) {
            next[byColumn.places[q] + 1]++;
        }
        for (int i = 0; i < rows; i++) {
            next[i + 1] += next[i];
            starts[i + 1] = next[i + 1];
        }
        for (int k = 0; k < cols; k++) {
            for (int q = byColumn.starts[k]; q < byColumn.starts[k + 1]; q++) {
                int n = next[byColumn.places[q]]++;
                places[n] = (char) k;
                bytes[n] = byColumn.bytes[q];
            }
        }
    }
}
