// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundaryPlotTest {

    private static final Dataset ONE = Dataset.of(Matrix.row(0, 1), Matrix.row(1));

    /** Class 1 where x0 > 0.5. */
    private static Sequential half() {
        return new Sequential(new Linear(Matrix.column(10, 0), Matrix.row(-5)), new Sigmoid());
    }

    private static BoundaryPlot plot() {
        return plot(half(), new BinaryCrossEntropy());
    }

    private static BoundaryPlot plot(Sequential model, Loss loss) {
        return new BoundaryPlot("Halves", Predictor.of(model, loss), ONE);
    }

    private static BoundaryPlot plot(Dataset points) {
        return new BoundaryPlot("Halves", Predictor.of(half(), new BinaryCrossEntropy()), points);
    }

    private static Predictor named(Sequential model, Loss loss, Names names) {
        return new Predictor(model, loss, names, Optional.empty());
    }

    private static List<double[][]> pieces(Drawn drawn, String cssClass) {
        return Drawn.lines(drawn.all("path", cssClass).get(0).getAttribute("d"));
    }

    /** From 0 to 1 where the plot's box is. */
    private static double share(Drawn drawn, double x) {
        String d = drawn.all("path", "cr-axis").stream().map(p -> p.getAttribute("d")).filter(p -> p.endsWith("z"))
                .reduce((first, last) -> last).orElseThrow();
        double[][] box = Drawn.lines(d).get(0);
        return (x - box[0][0]) / (box[1][0] - box[0][0]);
    }

    @Test
    void the_boundary_is_where_both_classes_are_equally_likely() {
        Drawn drawn = Drawn.of(plot().range(0, 2, 0, 1));
        List<double[][]> pieces = pieces(drawn, "cr-strong");
        assertThat(pieces).hasSize(2 * PredictionGrid.CELLS).allSatisfy(piece -> {
            assertThat(share(drawn, piece[0][0])).isEqualTo(0.25, within(0.001));
            assertThat(share(drawn, piece[1][0])).isEqualTo(0.25, within(0.001));
        });
        assertThat(pieces.stream().map(piece -> piece[0][1]).distinct()).as("from top to bottom")
                .hasSizeGreaterThanOrEqualTo(PredictionGrid.CELLS);
        assertThat(drawn.texts()).contains("p = 0.5", "probability of class 1", "0", "0.5", "1", "x\u2080", "x\u2081");
    }

    @Test
    void a_model_that_is_always_certain_has_no_boundary() {
        Drawn drawn = Drawn.of(plot().range(1, 2, 0, 1));
        assertThat(drawn.texts()).contains("p = 0.5 nowhere");
    }

    @Test
    void points_that_cover_each_other_share_their_labels() {
        BoundaryPlot plot = plot(Dataset.of(Matrix.of(new double[] {0, 0}, new double[] {1, 1},
                new double[] {0.001, 0}), Matrix.column(0, 1, 0)));
        assertThat(Drawn.of(plot.labels("a", "b", "c")).texts()).contains("a, c", "b").doesNotContain("a", "c");
        assertRefused(() -> plot.labels("a"), "BoundaryPlot \"Halves\": 1 labels for 3 points; expected one for each.");
    }

    @Test
    void points_of_two_classes_differ_in_shape_and_color() {
        Drawn drawn = Drawn.of(plot(Dataset.of(Matrix.of(new double[] {0, 0}, new double[] {1, 1},
                new double[] {1, 0}), Matrix.column(0, 1, 1)).withNames(Names.NONE.withClasses("left", "right"))));
        assertThat(drawn.all("path", "cr-f0").get(0).getAttribute("d")).contains("a4.5 4.5").doesNotContain("L");
        assertThat(Drawn.lines(drawn.all("path", "cr-f1").get(0).getAttribute("d"))).hasSize(3)
                .allSatisfy(triangle -> assertThat(triangle).hasNumberOfRows(3));
        assertThat(drawn.texts()).contains("left", "right");
        assertThat(drawn.description()).isEqualTo("The plane of two inputs, colored by the probability of right, with"
                + " the line where it is 0.5. left: 1 point. right: 2 points.");
    }

    @Test
    void each_neuron_has_its_line_and_a_mark_on_its_positive_side() {
        // Neuron 0: x0 = 0.5, positive on the right; neuron 1: x1 = 0.5, positive below; neuron 2: far away.
        Linear first = new Linear(Matrix.of(new double[] {2, 0, 1}, new double[] {0, -2, 0}), Matrix.row(-1, 1, 100));
        Sequential model = new Sequential(first, new Tanh(), new Linear(3, 1, new Random(1)), new Sigmoid());
        Drawn drawn = Drawn.of(plot(model, new BinaryCrossEntropy()).range(0, 1, 0, 1).neurons());
        List<double[][]> lines = pieces(drawn, "cr-neuron");
        List<double[][]> sides = pieces(drawn, "cr-side");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)[0][0]).isEqualTo(lines.get(0)[1][0]);
        assertThat(sides.get(0)[1][0]).isGreaterThan(sides.get(0)[0][0]);
        assertThat(lines.get(1)[0][1]).isEqualTo(lines.get(1)[1][1]);
        assertThat(sides.get(1)[1][1]).isGreaterThan(sides.get(1)[0][1]);
        assertThat(drawn.texts()).contains("h\u2080", "h\u2081", "2 of 3 neurons").doesNotContain("h\u2082");
    }

    @Test
    void logits_are_read_as_the_loss_says() {
        Sequential logits = new Sequential(new Linear(Matrix.column(10, 0), Matrix.row(-5)));
        assertThat(plot(logits, new BinaryCrossEntropyWithLogits()).range(0, 2, 0, 1).svg())
                .isEqualTo(plot().range(0, 2, 0, 1).svg());
    }

    /** x0 itself, from −1 to 2: its line is at a half, and its color ends where a probability would. */
    @Test
    void a_prediction_that_is_no_probability_is_not_called_one() {
        Sequential line = new Sequential(new Linear(Matrix.column(1, 0), Matrix.row(0)));
        Drawn drawn = Drawn.of(plot(line, new MeanSquaredError()).range(-1, 2, 0, 1));
        assertThat(String.join(" ", drawn.texts())).contains("prediction for class 1", "p = 0.5");
        assertThat(pieces(drawn, "cr-strong")).isNotEmpty().allSatisfy(piece ->
                assertThat(share(drawn, piece[0][0])).isEqualTo(0.5, within(0.001)));
        assertThat(drawn.description()).startsWith("The plane of two inputs, colored by the prediction for class 1,"
                + " which isn't a probability everywhere,");
    }

    @Test
    void names_are_those_of_the_predictor_or_the_data() {
        Names names = Names.NONE.withFeatures("length", "width").withClasses("iris", "rose");
        assertThat(Drawn.of(new BoundaryPlot("Flowers", named(half(), new BinaryCrossEntropy(), names), ONE)).texts())
                .contains("length", "width", "iris", "rose");
        assertThat(Drawn.of(plot(Dataset.of(Matrix.row(0, 1), Matrix.row(1)).withNames(names))).texts())
                .contains("length", "width", "iris", "rose", "probability of rose");
    }

    /** Scores −10·x0, 0 and 10·(x0 − 1): class a left of 0, class b between 0 and 1, class c right of 1. */
    private static BoundaryPlot three(Dataset points) {
        Sequential model = new Sequential(new Linear(Matrix.of(new double[] {-10, 0, 10}, new double[3]),
                Matrix.row(0, 0, -10)));
        return new BoundaryPlot("Three", named(model, new CrossEntropy(), Names.NONE.withClasses("a", "b", "c")),
                points);
    }

    @Test
    void several_classes_have_a_line_wherever_the_most_likely_class_changes() {
        Drawn drawn = Drawn.of(three(Dataset.of(Matrix.row(0, 0), Matrix.oneHot(3, 0))).range(-1, 3, 0, 1));

        assertThat(pieces(drawn, "cr-strong")).hasSize(8 * PredictionGrid.CELLS).allSatisfy(piece ->
                assertThat(List.of(share(drawn, piece[0][0]), share(drawn, piece[1][0])))
                        .allMatch(x -> Math.abs(x - 0.25) < 0.002 || Math.abs(x - 0.5) < 0.002));
        assertThat(String.join(" ", drawn.texts())).contains("most likely class; paler is less certain", "boundaries")
                .doesNotContain("p = 0.5");
        assertThat(Drawn.of(three(Dataset.of(Matrix.row(0, 0), Matrix.oneHot(3, 0))).range(2, 3, 0, 1)).texts())
                .contains("one class only");
    }

    @Test
    void points_of_several_classes_have_shapes_and_names_of_their_own() {
        Drawn drawn = Drawn.of(three(Dataset.of(Matrix.of(new double[] {-1, 0}, new double[] {0.5, 1},
                new double[] {2, 0.5}, new double[] {3, 0.5}), Matrix.oneHot(3, 0, 1, 2, 2))));

        assertThat(Drawn.lines(drawn.all("path", "cr-f1").get(0).getAttribute("d"))).as("the point and the legend's")
                .hasSize(2).allSatisfy(triangle -> assertThat(triangle).hasNumberOfRows(3));
        assertThat(Drawn.lines(drawn.all("path", "cr-f2").get(0).getAttribute("d"))).hasSize(3)
                .allSatisfy(square -> assertThat(square).hasNumberOfRows(4));
        assertThat(drawn.texts()).contains("a", "b", "c");
        assertThat(drawn.description()).isEqualTo("The plane of two inputs, colored by the most likely class, with the"
                + " lines between classes. a: 1 point. b: 1 point. c: 2 points.");
    }

    /** Axes show inputs as they are measured, and so does everything that is drawn between them. */
    @Test
    void what_was_scaled_for_the_network_is_drawn_as_it_was_measured() {
        Dataset measured = Dataset.of(Matrix.of(new double[] {100, 0}, new double[] {300, 8}), Matrix.column(0, 1));
        Dataset scaled = Scaler.minMax(measured).transform(measured);
        Sequential half = new Sequential(new Linear(Matrix.column(10, 0), Matrix.row(-5)), new Sigmoid());
        Predictor predictor = new Predictor(half, new BinaryCrossEntropy(), scaled.names(), scaled.scaler());
        Drawn drawn = Drawn.of(new BoundaryPlot("Halves", predictor, scaled).range(100, 300, 0, 8).neurons());

        assertThat(share(drawn, pieces(drawn, "cr-neuron").get(0)[0][0])).isEqualTo(0.5, within(0.001));
        assertThat(pieces(drawn, "cr-strong")).isNotEmpty().allSatisfy(piece ->
                assertThat(share(drawn, piece[0][0])).isEqualTo(0.5, within(0.001)));
        assertThat(drawn.description()).contains("class 0: 1 point. class 1: 1 point.");
    }

    @Test
    void one_point_and_many_points_make_a_sensible_picture() {
        assertThat(Drawn.of(plot(Dataset.of(Matrix.row(3, 3), Matrix.row(1)))).description())
                .contains("class 1: 1 point.");
        Random random = new Random(1);
        int size = 300_000;
        Matrix x = Matrix.wrap(size, 2, random.doubles(2L * size).toArray());
        Matrix t = Matrix.wrap(size, 1, IntStream.range(0, size).mapToDouble(i -> i % 2).toArray());
        String svg = plot(Dataset.of(x, t)).svg();
        assertThat(svg.length()).isLessThan(500_000);
        assertThat(Drawn.of(svg).description()).contains("class 0: 150,000 points.");
    }

    @Test
    void models_that_do_not_fit_on_paper_are_refused() {
        assertRefused(() -> new BoundaryPlot("x", Predictor.of(Gallery.untrained(3, 1), new BinaryCrossEntropy()), ONE),
                "BoundaryPlot \"x\": Sequential(Linear(3, 1), Sigmoid) has 3 inputs; expected 2, since paper has two"
                + " directions. Look at images with ImageGrid.");
        assertRefused(() -> new BoundaryPlot("x", named(Gallery.untrained(2, 2), new MeanSquaredError(),
                Names.NONE.withClasses("a", "b")), ONE),
                "BoundaryPlot \"x\": Sequential(Linear(2, 2), Sigmoid) has 2 outputs; expected 1, the probability of"
                + " class 1. If there are several classes, use trainer.predictor(), which knows their names.");
        assertRefused(() -> new BoundaryPlot("x", named(Gallery.untrained(2, 2), new MeanSquaredError(),
                Names.NONE.withClasses("a", "b", "c")), ONE), "BoundaryPlot \"x\": Sequential(Linear(2, 2), Sigmoid) has"
                + " 2 outputs; expected one for each of the classes [a, b, c].");
        assertRefused(() -> new BoundaryPlot("x", Predictor.of(new Sequential(new Tanh(), new Linear(2, 1,
                new Random(1))), new MeanSquaredError()), ONE).neurons(), "BoundaryPlot \"x\": neurons() shows the"
                + " lines of a first layer that is Linear, but the first one of Sequential(Tanh, Linear(2, 1)) is Tanh.");
    }

    @Test
    void points_and_ranges_that_do_not_fit_are_refused() {
        assertRefused(() -> plot(Dataset.of(Matrix.zeros(3, 4), Matrix.zeros(3, 1))), "BoundaryPlot"
                + " \"Halves\": the examples have 4 inputs and 1 targets; expected 2 and 1.");
        assertRefused(() -> plot(Dataset.of(Matrix.zeros(1, 2), Matrix.row(7))), "BoundaryPlot \"Halves\": the"
                + " target of the examples is a number; expected a class.");
        assertRefused(() -> plot(Dataset.of(Matrix.row(0, 1e301), Matrix.row(1))), "BoundaryPlot \"Halves\": input"
                + " is 1.0E301 at index 1; expected finite numbers up to 1e300. Omit the value, or find its cause: a run that diverged,"
                + " or a division by 0.");
        assertRefused(() -> plot().range(0, 1, 0, Double.POSITIVE_INFINITY), "BoundaryPlot \"Halves\": range is"
                + " Infinity at index 3; expected finite numbers. Omit the value, or find its cause: a run that"
                + " diverged, or a division by 0.");
        assertRefused(() -> plot().range(0, 1, 1, 1), "BoundaryPlot \"Halves\": range(0.0, 1.0, 1.0, 1.0): expected"
                + " minX < maxX and minY < maxY.");
        assertRefused(() -> plot().range(1, 1, 0, 1), "BoundaryPlot \"Halves\": range(1.0, 1.0, 0.0, 1.0): expected"
                + " minX < maxX and minY < maxY.");
    }
}
