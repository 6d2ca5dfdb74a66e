// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A training run that somebody watches. */
class LessonTest {

    private static Snapshot after(Lesson lesson, int steps) throws InterruptedException {
        lesson.gate().step(steps);
        lesson.gate().awaitPause(20_000);
        return lesson.look();
    }

    private static List<double[]> parameters(Sequential model) {
        return model.parameters().stream().map(p -> p.value().values()).toList();
    }

    private static void assertSameBits(Sequential watched, Sequential own) {
        List<double[]> expected = parameters(own);
        List<double[]> got = parameters(watched);
        assertThat(got).hasSameSizeAs(expected);
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void after_each_step_it_is_what_a_loop_written_by_hand_makes() throws InterruptedException {
        Random random = new Random(7);
        Sequential model = new Sequential(new Linear(2, 3, random), new Tanh(), new Linear(3, 1, random),
                new Sigmoid());
        Dataset data = ToyData.xor();
        Loss loss = new BinaryCrossEntropy();
        Optimizer sgd = new Sgd(model.parameters(), 0.5).momentum(0.9).weightDecay(0.001);
        Batches batches = Batches.shuffled(data, 3, 7);

        try (Lesson lesson = new Lesson(Setup.parse(
                "data=xor&hidden=3&rule=momentum&rate=0.5&decay=0.001&batch=3&seed=7"))) {
            assertSameBits(lesson.look().model(), model);
            int steps = 0;
            for (int epoch = 0; epoch < 5; epoch++) {
                for (Batch batch : batches) {
                    ForwardPass pass = model.forward(batch.inputs());
                    pass.backward(loss.gradient(pass.output(), batch.targets()));
                    sgd.step();

                    Snapshot snapshot = after(lesson, 1);

                    assertThat(snapshot.steps()).isEqualTo(++steps);
                    assertSameBits(snapshot.model(), model);
                }
                assertThat(lesson.look().epochs()).isEqualTo(epoch + 1);
            }
        }
    }

    @Test
    void played_at_full_speed_while_somebody_looks_it_is_what_a_trainer_makes() throws InterruptedException {
        long seed = 11;
        Dataset data = ToyData.spiral(200, 3, 0.05, seed);
        Split<Dataset> split = data.split(0.25, seed);
        Scaler scaler = Scaler.standard(split.training());
        Random random = new Random(seed);
        Sequential model = new Sequential(new Linear(2, 8, Initializer.he(), random), new ReLU(), new Dropout(0.2),
                new Linear(8, 3, Initializer.he(), random));
        Loss loss = new CrossEntropy();

        try (Lesson lesson = new Lesson(Setup.parse("data=spiral3&points=200&noise=0.05&scale=true&hidden=8"
                + "&activation=relu&initial=he&dropout=0.2&batch=10&rate=0.01&seed=11"))) {
            lesson.gate().play(0);
            while (lesson.look().epochs() < 40) {
                lesson.look();
            }
            lesson.gate().epoch();
            lesson.gate().awaitPause(20_000);
            Snapshot snapshot = lesson.look();

            Trainer trainer = new Trainer(model, loss, new Adam(model.parameters(), 0.01)).epochs(snapshot.epochs())
                    .batchSize(10).seed(seed).validation(scaler.transform(split.test()));
            double last = trainer.fit(scaler.transform(split.training())).lastEpoch().validation().orElseThrow().loss();

            assertThat(snapshot.steps()).isEqualTo(snapshot.epochs() * 15);
            assertThat(snapshot.layers()).noneMatch(Dropout.class::isInstance);
            assertSameBits(snapshot.model(), model);
            assertThat(lesson.predictor(snapshot).evaluate(lesson.examples().test().orElseThrow()).loss())
                    .isEqualTo(last);
        }
    }

    @Test
    void xor_with_two_neurons_from_seed_0_is_stuck_and_with_four_it_is_not() throws InterruptedException {
        try (Lesson stuck = new Lesson(Setup.parse(Preset.XOR_STUCK.setup));
                Lesson four = new Lesson(Setup.parse(Preset.XOR_STUCK.setup.replace("hidden=2", "hidden=4")))) {
            assertThat(loss(stuck, after(stuck, 2000))).isBetween(0.34, 0.36);
            assertThat(loss(four, after(four, 2000))).isLessThan(0.001);
        }
    }

    @Test
    void the_riddle_is_a_dead_neuron_and_a_fixed_slope_does_not_solve_xor() throws InterruptedException {
        try (Lesson riddle = new Lesson(Setup.parse(Preset.RIDDLE.setup));
                Lesson leaky = new Lesson(Setup.parse(Preset.ONE_LEAKY_NEURON.setup))) {
            Snapshot snapshot = after(riddle, 1000);
            assertThat(loss(riddle, snapshot)).isBetween(0.69, 0.70);
            assertThat(snapshot.findings()).singleElement().asString().startsWith("dead units: layer 1, ReLU: 1 of 2");
            assertThat(loss(leaky, after(leaky, 1000))).isGreaterThan(0.4);
        }
    }

    @Test
    void one_neuron_cannot_learn_xor_and_twelve_layers_of_sigmoids_do_not_learn() throws InterruptedException {
        for (Preset preset : List.of(Preset.ONE_NEURON, Preset.ALL_ZERO, Preset.TWELVE_SIGMOIDS)) {
            try (Lesson lesson = new Lesson(Setup.parse(preset.setup))) {
                assertThat(loss(lesson, after(lesson, 2000))).as(preset.title).isBetween(0.69, 0.70);
            }
        }
    }

    @Test
    void steps_that_are_too_large_jump_to_and_fro_and_smaller_ones_do_not() throws InterruptedException {
        String setup = Preset.TOO_LARGE_STEPS.setup;
        try (Lesson large = new Lesson(Setup.parse(setup));
                Lesson small = new Lesson(Setup.parse(setup.replace("rate=20", "rate=0.5")))) {
            double[] jumping = lastLosses(after(large, 390));
            double[] calm = lastLosses(after(small, 390));

            for (int i = 1; i < jumping.length; i++) {
                assertThat(Math.abs(jumping[i] - jumping[i - 1])).isGreaterThan(0.01);
                assertThat(Math.abs(calm[i] - calm[i - 1])).isLessThan(1e-4);
            }
            assertThat(jumping[0]).isGreaterThan(1.5 * calm[0]);
        }
    }

    private static double[] lastLosses(Snapshot snapshot) {
        double[] losses = snapshot.training().values();
        return Arrays.copyOfRange(losses, losses.length - 10, losses.length);
    }

    @Test
    void what_is_learned_by_heart_is_said_in_words() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse(Preset.OVERFITTING.setup))) {
            Snapshot snapshot = after(lesson, 2000);

            assertThat(snapshot.findings()).singleElement().asString().startsWith("overfitting: ");
            assertThat(loss(lesson, snapshot)).isLessThan(0.02);
            assertThat(snapshot.test().values()[snapshot.test().values().length - 1]).isGreaterThan(1);
        }
    }

    private static double loss(Lesson lesson, Snapshot snapshot) {
        return lesson.predictor(snapshot).evaluate(lesson.examples().training()).loss();
    }

    @Test
    void a_pause_stops_it_and_an_epoch_ends_where_the_next_begins() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse("data=circles&points=100&test=0&batch=30"))) {
            lesson.gate().play(0);
            while (lesson.look().steps() < 10) {
                Thread.onSpinWait();
            }
            lesson.gate().pause();
            lesson.gate().awaitPause(20_000);
            Snapshot paused = lesson.look();
            Thread.sleep(50);

            assertThat(lesson.look().steps()).isEqualTo(paused.steps());
            assertThat(paused.state()).isEqualTo(Gate.State.PAUSED);

            lesson.gate().epoch();
            lesson.gate().awaitPause(20_000);

            assertThat(lesson.look().epochs()).isEqualTo(paused.epochs() + 1);
            assertThat(lesson.look().steps()).isEqualTo(4 * (paused.epochs() + 1));
        }
    }

    @Test
    void a_pace_is_kept() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.DEFAULT)) {
            lesson.gate().play(100);
            Thread.sleep(300);
            int steps = lesson.look().steps();

            assertThat(steps).isBetween(1, 60);
        }
    }

    @Test
    void it_ends_after_as_many_steps_as_anybody_looks_at() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse("data=and&hidden="))) {
            lesson.gate().play(0);
            lesson.gate().awaitPause(60_000);
            Snapshot snapshot = lesson.look();

            assertThat(snapshot.state()).isEqualTo(Gate.State.ENDED);
            assertThat(snapshot.message()).isEqualTo(
                    "These were 100,000 steps, the most there can be. Start again to go on playing.");
            assertThat(snapshot.training().values()).hasSizeBetween(LossCurve.MOST / 2, LossCurve.MOST);
        }
    }

    @Test
    void a_training_whose_numbers_overflow_says_where_and_can_still_be_looked_at() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse("data=own&own=1e9,1e9,0;-1e9,1e9,1&test=0&hidden=8,8,8"
                + "&activation=none&goal=logits&rule=sgd&rate=1000"))) {
            Snapshot snapshot = after(lesson, 2000);

            assertThat(snapshot.state()).isEqualTo(Gate.State.FAILED);
            assertThat(snapshot.message()).startsWith("epoch ").contains("likely the steps were too large");
            assertThat(View.look(lesson, snapshot).toString()).contains("\"state\":\"FAILED\"");
        }
    }

    @Test
    void a_lesson_that_was_closed_ends_its_thread_and_says_so() throws InterruptedException {
        Lesson lesson = new Lesson(Setup.DEFAULT);
        lesson.gate().play(0);
        lesson.close();

        assertThatThrownBy(lesson::look).isInstanceOf(IllegalStateException.class);
        lesson.thread().join(10_000);
        assertThat(lesson.thread().isAlive()).isFalse();
    }

    @Test
    void a_test_part_that_would_be_empty_is_refused_before_anything_begins() {
        assertThatThrownBy(() -> new Lesson(Setup.parse("data=own&own=0,0,0;1,1,1&test=0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("split: with 2 examples the test set would be empty.");
        assertThatThrownBy(() -> new Lesson(Setup.parse("data=own"))).hasMessage("points: there are none yet. Click"
                + " into the large picture, or open a CSV file.");
    }

    @Test
    void the_pictures_are_what_the_predictor_says_in_the_middle_of_each_pixel() throws InterruptedException {
        try (Lesson lesson = new Lesson(Setup.parse("data=moons&scale=true&hidden=5&activation=sigmoid"))) {
            Snapshot snapshot = after(lesson, 100);
            Predictor predictor = lesson.predictor(snapshot);
            double[] range = lesson.surfaces().range();
            byte[] picture = Base64.getDecoder().decode(lesson.surfaces().of(predictor).output().get(0));

            for (int k : new int[] {0, 47, 1000, 48 * 48 - 1}) {
                double x = range[0] + (range[1] - range[0]) * (k % 48 + 0.5) / 48;
                int row = k / 48;
                double y = range[3] - (range[3] - range[2]) * (row + 0.5) / 48;
                assertThat(picture[k] & 255).isEqualTo(
                        (int) Math.round(255 * predictor.predict(x, y).value()));
            }
            assertThat(lesson.surfaces().of(predictor).neurons())
                    .singleElement(InstanceOfAssertFactories.LIST).hasSize(5);
        }
    }

    @Test
    void a_curve_of_any_length_keeps_its_mean() {
        LossCurve curve = new LossCurve();
        for (int i = 0; i < 100_000; i++) {
            curve.add(i, i);
        }
        double[] values = curve.points().values();
        int[] steps = curve.points().steps();

        assertThat(values).hasSizeBetween(LossCurve.MOST / 2, LossCurve.MOST);
        assertThat(steps).isSorted().hasSameSizeAs(values);
        int perPoint = steps[0] + 1;
        assertThat(values[0]).isEqualTo((perPoint - 1) / 2.0);
        assertThat(values[7]).isEqualTo(7 * perPoint + (perPoint - 1) / 2.0);
    }
}
