// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;

/** Two outputs for one target: mean μ and log variance s. L = mean of (s + (t − μ)² / eˢ) / 2. */
public record MeanAndVariance() implements Loss {

    @Override
    public double value(Matrix outputs, Matrix targets) {
        double sum = 0;
        for (int i = 0; i < targets.rows(); i++) {
            double d = targets.get(i, 0) - outputs.get(i, 0);
            sum += (outputs.get(i, 1) + d * d * StrictMath.exp(-outputs.get(i, 1))) / 2;
        }
        return sum / targets.rows();
    }

    @Override
    public Matrix gradient(Matrix outputs, Matrix targets) {
        Matrix dy = Matrix.zeros(outputs.rows(), 2);
        for (int i = 0; i < targets.rows(); i++) {
            double d = targets.get(i, 0) - outputs.get(i, 0);
            double precision = StrictMath.exp(-outputs.get(i, 1));
            dy.set(i, 0, -d * precision / targets.rows());
            dy.set(i, 1, (1 - d * d * precision) / 2 / targets.rows());
        }
        return dy;
    }

    @Override
    public Matrix predictions(Matrix outputs) {
        return outputs.times(Matrix.column(1, 0));
    }
}
