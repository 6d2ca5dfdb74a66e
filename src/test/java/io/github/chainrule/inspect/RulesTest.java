// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
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
import io.github.chainrule.training.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each finding begins: with the losses, or the examples, that are just enough for it, and with one less. */
class RulesTest {

    /** Targets are the inputs, 1 and −1, so a weight of 1 − √L costs L, and predicting the mean, 0, costs 1. */
    private static Dataset ones(int n) {
        Matrix x = Matrix.column(IntStream.range(0, n).mapToDouble(i -> 1 - i % 2 * 2).toArray());
        return Dataset.of(x, x.copy());
    }

    private static final MeanSquaredError LOSS = new MeanSquaredError();

    /** What is found in steps with these losses, and evaluations of other examples with those after them. */
    private static List<Kind> found(double rate, double[] losses, double... evaluated) {
        Sequential model = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        Matrix weight = model.parameters().get(0).value();
        Sgd sgd = new Sgd(model.parameters(), rate);
        Diagnosis diagnosis = new Diagnosis();
        Dataset data = ones(4);
        TrainingRun run = new TrainingRun(model, LOSS, sgd, data, diagnosis);
        Batch batch = Batches.inOrder(data, 4).iterator().next();
        Dataset others = ones(6);
        for (int step = 0; step < losses.length; step++) {
            weight.set(0, 0, 1 - Math.sqrt(losses[step]));
            ForwardPass pass = model.forward(batch.inputs());
            run.step(batch, pass, pass.backward(LOSS.gradient(pass.output(), batch.targets())));
            if (step >= losses.length - evaluated.length) {
                weight.set(0, 0, 1 - Math.sqrt(evaluated[step - losses.length + evaluated.length]));
                run.evaluate(others);
            }
        }
        return diagnosis.findings().stream().map(Finding::kind).toList();
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
        "0.25 1 2, false", "2 2 4.9, false", "2 2 5.1, true", "15*1 5*1.15, true", "14*1 5*1.15, false",
        "15*1 5*1.05, false", "101, false", "1 2.6 1, true", "13*1 2*4 25*1, false", "13*1 2*5 25*1, true"})
    void a_loss_that_rises(String losses, boolean found) {
        assertThat(found(1e-9, losses(losses)).contains(Kind.LEARNING_RATE_TOO_HIGH)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"20*0.98, true", "19*0.98, false", "15*0.98 5*0.86, false", "15*0.98 5*0.9, true",
        "20*0.49, false", "20*0.51, true"})
    void a_loss_that_stays_though_the_steps_are_tiny(String losses, boolean found) {
        assertThat(found(1e-9, losses(losses)).contains(Kind.LEARNING_RATE_TOO_LOW)).isEqualTo(found);
        assertThat(found(0.1, losses(losses)).contains(Kind.LEARNING_RATE_TOO_LOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"100*0.98, true", "99*0.98, false", "75*0.98 25*0.89, false", "75*0.98 25*0.91, true"})
    void a_loss_that_stays_though_the_steps_are_not(String losses, boolean found) {
        assertThat(found(0.1, losses(losses)).contains(Kind.NOT_LEARNING)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"0.4 0.6 0.6 0.6, 0.3, true", "0.9 0.4 0.6 0.6, 0.3, false", "0.9 0.9 0.4 0.6 0.6, 0.3, false",
        "0.4 0.49 0.49 0.49, 0.3, false", "0.4 0.51 0.51 0.51, 0.3, true", "0.4 0.6 0.6 0.49, 0.3, false",
        "0.4 0.44 0.44 0.6, 0.3, false", "0.4 0.9 0.44 0.44 0.6, 0.3, false", "0.4 0.5 0.5 0.6, 0.3, true",
        "0.01 0.02 0.02 0.02, 0.3, false", "0.01 0.04 0.04 0.04, 0.3, true", "0.4 0.6 0.6 0.6, 0.55, false",
        "0.4 0.6 0.6 0.6, 0.53, true", "0.6 0.4 0.6 0.6 0.6, 0.3, true"})
    void an_evaluated_loss_that_rises_while_the_other_falls(String evaluated, double last, boolean found) {
        double[] each = losses(evaluated);
        double[] losses = losses(each.length - 1 + "*0.6 " + last);
        assertThat(found(1e-9, losses, each).contains(Kind.OVERFITTING)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 1.1, true", "0.6, 1.1, false", "0.51, 1.1, false", "0.49, 1.1, true", "0.4, 0.9, false"})
    void an_evaluated_loss_above_that_of_the_mean(double trained, double evaluated, boolean found) {
        assertThat(found(1e-9, new double[] {trained, trained}, evaluated).contains(Kind.WORSE_THAN_BASELINE))
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
        Sequential model = new Sequential(new Linear(2, training.targetSize(), new Random(1)));
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
    @CsvSource({"3.1, true", "2.9, false", "0.345, false", "0.32, true"})
    void inputs_of_another_size(double scale, boolean found) {
        assertThat(has(evaluated(distinct(0, 64, 1, 0), distinct(0, 64, scale, 5)), Kind.DIFFERENT_INPUT_SCALE))
                .isEqualTo(found);
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

    /** Two classes of 20 examples each, and a third. */
    private static Dataset classes(int third) {
        int[] classes = IntStream.range(0, 40 + third).map(i -> Math.min(i / 20, 2)).toArray();
        return Dataset.of(Matrix.of(IntStream.range(0, classes.length).mapToObj(i -> new double[] {1 + i / 100.0, -1})
                .toArray(double[][]::new)), Matrix.oneHot(3, classes)).withNames(Names.NONE.withClasses("a", "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"0, 20, 20 of the 60 examples that the model was evaluated on are of class c", "0, 14, 14 of the 54",
        "0, 13,", "20, 0, 'none of the 40 examples that the model was evaluated on is of class c, but 33 %'",
        "14, 0, none of the 40", "13, 0,", "5, 5,"})
    void a_class_that_is_only_on_one_side(int trained, int evaluated, String message) {
        assertThat(evaluated(classes(trained), classes(evaluated)).stream()
                .filter(finding -> finding.kind() == Kind.DIFFERENT_CLASSES).map(Finding::message).toList())
                .hasSize(message == null ? 0 : 1).allMatch(text -> text.startsWith(message));
    }

    /** Of batches of four, of two classes that are equally frequent, one in eight is of one class by chance. */
    @ParameterizedTest
    @CsvSource({"16, 4, 7, false", "16, 4, 8, true", "200, 4, 68, false", "200, 4, 69, true", "8, 32, 2, false",
        "8, 32, 3, true", "12, 32, 3, false"})
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
    @CsvSource({"-128, 127, 0, true", "-129, 127, 0, false", "-101, 127, 0, true", "-100, 127, 0, false",
        "-128, 128, 0, false", "-128, -64, 0, true", "-128, -65, 0, false", "-128, 127, 0.5, false"})
    void bytes_with_a_sign(int low, int high, double more, boolean found) {
        for (double scale : new double[] {1, 1 / 255.0}) {
            int[] next = {0};
            Matrix x = Matrix.zeros(64, 8).map(zero -> low + next[0]++ % (high - low + 1));
            Matrix bytes = x.map(v -> scale * (v == low + 1 ? v + more : v));
            assertThat(has(afterOneEpoch(bytes, Matrix.column(IntStream.range(0, 64).mapToDouble(i -> i % 7 / 7.0)
                    .toArray())), Kind.SUSPICIOUS_COLUMN)).isEqualTo(found);
        }
    }

    /** Pairs of neighbors, of which so many are of one class: by chance it is a half, and at most 73 in 128. */
    @ParameterizedTest
    @CsvSource({"73, true", "74, false"})
    void inputs_that_say_nothing_about_the_targets(int alike, boolean found) {
        Random random = new Random(1);
        Matrix x = Matrix.column(random.doubles(256, 0, 3).toArray());
        for (int i = 1; i < 256; i += 2) {
            x.set(i, 0, x.get(i - 1, 0) + 1e-9);
        }
        int[] classes = IntStream.range(0, 256).map(i -> i / 2 < alike ? i / 2 % 2 : i % 2).toArray();
        assertThat(has(afterOneEpoch(x, Matrix.oneHot(2, classes)), Kind.UNRELATED_TARGETS)).isEqualTo(found);
        assertThat(has(afterOneEpoch(x, Matrix.column(Arrays.stream(classes).mapToDouble(c -> 2 * c - 1).toArray()),
                0, 0), Kind.UNRELATED_TARGETS)).isEqualTo(found);
    }

    /** Targets around a mean, of which the model has learned all but a part of the variance. */
    @ParameterizedTest
    @CsvSource({"2000, 0.3, true", "2000, 0.05, false", "500, 0.3, false", "500, 0.6, true", "5, 0.6, false"})
    void targets_that_are_not_scaled(double mean, double left, boolean found) {
        Matrix x = Matrix.column(IntStream.range(0, 64).mapToDouble(i -> 1 - i % 2 * 2).toArray());
        assertThat(has(afterOneEpoch(x, x.map(v -> mean + mean / 100 * v), mean / 100 * (1 - Math.sqrt(left)), mean),
                Kind.UNSCALED_TARGETS)).isEqualTo(found);
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

    @Test
    void a_dead_unit_among_three_leaves_the_work_to_the_others() {
        Sequential model = new Sequential(new Linear(Matrix.row(1, 1, 1), Matrix.row(9, 9, -9)), new ReLU(),
                new Linear(3, 1, new Random(1)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, LOSS, new Sgd(model.parameters(), 1e-9)).epochs(1).listener(diagnosis).fit(ones(8));
        assertThat(diagnosis.notes()).anyMatch(note -> note.startsWith("Dead units: 1 of the 3 of layer 1, ReLU, number"
                + " 2,") && note.endsWith("; the others do the work."));
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
        Dataset leaves = new Dataset() {

            @Override
            public int size() {
                return 3;
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
                for (int r = 0; r < length; r++) {
                    inputs.set(r, 0, indices[offset + r]);
                    if (indices[offset + r] > 0) {
                        targets.set(r, 0, 1);
                    }
                }
            }
        };
        assertThat(ContractCheck.ofDataset(leaves).toString()).startsWith("read(...) leaves some of what was in the");
        ContractCheck passed = ContractCheck.ofDataset(ones(3));
        assertThat(passed.requirePassed()).isSameAs(passed);
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
        assertThat(has(standing(model, LOSS, new Sgd(model.parameters(), 1e-12), ones(4), 10, step -> { }),
                Kind.DEAD_UNITS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 60, true", "4, 2, 50, false", "4, 3, 75, true", "5, 2, 40, false"})
    void more_than_half_of_the_outputs_that_are_saturated(int units, int saturated, int percent, boolean found) {
        Matrix biases = Matrix.row(IntStream.range(0, units).mapToDouble(j -> j < saturated ? 9 + j : 0.1 * j)
                .toArray());
        Matrix weights = Matrix.row(IntStream.range(0, units).mapToDouble(j -> 0.1 + j / 9.0).toArray());
        Sequential model = new Sequential(new Linear(weights, biases), new Sigmoid(),
                new Linear(units, 1, new Random(1)));
        List<Finding> findings = standing(model, LOSS, new Sgd(model.parameters(), 1e-12), ones(4), 10, step -> { });
        assertThat(has(findings, Kind.SATURATION)).isEqualTo(found);
        assertThat(findings.stream().filter(finding -> finding.kind() == Kind.SATURATION))
                .allMatch(finding -> finding.message().contains(": " + percent + " % of the outputs"));
    }

    /** With a logit of z for one class and the other, the loss is ln(2 cosh(z/2)). */
    @ParameterizedTest
    @CsvSource({"2.49, false", "2.51, true"})
    void a_first_loss_of_so_many_times_ln_2(double times, boolean found) {
        double half = Math.exp(times * Math.log(2)) / 2;
        double z = 2 * Math.log(half + Math.sqrt(half * half - 1));
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(z)));
        Dataset data = Dataset.of(Matrix.column(1, -1, 0.5, -0.5), Matrix.column(0, 1, 0, 1));
        assertThat(has(standing(model, new BinaryCrossEntropyWithLogits(), new Sgd(model.parameters(), 1e-12), data, 3,
                step -> { }), Kind.HIGH_INITIAL_LOSS)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"80, false", "81, true"})
    void a_class_that_is_predicted_for_each_example_though_most_are_of_it_anyway(int most, boolean told) {
        int[] classes = IntStream.range(0, 100).map(i -> i < most ? 0 : 1).toArray();
        Sequential model = new Sequential(new Linear(Matrix.zeros(1, 2), Matrix.row(1, 0)));
        List<Finding> findings = standing(model, LOSS, new Sgd(model.parameters(), 1e-12), Dataset.of(Matrix.column(
                IntStream.range(0, 100).mapToDouble(i -> i % 9 / 4.0 - 1).toArray()), Matrix.oneHot(2, classes)), 10,
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
    @CsvSource({"0.009, true", "0.011, false"})
    void weights_of_which_less_than_a_tenth_is_left(double left, boolean found) {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Matrix weight = model.parameters().get(0).value();
        Dataset data = Dataset.of(Matrix.column(1, -1, 1, -1), Matrix.column(1, 1, -1, -1));
        assertThat(has(standing(model, LOSS, new Sgd(model.parameters(), 1e-9).weightDecay(0.1), data, 10, step ->
                weight.set(0, 0, step == 1 ? 0.1 : left)), Kind.EXCESSIVE_WEIGHT_DECAY)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, true", "4, 2, true", "5, 2, false", "5, 3, true", "1, 1, false"})
    void half_of_the_neurons_of_a_layer_before_the_last_are_alike(int neurons, int alike, boolean found) {
        Matrix weights = Matrix.row(IntStream.range(0, neurons).mapToDouble(j -> j < alike ? 0.5 : j).toArray());
        Sequential last = new Sequential(new Linear(weights, Matrix.zeros(1, neurons)));
        Sequential model = new Sequential(new Linear(weights, Matrix.zeros(1, neurons)), new ReLU(),
                new Linear(Matrix.zeros(neurons, 1).map(zero -> 0.5), Matrix.row(0)));
        Matrix x = Matrix.column(1, -1, 0.5, -0.5);
        Dataset many = Dataset.of(x, Matrix.zeros(4, neurons).map(zero -> 0.3));
        assertThat(has(standing(model, LOSS, new Sgd(model.parameters(), 1e-12), Dataset.of(x, x.copy()), 5,
                step -> { }), Kind.IDENTICAL_NEURONS)).isEqualTo(found);
        assertThat(has(standing(last, LOSS, new Sgd(last.parameters(), 1e-12), many, 5, step -> { }),
                Kind.IDENTICAL_NEURONS)).as("the last layer's differ by their targets").isFalse();
    }
}
