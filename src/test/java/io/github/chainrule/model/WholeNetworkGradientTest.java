// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.matrix.NumericGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of 1 to 5 linear layers, with every activation and every loss: back-propagation gives true slopes. */
class WholeNetworkGradientTest {

    private static final int IN = 3;
    private static final int CLASSES = 3;
    private static final int BATCH = 6;

    static Stream<Arguments> networks() {
        List<Loss> losses = List.of(new BinaryCrossEntropy(), new BinaryCrossEntropyWithLogits(),
                new MeanSquaredError(), new CrossEntropy());
        List<Layer> activations = List.of(new ReLU(), new LeakyReLU(0.1), new Sigmoid(), new Tanh());
        return IntStream.rangeClosed(1, 5).boxed().flatMap(depth -> losses.stream().flatMap(loss ->
                activations.stream().map(activation -> arguments(network(depth, activation, loss), loss))));
    }

    /** Each hidden layer has one column more, so that no two shapes of a network can be mixed up. */
    private static Sequential network(int depth, Layer activation, Loss loss) {
        Random random = new Random(depth);
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < depth - 1; k++) {
            layers.add(new Linear(IN + k, IN + k + 1, random));
            layers.add(activation);
        }
        layers.add(new Linear(IN + depth - 1, CLASSES, random));
        if (loss instanceof BinaryCrossEntropy) {
            layers.add(new Sigmoid());
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradients_of_all_parameters_and_of_the_input_are_the_slopes_of_the_loss(Sequential model, Loss loss) {
        Matrix x = NumericGradient.normal(BATCH, IN, new Random(6));
        Matrix target = Matrix.oneHot(CLASSES, 0, 1, 2, 2, 1, 1);
        ForwardPass pass = model.forward(x);
        BackwardPass back = pass.backwardToInput(loss.gradient(pass.output(), target));

        for (Parameter p : model.parameters()) {
            NumericGradient.assertGradient(p.toString(), p.gradient(), p.value(),
                    () -> loss.value(model.output(x), target));
        }
        NumericGradient.assertGradient("x", back.gradient(0), x, () -> loss.value(model.output(x), target));
    }
}
