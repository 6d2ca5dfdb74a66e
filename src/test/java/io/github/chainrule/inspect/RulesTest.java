// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import io.github.chainrule.training.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each finding begins: with the losses, or the examples, that are just enough for it, and with one less. */
class RulesTest {

    private static Dataset ones(int n) {
        return ones(n, 1);
    }

    /**
     * Inputs of 1 and −1, and targets of s and −s: a weight of s − r and a bias of b cost r² + b², and predicting the
     * mean, 0, costs s².
     */
    private static Dataset ones(int n, double s) {
        Matrix x = Matrix.column(IntStream.range(0, n).mapToDouble(i -> 1 - i % 2 * 2).toArray());
        return Dataset.of(x, x.map(v -> s * v));
    }

    private static final MeanSquaredError LOSS = new MeanSquaredError();

    /** What is found in steps with these losses, and evaluations of other examples with those after them. */
    private static List<Kind> found(double rate, double[] losses, double... evaluated) {
        return found(1, rate, losses, evaluated);
    }

    private static List<Kind> found(double size, double rate, double[] losses, double... evaluated) {
        Sequential model = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        Sgd sgd = new Sgd(model.parameters(), rate);
        Diagnosis diagnosis = new Diagnosis();
        Dataset data = ones(4, size);
        TrainingRun run = new TrainingRun(model, LOSS, sgd, data, diagnosis);
        Batch batch = Batches.inOrder(data, 4).iterator().next();
        Dataset others = ones(6, size);
        for (int step = 0; step < losses.length; step++) {
            setLoss(model, size, losses[step]);
            ForwardPass pass = model.forward(batch.inputs());
            run.step(batch, pass, pass.backward(LOSS.gradient(pass.output(), batch.targets())));
            if (step >= losses.length - evaluated.length) {
                setLoss(model, size, evaluated[step - losses.length + evaluated.length]);
                run.evaluate(others);
            }
        }
        return diagnosis.findings().stream().map(Finding::kind).toList();
    }

    /** Without rounding where r² + b² is the loss with b = 0, 0.5 or 1, and r a multiple of 0.5. */
    private static void setLoss(Sequential model, double size, double loss) {
        double r = Math.floor(2 * Math.sqrt(loss)) / 2;
        model.parameters().get(0).value().set(0, 0, size - r);
        model.parameters().get(1).value().set(0, 0, Math.sqrt(loss - r * r));
    }

