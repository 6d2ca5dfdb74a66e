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

    /** Puts the entries of row i where {@code next} says that their columns continue. */
    void appendRow(int i, int[] next, CompressedIndex csc) {
        char[] rows = csc.indices;
        byte[] columnValues = csc.values;
        for (int q = offsets[i], end = offsets[i + 1]; q < end; q++) {
            int n = next[indices[q]]++;
            rows[n] = (char) i;
            columnValues[n] = values[q];
        }
    }
}
