// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks, and what it gets. */
class ApiTest {

    /** What its clock shows; it advances each time it is read. */
    private long now;
    private final Api api = new Api(new DigitNetwork(), () -> now++);

    private Answer ask(String... request) {
        return Answer.of(api, request);
    }

    @Test
    void a_lesson_that_was_lost_comes_back_with_the_same_numbers() {
        ask("do", "open", "setup", "data=moons&hidden=3&dropout=0.2");
        ask("do", "look", "steps", "30", "milliseconds", "2000");
        Answer before = ask("do", "look", "steps", "7", "milliseconds", "2000");
        Answer after = ask("do", "open", "setup", "data=moons&hidden=3&dropout=0.2", "steps", "37", "milliseconds",
                "2000");

        assertThat(after.number("steps")).isEqualTo(37);
        assertThat(after.array("parameters")).isEqualTo(before.array("parameters"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "fly | | | there is nothing called \\\"fly\\\".",
            "look | steps | -1 | steps: expected a whole number from 0 to 1000000, got \\\"-1\\\".",
            "look | steps | 1e3 | steps: expected a whole number from 0 to 1000000, got \\\"1e3\\\".",
            "look | colour | 1 | there is no setting \\\"colour\\\".",
            "digit | drawing | AAAA | Drawing: expected rows x cols pixels, at least one, got 3 for 112 x 112.",
            "look | show | 3.1 | show: expected a whole number from 0 to 2, got \\\"3\\\".",
            "open | setup | goal=1 | goal: expected one of probability, logits, squares, got \\\"1\\\".",
            "number | example | 4 | example: expected a whole number from 0 to 3, got \\\"4\\\".",
            "look | example | 4 | example: expected a whole number from 0 to 3, got \\\"4\\\".",
            "point | remove | 4 | remove: expected a whole number from 0 to 3, got \\\"4\\\".",
            "set | to | 5 | to: expected a whole number from 1 to 4, got \\\"5\\\"."})
    void what_cannot_be_done_is_said(String what, String key, String value, String message) {
        ask("do", "open", "setup", "data=xor");
        Answer answer = key == null ? ask("do", what) : ask("do", what, key, value);

        assertThat(answer.text("error")).isEqualTo(message);
    }

    /** What Java's methods would do about it is of no use there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "a,b,c/1,2,x/1,o,y | the file, line 3, column \\\"b\\\": expected a number, got \\\"o\\\". Correct it.",
            "a,,c/1,2,x | the file, line 1, column 2: the column has no name. Correct it.",
            ";b;c/1;2;x | the file, line 1, column 1: the column has no name. Correct it.",
            "~\tb\tc/1\t2\tx~ | the file, line 1, column 1: the column has no name. Correct it.",
            "a,1,2/b,3,4 | the file, line 1: expected the columns' names, got [a, 1, 2]. Correct it."})
    void what_is_wrong_with_a_file_is_said_in_words_for_the_page(String text, String message) {
        assertThat(ask("do", "csv", "text", text.replace('/', '\n')).text("error")).isEqualTo(message);
    }

    @Test
    void what_is_no_request_and_what_comes_before_a_lesson_is_refused() {
        assertThat(new Answer(api.answer("{}")).text("error")).isEqualTo(
                "expected name=value between each &, got \\\"{}\\\".");
        assertThat(ask("do", "look").json()).isEqualTo(
                "{\"error\":\"There is no lesson yet: open one first.\",\"closed\":true}");
    }

    @Test
    void the_planes_are_what_the_predictor_says_in_the_middle_of_each_pixel() {
        Answer opened = ask("do", "open", "setup", "data=moons&scale=true&hidden=5&activation=sigmoid", "steps", "100",
                "plane", "50", "neuron", "6", "show", "1.4", "milliseconds", "2000");
        Lesson lesson = LessonTest.played("data=moons&scale=true&hidden=5&activation=sigmoid", 100);
        byte[] plane = planes(opened, "plane");
        byte[] shown = planes(opened, "shown");
        double[] range = opened.numbers("range");

        for (int k : new int[] {0, 49, 1000, 2499}) {
            double x = range[0] + (range[1] - range[0]) * (k % 50 + 0.5) / 50;
            double y = range[3] - (range[3] - range[2]) * (Math.floorDiv(k, 50) + 0.5) / 50;
            Matrix scaled = lesson.network.predictor.scaler().orElseThrow().transformInputs(Matrix.row(x, y));
            assertThat(plane[k] & 255).isEqualTo((int) Math.round(
                    255 * lesson.network.predictor.predict(x, y).value()));
            assertThat(shown[k] & 255).isEqualTo((int) Math.round(
                    255 * lesson.network.model.forward(scaled).activation(2).get(0, 3)));
        }
        assertThat(opened.json().split("\"planes\"")).hasSize(5);
    }

    private static byte[] planes(Answer answer, String key) {
        return Answer.bytes(answer.json().replaceFirst(".*\"" + key + "\":\\{[^}]*\"planes\":\"([^\"]*)\".*", "$1"));
    }

    @Test
    void a_large_plane_is_made_in_slices_by_the_weights_that_it_was_begun_with() {
        ask("do", "open", "setup", "data=moons&hidden=5", "steps", "20", "milliseconds", "2000");
        byte[] whole = planes(ask("do", "look"), "plane");
        Answer look = ask("do", "look", "slice", "0", "score", "0");
        int looks = 1;
        for (; !look.json().contains("\"plane\""); looks++) {
            assertThat(look.json()).doesNotContain("\"score\"", "\"gradients\"");
            look = ask("do", "look", "steps", "1", "slice", "0", "score", "0");
        }

        assertThat(looks).isEqualTo(10);
        assertThat(planes(look, "plane")).isEqualTo(whole);
    }

    @Test
    void a_picture_s_bytes_go_from_its_lower_end_to_its_upper_one() {
        assertThat(Look.picture(Matrix.column(-1, 0, 3, 9, -9, Double.NaN), 0, -1, 3))
                .containsExactly(0, 64, -1, -1, 0, 0);
        assertThat(Look.picture(Matrix.column(2, 3), 0, 2, 2)).containsExactly(0, 0);
    }

    @Test
    void the_page_gets_what_the_lesson_has_and_no_picture_that_it_does_not_want() {
        String setup = "data=plane&points=20&noise=0.1&hidden=2&activation=relu";
        Answer opened = ask("do", "open", "setup", setup, "plane", "0", "neuron", "10");
        Lesson lesson = LessonTest.played(setup, 0);
        double[] targets = lesson.examples.targets().values();
        double[] range = lesson.examples.range();
        Batch all = Examples.all(lesson.examples.training());
        Parameter weight = lesson.network.linear(1).parameters().get(0);
        double numeric = (loss(lesson, all, weight, 1, 1, 1e-6) - loss(lesson, all, weight, 1, 1, -1e-6)) / 2e-6;

        assertThat(Answer.floats(opened.text("t"))).containsExactly(targets, within(1e-6));
        assertThat(opened.numbers("values")).containsExactly(Examples.ends(Arrays.stream(targets)));
        assertThat(opened.json()).contains("\"testScore\":" + lesson.testScore().orElseThrow().json())
                .doesNotContain("\"plane\":", "\"words\":", "\"hidden\":{");
        assertThat(Answer.floats(opened.array("gradients").split("[\\[\\],]")[1])[3]).isCloseTo(numeric, within(1e-6));
        assertThat(opened.array("neurons")).startsWith("[{\"low\":[" + (range[0] + (range[1] - range[0]) * 0.5 / 10)
                + "," + (range[3] - (range[3] - range[2]) * 9.5 / 10) + "],\"high\":[");
        assertThat(Answer.floats(ask("do", "open", "setup", "data=xor&hidden=", "neuron", "0", "hidden", "1", "words", "1")
                .text("t"))).containsExactly(0, 1, 1, 0);
        assertThat(ask("do", "look", "neuron", "0", "hidden", "1", "words", "1").json()).contains("\"words\":{")
                .doesNotContain("\"neurons\":", "\"hidden\":{");
    }

    /** All gradients that are shown, against the loss when weights are changed a little. */
    @ParameterizedTest
    @ValueSource(strings = {"data=moons&hidden=3,2", "data=spiral3&hidden=4&activation=sigmoid&goal=squares",
            "data=blobs3&hidden=3&scale=true", "data=circles&hidden=3&goal=logits&inputs=x1,x2,x1x1,sinx2",
            "data=plane&hidden=3&activation=leaky"})
    void the_numbers_of_an_example_are_those_of_the_chain_rule(String setup) {
        Lesson lesson = LessonTest.played(setup, 20);
        int example = 3;
        Batch one = lesson.examples.example(example);
        Answer trace = trace(lesson, example);
        double[] dz = trace.numbers("dz");
        double[] a = trace.numbers("a");
        int from = 0;
        int out = 0;
        for (int layer = 1; layer <= lesson.network.count(); layer++) {
            Parameter weight = lesson.network.linear(layer).parameters().get(0);
            int inputs = weight.value().rows();
            for (int i = 0; i < inputs; i++) {
                for (int j = 0; j < weight.value().cols(); j++) {
                    double numeric = (loss(lesson, one, weight, i, j, 1e-6)
                            - loss(lesson, one, weight, i, j, -1e-6)) / 2e-6;
                    assertThat(a[from + i] * dz[out + j]).as(setup + " " + layer).isCloseTo(numeric, within(1e-7));
                }
            }
            from += inputs;
            out += weight.value().cols();
        }
        assertThat(trace.number("loss")).isEqualTo(loss(lesson, one, lesson.network.model.parameters().get(0), 0,
                0, 0));
    }

    private static Answer trace(Lesson lesson, int example) {
        JsonText trace = new JsonText();
        lesson.network.trace(lesson.examples.example(example), trace);
        return new Answer(trace.toString());
    }

    private static double loss(Lesson lesson, Batch one, Parameter parameter, int i, int j, double change) {
        double value = parameter.value().get(i, j);
        parameter.value().set(i, j, value + change);
        parameter.markChanged();
        double loss = lesson.setup.loss.value(lesson.network.model.output(one.inputs()), one.targets());
        parameter.value().set(i, j, value);
        parameter.markChanged();
        return loss;
    }

    @Test
    void gradients_are_not_known_where_numbers_overflow() {
        Lesson lesson = LessonTest.played("data=xor&hidden=2", 0);
        lesson.network.model.parameters().forEach(p -> p.setValue(p.value().map(w -> Double.MAX_VALUE)));
        JsonText json = new JsonText();
        new Look(lesson).addTo(json, new Values("plane=0&neuron=0"), () -> false);

        assertThat(Answer.floats(new Answer(json.toString()).array("gradients").split("[\\[\\],]")[1]))
                .containsOnly(Double.NaN);
    }

    @Test
    void slopes_and_the_way_back_fit_together() {
        Answer trace = trace(LessonTest.played("data=moons&hidden=2&goal=logits", 20), 0);
        double[] slope = trace.numbers("slope");
        double[] da = trace.numbers("da");
        double[] dz = trace.numbers("dz");
        double[] w = trace.numbers("parameters");
        double says = trace.numbers("says")[0];

        assertThat(da[2]).isNaN();
        assertThat(dz[2]).isCloseTo(says - trace.numbers("target")[0], within(1e-12));
        assertThat(slope[2]).isEqualTo(says * (1 - says));
        for (int j = 0; j < 2; j++) {
            assertThat(da[j]).isCloseTo(dz[2] * w[6 + j], within(1e-12));
            assertThat(dz[j]).isCloseTo(da[j] * slope[j], within(1e-12));
        }
    }

    @Test
    void a_weight_is_set_and_a_step_is_made_with_one_example() {
        ask("do", "open", "setup", "data=xor&hidden=2");
        Answer set = ask("do", "set", "layer", "2", "from", "3", "to", "1", "value", "0.5");

        assertThat(Answer.floats(set.array("parameters").split(",")[1].replace("]", ""))[2]).isEqualTo(0.5);
        assertThat(ask("do", "look", "example", "2").number("steps")).isOne();
        assertThat(ask("do", "program").text("message")).startsWith("Weights or settings were changed");
    }

    @Test
    void points_are_added_and_removed_and_others_become_ones_own() {
        ask("do", "open", "setup", "data=xor&batch=4", "steps", "3");
        Answer added = ask("do", "point", "add", "0.5,0.25,1");
        Answer removed = ask("do", "point", "remove", "0");

        assertThat(added.text("setup")).contains("data=own", "test=0&", "own=0,0,0;0,1,1;1,0,1;1,1,0;0.5,0.25,1");
        assertThat(added.number("steps")).isEqualTo(3);
        assertThat(removed.text("setup")).contains("own=0,1,1;1,0,1;1,1,0;0.5,0.25,1");
        assertThat(ask("do", "change", "setup", "data=own").text("error")).startsWith("points: there are none yet.");
        ask("do", "open", "setup", "data=plane");
        assertThat(ask("do", "point", "add", "1,1,0").text("error")).startsWith("points can be set only where they have");
    }

    /** Held-back points have numbers of their own, whatever order the split has given them. */
    @Test
    void the_point_that_is_meant_is_the_one_that_goes() {
        Answer opened = ask("do", "open", "setup", "data=moons&points=20&test=0.5");
        double[] x = Answer.floats(opened.text("x"));
        String removed = ask("do", "point", "remove", "10").text("setup");

        assertThat(removed.split(";")).hasSize(19);
        assertThat(removed).doesNotContain(String.valueOf((float) x[10]).substring(0, 6));
    }

    @Test
    void how_a_hidden_layer_bends_the_plane_is_shown() {
        Answer opened = ask("do", "open", "setup", "data=xor&hidden=3,2", "hidden", "1");
        double[] examples = Answer.floats(opened.json().replaceFirst(".*\"examples\":\"([^\"]*)\".*", "$1"));
        Lesson lesson = LessonTest.played("data=xor&hidden=3,2", 0);
        double[] expected = lesson.network.model.forward(Examples.all(lesson.examples.training()).inputs())
                .activation(4).values();

        assertThat(examples).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(examples[i]).isCloseTo(expected[i], within(1e-6));
        }
        assertThat(Answer.floats(opened.text("net"))).hasSize(13 * 13 * 2);
    }

