// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

/**
 * A loss in which rows count differently, where Lᵢ is the loss of row i alone:
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
        Matrix w = inEachColumn(outputs);
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            double one = loss.value(LossChecks.row(outputs, i), LossChecks.row(targets, i)) / outputs.rows();
            mean += one;
            weighted += w.get(i, 0) * one;
        }
        if (Math.abs(mean - all) > 1e-9 * Math.abs(all)) {      // more than rounding
            throw new IllegalArgumentException(loss.name() + ": the loss of a batch, " + all + ", isn't the mean of its"
                    + " rows' losses, " + mean + ", so rows can't have weights. In place of class weights, multiply"
                    + " each example's weight by that of its class.");
        }
        return weighted;
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        return loss.gradient(outputs, targets).map(inEachColumn(outputs), (d, w) -> w * d);
    }

    private Matrix inEachColumn(Matrix outputs) {
        if (weights.rows() != outputs.rows() || weights.cols() != 1) {
            throw new IllegalArgumentException(loss.name() + ": the weights are " + weights.shape() + "; expected ("
                    + outputs.rows() + " x 1). A Trainer takes weights from the data: training.withWeights(weights).");
        }
        return weights.times(Matrix.zeros(1, outputs.cols()).map(zero -> 1));
    }

    @Override
    public Matrix predictions(Matrix outputs) {
        return loss.predictions(outputs);
    }
}
