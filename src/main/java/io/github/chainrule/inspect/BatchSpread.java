// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

/** How far the targets of a batch lie apart, compared with all targets: little if the data is sorted by them. */
final class BatchSpread {

    private static final int SMALLEST_BATCH = 4;
    private static final int ENOUGH = 10;
    /** Chance stays far above it. */
    private static final double SORTED = 0.25;

    private double sum;
    private double squares;
    private double within;
    private long count;
    private int batches;

    /** To be called in each step: cheap. Looks at the first column. */
    void add(Matrix targets) {
        int n = targets.rows();
        if (n < SMALLEST_BATCH) {
            return;
        }
        double s = 0;
        double q = 0;
        for (int i = 0; i < n; i++) {
            double t = targets.get(i, 0);
            s += t;
            q += t * t;
        }
        sum += s;
        squares += q;
        count += n;
        within += (q - s * s / n) / (n - 1);
        batches++;
    }

    /** The standard deviation within a batch. */
    double inBatch() {
        return Math.sqrt(Math.max(0, within / batches));
    }

    /** The standard deviation of all. */
    double inAll() {
        return Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
    }

    boolean isSorted() {
        return batches >= ENOUGH && inAll() > 0 && inBatch() * inBatch() < SORTED * inAll() * inAll();
    }
}
