// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.byHand;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.inputs;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.sine;
import static io.github.chainrule.mistakes.Sound.targets;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usual mistakes in the training loop. The numbers are those of the fifty: see this package. */
class MistakesInTheLoopTest {

    private final Sequential model = network();
    private final Optimizer adam = new Adam(model.parameters(), 0.01);
    private final Batches batches = Batches.shuffled(data(), 32, 3);

    @Test
    void the_loop_without_a_mistake_is_no_finding() {
        assertThat(byHand(model, BCE, adam, data()).findings()).isEmpty();
    }

    @Test
    void mistake_11_a_learning_rate_of_10_with_adam() {
        assertOnly(diagnosis(model, BCE, new Adam(model.parameters(), 10), data()), Kind.LEARNING_RATE_TOO_HIGH,
                "the loss rose from ", ", and the largest update looked at was ",
                " times as large as the weights. The steps are too large: try a tenth of the learning rate.");
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "3, 3", "10, 1", "10, 2", "10, 3", "30, 1", "30, 2", "30, 3"})
    void mistake_12_a_learning_rate_of_10_with_gradient_descent_and_a_squared_error(double rate, int seed) {
        Random random = new Random(seed);
        Sequential regression = new Sequential(new Linear(1, 16, random), new Tanh(), new Linear(16, 1, random));
        Diagnosis diagnosis = new Diagnosis();
        Throwable thrown = catchThrowable(() -> trainer(regression, new MeanSquaredError(),
                new Sgd(regression.parameters(), rate)).epochs(200).listener(diagnosis).fit(sine(y -> y)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(DivergedException.class)
                    .hasMessageContaining("the steps were probably too large. Try a learning rate below " + rate);
        }
        assertOnly(diagnosis, Kind.LEARNING_RATE_TOO_HIGH, "try a tenth of the learning rate.");
    }

    @Test
    void mistake_13_a_learning_rate_of_0_or_next_to_it() {
        for (double rate : new double[] {0, -0.1}) {
            assertRefused(() -> new Adam(model.parameters(), rate), "Adam: the learning rate is " + rate + "; expected"
                    + " a number above 0, such as 0.001.");
        }
        assertOnly(diagnosis(model, BCE, new Adam(model.parameters(), 1e-9), data()), Kind.LEARNING_RATE_TOO_LOW,
                "The steps are too small: try ten times the learning rate.");
    }

    @Test
    void mistake_17_a_step_before_the_first_backward_pass() {
        assertThat(catchThrowable(adam::step)).isInstanceOf(NonFiniteGradientException.class)
                .hasMessageContaining("call forward.backward(loss.gradient(...)) first");
    }

    @Test
    void mistake_18_several_steps_and_a_pass_that_is_used_late() {
        Batch batch = batches.iterator().next();
        ForwardPass pass = model.forward(batch.inputs());
        pass.backward(BCE.gradient(pass.output(), batch.targets()));
        adam.step();
        assertThatIllegalStateException().isThrownBy(adam::step)
                .withMessageContaining("has changed since its gradient was computed");
        assertThatIllegalStateException().isThrownBy(() -> pass.backward(BCE.gradient(pass.output(), batch.targets())))
                .withMessageContaining("the parameters have changed since this forward pass was made");
    }

    /** Only a run knows outputs and targets; the loss itself can't tell which is which. */
    @Test
    void mistake_19_the_gradients_arguments_swapped() {
        Loss loss = new MeanSquaredError();
        Dataset data = Dataset.of(inputs(), targets().map(t -> 1.5 * t - 0.2));
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun training = new TrainingRun(model, loss, adam, data, diagnosis);
        Batch batch = Batches.inOrder(data, 32).iterator().next();
        ForwardPass pass = model.forward(batch.inputs());
        training.step(batch, pass, pass.backward(loss.gradient(batch.targets(), pass.output())));
        assertThat(diagnosis.findings()).contains(new Finding(Kind.SWAPPED_LOSS_ARGUMENTS, "the gradient of the"
                + " first step is that of MeanSquaredError with its arguments swapped, so each step makes the loss"
                + " larger. The outputs come first: loss.gradient(forward.output(), batch.targets())."));
    }

    @Test
    void mistake_23_and_24_a_softmax_or_sigmoid_by_hand_before_a_loss_that_has_one_inside() {
        Random random = new Random(1);
        Sequential logits = new Sequential(new Linear(2, 1, random));
        Loss loss = new BinaryCrossEntropyWithLogits();
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun training = new TrainingRun(logits, loss, new Adam(logits.parameters(), 0.01), data(), diagnosis);
        Batch batch = batches.iterator().next();
        ForwardPass pass = logits.forward(batch.inputs());
        training.step(batch, pass, pass.backward(loss.gradient(new Sigmoid().forward(pass.output()), batch.targets())));
        assertThat(diagnosis.findings()).containsExactly(new Finding(Kind.EXTRA_OUTPUT_ACTIVATION, "in the first step"
                + " the loss was given probabilities, but BinaryCrossEntropyWithLogits turns the model's outputs into"
                + " them itself. Pass the outputs unchanged: loss.gradient(forward.output(), batch.targets())."));
    }

    @Test
    void mistake_20_a_batch_larger_than_the_data_is_none() {
        Diagnosis diagnosis = new Diagnosis();
        trainer(model).batchSize(1000).epochs(200).listener(diagnosis).fit(data());
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void mistake_21_no_examples_in_a_batch_and_no_epochs() {
        assertRefused(() -> trainer(model).batchSize(0), "Trainer: expected a batch size of at least 1, got 0.");
        assertThatIllegalArgumentException().isThrownBy(() -> Batches.shuffled(data(), 0, 1))
                .withMessageStartingWith("Batches: expected a batch size of at least 1, got 0.");
        assertRefused(() -> trainer(model).epochs(0), "Trainer: expected at least 1 epoch, got 0.");
        assertRefused(() -> trainer(model).epochs(-1), "Trainer: expected at least 1 epoch, got -1.");
    }

    @Test
    void mistake_29_another_models_optimizer() {
        Optimizer wrong = new Adam(network().parameters(), 0.01);
        String message = "the optimizer's parameter weight (2 x 8) is not in the model and would get no gradient. Make"
                + " the optimizer with model.parameters() of this very model.";
        assertRefused(() -> trainer(model, BCE, wrong), message);
        assertRefused(() -> byHand(model, BCE, wrong, data()), message);
    }

    @Test
    void mistake_34_batches_kept_in_a_list() {
        List<Batch> kept = new ArrayList<>();
        batches.forEach(kept::add);
        assertRefusedState(() -> model.forward(kept.get(0).inputs()), "Batch: the next batch was asked for, and"
                + " overwrites the matrices of this one. To keep a batch, keep batch.copy().");
    }

    @Test
    void mistake_44_two_threads_train_one_model() {
        CyclicBarrier both = new CyclicBarrier(2);
        Batch batch = batches.iterator().next().copy();
        List<Throwable> thrown = new ArrayList<>();
        Runnable training = () -> {
            try {
                ForwardPass pass = model.forward(batch.inputs());
                both.await();
                synchronized (thrown) {
                    pass.backward(BCE.gradient(pass.output(), batch.targets()));
                    adam.step();
                }
            } catch (Exception e) {
                thrown.add(e);
            }
        };
        Thread second = new Thread(training);
        second.start();
        training.run();
        assertThat(catchThrowable(second::join)).isNull();
        assertThat(thrown).hasSize(1).allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("check that only one thread trains the model"));
    }

    @Test
    void mistake_46_the_batches_made_anew_in_each_epoch() {
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun training = new TrainingRun(model, BCE, adam, data(), diagnosis);
        for (int epoch = 0; epoch < 5; epoch++) {
            for (Batch batch : Batches.shuffled(data(), 32, 42)) {
                ForwardPass pass = model.forward(batch.inputs());
                training.step(batch, pass, pass.backward(BCE.gradient(pass.output(), batch.targets())));
            }
        }
        assertOnly(diagnosis, Kind.NOT_RESHUFFLED, "4 epochs had the examples in the same order as the epoch before."
                + " If you make the batches in each epoch, from the same seed, make them once, before the loop:"
                + " Batches batches = Batches.shuffled(...).");
    }
}
