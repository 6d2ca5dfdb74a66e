// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights belong to examples, and so they follow them into every order and every part. */
class ExampleWeightsTest {

    private static final int SIZE = 40;
    private static final Loss LOSS = new BinaryCrossEntropy();

    /** Input and target of example i are i, its weight is i + 1. */
    private static Dataset numbered() {
        double[] numbers = IntStream.range(0, SIZE).asDoubleStream().toArray();
        return Dataset.of(Matrix.column(numbers), Matrix.column(numbers)).withWeights(weights(1));
    }

    private static double[] weights(double factor) {
        return IntStream.range(0, SIZE).mapToDouble(i -> (i + 1) * factor).toArray();
    }

    @Test
    void they_follow_their_examples_into_batches_subsets_folds_and_other_names_or_scales() {
        Dataset data = numbered();
        Split<Dataset> fold = data.folds(4, 2).get(1);
        for (Dataset part : List.of(data, data.subset(7, 3, 3), fold.training(), fold.test(), data.split(0.2, 5).test(),
                data.split(0.2, 5).training().subset(4, 9, 1), data.withNames(data.names()))) {
            for (Batch batch : Batches.shuffled(part, 3, 11)) {
                assertThat(batch.weights()).isEqualTo(batch.targets().map(i -> i + 1));
                assertThat(batch.copy().weights()).isEqualTo(batch.weights());
            }
        }
        assertThat(Scaler.standard(data).transform(data).weight(6)).isEqualTo(7);
    }

    @Test
    void without_weights_all_are_1() {
        assertThat(Batches.inOrder(Toy.circle(3, 1), 2).iterator().next().weights()).isEqualTo(Matrix.column(1, 1));
        assertThat(new Batch(Matrix.column(5), Matrix.column(6)).weights()).isEqualTo(Matrix.column(1));
    }

    @Test
    void weights_of_1_give_the_bits_of_none() {
        Dataset data = Toy.circle(SIZE, 3);
        assertThat(trained(data.withWeights(IntStream.range(0, SIZE).mapToDouble(i -> 1).toArray())))
                .isEqualTo(trained(data));
    }

    private static String trained(Dataset data) {
        Sequential model = Toy.network(1);
        new Trainer(model, LOSS, new Sgd(model.parameters(), 0.1)).epochs(3).batchSize(16).seed(7).fit(data);
        return Toy.hash(model);
    }

    @Test
    void a_trainer_gives_the_bits_of_a_loop_that_multiplies_each_row_of_the_gradient_by_its_weight() {
        Dataset data = Toy.circle(SIZE, 3);
        Sequential model = Toy.network(1);
        Sgd sgd = new Sgd(model.parameters(), 0.1);
        Batches numbers = Batches.shuffled(numbered(), 16, 7);
        Batches batches = Batches.shuffled(data, 16, 7);
        for (int epoch = 0; epoch < 3; epoch++) {
            var number = numbers.iterator();
            for (Batch batch : batches) {
                ForwardPass forward = model.forward(batch.inputs());
                Matrix dy = LOSS.gradient(forward.output(), batch.targets());
                forward.backward(dy.map(number.next().targets(), (d, i) -> (i + 1) / 8 * d));
                sgd.step();
            }
        }
        assertThat(Toy.hash(model)).isEqualTo(trained(data.withWeights(weights(1.0 / 8))));
    }

