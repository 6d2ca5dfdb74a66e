// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of a run, and how it is added up. */
class HistoryTest {

    /** Batches of 4: 4, 4 and 2. */
    private static final Dataset DATA = Toy.circle(10, 3);
    private static final Dataset VALIDATION = Toy.circle(23, 4);

    private final Sequential model = Toy.network(1);
    private final Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01))
            .epochs(3).batchSize(4).metric(new BinaryAccuracy());

    @Test
    void every_epoch_and_every_step_is_there_in_order() {
        History history = trainer.fit(DATA);

        assertThat(history.epochs()).extracting(History.Epoch::number).containsExactly(1, 2, 3);
        assertThat(history.steps()).extracting(step -> 10 * step.epoch() + step.batch())
                .containsExactly(11, 12, 13, 21, 22, 23, 31, 32, 33);
        assertThat(history.steps()).extracting(step -> step.scores().exampleCount())
                .containsExactly(4, 4, 2, 4, 4, 2, 4, 4, 2);
        assertThat(history.epochs()).allSatisfy(epoch -> {
            assertThat(epoch.training().exampleCount()).isEqualTo(10);
            assertThat(epoch.duration()).isPositive().isLessThan(Duration.ofMinutes(1));
        });
        assertThat(history.lastEpoch()).isSameAs(history.epochs().get(2));
    }

    @Test
    void an_epochs_loss_weighs_each_batch_by_its_examples() {
        History history = trainer.fit(DATA);

        for (int epoch = 0; epoch < 3; epoch++) {
            double[] losses = history.steps().subList(3 * epoch, 3 * epoch + 3).stream()
                    .mapToDouble(step -> step.scores().loss()).toArray();
            assertThat(history.epochs().get(epoch).training().loss())
                    .isCloseTo((4 * losses[0] + 4 * losses[1] + 2 * losses[2]) / 10, within(1e-15))
                    .isNotCloseTo((losses[0] + losses[1] + losses[2]) / 3, within(1e-6));
        }
    }

    /** y = w·x + b from y = x, target 0, x = 1, η = 1/8: both gradients are 2·y, and y is halved in each step. */
    @Test
    void a_steps_loss_is_the_one_before_its_update() {
        Sequential line = Toy.line(1, 0);
        Dataset data = Toy.pairs(new double[] {1, 0}, new double[] {1, 0});

        History history = new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 0.125)).batchSize(1)
                .fit(data);

        assertThat(history.steps()).extracting(step -> step.scores().loss()).containsExactly(1.0, 0.25);
        assertThat(history.lastEpoch().training().loss()).isEqualTo(0.625);
    }

    @Test
    void a_short_last_batch_weighs_what_it_should() {
        double[][] echoed = IntStream.range(0, 10).mapToObj(i -> new double[] {1, i < 8 ? 1 : 0})
                .toArray(double[][]::new);

        Scores result = evaluateLine(echoed, new BinaryAccuracy());

        assertThat(result.byMetric()).isEqualTo(Map.of("accuracy", 0.8));
        assertThat(result.loss()).isCloseTo(0.2, within(1e-15));
        assertThat(result.exampleCount()).isEqualTo(10);
    }

    @Test
    void scores_stand_in_the_order_of_the_metrics() {
        double[][] echoed = {{1, 1}, {1, 0}, {-1, 0}, {0.25, 0}, {0.25, 0}};

        Scores result = evaluateLine(echoed, Metric.meanAbsoluteError(), new BinaryAccuracy());

        assertThat(result.byMetric()).containsExactly(entry("mean absolute error", 0.5), entry("accuracy", 0.8));
        assertThat(result.score(new BinaryAccuracy())).isEqualTo(0.8);
        assertThat(result.score(Metric.meanAbsoluteError())).isEqualTo(0.5);
        assertThat(result).hasToString("loss 0.4250, mean absolute error 0.5000, accuracy 0.8000");
    }

    private static Scores evaluateLine(double[][] pairs, Metric... metrics) {
        Sequential line = Toy.line(1, 0);
        return Scores.of(Predictor.of(line, new MeanSquaredError()).evaluate(Toy.pairs(pairs)), List.of(metrics));
    }

    @Test
    void an_epochs_accuracy_counts_the_right_answers_of_all_its_steps() {
        History history = trainer.fit(DATA);

        for (History.Epoch epoch : history.epochs()) {
            double right = history.steps().stream().filter(step -> step.epoch() == epoch.number())
                    .mapToDouble(step -> step.scores().score(new BinaryAccuracy()) * step.scores().exampleCount())
                            .sum();
            assertThat(epoch.training().score(new BinaryAccuracy())).isEqualTo(right / 10);
        }
    }

    /** The largest error isn't a mean of batches. */
    @Test
    void an_epochs_metric_sees_all_its_examples_at_once() {
        Metric largestError = new Metric() {
            @Override
            public String name() {
                return "largest error";
            }

            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double value(Matrix predictions, Matrix targets) {
                double largest = 0;
                for (double error : predictions.map(targets, (p, t) -> Math.abs(p - t)).values()) {
                    largest = Math.max(largest, error);
                }
                return largest;
            }
        };
        History history = trainer.metric(largestError).fit(DATA);

        for (History.Epoch epoch : history.epochs()) {
            assertThat(epoch.training().score(largestError)).isEqualTo(history.steps().stream()
                    .filter(step -> step.epoch() == epoch.number())
                    .mapToDouble(step -> step.scores().score(largestError)).max().orElseThrow());
        }
    }

    @Test
    void validation_is_what_evaluate_says_after_the_epoch() {
        History history = trainer.validation(VALIDATION).fit(DATA);

        assertThat(history.lastEpoch().validation())
                .contains(Scores.of(trainer.evaluate(VALIDATION), List.of(new BinaryAccuracy())));
        assertThat(history.epochs()).extracting(epoch -> epoch.validation().orElseThrow().loss())
                .doesNotHaveDuplicates();
    }

    @Test
    void without_a_validation_set_there_is_no_validation() {
        assertThat(trainer.fit(DATA).epochs()).extracting(History.Epoch::validation).containsOnly(Optional.empty());
    }

    @Test
    void evaluate_is_loss_and_metric_of_all_examples_and_changes_nothing() {
        Batches.inOrder(VALIDATION, 23).forEach(all -> {
            Matrix prediction = model.output(all.inputs());
            var before = Toy.weights(model);

            Scores result = Scores.of(trainer.evaluate(VALIDATION), List.of(new BinaryAccuracy()));

            assertThat(result.loss())
                    .isCloseTo(new BinaryCrossEntropy().value(prediction, all.targets()), within(1e-15));
            assertThat(result.byMetric()).isEqualTo(Map.of("accuracy",
                    new BinaryAccuracy().value(prediction, all.targets())));
            assertThat(Toy.weights(model)).isEqualTo(before);
        });
    }

    @Test
    void training_makes_the_loss_fall() {
        History history = trainer.epochs(200).fit(DATA);

        assertThat(history.lastEpoch().training().loss()).isLessThan(history.epochs().get(0).training().loss() / 2);
    }

    @Test
    void a_history_can_not_be_changed() {
        History history = trainer.fit(DATA);

        assertThatThrownBy(() -> history.epochs().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> history.steps().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_history_is_a_copy_and_prints_in_one_line() {
        History history = trainer.fit(DATA);
        List<History.Epoch> epochs = new ArrayList<>(history.epochs());
        History copy = new History(epochs, history.steps());
        epochs.clear();

        assertThat(copy).isEqualTo(history);
        assertThat(history.toString())
                .matches("3 epochs, 9 steps; at the end loss 0\\.\\d{4}, accuracy [01]\\.\\d{4}");
        assertThat(new History(epochs, List.of())).hasToString("0 epochs, 0 steps");
        assertThat(trainer.epochs(1).validation(VALIDATION).fit(DATA).toString()).matches("1 epoch, 3 steps; at the end"
                + " loss 0\\.\\d{4}, accuracy [01]\\.\\d{4}; validation loss 0\\.\\d{4}, accuracy [01]\\.\\d{4}");
    }
}
