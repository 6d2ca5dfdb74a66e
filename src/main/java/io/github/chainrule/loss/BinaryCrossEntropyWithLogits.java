// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * {@link BinaryCrossEntropy} with the sigmoid inside: for a model whose last layer is linear.
 *
 * <pre>
 *   value      L     = 1/N · Σ ( max(z, 0) − z·t + log(1 + e^−|z|) )
 *   gradient   dL/dz = 1/N · (σ(z) − t)                              σ(z) = 1 / (1 + e⁻ᶻ)
 *   response   p     = σ(z)
 * </pre>
 *
 * <p>z is the logit, t is 1 for class 1 and 0 for class 0 (or a probability between), N the number of entries. The
 * sigmoid's derivative and the logarithm's cancel: what is left of the chain rule is the error itself, and nothing
 * can overflow.
 *
 * {@snippet file="io/github/chainrule/examples/LossExamplesTest.java" region="binary-cross-entropy-with-logits"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html">BCEWithLogitsLoss</a>
 */
public final class BinaryCrossEntropyWithLogits implements Loss {

    /** A binary cross-entropy on logits; it has nothing to choose. */
    public BinaryCrossEntropyWithLogits() {
    }

    @Override
    public double value(Matrix prediction, Matrix target) {
        require(prediction, target);
        double sum = 0;
        for (int i = 0; i < prediction.values().length; i++) {
            double z = prediction.values()[i];
            double t = target.values()[i];
            sum += Math.max(z, 0) - z * t + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        }
        return sum / prediction.values().length;
    }

    @Override
    public Matrix gradient(Matrix prediction, Matrix target) {
        require(prediction, target);
        int n = prediction.values().length;
        return prediction.map(target, (z, t) -> (sigmoid(z) - t) / n);
    }

    /** {@return σ(z), the probability of class 1} */
    @Override
    public Matrix predictions(Matrix output) {
        return output.map(BinaryCrossEntropyWithLogits::sigmoid);
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    private void require(Matrix prediction, Matrix target) {
        Checks.requireComparable(this, prediction, target);
        Checks.requireWithin(this, "target", target, 0, 1, BinaryCrossEntropy.BINARY_TARGETS);
    }

    /** {@return {@code BinaryCrossEntropyWithLogits}} */
    @Override
    public String toString() {
        return "BinaryCrossEntropyWithLogits";
    }
}
