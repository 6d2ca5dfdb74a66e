// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Matrix;

/**
 * How wrong a prediction is, as one number L, and how L moves with the prediction.
 *
 * <p>L is a mean, and <b>its 1/N is here and nowhere else</b>: {@link #gradient} carries it, and every layer behind
 * just sums over the batch. That is why the learning rate needn't change with the batch size.
 *
 * <p>In the formulas, p is an entry of the prediction, t the target at the same place.
 *
 * <p>A loss of your own:
 *
 * {@snippet file="io/github/chainrule/examples/LossExamplesTest.java" region="loss"}
 */
public interface Loss {

    /**
     * L, a mean over the batch.
     *
     * @param prediction what the model said, one row per example; only read
     * @param target     what would have been right, in the same shape; only read
     * @return the loss
     * @throws IllegalArgumentException if the shapes differ, there is no row, or a value is outside its range
     */
    double value(Matrix prediction, Matrix target);

    /**
     * dL/dp: where the backward pass begins.
     *
     * @param prediction what the model said, one row per example; only read
     * @param target     what would have been right, in the same shape; only read
     * @return the gradient, in the shape of the prediction; a new matrix
     * @throws IllegalArgumentException if the shapes differ, there is no row, or a value is outside its range
     */
    Matrix gradient(Matrix prediction, Matrix target);

    /**
     * What the model's output means, on the scale of the target; statisticians call it the response. This is the only
     * place that knows: metrics, reports, pictures and the diagnosis ask it.
     *
     * <p>With two classes in one column it is the probability of class 1, and class 1 begins above 0.5; with a column
     * for each class, the largest one wins; otherwise it is the predicted quantity itself.
     *
     * @param output what the model said, one row per example; only read
     * @return the response in the same shape: the output itself, not a copy, unless a loss says otherwise
     */
    default Matrix predictions(Matrix output) {
        return output;
    }
}
