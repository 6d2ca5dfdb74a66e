// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a lesson looks like: all that the page draws. */
final class Look {

    private static final int MAX_SIZE = 200;
    /** How many lines the net over the plane has, which a hidden layer bends. */
    private static final int LINES = 13;
    /** Above this, a picture says little about a weight. */
    private static final double LARGE = 1e6;

    final Lesson lesson;
    private final Network network;
    /** Smallest and largest x1, smallest and largest x2. */
    private final double[] range;
    /** What the bytes 0 and 255 of the output's picture stand for: probabilities, or all the targets. */
    private final double[] values;
    private final Map<Integer, Matrix> grids = new HashMap<>();

    Look(Lesson lesson) {
        this.lesson = lesson;
        this.network = lesson.network;
        this.range = lesson.examples.range();
        this.values = lesson.setup.classes > 0 ? new double[] {0, 1}
                : Examples.ends(Arrays.stream(lesson.examples.targets().values()));
    }

    /** What stays the same while the lesson is trained. */
    void addFixed(JsonText json) {
        Setup setup = lesson.setup;
        Matrix points = lesson.examples.points();
        Matrix targets = lesson.examples.targets();
        json.with("setup", setup).with("lesson", setup.lesson.map(Text::label).orElse(""))
                .with("features", setup.own.features()).with("inputs", setup.inputNames())
                .with("classes", network.predictor.names().classes())
                .with("sizes", setup.sizes).with("functions", network.functions)
                .with("range", range).with("values", values)
                .with("n", lesson.examples.training().size())
                .with("x", Examples.column(points, 0)).with("y", Examples.column(points, 1))
                .with("t", setup.classes == 0 ? Examples.column(targets, 0)
                        : IntStream.range(0, targets.rows()).mapToDouble(i -> Prediction.classIndexOf(targets, i)));
    }

    /** What changes with each step; what the page wants to see of it is among the values. */
    void addTo(JsonText json, Values wanted) {
        Score score = lesson.score();
        Optional<Score> test = lesson.testScore();
        json.with("steps", lesson.steps).with("state", Text.label(lesson.state)).with("worst", score.worst())
                .with("score", score.json()).with("testScore", test.map(Score::json))
                .with("says", Stream.concat(Stream.of(score), test.stream())
                        .flatMapToDouble(of -> DoubleStream.of(of.says().values())))
                .with("curve", lesson.curve.json()).with("testCurve", lesson.testCurve.json())
                .with("goal", lesson.setup.lesson.filter(preset -> preset.isAbout(lesson.setup))
                        .map(preset -> preset.goal.json(lesson, score)))
                .with("outOfRange", outOfRange())
                .with("parameters", network.layers(1, k -> network.parameters(k, Parameter::value)))
                .with("gradients", gradients(score.pass()));
        addPictures(json, wanted.whole("plane", 100, 0, MAX_SIZE), wanted.whole("neuron", 24, 0, MAX_SIZE),
                wanted.text("show"));
        int layer = lesson.setup.hidden.size();
        if (wanted.whole("hidden", 0, 0, 1) == 1 && layer > 0) {
            json.with("hidden", new JsonText().with("layer", layer).with("lines", LINES)
                    .with("examples", hidden(lesson.examples.points(), layer))
                    .with("net", hidden(grid(LINES, 0), layer)));
        }
        if (wanted.whole("words", 0, 0, 1) == 1) {
            json.with("words", new Words(lesson).json());
        }
    }

    /** What the last hidden layer makes of points of the plane: a row for each. */
    private DoubleStream hidden(Matrix points, int layer) {
        return DoubleStream.of(network.values(network.model.forward(network.fed(points)), layer).values());
    }

    /** How the loss of all training examples changes with the weights; not known of numbers that are too large. */
    private List<DoubleStream> gradients(ForwardPass pass) {
        if (!pass.isFinite()) {
            return network.layers(1, k -> network.parameters(k, p -> p.value().map(w -> Double.NaN)));
        }
        Matrix targets = Examples.all(lesson.examples.training()).targets();
        pass.backwardToInput(lesson.setup.loss.gradient(pass.output(), targets));
        return network.layers(1, k -> network.parameters(k, Parameter::gradient));
    }

