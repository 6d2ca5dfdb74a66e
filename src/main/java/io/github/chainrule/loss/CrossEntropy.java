// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * For c classes, with the softmax inside: for a model whose last layer is linear with c outputs.
 *
 * <pre>
 *   softmax    pⱼ      = e^zⱼ / Σₖ e^zₖ                    one row at a time: c probabilities that sum to 1
 *   value      L       = −1/N · Σ rows Σⱼ tⱼ·log pⱼ
 *   gradient   dL/dzⱼ  =  1/N · (pⱼ − tⱼ)
 * </pre>
 *
 * <p>z is a row of logits, t the target's row: 1 for the actual class and 0 elsewhere ({@link Matrix#oneHot}), or
 * probabilities that sum to 1. N is the number of rows. Each row's largest logit is subtracted first, which changes no
 * quotient and keeps the powers from overflowing.
 *
 * {@snippet :
 * Loss loss = new CrossEntropy();
 * Matrix logits = Matrix.row(Math.log(7), Math.log(2), Math.log(1));
 * Matrix p = loss.predictions(logits);                        // 0.7, 0.2, 0.1
 * double value = loss.value(logits, Matrix.oneHot(3, 0));     // -log 0.7 = 0.357
 * }
 *
 * @param classWeights how much each class counts; empty if all count the same
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public record CrossEntropy(List<Double> classWeights) implements Loss {

    /** Far above the rounding error of c probabilities, far below a forgotten label. */
    private static final double SUM_TOLERANCE = 1e-6;
    private static final String ONE_HOT =
            "Each row is 1 for the actual class and 0 elsewhere: Matrix.oneHot(classCount, classIndices).";

    /** All classes count the same. */
    public CrossEntropy() {
        this(List.of());
    }

    /**
     * A loss in which classes count differently.
     *
     * @throws IllegalArgumentException if a weight isn't above 0
     */
    public CrossEntropy {
        classWeights = List.copyOf(classWeights);
        classWeights.forEach(weight -> LossChecks.requireWeight("CrossEntropy", weight));
    }

    /**
     * Lets classes count differently, for classes of different size. L becomes a weighted mean: each example counts
     * {@code wⱼ} times, where j is its class, and N is the sum of these, as in PyTorch. (Where targets are
     * probabilities, N is {@code Σ wⱼ·tⱼ}; PyTorch then divides by the number of rows.)
     *
     * @param weights one for each class, above 0
     * @return a new loss
     * @throws IllegalArgumentException if a weight isn't above 0
     */
    public CrossEntropy withClassWeights(double... weights) {
        return new CrossEntropy(Arrays.stream(weights).boxed().toList());
    }

    @Override
    public double value(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        Matrix w = weighted(targets);
        // 0 · log 0 counts as 0
        return LossChecks.sum(logSoftmax(outputs).map(w, (logP, t) -> t > 0 ? -t * logP : 0)) / count(w);
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        require(outputs, targets);
        Matrix w = weighted(targets);
        double n = count(w);
        Matrix p = softmax(outputs);
        for (int i = 0; i < w.rows(); i++) {
            double weight = classWeights.isEmpty() ? 1 : LossChecks.sum(LossChecks.row(w, i));
            for (int j = 0; j < w.cols(); j++) {
                p.set(i, j, (p.get(i, j) * weight - w.get(i, j)) / n);
            }
        }
        return p;
    }

    /** wⱼ·tⱼ, or the targets themselves. */
    private Matrix weighted(Matrix targets) {
        if (classWeights.isEmpty()) {
            return targets;
        }
        if (classWeights.size() != targets.cols()) {
            throw new IllegalArgumentException(name() + ": there are " + classWeights.size() + " weights for "
                    + targets.cols() + " classes. Give each class one.");
        }
        Matrix w = targets.copy();
        for (int k = 0; k < w.values().length; k++) {
            w.values()[k] *= classWeights.get(k % w.cols());
        }
        return w;
    }

    /** N. */
    private double count(Matrix w) {
        return classWeights.isEmpty() ? w.rows() : LossChecks.sum(w);
    }

    /** {@return softmax(z): in each row, the probability of each class} */
    @Override
    public Matrix predictions(Matrix outputs) {
        return softmax(outputs);
    }

    /**
     * The softmax of each row, {@code pⱼ = e^zⱼ / Σₖ e^zₖ}: probabilities that sum to 1.
     *
     * @param z one row of logits per example; only read
     * @return p, in the same shape; a new matrix
     */
    public static Matrix softmax(Matrix z) {
        return logSoftmax(z).map(StrictMath::exp);
    }

    /** log pⱼ = zⱼ − log Σₖ e^zₖ, one row at a time. */
    private static Matrix logSoftmax(Matrix z) {
        Matrix logP = Matrix.zeros(z.rows(), z.cols());
        for (int i = 0; i < z.rows(); i++) {
            Matrix row = LossChecks.row(z, i);
            double max = Arrays.stream(row.values()).max().orElse(0);
            double logSum = max + StrictMath.log(LossChecks.sum(row.map(v -> StrictMath.exp(v - max))));
            for (int j = 0; j < z.cols(); j++) {
                logP.set(i, j, z.get(i, j) - logSum);
            }
        }
        return logP;
    }

    @Override
    public String name() {
        return "CrossEntropy" + (classWeights.isEmpty() ? "" : classWeights.stream().map(String::valueOf)
                .collect(Collectors.joining(", ", "(", ")")));
    }

    private void require(Matrix outputs, Matrix targets) {
        LossChecks.requireComparable(this, outputs, targets);
        if (targets.cols() == 1) {
            throw new IllegalArgumentException(name() + ": outputs and targets have one column; expected one for each"
                    + " class. Make targets of class indices with Matrix.oneHot(classCount, classIndices), and give the"
                    + " last Linear classCount outputs. With one output use BinaryCrossEntropyWithLogits.");
        }
        Checks.requireBetween(name(), "target", targets, 0, 1, ONE_HOT);
        for (int i = 0; i < targets.rows(); i++) {
            double sum = LossChecks.sum(LossChecks.row(targets, i));
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new IllegalArgumentException(name() + ": target row " + i + " sums to " + sum + "; expected 1. "
                        + ONE_HOT);
            }
        }
    }
}
