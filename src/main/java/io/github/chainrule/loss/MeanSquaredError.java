// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * For numbers: the mean of the squared distances.
 *
 * <pre>
 *   value      L     = 1/N · Σ (p − t)²
 *   gradient   dL/dp = 1/N · 2·(p − t)
 * </pre>
 *
 * <p>N is the number of entries, rows × columns, as in PyTorch.
 *
 * {@snippet file="io/github/chainrule/examples/LossExamplesTest.java" region="mean-squared-error"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.MSELoss.html">torch.nn.MSELoss</a>
 */
public final class MeanSquaredError implements Loss {

    /** A mean squared error; it has nothing to choose. */
    public MeanSquaredError() {
    }

    @Override
    public double value(Matrix prediction, Matrix target) {
        require(prediction, target);
        double sum = 0;
        for (int i = 0; i < prediction.values().length; i++) {
            double error = prediction.values()[i] - target.values()[i];
            sum += error * error;
        }
        return sum / prediction.values().length;
    }

    @Override
    public Matrix gradient(Matrix prediction, Matrix target) {
        require(prediction, target);
        int n = prediction.values().length;
        return prediction.map(target, (p, t) -> 2 * (p - t) / n);
    }

    private void require(Matrix prediction, Matrix target) {
        Checks.requireComparable(this, prediction, target);
        Checks.requireFinite(this, "target", target,
                "Look for NaN in the inputs, or try a smaller learning rate.");
    }

    /** {@return {@code MeanSquaredError}} */
    @Override
    public String toString() {
        return "MeanSquaredError";
    }
}
