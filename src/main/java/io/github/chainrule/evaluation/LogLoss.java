// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * How much the truth surprises a model: {@code −1/N · Σ ln p(right class)}. Being sure and wrong is expensive.
 *
 * <p>It is what cross-entropies train for; you can measure it even if the model was trained with something else. As in
 * PyTorch's {@code BCELoss}, a logarithm is at least −100, so a probability of 0 costs 100 and not infinity.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.log_loss.html">scikit-learn,
 *      log_loss</a>, which has another limit
 */
public final class LogLoss implements Metric {

    private static final double LEAST_LOG = -100;

    /** A log loss; it has nothing to choose. */
    public LogLoss() {
    }

    @Override
    public String name() {
        return "log loss";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireClasses(this, response, target);
        io.github.chainrule.matrix.Checks.requireBetween(this, "prediction", response, 0, 1,
                "Only a model trained with a cross-entropy says probabilities.");
        double sum = 0;
        for (int i = 0; i < target.rows(); i++) {
            int right = Prediction.classIndexOf(target, i);
            double p = target.cols() > 1 ? response.get(i, right)
                    : right == 1 ? response.get(i, 0) : 1 - response.get(i, 0);
            sum -= Math.max(LEAST_LOG, StrictMath.log(p));
        }
        return sum / target.rows();
    }

    /** {@return {@code LogLoss}} */
    @Override
    public String toString() {
        return "LogLoss";
    }
}
