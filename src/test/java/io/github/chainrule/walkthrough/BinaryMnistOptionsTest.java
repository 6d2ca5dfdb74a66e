// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.DigitJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options do, on files so small that it takes no time. */
@Isolated("it takes System.out for itself")
class BinaryMnistOptionsTest {

    private static final String UNKNOWN_TASK = ". The tasks are: 0v1 (or any two digits; the second is class 1),"
            + " 7vRest (or any digit; it is class 1, all others are class 0), even (even digits are class 1, odd ones"
            + " class 0) and ten (each digit is a class).";

    @TempDir
    private static Path folder;
    private static String data;

    @BeforeAll
    static void writeData() throws IOException {
        data = SmallDigits.write(folder);
    }

    private static String[] withData(String... args) {
        return Stream.concat(Stream.of("--data", data, "--report", "target/small.html"), Arrays.stream(args))
                .toArray(String[]::new);
    }

    private static String out(String... args) {
        Run run = Run.of(withData(args));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private static void assertNoOption(String message, String... args) {
        Run run = Run.of(args);
        assertThat(run.err()).isEqualTo(message + " (--help shows all options)\n");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void help_lists_the_options_and_nothing_is_trained() {
        Run run = Run.of("--help");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Trains a small network to tell two kinds of handwritten digits apart.\n\n")
                .contains("--help", "--task TASK", "--hidden SIZES", "--epochs N", "--batch N", "--learning-rate X",
                        "--seed N", "--data FOLDER", "--quiet", "--save FILE", "--onnx FILE", "--load FILE",
                        "--resume FILE", "--predict FILE", "(0v1)", "(16)", "(3)", "(64)", "(0.001)", "(42)")
                .doesNotContain("epoch 1");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void data_is_read_from_the_folder() {
        assertThat(out()).startsWith("0 against 1: 40 images to learn from, 20 to test on\n(kernel: ")
                .contains("Linear(784, 16)", "epoch 3/3", "(20 of 20 correct)");
    }

    @Test
    void hidden_layers_are_those_that_were_asked_for() {
        assertThat(out("--hidden", "32,16")).contains("Linear(784, 32)", "Linear(32, 16)", "Linear(16, 1)")
                .containsPattern("total +25,665 +25,616\n");
    }

    @Test
    void epochs_are_as_many_as_were_asked_for() {
        assertThat(out("--epochs", "1")).contains("epoch 1/1  ").doesNotContain("epoch 2");
        assertThat(out("--epochs=5")).contains("epoch 1/5  ", "epoch 5/5  ");
    }

    @ParameterizedTest
    @CsvSource({"--seed, 43", "--batch, 7", "--learning-rate, 0.002", "--hidden, 15", "--epochs, 4", "--task, 1v0"})
    void each_option_makes_a_difference(String option, String value) {
        assertThat(out("--quiet", option, value)).startsWith("test: loss ").isNotEqualTo(out("--quiet"));
    }

    @ParameterizedTest
    @CsvSource({"--seed, 42", "--batch, 64", "--learning-rate, 0.001", "--hidden, 16", "--epochs, 3", "--task, 0v1"})
    void the_defaults_are_those_of_the_lecture(String option, String value) {
        assertThat(out("--quiet", option, value)).isEqualTo(out("--quiet"));
    }

    /** Few images in a batch and large steps, so that any other order or initial weight shows in the loss. */
    @Test
    void the_program_does_what_these_lines_do() throws IOException {
        Mnist mnist = Mnist.read(folder);
        Random random = new Random(43);
        Sequential model = new Sequential(new Linear(784, 5, random), new ReLU(), new Linear(5, 3, random), new ReLU(),
                new Linear(3, 1, random), new Sigmoid());
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.0007))
                .epochs(2).batchSize(7).seed(43).metric(new BinaryAccuracy());
        trainer.fit(mnist.training(Task.pair(0, 1)));
        Evaluation result = trainer.evaluate(mnist.test(Task.pair(0, 1)));

        assertThat(out("--quiet", "--seed", "43", "--hidden", "5,3", "--epochs", "2", "--batch", "7",
                "--learning-rate", "0.0007")).isEqualTo(String.format(Locale.ROOT,
                        "test: loss %.4f, accuracy %.4f (%.0f of 20 correct)%n", result.loss(), result.accuracy(),
                        20 * result.accuracy()).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void quiet_prints_one_line() {
        assertThat(out("--quiet")).matches("test: loss \\d\\.\\d{4}, accuracy \\d\\.\\d{4} \\(\\d+ of 20 correct\\)\n");
    }

    @Test
    void quiet_still_writes_a_report_that_was_asked_for() {
        Path report = folder.resolve("asked-for.html");

        assertThat(out("--quiet", "--report", report.toString())).matches("test: loss .*\n");
        assertThat(report).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void the_output_is_the_same_in_every_locale(String tag) {
        Run run = Run.in(Locale.forLanguageTag(tag), withData("--task", "1vREST", "--learning-rate", "0.002"));

        assertThat(run.timeless())
                .isEqualTo(Run.of(withData("--task", "1vREST", "--learning-rate", "0.002")).timeless());
        assertThat(run.out()).startsWith("rest against 1: ");
    }

    @Test
    void main_does_what_run_does() {
        assertThat(Run.of("--help").out()).isEqualTo(Run.ofMain("--help").out());
    }

    @Test
    void what_is_no_option_of_the_program_is_refused_in_one_line() {
        assertNoOption("there is no option --layers", "--layers", "3");
        assertNoOption("'0v1' is no option: options begin with --", "0v1");
        assertNoOption("--epochs needs a value, N", "--epochs");
        assertNoOption("--quiet takes no value", "--quiet=1");
    }

    @ParameterizedTest
    @CsvSource({"epochs, 0, a whole number of at least 1", "batch, -64, a whole number of at least 1",
        "hidden, 0, a whole number of at least 1", "hidden, x, a whole number of at least 1",
        "seed, 4.2, a whole number", "learning-rate, 0, a number above 0", "learning-rate, NaN, a number above 0"})
    void a_value_out_of_range_is_refused_in_one_line(String option, String value, String expected) {
        assertNoOption("--" + option + " must be " + expected + ", not '" + value + "'", "--" + option, value);
        assertNoOption("--" + option + " must be " + expected + ", not '" + value + "'", "--" + option + "=" + value);
    }

    @Test
    void a_task_that_there_is_not_and_one_with_ten_classes_are_refused_in_one_line() {
        assertNoOption("--task: unknown task \"odd\"" + UNKNOWN_TASK, "--task", "odd");
        assertNoOption("--task: Task: a label can't be told from itself, got 3 against 3. Choose two different ones, such"
                + " as Task.pair(3, 4).", "--task", "3v3");
        assertNoOption("--task ten has more than two classes: this network has one output, which tells two apart",
                "--task", "ten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "0v10", "01", "av1", "0v1 ", "10vRest", "vRest", "odd", "-1v2"})
    void an_unknown_task_is_refused_with_a_list_of_the_tasks(String name) {
        assertRefused(() -> DigitJob.task(name), "unknown task \"" + name + "\"" + UNKNOWN_TASK);
    }

    @Test
    void each_task_has_a_name_in_upper_or_lower_case() {
        assertThat(DigitJob.task("8v3")).isEqualTo(DigitJob.task("8V3")).isEqualTo(Task.pair(8, 3));
        assertThat(DigitJob.task("7vRest")).isEqualTo(DigitJob.task("7VREST")).isEqualTo(Task.oneVsRest(7));
        assertThat(DigitJob.task("even")).isEqualTo(DigitJob.task("EVEN")).isEqualTo(Task.evenVsOdd());
        assertThat(DigitJob.task("ten")).isEqualTo(DigitJob.task("Ten")).isEqualTo(Task.allClasses());
    }

    @Test
    void a_wrong_option_is_refused_before_any_data_is_looked_for() {
        assertNoOption("--epochs must be a whole number of at least 1, not '0'", "--data", "/no/such/folder",
                "--epochs", "0");
    }

    @Test
    void a_missing_folder_is_a_failure() {
        Path missing = folder.resolve("missing");
        Run run = Run.of("--data", missing.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(missing.toAbsolutePath() + ": expected a folder with the file"
                + " train-images-idx3-ubyte or train-images-idx3-ubyte.gz, but there is nothing.\n");
    }

    @Test
    void a_run_that_diverges_is_a_failure() {
        Run run = Run.of(withData("--learning-rate", "1e308", "--quiet", "--hidden", "16,16"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("epoch 1, batch 1: ").contains("Try a learning rate below 1.0E308")
                .endsWith("\n").doesNotContain("\tat ");
    }
}
