// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.stream.IntStream;

/**
 * The entries of a matrix that aren't zero, row by row (CSR, compressed sparse rows) or column by column (CSC).
 *
 * <pre>
 *   0 a 0 b    CSR  offsets 0 2 3        indices (columns) 1 3 0    values a b c
 *   c 0 0 0    CSC  offsets 0 1 2 2 3    indices (rows)    1 0 0    values c a b
 * </pre>
 */
final class CompressedIndex {

    /** What a byte means, x = byte / 255.0, if it is read as a number that isn't negative. */
    static final double[] VALUES = IntStream.range(0, 256).mapToDouble(b -> b / 255.0).toArray();

    /** Row i has the entries from {@code offsets[i]} to {@code offsets[i + 1] − 1}; the arrays may be longer. */
    int[] offsets = new int[1];
    char[] indices = new char[0];
    byte[] values = new byte[0];

    /** Makes room; a quarter more than needed, so that the next batch fits as well. */
    void reserve(int rows, int entries) {
        if (offsets.length <= rows) {
            offsets = new int[rows + 1];
        }
        if (indices.length < entries) {
            indices = new char[entries + entries / 4];
            values = new byte[indices.length];
        }
    }

    /** Appends the entries of row i to those of their columns, of which {@code next} says where they continue. */
    void putRow(int i, CompressedIndex csc) {
        putRow((char) i, offsets[i], offsets[i + 1], indices, values, csc.offsets, csc.indices, csc.values);
    }

    private static void putRow(char i, int from, int to, char[] cols, byte[] values, int[] next, char[] rows,
                               byte[] cscValues) {
        for (int q = from; q < to; q++) {
            int n = next[cols[q]]++;
            rows[n] = i;
            cscValues[n] = values[q];
        }
    }
}
