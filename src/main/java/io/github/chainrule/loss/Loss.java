// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Objects;

/**
 * How wrong a model's outputs are, as one number L, and how L changes with them.
 *
 * <p>L is a mean over the batch, so {@link #gradient} divides by N: <b>the only 1/N of back-propagation is there</b>,
 * in the last division of each loss, and the layers only sum over the batch. So the gradient's size doesn't grow with
 * the batch; the best learning rate may still change with it.
 *
 * <p>In the formulas, p is an entry of the outputs (z where it is a logit) and t the target at the same place.
 *
 * <p>A loss of your own:
 *
 * {@snippet :
 * // L = 1/N · Σ |p − t|: an outlier counts less than it does when squared
 * record MeanAbsoluteError() implements Loss {
 *
 *     @Override
 *     public double value(Matrix outputs, Matrix targets) {
 *         double sum = 0;
 *         for (double distance : outputs.map(targets, (p, t) -> Math.abs(p - t)).values()) {
 *             sum += distance;
 *         }
 *         return sum / outputs.values().length;
 *     }
 *
 *     @Override
 *     public Matrix gradient(Matrix outputs, Matrix targets) {
 *         int n = outputs.values().length;
 *         return outputs.map(targets, (p, t) -> Math.signum(p - t) / n);
 *     }
 * }
 * }
 */
public interface Loss {

    /**
     * L, a mean over the batch.
     *
     * @param outputs what the model returned, one row per example; only read
     * @param targets what it should have returned, in the same shape; only read
     * @return the loss
     * @throws IllegalArgumentException if the shapes differ, there is no row, or a value is outside its range
     */
    double value(Matrix outputs, Matrix targets);

    /**
     * dL/dp for each output p: where the backward pass begins.
     *
     * @param outputs what the model returned, one row per example; only read
     * @param targets what it should have returned, in the same shape; only read. For targets that are outputs with some
     *                entries changed, as in Q-learning, start from {@code outputs.copy()}
     * @return the gradient, in the shape of the outputs; a new matrix
     * @throws IllegalArgumentException if the shapes differ, there is no row, or a value is outside its range
     */
    Matrix gradient(Matrix outputs, Matrix targets);

    /**
     * What the outputs mean, on the scale of the targets. Metrics, reports, pictures and the diagnosis use this.
     *
     * <p>With two classes in one column it is the probability of class 1; with a column for each class, the probability
     * of each; otherwise it is the predicted number itself.
     *
     * @param outputs what the model returned, one row per example; only read
     * @return the predictions in the same shape: the outputs themselves, not a copy, unless a loss says otherwise
     */
    default Matrix predictions(Matrix outputs) {
        return outputs;
    }

    /**
     * This loss with a weight for each row of a batch: {@code L = Σ wᵢ·Lᵢ / N}, where Lᵢ is the loss of row i and N the
     * number of rows, as in PyTorch's {@code binary_cross_entropy}. With a mean weight of 1, loss and learning rate
     * keep their scale. A trainer does this by itself for a dataset {@code withWeights}; in your own loop:
     *
     * <pre>
     *   Loss weighted = loss.withWeights(batch.weights());
     *   forward.backward(weighted.gradient(forward.output(), batch.targets()));
     * </pre>
     *
     * <p>Instead of weights for examples, {@link CrossEntropy} and {@link BinaryCrossEntropyWithLogits} take weights
     * for classes.
     *
     * @param weights one column, with a row for each example of the batch; kept, not copied
     * @return a loss for batches of this many rows; this one if all weights are 1
     * @throws IllegalArgumentException if a weight is negative or not finite; when it is used, if there are fewer or
     *                                  more weights than rows, or if this loss isn't the mean of its rows' losses
     */
    default Loss withWeights(Matrix weights) {
        Objects.requireNonNull(weights, () -> name() + ": weights is null.");
        return Arrays.stream(weights.values()).allMatch(w -> w == 1) ? this : new WeightedLoss(this, weights);
    }

    /** {@return what messages and files call it: the name of its class, unless a loss says otherwise} */
    default String name() {
        return getClass().getSimpleName().isEmpty() ? "Loss" : getClass().getSimpleName();
    }
}
