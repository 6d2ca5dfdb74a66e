// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Matrix;

/**
 * {@link BinaryCrossEntropy} with the sigmoid inside: for a model whose last layer is linear.
 *
 * <pre>
 *   value        L     = 1/N · Σ ( max(z, 0) − z·t + log(1 + e^−|z|) )
 *   gradient     dL/dz = 1/N · (σ(z) − t)                              σ(z) = 1 / (1 + e⁻ᶻ)
 *   prediction   p     = σ(z)
 * </pre>
 *
 * <p>z is the logit, the number before the sigmoid; t is 1 for class 1 and 0 for class 0 (or a probability between), N
 * the number of entries. The sigmoid's derivative and the logarithm's cancel: of the chain rule only the error itself
 * remains, and nothing can overflow.
 *
 * {@snippet :
 * Loss loss = new BinaryCrossEntropyWithLogits();
 * Matrix logit = Matrix.row(Math.log(9));                     // log 9 to 1: 9 times out of 10
 * double value = loss.value(logit, Matrix.row(1));            // -log 0.9 = 0.105
 * double p = loss.predictions(logit).get(0, 0);               // 0.9
 * }
 *
 * @param positiveWeight how much an example of class 1 counts, w: the term of class 1, in the value and in the
 *                       gradient, is multiplied by it; 1 unless set otherwise
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html">BCEWithLogitsLoss</a>
 */
public record BinaryCrossEntropyWithLogits(double positiveWeight) implements Loss {

    /** Both classes count the same. */
    public BinaryCrossEntropyWithLogits() {
        this(1);
    }

    /**
     * Lets an example of class 1 count as much as {@code positiveWeight} of class 0, for classes of different size. N
     * remains the number of entries, as with PyTorch's {@code pos_weight}.
     *
     * @param positiveWeight above 0; the number of examples of class 0 divided by that of class 1 balances them
     * @throws IllegalArgumentException if the weight isn't above 0
     */
    public BinaryCrossEntropyWithLogits {
        LossChecks.requireWeight("BinaryCrossEntropyWithLogits", positiveWeight);
    }

    @Override
    public double value(Matrix outputs, Matrix targets) {
        LossChecks.requireBinary(this, outputs, targets);
        return LossChecks.sum(outputs.map(targets, (z, t) -> {
            double log = StrictMath.log1p(StrictMath.exp(-Math.abs(z)));        // of 1 + e^-|z|
            return positiveWeight == 1 ? Math.max(z, 0) - z * t + log
                    : (1 - t) * (Math.max(z, 0) + log) + positiveWeight * t * (Math.max(-z, 0) + log);
        })) / outputs.values().length;
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        LossChecks.requireBinary(this, outputs, targets);
        return outputs.map(targets, (z, t) -> (positiveWeight == 1 ? sigmoid(z) - t
                : (1 - t) * sigmoid(z) - positiveWeight * t * sigmoid(-z)) / outputs.values().length);
    }

    /** {@return σ(z), the probability of class 1} */
    @Override
    public Matrix predictions(Matrix outputs) {
        return outputs.map(BinaryCrossEntropyWithLogits::sigmoid);
    }

    @Override
    public String name() {
        return "BinaryCrossEntropyWithLogits" + (positiveWeight == 1 ? "" : "(" + positiveWeight + ")");
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