    @Test
    void what_is_opened_reaches_the_goals_that_are_about_opening() {
        ask("do", "open", "setup", "one-path");
        assertThat(ask("do", "look").json()).contains("\"now\":\"not yet\"");
        ask("do", "number", "example", "0", "opened", "weight 1");
        assertThat(ask("do", "look").json()).contains("\"now\":\"done\"", "\"reached\":true");
    }

    @Test
    void a_goal_is_about_the_data_of_its_lesson() {
        ask("do", "open", "setup", "lesson=first&data=circles&points=120&hidden=4");
        assertThat(ask("do", "look").json()).contains("\"reached\":false");
        ask("do", "change", "setup", "lesson=first&data=own&own=-1,-1,0;1,1,1&test=0&hidden=4");
        assertThat(ask("do", "look").json()).doesNotContain("\"reached\"");
    }

    @Test
    void what_is_out_of_range_is_said() {
        Answer far = ask("do", "open", "setup", "data=own&own=1e8,0,0;-1e8,1,1&test=0");
        assertThat(far.text("outOfRange")).isEqualTo("Points lie as far out as 1.3\u00b710\u2078, but networks learn best"
                + " from numbers near 1: scale the inputs.");
        assertThat(ask("do", "open", "setup", "data=own&own=999999,0,0;999999,1,1&test=0").text("outOfRange"))
                .isEmpty();
        ask("do", "open", "setup", "data=xor");
        assertThat(ask("do", "set", "value", "-1e6").text("outOfRange")).isEmpty();
        assertThat(ask("do", "set", "value", "2e7").text("outOfRange")).startsWith("Weights are as large as 2\u00b710\u2077:");
    }

