// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * For numeric targets: the mean of the squared distances.
 *
 * <pre>
 *   value      L     = 1/N · Σ (p − t)²
 *   gradient   dL/dp = 1/N · 2·(p − t)
 * </pre>
 *
 * <p>N is the number of entries, rows × columns, as in PyTorch.
 *
 * {@snippet :
 * Loss loss = new MeanSquaredError();
 * Matrix outputs = Matrix.column(150, 160);
 * Matrix targets = Matrix.column(153, 159);
 * double value = loss.value(outputs, targets);                // (3² + 1²)/2 = 5
 * Matrix gradient = loss.gradient(outputs, targets);          // -3 and 1: too low, too high
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.MSELoss.html">torch.nn.MSELoss</a>
 */
public record MeanSquaredError() implements Loss {

    @Override
    public double value(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        return LossChecks.sum(outputs.map(targets, (p, t) -> (p - t) * (p - t))) / outputs.values().length;
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        return outputs.map(targets, (p, t) -> 2 * (p - t) / outputs.values().length);
    }

    private void require(Matrix outputs, Matrix targets) {
        LossChecks.requireComparable(this, outputs, targets);
        Checks.requireFinite(name(), "target", targets, "Correct this target, or remove its example.");
    }
}
