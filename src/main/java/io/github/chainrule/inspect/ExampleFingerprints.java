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

    private static final int MAX_ROWS = 1024;
    private static final int ENTRIES = 64;
    private static final double MIN_EXPECTED = 10;

    private final Set<Integer> hashes = new HashSet<>();
    final int rows;

    ExampleFingerprints(Dataset data) {
        int size = data.size();
        int[] indices = size <= MAX_ROWS ? IntStream.range(0, size).toArray()
                : new Random(0).ints(0, size).distinct().limit(MAX_ROWS).toArray();
        Matrix[] both = Sample.read(data, indices);
        this.rows = indices.length;
        for (int i = 0; i < rows; i++) {
            hashes.add(31 * hash(both[0], i) + hash(both[1], i));
        }
    }

    /** The hash of a row's entries, or of some from everywhere in it. */
    private static int hash(Matrix m, int row) {
        int hash = 1;
        for (int j = 0; j < m.cols(); j += 1 + m.cols() / ENTRIES) {
            hash = 31 * hash + Double.hashCode(m.get(row, j));
        }
        return hash;
    }

    /** How many of the others are among these. */
    int among(ExampleFingerprints others) {
        return (int) others.hashes.stream().filter(hashes::contains).count();
    }

    /** How many of the others would be among these if all were in the dataset of the given size. */
    double expected(ExampleFingerprints others, int size) {
        // Others that are often equal to each other show nothing.
        return others.rows < Rules.MIN_EXAMPLES || 2 * others.hashes.size() < others.rows ? Double.NaN
                : others.hashes.size() * ((double) rows / size);
    }

    /** Whether the others are from the dataset that these are from, which has the given size. */
    boolean containsAll(ExampleFingerprints others, int size) {
        double expected = expected(others, size);
        return expected >= MIN_EXPECTED && among(others) > (rows == size ? 0.95 : 0.5) * expected;
    }
}
