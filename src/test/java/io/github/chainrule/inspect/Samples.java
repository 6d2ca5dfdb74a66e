// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Random matrices, all activations, and layers with a mistake in them. */
final class Samples {

    private Samples() {
    }

    /** Numbers from −1 to 1. */
    static Matrix random(int rows, int cols, Random random) {
        return Matrix.zeros(rows, cols).map(zero -> 2 * random.nextDouble() - 1);
    }

    static Linear linear(int in, int out) {
        return new Linear(in, out, new Random(100 * in + out));
    }

    static List<Layer> activations() {
        return List.of(new ReLU(), new LeakyReLU(), new LeakyReLU(0.2), new Sigmoid(), new Tanh());
    }

    static void assertRight(GradientCheck check) {
        assertThat(check.passed()).as(check.toString()).isTrue();
        assertThat(check.toString()).startsWith("the gradients are right: ");
    }

    static void assertWrong(GradientCheck check, String where) {
        assertThat(check.worstEntry()).as(check.toString()).isEqualTo(where);
        assertThat(check.passed()).as(check.toString()).isFalse();
        assertThat(check.toString()).startsWith("a gradient is wrong: ");
    }

    /** Like the inner layer, but its gradients come out altered. */
    record Altered(Layer inner, UnaryOperator<Matrix> inputGradient, Consumer<List<Parameter>> parameterGradients)
            implements Layer {

        static Layer input(Layer inner, UnaryOperator<Matrix> inputGradient) {
            return new Altered(inner, inputGradient, parameters -> { });
        }

        static Layer parameters(Layer inner, Consumer<List<Parameter>> parameterGradients) {
            return new Altered(inner, dx -> dx, parameterGradients);
        }

        /** One entry of one parameter's gradient is altered. */
        static Layer entry(Layer inner, int parameter, int row, int col, UnaryOperator<Double> wrong) {
            return parameters(inner, parameters -> {
                Matrix gradient = parameters.get(parameter).gradient();
                gradient.set(row, col, wrong.apply(gradient.get(row, col)));
            });
        }

        @Override
        public Matrix forward(Matrix x) {
            return inner.forward(x);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return inputGradient.apply(inner.inputGradient(x, y, dy));
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            inner.computeParameterGradients(x, y, dy);
            parameterGradients.accept(parameters());
        }

        @Override
        public List<Parameter> parameters() {
            return inner.parameters();
        }

        @Override
        public OptionalInt inputSize() {
            return inner.inputSize();
        }

        @Override
        public int outputSize(int inputSize) {
            return inner.outputSize(inputSize);
        }

        @Override
        public String name() {
            return "My" + inner.name();
        }
    }
}
