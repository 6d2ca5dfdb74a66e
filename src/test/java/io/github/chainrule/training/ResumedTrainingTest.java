// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.file.CheckpointFile;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is stopped and resumed from a file ends with the same bits as one that was never stopped. */
class ResumedTrainingTest {

    /** Batches of 16: an epoch has 4, the last one of 2 examples. */
    private static final Dataset DATA = Toy.circle(50, 7);
    private static final Dataset VALIDATION = Toy.circle(30, 8);

    @TempDir
    Path folder;

    enum Kind {
        SGD(model -> new Sgd(model.parameters(), 0.1), trainer -> trainer),
        MOMENTUM(model -> new Sgd(model.parameters(), 0.1).momentum(0.9).weightDecay(1e-4),
                trainer -> trainer.metric(new BinaryAccuracy())),
        ADAM(model -> new Adam(model.parameters(), 0.01),
                trainer -> trainer.metric(new BinaryAccuracy()).validation(VALIDATION)),
        DECOUPLED(model -> new Adam(model.parameters(), 0.01).decoupledWeightDecay(0.1),
                trainer -> trainer.shuffle(false)),
        SCHEDULE(model -> new Adam(model.parameters(), 0.01), trainer -> trainer.listener(new Scheduled())),
        EARLY(model -> new Adam(model.parameters(), 0.1), trainer -> trainer.epochs(40).metric(new BinaryAccuracy())
                .validation(VALIDATION).listener(new EarlyStopping(3)));

        private final Function<Sequential, Optimizer> optimizer;
        private final UnaryOperator<Trainer> settings;

        Kind(Function<Sequential, Optimizer> optimizer, UnaryOperator<Trainer> settings) {
            this.optimizer = optimizer;
            this.settings = settings;
        }

        Trainer trainer(Sequential model) {
            return settings.apply(new Trainer(model, new BinaryCrossEntropy(), optimizer.apply(model))
                    .epochs(4).batchSize(16).seed(5));
        }
    }

    /** Another rate in each step. */
    private static final class Scheduled implements TrainingListener {

        private final Schedule schedule = Schedule.cosineDecay(0.05, 0.001, 16).withWarmup(3);
        private Optimizer optimizer;

        @Override
        public void started(Plan plan) {
            optimizer = plan.optimizer();
        }

        @Override
        public void beforeUpdate(StepEvent event) {
            optimizer.setLearningRate(schedule.at(optimizer.stepCount()));
        }
    }

    /** Interrupts a run in a step, and keeps the checkpoint of its last finished epoch. */
    private static final class Stop implements TrainingListener {

        private final int step;
        private Checkpoint checkpoint;

        Stop(int step) {
            this.step = step;
        }

        @Override
        public void afterUpdate(StepEvent event) {
            if (4 * (event.step().epoch() - 1) + event.step().batch() == step) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void checkpointReady(Supplier<Checkpoint> now) {
            checkpoint = now.get();
        }
    }