    /** AND by hand: only both inputs together outweigh the bias. */
    @Test
    void a_goal_is_seen_when_weights_reach_it_and_when_a_lesson_opens_with_such() {
        ask("do", "open", "setup", "one-neuron");
        ask("do", "set", "from", "1", "value", "20");
        ask("do", "set", "from", "2", "value", "20");
        assertThat(ask("do", "look").json()).contains("\"reached\":false");
        assertThat(ask("do", "set", "from", "3", "value", "-30").json()).contains("\"reached\":true", "\"right\":4");
        assertThat(ask("do", "open", "setup", "lesson=one-neuron&data=and&hidden=&batch=4&weights=20,20,-30").json())
                .contains("\"reached\":true", "\"step\":0");
    }

    @Test
    void other_findings_have_other_advice() {
        ask("do", "open", "setup", "xor-stuck");
        assertThat(ask("do", "advise", "kinds", "UNSCALED_INPUTS").json()).contains("Scale the inputs")
                .doesNotContain("weight decay");
        assertThat(ask("do", "advise", "kinds", "EXCESSIVE_WEIGHT_DECAY").json()).doesNotContain("Scale the inputs");
        ask("do", "open", "setup", "data=moons&decay=0.1");
        assertThat(ask("do", "advise", "kinds", "EXCESSIVE_WEIGHT_DECAY").json()).contains("Use no weight decay");
    }

