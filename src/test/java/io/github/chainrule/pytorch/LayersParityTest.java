// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayersParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-layers.txt");

    private static Linear linear() {
        return new Linear(REFERENCE.weight("linear.weight"), REFERENCE.get("linear.bias"));
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                arguments("relu", new ReLU()),
                arguments("sigmoid", new Sigmoid()),
                arguments("tanh", new Tanh()),
                arguments("leaky_relu_0.01", new LeakyReLU(0.01)),
                arguments("leaky_relu_0.01", new LeakyReLU()),
                arguments("linear", linear()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void output_and_input_gradient_are_those_of_pytorch(String name, Layer layer) {
        Matrix x = REFERENCE.get(name + ".x");
        Matrix y = layer.forward(x);
        Parity.assertSame(name + ".y", y, REFERENCE.get(name + ".y"));

        Matrix dx = layer.inputGradient(x, y, REFERENCE.get(name + ".dy"));
        Parity.assertSame(name + ".dx", dx, REFERENCE.get(name + ".dx"));
    }

    @Test
    void gradients_of_weight_and_bias_are_those_of_pytorch() {
        Linear linear = linear();
        Matrix x = REFERENCE.get("linear.x");
        linear.computeParameterGradients(x, linear.forward(x), REFERENCE.get("linear.dy"));

        Parity.assertSame("linear.dweight", linear.weight().gradient(), REFERENCE.weight("linear.dweight"));
        Parity.assertSame("linear.dbias", linear.bias().gradient(), REFERENCE.get("linear.dbias"));
    }
}
