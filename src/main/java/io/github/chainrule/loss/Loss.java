// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Matrix;

/**
 * How wrong a model's outputs are, as one number L, and how L changes with them.
 *
 * <p>L is a mean over the batch, so {@link #gradient} divides by N: <b>the only 1/N of back-propagation stands
 * there</b>, in the last division of each loss, and every layer before it only sums over the batch. So the
 * gradient's size doesn't grow with the batch; the best learning rate may still change with it.
 *
 * <p>In the formulas, p is an entry of the outputs (z where it is a logit) and t the target at the same place.
 *
 * <p>A loss of your own:
 *
 * {@snippet :
 * // L = 1/N · Σ |p − t|: a single outlier counts for less than its square
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
     * @param targets what it should have returned, in the same shape; only read
     * @return the gradient, in the shape of the outputs; a new matrix
     * @throws IllegalArgumentException if the shapes differ, there is no row, or a value is outside its range
     */
    Matrix gradient(Matrix outputs, Matrix targets);

    /**
     * What the outputs mean, on the scale of the targets. Metrics, reports, pictures and the diagnosis ask for it here.
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

    /** {@return what messages and files call it: the name of its class, unless a loss says otherwise} */
    default String name() {
        return getClass().getSimpleName().isEmpty() ? "Loss" : getClass().getSimpleName();
    }
}