    @Test
    void layers_are_called_what_they_compute() {
        for (String[] setup : new String[][] {{"data=xor&hidden=3,2", "[\"tanh\",\"tanh\",\"sigmoid\"]"},
            {"data=blobs3&hidden=3&activation=relu", "[\"relu\",\"softmax\"]"},
            {"data=plane&hidden=", "[\"none\"]"}}) {
            assertThat(ask("do", "open", "setup", setup[0]).array("functions")).isEqualTo(setup[1]);
        }
        assertThat(LessonTest.played("data=xor&hidden=2,3&dropout=0.5", 0).network.model).hasToString("Sequential("
                + "Linear(2, 2), Tanh, Dropout(0.5), Linear(2, 3), Tanh, Dropout(0.5), Linear(3, 1), Sigmoid)");
        assertThat(trace(LessonTest.played("data=plane&hidden=2&activation=none", 5), 0).numbers("slope"))
                .containsExactly(1, 1, 1);
    }

    @Test
    void what_the_network_says_is_in_the_targets_own_unit() {
        String setup = "data=plane&points=20&noise=0&scale=true&hidden=2";
        Answer opened = ask("do", "open", "setup", setup, "steps", "300", "milliseconds", "2000");
        Lesson lesson = LessonTest.played(setup, 300);
        double[] says = Answer.floats(opened.text("says"));
        double[] t = Answer.floats(opened.text("t"));

        assertThat(says).hasSameSizeAs(t);
        for (int i = 0; i < says.length; i++) {
            double x = Answer.floats(opened.text("x"))[i];
            double y = Answer.floats(opened.text("y"))[i];
            assertThat(says[i]).isCloseTo(lesson.network.predictor.predict(x, y).value(), within(1e-5));
            assertThat(t[i]).as("a plane").isCloseTo((x + y) / 4, within(1e-5));
        }
    }

