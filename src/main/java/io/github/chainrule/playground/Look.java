// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a lesson looks like: all that the page draws. */
final class Look {

    private static final int MAX_SIZE = 200;
    /** How many lines the net over the plane has, which a hidden layer bends; with many neurons it is a tangle. */
    private static final int LINES = 13;
    /** How many rows of the large picture come at a time: the more points, the less a browser takes for each. */
    private static final int ROWS = 11;
    /** Above this, a picture says little about a weight. */
    private static final double LARGE = 1e6;

    final Lesson lesson;
    private final Network network;
    /** Smallest and largest x1, smallest and largest x2. */
    private final double[] range;
    /** What the bytes 0 and 255 of the output's picture stand for: probabilities, or all the targets. */
    private final double[] values;
    private final Map<Integer, Matrix> grids = new HashMap<>();
    /** The large picture so far, in bands of rows, by one model: a deep network needs several looks for all. */
    private List<Band> bands = new ArrayList<>();
    private String shown = "";

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
                .with("classes", network.predictor.names().classes()).with("sizes", setup.sizes)
                .with("functions", network.functions).with("range", range).with("values", values)
                .with("n", lesson.examples.training().size())
                .with("x", Examples.column(points, 0)).with("y", Examples.column(points, 1))
                .with("t", setup.classes == 0 ? Examples.column(targets, 0)
                        : IntStream.range(0, targets.rows()).mapToDouble(i -> Prediction.classIndexOf(targets, i)));
    }

    /** What changes with each step; what the page wants to see of it is among the values. */
    void addTo(JsonText json, Values wanted, BooleanSupplier isOver) {
        json.with("steps", lesson.steps).with("state", Text.label(lesson.state)).with("outOfRange", outOfRange())
                .with("curve", lesson.curve.json()).with("testCurve", lesson.testCurve.json())
                .with("parameters", network.layers(1, k -> network.parameters(k, Parameter::value)));
        if (wanted.whole("score", 1, 0, 1) == 1) {
            addScores(json, wanted);
        }
        int size = wanted.whole("plane", 100, 0, MAX_SIZE);
        bands = wanted.has("slice") && wanted.text("show").equals(shown) ? bands : new ArrayList<>();
        shown = wanted.text("show");
        if (size > 0 && isPainted(size, isOver)) {
            json.with("plane", large(Band::says, network.count(), 0, lesson.setup.sizes.get(network.count())))
                    .when(!shown.isEmpty(), "shown", this::shown);
            bands = new ArrayList<>();
        }
        int small = wanted.whole("neuron", 24, 0, MAX_SIZE);
        if (small > 0) {
            ForwardPass pass = network.model.forward(pixels(small, 0, small * small));
            json.with("neurons", IntStream.range(0, network.count())
                    .mapToObj(k -> pictures(network.values(pass, k), k, 0, lesson.setup.sizes.get(k))).toList());
        }
        json.when(wanted.whole("words", 0, 0, 1) == 1, "words", () -> new Words(lesson).json());
    }

    /** What all examples are needed for. */
    private void addScores(JsonText json, Values wanted) {
        Score score = lesson.score();
        Optional<Score> test = lesson.testScore();
        List<Score> scores = Stream.concat(Stream.of(score), test.stream()).toList();
        int layer = lesson.setup.hidden.size();
        json.with("worst", score.worst()).with("score", score.json()).with("testScore", test.map(Score::json))
                .with("says", scores.stream().flatMapToDouble(of -> DoubleStream.of(of.says().values())))
                .with("goal", lesson.goal.map(goal -> goal.json(lesson, score)))
                .when(wanted.whole("gradients", 1, 0, 1) == 1, "gradients", () -> gradients(score.pass()))
                .when(wanted.whole("hidden", 0, 0, 1) == 1 && layer > 0, "hidden", () -> new JsonText()
                        .with("layer", layer).with("examples", values(scores.stream().map(Score::pass), layer))
                        .with("net", values(Stream.of(LINES).filter(n -> lesson.setup.sizes.get(layer) <= 8)
                                .map(n -> network.model.forward(network.fed(grid(n, 0)))), layer)));
    }

    /** What a layer makes of what has gone through it: a row for each point. */
    private DoubleStream values(Stream<ForwardPass> passes, int layer) {
        return passes.flatMapToDouble(pass -> DoubleStream.of(network.values(pass, layer).values()));
    }

    /** How the loss of all training examples changes with the weights; not known of numbers that are too large. */
    private List<DoubleStream> gradients(ForwardPass pass) {
        boolean known = pass.isFinite();
        if (known) {
            Matrix targets = Examples.all(lesson.examples.training()).targets();
            pass.backwardToInput(lesson.setup.loss.gradient(pass.output(), targets));
        }
        return network.layers(1, k -> network.parameters(k, p ->
                known ? p.gradient() : p.value().map(w -> Double.NaN)));
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

    private Matrix pixels(int size, int from, int to) {
        Matrix all = grids.computeIfAbsent(size, wide -> network.fed(grid(wide, 0.5)));
        return Matrix.wrap(to - from, all.cols(), Arrays.copyOfRange(all.values(), from * all.cols(), to * all.cols()));
    }

    /** What the output says in some rows, and what the shown neuron's layer passes on: no more is kept of a pass. */
    private record Band(Sequential model, Matrix says, Matrix shown) {
    }

    private int shownLayer() {
        return shown.isEmpty() ? network.count() : Values.whole("show", shown.split("\\.", 2)[0], 0, network.count());
    }

    /** Goes on with the large picture, all of it by the same weights, and says whether it is there. */
    private boolean isPainted(int size, BooleanSupplier isOver) {
        do {
            int from = bands.size() * ROWS * size;
            ForwardPass pass = (bands.isEmpty() ? network.model.copy() : bands.get(0).model)
                    .forward(pixels(size, from, Math.min(size * size, from + ROWS * size)));
            bands.add(new Band(pass.model(), network.says(pass.output()), network.values(pass, shownLayer())));
        } while (bands.size() * ROWS < size && !isOver.getAsBoolean());
        return bands.size() * ROWS >= size;
    }

    private JsonText shown() {
        int j = Values.whole("show", shown.replaceFirst("[0-9]*\\.?", ""), 1, lesson.setup.sizes.get(shownLayer()));
        return large(Band::shown, shownLayer(), j - 1, j);
    }

    private JsonText large(Function<Band, Matrix> which, int layer, int from, int to) {
        double[] all = bands.stream().map(which).flatMapToDouble(band -> DoubleStream.of(band.values())).toArray();
        int cols = lesson.setup.sizes.get(layer);
        return pictures(Matrix.wrap(all.length / cols, cols, all), layer, from, to);
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
            picture[k] = (byte) (0.5 + Math.max(0, Math.min(255, scale * (values.get(k, column) - ends[0]))));
        }
        return picture;
    }
}
