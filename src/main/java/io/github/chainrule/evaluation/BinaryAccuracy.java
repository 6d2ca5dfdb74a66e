// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * The share of right answers between two classes: a response above 0.5 means class 1, and the target says what is
 * right.
 *
 * <p>With several columns each is a yes-or-no question of its own, and the share is over all of them. For several
 * classes, of which exactly one is right, use {@link Accuracy}.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html">torchmetrics, Accuracy</a>
 */
public final class BinaryAccuracy implements Metric {

    /** A binary accuracy; it has nothing to choose. */
    public BinaryAccuracy() {
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireComparable(this, response, target);
        Checks.requireLabels(this, target);
        if (target.cols() > 1 && Checks.isOneHot(target)) {
            throw new IllegalArgumentException("BinaryAccuracy: each target row of " + target.shape() + " has a single"
                    + " 1, so its columns are classes, and counting each column by itself would call most of them"
                    + " right. Use Accuracy.");
        }
        int right = 0;
        for (int i = 0; i < target.values().length; i++) {
            if (response.values()[i] > Prediction.THRESHOLD == (target.values()[i] == 1)) {
                right++;
            }
        }
        return (double) right / target.values().length;
    }

    /** {@return {@code BinaryAccuracy}} */
    @Override
    public String toString() {
        return "BinaryAccuracy";
    }
}
