// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/** Which classes the examples are of, and whether they come mixed: told by the first batches of full size. */
final class BatchClasses {

    /** So many will do. */
    private static final int ENOUGH = 1000;

    private final long[] counts;
    private int batchSize;
    private int batches;
    private int ofOneClass;

    BatchClasses(int classes) {
        this.counts = new long[classes];
    }

    /** To be called in each step: cheap. A short last batch may well be of one class: it is left out. */
    void add(Matrix targets) {
        batchSize = batchSize == 0 ? targets.rows() : batchSize;
        if (counts.length == 0 || batches == ENOUGH || targets.rows() != batchSize) {
            return;
        }
        batches++;
        int first = Prediction.classIndexOf(targets, 0);
        int alike = 0;
        for (int i = 0; i < batchSize; i++) {
            int c = Prediction.classIndexOf(targets, i);
            counts[c]++;
            alike += c == first ? 1 : 0;
        }
        ofOneClass += alike == batchSize ? 1 : 0;
    }

    int batches() {
        return batches;
    }

    int ofOneClass() {
        return ofOneClass;
    }

    /** How many examples of each class were seen. */
    long[] counts() {
        return counts;
    }

    /** How often chance would make a batch of one class, with so many examples of each. */
    double chanceOfOneClass() {
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> Math.pow(count / all, batchSize)).sum();
    }
}
