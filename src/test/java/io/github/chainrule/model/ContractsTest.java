// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The usual mistakes in a loop written by hand: each is refused, and what only looks like one isn't. */
class ContractsTest {

    private static final String STALE_PASS = "backward: the parameters have changed since this forward pass was made."
            + " Call model.forward(x) again after each step(). If you do, check that only one thread trains the model.";
    private static final String USED = "Adam.step: weight (2 x 3) has changed since its gradient was computed. Call"
            + " forward.backward(loss.gradient(...)) before each step(). If you do, check that this optimizer belongs to"
            + " this model and that only one thread trains it. No parameter was changed.";

    private final Sequential model = network(1);
    private final Optimizer adam = new Adam(model.parameters(), 0.1);
    private final Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private final Matrix targets = Matrix.column(0, 1, 1, 0);
    private final Loss loss = new BinaryCrossEntropy();

    private static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 3, random), new Tanh(), new Linear(3, 1, random), new Sigmoid());
    }

    private void backward(ForwardPass pass) {
        pass.backward(loss.gradient(pass.output(), targets));
    }

    private static List<Matrix> copies(Sequential model) {
        return model.parameters().stream().map(p -> p.value().copy()).toList();
    }

    @Test
    void a_pass_refuses_to_go_back_over_parameters_that_a_step_has_changed() {
        ForwardPass pass = model.forward(inputs);
        Matrix dy = loss.gradient(pass.output(), targets);
        pass.backward(dy);
        adam.step();
        Matrix gradient = model.parameters().get(0).gradient().copy();

        assertRefusedState(() -> pass.backward(dy.map(d -> -d)), STALE_PASS);
        assertRefusedState(() -> pass.backwardToInput(dy), STALE_PASS);
        assertThat(model.parameters().get(0).gradient()).isEqualTo(gradient);
    }

    @Test
    void a_second_step_with_the_same_gradients_is_refused_and_nothing_changed() {
        backward(model.forward(inputs));
        adam.step();
        List<Matrix> before = copies(model);
        assertRefusedState(adam::step, USED);
        model.forward(inputs);
        assertRefusedState(adam::step, USED);
        assertThat(copies(model)).isEqualTo(before);
    }

    @Test
    void another_models_optimizer_is_reported_in_the_second_round_at_the_latest() {
        Sequential other = network(2);
        backward(other.forward(inputs));
        Optimizer wrong = new Adam(other.parameters(), 0.1);
        backward(model.forward(inputs));
        wrong.step();
        backward(model.forward(inputs));
        assertRefusedState(wrong::step, USED);
    }

    @Test
    void two_optimizers_for_one_model_cannot_use_the_same_gradients() {
        Optimizer second = new Adam(model.parameters(), 0.1);
        backward(model.forward(inputs));
        adam.step();
        assertRefusedState(second::step, USED);
    }

    @Test
    void two_optimizers_may_share_a_models_layers() {
        Optimizer first = new Adam(model.layers().get(0).parameters(), 0.1);
        Optimizer second = new Sgd(model.layers().get(2).parameters(), 0.1);
        for (int step = 0; step < 3; step++) {
            backward(model.forward(inputs));
            first.step();
            second.step();
        }
        assertThat(model.parameters()).extracting(Parameter::version).containsOnly(3);
    }

    @Test
    void gradients_may_be_looked_at_any_number_of_times_before_and_after_a_step() {
        for (int i = 0; i < 1100; i++) {
            backward(model.forward(inputs));
        }
        adam.step();
        for (int i = 0; i < 1100; i++) {
            backward(model.forward(inputs));
        }
        assertThat(model.parameters()).noneMatch(Versioned::isGradientStale);
    }

    @Test
    void saliency_maps_of_101_images_may_be_made_after_an_optimizer_was() {
        for (int image = 0; image < 101; image++) {
            ForwardPass pass = model.forward(Matrix.row(0, image));
            assertThat(pass.backwardToInput(Matrix.row(1)).gradient(0).isFinite()).isTrue();
        }
        assertThat(adam.stepCount()).isZero();
    }

    @Test
    void an_optimizer_may_train_the_last_layer_only() {
        Matrix first = model.parameters().get(0).value().copy();
        Optimizer last = new Adam(model.layers().get(2).parameters(), 0.1);
        double before = loss.value(model.output(inputs), targets);
        for (int step = 0; step < 20; step++) {
            backward(model.forward(inputs));
            last.step();
        }
        assertThat(loss.value(model.output(inputs), targets)).isLessThan(before);
        assertThat(model.parameters().get(0).value()).isEqualTo(first);
    }

    @Test
    void a_pass_may_go_back_as_often_as_one_likes_before_the_step() {
        ForwardPass pass = model.forward(inputs);
        ForwardPass another = model.forward(Matrix.row(1, 1));
        backward(pass);
        another.backward(Matrix.row(1));
        backward(pass);
        assertThatCode(adam::step).doesNotThrowAnyException();
    }

    @Test
    void gradients_that_were_written_by_hand_may_be_used_again_and_again_if_no_pass_has_written_any() {
        for (Parameter p : model.parameters()) {
            Arrays.fill(p.gradient().values(), 1);
        }
        adam.step();
        adam.step();
        assertThat(model.parameters()).extracting(Parameter::version).containsOnly(2);
    }

    @Test
    void after_a_pass_a_gradient_of_ones_own_is_set() {
        backward(model.forward(inputs));
        adam.step();
        model.parameters().forEach(p -> Arrays.fill(p.gradient().values(), 1));
        assertRefusedState(adam::step, USED);
        model.parameters().forEach(p -> p.setGradient(p.gradient().map(g -> 2 * g)));
        assertThatCode(adam::step).doesNotThrowAnyException();
    }

    @Test
    void code_that_overwrites_a_value_can_say_so() {
        ForwardPass pass = model.forward(inputs);
        backward(pass);
        model.parameters().get(0).markChanged();
        assertRefusedState(() -> backward(pass), STALE_PASS);
        assertRefusedState(adam::step, USED);
    }

    @Test
    @Timeout(60)
    void two_threads_that_train_one_model_are_refused() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> trainings = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            trainings.add(threads.submit(() -> {
                while (!Thread.interrupted()) {
                    backward(model.forward(inputs));
                    adam.step();
                }
            }));
        }
        while (trainings.stream().noneMatch(Future::isDone)) {
            Thread.sleep(1);
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(trainings).anySatisfy(training -> {
            try {
                training.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("only one thread trains");
                return;
            }
            throw new AssertionError("this one was interrupted");
        });
    }

    @Test
    void an_infinite_weight_is_found_although_an_activation_hides_it() {
        Linear first = (Linear) model.layers().get(0);
        first.weight().value().set(1, 2, Double.NEGATIVE_INFINITY);
        ForwardPass pass = model.forward(Matrix.row(1, 1));
        assertThat(pass.output().isFinite()).isTrue();
        assertRefusedState(() -> pass.backward(Matrix.row(1)), "backward: layer 0, Linear(2, 3), returned NaN or"
                + " infinite values because its parameters are: the steps were too large. Start over with a smaller"
                + " learning rate, and inputs scaled to about [0, 1].");
        first.weight().value().set(1, 2, -1e308);
        assertRefusedState(() -> model.forward(Matrix.row(1, 10)).backward(Matrix.row(1)), "backward: layer 0,"
                + " Linear(2, 3), returned NaN or infinite values because its input or weights are too large. Try a"
                + " smaller learning rate, and inputs scaled to about [0, 1].");
    }
}
