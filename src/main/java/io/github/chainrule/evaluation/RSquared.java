// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

/**
 * The share of a quantity's variance that the model explains.
 *
 * <pre>
 *   R² = 1 − Σ (t − p)² / Σ (t − mean of t)²
 * </pre>
 *
 * <p>1 is perfect. 0 is as good as always saying the mean, and below 0 is worse than that. With several columns it is
 * the mean over them. If all targets are equal there is nothing to explain, and it is NaN.
 *
 * @see <a href="https://lightning.ai/docs/torchmetrics/stable/regression/r2_score.html">torchmetrics, R2 Score</a>
 */
public final class RSquared implements Metric {

    /** A coefficient of determination; it has nothing to choose. */
    public RSquared() {
    }

    @Override
    public String name() {
        return "R2";
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireComparable(this, response, target);
        double sum = 0;
        for (int j = 0; j < target.cols(); j++) {
            sum += ofColumn(j, response, target);
        }
        return sum / target.cols();
    }

    private static double ofColumn(int j, Matrix response, Matrix target) {
        double mean = 0;
        for (int i = 0; i < target.rows(); i++) {
            mean += target.get(i, j) / target.rows();
        }
        double unexplained = 0;
        double all = 0;
        for (int i = 0; i < target.rows(); i++) {
            double t = target.get(i, j);
            unexplained += (t - response.get(i, j)) * (t - response.get(i, j));
            all += (t - mean) * (t - mean);
        }
        return all == 0 ? Double.NaN : 1 - unexplained / all;
    }

    /** {@return {@code RSquared}} */
    @Override
    public String toString() {
        return "RSquared";
    }
}
