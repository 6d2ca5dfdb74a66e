// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever was trained: there is a page, and nothing on it contradicts anything else on it. */
class EveryReportTest {

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
        return all().filter(name -> !quantities().toList().contains(name) && !name.equals("diverged"));
    }

    static Stream<String> quantities() {
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

    @ParameterizedTest
    @MethodSource("all")
    void is_well_formed_and_holds_no_broken_number(String name) {
        String html = PAGES.get(name);
        assertThat(Element.parse(html.replace("<!DOCTYPE html>\n", "")).name()).isEqualTo("html");
        assertThat(html.replaceAll("base64,[A-Za-z0-9+/=]+|<p>It broke off: .*", ""))
                .doesNotContainPattern("\\bNaN\\b|Infinity|\\bnull\\b");
        assertThat(groups(" id=\"([^\"]+)\"", html)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void the_first_sentence_the_confusion_matrix_and_the_mistakes_tell_one_story(String name) {
        Evaluation test = MADE.get(name).test();
        String html = PAGES.get(name);
        int size = test.targets().rows();
        int mistakes = size - test.correctCount();

        assertThat(html).contains("accuracy " + TypesetNumber.decimals((double) test.correctCount() / size)
                + ", that is "
                + test.correctCount() + " of " + size + " correct.");
        assertThat(described(html, "Which class is predicted as which")).contains(": " + test.correctCount() + " of "
                + size + " correct (");
        assertThat(html.contains("No mistakes.")).isEqualTo(mistakes == 0);
        assertThat(html.contains("The surest mistakes")).isEqualTo(mistakes > 0);
        assertThat(html.contains("Correct, but least sure")).isEqualTo(test.correctCount() > 0);
    }

    @ParameterizedTest
    @MethodSource("quantities")
    void a_quantity_has_errors_and_neither_classes_nor_accuracy(String name) {
        String html = PAGES.get(name);
        assertThat(html).contains("mean absolute error").doesNotContain("accuracy", "mistake", "p(c)");
        assertThat(titles(html)).anyMatch(title -> title.startsWith("Predicted against true"))
                .doesNotContain("Which class is predicted as which", "Where the model draws the line");
    }

    @Test
    void what_is_not_defined_or_did_not_happen_is_said_in_a_sentence() {
        assertThat(PAGES.get("all-equal")).contains("<p>For these examples R2 isn't defined.</p>",
                "<p>Every gradient was 0 in the steps that were looked at.</p>",
                "<p>No weight was moved in the steps that were looked at.</p>", "mean absolute error 0.0000.</p>");
        assertThat(PAGES.get("regression")).contains("R\u00b2 0.9").doesNotContain("isn't defined");
    }

    @Test
    void a_prediction_that_is_no_better_than_the_mean_is_called_so() {
        assertThat(PAGES.get("plane-of-a-quantity")).contains(": no better than always saying the mean.");
        assertThat(PAGES.get("regression")).doesNotContain("no better");
    }

    @Test
    void a_picture_that_cannot_be_drawn_is_left_out_with_a_sentence() {
        PAGES.forEach((name, html) -> assertThat(html.contains("A picture is left out.")).as(name)
                .isEqualTo(List.of("deep", "no-linear").contains(name)));
        assertThat(PAGES.get("deep")).contains("<p>A picture is left out. NetworkGraph &quot;The network&quot;: more"
                + " than 24 Linear layers side by side can't be seen. Draw a part of the model.</p>");
        assertThat(PAGES.get("no-linear")).contains("<p>A picture is left out. NetworkGraph &quot;The network&quot;:"
                + " Sequential(Shift, Sigmoid) has no weights to draw; expected a Linear layer.</p>");
    }

    @Test
    void a_validation_loss_of_0_is_drawn_on_an_axis_that_has_a_0() {
        assertThat(described(PAGES.get("validation-of-0"), "Loss")).startsWith("Line chart of loss against step.")
                .contains("validation: 3 points, from 0 to 0");
        assertThat(described(PAGES.get("moons"), "Loss")).startsWith("Line chart of loss (log scale) against step.");
    }

    @Test
    void an_accuracy_near_1_is_shown_by_its_errors() {
        assertThat(titles(PAGES.get("moons"))).contains("Errors").doesNotContain("Accuracy");
        assertThat(described(PAGES.get("moons"), "Errors")).startsWith("Line chart of share of wrong answers (log"
                + " scale) against step. mean of 25 batches: 400 points, from 0.5625 to");
        assertThat(titles(PAGES.get("logits"))).contains("Accuracy").doesNotContain("Errors");
        assertThat(PAGES.get("no-linear")).contains("No answer was wrong, so there are no errors to draw.");
    }

    @Test
    void names_are_those_of_the_data_everywhere() {
        assertThat(PAGES.get("regression")).contains(">area</text>", ">price</text>", "<th scope=\"col\">price</th>")
                .doesNotContain(">x\u2080<");
        assertThat(PAGES.get("logits")).contains(">length</text>", ">p(rose) = 0.5</text>", "<td>iris</td>")
                .doesNotContain(">x\u2080<", "class 1");
        assertThat(PAGES.get("ten-digits")).contains("Inputs are pixels: row, column.").doesNotContain(">x\u2082");
        assertThat(PAGES.get("three-classes")).contains("<td>versicolor</td>", ">virginica</text>");
    }

    @Test
    void a_mistake_tells_how_probable_the_right_class_was_too() {
        Outcome first = MADE.get("three-classes").test().hardest(1).get(0);
        assertThat(PAGES.get("three-classes")).contains("<tr><td>" + first.index() + "</td><td>"
                + first.target().className() + "</td><td>" + first.prediction().className() + "</td><td>"
                + TypesetNumber.decimals(first.prediction().probability(first.target().className())) + "</td><td>"
                + TypesetNumber.decimals(first.prediction().probability(first.prediction().className())) + "</td></tr>");
    }

    @Test
    void validation_has_the_same_colour_in_every_chart() {
        String html = PAGES.get("three-classes");
        for (String title : List.of("Loss", "Errors")) {
            assertThat(groups("(each batch|mean of 25 batches|validation): \\d+ points", described(html, title)).get(1))
                    .as(title).isEqualTo("validation");
        }
    }

    @Test
    void what_need_not_be_a_probability_is_not_called_one() {
        assertThat(PAGES.get("squares-for-classes")).contains("p(c) is what the model says for class c; trained on"
                + " squares, it need not be a probability.");
        assertThat(PAGES.get("logits")).contains("p(c) is the probability that the model gives to class c.");
    }

    @Test
    void one_step_is_too_few_to_praise() {
        assertThat(PAGES.get("one-step")).contains("Nothing looks wrong so far, after 1 step: too few to tell.")
                .contains("After 1 epoch of 4 examples,");
    }

    @Test
    void a_long_table_is_folded() {
        assertThat(PAGES.get("moons")).contains("<summary>All 40 epochs</summary>");
        assertThat(PAGES.get("logits")).doesNotContain("epochs</summary>").contains("<td>6</td>");
        assertThat(PAGES.get("deep")).contains("<summary>All 52 layers</summary>");
    }

    /** Words about units, and the figures that they rest on, stand in one place. */
    @Test
    void dead_and_saturated_units_are_told_once() {
        PAGES.values().forEach(html -> assertThat(html).doesNotContain("Dead or satu"));
        assertThat(PAGES.get("two-digits")).containsOnlyOnce("Dead units: ");
    }

    @Test
    void each_finding_links_to_its_chapter() {
        assertThat(PAGES.get("deep"))
                .containsPattern("<p><strong>Vanishing gradient:</strong> in the backward pass [^<]+"
                + " <a href=\"" + ReportPage.COURSE + "VanishingGradient.html\">Read about it</a></p>");
        assertThat(PAGES.get("deep")).contains("<summary>What was looked at</summary>").doesNotContain("Nothing");
    }

    @Test
    void images_of_neurons_can_be_followed_from_epoch_to_epoch_on_one_scale() {
        String html = PAGES.get("two-digits");
        assertThat(groups("<input type=\"radio\" name=\"stop\" id=\"(stop-\\d)\"", html))
                .containsExactly("stop-0", "stop-1", "stop-2", "stop-3");
        assertThat(groups("<label for=\"stop-\\d\">(\\d)</label>", html)).containsExactly("0", "1", "2", "3");
        assertThat(groups("id=\"(stop-\\d)\" checked", html)).containsExactly("stop-3");
        assertThat(titles(html)).containsSubsequence("The first layer's weights, before training",
                "The first layer's weights, after epoch 1", "The first layer's weights, after epoch 3");
        List<String> scales = groups("orange above; the largest size is ([^<]+)\\.</desc>", html.substring(
                html.indexOf("<fieldset>")));
        assertThat(scales).hasSize(4).containsOnly(scales.get(0));
        assertThat(html).contains("input:nth-of-type(4):checked~figure:nth-of-type(4)");
        assertThat(groups("<label for=\"stop-\\d\">(\\d+)</label>", PAGES.get("ten-digits")))
                .containsExactly("0", "2", "4", "6", "8", "10", "12", "14");
        assertThat(PAGES.get("moons")).doesNotContain("<fieldset>");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void each_class_has_precision_and_recall_that_follow_from_the_confusion_matrix(String name) {
        Evaluation test = MADE.get(name).test();
        for (String c : test.predictor().names().classes()) {
            int k = test.predictor().names().classes().indexOf(c);
            int right = test.confusionMatrix().count(c, c);
            long there = IntStream.range(0, test.targets().rows()).filter(i -> test.outcome(i).target()
                    .classIndex() == k)
                    .count();
            long said = IntStream.range(0, test.targets().rows()).filter(i -> test.outcome(i).prediction()
                    .classIndex() == k)
                    .count();
            assertThat(PAGES.get(name)).as(c).contains("<tr><td>" + c + "</td><td>" + share(right, said) + "</td><td>"
                    + share(right, there) + "</td><td>" + share(2L * right, said + there) + "</td></tr>");
        }
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "not defined" : TypesetNumber.decimals((double) part / whole);
    }

    @Test
    void a_training_that_broke_off_is_told_and_not_praised() {
        String html = PAGES.get("diverged");
        assertThat(html).contains("<p>It broke off: epoch 13, batch ", "Try a learning rate below 1.0")
                .contains("<p><strong>Unscaled targets:</strong>").doesNotContain("Nothing looks wrong", ">Test<");
        assertThat(titles(html)).containsExactly("The network", "Loss", "Mean absolute error", "Gradients", "Updates");
    }

    @Test
    void of_many_layers_a_few_have_a_line_the_first_and_the_last_among_them() {
        String gradients = described(PAGES.get("deep"), "Gradients");
        assertThat(groups("(\\d+) Linear\\(2, [12]\\): \\d+ points", gradients)).hasSize(12).startsWith("0")
                .endsWith("50");
        assertThat(PAGES.get("deep")).contains("Of 52 layers, 12 are shown.");
        assertThat(PAGES.get("moons")).doesNotContain("are shown.");
    }

    @Test
    void every_link_leads_to_a_chapter() {
        for (String html : PAGES.values()) {
            List<String> links = groups("<a href=\"([^\"]*)\">", html);
            assertThat(links).hasSizeGreaterThan(3).allSatisfy(link -> {
                assertThat(link).startsWith(ReportPage.COURSE).endsWith(".html");
                String chapter = link.substring(ReportPage.COURSE.length(), link.length() - ".html".length());
                assertThat(Files.exists(Path.of("src/main/java/io/github/chainrule/walkthrough", chapter + ".java")))
                        .as(chapter).isTrue();
            });
        }
    }
}
