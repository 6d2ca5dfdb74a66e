// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * What people want to know about predictions besides the loss. Training doesn't use it.
 *
 * <p>A metric sees all rows at once, so it need not be a sum over them: R² and the area under a curve are metrics too.
 * It is given the {@linkplain io.github.chainrule.loss.Loss#predictions response}, not the raw output, so it never has to
 * know what the last layer is.
 */
public interface Metric {

    /** {@return what tables call it, such as {@code accuracy}} */
    String name();

    /** {@return whether more is better, as with accuracy; false for an error, of which less is better} */
    default boolean higherIsBetter() {
        return true;
    }

    /**
     * The metric over all rows.
     *
     * @param response {@code loss.response(output)}, one row per example; only read
     * @param target   what would have been right, in the same shape; only read
     * @return the value; NaN where it isn't defined for these targets, such as the recall of a class that never occurs
     * @throws IllegalArgumentException if the shapes differ, a value isn't finite, or the targets aren't of the kind
     *                                  that this metric is about
     */
    double value(Matrix response, Matrix target);
}
