// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was trained: there is a page that stands alone, and nothing on it contradicts anything else on it. */
class ReportTest {

    private static final Map<String, Reports.Made> MADE = new TreeMap<>();
    private static final Map<String, String> PAGES = new TreeMap<>();

    @BeforeAll
    static void make() {
        MADE.putAll(Reports.all());
        MADE.forEach((name, made) -> PAGES.put(name, made.report().html()));
    }

    static Stream<String> all() {
        return Reports.names().stream();
    }

    /** Those whose target is a class. */
    static Stream<String> classes() {
        return all().filter(name -> !numbers().toList().contains(name) && !name.equals("diverged"));
    }

    static Stream<String> numbers() {
        return Stream.of("regression", "two-quantities", "plane-of-a-quantity", "all-equal");
    }

    private static List<String> titles(String html) {
        return groups("<title id=\"[^\"]+\">([^<]*)</title>", html);
    }

    private static List<String> groups(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** The description of a picture. */
    private static String described(String html, String title) {
        return groups("<title id=\"[^\"]+\">" + title + "</title>\n<desc id=\"[^\"]+\">([^<]*)</desc>", html).get(0);
    }

    /** What a reader sees, without tags. */
    private static String text(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]+>", "").replace('\u00a0', ' ')
                .replaceAll("\\s+", " ");
    }

    private static String percent(double share) {
        return TypesetNumber.percent(share).replace('\u00a0', ' ');
    }

    @ParameterizedTest
    @MethodSource("all")
    void is_well_formed_stands_alone_and_holds_no_broken_number(String name) {
        String html = PAGES.get(name);
        assertThat(Element.parse(html.replace("<!DOCTYPE html>\n", "")).name()).isEqualTo("html");
        assertThat(html.replaceAll("base64,[A-Za-z0-9+/=]+|Broke off: .*", ""))
                .doesNotContainPattern("\\bNaN\\b|Infinity|\\bnull\\b");
        assertThat(groups(" id=\"([^\"]+)\"", html)).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(html).doesNotContain("<script", "<link", "url(", "@import").doesNotContainPattern("src=\"(?!data:)");
        assertThat(html.replace("http://www.w3.org/2000/svg", "").replace("<a href=\"" + Html.COURSE, ""))
                .doesNotContain("http:", "https:");
        assertThat(html.length()).isLessThan(600_000);
    }

