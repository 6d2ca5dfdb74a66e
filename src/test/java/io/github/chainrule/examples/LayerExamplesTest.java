// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of {@code layer}: {@code SnippetsTest} compares the lines. */
class LayerExamplesTest {

    // y = x², so dx = dy ⊙ 2x
    record Square() implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            return x.map(v -> v * v);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return x.map(dy, (v, d) -> d * 2 * v);
        }
    }

    @Test
    void a_layer_of_ones_own() {
        assertThat(GradientCheck.of(new Square(), Matrix.row(-2, 0.5, 3)).passed()).isTrue();
        assertThat(new Square().name()).isEqualTo("Square");
    }

    @Test
    void linear() {
        Linear neurons = new Linear(Matrix.of(new double[][] {{1, 2}, {3, 4}}), Matrix.row(10, 20));
        Matrix y = neurons.forward(Matrix.row(1, -1));  // 1·1 − 1·3 + 10 = 8 and 1·2 − 1·4 + 20 = 18
        assertThat(y).isEqualTo(Matrix.row(8, 18));
    }

    @Test
    void initializer() {
        Random random = new Random(42);
        Linear hidden = new Linear(784, 16, Initializer.he(), random);
        Linear output = new Linear(16, 1, Initializer.glorot(), random);
        assertThat(Arrays.stream(hidden.weight().value().values()).map(Math::abs).max().getAsDouble())
                .isBetween(0.99 * Math.sqrt(6.0 / 784), Math.sqrt(6.0 / 784));
        assertThat(Arrays.stream(output.weight().value().values()).map(Math::abs).max().getAsDouble())
                .isBetween(0.5 * Math.sqrt(6.0 / 17), Math.sqrt(6.0 / 17));
    }

    @Test
    void parameter() {
        Linear neuron = new Linear(Matrix.column(0.5, -0.5), Matrix.row(0));
        Parameter weight = neuron.weight();
        Matrix x = Matrix.row(3, 7);
        neuron.computeParameterGradients(x, neuron.forward(x), Matrix.row(10));
        double g = weight.gradient().get(0, 0);         // 30: the input 3 times dL/dy = 10
        assertThat(g).isEqualTo(30);
    }

    @Test
    void relu() {
        Matrix y = new ReLU().forward(Matrix.row(-2, 0, 3));                    // 0, 0, 3
        assertThat(y).isEqualTo(Matrix.row(0, 0, 3));
    }

    @Test
    void leaky_relu() {
        Matrix y = new LeakyReLU(0.25).forward(Matrix.row(-2, 0, 3));           // -0.5, 0, 3
        assertThat(y).isEqualTo(Matrix.row(-0.5, 0, 3));
    }

    @Test
    void dropout() {
        Matrix inputs = Matrix.zeros(64, 784);
        Matrix dy = Matrix.zeros(64, 1);
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Dropout(0.5),
                new Linear(16, 1, random), new Sigmoid());
        ForwardPass forward = model.forward(inputs, random);    // draws a mask
        Matrix p = model.output(inputs);                        // doesn't
        assertThat(forward.activation(3).values()).contains(0);
        assertThat(p).isNotEqualTo(forward.output());
        assertThat(forward.backward(dy).gradient(3)).isEqualTo(Matrix.zeros(64, 16));
    }

    @Test
    void sigmoid() {
        Matrix y = new Sigmoid().forward(Matrix.row(0, Math.log(3)));           // 1/2, 3/4
        assertThat(y.get(0, 0)).isEqualTo(0.5);
        assertThat(y.get(0, 1)).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void tanh() {
        Matrix y = new Tanh().forward(Matrix.row(0, Math.log(3)));              // 0, 0.8
        assertThat(y.get(0, 0)).isZero();
        assertThat(y.get(0, 1)).isCloseTo(0.8, within(1e-15));
    }
}