    private String outOfRange() {
        double largest = network.model.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.value().values()))
                .map(Math::abs).max().orElse(0);
        double farthest = Arrays.stream(range).map(Math::abs).max().orElse(0);
        return largest > LARGE ? "Weights are as large as " + Text.rounded(largest) + ": too large for the picture,"
                + " in which everything above a million looks alike."
                : farthest > LARGE && !lesson.setup.scale ? "Points lie as far out as " + Text.rounded(farthest)
                + ", but networks learn best from numbers near 1: scale the inputs." : "";
    }

    /** The middle of each pixel, or with no margin the crossing points of a net to the edges, from the top left. */
    private Matrix grid(int size, double margin) {
        double count = size - 1 + 2 * margin;
        return Matrix.of(IntStream.range(0, size * size).mapToObj(k -> new double[] {
                range[0] + (range[1] - range[0]) * (k % size + margin) / count,
                range[3] - (range[3] - range[2]) * (Math.floorDiv(k, size) + margin) / count
        }).toArray(double[][]::new));
    }

    private ForwardPass pass(int size) {
        return network.model.forward(grids.computeIfAbsent(size, pixels -> network.fed(grid(pixels, 0.5))));
    }

    /** Adds the large picture of each output, the small one of each neuron, and the large one of a chosen neuron. */
    private void addPictures(JsonText json, int size, int neuronSize, String chosen) {
        if (size > 0) {
            ForwardPass pass = pass(size);
            int last = network.count();
            json.with("plane", pictures(network.values(pass, last), last, 0, lesson.setup.sizes.get(last)));
            if (!chosen.isEmpty()) {
                String[] numbers = chosen.split("\\.", 2);
                int layer = Values.whole("show", numbers[0], 0, last);
                int j = Values.whole("show", numbers.length < 2 ? "" : numbers[1], 1, lesson.setup.sizes.get(layer));
                json.with("shown", pictures(network.values(pass, layer), layer, j - 1, j));
            }
        }
        if (neuronSize > 0) {
            ForwardPass pass = pass(neuronSize);
            json.with("neurons", IntStream.range(0, network.count())
                    .mapToObj(k -> pictures(network.values(pass, k), k, 0, lesson.setup.sizes.get(k))).toList());
        }
    }

    /** Pictures of some of a layer's neurons, one under the other, and what their bytes 0 and 255 stand for. */
    private JsonText pictures(Matrix a, int layer, int from, int to) {
        ByteArrayOutputStream planes = new ByteArrayOutputStream();
        List<double[]> ends = IntStream.range(from, to).mapToObj(j -> ends(a, layer, j)).toList();
        IntStream.range(from, to).forEach(j -> planes.write(picture(a, j, ends.get(j - from)), 0, a.rows()));
        return new JsonText().with("low", ends.stream().map(end -> end[0]).toList())
                .with("high", ends.stream().map(end -> end[1]).toList()).with("planes", planes.toByteArray());
    }

    /** What the bytes 0 and 255 of a neuron's picture stand for: the ends of its function, or of its values and 0. */
    private double[] ends(Matrix a, int layer, int j) {
        String function = layer == 0 ? "" : network.functions.get(layer - 1);
        return layer == network.count() ? values : function.equals("tanh") ? new double[] {-1, 1}
                : function.equals("sigmoid") ? new double[] {0, 1}
                : Examples.ends(DoubleStream.concat(DoubleStream.of(0), Examples.column(a, j)));
    }

    /** A column's numbers as bytes from 0 to 255; NaN becomes 0. */
    static byte[] picture(Matrix values, int column, double... ends) {
        byte[] picture = new byte[values.rows()];
        double scale = ends[1] > ends[0] ? 255 / (ends[1] - ends[0]) : 0;
        for (int k = 0; k < picture.length; k++) {
            double v = scale * (values.get(k, column) - ends[0]);
            picture[k] = (byte) (0.5 + Math.max(0, Math.min(255, v)));
        }
        return picture;
    }
}
