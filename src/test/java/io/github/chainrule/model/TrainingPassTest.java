// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Adam;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a pass does in training that it doesn't otherwise: layers draw random numbers. */
class TrainingPassTest {

    private final Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private final Matrix targets = Matrix.column(0, 1, 1, 0);
    private final Loss loss = new BinaryCrossEntropy();

    private static Sequential network(Layer... between) {
        Random random = new Random(1);
        Layer middle = between.length == 0 ? new Tanh() : between[0];
        return new Sequential(new Linear(2, 16, random), new Tanh(), middle, new Linear(16, 1, random), new Sigmoid());
    }

    private List<Matrix> train(Sequential model, RandomGenerator random) {
        Adam adam = new Adam(model.parameters(), 0.05);
        for (int step = 0; step < 20; step++) {
            ForwardPass pass = random == null ? model.forward(inputs) : model.forward(inputs, random);
            pass.backward(loss.gradient(pass.output(), targets));
            adam.step();
        }
        return model.parameters().stream().map(Parameter::value).toList();
    }

    @Test
    void a_pass_for_training_keeps_the_layers_that_it_used() {
        Sequential model = network(new Dropout(0.5));
        ForwardPass pass = model.forward(inputs, new Random(3));
        Matrix mask = pass.activation(3).map(pass.activation(2), (y, x) -> y / x);
        assertThat(mask.values()).containsOnly(0, 2).contains(0).contains(2);

        Layer drawn = pass.layers().get(2);
        assertThat(drawn).isNotSameAs(model.layers().get(2));
        assertThat(drawn.name()).isEqualTo("Dropout(0.5)");
        assertThat(drawn.forward(pass.activation(2))).isEqualTo(pass.activation(3));
        assertThat(pass.layers().get(1)).isSameAs(model.layers().get(1));

        BackwardPass back = pass.backward(loss.gradient(pass.output(), targets));
        assertThat(back.gradient(2)).isEqualTo(back.gradient(3).map(mask, (d, m) -> d * m));
    }

    @Test
    void a_prediction_and_a_pass_without_a_generator_never_draw() {
        Sequential model = network(new Dropout(0.5));
        ForwardPass pass = model.forward(inputs);
        assertThat(pass.activation(3)).isEqualTo(pass.activation(2));
        assertThat(pass.layers()).isEqualTo(model.layers());
        assertThat(model.output(inputs)).isEqualTo(pass.output());
        assertThat(model.forward(inputs, new Random(3)).output()).isNotEqualTo(pass.output());
    }

    @Test
    void a_forgotten_generator_is_reported_by_the_backward_pass() {
        Sequential model = network(new Dropout(0.5));
        ForwardPass pass = model.forward(inputs);
        Matrix dy = loss.gradient(pass.output(), targets);
        assertRefusedState(() -> pass.backward(dy), "backward: Sequential(Linear(2, 16), Tanh, Dropout(0.5), Linear(16,"
                + " 1), Sigmoid) draws random numbers in training, but this pass drew none. Train with model.forward(x,"
                + " random); to look at gradients without it, call backwardToInput(dy).");
        assertThat(pass.backwardToInput(dy).gradient(0).shape()).isEqualTo("(4 x 2)");
        assertThat(GradientCheck.of(model, loss, inputs, targets).passed()).isTrue();
    }

    @Test
    void the_same_seed_trains_to_the_same_bits_and_another_one_to_others() {
        List<Matrix> trained = train(network(new Dropout(0.5)), new Random(5));
        assertThat(train(network(new Dropout(0.5)), new Random(5))).isEqualTo(trained);
        assertThat(train(network(new Dropout(0.5)), new Random(6))).isNotEqualTo(trained);
    }

    @Test
    void without_a_layer_that_draws_a_generator_changes_nothing_and_is_not_touched() {
        Random random = new Random(5);
        assertThat(train(network(), random)).isEqualTo(train(network(), null));
        assertThat(random.nextLong()).isEqualTo(new Random(5).nextLong());
    }

    @Test
    void a_layer_of_ones_own_may_draw_as_well() {
        Layer noise = new OwnLayer("Noise") {
            @Override
            public boolean isRandom() {
                return true;
            }

            @Override
            public Layer forTraining(Matrix x, RandomGenerator random) {
                Matrix drawn = x.map(v -> random.nextGaussian());
                return new OwnLayer("Drawn", v -> v.map(drawn, Double::sum), (v, dy) -> dy);
            }
        };
        Sequential model = network(noise);
        assertThat(model.forward(inputs, new Random(1)).output()).isNotEqualTo(model.output(inputs));
        assertThatIllegalStateException().isThrownBy(() -> model.forward(inputs).backward(targets))
                .withMessageContaining("this pass drew none");
    }

    @Test
    void a_layer_that_draws_and_does_not_say_so_is_refused() {
        Layer silent = new OwnLayer("Silent") {
            @Override
            public Layer forTraining(Matrix x, RandomGenerator random) {
                return new Dropout(0.5).forTraining(x, random);
            }
        };
        assertRefusedState(() -> network(silent).forward(inputs, new Random(1)), "layer 2, Silent: forTraining returned"
                + " another layer, but isRandom says that it draws nothing. Override isRandom to return true.");
    }

    @Test
    void a_generator_that_is_missing_is_named() {
        Sequential model = network();
        assertThatNullPointerException().isThrownBy(() -> model.forward(inputs, null))
                .withMessage(model + ": random is null. Make one, new Random(42), before the loop.");
    }
}