    @Test
    void the_losses_of_steps_epochs_and_evaluations_are_weighted_and_metrics_are_not() {
        Dataset data = Toy.pairs(new double[] {1, 2}, new double[] {1, 4}, new double[] {1, 1}).withWeights(1, 0.5, 7);
        Sequential model = Toy.echo();
        Evaluation evaluation = Predictor.of(model, new MeanSquaredError())
                .evaluate(data);
        assertThat(evaluation.loss()).isCloseTo((1 + 0.5 * 9) / 3, within(1e-15));
        assertThat(evaluation.score(Metric.meanAbsoluteError()))
                .isCloseTo(4.0 / 3, within(1e-15));
        Sequential line = Toy.line(1, 0);
        History history = new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 1e-300)).shuffle(false)
                .batchSize(2).fit(data);
        assertThat(history.steps().get(0).scores().loss()).isCloseTo((1 + 0.5 * 9) / 2, within(1e-15));
        assertThat(history.lastEpoch().training().loss()).isCloseTo((1 + 0.5 * 9) / 3, within(1e-15));
    }

    @Test
    void an_example_of_weight_0_teaches_nothing() {
        Dataset data = Toy.pairs(new double[] {1, 1}, new double[] {2, 1000}, new double[] {3, 3}).withWeights(1, 0, 1);
        Sequential line = Toy.line(1, 0);
        new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 0.1)).epochs(5).fit(data);
        assertThat(Toy.weights(line)).containsExactly(Matrix.row(1), Matrix.row(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_that_is_no_finite_number_of_at_least_0_is_refused(double weight) {
        assertRefused(() -> Toy.circle(2, 1).withWeights(1, weight), "Dataset.withWeights: the weight at row 1, column"
                + " 0 is " + weight + "; expected a finite weight of at least 0.");
    }

    @Test
    void weights_that_are_all_0_or_not_one_for_each_example_are_refused() {
        assertRefused(() -> Toy.circle(2, 1).withWeights(0, 0), "Dataset.withWeights: all weights are 0, so nothing"
                + " would be learned. Give some examples a weight above 0.");
        assertRefused(() -> Toy.circle(3, 1).withWeights(1, 2), "Dataset.withWeights: expected 3 weights, one for each"
                + " example, got 2.");
    }

    @Test
    void a_run_is_resumed_with_the_same_bits_and_refused_with_other_weights() {
        Dataset data = Toy.circle(SIZE, 3);
        Dataset weighted = data.withWeights(weights(0.05));
        Checkpoint[] checkpoint = new Checkpoint[1];
        Sequential whole = Toy.network(1);
        trainer(whole).epochs(3).fit(weighted);
        trainer(Toy.network(1)).epochs(2).listener(new TrainingListener() {
            @Override
            public void checkpointReady(Supplier<Checkpoint> made) {
                checkpoint[0] = made.get();
            }
        }).fit(weighted);
        Sequential resumed = Toy.network(9);
        trainer(resumed).epochs(3).resumeFrom(checkpoint[0]).fit(data.withWeights(weights(0.05)));
        assertThat(Toy.hash(resumed)).isEqualTo(Toy.hash(whole));
        for (Dataset other : List.of(data, data.withWeights(weights(0.06)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> trainer(Toy.network(9)).epochs(3)
                            .resumeFrom(checkpoint[0]).fit(other))
                    .withMessageContaining("with the checksum of the training data ");
        }
    }

    private static Trainer trainer(Sequential model) {
        return new Trainer(model, LOSS, new Sgd(model.parameters(), 0.1)).batchSize(16).seed(7);
    }

    @Test
    void a_diagnosis_says_that_a_loop_ignores_them() {
        assertThat(findings(false)).containsExactly("in the first step the gradient was that of BinaryCrossEntropy"
                + " without the weights of the examples. Call"
                + " loss.withWeights(batch.weights()).gradient(forward.output(), batch.targets()).");
        assertThat(findings(true)).isEmpty();
    }

    private static List<String> findings(boolean withWeights) {
        Dataset data = Toy.circle(SIZE, 3).withWeights(weights(1));
        Sequential model = Toy.network(1);
        Sgd sgd = new Sgd(model.parameters(), 0.01);
        Diagnosis diagnosis = new Diagnosis();
        try (TrainingRun run = new TrainingRun(model, LOSS, sgd, data, diagnosis)) {
            for (Batch batch : Batches.shuffled(data, 16, 7)) {
                ForwardPass forward = model.forward(batch.inputs());
                Loss loss = withWeights ? LOSS.withWeights(batch.weights()) : LOSS;
                run.step(batch, forward, forward.backward(loss.gradient(forward.output(), batch.targets())));
            }
        }
        return diagnosis.findings().stream().map(Diagnosis.Finding::message).toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e9, 1e-9})
    void a_diagnosis_compares_losses_whose_weights_have_another_mean(double mean) {
        Dataset data = Dataset.of(Matrix.wrap(SIZE, 1, new Random(5).doubles(SIZE, -1, 1).toArray()),
                Matrix.wrap(SIZE, 1, new Random(5).doubles(SIZE, -1, 1).map(x -> 0.5 * x + 0.1).toArray()));
        double[] weights = new double[SIZE / 2];
        Arrays.fill(weights, mean);
        Sequential model = Toy.line(0, 0);
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.1 / mean)).epochs(30).batchSize(4)
                .validation(data.subset(IntStream.range(SIZE / 2, SIZE).toArray())
                        .withWeights(Arrays.stream(weights).map(weight -> 1 / weight).toArray()))
                .listener(diagnosis)
                .fit(data.subset(IntStream.range(0, SIZE / 2).toArray()).withWeights(weights));
        assertThat(diagnosis.findings()).isEmpty();
    }
}
