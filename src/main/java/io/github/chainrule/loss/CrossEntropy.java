// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * For c classes, with the softmax inside: for a model whose last layer is linear with c outputs.
 *
 * <pre>
 *   softmax    pⱼ      = e^zⱼ / Σₖ e^zₖ                    one row at a time: c probabilities that sum to 1
 *   value      L       = −1/N · Σ rows Σⱼ tⱼ·log pⱼ
 *   gradient   dL/dzⱼ  =  1/N · (pⱼ − tⱼ)
 * </pre>
 *
 * <p>z is a row of logits, t the target's row: 1 for the right class and 0 elsewhere ({@link Matrix#oneHot}), or
 * probabilities that sum to 1. N is the number of rows. Each row's largest logit is subtracted first, which leaves
 * every quotient as it is and keeps the powers from overflowing.
 *
 * {@snippet file="io/github/chainrule/examples/LossExamplesTest.java" region="cross-entropy"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropy implements Loss {

    /** Far above the rounding of c probabilities, far below a label that was forgotten. */
    private static final double SUM_TOLERANCE = 1e-6;

    /** A cross-entropy; it has nothing to choose. */
    public CrossEntropy() {
    }

    @Override
    public double value(Matrix prediction, Matrix target) {
        require(prediction, target);
        double sum = 0;
        for (int i = 0; i < prediction.rows(); i++) {
            double log = logSumExp(prediction, i);
            for (int j = 0; j < prediction.cols(); j++) {
                if (target.get(i, j) > 0) {     // 0 · log 0 counts as 0
                    sum -= target.get(i, j) * (prediction.get(i, j) - log);
                }
            }
        }
        return sum / prediction.rows();
    }

    @Override
    public Matrix gradient(Matrix prediction, Matrix target) {
        require(prediction, target);
        int n = prediction.rows();
        return softmax(prediction).map(target, (p, t) -> (p - t) / n);
    }

    /** {@return softmax(z): in each row, the probability of each class} */
    @Override
    public Matrix predictions(Matrix output) {
        return softmax(output);
    }

    /**
     * The softmax of each row, {@code pⱼ = e^zⱼ / Σₖ e^zₖ}: probabilities that sum to 1.
     *
     * @param z one row of logits per example; only read
     * @return p, in the same shape; a new matrix
     */
    public static Matrix softmax(Matrix z) {
        Matrix p = Matrix.zeros(z.rows(), z.cols());
        for (int i = 0; i < z.rows(); i++) {
            double log = logSumExp(z, i);
            for (int j = 0; j < z.cols(); j++) {
                p.set(i, j, StrictMath.exp(z.get(i, j) - log));
            }
        }
        return p;
    }

    /** log Σₖ e^zₖ of row i, so that log pⱼ = zⱼ − this. */
    private static double logSumExp(Matrix z, int i) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < z.cols(); j++) {
            max = Math.max(max, z.get(i, j));
        }
        double sum = 0;
        for (int j = 0; j < z.cols(); j++) {
            sum += StrictMath.exp(z.get(i, j) - max);
        }
        return max + StrictMath.log(sum);
    }

    private void require(Matrix prediction, Matrix target) {
        Checks.requireComparable(this, prediction, target);
        if (target.cols() == 1) {
            throw new IllegalArgumentException(this + ": prediction and target have one column; expected one for each"
                    + " class. If the targets are class numbers, Matrix.oneHot(count, classes) makes a row of each, and"
                    + " the last Linear needs count outputs. With one output use BinaryCrossEntropyWithLogits.");
        }
        Checks.requireWithin(this, "target", target, 0, 1,
                "Each row is 1 for the right class and 0 elsewhere: Matrix.oneHot(count, classes).");
        for (int i = 0; i < target.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < target.cols(); j++) {
                sum += target.get(i, j);
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new IllegalArgumentException(this + ": target row " + i + " sums to " + sum + "; expected 1."
                        + " Each row is 1 for the right class and 0 elsewhere: Matrix.oneHot(count, classes).");
            }
        }
    }

    /** {@return {@code CrossEntropy}} */
    @Override
    public String toString() {
        return "CrossEntropy";
    }
}