    @Test
    void the_page_begins_with_result_curves_mistakes_and_score() {
        Evaluation test = MADE.get("two-digits").test();
        assertThat(text(PAGES.get("two-digits"))).containsSubsequence("4 against 9", test.correctCount()
                + " of 500 correct", "On 500 test examples: accuracy " + percent(test.correctCount() / 500.0)
                + ", loss " + TypesetNumber.of(test.loss()) + ".", "784 \u2192 16 ReLU \u2192 1 Sigmoid, 12,577"
                + " parameters. 4,000 examples, 3 epochs.", "Learning rate: 0.001.",
                "Nothing looks wrong. Layer 1, ReLU, has",
                "Loss (log scale)", "Wrong predictions, % (log scale)", "The most confident mistakes",
                "Correct, but least confident", "Which class is predicted as which", "What the 16 hidden neurons look"
                        + " for",
                "Further down:",
                "The network", "Linear(784, 16)", "What was checked", "The gradients on their way back",
                "How to run it again", "mvn -q compile exec:exec");
        assertThat(titles(PAGES.get("two-digits"))).containsExactly("Loss", "Wrong predictions",
                "Which class is predicted as which", "The network", "Gradients", "Updates");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void the_result_the_confusion_matrix_and_the_mistakes_tell_one_story(String name) {
        Evaluation test = MADE.get(name).test();
        String html = PAGES.get(name);
        int mistakes = test.targets().rows() - test.correctCount();
        String correct = TypesetNumber.of((long) test.correctCount()) + " of " + test.targets().rows() + " correct";

        assertThat(html).contains("<p class=\"big\">" + correct + "</p>");
        assertThat(text(html)).contains("accuracy " + percent(test.accuracy()) + ",");
        assertThat(described(html, "Which class is predicted as which")).contains(": " + correct + " (");
        assertThat(described(html, "Wrong predictions")).contains(" test "
                + TypesetNumber.of(100 * (1 - test.accuracy())) + ": 1 point");
        assertThat(html.contains("<h2>No mistakes ")).isEqualTo(mistakes == 0);
        assertThat(html.contains("<h2>The mistake ")).isEqualTo(mistakes == 1);
        assertThat(html.contains("<h2>The most confident mistakes ")).isEqualTo(mistakes > 1);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void each_class_has_precision_and_recall_that_follow_from_the_confusion_matrix(String name) {
        Evaluation test = MADE.get(name).test();
        for (String c : test.predictor().names().classes()) {
            int k = test.predictor().names().classes().indexOf(c);
            int correct = test.confusionMatrix().count(c, c);
            int size = test.targets().rows();
            long actual = IntStream.range(0, size).filter(i -> test.outcome(i).target().classIndex() == k).count();
            long predicted = IntStream.range(0, size)
                    .filter(i -> test.outcome(i).prediction().classIndex() == k).count();
            assertThat(PAGES.get(name)).as(c).contains("<tr><td>" + c + "</td><td>" + share(correct, predicted)
                    + "</td><td>" + share(correct, actual) + "</td><td>" + share(2L * correct, predicted + actual)
                    + "</td></tr>");
        }
    }

    private static String share(long part, long whole) {
        return TypesetNumber.percent((double) part / whole);
    }

    @Test
    void a_mistake_shows_the_image_its_class_and_how_certain_the_model_was() {
        Outcome first = MADE.get("two-digits").test().hardest(1).get(0);
        String html = PAGES.get("two-digits");
        String figure = html.substring(html.indexOf("<figure class=\"d wrong\">"));
        assertThat(figure).contains("alt=\"" + first + "\"");
        assertThat(text(figure.substring(0, figure.indexOf("</figcaption>")))).contains("actual "
                + first.target().className() + "p(" + first.prediction().className() + ") = "
                + TypesetNumber.aligned(first.prediction().probability(first.prediction().className())));
        String nine = MADE.get("two-digits").test().predictor().names().classes().get(1);
        assertThat(figure).contains("<b class=\"c" + first.target().classIndex() + "\">" + first.target().className()
                + "</b>", "<i style=\"left:" + String.format(Locale.ROOT, "%.2f", 100 * first.prediction()
                .probability(nine)) + "%\">");
        assertThat(PAGES.get("ten-digits")).contains("<figure class=\"d wrong\">").doesNotContain("<b class=\"c");
        Outcome iris = MADE.get("three-classes").test().hardest(1).get(0);
        assertThat(PAGES.get("three-classes")).contains("<tr><td>" + iris.index() + "</td><td>"
                + iris.target().className() + "</td><td>" + iris.prediction().className() + "</td><td>"
                + TypesetNumber.aligned(iris.prediction().probability(iris.prediction().className())) + "</td></tr>");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_numeric_target_has_errors_and_neither_classes_nor_accuracy(String name) {
        String html = PAGES.get(name);
        assertThat(text(html)).contains("Off by ", "mean absolute error ").doesNotContain("accuracy", "mistake");
        assertThat(titles(html)).contains("Predicted against actual")
                .doesNotContain("Which class is predicted as which", "Where the model draws the line");
    }

    @Test
    void what_is_not_defined_or_did_not_happen_is_said_in_a_sentence() {
        assertThat(PAGES.get("all-equal")).contains("<p>For these examples R2 isn't defined.</p>",
                "<p>Every gradient was 0 in the steps that were measured.</p>",
                "<p>No weight was moved in the steps that were measured.</p>", "mean absolute error 0, loss 0.</p>");
        assertThat(PAGES.get("regression")).contains("R\u00b2 0.9").doesNotContain("isn't defined", "no better");
        assertThat(PAGES.get("plane-of-a-quantity")).contains(", no better than always predicting the mean, ");
    }

    @Test
    void a_picture_that_cannot_be_drawn_is_omitted_with_a_sentence() {
        PAGES.forEach((name, html) -> assertThat(html.contains("A picture is omitted.")).as(name)
                .isEqualTo(List.of("deep", "no-linear").contains(name)));
        assertThat(PAGES.get("deep")).contains("<p>A picture is omitted. Picture.network &quot;The network&quot;: more"
                + " than 24 Linear layers side by side can't be seen. Draw a part of the model.</p>");
        assertThat(PAGES.get("no-linear")).contains("<p>A picture is omitted. Picture.network &quot;The network&quot;:"
                + " Sequential(Shift, Sigmoid) has no weights to draw; expected a Linear layer.</p>");
    }

    @Test
    void a_validation_loss_of_0_is_drawn_on_an_axis_that_has_a_0() {
        assertThat(described(PAGES.get("validation-of-0"), "Loss")).startsWith("Line chart of loss against step.")
                .contains("validation: 3 points, from 0 to 0");
        assertThat(described(PAGES.get("moons"), "Loss")).startsWith("Line chart of loss (log scale) against step.");
    }

    @Test
    void wrong_predictions_are_a_share_of_all() {
        assertThat(described(PAGES.get("moons"), "Wrong predictions")).startsWith("Line chart of wrong predictions, %"
                + " (log scale) against step. mean of 25: 400 points, from 56.2 to");
        assertThat(described(PAGES.get("no-linear"), "Wrong predictions"))
                .isEqualTo("Line chart of wrong predictions, % against step. each batch: 3 points, from 0 to 0,"
                        + " smallest 0, largest 0. test 0: 1 point, from 0 to 0, smallest 0, largest 0.");
    }

    @Test
    void what_the_model_was_not_trained_on_is_dashed_in_every_chart() {
        String html = PAGES.get("three-classes");
        assertThat(described(html, "Loss")).contains("validation: 30 points", "test 0.");
        assertThat(Arrays.stream(html.split("<svg ")).filter(svg -> svg.contains(">Loss</title>")
                || svg.contains(">Wrong predictions</title>"))).hasSize(2).allSatisfy(svg ->
                assertThat(Drawn.of("<svg " + svg.substring(0, svg.indexOf("</svg>") + 6)).all("path", "cr-dash"))
                        .as("the line of validation, and the leaders of both names").hasSize(3));
        assertThat(titles(PAGES.get("regression"))).contains("Mean absolute error", "R2");
    }

    @Test
    void names_are_those_of_the_data_everywhere() {
        assertThat(PAGES.get("regression")).contains(">area</text>", ">price</text>", "<th scope=\"col\">price</th>")
                .doesNotContain(">x\u2080<");
        assertThat(PAGES.get("logits")).contains(">length</text>", ">probability of rose</text>", "<td>iris</td>")
                .doesNotContain(">x\u2080<", "class 1");
        assertThat(PAGES.get("ten-digits")).containsPattern(">pixel \\d+,\\d+<").doesNotContain(">x\u2082");
        assertThat(PAGES.get("three-classes")).contains("<td>versicolor</td>", ">virginica</text>");
    }

    @Test
    void explanations_are_in_the_page_and_lead_on_to_chapters() {
        for (String html : PAGES.values()) {
            assertThat(groups("<details class=\"why\"><summary aria-label=\"([^\"]+)\">", html)).hasSizeGreaterThan(2)
                    .containsOnly("What does this mean?");
            List<String> links = groups("<a href=\"([^#\"][^\"]*)\">", html);
            assertThat(links).hasSizeGreaterThan(2).allSatisfy(link -> {
                assertThat(link).startsWith(Html.COURSE).endsWith(".java");
                String chapter = link.substring(Html.COURSE.length(), link.length() - ".java".length());
                assertThat(Files.exists(Path.of("src/main/java/io/github/chainrule/walkthrough", chapter + ".java")))
                        .as(chapter).isTrue();
            });
            assertThat(groups(" id=\"([^\"]+)\"", html)).containsAll(groups("<a href=\"#([^\"]+)\">", html));
        }
    }

    @Test
    void a_finding_comes_with_its_chapter_and_one_step_is_too_few_to_praise() {
        assertThat(PAGES.get("deep")).containsPattern("<strong>Vanishing gradient:</strong> in the backward pass [^<]+"
                + " <a href=\"" + Html.COURSE + "VanishingGradient.java\">Read about it</a></p>")
                .doesNotContain("Nothing looks wrong");
        assertThat(text(PAGES.get("one-step"))).contains("4 examples, 1 epoch.",
                "Nothing looks wrong so far. After 1 step it is too early to tell.");
    }

    @Test
    void a_run_that_was_cut_short_is_said_to_be_and_not_praised() {
        String html = PAGES.get("diverged");
        assertThat(html).contains("Broke off: epoch 13, batch ", "Try a learning rate below 1.0")
                .contains("<strong>Unscaled targets:</strong>").doesNotContain("Nothing looks wrong", "test examples");
        assertThat(titles(html)).containsExactly("Loss", "Mean absolute error", "The network", "Gradients", "Updates");
    }

    @Test
    void a_long_table_is_folded() {
        assertThat(PAGES.get("moons")).contains("<summary>All 40 epochs</summary>");
        assertThat(PAGES.get("logits")).doesNotContain("epochs</summary>").contains("<td>6</td>");
        assertThat(PAGES.get("deep")).contains("<summary>All 52 layers</summary>");
        assertThat(PAGES.get("ten-digits")).contains("<summary>Class by class</summary>");
    }

    @Test
    void a_dead_unit_is_marked_in_its_picture() {
        int[] dead = MADE.get("two-digits").report().diagnosis.orElseThrow().deadUnits(1);
        assertThat(dead).isNotEmpty();
        String html = PAGES.get("two-digits");
        assertThat(groups("<figure class=\"u( dead)?\">", html)).hasSize(16);
        assertThat(groups("<figcaption>dead \u00b7 (\\d+)<", html).stream().distinct().map(Integer::valueOf))
                .containsExactlyInAnyOrder(IntStream.of(dead).boxed().toArray(Integer[]::new));
        assertThat(PAGES.get("ten-digits")).containsPattern("<figcaption>\\d+ \u2192 \\d <span class=\"c[01]\">");
        assertThat(text(html)).contains("Layer 1, ReLU, has " + dead.length + " dead unit").contains("Dead units: ");
    }

    @Test
    void of_many_layers_a_few_have_a_line_the_first_among_them() {
        String gradients = described(PAGES.get("deep"), "Gradients");
        assertThat(groups("(\\d+) (?:Linear\\(2, [12]\\)|Tanh|Sigmoid): \\d+ points", gradients)).hasSize(11)
                .startsWith("0").endsWith("50");
    }

    /** Of a run of one epoch, without a diagnosis. */
    private static Report report(Evaluation test) {
        Scores scores = new Scores(3, 0.5, Map.of("MAE", 0.25));
        return new Report("By hand", test.predictor(), new History(List.of(new History.Epoch(1, scores,
                Optional.empty(), Duration.ZERO)), List.of(new History.Step(1, 1, scores))));
    }

    private static Evaluation evaluation(Loss loss, Dataset dataset, Layer... layers) {
        return Predictor.of(new Sequential(layers), loss).evaluate(dataset);
    }

    @Test
    void a_model_that_predicts_the_mean_explains_nothing_and_its_errors_have_a_sign() {
        Evaluation test = evaluation(new MeanSquaredError(), Dataset.of(Matrix.column(1, 2, 3), Matrix.column(1, 2, 3)),
                new Linear(Matrix.row(0), Matrix.row(2)));
        String html = report(test).test(test).html();
        assertThat(html).contains("R\u00b2 0, no better than always predicting the mean, ", "<section class=\"two\">\n",
                "<td>1.00</td><td>2.00</td><td>1.00</td></tr>", "<td>3.00</td><td>2.00</td><td>\u22121.00</td></tr>",
                "<tr><td>1</td><td>0.5</td><td>0.25</td></tr>");
        assertThat(titles(html)).as("one epoch is no curve").doesNotContain("MAE");
        assertThat(html).as("without a diagnosis").contains("href=\"#again\"").doesNotContain("href=\"#checked\"");
        assertThat(PAGES.get("one-step")).contains("href=\"#checked\"", "href=\"#gradients\"");
        assertThat(report(test)).hasToString("Report \"By hand\", 1 epoch, 1 step; at the end loss 0.5000,"
                + " MAE 0.2500");
    }

    @Test
    void four_classes_are_few_and_where_all_are_correct_no_mistake_is_shown() {
        Matrix four = Matrix.oneHot(4, 0, 1, 2, 3);
        Evaluation test = evaluation(new CrossEntropy(), Dataset.of(four, four), new Linear(four, Matrix.zeros(1, 4)));
        String html = report(test).test(test).html();
        assertThat(html).contains("<h2>No mistakes ", "<section class=\"row\">\n").doesNotContain("Class by class");
        assertThat(groups("(<th scope=\"col\">Example</th>)", html)).as("the table of correct ones").hasSize(1);
    }

    @Test
    void twelve_layers_and_twenty_steps_are_told_in_full() {
        Random random = new Random(1);
        String html = Reports.made("Twelve", Reports.network(random, new BinaryCrossEntropy(), 2, 4, 4, 4, 4, 4, 1),
                new BinaryCrossEntropy(), Gallery.moons(64, random), Gallery.moons(64, random), 10, 0.01, List.of(),
                false).report().html();
        assertThat(html).contains("2 \u2192 4 Tanh \u2192 4 Tanh \u2192", "<strong>Nothing looks wrong.</strong>");
        assertThat(groups("(\\d+) (?:Linear\\(4, [14]\\)|Linear\\(2, 4\\)|Tanh|Sigmoid): \\d+ points",
                described(html, "Gradients"))).hasSize(12);
    }

    @Test
    void a_table_of_twelve_rows_is_open_and_parts_of_a_page_follow_one_another() {
        List<List<String>> rows = Collections.nCopies(12, List.of("cell"));
        assertThat(new Html().table("Long", List.of("head"), rows).document("t")).doesNotContain("<details");
        assertThat(new Html().table("Long", List.of("head"), Collections.nCopies(13, List.of("cell")))
                .folded(true, "Folded", () -> { }).folded(false, "Open", () -> { })
                .picture(() -> new LineChart("Drawn").line("a", 1)).picture(() -> new LineChart("Empty"))
                .add("p", "end").document("t")).containsSubsequence("<details>\n<summary>Long<", "<summary>Folded<",
                ">Drawn<", "A picture is omitted. LineChart &quot;Empty&quot;", "<p>end</p>").doesNotContain(">Open<");
    }

    /** What is written below the neurons of a model that sees ten digits, or 4 and 9. */
    private static String neurons(Task task, Loss loss, Layer... layers) throws IOException {
        Evaluation test = evaluation(loss, Mnist.load().test(task).subset(0, 1, 2, 3), layers);
        Html page = new Html();
        NeuronSection.write(page, test, report(test));
        return page.document("t");
    }

    private static Linear linear(int rows, int cols, IntToDoubleFunction weight) {
        return new Linear(Matrix.wrap(rows, cols, IntStream.range(0, rows * cols).mapToDouble(weight).toArray()),
                Matrix.zeros(1, cols));
    }

    @Test
    void sixteen_neurons_are_shown_those_with_the_largest_weights_from_the_most_negative_one_up() throws IOException {
        String html = neurons(Task.pair(4, 9), new BinaryCrossEntropy(), new ReLU(), linear(784, 17, k -> k % 17),
                linear(17, 1, j -> 8 - j), new Sigmoid());
        assertThat(groups("<figcaption>(\\d+) ", html)).containsExactly("16", "15", "14", "13", "12", "11", "10", "9",
                "7", "6", "5", "4", "3", "2", "1", "0");
        assertThat(html).contains("What 16 of the 17 hidden", "; below, its largest weight in the next layer",
                ">16 <span class=\"c0\">\u22128.00</span>", ">0 <span class=\"c1\">+8.00</span>")
                .doesNotContain("u dead").as("a quarter of the largest weight")
                .contains(Png.dataUri(DivergingColors.png(28, Matrix.zeros(784, 1).map(v -> 4).values(), 16, 1)));
        assertThat(neurons(Task.pair(4, 9), new BinaryCrossEntropy(), linear(784, 1, k -> 1), linear(1, 1, k -> 1),
                new Sigmoid())).as("one neuron").doesNotContain("neuron");
    }

    /** Neuron 0 leads to 7, though also to 2; neuron 1 to 4; neuron 2 nowhere. */
    @Test
    void a_neuron_stands_with_the_class_that_it_matters_most_to() throws IOException {
        double[] next = new double[30];
        next[2] = 1;
        next[7] = 1.5;
        next[14] = -2;
        next[19] = 1;
        Linear first = linear(784, 3, k -> 1);
        assertThat(groups("<figcaption>(.*)</figcaption>", neurons(Task.allClasses(), new CrossEntropy(), first,
                linear(3, 10, k -> next[k])))).containsExactly("2 \u2192 0 <span class=\"c1\">0</span>",
                "1 \u2192 4 <span class=\"c0\">\u22122.00</span>", "0 \u2192 7 <span class=\"c1\">+1.50</span>");
        Layer both = new OwnLayer("Both") {
            @Override
            public Matrix forward(Matrix x) {
                return Matrix.zeros(x.rows(), 6);
            }

            @Override
            public int outputSize(int inputSize) {
                return 2 * inputSize;
            }
        };
        assertThat(neurons(Task.allClasses(), new CrossEntropy(), first, both, linear(6, 10, k -> 1)))
                .as("its outputs don't arrive there by themselves")
                .contains("the 3 hidden", "<figcaption>0</figcaption>").doesNotContain("next layer");
    }

    @Test
    void what_people_write_is_escaped() {
        Reports.Made xor = MADE.get("one-step");
        Dataset named = xor.test().dataset().withNames(Names.NONE.withClasses("<four>", "nine & more"));
        Evaluation test = Predictor.of(xor.test().predictor().model(), xor.test().predictor().loss()).evaluate(named);
        String html = new Report("<b>4 & 9</b> \ud55c\uad6d\uc5b4", test.predictor(), xor.history()).test(test)
                .setting("", "no name").setting("<note>", "a < b & c").html();

        assertThat(html).contains("<h1>&lt;b&gt;4 &amp; 9&lt;/b&gt; \ud55c\uad6d\uc5b4</h1>",
                "&lt;note&gt;: a &lt; b &amp; c</p>").doesNotContain("<four>", "<b>4");
        assertThat(Element.parse(html.replace("<!DOCTYPE html>\n", "")).name()).isEqualTo("html");
    }

    @Test
    void the_same_run_gives_the_same_page() {
        assertThat(MADE.get("two-digits").report().html()).isEqualTo(PAGES.get("two-digits"));
    }

    @Test
    void what_has_seen_nothing_is_refused() {
        Predictor predictor = MADE.get("one-step").test().predictor();
        assertThatThrownBy(() -> new Report("XOR", predictor, MADE.get("one-step").history())
                .diagnosis(new Diagnosis())).isInstanceOf(IllegalArgumentException.class).hasMessage("Report: the"
                + " diagnosis has seen no training run. Give it to the trainer with .listener(diagnosis) before fit.");
        assertRefused(() -> new Report("Empty", predictor, new History(List.of(), List.of())), "Report: the history has"
                + " no step. Call fit first, and pass what it returns.");
    }

    @Test
    void it_is_written_to_its_file(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        Report report = MADE.get("one-step").report();
        report.save(file);

        assertThat(Files.readString(file)).isEqualTo(PAGES.get("one-step"));
        assertThatThrownBy(() -> report.save(folder.resolve("new"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't write " + folder.resolve("new") + ": it is a folder.");
    }
}
