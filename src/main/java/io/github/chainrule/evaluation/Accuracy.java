// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * The share of right answers between several classes: a row's class is the column with its largest value, in the
 * response as in the target; the first of them when there are two.
 */
public final class Accuracy implements Metric {

    /** An accuracy; it has nothing to choose. */
    public Accuracy() {
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireComparable(this, response, target);
        if (target.cols() < 2) {
            throw new IllegalArgumentException("Accuracy: expected one column per class, got a prediction of "
                    + response.shape() + ", whose largest column is always the only one. For two classes in one"
                    + " column use BinaryAccuracy; a measured quantity has no right and wrong: use MeanAbsoluteError or"
                    + " RSquared.");
        }
        Checks.requireLabels(this, target);
        if (!Checks.isOneHot(target)) {
            throw new IllegalArgumentException("Accuracy: expected a single 1 in each target row, for the right class."
                    + " For questions that are answered independently of each other use BinaryAccuracy.");
        }
        int right = 0;
        for (int i = 0; i < target.rows(); i++) {
            if (Prediction.classIndexOf(response, i) == Prediction.classIndexOf(target, i)) {
                right++;
            }
        }
        return (double) right / target.rows();
    }

    /** {@return {@code Accuracy}} */
    @Override
    public String toString() {
        return "Accuracy";
    }
}
