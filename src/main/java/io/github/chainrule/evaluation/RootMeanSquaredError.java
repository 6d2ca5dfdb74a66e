// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * How far predictions of a quantity are off, with large errors counting more: {@code RMSE = √(1/N · Σ (p − t)²)}, in
 * the target's own unit.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/mean_squared_error.html">torchmetrics, Mean
 *      Squared Error</a>, with {@code squared=False}
 */
public final class RootMeanSquaredError implements Metric {

    /** A root mean squared error; it has nothing to choose. */
    public RootMeanSquaredError() {
    }

    @Override
    public String name() {
        return "root mean squared error";
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
            double error = response.values()[i] - target.values()[i];
            sum += error * error;
        }
        return Math.sqrt(sum / target.values().length);
    }

    /** {@return {@code RootMeanSquaredError}} */
    @Override
    public String toString() {
        return "RootMeanSquaredError";
    }
}