    @Test
    void a_layer_bends_the_plane_where_that_is_no_tangle() {
        assertThat(Answer.floats(ask("do", "open", "setup", "data=xor&hidden=8", "hidden", "1").text("net")))
                .hasSize(13 * 13 * 8);
        assertThat(Answer.floats(ask("do", "open", "setup", "data=xor&hidden=9", "hidden", "1").text("net"))).isEmpty();
    }

    /** Pictures come eleven rows at a time; each neuron's has its ends. */
    @Test
    void a_picture_of_22_rows_comes_in_two_parts_and_says_between_which_numbers_it_lies() {
        ask("do", "open", "setup", "data=moons&hidden=2&activation=relu");
        assertThat(ask("do", "look", "plane", "22", "slice", "0").json()).doesNotContain("\"plane\"");
        Answer look = ask("do", "look", "plane", "22", "slice", "0", "neuron", "4");
        assertThat(planes(look, "plane")).hasSize(22 * 22);
        Matrix a = LessonTest.played("data=moons&hidden=2&activation=relu", 0).network.model.forward(pixels(look, 4))
                .activation(2);
        double[] high = new Answer(look.array("neurons").split("},")[1]).numbers("high");
        assertThat(high).containsExactly(Examples.column(a, 0).max().orElse(0), Examples.column(a, 1).max().orElse(0));
    }

