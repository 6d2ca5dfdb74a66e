// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * For two classes, with a sigmoid as the last layer: how surprised a prediction is by the truth.
 *
 * <pre>
 *   value      L     = −1/N · Σ ( t·log p + (1−t)·log(1−p) )        logs no lower than −100
 *   gradient   dL/dp =  1/N · (p − t) / max(p·(1−p), ε)             ε = 10⁻¹²
 * </pre>
 *
 * <p>p is the predicted probability of class 1, t is 1 for class 1 and 0 for class 0 (or a probability between), N
 * is the number of entries: with one column, the number of examples. A model that knows nothing and says 1/2 has
 * L = ln 2 = 0.693.
 *
 * <p>The bounds are PyTorch's: a prediction that is certain and wrong costs 100, not infinity.
 * {@link BinaryCrossEntropyWithLogits} needs no bounds.
 *
 * {@snippet file="io/github/chainrule/examples/LossExamplesTest.java" region="binary-cross-entropy"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.BCELoss.html">torch.nn.BCELoss</a>
 */
public final class BinaryCrossEntropy implements Loss {

    static final String BINARY_TARGETS = "Labels of -1 and 1 become 0 and 1 with (t + 1) / 2. Of labels such as 0 to 9"
            + " make one class against the rest, t = label == 7 ? 1 : 0; for all classes use CrossEntropy with"
            + " Matrix.oneHot.";
    private static final double LOWEST_LOG = -100;
    /** PyTorch holds its 10⁻¹² as a float; as a double that is 9.99999996e-13. */
    private static final double EPSILON = 1e-12f;

    /** A binary cross-entropy; it has nothing to choose. */
    public BinaryCrossEntropy() {
    }

    @Override
    public double value(Matrix prediction, Matrix target) {
        require(prediction, target);
        double sum = 0;
        for (int i = 0; i < prediction.values().length; i++) {
            double p = prediction.values()[i];
            double t = target.values()[i];
            // A log takes a while, and mostly one of the two counts nothing.
            double one = t == 0 ? 0 : t * Math.max(StrictMath.log(p), LOWEST_LOG);
            // log1p(−p) is log(1−p) without first rounding 1−p.
            double zero = t == 1 ? 0 : (1 - t) * Math.max(StrictMath.log1p(-p), LOWEST_LOG);
            sum -= one + zero;
        }
        return sum / prediction.values().length;
    }

    @Override
    public Matrix gradient(Matrix prediction, Matrix target) {
        require(prediction, target);
        int n = prediction.values().length;
        return prediction.map(target, (p, t) -> (p - t) / Math.max(p * (1 - p), EPSILON) / n);
    }

    private void require(Matrix prediction, Matrix target) {
        Checks.requireComparable(this, prediction, target);
        Checks.requireWithin(this, "prediction", prediction, 0, 1, "Probabilities are wanted: end the model with a"
                + " Sigmoid, or use BinaryCrossEntropyWithLogits without one.");
        Checks.requireWithin(this, "target", target, 0, 1, BINARY_TARGETS);
    }

    /** {@return {@code BinaryCrossEntropy}} */
    @Override
    public String toString() {
        return "BinaryCrossEntropy";
    }
}
