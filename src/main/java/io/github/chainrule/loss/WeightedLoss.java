// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * A loss in which rows count differently, Lᵢ being the loss of row i alone:
 *
 * <pre>
 *   L     = Σ wᵢ·Lᵢ / N
 *   dL/dp = wᵢ·dp           in row i, dp being the gradient of the mean without weights
 * </pre>
 */
record WeightedLoss(Loss loss, Matrix weights) implements Loss {

    WeightedLoss {
        Checks.requireBetween(loss.name(), "weight", weights, 0, Double.MAX_VALUE, "a finite weight of at least 0.");
    }

    @Override
    public double value(Matrix outputs, Matrix targets) {
        double all = loss.value(outputs, targets);
        Checks.requireShape(loss.name(), "weights", weights, outputs.rows(), 1);
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            double one = loss.value(LossChecks.row(outputs, i), LossChecks.row(targets, i)) / outputs.rows();
            mean += one;
            weighted += weights.get(i, 0) * one;
        }
        if (Math.abs(mean - all) > 1e-9 * Math.abs(all)) {      // more than rounding
            throw new IllegalArgumentException(loss.name() + ": the loss of a batch is " + all + ", but the mean of its"
                    + " rows' losses is " + mean + ", so weights of rows have no meaning. Make it a mean over the rows;"
                    + " in place of class weights, multiply the weight of each example by that of its class.");
        }
        return weighted;
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        Matrix dp = loss.gradient(outputs, targets);
        Checks.requireShape(loss.name(), "weights", weights, outputs.rows(), 1);
        return dp.map(weights.times(Matrix.zeros(1, dp.cols()).map(zero -> 1)), (d, w) -> w * d);  // w in each column
    }

    @Override
    public Matrix predictions(Matrix outputs) {
        return loss.predictions(outputs);
    }
}