    private Matrix pixels(Answer look, int size) {
        assertThat(look.json()).contains("\"neurons\"");
        double[] range = LessonTest.played("data=moons&hidden=2&activation=relu", 0).examples.range();
        double[][] places = new double[size * size][];
        for (int k = 0; k < places.length; k++) {
            places[k] = new double[] {range[0] + (range[1] - range[0]) * (k % size + 0.5) / size,
                range[3] - (range[3] - range[2]) * (Math.floorDiv(k, size) + 0.5) / size};
        }
        return Matrix.of(places);
    }

    @Test
    void what_is_learned_from_is_what_a_program_makes() {
        assertThat(Examples.all(Examples.of(Setup.parse("data=or&test=0")).training()).targets())
                .isEqualTo(Matrix.column(0, 1, 1, 1));
        assertThat(Examples.all(Examples.of(Setup.parse("data=spiral&test=0&points=50&noise=0.1&seed=5")).training())
                .inputs()).isEqualTo(Examples.all(ToyData.spiral(50, 2, 0.1, 5)).inputs());
    }

    @Test
    void infinite_numbers_are_written_so_that_they_become_infinite_again() {
        assertThat(new JsonText().with("up", Double.POSITIVE_INFINITY).with("down", Double.NEGATIVE_INFINITY))
                .hasToString("{\"up\":1e999,\"down\":-1e999}");
    }

    @Test
    void the_numbers_of_an_example_are_in_their_answer() {
        ask("do", "open", "setup", "data=xor&hidden=2");
        assertThat(ask("do", "number", "example", "1").numbers("target")).containsExactly(1);
    }

    @Test
    void where_there_is_no_time_one_step_is_made() {
        Api stands = new Api(new DigitNetwork(), () -> 0);

        assertThat(Answer.of(stands, "do", "open", "setup", "data=xor", "steps", "9", "milliseconds", "0")
                .number("made")).isOne();
    }

    @Test
    void advice_is_tried_in_slices_of_time() {
        ask("do", "open", "setup", "xor-stuck", "steps", "500", "milliseconds", "2000");
        Answer answer = ask("do", "advise", "kinds", "SETTLED", "milliseconds", "0");
        assertThat(answer.json()).startsWith("{\"done\":false");
        while (!answer.json().startsWith("{\"done\":true")) {
            answer = ask("do", "advise", "kinds", "SETTLED");
        }
        assertThat(answer.json()).contains("Use 4 hidden neurons\",\"ends\":\"4 of 4 right after 50 steps\"");
    }

    @TempDir
    private Path folder;

    @Test
    void the_model_comes_back_from_its_file_with_the_same_bits() throws IOException {
        ask("do", "open", "setup", "data=moons&hidden=3", "steps", "20", "milliseconds", "2000");
        Path file = Files.write(folder.resolve("model.safetensors"), Answer.bytes(ask("do", "model").text("base64")));
        Predictor loaded = ModelFile.load(file);

        assertThat(loaded.predict(0.3, 0.7).value()).isEqualTo(LessonTest.played("data=moons&hidden=3", 20)
                .network.predictor.predict(0.3, 0.7).value());
    }
}
