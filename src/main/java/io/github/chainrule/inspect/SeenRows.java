// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.HashSet;
import java.util.Set;

/** Which examples were seen, the first of them: enough to tell whether others are the same. */
final class SeenRows {

    static final int MOST = 1024;
    private static final int ENTRIES = 64;
    private static final double EXPECTED = 10;
    private static final int FEW = 20;

    private final Set<Integer> hashes = new HashSet<>();
    private int rows;

    void add(Matrix inputs, Matrix targets) {
        for (int i = 0; i < inputs.rows() && rows < MOST; i++) {
            hashes.add(31 * hash(inputs, i) + hash(targets, i));
            rows++;
        }
    }

    /** Of a row's entries, or of some everywhere in it. */
    private static int hash(Matrix m, int row) {
        int hash = 1;
        for (int j = 0; j < m.cols(); j += 1 + m.cols() / ENTRIES) {
            hash = 31 * hash + Double.hashCode(m.get(row, j));
        }
        return hash;
    }

    int rows() {
        return rows;
    }

    /** How many of the others were seen here. */
    int among(SeenRows others) {
        return (int) others.hashes.stream().filter(hashes::contains).count();
    }

    /**
     * Whether the others are examples of a dataset that were, as far as they were, seen here. Others that are often
     * alike tell nothing.
     */
    boolean holds(SeenRows others, int size) {
        double expected = others.rows * Math.min(1, (double) hashes.size() / size);
        return others.rows >= FEW && others.hashes.size() > 0.9 * others.rows && expected >= EXPECTED
                && among(others) > 0.5 * expected;
    }
}
