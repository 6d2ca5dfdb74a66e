// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

    private static final Dataset TRAINING = Toy.circle(60, 1);
    private static final Dataset VALIDATION = Toy.circle(40, 2);
    private static final Dataset ONE = Toy.pairs(new double[] {1, 0});
    private static final Dataset TWO = Toy.pairs(new double[] {1, 0}, new double[] {2, 1});

    private static LongFunction<Trainer> network(double rate) {
        return seed -> {
            Sequential model = Toy.network(seed);
            return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), rate)).epochs(3)
                    .batchSize(16).seed(seed);
        };
    }

    private static Comparison networks() {
        return new Comparison(TRAINING, VALIDATION).repeats(3).candidate("slow", network(0.001))
                .candidate("fast", network(0.05));
    }

    /** Predicts a constant, which no step changes, so that a test chooses the loss: its square. One for each seed. */
    private static LongFunction<Trainer> constant(double... values) {
        return seed -> {
            int run = 0;
            while (Seeds.derive(0, run) != seed) {
                run++;
            }
            Sequential model = Toy.line(0, values[run]);
            return new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), Double.MIN_VALUE));
        };
    }

    private static LongFunction<Trainer> diverging(int run) {
        return seed -> {
            boolean diverges = seed == Seeds.derive(0, run);
            Sequential model = Toy.line(1, 1);
            return new Trainer(model, new MeanSquaredError(),
                    new Sgd(model.parameters(), diverges ? 1e300 : 1e-9)).epochs(3);
        };
    }

    private static Comparison constants() {
        return new Comparison(ONE, ONE).repeats(2);
    }

    @Test
    void a_run_is_the_training_that_its_seed_gives_without_a_comparison() {
        for (Ranking.Candidate entry : networks().seed(7).run().candidates()) {
            for (int i = 0; i < 3; i++) {
                long seed = Seeds.derive(7, i);
                Sequential model = Toy.network(seed);
                Trainer trainer = network(entry.name().equals("fast") ? 0.05 : 0.001).apply(seed);
                trainer.fit(TRAINING);
                Ranking.Run run = entry.runs().get(i);
                assertThat(run.seed()).isEqualTo(seed);
                assertThat(run.score()).hasValue(trainer.evaluate(VALIDATION).loss());
                assertThat(Toy.hash(run.predictor().model())).isNotEqualTo(Toy.hash(model))
                        .isEqualTo(Toy.hash(trainer.predictor().model()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void any_number_of_threads_gives_the_same_bits(int threads) {
        Ranking expected = networks().run();
        Ranking ranking = networks().threads(threads).run();

        assertThat(ranking).hasToString(expected.toString());
        for (int i = 0; i < 2; i++) {
            assertThat(bits(ranking.candidates().get(i))).isEqualTo(bits(expected.candidates().get(i)));
        }
    }

    private static List<String> bits(Ranking.Candidate entry) {
        return entry.runs().stream().map(run -> run.seed() + " " + run.score() + " "
                + Toy.hash(run.predictor().model())).toList();
    }

    @Test
    void the_lowest_mean_loss_comes_first_and_divergence_last() {
        Ranking ranking = constants().candidate("far", constant(3, 5)).candidate("diverges once", diverging(1))
                .candidate("near", constant(1, 2)).run();

        assertThat(ranking.candidates()).extracting(Ranking.Candidate::name)
                .containsExactly("near", "far", "diverges once");
        assertThat(ranking.best()).isSameAs(ranking.candidates().get(0));
        assertThat(ranking.best().statistics()).hasValue(new ScoreStatistics(2.5, Math.sqrt(4.5), 1, 4));
        assertThat(ranking.candidates().get(2).statistics()).isEmpty();
        assertThat(ranking.candidates().get(2).runs()).extracting(run -> run.score().isPresent())
                .containsExactly(true, false);
        assertThat(ranking).hasToString("""
                validation loss with 2 seeds, the best first

                  candidate            mean   deviation         min         max
                  near               2.5000      2.1213      1.0000      4.0000
                  far               17.0000     11.3137      9.0000     25.0000
                  diverges once  diverged in 1 of 2 runs

                chosen: near
                """);
    }

    @Test
    void a_metric_of_which_more_is_better_is_ranked_from_the_top() {
        Ranking ranking = new Comparison(TRAINING, VALIDATION).repeats(2).rankBy(new BinaryAccuracy())
                .candidate("slow", network(0.001)).candidate("fast", network(0.05)).run();

        assertThat(ranking).asString().startsWith("validation accuracy with ");
        assertThat(ranking.best().statistics().orElseThrow().mean())
                .isGreaterThan(ranking.candidates().get(1).statistics().orElseThrow().mean());
        assertThat(ranking.best().runs().get(0).score()).hasValue(
                ranking.best().runs().get(0).predictor().evaluate(VALIDATION).accuracy());
    }

    @Test
    void equals_stay_in_the_order_in_which_they_were_given() {
        assertThat(constants().candidate("b", constant(1, 1)).candidate("a", constant(1, 1)).run().candidates())
                .extracting(Ranking.Candidate::name).containsExactly("b", "a");
    }

    @Test
    void settings_that_seeds_cannot_tell_apart_are_named() {
        assertThat(constants().candidate("a", constant(1, 3)).candidate("b", constant(2, 4)).run().toString())
                .endsWith("\nchosen: a; 2 seeds cannot tell it from 1 other, whose runs reach into its range\n");
        assertThat(constants().candidate("a", constant(1, 3)).candidate("b", constant(2, 4)).candidate("c", constant(0, 9))
                .run().toString()).endsWith(
                "\nchosen: a; 2 seeds cannot tell it from 2 others, whose runs reach into its range\n");
    }

    @Test
    void a_range_that_touches_the_chosen_ones_reaches_into_it() {
        assertThat(constants().candidate("a", constant(1, 3)).candidate("b", constant(3, 4)).run().toString())
                .endsWith("\nchosen: a; 2 seeds cannot tell it from 1 other, whose runs reach into its range\n");
        for (double second : new double[] {1, 2}) {
            assertThat(constants().candidate("a", constant(1, second)).candidate("b", constant(1, second)).run()
                    .toString()).contains("\nchosen: a; 2 seeds cannot tell it from 1 other, whose runs reach into"
                            + " its");
        }
    }

    @Test
    void only_the_chosen_setting_is_scored_on_test_data() {
        Ranking ranking = constants().candidate("far", constant(3, 5)).candidate("near", constant(1, 2)).run();

        // (1 − 0)² and (1 − 1)²; (2 − 0)² and (2 − 1)²: means of 0.5 and 2.5.
        assertThat(ranking.testBest(TWO)).isEqualTo(new ScoreStatistics(1.5, Math.sqrt(2), 0.5, 2.5))
                .hasToString("1.5000 (0.5000 to 2.5000)");
    }

    @Test
    void the_statistics_are_mean_deviation_and_range() {
        ScoreStatistics spread = ScoreStatistics.of(0.5, 2500, 0.25);
        assertThat(spread.mean()).isCloseTo(2500.75 / 3, within(1e-12));
        assertThat(spread).hasToString("833.5833 (0.2500 to 2,500)");
        // √((5² + 1² + 4²) / 2)
        assertThat(ScoreStatistics.of(-5, 1, 4).standardDeviation()).isCloseTo(Math.sqrt(21), within(1e-12));
        assertThat(ScoreStatistics.of(1e9 + 0.1, 1e9 + 0.2, 1e9 + 0.3).standardDeviation()).isCloseTo(0.1, within(1e-6));
        assertThat(ScoreStatistics.of(3).standardDeviation()).isNaN();
        assertThat(new ScoreStatistics(999.5, 1, -1000, 1000)).hasToString("999.5000 (-1,000 to 1,000)");
    }

    @Test
    void where_everything_diverged_nothing_is_best() {
        Ranking ranking = constants().candidate("a", diverging(0)).run();

        assertThat(ranking.toString()).endsWith("""
                  a          diverged in 1 of 2 runs

                every candidate diverged with at least one seed
                """);
        assertRefusedState(ranking::best, "Ranking: every candidate diverged with at least one seed. Try smaller"
                + " learning"
                + " rates, and inputs scaled to about [0, 1].");
        assertThatThrownBy(() -> ranking.testBest(ONE)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Ranking: every candidate diverged");
    }

    @Test
    void what_is_infinite_for_the_validation_data_alone_counts_as_diverged() {
        LongFunction<Trainer> large = seed -> {
            Sequential model = Toy.line(1e200, 0);
            return new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), Double.MIN_VALUE));
        };
        Dataset zero = Toy.pairs(new double[] {0, 0});
        for (double x : new double[] {1, 1e200}) {
            Ranking ranking = new Comparison(zero, Toy.pairs(new double[] {x, 0})).repeats(1).candidate("large", large)
                    .run();
            assertThat(ranking.candidates().get(0).runs().get(0).score()).as("at %s", x).isEmpty();
        }
    }

    @Test
    void an_arithmetic_mistake_of_the_recipe_is_no_divergence() {
        assertThatThrownBy(() -> constants().candidate("a", seed -> constant(Math.floorDiv(1, (int) (seed % 1)))
                .apply(seed)).run())
                .isInstanceOf(ArithmeticException.class).hasMessage("/ by zero");
    }

    @Test
    void progress_is_reported_in_the_order_of_the_settings() {
        assertThat(progress(false)).isEqualTo("""
                far  loss 17.0000 (9.0000 to 25.0000)
                near  loss 2.5000 (1.0000 to 4.0000)
                """);
        assertThat(progress(true)).startsWith("\r[=====               ]  1/4 runs\r[==========          ]  2/4 runs"
                + "\rfar  loss 17.0000 (9.0000 to 25.0000)\n").endsWith("]  4/4 runs\rnear  loss 2.5000 (1.0000 to"
                + " 4.0000)\n");
    }

    private static String progress(boolean animated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        constants().candidate("far", constant(3, 5)).candidate("near", constant(1, 2))
                .progress(new ProgressBar(out, animated)).run();
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void what_cannot_be_compared_is_refused() {
        assertRefusedState(() -> new Comparison(ONE, ONE).run(), "Comparison: there is nothing to compare. Add"
                + " candidates first, as in .candidate(\"16 neurons\", seed -> trainer(16, seed)).");
        assertRefused(() -> constants().candidate(" ", constant(1)), "Comparison: the name of a candidate is blank. Say"
                + " in a few words what is special about it.");
        assertRefused(() -> constants().candidate("a", constant(1)).candidate("a", constant(2)), "Comparison: there is"
                + " a candidate \"a\" already. Give each a name of its own.");
        assertRefused(() -> constants().repeats(0), "Comparison: expected at least 1 run, got 0.");
        assertRefused(() -> constants().threads(0), "Comparison: expected at least 1 thread, got 0.");
    }

    @Test
    void a_model_that_two_runs_would_train_is_refused() {
        Trainer trainer = constant(1, 1).apply(Seeds.derive(0, 0));

        assertRefused(() -> constants().candidate("shared", seed -> trainer).run(), "Comparison: candidate \"shared\":"
                + " another run trains this model, too. Make a new model, optimizer and trainer for each seed.");
    }

    @Test
    void what_does_not_fit_is_refused_with_the_name_of_the_setting() {
        assertThatThrownBy(() -> networks().rankBy(Metric.recall("9")).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Comparison: candidate \"slow\": there is no class \"9\"."
                        + " The classes are [0, 1].");
        assertThatThrownBy(() -> constants().rankBy(Metric.rSquared()).candidate("a", constant(1, 1)).run())
                .isInstanceOf(IllegalStateException.class).hasMessage("Comparison: R2 isn't defined for 1 examples such"
                        + " as these. Use more of them, or compare by something else.");
    }

    @Test
    void an_error_of_the_recipe_comes_out_as_it_is() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> constants().candidate("a", seed -> {
            throw mine;
        }).run()).isSameAs(mine);
        assertThatThrownBy(() -> constants().candidate("a", seed -> {
            throw new AssertionError("an error");
        }).run()).isInstanceOf(AssertionError.class).hasMessage("an error");
    }

    @Test
    void an_interrupted_comparison_ends_and_leaves_no_thread() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        List<Thread> workers = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                new Comparison(TRAINING, VALIDATION).threads(1).candidate("endless", seed -> {
                    workers.add(Thread.currentThread());
                    Sequential model = Toy.network(seed);
                    return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 1e-9))
                            .epochs(Integer.MAX_VALUE);
                }).run();
            } catch (IllegalStateException e) {
                thrown.add(e);
                thrown.add(Thread.currentThread().isInterrupted() ? new Throwable("still interrupted") : e);
            }
        });
        thread.start();
        while (workers.isEmpty()) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join(10_000);
        workers.get(0).join(10_000);

        assertThat(thrown).extracting(Throwable::getMessage).containsExactly("Comparison: interrupted before all runs"
                + " were done.", "still interrupted");
        assertThat(workers.get(0).isAlive()).isFalse();
    }

    @Test
    void its_text_tells_what_is_compared_by_what_and_how_often() {
        Comparison comparison = constants().candidate("a", constant(1));
        assertThat(comparison).hasToString("Comparison of 1 candidate by loss, 2 runs each");
        assertThat(comparison.candidate("b", constant(2)).rankBy(new BinaryAccuracy()).repeats(7))
                .hasToString("Comparison of 2 candidates by accuracy, 7 runs each");
    }
}
