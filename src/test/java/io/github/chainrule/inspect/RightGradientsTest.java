// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.Samples.assertRight;
import static io.github.chainrule.inspect.Samples.linear;
import static io.github.chainrule.inspect.Samples.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.layer.Layer;
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
import io.github.chainrule.model.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layer and every network of this library passes, and nothing is changed by looking. */
class RightGradientsTest {

    /** A loss, and how many outputs it is for. */
    record Goal(Loss loss, int outputs) {

        Matrix targets(int rows, Random random) {
            if (loss instanceof MeanSquaredError) {
                return random(rows, outputs, random);
            }
            int[] classes = random.ints(rows, 0, Math.max(2, outputs)).toArray();
            return outputs == 1 ? Matrix.oneHot(2, classes).times(Matrix.column(0, 1))
                    : Matrix.oneHot(outputs, classes);
        }
    }

    private static List<Goal> goals() {
        return List.of(new Goal(new BinaryCrossEntropy(), 1), new Goal(new BinaryCrossEntropyWithLogits(), 1),
                new Goal(new MeanSquaredError(), 1), new Goal(new MeanSquaredError(), 3),
                new Goal(new CrossEntropy(), 3));
    }

    private static Sequential network(int linears, Layer activation, Goal goal, Random random) {
        List<Layer> layers = new ArrayList<>();
        int size = 3;
        for (int i = 1; i < linears; i++) {
            layers.add(new Linear(size, 4 + i, random));
            layers.add(activation);
            size = 4 + i;
        }
        layers.add(new Linear(size, goal.outputs(), random));
        if (goal.loss() instanceof BinaryCrossEntropy) {
            layers.add(new Sigmoid());
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    private static Stream<Layer> layers() {
        return Stream.concat(Samples.activations().stream(), Stream.of(linear(1, 1), linear(4, 3), linear(2, 7)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void every_layer_alone_is_right(Layer layer) {
        for (int seed = 0; seed < 20; seed++) {
            assertRight(GradientCheck.of(layer, random(5, layer.inputSize().orElse(4), new Random(seed))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void every_network_is_right_with_every_activation_and_every_loss(int linears) {
        for (Goal goal : goals()) {
            for (Layer activation : Samples.activations()) {
                for (int seed = 0; seed < 5; seed++) {
                    Random random = new Random(1000 * linears + seed);
                    Sequential model = network(linears, activation, goal, random);
                    Matrix inputs = random(6, 3, random);
                    assertRight(GradientCheck.of(model, goal.loss(), inputs, goal.targets(6, random)));
                }
            }
        }
    }

    @Test
    void every_number_is_compared() {
        Sequential model = network(2, new Tanh(), new Goal(new MeanSquaredError(), 3), new Random(1));
        int parameters = 3 * 5 + 5 + 5 * 3 + 3;

        GradientCheck whole = GradientCheck.of(model, new MeanSquaredError(), random(4, 3, new Random(2)),
                random(4, 3, new Random(3)));

        assertThat(whole.entryCount()).isEqualTo(4 * 3 + parameters);
        assertThat(GradientCheck.of(linear(4, 3), random(5, 4, new Random(1))).entryCount()).isEqualTo(5 * 4 + 4 * 3 + 3);
        assertThat(GradientCheck.of(new ReLU(), random(5, 4, new Random(1))).entryCount()).isEqualTo(20);
    }

    /** −0.0 is not 0.0: even the bits are put back. */
    @Test
    void parameters_inputs_and_targets_are_left_as_they_were() {
        Sequential model = network(3, new ReLU(), new Goal(new BinaryCrossEntropy(), 1), new Random(1));
        model.parameters().get(0).value().set(0, 0, -0.0);
        Matrix inputs = random(4, 3, new Random(2));
        inputs.set(1, 1, -0.0);
        inputs.set(2, 1, 1e17);
        Matrix targets = Matrix.column(0, 1, 1, 0);
        List<Matrix> before = Stream.concat(Stream.of(inputs, targets), values(model)).map(Matrix::copy).toList();

        GradientCheck.of(model, new BinaryCrossEntropy(), inputs, targets);
        GradientCheck.of(model.layers().get(0), inputs);

        assertThat(Stream.concat(Stream.of(inputs, targets), values(model))).isEqualTo(before);
    }

    private static Stream<Matrix> values(Sequential model) {
        return model.parameters().stream().map(parameter -> parameter.value());
    }

    @Test
    void the_same_check_says_the_same_twice() {
        Matrix inputs = random(5, 4, new Random(1));

        assertThat(GradientCheck.of(linear(4, 3), inputs)).isEqualTo(GradientCheck.of(linear(4, 3), inputs));
    }

    /** The output does not depend on what the dead neuron and the zero weight are given. */
    @Test
    void a_gradient_that_is_truly_0_is_right() {
        Linear first = new Linear(Matrix.of(new double[] {1, 0.5}, new double[] {-1, 2}), Matrix.row(-100, 0.1));
        Linear second = new Linear(Matrix.column(0.7, 0), Matrix.row(0.2));
        Sequential model = new Sequential(first, new ReLU(), second);

        GradientCheck check = GradientCheck.of(model, new MeanSquaredError(), random(4, 2, new Random(1)),
                random(4, 1, new Random(2)));

        assertRight(check);
        assertThat(first.weight().gradient()).isEqualTo(Matrix.zeros(2, 2));
    }

    @Test
    void a_loss_at_its_very_minimum_is_right() {
        Sequential model = new Sequential(new Linear(Matrix.column(2, -1), Matrix.row(0.5)));
        Matrix inputs = random(4, 2, new Random(1));

        assertRight(GradientCheck.of(model, new MeanSquaredError(), inputs, model.output(inputs)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e6, 1e9})
    void a_large_loss_is_no_false_alarm(double target) {
        Sequential model = new Sequential(linear(3, 4), new Tanh(), linear(4, 1));
        Matrix targets = random(5, 1, new Random(1)).map(t -> t * target);

        assertRight(GradientCheck.of(model, new MeanSquaredError(), random(5, 3, new Random(2)), targets));
    }

    /** Their roundings stay: of outputs, inputs and parameters, and of what a last layer adds to give a unit back. */
    @Test
    void large_numbers_that_cancel_are_no_false_alarm() {
        double large = 1e10 / 3;
        Layer offset = new OwnLayer("Offset", x -> x.map(v -> v + large), (x, dy) -> dy);
        Matrix difference = Matrix.column(0.3, 0.3, -0.3);
        Layer subtracts = new OwnLayer("Difference", x -> x.times(difference),
                (x, dy) -> dy.times(difference.transpose()));
        Parameter pair = new Parameter("pair", Matrix.row(large + 0.1, large + 0.7));
        Layer shift = new OwnLayer("Shift", x -> x.map(v -> v + pair.value().get(0, 0) - pair.value().get(0, 1)),
                (x, dy) -> {
                    pair.gradient().set(0, 0, Arrays.stream(dy.values()).sum());
                    pair.gradient().set(0, 1, -pair.gradient().get(0, 0));
                    return dy;
                }, pair);

        assertRight(GradientCheck.of(offset, random(1, 78, new Random(5))));
        assertRight(GradientCheck.of(subtracts, Matrix.row(0.3, large, large + 0.1)));
        assertRight(GradientCheck.of(shift, Matrix.row(0.2, 0.7)));
        assertRight(GradientCheck.of(new Sequential(linear(2, 3), new Tanh(), linear(3, 1), offset),
                new MeanSquaredError(), Matrix.row(0.2, 0.7), Matrix.row(large + 0.5)));
    }

    /** At a logit of −30 or so, e⁻³⁰ is all that is left of the sigmoid's derivative. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, -10, -30})
    void tiny_gradients_are_no_false_alarm(double logit) {
        Sequential model = new Sequential(linear(3, 4), new Tanh(),
                new Linear(random(4, 1, new Random(1)), Matrix.row(logit)), new Sigmoid());

        assertRight(GradientCheck.of(model, new MeanSquaredError(), random(5, 3, new Random(2)),
                Matrix.column(1, 1, 1, 1, 1)));
    }
}
