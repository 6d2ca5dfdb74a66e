// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a lesson looks like: all that the page draws. */
final class Look {

    private static final int MAX_SIZE = 200;
    /** Of the net over the plane that a hidden layer bends. */
    private static final int LINES = 13;
    /** Above that a picture says little about a weight. */
    private static final double LARGE = 1e6;

    private final Lesson lesson;
    private final Planes planes;

    Look(Lesson lesson) {
        this.lesson = lesson;
        this.planes = new Planes(lesson);
    }

    /** What stays the same while the lesson is trained. */
    void addFixed(JsonText json) {
        Setup setup = lesson.setup;
        int training = lesson.examples.training().size();
        json.with("setup", setup.text()).with("lesson", setup.lesson.map(Text::label).orElse(""))
                .with("features", setup.own.features()).with("inputs", setup.inputNames())
                .with("classes", setup.classes == 0 ? List.of() : lesson.examples.training().names().classes())
                .with("sizes", Network.sizes(setup)).with("functions", lesson.network.functions())
                .with("range", planes.range).with("values", planes.values)
                .with("training", points(0, training))
                .with("test", points(training, lesson.examples.points().rows()));
    }

    private JsonText points(int from, int to) {
        Matrix points = lesson.examples.points();
        return new JsonText().with("n", to - from).with("x", floats(from, to, i -> points.get(i, 0)))
                .with("y", floats(from, to, i -> points.get(i, 1))).with("t", floats(from, to, i ->
                lesson.setup.classes == 0 ? lesson.examples.targets().get(i, 0) : lesson.examples.classOf(i)));
    }

    private static JsonText.Plain floats(int from, int to, IntToDoubleFunction value) {
        return JsonText.floats(IntStream.range(from, to).mapToDouble(value).toArray());
    }

    /** What changes with each step; what the page wants to see of it is among the values. */
    void addTo(JsonText json, Values wanted) {
        int last = lesson.setup.hidden.size();
        int hidden = wanted.whole("hidden", 0, -1, last);
        Score score = lesson.score();
        Optional<Score> test = lesson.testScore();
        json.with("steps", lesson.steps).with("epochs", lesson.epochs)
                .with("state", Text.label(lesson.state)).with("message", lesson.message())
                .with("edited", lesson.edited).with("worst", score.worst())
                .with("loss", score.loss()).with("right", right(Optional.of(score))).with("of", score.of())
                .with("rms", rms(Optional.of(score))).with("testLoss", test.map(Score::loss))
                .with("testRight", right(test)).with("testOf", test.map(Score::of).orElse(0)).with("testRms", rms(test))
                .with("says", JsonText.floats(DoubleStream.concat(Arrays.stream(score.says().values()),
                        test.stream().flatMapToDouble(of -> Arrays.stream(of.says().values()))).toArray()))
                .with("curve", lesson.curve.json()).with("testCurve", lesson.testCurve.json())
                .with("goal", lesson.setup.lesson.map(preset -> preset.goal.json(lesson, score)))
                .with("outOfRange", outOfRange());
        addGradients(json);
        planes.addTo(json, wanted.whole("plane", 100, 0, MAX_SIZE), wanted.whole("neuron", 24, 0, MAX_SIZE),
                wanted.text("show", ""));
        if (hidden != 0 && last > 0) {
            int layer = hidden < 0 ? last : hidden;
            json.with("hidden", new JsonText().with("layer", layer).with("lines", LINES)
                    .with("examples", hidden(lesson.examples.points(), layer))
                    .with("net", hidden(Planes.grid(LINES, planes.range, true), layer)));
        }
        if (wanted.whole("words", 0, 0, 1) == 1) {
            json.with("words", new Words(lesson).json());
        }
    }

    /** What a hidden layer makes of points of the plane: a row for each. */
    private JsonText.Plain hidden(Matrix points, int layer) {
        Network network = lesson.network;
        return JsonText.floats(network.values(network.model.forward(network.fed(points)), layer).values());
    }

    private Optional<Integer> right(Optional<Score> score) {
        return score.filter(of -> lesson.setup.classes > 0 && !Double.isNaN(of.loss())).map(Score::right);
    }

    private Optional<Double> rms(Optional<Score> score) {
        return score.filter(of -> lesson.setup.classes == 0).map(Score::rms);
    }

    /** The weights, and how the loss of all training examples changes with them. */
    private void addGradients(JsonText json) {
        Network network = lesson.network;
        Loss loss = network.loss;
        List<JsonText.Plain> parameters = new ArrayList<>();
        List<JsonText.Plain> gradients = new ArrayList<>();
        List<JsonText> flow = new ArrayList<>();
        ForwardPass forward = network.model.forward(Examples.inputs(lesson.examples.training()));
        Optional<BackwardPass> backward = forward.isFinite() ? Optional.of(forward.backwardToInput(
                loss.gradient(forward.output(), Examples.targets(lesson.examples.training())))) : Optional.empty();
        for (int layer = 1; layer <= network.count(); layer++) {
            int sums = network.sums(layer);
            double[] gradient = backward.isPresent() ? network.parameters(layer, true) : new double[0];
            parameters.add(JsonText.floats(network.parameters(layer, false)));
            gradients.add(JsonText.floats(gradient));
            flow.add(new JsonText().with("w", meanSize(gradient, network.linear(layer).weight().size()))
                    .with("z", backward.map(pass -> meanSize(pass.gradient(sums).values(), Integer.MAX_VALUE))));
        }
        json.with("parameters", parameters).with("gradients", gradients).with("flow", flow);
    }

    private static double meanSize(double[] values, int first) {
        return Arrays.stream(values).limit(first).map(Math::abs).average().orElse(Double.NaN);
    }

    private String outOfRange() {
        double largest = lesson.network.model.parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(p.value().values())).map(Math::abs).max().orElse(0);
        double farthest = Arrays.stream(planes.range).map(Math::abs).max().orElse(0);
        return largest > LARGE ? "Weights are as large as " + Text.rounded(largest) + ": too large for the picture,"
                + " in which all that is above " + Text.rounded(LARGE) + " looks alike."
                : farthest > LARGE && !lesson.setup.scale ? "The points lie as far out as "
                + Text.rounded(farthest) + ", and networks learn from numbers near 1: scale the inputs." : "";
    }
}
