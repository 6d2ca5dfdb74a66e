// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * For two classes, with a sigmoid as the last layer: how surprised the model is by the target.
 *
 * <pre>
 *   value      L     = −1/N · Σ ( t·log p + (1−t)·log(1−p) )        logs no lower than −100
 *   gradient   dL/dp =  1/N · (p − t) / max(p·(1−p), ε)             ε = 10⁻¹²
 * </pre>
 *
 * <p>p is the predicted probability of class 1, t is 1 for class 1 and 0 for class 0 (or a probability between), N is
 * the number of entries: with one column, the number of examples. A model that knows nothing and outputs 1/2 has L = ln
 * 2 = 0.693.
 *
 * <p>The bounds are PyTorch's: a prediction that is certain and wrong costs 100, not infinity.
 * {@link BinaryCrossEntropyWithLogits} needs no bounds.
 *
 * {@snippet :
 * Loss loss = new BinaryCrossEntropy();
 * double sure = loss.value(Matrix.row(0.9), Matrix.row(1));   // -log 0.9 = 0.105
 * double wrong = loss.value(Matrix.row(0.9), Matrix.row(0));  // -log 0.1 = 2.303
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.BCELoss.html">torch.nn.BCELoss</a>
 */
public record BinaryCrossEntropy() implements Loss {

    private static final double LOWEST_LOG = -100;
    /** PyTorch holds its 10⁻¹² as a float, which is 9.99999996e-13 here; a test compares with its numbers. */
    private static final double EPSILON = 1e-12f;

    @Override
    public double value(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        return LossChecks.sum(outputs.map(targets, (p, t) -> {
            double logP = t == 0 ? 0 : Math.max(StrictMath.log(p), LOWEST_LOG);         // a factor 0 needs no log
            double logQ = t == 1 ? 0 : Math.max(StrictMath.log1p(-p), LOWEST_LOG);      // log(1−p), not rounding 1−p
            return -(t * logP + (1 - t) * logQ);
        })) / outputs.values().length;
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        return outputs.map(targets, (p, t) -> (p - t) / Math.max(p * (1 - p), EPSILON) / outputs.values().length);
    }

    private void require(Matrix outputs, Matrix targets) {
        LossChecks.requireBinary(this, outputs, targets);
        Checks.requireBetween(name(), "output", outputs, 0, 1, "End the model with a Sigmoid, or use"
                + " BinaryCrossEntropyWithLogits without one.");
    }
}
