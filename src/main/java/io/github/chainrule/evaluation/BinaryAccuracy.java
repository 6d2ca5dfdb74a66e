// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;

/**
 * The fraction of correct predictions between two classes: class 1 is predicted where the probability is above
 * {@value Predictor#DEFAULT_THRESHOLD}.
 *
 * <p>Several columns are several labels, each present or not, and the fraction is over all of them. For several
 * classes, of which exactly one is correct, use {@link Metric#accuracy()}.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/classification/accuracy.html">torchmetrics, Accuracy</a>
 */
public record BinaryAccuracy() implements Metric {

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(Matrix predictions, Matrix targets) {
        return value(Predictor.DEFAULT_THRESHOLD, predictions, targets);
    }

    @Override
    public double value(Predictor predictor, Matrix predictions, Matrix targets) {
        if (targets.cols() > 1 && predictor.names().hasClasses()) {
            throw new IllegalArgumentException("BinaryAccuracy: the " + targets.cols() + " target columns stand for the"
                    + " classes " + predictor.names().classes() + ", of which each example has one. Counted one by one,"
                    + " most of them would be correct. Use Metric.accuracy().");
        }
        return value(predictor.threshold(), predictions, targets);
    }

    private double value(double threshold, Matrix predictions, Matrix targets) {
        Formula.requireLabels(this, predictions, targets);
        return Formula.accuracy(Names.NONE, threshold, Matrix.column(predictions.values()),
                Matrix.column(targets.values()));
    }

    /** {@return {@code BinaryAccuracy}} */
    @Override
    public String toString() {
        return "BinaryAccuracy";
    }
}
