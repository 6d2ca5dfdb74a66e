// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;

/**
 * The entries of a matrix that aren't zero, row by row (CSR, compressed sparse rows) or column by column (CSC).
 *
 * <pre>
 *   0 a 0 b    CSR  offsets 0 2 3        indices (columns) 1 3 0    values a b c
 *   c 0 0 0    CSC  offsets 0 1 2 2 3    indices (rows)    1 0 0    values c a b
 * </pre>
 */
final class CompressedIndex {

    /** Row i has the entries from {@code offsets[i]} to {@code offsets[i + 1] − 1}; the arrays may be longer. */
    int[] offsets = new int[1];
    int[] indices = new int[0];
    double[] values = new double[0];

    /** Makes room; a quarter more than needed, so that the next batch fits as well. */
    void reserve(int rows, int entries) {
        if (offsets.length <= rows) {
            offsets = new int[rows + 1];
        }
        if (indices.length < entries) {
            indices = new int[entries + entries / 4];
            values = new double[indices.length];
        }
    }

    /** The same entries, column by column: counted first, then each put where its column continues. */
    void transposeInto(CompressedIndex csc, int rows, int cols) {
        int entries = offsets[rows];
        csc.reserve(cols, entries);
        int[] next = csc.offsets;
        Arrays.fill(next, 0, cols + 1, 0);
        for (int q = 0; q < entries; q++) {
            next[indices[q] + 1]++;
        }
        for (int k = 0; k < cols; k++) {
            next[k + 1] += next[k];
        }
        for (int i = 0; i < rows; i++) {
            for (int q = offsets[i]; q < offsets[i + 1]; q++) {
                int n = next[indices[q]]++;
                csc.indices[n] = i;
                csc.values[n] = values[q];
            }
        }
        System.arraycopy(next, 0, next, 1, cols);      // each has moved on to where the next column begins
        next[0] = 0;
    }
}
