// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.inputs;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.targets;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usual mistakes between a file and the network. The numbers are those of the second list, of 44. */
class MistakesWithTablesTest {

    private static final CsvFormat COMMA = CsvFormat.comma();

    private static void assertRefused(String text, CsvFormat format, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Table.parse(text, format).asNumbers("a"))
                .withMessageContaining(message);
    }

    @Test
    void second_01_02_03_05_a_file_that_is_written_otherwise() {
        assertRefused("a;b\n1;2\n", COMMA, "use CsvFormat.separatedBy(';')");
        assertRefused("a;b;c\n1,5;2;2,3\n", COMMA, "use CsvFormat.separatedBy(';')");
        assertRefused("a;b\n1,5;2\nx;1\n", CsvFormat.separatedBy(';'), "If that is a decimal comma, use CsvFormat's"
                + " withDecimalComma().");
        assertRefused("made by hand\na,b\n1,2\n", COMMA, "If this line is the header, skip what is above it with"
                + " CsvFormat's withSkippedLines(1).");
        assertRefused("1,2\n3,4\n", COMMA, "If the file has no header, use CsvFormat's withoutHeader(...)");
        assertRefused("a,\n3,4\n", COMMA, "column 2: the column has no name.");
        assertRefused("a,a\n3,4\n", COMMA, "column 2: the name \"a\" appears twice.");
    }

    @Test
    void second_04_a_spreadsheet_and_another_encoding(@TempDir Path folder) throws IOException {
        Path zip = Files.write(folder.resolve("wine.xlsx"), new byte[] {'P', 'K', 3, 4, 20, 0});
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Table.read(zip)).withMessageEndingWith("wine.xlsx:"
                + " this is a zip file, as spreadsheets are. Save the sheet as CSV, and read that.");
        Path utf16 = Files.writeString(folder.resolve("wine.csv"), "a,b\n1,2\n", StandardCharsets.UTF_16);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Table.read(utf16)).withMessageEndingWith("this is"
                + " text in UTF-16. Use CsvFormat's withCharset(StandardCharsets.UTF_16).");
    }

    @Test
    void second_09_a_path_that_starts_from_another_folder() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Table.read(Path.of("data", "wine.csv")))
                .withMessageEndingWith("wine.csv: there is no such file in " + Path.of("data").toAbsolutePath() + ".");
    }

    /** 120 rows of a clear task: the class is whether x is above 0. */
    private static Table table(String header, IntFunction<String> more, String no, String yes) {
        Random random = new Random(3);
        return Table.parse(header + "\n" + IntStream.range(0, 120).mapToObj(i -> {
            double x = random.nextGaussian();
            return x + "," + random.nextGaussian() + "," + more.apply(i) + "," + (x > 0 ? yes : no);
        }).collect(Collectors.joining("\n")), COMMA).withClassTarget("c");
    }

    private static Dataset scaled(Table table) {
        Dataset raw = TableEncoder.fit(table, MissingValues.FILL).encode(table);
        return Scaler.standard(raw).transform(raw);
    }

    private static Sequential network(Dataset data) {
        Random random = new Random(1);
        return new Sequential(new Linear(data.inputSize(), 8, random), new ReLU(),
                new Linear(8, data.targetSize(), random));
    }

    private static Diagnosis diagnosisOf(Dataset data) {
        Sequential model = network(data);
        return diagnosis(model, data.names().hasClasses() ? data.targetSize() > 1 ? new CrossEntropy()
                : new BinaryCrossEntropyWithLogits() : new MeanSquaredError(),
                new Adam(model.parameters(), 0.01), data);
    }

    @Test
    void a_table_without_a_mistake_is_no_finding() {
        assertThat(diagnosisOf(scaled(table("x,y,z,c", i -> String.valueOf(i % 7), "no", "yes"))).findings()).isEmpty();
    }

    @Test
    void second_06_a_class_that_is_spelled_differently() {
        Random random = new Random(2);
        Table table = Table.parse("x,c\n" + IntStream.range(0, 90).mapToObj(i -> i % 3 + random.nextGaussian() / 9 + ","
                + new String[] {"Yes", "yes", "no"}[i % 3]).collect(Collectors.joining("\n")), COMMA).withClassTarget("c");
        assertOnly(diagnosisOf(scaled(table)), Kind.SUSPICIOUS_TARGETS, "the classes [Yes, yes] differ only in case"
                + " or blanks, so they count as different classes. Spell each class the same way in the file.");
    }

    @Test
    void second_07_a_number_that_stands_for_a_missing_one() {
        assertOnly(diagnosisOf(scaled(table("x,y,z,c", i -> String.valueOf(i % 11 == 0 ? -999 : i % 50 + 0.5), "no",
                "yes"))), Kind.SUSPICIOUS_COLUMN, "column 2 of the inputs, z, is -999.0 in 11 of 120 examples looked"
                        + " at,"
                + " far from all others. If that stands for a missing value, say so:"
                + " CsvFormat.comma().withMissingValues(\"-999\", \"NA\"), and MissingValues.FILL.");
    }

    @Test
    void second_08_a_file_without_its_target() {
        Table table = table("x,y,z,c", i -> String.valueOf(i % 7), "no", "yes");
        TableEncoder encoder = TableEncoder.fit(table);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(table.without("c")))
                .withMessageEndingWith("For rows whose target isn't known, use encoder.inputs(table).");
    }

    @Test
    void second_11_12_encoder_and_scaler_are_fitted_anew_to_the_test_set() {
        Split<Table> tables = table("x,y,z,c", i -> i % 3 == 0 ? "a" : "b", "no", "yes").split(0.3, 1);
        TableEncoder encoder = TableEncoder.fit(tables.training());
        Dataset raw = encoder.encode(tables.training());
        Scaler scaler = Scaler.standard(raw);
        Sequential model = network(raw);
        Trainer trainer = trainer(model, new BinaryCrossEntropyWithLogits(),
                new Adam(model.parameters(), 0.01));
        trainer.fit(scaler.transform(raw));
        Dataset test = encoder.encode(tables.test());
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.evaluate(Scaler.standard(test).transform(test)))
                .withMessageContaining("Make one scaler from the training set, and transform every set with it.");
        Table others = Table.parse("z,x,y,c\na,1,2,no\nb,2,1,yes\n", COMMA).withClassTarget("c");
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.evaluate(TableEncoder.fit(others).encode(others)))
                .withMessageContaining("the model was trained on the features [x, y, z=a, z=b], but the evaluation data"
                        + " has them in another order: [z=a, z=b, x, y].");
        Table gaps = Table.parse("x,y,z,c\n1,2,a,no\n2,1,b,yes\n", COMMA).withClassTarget("c");
        assertThatIllegalArgumentException().isThrownBy(() -> trainer.evaluate(TableEncoder.fit(gaps, MissingValues.FILL)
                .encode(gaps))).withMessageContaining("was encoded with another encoder than the training data. Fit one"
                + " TableEncoder to the training table, and encode every table with it.");
        assertThat(trainer.evaluate(test).accuracy()).isEqualTo(trainer.evaluate(scaler.transform(test)).accuracy());
    }

    @Test
    void second_13_a_target_after_another_target() {
        assertThatIllegalArgumentException().isThrownBy(() -> Table.parse("a,b\n1,2\n", COMMA).withNumericTargets("a")
                .withNumericTargets("b")).withMessageEndingWith("Name all numeric targets at once:"
                + " withNumericTargets(\"a\", \"b\"); or start from the table without a target.");
    }

    @Test
    void second_14_class_numbers_taken_as_a_number() {
        Matrix x = inputs();
        Dataset raw = Dataset.of(x, x.times(Matrix.column(1, 0)).map(v -> v > 1 ? 2 : v > -1 ? 1 : 0));
        assertOnly(diagnosisOf(Scaler.standard(raw).transform(raw)), Kind.SUSPICIOUS_TARGETS, "the targets are the"
                + " whole"
                + " numbers from 0 to 2. If they stand for classes, a mean of two of them means nothing: use"
                + " table.withClassTarget(name) or Matrix.oneHot(3, classIndices), CrossEntropy and 3 outputs.");
    }

    @Test
    void second_15_the_number_of_the_row() {
        Table table = table("x,y,id,c", i -> String.valueOf(1000 + i), "no", "yes");
        assertOnly(diagnosisOf(scaled(table.split(0.25, 1).training())), Kind.SUSPICIOUS_COLUMN, "column 2 of the"
                + " inputs,"
                + " id, counts up: it is a different number in each of the 90 examples, one step apart.",
                "Remove it: table.without(name).");
    }

    /** The table says that it doesn't change; the diagnosis sees what such a column does. */
    @Test
    void second_22_the_result_of_without_is_thrown_away() {
        Table table = table("x,y,id,c", i -> String.valueOf(1000 + i), "no", "yes");
        table.without("id");
        assertOnly(diagnosisOf(scaled(table)), Kind.SUSPICIOUS_COLUMN, "column 2 of the inputs, id, counts up",
                "Remove it: table.without(name).");
        assertThat(diagnosisOf(scaled(table.without("id"))).findings()).isEmpty();
    }

    @Test
    void second_17_rows_that_are_copied_before_the_split() {
        int[] twice = IntStream.range(0, 800).map(i -> i / 2).toArray();
        Split<Dataset> split = data().subset(twice).split(0.2, 1);
        Diagnosis diagnosis = new Diagnosis();
        trainer(Sound.network()).listener(diagnosis).validation(split.test()).fit(split.training());
        assertOnly(diagnosis, Kind.SHARED_EXAMPLES, " evaluated examples looked at are in the training data as well,"
                + " so the score is too good. Remove copies of rows before data.split(0.2,"
                + " 42).");
    }

    /** With small labels or large ones: the nearest inputs have other targets. 18 with classes is in NeighboursTest. */
    @Test
    void second_18_inputs_that_are_shuffled_without_their_targets() {
        Dataset sine = Sound.sine(y -> y);
        Matrix[] both = Sound.read(sine);
        Matrix shuffled = Matrix.zeros(300, 1);
        int[] order = new Random(1).ints(0, 300).distinct().limit(300).toArray();
        sine.read(order, 0, 300, shuffled, Matrix.zeros(300, 1));
        assertOnly(diagnosisOf(Dataset.of(shuffled, both[1])), Kind.UNRELATED_TARGETS, "the inputs seem to say nothing"
                + " about the targets: of 256 examples and those with the most similar inputs, the targets have a"
                + " correlation of ");
    }

    @Test
    void second_20_one_array_that_is_filled_again() {
        assertOnly(diagnosis(Sound.network(), Dataset.of(inputs().map(x -> 0.3), targets())), Kind.IDENTICAL_INPUTS,
                "the first 64 examples looked at all have the same inputs, so nothing tells them apart."
                        + " Was one array filled again for each row?");
    }

    @Test
    @SuppressWarnings("NarrowCalculation")    // the mistake
    void second_21_bytes_with_a_sign_and_a_division_of_whole_numbers() {
        Random random = new Random(1);
        Matrix pixels = Matrix.zeros(400, 20).map(zero -> (byte) random.nextInt(256) / 255.0);
        Sequential model = new Sequential(new Linear(20, 1, random), new Sigmoid());
        assertOnly(diagnosis(model, Dataset.of(pixels, pixels.times(Matrix.zeros(20, 1).map(zero -> 1.0))
                .map(sum -> sum > 0 ? 1 : 0))), Kind.SUSPICIOUS_COLUMN, "all inputs looked at are whole numbers from"
                        + " -128"
                + " to 127, divided by 255: bytes read as signed numbers, so bright pixels are negative. Read"
                + " each as b & 0xff.");
        assertOnly(diagnosis(Sound.network(), Dataset.of(inputs().map(x -> 100 / 255), targets())),
                Kind.UNSCALED_INPUTS, "the inputs are 0 in every column");
    }

    @Test
    void second_23_fractions_that_are_given_the_other_way_round() {
        Split<Dataset> split = data().split(0.8, 1);
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = trainer(Sound.network()).epochs(60).listener(diagnosis);
        trainer.fit(split.training());
        trainer.evaluate(split.test());
        assertOnly(diagnosis, Kind.SMALL_TRAINING_SET, "the model was trained on 80 examples and evaluated on 320. The"
                + " fractions of split(...) are those of validation and test set: data.split(0.2, 42) trains on 80 %.");
    }

    @Test
    void second_38_tested_on_the_training_data_once() {
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = trainer(Sound.network()).listener(diagnosis);
        Dataset data = data();
        trainer.fit(data);
        trainer.evaluate(data);
        assertOnly(diagnosis, Kind.EVALUATED_ON_TRAINING_SET, "the model was evaluated only on its own training data,"
                + " which says nothing about new examples. Hold out a test set: data.split(0.2, 42).");
    }

    /** 113 of 114 were right before saving, and 43 after it. */
    @Test
    void second_39_raw_numbers_for_a_model_that_was_trained_on_scaled_ones() {
        Dataset raw = Dataset.of(inputs().map(x -> 5000 + 100 * x), targets());
        Dataset scaled = Scaler.standard(raw).transform(raw);
        Trainer trainer = trainer(Sound.network());
        trainer.fit(scaled);
        Predictor predictor = trainer.predictor();
        assertThat(predictor.evaluate(raw).accuracy()).isEqualTo(predictor.evaluate(scaled).accuracy()).isGreaterThan(0.95);
        assertThatIllegalArgumentException().isThrownBy(() -> Predictor.of(predictor.model(), BCE).evaluate(scaled))
                .withMessageContaining("but the predictor has no scaler. Use trainer.predictor()");
        Evaluation wrong = predictor.evaluate(Dataset.of(inputs(), targets()));
        assertThat(wrong.warnings()).hasSize(2).first().asString().matches("x0: 400 of 400 values, such as -?[0-9.]+,"
                + " are"
                + " far outside of [0-9.]+ to [0-9.]+, its range in training\\.");
        assertThat(wrong.toString()).contains("\nwarning: x0: 400 of 400 values");
        Prediction far = predictor.predict(5000, 5);
        assertThat(far.warnings()).singleElement().asString().startsWith("x1: 5.000 is far outside of ");
        assertThat(far.toString()).contains("; warning: x1: 5.000 is far outside of ");
        assertThat(predictor.predict(5000, 5000).warnings()).isEmpty();
    }

    @Test
    void second_41_the_recall_of_a_class_names_it() {
        Trainer trainer = trainer(Sound.network());
        Dataset named = data().withNames(Names.NONE.withClasses("ill", "well"));
        trainer.fit(named);
        Evaluation evaluation = trainer.evaluate(named);
        assertThat(evaluation.score(Metric.recall("ill"))).isEqualTo(evaluation.confusionMatrix().recall("ill"));
        assertThat(Metric.recall("ill").name()).isEqualTo("recall of ill");
    }

    @Test
    void second_42_labels_are_no_classes() {
        Dataset labels = Dataset.of(inputs(), Matrix.zeros(400, 3).map(zero -> 1.0))
                .withNames(Names.NONE.withTargets("cat", "dog", "bird"));
        Sequential model = network(labels);
        Trainer trainer = trainer(model, new BinaryCrossEntropyWithLogits(),
                new Adam(model.parameters(), 0.01)).metric(Metric.f1()).metric(Metric.recall("dog"));
        trainer.fit(labels);
        Evaluation evaluation = trainer.evaluate(labels);
        assertThat(evaluation.score(Metric.recall("dog"))).isEqualTo(1);
        assertRefusedState(evaluation::correctCount, "Prediction: cat, dog, bird are numeric targets or labels, not"
                + " classes. Use value(\"cat\"); for labels BinaryAccuracy, and Metric.f1(\"cat\").");
        assertThatIllegalArgumentException().isThrownBy(() -> evaluation.score(Metric.recall("cow")))
                .withMessage("recall of cow: there is no label \"cow\". The labels are [cat, dog, bird].");
        assertThat(trainer.predictor().predict(0, 1).value("dog")).isGreaterThan(0.5);
    }

    @Test
    void a_row_by_names_says_which_column_is_unknown_or_missing() {
        Table table = table("x,y,z,c", i -> i % 3 == 0 ? "a" : "b", "no", "yes");
        Dataset data = scaled(table);
        Sequential model = network(data);
        Trainer trainer = trainer(model, new BinaryCrossEntropyWithLogits(),
                new Adam(model.parameters(), 0.01));
        trainer.fit(data);
        Predictor predictor = trainer.predictor();
        assertThat(predictor.predict(Map.of("x", 2, "y", 0, "z", "a")).className()).isEqualTo("yes");
        assertThat(predictor.predict(table.without("c"))).hasSize(120);
        assertThatIllegalArgumentException().isThrownBy(() -> predictor.predict(Map.of("x", 2, "u", 0)))
                .withMessage("TableEncoder: there is no column \"u\". The columns are [x, y, z].");
        assertThatIllegalArgumentException().isThrownBy(() -> predictor.predict(Map.of("x", "2,5", "y", 0, "z", "a")))
                .withMessage("column \"x\": expected a number, got \"2,5\". If that is a decimal comma, use CsvFormat's"
                        + " withDecimalComma(); in a row of your own, write a point.");
        assertThatIllegalArgumentException().isThrownBy(() -> predictor.predict(table.without("y")))
                .withMessageContaining("there is no column \"y\". The columns are [x, z, c].");
        assertRefusedState(() -> Predictor.of(model, BCE).predict(Map.of("x", 2)), "Predictor.predict: the model wasn't"
                + " trained on a table, so it has no encoder. Pass its features as numbers: predict(5.1, 3.5).");
    }
}
