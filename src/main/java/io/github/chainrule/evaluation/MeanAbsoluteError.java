// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * How far predictions of a quantity are off, on average: {@code MAE = 1/N · Σ |p − t|}, in the target's own unit.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/mean_absolute_error.html">torchmetrics, Mean
 *      Absolute Error</a>
 */
public final class MeanAbsoluteError implements Metric {

    /** A mean absolute error; it has nothing to choose. */
    public MeanAbsoluteError() {
    }

    @Override
    public String name() {
        return "mean absolute error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireComparable(this, response, target);
        double sum = 0;
        for (int i = 0; i < target.values().length; i++) {
            sum += Math.abs(response.values()[i] - target.values()[i]);
        }
        return sum / target.values().length;
    }

    /** {@return {@code MeanAbsoluteError}} */
    @Override
    public String toString() {
        return "MeanAbsoluteError";
    }
}
