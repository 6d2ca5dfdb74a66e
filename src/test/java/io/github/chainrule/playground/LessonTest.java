// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setup that is trained when it is asked to. */
class LessonTest {

    /** A lesson after some steps, made in portions as the page makes them. */
    static Lesson played(Lesson lesson, int steps) {
        while (lesson.steps < steps && lesson.state == Lesson.State.READY) {
            lesson.make(Math.min(7, steps - lesson.steps), () -> false);
        }
        return lesson;
    }

    static Lesson played(String setup, int steps) {
        return played(new Lesson(Setup.parse(setup)), steps);
    }

    private static List<double[]> parameters(Sequential model) {
        return model.parameters().stream().map(p -> p.value().values().clone()).toList();
    }

    private static void assertSameBits(Sequential watched, Sequential own) {
        assertThat(parameters(watched)).usingRecursiveComparison().isEqualTo(parameters(own));
    }

    private static Random random(long seed) {
        Random random = new Random(seed);
        random.nextDouble();
        return random;
    }

    @Test
    void after_each_step_it_is_what_a_loop_written_by_hand_makes() {
        Random random = random(7);
        Sequential model = new Sequential(new Linear(2, 3, random), new Tanh(), new Linear(3, 1, random),
                new Sigmoid());
        Dataset data = ToyData.xor();
        Loss loss = new BinaryCrossEntropy();
        Optimizer sgd = new Sgd(model.parameters(), 0.5).momentum(0.9).weightDecay(0.001);
        Batches batches = Batches.shuffled(data, 3, 7);
        Lesson lesson = played("data=xor&hidden=3&rule=momentum&rate=0.5&decay=0.001&batch=3&seed=7", 0);

        assertSameBits(lesson.network.model, model);
        for (int epoch = 0; epoch < 5; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                sgd.step();

                assertThat(lesson.make(1, () -> true)).isOne();
                assertSameBits(lesson.network.model, model);
            }
        }
        assertThat(lesson.steps).isEqualTo(10);
    }

    @Test
    void looked_at_between_its_steps_it_is_what_a_trainer_makes() {
        long seed = 11;
        Dataset data = ToyData.spiral(200, 3, 0.05, seed);
        Split<Dataset> split = data.split(0.25, seed);
        Scaler scaler = Scaler.standard(split.training());
        Random random = random(seed);
        Sequential model = new Sequential(new Linear(2, 8, Initializer.he(), random), new ReLU(),
                new Linear(8, 3, Initializer.he(), random));
        Trainer trainer = new Trainer(model, new CrossEntropy(), new Adam(model.parameters(), 0.01)).epochs(4)
                .batchSize(10).seed(seed).validation(scaler.transform(split.test()));
        History history = trainer.fit(scaler.transform(split.training()));

        Lesson lesson = played("data=spiral3&points=200&noise=0.05&scale=true&hidden=8&activation=relu&initial=he"
                + "&batch=10&rate=0.01&seed=11", 0);
        Look look = new Look(lesson);
        for (int epoch = 0; epoch < 4; epoch++) {
            look.addTo(new JsonText(), new Values("words=1&hidden=1&show=1.2&plane=10"), () -> false);
            lesson.make(15, () -> false);
        }

        assertThat(lesson.steps).isEqualTo(4 * 15);
        assertSameBits(lesson.network.model, model);
        assertThat(lesson.testScore().orElseThrow().loss())
                .isEqualTo(history.lastEpoch().validation().orElseThrow().loss());
        assertCurve(lesson.curve, history.steps().stream().mapToDouble(step -> step.scores().loss()));
        assertCurve(lesson.means, history.epochs().stream().mapToDouble(epoch -> epoch.training().loss()));
        assertCurve(lesson.testCurve, history.epochs().stream()
                .mapToDouble(epoch -> epoch.validation().orElseThrow().loss()));
    }

    private static void assertCurve(LossCurve curve, DoubleStream expected) {
        assertThat(Answer.floats(new Answer(curve.json().toString()).text("high")))
                .containsExactly(expected.toArray(), within(1e-6));
    }

    /** As with proximal gradients: a plain step, and then each parameter comes nearer to 0, but not past it. */
    @Test
    void with_l1_weights_become_zero_and_stay_there() {
        Lesson plain = played("data=moons&hidden=3&rule=sgd&rate=0.1", 1);
        Lesson l1 = played("data=moons&hidden=3&rule=sgd&rate=0.1&penalty=l1&decay=0.05", 1);

        for (int i = 0; i < 4; i++) {
            assertThat(l1.network.model.parameters().get(i).value()).isEqualTo(plain.network.model.parameters().get(i)
                    .value().map(w -> w > 0.1 * 0.05 ? w - 0.1 * 0.05 : w < -0.1 * 0.05 ? w + 0.1 * 0.05 : 0));
        }
        assertThat(played(l1, 500).network.model.parameters().stream().mapToLong(p -> Arrays.stream(p.value().values())
                .filter(w -> w == 0).count()).sum()).isPositive();
    }

    @Test
    void its_time_is_over_when_it_is_over() {
        Lesson lesson = played("data=circles", 0);

        assertThat(lesson.make(1_000_000, () -> true)).isOne();
        assertThat(lesson.make(0, () -> false)).isZero();
    }

    @Test
    void it_ends_after_as_many_steps_as_anyone_watches() {
        Lesson lesson = played("data=and&hidden=", Lesson.MAX_STEPS + 5);

        assertThat(lesson.steps).isEqualTo(Lesson.MAX_STEPS);
        assertThat(new Words(lesson).json().toString()).contains(
                "\"headline\":\"Nothing is wrong. It has taken 100,000 steps, the most that it can\"");
    }

    @Test
    void after_a_change_it_may_take_as_many_steps_again() {
        Lesson before = played("data=and&hidden=", 9);
        Lesson changed = played(new Lesson(before.setup.with("rate=0.1"), before), 10);
        changed.steps = Lesson.MAX_STEPS + 8;

        assertThat(changed.make(7, () -> false)).isOne();
        assertThat(changed.state).isEqualTo(Lesson.State.ENDED);
    }

    @Test
    void a_network_whose_numbers_overflow_is_shown_as_it_was_when_they_were_numbers() {
        Lesson lesson = played("data=own&own=1e9,1e9,0;-1e9,1e9,1&test=0&hidden=8,8,8&activation=none&goal=logits"
                + "&rule=sgd&rate=1000", 2000);

        assertThat(lesson.state).isEqualTo(Lesson.State.FAILED);
        assertThat(lesson.network.model.parameters()).allMatch(p -> p.value().isFinite());
        assertThat(lesson.score().loss()).isFinite();
        assertSameBits(lesson.network.model, played(lesson.setup.toString(), lesson.steps - 1).network.model);
        assertThat(new Words(lesson).findings()).singleElement().satisfies(finding -> assertThat(finding.title())
                .isEqualTo("Not a number since step " + (lesson.steps + 1)));
        assertThat(lesson.make(5, () -> false)).isZero();
    }

    @Test
    void it_goes_on_with_its_weights_when_settings_change_that_leave_the_network_alone() {
        Lesson before = played("data=moons&rate=0.05", 40);
        Lesson after = new Lesson(before.setup.with("rate=0.001&batch=4&noise=0.3"), before);

        assertThat(after.steps).isEqualTo(40);
        assertThat(new Words(after).findings()).isEmpty();
        assertThat(new Words(after).json().toString()).contains("It hasn\u2019t taken a step since the change");
        assertThat(new Words(before).json().toString()).contains("\"Nothing is wrong\"");
        assertThat(after.edited).isTrue();
        assertSameBits(after.network.model, before.network.model);
        for (String change : List.of("hidden=5", "seed=43", "activation=relu", "inputs=x1,x2,x1x2", "data=blobs3")) {
            assertThat(before.setup.with(change).hasNetworkOf(before.setup)).as(change).isFalse();
        }
    }

    /** All four rows are in each step, so their order hardly matters. */
    @Test
    void what_the_optimizer_remembers_goes_on_as_well_and_a_new_rate_holds_from_the_next_step() {
        String setup = "data=xor&hidden=2&batch=4&rate=0.03";
        Lesson before = played(setup, 40);
        List<double[]> whole = parameters(played(setup, 41).network.model);
        List<double[]> same = parameters(played(new Lesson(before.setup, before), 41).network.model);
        List<double[]> slower = parameters(played(new Lesson(before.setup.with("rate=0.003"), before), 41)
                .network.model);

        for (int i = 0; i < whole.size(); i++) {
            double start = parameters(before.network.model).get(i)[0];
            assertThat(same.get(i)[0]).isCloseTo(whole.get(i)[0], within(1e-9)).isNotCloseTo(start, within(1e-5));
            assertThat(10 * (slower.get(i)[0] - start)).isCloseTo(whole.get(i)[0] - start, within(1e-9));
        }
    }

    @Test
    void a_change_of_settings_is_no_edit_before_the_first_step_and_a_goal_stays_reached_in_its_lesson() {
        Lesson first = played(Preset.FIRST.setup, 0);
        Setup other = first.setup.with("rate=0.02");
        assertThat(new Lesson(other, first).edited).isFalse();
        first.edited = true;
        assertThat(new Lesson(other, first).edited).isTrue();

        played(first, 300);
        assertThat(first.reached).isPresent();
        assertThat(new Lesson(other, first).reached).isEqualTo(first.reached);
    }

    @ParameterizedTest
    @CsvSource({"FIRST, 300", "OWN_PACE, 500", "SIXTEEN_RELUS, 3000"})
    void when_a_goal_is_reached_depends_on_the_steps_and_not_on_the_looks(Preset preset, int steps) {
        Set<Optional<Integer>> reached = new HashSet<>();
        for (int portion : new int[] {17, 250, steps}) {
            Lesson lesson = played(Setup.parse(preset.setup).with("rule=adam").toString(), 0);
            Look look = new Look(lesson);
            for (int made = 0; made < steps; made += portion) {
                lesson.make(Math.min(portion, steps - made), () -> false);
                look.addTo(new JsonText(), new Values("plane=0&neuron=0"), () -> false);
            }
            reached.add(lesson.reached);
        }
        assertThat(reached).singleElement().satisfies(one -> assertThat(one).isPresent());
    }

    @Test
    void a_slow_step_with_one_example_is_not_counted_into_an_epochs_mean() {
        Lesson lesson = played("data=xor&hidden=3&rate=0.5&batch=4&seed=7", 0);
        double first = lesson.score().loss();
        lesson.make(1, () -> false);
        lesson.stepWith(0);
        double second = lesson.score().loss();
        lesson.make(1, () -> false);

        assertCurve(lesson.means, DoubleStream.of(first, second));
    }

    @Test
    void a_network_that_was_trained_on_other_data_is_not_called_untrained() {
        Lesson rings = played("data=blobs&hidden=&rate=10&batch=10", 2000);
        Lesson xor = played(new Lesson(Setup.parse("data=xor&hidden=&rate=10&batch=10"), rings), 2020);

        assertThat(xor.diagnosis.findings()).extracting(finding -> finding.kind().name()).contains("HIGH_INITIAL_LOSS");
        assertThat(new Words(xor).findings()).extracting(Words.Finding::kind).doesNotContain("HIGH_INITIAL_LOSS");
    }

    @Test
    void examples_have_the_inputs_and_the_targets_that_the_setup_says() {
        Examples examples = Examples.of(Setup.parse("data=hills&noise=0&inputs=x1x1,x1x2,sinx2&points=40"));
        Matrix fed = Examples.all(examples.training()).inputs();
        Matrix targets = Examples.all(examples.training()).targets();

        assertThat(examples.training().names().features()).containsExactly("x1\u00b2", "x1\u00b7x2", "sin \u03c0x2");
        assertThat(examples.test().orElseThrow().size()).isEqualTo(10);
        IntStream.range(0, fed.rows()).forEach(i -> {
            double x1 = examples.points().get(i, 0);
            double x2 = examples.points().get(i, 1);
            assertThat(new double[] {fed.get(i, 0), fed.get(i, 1), fed.get(i, 2), targets.get(i, 0)}).containsExactly(
                    x1 * x1, x1 * x2, StrictMath.sin(Math.PI * x2), StrictMath.sin(x1) * StrictMath.cos(x2));
        });
    }

    @Test
    void there_is_room_around_the_points_and_held_back_examples_are_counted_on() {
        assertThat(Examples.of(Setup.parse("data=xor")).range()).containsExactly(-0.15, 1.15, -0.15, 1.15);
        assertThat(Examples.of(Setup.parse("data=own&own=2,0,0;2,1,1&test=0")).range())
                .containsExactly(1, 3, -0.15, 1.15);
        Examples split = Examples.of(Setup.parse("data=moons&points=20&test=0.5"));
        for (int i = 0; i < 20; i++) {
            assertThat(split.example(i).inputs()).isEqualTo(
                    Matrix.row(split.points().get(i, 0), split.points().get(i, 1)));
        }
    }

    @Test
    void numbers_are_learned_too_scaled_or_not() {
        for (String scale : List.of("false", "true")) {
            Lesson lesson = played("data=plane&noise=0.05&hidden=4&scale=" + scale, 1000);

            assertThat(lesson.setup.classes).isZero();
            assertThat(lesson.score().rms()).as(scale).isLessThan(0.1);
            assertThat(new Words(lesson).findings()).noneMatch(finding -> finding.title().startsWith("Stuck"));
        }
    }

    /** Without hidden neurons, with all examples in each step: where the loss stays is where it ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"data=hills | Settled", "data=or&decay=0.05 | Stuck, unsure of some",
        "data=circles | Stuck, with 77 of 150 right", "data=blobs&noise=1.3&decay=0.1 | Settled, with 137 of 150 right",
        "data=blobs&noise=1.5&decay=0.1 | Stuck, with 129 of 150 right",
        "data=blobs&noise=0.5&decay=1 | Settled, unsure of some"})
    void a_loss_that_stays_is_settled_if_nine_of_ten_are_right_and_stuck_if_not(String setup, String title) {
        Lesson lesson = played("hidden=&rule=sgd&rate=0.1&batch=500&" + setup, 1000);

        assertThat(new Words(lesson).findings()).extracting(Words.Finding::title).containsExactly(title);
        assertThat(new Words(lesson).findings().get(0).text()).startsWith("The loss has stayed at 0.");
    }

    @Test
    void a_test_part_that_would_be_empty_is_refused_before_anything_begins() {
        assertThatThrownBy(() -> played("data=own&own=0,0,0;1,1,1&test=0.1", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("split: with 2 examples the test set would be empty.");
        assertThatThrownBy(() -> played("data=own", 0)).hasMessage("points: there are none yet. Click"
                + " in the large picture, or open a CSV file.");
    }

    @Test
    void a_curve_of_any_length_keeps_its_smallest_and_its_largest_values() {
        LossCurve curve = new LossCurve();
        for (int i = 0; i < 100_000; i++) {
            curve.add(i, i % 2 == 0 ? i : -i);
        }
        Answer json = new Answer(curve.json().toString());
        double[] steps = Answer.floats(json.text("step"));
        double[] low = Answer.floats(json.text("low"));
        double[] high = Answer.floats(json.text("high"));

        assertThat(steps).hasSizeBetween(LossCurve.MAX_POINTS / 2, LossCurve.MAX_POINTS).isSorted();
        assertThat(steps[steps.length - 1]).isEqualTo(99_999);
        for (int i = 0; i < steps.length; i++) {
            assertThat(Math.max(-low[i], high[i])).isEqualTo(steps[i]);
            assertThat(Math.min(-low[i], high[i])).isEqualTo(steps[i] - 1);
        }
    }

    /** After 10 steps, 20, 30 and so on. */
    private static LossCurve curve(double... values) {
        LossCurve curve = new LossCurve();
        for (int i = 0; i < values.length; i++) {
            curve.add(10 * (i + 1), values[i]);
        }
        return curve;
    }

    @Test
    void a_curve_stands_since_its_last_value_outside_a_hundredth_of_where_it_ends() {
        assertThat(curve().flatSince(0.01)).isInfinite();
        assertThat(curve(7).flatSince(0.01)).isEqualTo(10);
        assertThat(curve(9, 1.02, 1, 0.98, 1.01, 0.99, 1).flatSince(0.01)).isEqualTo(50);
        assertThat(curve(0, 0.98, 1, 1.02, 1).flatSince(0.01)).isEqualTo(50);
    }

    @Test
    void a_curve_jumps_if_more_than_a_third_of_its_last_twenty_values_lie_far_above_the_one_before() {
        assertThat(spikes(10, 2).jumps()).contains(new LossCurve.Point(210, 1, 2));
        assertThat(spikes(7, 1.06).jumps()).isPresent();
        assertThat(spikes(6, 2).jumps()).isEmpty();
        assertThat(spikes(10, 1.05).jumps()).isEmpty();
        assertThat(curve(1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2).jumps()).isEmpty();
    }

    /** A value that is too old to count, and twenty of which some are higher than 1. */
    private static LossCurve spikes(int count, double height) {
        return curve(IntStream.range(0, 21).mapToDouble(i -> i == 0 ? 9 : i % 2 == 0 && i <= 2 * count ? height : 1)
                .toArray());
    }

    @Test
    void a_score_has_the_root_of_the_mean_square_and_the_example_that_is_farthest_off() {
        Lesson lesson = played("data=plane&points=40&noise=0.2", 30);
        Score score = lesson.score();
        Batch all = Examples.all(lesson.examples.training());
        double[] errors = IntStream.range(0, 30).mapToDouble(i -> Math.abs(lesson.network.predictor
                .predict(all.inputs().get(i, 0), all.inputs().get(i, 1)).value() - all.targets().get(i, 0))).toArray();

        assertThat(score.rms()).isCloseTo(Math.sqrt(score.loss()), within(1e-12));
        assertThat(errors[score.worst()]).isEqualTo(Arrays.stream(errors).max().orElseThrow());
        assertThat(score.of()).isEqualTo(30);
        assertThat(score.right()).as("without classes").isZero();
        assertThat(played("data=xor&initial=zero", 0).score().worst()).as("the first of them").isZero();
    }

    @Test
    void numbers_are_written_as_people_write_them() {
        assertThat(DoubleStream.of(2, -0.0, 1e-4, 1e-9, 9e-10, -1.5e14, 1e15).mapToObj(Text::number))
                .containsExactly("2", "0", "0.0001", "0.000000001", "9.0E-10", "-150000000000000", "1.0E15");
        assertThat(DoubleStream.of(0.0123456, 1234.5, Double.NaN, 0, 4.04e15, -2e7, 1.236e-5, 9999)
                .mapToObj(Text::rounded)).containsExactly("0.0123", "1230", "NaN", "0", "4.04\u00b710\u00b9\u2075",
                        "-2\u00b710\u2077", "1.24\u00b710\u207b\u2075", "1\u00b710\u2074");
    }
}