    /** As in 15*1 5*0.5. */
    private static double[] losses(String text) {
        return Arrays.stream(text.split(" ")).flatMapToDouble(part -> {
            String[] times = part.split("\\*");
            return IntStream.range(0, times.length == 1 ? 1 : Integer.parseInt(times[0]))
                    .mapToDouble(i -> Double.parseDouble(times[times.length - 1]));
        }).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1 101, true", "1 100, false", "1 3, false", "1 1 3, true", "1 1 2.6, true", "1 1 2.4, false",
        "0.25 1 2, false", "1 1 2.5, false", "18*2 2*2.5, false",
        "2 2 4.9, false", "2 2 5.1, true", "15*1 5*1.15, true", "14*1 5*1.15, false",
        "15*1 5*1.05, false", "101, false", "1 2.6 1, true", "13*1 2*4 25*1, false", "13*1 2*5 25*1, true"})
    void a_loss_that_rises(String losses, boolean found) {
        assertThat(found(1e-9, losses(losses)).contains(Kind.LEARNING_RATE_TOO_HIGH)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"1, 20*0.98, true", "1, 19*0.98, false", "1, 15*0.98 5*0.86, false", "1, 15*0.98 5*0.9, true",
        "1, 20*0.49, false", "1, 20*0.51, true", "1, 20*0.5, true", "1, 15*10 5*9, false", "5, 20*10, false"})
    void a_loss_that_stays_though_the_steps_are_tiny(double size, String losses, boolean found) {
        assertThat(found(size, 1e-9, losses(losses)).contains(Kind.LEARNING_RATE_TOO_LOW)).isEqualTo(found);
        assertThat(found(size, 0.1, losses(losses)).contains(Kind.LEARNING_RATE_TOO_LOW)).isFalse();
    }

    /** A loss of 1001² is that of a weight of −1000, whose gradient is −2002. */
    @ParameterizedTest
    @CsvSource({"1, false", "0.99, true"})
    void steps_of_a_thousandth_of_the_weights_are_not_tiny(double step, boolean found) {
        assertThat(found(step / 2002, losses("20*1002001")).contains(Kind.LEARNING_RATE_TOO_LOW)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"100*0.98, true", "99*0.98, false", "75*0.98 25*0.89, false", "75*0.98 25*0.91, true",
        "95*1 5*0.5, false"})
    void a_loss_that_stays_though_the_steps_are_not(String losses, boolean found) {
        assertThat(found(0.1, losses(losses)).contains(Kind.NOT_LEARNING)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"0.4 0.6 0.6 0.6, 0.3, true", "0.9 0.4 0.6 0.6, 0.3, false", "0.9 0.9 0.4 0.6 0.6, 0.3, false",
        "0.4 0.49 0.49 0.49, 0.3, false", "0.4 0.51 0.51 0.51, 0.3, true", "0.4 0.6 0.6 0.49, 0.3, false",
        "0.4 0.44 0.44 0.6, 0.3, false", "0.4 0.9 0.44 0.44 0.6, 0.3, false", "0.4 0.5 0.5 0.6, 0.3, true",
        "0.01 0.02 0.02 0.02, 0.3, false", "0.01 0.04 0.04 0.04, 0.3, true", "0.4 0.6 0.6 0.6, 0.55, false",
        "0.4 0.6 0.6 0.6, 0.53, true", "0.6 0.4 0.6 0.6 0.6, 0.3, true",
        "0.4 0.4 0.6 0.6, 0.3, true", "0.4 0.45 0.6 0.6, 0.3, true"})
    void an_evaluated_loss_that_rises_while_the_other_falls(String evaluated, double last, boolean found) {
        double[] each = losses(evaluated);
        double[] losses = losses(each.length - 1 + "*0.6 " + last);
        assertThat(found(1e-9, losses, each).contains(Kind.OVERFITTING)).isEqualTo(found);
    }

    /** It must rise by more than a quarter, and by more than 2 % of s²; and the other fall by more than a tenth. */
    @ParameterizedTest
    @CsvSource({"1, 3*10 9, 0.25 1 1 1, false", "1, 3*10 8.5, 0.25 1 1 1, true", "1, 3*10 8.5, 1 3*1.25, false",
        "5, 3*10 5, 0.5 1 1 1, false", "5, 3*10 5, 0.5 3*1.25, true", "1, 100 4*0.5, 0.9 0.4 3*0.6, false"})
    void an_evaluated_loss_that_rises_just_enough(double size, String losses, String evaluated, boolean found) {
        assertThat(found(size, 1e-9, losses(losses), losses(evaluated)).contains(Kind.OVERFITTING)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.4, 1.1, true", "1, 0.6, 1.1, false", "1, 0.51, 1.1, false", "1, 0.49, 1.1, true",
        "1, 0.4, 0.9, false", "1, 0.5, 1.1, false", "1, 0.4, 1, false", "5, 10, 26, true"})
    void an_evaluated_loss_above_that_of_the_mean(double size, double trained, double evaluated, boolean found) {
        assertThat(found(size, 1e-9, new double[] {trained, trained}, evaluated).contains(Kind.WORSE_THAN_BASELINE))
                .isEqualTo(found);
    }

    /** A training on n examples, each with two inputs of its own, and an evaluation of others. */
    private static List<Finding> evaluated(int n, Dataset others) {
        return evaluated(distinct(0, n, 1, 0), others);
    }

    /** Examples from one number to another: inputs i and −i, and targets from −1 to 1. */
    private static Dataset distinct(int from, int to, double scale, double target) {
        return Dataset.of(Matrix.of(IntStream.range(from, to).mapToObj(i -> new double[] {scale * (1 + i % 97 / 97.0),
            -scale * (1 + i / 1e4)}).toArray(double[][]::new)),
                Matrix.column(IntStream.range(from, to).mapToDouble(i -> target + i % 3 - 1).toArray()));
    }

    private static List<Finding> evaluated(Dataset training, Dataset others) {
        Sequential model = new Sequential(new Linear(training.inputSize(), training.targetSize(),
                new Random(1)));
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-9)).epochs(1).batchSize(1)
                .listener(diagnosis);
        trainer.fit(training);
        trainer.evaluate(others);
        return diagnosis.findings();
    }

    private static boolean has(List<Finding> findings, Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    @ParameterizedTest
    @CsvSource({"20, 41, true", "20, 40, false", "19, 60, false"})
    void more_than_twice_as_many_evaluated_as_trained(int trained, int evaluated, boolean found) {
        assertThat(has(evaluated(trained, distinct(1000, 1000 + evaluated, 1, 0)), Kind.SMALL_TRAINING_SET))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20, 11, true", "20, 10, false", "19, 19, false", "40, 20, false", "40, 21, true"})
    void most_targets_outside_of_those_of_training(int evaluated, int outside, boolean found) {
        for (double far : new double[] {-1.5, 1.5}) {
            Dataset others = Dataset.of(Matrix.zeros(evaluated, 2).map(zero -> 1), Matrix.column(
                    IntStream.range(0, evaluated).mapToDouble(i -> i < outside ? far : i % 2 * 2 - 1).toArray()));
            assertThat(has(evaluated(30, others), Kind.DIFFERENT_TARGET_RANGE)).isEqualTo(found);
        }
    }

    @ParameterizedTest
    @CsvSource({"3.1, true", "3, false", "0.3333333333333333, false", "0.32, true"})
    void inputs_of_another_size(double scale, boolean found) {
        Matrix[] all = Sample.evenly(ones(64), 64);
        assertThat(has(evaluated(Dataset.of(all[0].map(x -> 2 * x), all[1]), Dataset.of(all[0].map(x -> 2 * scale * x),
                all[1])), Kind.DIFFERENT_INPUT_SCALE)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20, 5, SHARED_EXAMPLES", "20, 4, NO_STEP", "100, 10, NO_STEP", "100, 11, SHARED_EXAMPLES",
        "20, 19, SHARED_EXAMPLES", "20, 20, EVALUATED_ON_TRAINING_SET", "19, 19, NO_STEP", "100, 95, SHARED_EXAMPLES",
        "100, 96, EVALUATED_ON_TRAINING_SET"})
    void examples_that_were_trained_on(int evaluated, int shared, Kind kind) {
        List<Finding> findings = evaluated(200, distinct(200 - shared, 200 - shared + evaluated, 1, 0));
        assertThat(has(findings, Kind.SHARED_EXAMPLES)).isEqualTo(kind == Kind.SHARED_EXAMPLES);
        assertThat(has(findings, Kind.EVALUATED_ON_TRAINING_SET)).isEqualTo(kind == Kind.EVALUATED_ON_TRAINING_SET);
    }

    @ParameterizedTest
    @CsvSource({"20, true", "19, false"})
    void an_evaluation_of_nothing_but_the_training_set(int n, boolean found) {
        Dataset training = distinct(0, n, 1, 0);
        assertThat(has(evaluated(training, training), Kind.EVALUATED_ON_TRAINING_SET)).isEqualTo(found);
    }

    /** Of 2,048 examples half are looked at, so of 20 others, each of them twice, 10 are expected. */
    @Test
    void examples_are_compared_by_all_their_columns_and_counted_as_often_as_chance_finds_them() {
        ExampleFingerprints all = new ExampleFingerprints(distinct(0, 2048, 1, 0));
        ExampleFingerprints twice = new ExampleFingerprints(distinct(0, 2048, 1, 0)
                .subset(IntStream.range(0, 40).map(i -> 1000 + i / 2).toArray()));
        assertThat(all.expected(twice, 2048)).isEqualTo(10);
        assertThat(all.containsAll(twice, 2048)).isTrue();
        ExampleFingerprints sameFirstColumn = new ExampleFingerprints(distinct(291, 388, 1, 0));
        assertThat(new ExampleFingerprints(distinct(0, 97, 1, 0)).among(sameFirstColumn)).isZero();
    }

    /** Two classes of as many examples each, and a third. */
    private static Dataset classes(int each, int third) {
        int[] classes = IntStream.range(0, 2 * each + third).map(i -> Math.min(i / each, 2)).toArray();
        return Dataset.of(Matrix.of(IntStream.range(0, classes.length).mapToObj(i -> new double[] {1 + i / 100.0, -1})
                .toArray(double[][]::new)), Matrix.oneHot(3, classes)).withNames(Names.NONE.withClasses("a", "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"20, 0, 20, 20, 20 of the 60 examples that the model was evaluated on are of class c",
        "20, 0, 20, 14, 14 of the 54", "20, 0, 20, 13,", "25, 0, 20, 10, 10 of the 50",
        "20, 20, 20, 0, 'none of the 40 examples that the model was evaluated on is of class c, but 33 %'",
        "20, 14, 20, 0, none of the 40", "20, 13, 20, 0,", "20, 5, 20, 5,", "20, 10, 25, 0, none of the 50"})
    void a_class_that_is_only_on_one_side(int each, int trained, int eachEvaluated, int evaluated, String message) {
        assertThat(evaluated(classes(each, trained), classes(eachEvaluated, evaluated)).stream()
                .filter(finding -> finding.kind() == Kind.DIFFERENT_CLASSES).map(Finding::message).toList())
                .hasSize(message == null ? 0 : 1).allMatch(text -> text.startsWith(message));
    }

    /** Of batches of four, of two classes that are equally frequent, one in eight is of one class by chance. */
    @ParameterizedTest
    @CsvSource({"16, 4, 7, false", "16, 4, 8, true", "200, 4, 68, false", "200, 4, 69, true", "8, 32, 2, false",
        "8, 32, 3, true", "12, 32, 3, false", "64, 4, 22, false", "64, 4, 23, true", "36, 2, 30, false",
        "36, 2, 32, true"})
    void batches_of_a_single_class(int batches, int size, int single, boolean found) {
        int[] classes = IntStream.range(0, batches * size).map(i -> i / size < single / 2 * 2 ? i / size % 2
                : i / size == single - 1 ? 0 : i % 2).toArray();
        if (single % 2 == 1) {      // as many of each, in the last batch but mixed
            int missing = size / 2;
            for (int i = classes.length - size * 2; missing > 0; i++) {
                if (classes[i] == 0 && i % size != 0) {
                    classes[i] = 1;
                    missing--;
                }
            }
        }
        Random random = new Random(1);
        Matrix x = Matrix.zeros(classes.length, 2).map(zero -> random.nextGaussian());
        Sequential model = new Sequential(new Linear(2, 2, random));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-9)).epochs(1).batchSize(size).shuffle(false)
                .listener(diagnosis).fit(Dataset.of(x, Matrix.oneHot(2, classes)));
        assertThat(has(diagnosis.findings(), Kind.SINGLE_CLASS_BATCHES)).isEqualTo(found);
    }

    /** Batches that are made anew in each epoch, from the same seed. */
    @ParameterizedTest
    @CsvSource({"40, 8, true, true", "40, 16, true, true", "40, 10, true, true", "40, 10, false, false",
        "40, 40, true, false", "17, 8, true, true", "16, 8, true, false"})
    void the_same_order_in_each_epoch(int n, int size, boolean shuffled, boolean found) {
        Sequential model = new Sequential(new Linear(2, 1, new Random(1)));
        Dataset data = distinct(0, n, 1, 0);
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun run = new TrainingRun(model, LOSS, new Sgd(model.parameters(), 1e-9), data, diagnosis);
        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : shuffled ? Batches.shuffled(data, size, 3) : Batches.inOrder(data, size)) {
                ForwardPass pass = model.forward(batch.inputs());
                run.step(batch, pass, pass.backward(LOSS.gradient(pass.output(), batch.targets())));
            }
        }
        assertThat(has(diagnosis.findings(), Kind.NOT_RESHUFFLED)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20, true", "19, false"})
    void a_single_class_in_all_examples(int n, boolean found) {
        Dataset data = Dataset.of(Sample.evenly(ones(n), n)[0], Matrix.oneHot(2, new int[n]));
        assertThat(has(standing(new Sequential(new Linear(1, 2, new Random(1))), LOSS, 1e-12, data, 1, step -> { }),
                Kind.SINGLE_CLASS_BATCHES)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20, 4, 2, true", "19, 4, 3, false", "40, 4, 1, true", "36, 4, 1, false", "40, 3, 1, false"})
    void targets_that_come_sorted(int n, int size, int epochs, boolean found) {
        Matrix x = Matrix.column(IntStream.range(0, n).mapToDouble(i -> i / 10.0 - 1).toArray());
        Sequential model = new Sequential(new Linear(1, 1, new Random(1)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-9)).epochs(epochs).batchSize(size).shuffle(false)
                .listener(diagnosis).fit(Dataset.of(x, x.copy()));
        assertThat(has(diagnosis.findings(), Kind.SORTED_TARGETS)).isEqualTo(found);
    }

    /** Means of batches ± 3: the variance is 4 · 9/3 = 12 in each, and 4 · 12 in all if 9 is the largest. */
    @ParameterizedTest
    @CsvSource({"9, false", "10, true"})
    void a_batch_with_half_of_the_deviation_is_not_sorted(int largest, boolean sorted) {
        BatchLog log = new BatchLog(ones(4), 0);
        for (int mean : new int[] {largest, largest, 3, 3, 3, -3, -3, -3, -largest, -largest}) {
            log.add(new Batch(Matrix.zeros(4, 1), Matrix.column(mean - 3, mean + 3, mean - 3, mean + 3)), false);
        }
        assertThat(log.isSorted()).isEqualTo(sorted);
    }

    @Test
    void after_a_thousand_batches_no_more_are_looked_at() {
        BatchLog classes = new BatchLog(ones(4), 2);
        BatchLog numbers = new BatchLog(ones(4), 0);
        for (int i = 0; i < 1001; i++) {
            Batch batch = new Batch(Matrix.zeros(4, 1), Matrix.row(0, i == 1000 ? 1 : 0, 0, 0).transpose());
            classes.add(batch, false);
            numbers.add(batch, false);
        }
        assertThat(classes.batches).isEqualTo(1000);
        assertThat(numbers.deviation()).isZero();
    }

    @Test
    void a_first_epoch_repeats_none_even_if_it_begins_with_zeros() {
        BatchLog log = new BatchLog(distinct(0, 40, 1, 0), 0);
        Matrix zeros = Matrix.zeros(16, 2);
        log.add(new Batch(zeros, Matrix.zeros(16, 1)), true);
        log.add(new Batch(zeros, Matrix.zeros(16, 1)), false);
        assertThat(log.repeatedOrders()).isZero();
    }

    private static List<Finding> afterOneEpoch(Matrix inputs, Matrix targets, double... weights) {
        return diagnosed(inputs, targets, weights).findings();
    }

    private static Diagnosis diagnosed(Matrix inputs, Matrix targets, double... weights) {
        Sequential model = new Sequential(weights.length == 0 ? new Linear(inputs.cols(), targets.cols(), new Random(1))
                : new Linear(Matrix.column(Arrays.copyOf(weights, weights.length - 1)),
                Matrix.row(weights[weights.length - 1])));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-12)).epochs(1).batchSize(8).listener(diagnosis)
                .fit(Dataset.of(inputs, targets));
        return diagnosis;
    }

    @ParameterizedTest
    @CsvSource({"20, 20, the mean |x| in column 0 of", "20, 21, the mean |x| in column 1 of", "10, 1,", "0.01, 0.001,",
        "0.009, 0.001, no column"})
    void inputs_far_from_1(double first, double second, String message) {
        assertThat(afterOneEpoch(Matrix.of(new double[][] {{first, second}, {-first, -second}}), Matrix.column(1, -2))
                .stream().filter(finding -> finding.kind() == Kind.UNSCALED_INPUTS).map(Finding::message).toList())
                .hasSize(message == null ? 0 : 1).allMatch(text -> text.startsWith(message));
    }

    @ParameterizedTest
    @CsvSource({"4, true", "3, false"})
    void inputs_that_are_all_the_same(int n, boolean found) {
        Matrix x = Matrix.zeros(n, 2).map(zero -> 1);
        assertThat(has(afterOneEpoch(x, Matrix.column(IntStream.range(0, n).asDoubleStream().toArray())),
                Kind.IDENTICAL_INPUTS)).isEqualTo(found);
    }

    /** One step apart, and from the last but one, 18, to the last so many; in all, less than three times 40. */
    @ParameterizedTest
    @CsvSource({"99, true", "100, false"})
    void a_column_that_counts_with_gaps(int last, boolean found) {
        Matrix x = Matrix.of(IntStream.range(0, 40).mapToObj(i -> new double[] {i == 39 ? last : i - 20, i * i % 7})
                .toArray(double[][]::new));
        assertThat(has(afterOneEpoch(x, Matrix.column(IntStream.range(0, 40).mapToDouble(i -> i % 7 / 7.0).toArray())),
                Kind.SUSPICIOUS_COLUMN)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, true", "9e-10, 2, true", "1e-9, 2, false", "0, 3, false"})
    void targets_like_indices_from_0_to_2_without_a_gap(double first, double last, boolean found) {
        Matrix x = Matrix.column(IntStream.range(0, 30).mapToDouble(i -> i * i % 17 / 9.0 - 1).toArray());
        double[] targets = {first, 1, last};
        assertThat(has(afterOneEpoch(x, Matrix.column(IntStream.range(0, 30).mapToDouble(i -> targets[i % 3])
                .toArray())), Kind.SUSPICIOUS_TARGETS)).isEqualTo(found);
    }

    @Test
    void a_number_for_missing_ones_is_not_rounded_to_0_if_it_is_a_millionth() {
        Matrix x = Matrix.column(IntStream.range(0, 20).mapToDouble(i -> i < 3 ? 1e-6 : 100 + i % 5).toArray());
        assertThat(afterOneEpoch(x, x.map(v -> v % 2))).anyMatch(finding ->
                finding.message().contains("withMissingValues(\"1.0E-6\", \"NA\")"));
    }

    @ParameterizedTest
    @CsvSource({"-128, 127, 0, true", "-129, 127, 0, false", "-101, 127, 0, true", "-100, 127, 0, false",
        "-128, 128, 0, false", "-128, -64, 0, true", "-128, -65, 0, false", "-128, 127, 0.5, false",
        "-128, 127, 1e-9, false"})
    void bytes_with_a_sign(int low, int high, double zero, boolean found) {
        for (double scale : new double[] {1, 1 / 255.0}) {
            int[] next = {0};
            Matrix x = Matrix.zeros(64, 8).map(v -> low + next[0]++ % (high - low + 1));
            Matrix bytes = x.map(v -> scale * (v == 0 ? zero : v));
            assertThat(afterOneEpoch(bytes, Matrix.column(IntStream.range(0, 64).mapToDouble(i -> i % 7 / 7.0)
                    .toArray())).stream().anyMatch(finding -> finding.message().contains("bytes read as signed")))
                    .isEqualTo(found);
        }
    }

    /** Pairs of neighbors, of which so many are of one class: by chance it is a half, and at most 73 in 128. */
    @ParameterizedTest
    @CsvSource({"256, 73, true", "256, 74, false", "100, 31, true", "100, 32, false", "98, 30, false"})
    void inputs_that_say_nothing_about_the_targets(int n, int alike, boolean found) {
        Random random = new Random(1);
        Matrix x = Matrix.column(random.doubles(n, 0, 3).toArray());
        for (int i = 1; i < n; i += 2) {
            x.set(i, 0, x.get(i - 1, 0) + 1e-9);
        }
        int[] classes = IntStream.range(0, n).map(i -> i / 2 < alike ? i / 2 % 2 : i % 2).toArray();
        assertThat(afterOneEpoch(x, Matrix.oneHot(2, classes)).stream()
                .filter(finding -> finding.kind() == Kind.UNRELATED_TARGETS)).hasSize(found ? 1 : 0)
                .allMatch(finding -> finding.message().contains(", " + Math.round(200.0 * alike / n) + " % have the"
                        + " same class, and by chance it would be 50 %."));
        assertThat(has(afterOneEpoch(x, Matrix.column(Arrays.stream(classes).mapToDouble(c -> 2 * c - 6).toArray()),
                0, -5), Kind.UNRELATED_TARGETS)).isEqualTo(found);
    }

    /** Targets around a mean, of which the model has learned all but a part of the variance. */
    @ParameterizedTest
    @CsvSource({"2000, 0.3, true", "2000, 0.05, false", "500, 0.3, false", "500, 0.6, true", "5, 0.6, false",
        "1000, 0.3, false", "10, 0.6, false"})
    void targets_that_are_not_scaled(double mean, double left, boolean found) {
        Matrix x = Matrix.column(IntStream.range(0, 64).mapToDouble(i -> 1 - i % 2 * 2).toArray());
        assertThat(has(afterOneEpoch(x, x.map(v -> mean + mean / 100 * v), mean / 100 * (1 - Math.sqrt(left)), mean),
                Kind.UNSCALED_TARGETS)).isEqualTo(found);
    }

    /** By hand: the errors are 0 and 2, so exactly half of the variance, 4, is left. */
    @Test
    void targets_of_which_half_of_the_variance_is_left_are_not_learned() {
        Matrix[] all = Sample.evenly(ones(4, 2), 4);
        assertThat(has(standing(new Sequential(new Linear(Matrix.row(1), Matrix.row(101))), LOSS, 1e-12,
                Dataset.of(all[0], all[1].map(t -> 100 + t)), 1, step -> { }), Kind.UNSCALED_TARGETS)).isTrue();
    }

    /** What is found in a ReLU between two layers, in steps with these weights of the second, and errors everywhere. */
    private static List<Finding> twoLayers(double input, double hidden, String weights, String errors) {
        double[] weight = losses(weights);
        double[] error = losses(errors);
        Sequential model = new Sequential(new Linear(Matrix.row(hidden / input), Matrix.row(16 * hidden)), new ReLU(),
                new Linear(Matrix.column(weight[0]), Matrix.row(0)));
        Matrix x = Matrix.column(input, -input, input, -input);
        Dataset data = Dataset.of(x, model.forward(x).output().map(y -> y - 1));
        return standing(model, LOSS, 1e-300, data, error.length, step -> {
            model.parameters().get(2).value().set(0, 0, weight[Math.min(step, weight.length) - 1]);
            model.parameters().get(3).value().set(0, 0, error[step - 1] - 1);
        });
    }

    /** Its growth is the second layer's weight: in the middle of those in which there is an error, and in the first. */
    @ParameterizedTest
    @CsvSource({"101, 10*1, true", "100, 10*1, false", "100 101, 10*1, false", "101 100, 10*1, false",
        "5*101 99 101, 10*1, true", "101, 4*1 6*0, true"})
    void a_gradient_that_grows_more_than_a_hundredfold(String weights, String errors, boolean found) {
        assertThat(has(twoLayers(1, 1 / 256.0, weights, errors), Kind.EXPLODING_GRADIENT)).isEqualTo(found);
    }

    /** A mean of the last three losses, a twentieth, that is three quarters of the first, 4, isn't learning yet. */
    @ParameterizedTest
    @CsvSource({"0.001, 10*1, false", "9e-4, 10*1, true", "9e-4, 3 9*1, false", "1e-6, 3 9*1, false",
        "9e-7, 3 9*1, true", "0.00048828125, 59*2 1, true"})
    void a_gradient_that_shrinks_more_than_a_thousandfold_where_nothing_is_learned_or_a_millionfold(
            String weight, String errors, boolean found) {
        assertThat(has(twoLayers(1, 1 / 256.0, weight, errors), Kind.VANISHING_GRADIENT)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"101, true", "99, false"})
    void targets_that_were_learned_need_no_scaling_unless_the_gradient_explodes(String weight, boolean found) {
        assertThat(has(twoLayers(16, 1, weight, "10*1"), Kind.UNSCALED_TARGETS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20, 2, 2, 2, true", "19, 2, 2, 2, false", "20, 2, 1, 2, false", "20, 1, 2, 2, false",
        "20, 2, 2, 5, true"})
    void a_column_that_is_the_class(int n, int columns, int occurring, int classes, boolean found) {
        Random random = new Random(1);
        int[] c = IntStream.range(0, n).map(i -> i % occurring).toArray();
        Matrix x = Matrix.of(IntStream.range(0, n).mapToObj(i -> columns == 1 ? new double[] {c[i] * 2 - 1}
                : new double[] {random.nextGaussian(), c[i] * 2 - 1}).toArray(double[][]::new));
        assertThat(has(afterOneEpoch(x, Matrix.oneHot(classes, c)), Kind.TARGET_LEAKAGE)).isEqualTo(found);
    }

    @Test
    void notes_of_a_regression_are_about_targets_and_of_classes_about_their_shares() {
        Matrix x = Matrix.column(1, -2, 3, -4, 1, -2, 3, -4);
        assertThat(diagnosed(x, x.map(v -> v / 2)).notes()).contains("Targets: the mean |t| is 1.250.")
                .noneMatch(note -> note.startsWith("Gradient:"));
        assertThat(diagnosed(x, Matrix.column(0, 0, 1, 0, 0, 0, 1, 0)).notes())
                .contains("Classes: 75 % are 0, 25 % are 1. Batches of a single class: 0 of 1.");
    }

    @ParameterizedTest
    @CsvSource({"9, 'number 2, returned', ; the others do the work.", "-9, 'numbers 1, 2, returned', looked at."})
    void a_dead_unit_among_three_leaves_the_work_to_the_others(double bias, String which, String end) {
        Sequential model = new Sequential(new Linear(Matrix.row(1, 1, 1), Matrix.row(9, bias, -9)), new ReLU(),
                new Linear(3, 1, new Random(1)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-9)).epochs(1).listener(diagnosis).fit(ones(8));
        assertThat(diagnosis.notes()).anyMatch(note -> note.startsWith("Dead units: ") && note.contains(which)
                && note.endsWith(end));
        assertThat(diagnosis.deadUnits(1)).contains(2).doesNotContain(0);
        assertThat(new Diagnosis().deadUnits(1)).isEmpty();
        assertThat(diagnosis.gradientFlow().measurements()).hasSize(1);
    }

    @Test
    void an_evaluated_loss_and_inputs_are_compared_without_weights_and_as_the_model_sees_them() {
        Dataset raw = Dataset.of(Matrix.column(100, 200, 300, 400), Matrix.column(1, 2, 3, 4));
        Dataset scaled = Scaler.standard(raw).transform(raw);
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-12)).epochs(1).listener(diagnosis);
        trainer.fit(scaled);
        trainer.evaluate(Dataset.of(Matrix.column(100, 400), Matrix.column(1, 4)).withWeights(2, 2));

        // 100 and 400 are 150/111.8 = 1.342 deviations from the mean; the mean of the squares is 1.8.
        assertThat(diagnosis.notes()).contains("Evaluated on 2 examples, after step 1: loss 1.800; their mean |x| is"
                + " 1.342, in training 0.8944.");
    }

    @Test
    void a_number_for_missing_ones_is_named_as_it_stands_in_the_file() {
        Dataset raw = Dataset.of(Matrix.of(IntStream.range(0, 60).mapToObj(i -> new double[] {i % 10 == 0 ? -999
                : i % 7, i % 11}).toArray(double[][]::new)), Matrix.column(IntStream.range(0, 60)
                .mapToDouble(i -> i % 7 / 7.0).toArray()));
        Sequential model = new Sequential(new Linear(2, 1, new Random(1)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-12)).epochs(1).listener(diagnosis)
                .fit(Scaler.standard(raw).transform(raw));
        assertThat(diagnosis.findings()).anyMatch(finding -> finding.message().contains("is -999.0 in 6 of 60 examples")
                && finding.message().contains("withMissingValues(\"-999\", \"NA\")"));
    }

    @Test
    void a_dataset_that_leaves_old_targets_is_told_and_one_that_passes_is_given_back() {
        Dataset leaves = new OwnDataset(3, 1, 1, (example, r, inputs, targets) -> {
            inputs.set(r, 0, example);
            if (example > 0) {
                targets.set(r, 0, 1);
            }
        });
        assertThat(ContractCheck.ofDataset(leaves).toString()).startsWith("read(...) leaves some of what was in the");
        ContractCheck passed = ContractCheck.ofDataset(ones(3));
        assertThat(passed.requirePassed()).isSameAs(passed);
    }

    /** Four examples, of which the first and the last are alike; the dataset begins at index 0 whatever the offset. */
    @Test
    void a_dataset_that_ignores_the_offset_is_told() {
        Dataset data = Dataset.of(Matrix.column(0, 1, 2, 0), Matrix.zeros(4, 1));
        Dataset ignores = new Dataset() {

            @Override
            public int size() {
                return 4;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public int targetSize() {
                return 1;
            }

            @Override
            public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
                data.read(indices, 0, length, inputs, targets);
            }
        };
        assertThat(ContractCheck.ofDataset(ignores).toString()).startsWith("read(...) doesn't read the examples it is");
    }

    /** A layer that adds a number in batches only. */
    @ParameterizedTest
    @CsvSource({"0, 1e-9, true", "0, 1.1e-9, false", "1000, 9e-7, true", "1000, 1.1e-6, false"})
    void an_output_that_depends_on_the_batch_by_more_than_rounding(double x, double more, boolean passed) {
        Layer layer = new Layer() {

            @Override
            public Matrix forward(Matrix inputs) {
                return inputs.rows() == 1 ? inputs.copy() : inputs.map(v -> v + more);
            }

            @Override
            public Matrix inputGradient(Matrix inputs, Matrix outputs, Matrix outputGradient) {
                return outputGradient;
            }
        };
        assertThat(ContractCheck.ofLayer(layer, Matrix.column(x, x)).violations().isEmpty()).isEqualTo(passed);
    }

    private static List<Finding> standing(Sequential model, Loss loss, double rate, Dataset data, int steps,
                                          IntConsumer before) {
        return standing(model, loss, new Sgd(model.parameters(), rate), data, steps, before);
    }

    /** Steps that change nothing, with what is done before each of them. */
    private static List<Finding> standing(Sequential model, Loss loss, Sgd sgd, Dataset data, int steps,
                                          IntConsumer before) {
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun run = new TrainingRun(model, loss, sgd, data, diagnosis);
        Batch batch = Batches.inOrder(data, data.size()).iterator().next();
        for (int step = 1; step <= steps; step++) {
            before.accept(step);
            ForwardPass pass = model.forward(batch.inputs());
            run.step(batch, pass, pass.backward(loss.gradient(pass.output(), batch.targets())));
        }
        return diagnosis.findings();
    }

    @ParameterizedTest
    @CsvSource({"100, 9, 0.19, true", "100, 10, 0.19, false", "99, 8, 0.19, false", "100, 9, 0.2, false",
        "200, 19, 0.1, true", "200, 21, 0.1, false"})
    void a_learning_rate_that_falls_in_the_first_tenth(int steps, int at, double to, boolean found) {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Sgd sgd = new Sgd(model.parameters(), 1e-9);
        assertThat(has(standing(model, LOSS, sgd, ones(4), steps, step -> sgd.setLearningRate(step < at ? 1e-9
                : to * 1e-9)), Kind.SCHEDULE_ENDS_EARLY)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, true", "5, 1, false", "8, 2, true", "9, 2, false", "9, 3, true", "4, 0, false"})
    void a_quarter_of_the_units_that_are_dead_where_nothing_is_learned(int units, int dead, boolean found) {
        Matrix biases = Matrix.row(IntStream.range(0, units).mapToDouble(j -> j < dead ? -9 : 9 + j).toArray());
        Sequential model = new Sequential(new Linear(Matrix.row(IntStream.range(0, units).mapToDouble(j -> 1 + j)
                .toArray()), biases), new ReLU(), new Linear(units, 1, new Random(1)));
        assertThat(has(standing(model, LOSS, 1e-12, ones(4), 5, step -> { }), Kind.DEAD_UNITS)).isEqualTo(found);
        assertThat(has(standing(model, LOSS, 1e-12, ones(4), 4, step -> { }), Kind.DEAD_UNITS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 60, true", "4, 2, 50, false", "4, 3, 75, true", "5, 2, 40, false"})
    void more_than_half_of_the_outputs_that_are_saturated(int units, int saturated, int percent, boolean found) {
        Matrix biases = Matrix.row(IntStream.range(0, units).mapToDouble(j -> j < saturated ? 9 + j : 0.1 * j)
                .toArray());
        Matrix weights = Matrix.row(IntStream.range(0, units).mapToDouble(j -> 0.1 + j / 9.0).toArray());
        Sequential model = new Sequential(new Linear(weights, biases), new Sigmoid(),
                new Linear(units, 1, new Random(1)));
        List<Finding> findings = standing(model, LOSS, 1e-12, ones(4), 10, step -> { });
        assertThat(has(findings, Kind.SATURATION)).isEqualTo(found);
        assertThat(findings.stream().filter(finding -> finding.kind() == Kind.SATURATION))
                .allMatch(finding -> finding.message().contains(": " + percent + " % of the outputs"));
        Sequential last = new Sequential(new Linear(weights, biases), new Sigmoid());
        assertThat(has(standing(last, LOSS, 1e-12, Dataset.of(Matrix.column(1, -1), Matrix.zeros(2, units)), 10,
                step -> { }), Kind.SATURATION)).as("in the last layer it is confidence").isFalse();
    }

    @Test
    void saturation_that_comes_later_is_told_with_its_last_figure() {
        Sequential model = new Sequential(new Linear(Matrix.row(0.1, 0.2, 0.3, 0.4), Matrix.row(8, 9, 0, 0.1)),
                new Sigmoid(), new Linear(Matrix.column(0.1, 0.2, 0.3, 0.4), Matrix.row(0)));
        assertThat(standing(model, LOSS, 1e-12, ones(4), 10, step -> model.parameters().get(1).value()
                .set(0, 2, step == 1 ? 0 : 7))).anyMatch(finding -> finding.message()
                .contains(": 75 % of the outputs"));
    }

    /** With a logit of z for one class and the other, the loss is ln(2 cosh(z/2)). */
    @ParameterizedTest
    @CsvSource({"2.49, false", "2.51, true"})
    void a_first_loss_of_so_many_times_ln_2(double times, boolean found) {
        double half = Math.exp(times * Math.log(2)) / 2;
        double z = 2 * Math.log(half + Math.sqrt(half * half - 1));
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(z)));
        Dataset data = Dataset.of(Matrix.column(1, -1, 0.5, -0.5), Matrix.column(0, 1, 0, 1));
        assertThat(has(standing(model, new BinaryCrossEntropyWithLogits(), 1e-12, data, 3,
                step -> { }), Kind.HIGH_INITIAL_LOSS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"80, false", "81, true"})
    void a_class_that_is_predicted_for_each_example_though_most_are_of_it_anyway(int most, boolean told) {
        int[] classes = IntStream.range(0, 100).map(i -> i < most ? 0 : 1).toArray();
        Sequential model = new Sequential(new Linear(Matrix.zeros(1, 2), Matrix.row(1, 0)));
        List<Finding> findings = standing(model, LOSS, 1e-12, Dataset.of(Matrix.column(
                IntStream.range(0, 100).mapToDouble(i -> i % 9 / 4.0 - 1).toArray()), Matrix.oneHot(2, classes)), 5,
                step -> { });
        assertThat(findings).anyMatch(finding -> finding.kind() == Kind.CONSTANT_PREDICTION
                && finding.message().contains(most + " % of all targets") == told);
    }

    /** By hand: the products of the deviations sum up to 11, their squares to 5 and 26. */
    @Test
    void a_variance_and_a_correlation_are_about_the_mean() {
        assertThat(Statistics.variance(new double[] {2, 4, 6})).isEqualTo(4);
        assertThat(Statistics.correlation(new double[] {1, 2, 3, 4}, new double[] {2, 4, 5, 9}))
                .isCloseTo(11 / Math.sqrt(130), within(1e-12));
    }

    @Test
    void a_loss_with_weights_is_compared_without_them() {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-12)).epochs(1).listener(diagnosis)
                .fit(ones(4).withWeights(3, 3, 3, 3));
        assertThat(diagnosis.notes()).contains("Loss: 1.000 in the first step, 1.000 in the last.");
    }

    /** The loss is 1 plus the weight's square: nothing can be learned. */
    @ParameterizedTest
    @CsvSource({"0.049, true", "0.05, false"})
    void weights_of_which_less_than_a_tenth_is_left(double left, boolean found) {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Matrix weight = model.parameters().get(0).value();
        Dataset data = Dataset.of(Matrix.column(1, -1, 1, -1), Matrix.column(1, 1, -1, -1));
        assertThat(has(standing(model, LOSS, new Sgd(model.parameters(), 1e-300).weightDecay(0.1), data, 10, step ->
                weight.set(0, 0, step == 1 ? 0.5 : left)), Kind.EXCESSIVE_WEIGHT_DECAY)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, true", "4, 2, true", "5, 2, false", "5, 3, true", "1, 1, false"})
    void half_of_the_neurons_of_a_layer_before_the_last_are_alike(int neurons, int alike, boolean found) {
        Matrix weights = Matrix.row(IntStream.range(0, neurons).mapToDouble(j -> j < alike ? 0.5 : j).toArray());
        Sequential last = new Sequential(new Linear(weights, Matrix.zeros(1, neurons)), new Sigmoid());
        Sequential model = new Sequential(new Linear(weights, Matrix.zeros(1, neurons)), new ReLU(),
                new Linear(Matrix.zeros(neurons, 1).map(zero -> 0.5), Matrix.row(0)));
        Matrix x = Matrix.column(1, -1, 0.5, -0.5);
        Dataset many = Dataset.of(x, Matrix.zeros(4, neurons).map(zero -> 0.3));
        assertThat(has(standing(model, LOSS, 1e-12, Dataset.of(x, x.copy()), 2,
                step -> { }), Kind.IDENTICAL_NEURONS)).isEqualTo(found);
        assertThat(has(standing(last, LOSS, 1e-12, many, 5, step -> { }),
                Kind.IDENTICAL_NEURONS)).as("the last layer's differ by their targets").isFalse();
    }

    @Test
    void a_step_without_the_weights_of_the_examples_is_told() {
        Sequential model = new Sequential(new Linear(1, 1, new Random(1)));
        assertThat(has(standing(model, LOSS, 1e-12, ones(4).withWeights(1, 2, 3, 4), 1, step -> { }),
                Kind.IGNORED_WEIGHTS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, 'Remove the last layer, or scale the targets.'", "-1, 'Convert targets of -1 and 1'"})
    void targets_that_a_sigmoid_cannot_reach(double target, String advice) {
        Sequential model = new Sequential(new Linear(1, 1, new Random(1)), new Sigmoid());
        assertThat(standing(model, LOSS, 1e-12, Dataset.of(Matrix.column(1, -1), Matrix.column(1, target)), 1,
                step -> { })).anyMatch(finding -> finding.kind() == Kind.UNREACHABLE_TARGETS
                && finding.message().contains(advice));
    }

    @Test
    void a_relu_as_the_last_layer_is_told_with_how_many_outputs_are_0() {
        Sequential model = new Sequential(new Linear(Matrix.row(0.25), Matrix.row(0.2)), new ReLU());
        Dataset data = Dataset.of(Matrix.column(1, -1, 0.5, -0.5), Matrix.column(1, 0, 1, 0));
        assertThat(standing(model, LOSS, 1e-12, data, 2, step -> { })).anyMatch(finding -> finding.message()
                .startsWith("the last layer is a ReLU, and 25 % of the outputs looked at were 0:"));
    }

    /** A weight of 1000 makes them exactly 0 and 1. */
    @ParameterizedTest
    @CsvSource({"1, 1, true", "1, 1000, true", "2, 1, false"})
    void a_sigmoid_before_a_loss_of_ones_own_that_expects_logits(int columns, double weight, boolean found) {
        Matrix row = Matrix.zeros(1, columns);
        Sequential model = new Sequential(new Linear(row.map(zero -> weight), row), new Sigmoid());
        List<Finding> findings = standing(model, new Own.Logits(), 1e-12, Dataset.of(Matrix.column(1, -1),
                Matrix.zeros(2, columns)), 2, step -> { });
        assertThat(findings.stream().filter(finding -> finding.kind() == Kind.EXTRA_OUTPUT_ACTIVATION))
                .hasSize(found ? 1 : 0).allMatch(finding -> finding.message().startsWith("in all 2 batches looked at"
                        + " the model's outputs were probabilities, but Logits contains a sigmoid"));
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 2, true", "2, 2, 3, true", "3, 2, 3, false"})
    void a_layer_between_that_is_not_the_narrowest(int in, int between, int out, boolean found) {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(in, between, random), new Linear(between, out, random));
        assertThat(has(standing(model, LOSS, 1e-12, Dataset.of(Matrix.zeros(2, in), Matrix.zeros(2, out)), 1,
                step -> { }), Kind.NO_ACTIVATION_BETWEEN)).isEqualTo(found);
    }

    /** 14 characters may have been typed; and a billionth is more than rounding. */
    @ParameterizedTest
    @CsvSource({"0.123456789012, 0, false", "0.1234567890123, 0, true", "0.0012345678901234, 1e-9, false"})
    void numbers_that_look_drawn_and_are_the_same(double number, double more, boolean found) {
        assertThat(ModelRules.sameNumbers(List.of(new Linear(Matrix.row(number, -number), Matrix.row(0, 0)),
                new Linear(Matrix.column(number, -number * (1 + more)), Matrix.row(0)))).isEmpty()).isEqualTo(!found);
    }

    @Test
    void a_run_of_which_nothing_was_seen_stopped_early_if_it_has_ended() {
        Sequential model = new Sequential(new Linear(1, 1, new Random(1)));
        Observations seen = new Observations(new TrainingListener.Plan(Predictor.of(model, LOSS),
                new Sgd(model.parameters(), 0.1), ones(4), 3, 4, List.of(), Optional.empty(), List.of()));
        assertThat(seen.outputsAreProbabilities()).isFalse();
        assertThat(seen.meanGuessLoss()).isNaN();
        assertThat(seen.stoppedEarly()).isFalse();
        seen.ended = true;
        assertThat(seen.stoppedEarly()).isTrue();
    }
}
