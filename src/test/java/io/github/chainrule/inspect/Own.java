// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.List;

/** A layer and two losses that the library doesn't know. */
final class Own {

    private Own() {
    }

    /** y = slope · x, one slope for each column. */
    static final class Slope implements Layer {

        private final Parameter slope;

        Slope(int columns) {
            slope = new Parameter("slope", Matrix.zeros(1, columns).map(zero -> 0.5));
        }

        @Override
        public Matrix forward(Matrix x) {
            Matrix y = x.copy();
            for (int i = 0; i < y.values().length; i++) {
                y.values()[i] *= slope.value().values()[i % y.cols()];
            }
            return y;
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return forward(dy);
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            x.map(dy, (a, b) -> a * b).columnSumsInto(slope.gradient());
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(slope);
        }

        @Override
        public String name() {
            return "Slope";
        }
    }

    /** A squared error of a sigmoid's outputs. */
    static final class Logits implements Loss {

        private final Loss inside = new MeanSquaredError();

        @Override
        public double value(Matrix outputs, Matrix targets) {
            return inside.value(predictions(outputs), targets);
        }

        @Override
        public Matrix gradient(Matrix outputs, Matrix targets) {
            return new Sigmoid().inputGradient(outputs, predictions(outputs),
                    inside.gradient(predictions(outputs), targets));
        }

        @Override
        public Matrix predictions(Matrix outputs) {
            return new Sigmoid().forward(outputs);
        }
    }

    /** L = the sum of all predictions. */
    static final class Sum implements Loss {

        @Override
        public double value(Matrix prediction, Matrix target) {
            return Arrays.stream(prediction.values()).sum();
        }

        @Override
        public Matrix gradient(Matrix prediction, Matrix target) {
            return prediction.map(p -> 1);
        }
    }
}
