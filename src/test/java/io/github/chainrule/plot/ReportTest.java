// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One page that stands alone, with everything in it that was given. */
class ReportTest {

    private static Trained digits;
    private static Trained xor;

    private record Trained(Sequential model, Trainer trainer, Diagnosis diagnosis, History history, Dataset test) {

        Report report(String title, List<String> classes) {
            Evaluation evaluation = Predictor.of(model, new BinaryCrossEntropy()).evaluate(test instanceof ImageDataset
                    ? test
                    : test.withNames(Names.NONE.withClasses(classes.toArray(String[]::new))));
            return new Report(title, evaluation.predictor(), history).diagnosis(diagnosis).test(evaluation);
        }

        Predictor predictor() {
            return Predictor.of(model, new BinaryCrossEntropy());
        }
    }

    @BeforeAll
    static void train() throws IOException {
        Random random = new Random(42);
        Mnist mnist = Mnist.load();
        ImageDataset test = mnist.test(Task.pair(4, 9)).subset(IntStream.range(0, 500).toArray());
        digits = train(
                new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid()),
                mnist.training(Task.pair(4, 9)).subset(IntStream.range(0, 4_000).toArray()), test, 2);
        Dataset corners = Dataset.of(Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                Matrix.column(0, 1, 1, 0));
        xor = train(new Sequential(new Linear(2, 4, random), new Tanh(), new Linear(4, 1, random), new Sigmoid()),
                corners, corners, 1);
    }

    private static Trained train(Sequential model, Dataset training, Dataset test, int epochs) {
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001))
                .epochs(epochs).metric(new BinaryAccuracy()).listener(diagnosis);
        return new Trained(model, trainer, diagnosis, trainer.fit(training), test);
    }

    @Test
    void the_page_has_every_part() {
        String html = digits.report("4 against 9", List.of("4", "9")).setting("seed", 42)
                .command("java Digits --epochs 2").html();

        assertThat(html).contains("<h1>4 against 9</h1>", "<h2>Diagnosis</h2>",
                "<p>Nothing looks wrong. This was looked at:",
                "<h2>What was trained, and with what</h2>", "<td>Linear(784, 16)</td>", "<td>12,577</td>",
                "<dt>seed</dt>\n<dd>42</dd>", "<h2>Learning</h2>", "<h2>Test</h2>",
                "<h2>The gradients on their way back</h2>", "<h2>How to run it again</h2>",
                "<pre>java Digits --epochs 2</pre>");
        assertThat(titles(html)).containsExactly("The network", "Loss", "Errors", "Which class is predicted as which",
                "The surest mistakes", "Correct, but least sure", "The first layer's weights", "Gradients",
                "Updates");
    }

    private static List<String> titles(String html) {
        return Pattern.compile("<title id=\"[^\"]+\">([^<]*)</title>").matcher(html).results().map(r -> r.group(1))
                .toList();
    }

    @Test
    void the_numbers_are_those_of_the_evaluation() {
        Evaluation result = digits.trainer().evaluate(digits.test());
        String html = digits.report("4 against 9", List.of("4", "9")).html();

        assertThat(html).contains("on 500 examples for testing: loss "
                + String.format(Locale.ROOT, "%.4f, accuracy %.4f, that is %d of 500 correct.", result.loss(),
                result.accuracy(), result.correctCount()));
    }

    @Test
    void the_page_stands_alone_and_is_small() {
        String html = digits.report("4 against 9", List.of("4", "9")).html();

        assertThat(html).doesNotContain("<script", "<link", "url(", "@import", "src=");
        assertThat(html.replace("http://www.w3.org/2000/svg", "").replace("<a href=\"" + ReportPage.COURSE, ""))
                .doesNotContain("http:", "https:");
        assertThat(html.length()).isLessThan(500_000);
    }

    @Test
    void it_is_well_formed_and_every_id_is_there_once() {
        String html = digits.report("4 against 9", List.of("4", "9")).html();

        Element page = Element.parse(html.replace("<!DOCTYPE html>\n", ""));
        assertThat(page).isNotNull();
        Set<String> ids = new HashSet<>();
        Matcher id = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
        while (id.find()) {
            assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
        }
        assertThat(ids).hasSizeGreaterThan(15);
    }

    @Test
    void what_people_write_is_escaped() {
        String html = xor.report("<b>4 & 9</b> \ud55c\uad6d\uc5b4", List.of("<four>", "nine & more"))
                .setting("<note>", "a < b & c").html();

        assertThat(html).contains("<h1>&lt;b&gt;4 &amp; 9&lt;/b&gt; \ud55c\uad6d\uc5b4</h1>", "<dt>&lt;note&gt;</dt>",
                "<dd>a &lt; b &amp; c</dd>").doesNotContain("<four>", "<b>4");
    }

    @Test
    void two_inputs_are_drawn_as_a_plane_and_no_mistake_is_needed() {
        String html = xor.report("XOR", List.of("equal", "different")).html();

        assertThat(titles(html)).contains("Where the model draws the line").doesNotContain("The surest mistakes");
    }

    @Test
    void findings_are_told() {
        Diagnosis diagnosis = new Diagnosis();
        Random random = new Random(1);
        Sequential model = new Sequential(
                new Linear(2, 4, random), new Tanh(), new Linear(4, 1, random), new Sigmoid());
        Dataset unscaled = Dataset.of(Matrix.zeros(200, 2).map(v -> 5_000 * random.nextGaussian()),
                Matrix.zeros(200, 1).map(v -> random.nextInt(2)));
        History history = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001)).epochs(5)
                .listener(diagnosis).fit(unscaled);

        assertThat(diagnosis.findings()).isNotEmpty();
        assertThat(new Report("Unscaled", Predictor.of(model, new BinaryCrossEntropy()), history).diagnosis(diagnosis)
                .html())
                .contains("<ul>\n<li>").doesNotContain("Nothing looks wrong");
    }

    @Test
    void the_same_training_gives_the_same_page() {
        assertThat(digits.report("4 against 9", List.of("4", "9")).html())
                .isEqualTo(digits.report("4 against 9", List.of("4", "9")).html());
    }

    @Test
    void a_diagnosis_that_has_seen_nothing_is_refused() {
        assertThatThrownBy(() -> new Report("XOR", xor.predictor(), xor.history()).diagnosis(new Diagnosis()))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Report: the diagnosis has seen no training."
                        + " Give it to the trainer with .listener(diagnosis) before fit.");
    }

    @Test
    void a_training_of_one_step_is_too_short_to_be_praised() {
        assertThat(xor.report("XOR", List.of("equal", "different")).html())
                .contains("Nothing looks wrong so far, after 1 step: too few to tell.").doesNotContain("no dead");
    }

    @Test
    void a_history_without_a_step_is_refused() {
        assertThatThrownBy(() -> new Report("Empty", xor.predictor(), new History(List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Report: the history has no step. Call fit first, and pass what it returns.");
    }

    @Test
    void it_is_written_where_it_is_told(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        Report report = xor.report("XOR", List.of("equal", "different"));
        report.save(file);

        assertThat(Files.readString(file)).isEqualTo(report.html());
        assertThatThrownBy(() -> report.save(folder.resolve("new"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't write " + folder.resolve("new") + ": it is a folder.");
    }
}
