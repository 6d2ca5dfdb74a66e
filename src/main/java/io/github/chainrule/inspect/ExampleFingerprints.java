// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Which examples a dataset has, or some of them, drawn at random: enough to tell whether others are the same. */
final class ExampleFingerprints {

    private static final int MOST = 1024;
    private static final int ENTRIES = 64;
    private static final double EXPECTED = 10;
    private static final int FEW = 20;

    private final Set<Integer> hashes = new HashSet<>();
    private int rows;

    static ExampleFingerprints of(Dataset data) {
        int size = data.size();
        int[] numbers = size <= MOST ? IntStream.range(0, size).toArray()
                : new Random(0).ints(0, size).distinct().limit(MOST).toArray();
        Matrix inputs = Matrix.zeros(numbers.length, data.inputSize());
        Matrix targets = Matrix.zeros(numbers.length, data.targetSize());
        data.read(numbers, 0, numbers.length, inputs, targets);
        ExampleFingerprints seen = new ExampleFingerprints();
        for (int i = 0; i < numbers.length; i++) {
            seen.hashes.add(31 * hash(inputs, i) + hash(targets, i));
        }
        seen.rows = numbers.length;
        return seen;
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
    int among(ExampleFingerprints others) {
        return (int) others.hashes.stream().filter(hashes::contains).count();
    }

    /**
     * Whether the others are examples of a dataset that were, as far as they were, seen here. Others that are often
     * alike tell nothing.
     */
    boolean holds(ExampleFingerprints others, int size) {
        double expected = others.rows * Math.min(1, (double) hashes.size() / size);
        return others.rows >= FEW && others.hashes.size() > 0.9 * others.rows && expected >= EXPECTED
                && among(others) > 0.5 * expected;
    }
}
