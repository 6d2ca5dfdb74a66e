// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each finding is provoked by one mistake in a run that is otherwise sound, and is the only one. */
class DiagnosisTest {

    private static final int EXAMPLES = 400;

    /** Two clouds of points around (1, 1) and (−1, −1), the first half of class 0. */
    private static Dataset clouds(double scale, IntToDoubleFunction target) {
        Random random = new Random(1);
        Matrix inputs = Matrix.zeros(EXAMPLES, 2);
        Matrix targets = Matrix.zeros(EXAMPLES, 1);
        for (int i = 0; i < EXAMPLES; i++) {
            double middle = i < EXAMPLES / 2 ? 1 : -1;
            inputs.set(i, 0, scale * (middle + random.nextGaussian()));
            inputs.set(i, 1, scale * (middle + random.nextGaussian()));
            targets.set(i, 0, target.applyAsDouble(i));
        }
        return Dataset.of(inputs, targets);
    }

    private static Dataset clouds() {
        return clouds(1, i -> 2 * i < EXAMPLES ? 0 : 1);
    }

    private static Sequential network() {
        Random random = new Random(2);
        return new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 1, random), new Sigmoid());
    }

    private static Trainer trainer(Sequential model, Diagnosis diagnosis) {
        return trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01), diagnosis);
    }

    private static Trainer trainer(Sequential model, Loss loss, Optimizer optimizer, Diagnosis diagnosis) {
        return new Trainer(model, loss, optimizer).epochs(20).batchSize(32).seed(3).listener(diagnosis);
    }

    private static Diagnosis train(Sequential model, Dataset data) {
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, diagnosis).fit(data);
        return diagnosis;
    }

    private static void assertOnly(Diagnosis diagnosis, Kind kind, String message) {
        assertThat(diagnosis.findings()).extracting(Finding::kind).as("%s", diagnosis).containsExactly(kind);
        assertThat(diagnosis.findings().get(0).message()).matches(message);
        assertThat(diagnosis.toString()).isASCII().endsWith("\n").startsWith(kind.name().toLowerCase(Locale.ROOT)
                .replace('_', ' ') + ": ").contains(" (chapter " + kind.chapter() + ")\n");
    }

    // Silent when nothing is wrong

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "true, 1", "true, 2"})
    void the_main_job_gives_no_finding(boolean even, int seed) throws IOException {
        Random random = new Random(seed);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001)).epochs(3).batchSize(64)
                .seed(seed).listener(diagnosis).fit(Mnist.load().training(even ? Task.evenVsOdd() : Task.pair(0, 1)));
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.toString()).startsWith("nothing looks wrong. This was looked at:\n  Inputs: the largest");
    }

    @Test
    void a_sound_training_on_two_clouds_gives_no_finding() {
        assertThat(train(network(), clouds()).findings()).isEmpty();
    }

    @Test
    void a_regression_gives_no_finding_even_in_batches_of_one() {
        Random random = new Random(1);
        Matrix x = Matrix.zeros(200, 1).map(zero -> 6 * random.nextDouble() - 3);
        Sequential model = new Sequential(new Linear(1, 16, random), new Tanh(), new Linear(16, 1, random));
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, new MeanSquaredError(), new Adam(model.parameters(), 0.01), diagnosis).batchSize(1)
                .fit(Dataset.of(x, x.map(Math::sin)));
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void training_on_after_the_end_gives_no_finding() {
        Sequential model = network();
        train(model, clouds());
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, new BinaryCrossEntropy(), new Sgd(model.parameters(), 1e-4), diagnosis).fit(clouds());
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void batches_of_one_example_are_of_one_class_by_necessity() {
        Sequential model = network();
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, diagnosis).batchSize(1).epochs(2).fit(clouds());
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void a_diagnosis_that_saw_no_run_says_nothing() {
        assertThat(new Diagnosis().findings()).isEmpty();
    }

    // One mistake each

    @Test
    void inputs_that_were_scaled_twice() {
        assertOnly(train(network(), clouds(1 / 255.0, i -> 2 * i < EXAMPLES ? 0 : 1)), Kind.UNSCALED_INPUTS,
                "no column of the inputs has a mean \\|x\\| above 0\\.00\\d+, .* Were they scaled twice\\?");
    }

    @Test
    void targets_that_are_all_alike() {
        assertOnly(train(network(), clouds(1, i -> 1)), Kind.SINGLE_CLASS_BATCHES,
                "all 7,680 examples seen are of class 1, so there is nothing to tell apart\\. .*");
    }

    /** A chain of equal layers, and a single output without a sigmoid. */
    private static Sequential deep(int layers, Initializer initializer, Layer activation) {
        Random random = new Random(4);
        List<Layer> chain = new ArrayList<>();
        for (int k = 0; k < layers; k++) {
            chain.add(new Linear(k == 0 ? 2 : 16, 16, initializer, random));
            chain.add(activation);
        }
        chain.add(new Linear(16, 1, random));
        return new Sequential(chain.toArray(Layer[]::new));
    }

    private static Initializer times(double factor, Initializer initializer) {
        return (weight, bias, random) -> {
            initializer.initialize(weight, bias, random);
            for (int i = 0; i < weight.values().length; i++) {
                weight.values()[i] *= factor;
            }
        };
    }

    @Test
    void a_gradient_that_explodes() {
        Sequential model = deep(10, times(4, Initializer.he()), new ReLU());
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.001), diagnosis)
                .fit(clouds());
        assertOnly(diagnosis, Kind.EXPLODING_GRADIENT,
                "in the backward pass the mean \\|dL/da\\| grows from .* at layer 20,"
                + " Linear\\(16, 1\\), to .* at layer 0, Linear\\(2, 16\\) .* Try Initializer\\.he\\(\\) for ReLU, .*");
    }

    @Test
    void an_initial_loss_far_from_ln_2() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new ReLU(),
                new Linear(8, 1, times(30, Initializer.uniform()), random), new Sigmoid());
        assertOnly(train(model, clouds()), Kind.HIGH_INITIAL_LOSS, "the first loss is \\d\\.\\d+; predicting all 2"
                + " classes as equally likely would cost ln 2 = 0\\.693\\. .*Try smaller initial weights.*");
    }

    @Test
    void an_initial_loss_far_from_ln_c() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 3, times(30, Initializer.uniform()), random));
        int[] classes = new Random(2).ints(EXAMPLES, 0, 3).toArray();
        Matrix inputs = Matrix.zeros(EXAMPLES, 2).map(zero -> random.nextGaussian());
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, new CrossEntropy(), new Adam(model.parameters(), 0.1), diagnosis)
                .fit(Dataset.of(inputs, Matrix.oneHot(3, classes)));
        assertOnly(diagnosis, Kind.HIGH_INITIAL_LOSS, "the first loss is \\d+\\.\\d+; predicting all 3 classes"
                + " as equally likely would cost ln 3 = 1\\.099\\. .*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sigmoid", "Tanh"})
    void units_that_are_saturated(String activation) {
        Random random = new Random(2);
        Sequential model = new Sequential(new Linear(2, 8, times(50, Initializer.uniform()), random),
                activation.equals("Tanh") ? new Tanh() : new Sigmoid(), new Linear(8, 1, random), new Sigmoid());
        assertOnly(train(model, clouds()), Kind.SATURATION, "layer 1, " + activation + ": \\d\\d % of the outputs are"
                + " within 0\\.01 of an end, .* Try smaller initial weights, such as Initializer\\.glorot\\(\\), .*");
    }

    /**
     * By hand: the hidden neurons return 0 and 10 for an input of 1, and nothing for −3; so the probabilities are 1 − p
     * and 1/2 with p = 1/(1 + e^10) = 4.54e-5, the loss is (p + ln 2)/2, and dL/da at layer 2 is −p/2 and 0.
     */
    @Test
    void notes_hold_each_figure() {
        Sequential model = new Sequential(new Linear(Matrix.row(0, 10), Matrix.row(-1, 0)), new ReLU(),
                new Linear(Matrix.column(1, 1), Matrix.row(0)), new ReLU(), new Sigmoid());
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = trainer(model, new BinaryCrossEntropy(), new Sgd(model.parameters(), 0.1), diagnosis)
                .epochs(1);
        trainer.fit(Dataset.of(Matrix.column(1, -3), Matrix.column(1, 0)));
        trainer.evaluate(Dataset.of(Matrix.column(-1), Matrix.column(0)));

        assertThat(diagnosis.notes()).containsExactly("Inputs: the largest mean |x| of a column is 2.000.",
                "Classes: 50 % are 0, 50 % are 1. Batches of a single class: 0 of 1.",
                "Loss: 0.3466 in the first step, 0.3466 in the last.",
                "Dead units: 1 of the 2 of layer 1, ReLU, number 0, returned 0 for every example of the last 1 batches"
                        + " looked at.",
                "Dead units: none of the 1 of layer 3, ReLU.",
                "Saturation: 50 % of the outputs of layer 4, Sigmoid, are within 0.01 of an end; in the last layer that"
                        + " means confidence.",
                "Gradient: in the backward pass the mean |dL/da| goes from 1.135e-05 at layer 2 to 5.675e-06 at layer"
                        + " 0.",
                "Updates: the last step looked at changed the weights by 2.270e-07 to 1.605e-05 of their size,"
                        + " depending on the layer.",
                "Evaluated on 1 examples, after step 1: loss 0.6931; their mean |x| is 1.000, in training 2.000.");
    }

    // Where a finding begins

    /** What a step too small to matter finds: n examples, the given column beside random ones, numeric targets. */
    private static List<Kind> found(int n, int columns, IntToDoubleFunction column, IntToDoubleFunction target) {
        Random random = new Random(1);
        Dataset raw = Dataset.of(Matrix.of(IntStream.range(0, n).mapToObj(i -> DoubleStream.concat(
                DoubleStream.of(column.applyAsDouble(i)), random.doubles(columns - 1)).toArray())
                .toArray(double[][]::new)), Matrix.column(IntStream.range(0, n).mapToDouble(target)
                .toArray()));
        Sequential model = new Sequential(new Linear(columns, 1, random));
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 1e-9), diagnosis).epochs(1)
                .fit(Scaler.standard(raw).transform(raw));
        return diagnosis.findings().stream().map(Finding::kind).toList();
    }

    /** Rounding doesn't hide them, though a scaler gives them back as 2.9999999999999996. */
    @ParameterizedTest
    @CsvSource({"20, 3, 0, true", "19, 3, 0, false", "24, 5, 0, false", "25, 5, 1, true", "50, 10, 1, true",
        "55, 11, 0, false", "30, 2, 0, false", "30, 3, 2, false", "30, 3, 0.1, false"})
    void targets_that_look_like_indices(int n, int values, double first, boolean found) {
        assertThat(found(n, 2, i -> i * i, i -> i % values + first).contains(Kind.SUSPICIOUS_TARGETS)).isEqualTo(found);
    }

    /** In steps of one, the third of them longer, and from the largest number but one to the largest another gap. */
    @ParameterizedTest
    @CsvSource({"40, 2, 0, 1, true", "39, 2, 0, 1, false", "40, 1, 0, 1, false", "1024, 2, 0, 1, true",
        "1025, 2, 0, 1, false", "40, 100, 0, 1, true", "40, 101, 0, 1, false", "40, 2, 0.5, 1, false",
        "40, 2, 0, 1.00001, true", "40, 2, 0, 1.0001, false", "40, 2, 0, 81, true", "40, 2, 0, 82, false"})
    void a_column_that_counts(int n, int columns, double more, double gap, boolean found) {
        assertThat(found(n, columns, i -> i + (i > 2 ? more : 0) + (i == n - 1 ? gap - 1 : 0), i -> i % 7 / 7.0)
                .contains(Kind.SUSPICIOUS_COLUMN)).isEqualTo(found);
    }

    /** The others are the whole numbers from 0 on, in turn. */
    @ParameterizedTest
    @CsvSource({"20, 3, 5, -999, true", "19, 3, 5, -999, false", "20, 2, 5, -999, false", "20, 3, 4, -999, false",
        "20, 3, 5, -8, false", "20, 3, 5, -8.5, true", "20, 3, 5, 12, false", "20, 3, 5, 12.5, true",
        "200, 4, 5, -999, true", "200, 3, 5, -999, false"})
    void a_number_for_missing_ones(int n, int count, int others, double number, boolean found) {
        assertThat(found(n, 2, i -> i < count ? number : i % others, i -> i % 7 / 7.0).contains(Kind.SUSPICIOUS_COLUMN))
                .isEqualTo(found);
    }
}