    private static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 6, random), new Tanh(), new Dropout(0.3), new Linear(6, 1, random),
                new Sigmoid());
    }

    private static History timeless(History history) {
        return new History(history.epochs().stream().map(epoch -> new History.Epoch(epoch.number(), epoch.training(),
                epoch.validation(), Duration.ZERO)).toList(), history.steps());
    }

    private Checkpoint stopped(Trainer trainer, int step) throws IOException {
        Stop stop = new Stop(step);
        trainer.listener(stop).fit(DATA);
        assertThat(Thread.interrupted()).isTrue();
        Path file = folder.resolve("checkpoint");
        CheckpointFile.save(stop.checkpoint, file);
        return CheckpointFile.load(file);
    }

    @ParameterizedTest
    @EnumSource
    void it_may_be_stopped_after_any_step(Kind kind) throws IOException {
        Sequential whole = network(1);
        History history = kind.trainer(whole).fit(DATA);
        int steps = history.steps().size();
        assertThat(steps).isBetween(16, 40);

        for (int step = 4; step <= steps; step++) {
            Checkpoint checkpoint = stopped(kind.trainer(network(1)), step);
            assertThat(checkpoint.history().epochs()).hasSize(step / 4);

            Sequential resumed = network(2);
            History all = kind.trainer(resumed).resumeFrom(checkpoint).fit(DATA);

            assertThat(timeless(all)).as("stopped after step %d", step).isEqualTo(timeless(history));
            assertThat(Toy.weights(resumed)).as("stopped after step %d", step).isEqualTo(Toy.weights(whole));
        }
    }

    /** Otherwise the test above shows nothing. */
    @Test
    void the_early_stopping_above_does_stop_and_goes_back() {
        assertThat(Kind.EARLY.trainer(network(1)).fit(DATA).epochs()).hasSize(6);     // 3 after the best
    }

    @Test
    void it_may_be_stopped_as_often_as_one_likes() throws IOException {
        Sequential whole = network(1);
        History history = Kind.ADAM.trainer(whole).fit(DATA);

        Checkpoint checkpoint = stopped(Kind.ADAM.trainer(network(1)), 4);
        for (int step = 9; step < 16; step += 4) {
            checkpoint = stopped(Kind.ADAM.trainer(network(2)).resumeFrom(checkpoint), step);
        }
        Sequential resumed = network(2);
        History all = Kind.ADAM.trainer(resumed).resumeFrom(checkpoint).fit(DATA);

        assertThat(timeless(all)).isEqualTo(timeless(history));
        assertThat(Toy.weights(resumed)).isEqualTo(Toy.weights(whole));
    }

    @Test
    void it_may_then_go_on_for_longer() throws IOException {
        Sequential whole = network(1);
        History history = Kind.ADAM.trainer(whole).epochs(6).fit(DATA);

        Sequential resumed = network(2);
        History all = Kind.ADAM.trainer(resumed).epochs(6).resumeFrom(stopped(Kind.ADAM.trainer(network(1)), 16)).fit(DATA);

        assertThat(timeless(all)).isEqualTo(timeless(history));
        assertThat(Toy.weights(resumed)).isEqualTo(Toy.weights(whole));
    }

    @Test
    void a_loop_written_by_hand_goes_on_with_one_more_line() {
        Sequential whole = Toy.network(1);
        TrainingRun uninterrupted = training(whole);
        loop(uninterrupted, whole, batches(), 12);

        for (int epochs = 0; epochs < 3; epochs++) {
            Sequential first = Toy.network(1);
            TrainingRun training = training(first);
            loop(training, first, batches(), 4 * epochs);
            Checkpoint checkpoint = training.checkpoint();
            loop(training, first, batches(), 1);        // which changes nothing in the checkpoint

            Sequential second = Toy.network(2);
            TrainingRun goesOn = training(second);
            goesOn.resumeFrom(checkpoint);
            loop(goesOn, second, batches().startingAt(checkpoint.history().epochs().size()), 12 - 4 * epochs);

            assertThat(timeless(goesOn.history())).isEqualTo(timeless(uninterrupted.history()));
            assertThat(Toy.weights(second)).isEqualTo(Toy.weights(whole));
        }
    }

    private static Batches batches() {
        return Batches.shuffled(DATA, 16, 3);
    }

    private static TrainingRun training(Sequential model) {
        return new TrainingRun(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01), DATA);
    }

    private static void loop(TrainingRun training, Sequential model, Batches batches, int steps) {
        int left = steps;
        while (left > 0) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                Matrix dy = new BinaryCrossEntropy().gradient(pass.output(), batch.targets());
                training.step(batch, pass, pass.backward(dy));
                if (--left == 0) {
                    return;
                }
            }
        }
    }

    /** After 2.5 epochs the third order has been started, so it isn't used again. */
    @Test
    void after_an_interrupt_in_an_epoch_the_next_training_uses_the_next_order() {
        Sequential model = Toy.network(1);
        Adam adam = new Adam(model.parameters(), 0.01);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), adam).epochs(3).batchSize(16).seed(5);
        trainer.listener(new Stop(10)).fit(DATA);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(adam.stepCount()).isEqualTo(10);

        List<Matrix> inputs = new ArrayList<>();
        Trainer again = new Trainer(model, new BinaryCrossEntropy(), adam).batchSize(16).seed(5);
        again.listener(new TrainingListener() {
            @Override
            public void beforeUpdate(StepEvent event) {
                inputs.add(event.batch().inputs().copy());
            }
        }).fit(DATA);

        List<Matrix> fourth = new ArrayList<>();
        Batches.shuffled(DATA, 16, 5).startingAt(3).forEach(batch -> fourth.add(batch.inputs().copy()));
        assertThat(inputs).isEqualTo(fourth);
    }

    @Test
    void two_runs_of_two_epochs_are_one_of_four() {
        Sequential whole = network(1);
        Kind.ADAM.trainer(whole).fit(DATA);

        Sequential twice = network(1);
        Trainer trainer = Kind.ADAM.trainer(twice).epochs(2);
        trainer.fit(DATA);
        History second = trainer.fit(DATA);

        assertThat(Toy.weights(twice)).isEqualTo(Toy.weights(whole));
        assertThat(second.epochs()).extracting(History.Epoch::number).containsExactly(1, 2);
    }

    @Test
    void the_second_of_two_runs_may_be_stopped_as_well() throws IOException {
        Sequential whole = network(1);
        Kind.ADAM.trainer(whole).fit(DATA);

        Trainer twice = Kind.ADAM.trainer(network(1)).epochs(2);
        twice.fit(DATA);
        Sequential resumed = network(2);
        Kind.ADAM.trainer(resumed).epochs(2).resumeFrom(stopped(twice, 5)).fit(DATA);

        assertThat(Toy.weights(resumed)).isEqualTo(Toy.weights(whole));
    }

    @Test
    void only_the_next_run_goes_on_from_the_checkpoint() throws IOException {
        Sequential model = network(1);
        Trainer trainer = Kind.ADAM.trainer(model).epochs(4).resumeFrom(stopped(Kind.ADAM.trainer(network(1)), 5));

        assertThat(trainer.fit(DATA).steps()).hasSize(16);
        List<Matrix> after = Toy.weights(model);
        assertThat(trainer.fit(DATA).steps()).hasSize(16);
        assertThat(Toy.weights(model)).isNotEqualTo(after);
    }

    @Test
    void early_stopping_that_is_new_in_a_resumed_run_compares_the_epochs_to_come() throws IOException {
        Sequential model = network(2);
        EarlyStopping early = new EarlyStopping(1);
        History history = Kind.ADAM.trainer(model).epochs(6).listener(early)
                .resumeFrom(stopped(Kind.ADAM.trainer(network(1)), 12)).fit(DATA);

        assertThat(early.bestEpoch()).isBetween(4, 6);
        assertThat(history.epochs()).hasSizeGreaterThan(3);
    }

    @Test
    void a_checkpoint_of_another_training_is_refused_and_nothing_changed() throws IOException {
        Checkpoint checkpoint = stopped(Kind.ADAM.trainer(network(1)), 5);

        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).batchSize(15), "batch size 16; here it is 15");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).seed(6), "seed 5; here it is 6");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).shuffle(false),
                "order shuffled; here it is of the data");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).metric(new BinaryAccuracy()),
                "metrics [accuracy]; here it is [accuracy, accuracy]");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).validation(Toy.circle(31, 8)), "validation data 30"
                + " examples of 2 numbers, target [0, 1]; here it is 31 examples of 2 numbers, target [0, 1]");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(Toy.network(1)), "model Sequential(Linear(2, 6), Tanh,"
                + " Dropout(0.3), Linear(6, 1), Sigmoid); here it is Sequential(Linear(2, 5), ReLU, Linear(5, 1),"
                + " Sigmoid)");
        assertNotResumed(checkpoint, Kind.DECOUPLED.trainer(network(2)).shuffle(true).metric(new BinaryAccuracy())
                .validation(VALIDATION), "optimizer Adam(learning rate); here it is Adam(learning rate,"
                + " decoupled weight decay 0.1)");
        Sequential model = network(2);
        assertNotResumed(checkpoint, new Trainer(model, new MeanSquaredError(), new Adam(model.parameters(), 0.01))
                .batchSize(16).seed(5).metric(new BinaryAccuracy()).validation(VALIDATION),
                "loss BinaryCrossEntropy; here it is MeanSquaredError");
        Batch changed = Batches.inOrder(DATA, 50).iterator().next();
        changed.inputs().set(49, 1, 0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> Kind.ADAM.trainer(network(2)).resumeFrom(checkpoint)
                .fit(Dataset.of(changed.inputs(), changed.targets())))
                .withMessageContaining("with the checksum of the training data ");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).schedulePerEpoch(Schedule.stepDecay(0.1, 2, 0.5))
                .validation(VALIDATION), "schedule none; here it is stepDecay(0.1, 2, 0.5) per epoch");
        assertNotResumed(checkpoint, Kind.ADAM.trainer(network(2)).clipGradients(1),
                "gradients of any length; here it is up to 1.0");
    }

    private static void assertNotResumed(Checkpoint checkpoint, Trainer trainer, String what) {
        List<String> told = new ArrayList<>();
        trainer.resumeFrom(checkpoint).listener(new TrainingListener() {
            @Override
            public void started(Plan plan) {
                told.add("started");
            }
        });
        assertRefused(() -> trainer.fit(DATA), "resume: the checkpoint was made with the " + what + ". Make"
                + " everything as it was, or start a new run with the checkpoint's parameters.");
        assertThat(told).isEmpty();
    }

    @Test
    void what_is_refused_changes_nothing() throws IOException {
        Checkpoint checkpoint = stopped(Kind.ADAM.trainer(network(1)), 5);
        Sequential model = network(2);
        List<Matrix> before = Toy.weights(model);
        Adam adam = new Adam(model.parameters(), 0.5);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), adam).resumeFrom(checkpoint);

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(DATA));

        assertThat(Toy.weights(model)).isEqualTo(before);
        assertThat(adam.stepCount()).isZero();
        assertThat(adam.learningRate()).isEqualTo(0.5);
    }

    @Test
    void a_checkpoint_may_give_its_parameters_alone() throws IOException {
        Checkpoint checkpoint = stopped(Kind.ADAM.trainer(network(1)), 5);
        Sequential model = network(2);
        checkpoint.restoreTo(model);

        assertThat(Toy.weights(model)).isEqualTo(checkpoint.parameters());
        assertRefused(() -> checkpoint.restoreTo(Toy.network(1)), "resume: the parameters in the checkpoint have the"
                + " shapes [(2 x 6), (1 x 6), (6 x 1), (1 x 1)], but the model's have [(2 x 5), (1 x 5), (5 x 1), (1 x"
                + " 1)]. Make the model as it was when the checkpoint was made.");
    }

    @Test
    void a_run_that_has_begun_cannot_be_resumed() throws IOException {
        Checkpoint checkpoint = stopped(Kind.ADAM.trainer(network(1)), 5);
        Sequential model = Toy.network(1);
        TrainingRun training = training(model);
        loop(training, model, batches(), 2);

        assertThatThrownBy(() -> training.resumeFrom(checkpoint)).isInstanceOf(IllegalStateException.class).hasMessage(
                "resume: this run has made 2 steps already. Make a new one, and resume before its first step.");
    }

    @Test
    void there_is_no_checkpoint_in_the_middle_of_an_epoch() {
        Sequential model = Toy.network(1);
        TrainingRun training = training(model);
        loop(training, model, batches(), 6);

        assertThatIllegalArgumentException().isThrownBy(training::checkpoint).withMessage("checkpoint: 1 epochs are"
                + " finished, but the last step belongs to epoch 2. Make a checkpoint where an epoch ends.");
    }

    @Test
    void parameters_of_other_shapes_than_the_models_are_refused_before_anything_is_changed() throws IOException {
        Checkpoint made = stopped(Kind.SGD.trainer(network(1)), 5);
        Checkpoint contradicting = new Checkpoint(made.settings(), made.parameters().subList(0, 3), made.optimizer(),
                made.history(), made.listenerState());
        Sequential model = network(2);
        Sgd sgd = new Sgd(model.parameters(), 0.1);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), sgd).batchSize(16).seed(5)
                .resumeFrom(contradicting);

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(DATA)).withMessage("resume: the parameters in"
                + " the checkpoint have the shapes [(2 x 6), (1 x 6), (6 x 1)], but the model's have [(2 x 6), (1 x 6),"
                + " (6 x 1), (1 x 1)]. Make the model as it was when the checkpoint was made.");
        assertThat(sgd.stepCount()).isZero();
    }

    @Test
    void the_best_epochs_parameters_must_have_the_models_shapes_as_well() throws IOException {
        Checkpoint made = stopped(Kind.EARLY.trainer(network(1)), 5);
        Checkpoint contradicting = new Checkpoint(made.settings(), made.parameters(), made.optimizer(), made.history(),
                Map.of("EarlyStopping.best", made.parameters().subList(0, 3)));

        assertRefused(() -> Kind.EARLY.trainer(network(2)).resumeFrom(contradicting).fit(DATA), "resume: the best"
                + " epoch's parameters in the checkpoint have the shapes [(2 x 6), (1 x 6), (6 x 1)], but the model's"
                + " have [(2 x 6), (1 x 6), (6 x 1), (1 x 1)]. Make the model as it was when the checkpoint was made.");
    }

    @Test
    void an_epochs_metrics_see_all_outputs_of_all_its_rows() {
        Matrix targets = Matrix.zeros(50, 3);
        for (int i = 0; i < 50; i++) {
            targets.set(i, i % 3, 1);
        }
        History history = threeOutputs().fit(Dataset.of(Matrix.zeros(50, 2), targets));

        assertThat(history.epochs()).extracting(epoch -> epoch.training().score(Metric.accuracy()))
                .containsExactly(0.34, 0.34);     // 17 of 50 have the largest output's class
    }

    /** Its outputs are 1, 0, 0, for ever: class 0. */
    private static Trainer threeOutputs() {
        Sequential model = new Sequential(new Linear(Matrix.zeros(2, 3), Matrix.row(1, 0, 0)));
        return new Trainer(model, new CrossEntropy(), new Sgd(model.parameters(), Double.MIN_VALUE)).epochs(2)
                .batchSize(16).shuffle(false).metric(Metric.accuracy());
    }

    @Test
    void a_listener_of_a_loop_written_by_hand_gets_the_checkpoint() {
        Sequential first = Toy.network(1);
        TrainingRun training = training(first);
        loop(training, first, batches(), 4);
        Checkpoint checkpoint = training.checkpoint();

        List<Checkpoint> told = new ArrayList<>();
        Sequential second = Toy.network(2);
        new TrainingRun(second, new BinaryCrossEntropy(), new Adam(second.parameters(), 0.01), DATA,
                new TrainingListener() {
                    @Override
                    public void restore(Checkpoint from) {
                        told.add(from);
                    }
                }).resumeFrom(checkpoint);

        assertThat(told).containsExactly(checkpoint);
    }

    @Test
    void a_pass_from_before_the_parameters_were_overwritten_is_refused() {
        Sequential model = Toy.network(1);
        ForwardPass before = model.forward(Matrix.row(1, 2));
        training(Toy.network(2)).checkpoint().restoreTo(model);

        assertThatThrownBy(() -> before.backward(Matrix.row(1))).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("backward: the parameters have changed since this forward pass was made.");
    }

    @Test
    void two_listeners_with_one_name_for_what_they_remember_are_refused() {
        TrainingListener remembering = new TrainingListener() {
            @Override
            public Map<String, List<Matrix>> state() {
                return Map.of("mine", List.of(Matrix.row(1)));
            }
        };
        Trainer trainer = Kind.ADAM.trainer(network(1)).listener(remembering).listener(remembering)
                .listener(new Stop(5));

        assertRefusedState(() -> trainer.fit(DATA), "checkpoint: two listeners remember something called mine. One of"
                + " each kind is enough for a training run.");
    }

    @Test
    void a_checkpoint_says_where_the_run_is() throws IOException {
        assertThat(stopped(Kind.ADAM.trainer(network(1)), 5).toString()).startsWith("after epoch 1: loss ")
                .contains(", accuracy ");
        assertThat(training(Toy.network(1)).checkpoint()).hasToString("before the first epoch");
    }

    @Test
    void a_run_on_inputs_that_differ_from_reading_to_reading_is_resumed_too() {
        Random noise = new Random(1);
        Dataset augmented = new OwnDataset(50, 2, 1, (example, r, inputs, targets) -> {
            inputs.set(r, 0, noise.nextGaussian());
            inputs.set(r, 1, noise.nextGaussian());
            targets.set(r, 0, example % 2);
        });
        Stop stop = new Stop(4);
        Kind.MOMENTUM.trainer(network(1)).listener(stop).epochs(1).fit(augmented);
        assertThat(Thread.interrupted()).isTrue();

        History history = Kind.MOMENTUM.trainer(network(1)).epochs(2).resumeFrom(stop.checkpoint).fit(augmented);

        assertThat(history.epochs()).hasSize(2);
    }
}
