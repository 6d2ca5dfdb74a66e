// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a lesson looks like: all that the page draws. */
final class Look {

    private static final int MAX_SIZE = 200;
    /** Of the net over the plane that a hidden layer bends. */
    private static final int LINES = 13;
    /** Above that a picture says little about a weight. */
    private static final double LARGE = 1e6;

    final Lesson lesson;
    private final Network network;
    private final Planes planes;

    Look(Lesson lesson) {
        this.lesson = lesson;
        this.network = lesson.network;
        this.planes = new Planes(lesson);
    }

    /** What stays the same while the lesson is trained. */
    void addFixed(JsonText json) {
        Setup setup = lesson.setup;
        Matrix points = lesson.examples.points();
        json.with("setup", setup).with("lesson", setup.lesson.map(Text::label).orElse(""))
                .with("features", setup.own.features()).with("inputs", setup.inputNames())
                .with("classes", network.predictor.names().classes())
                .with("sizes", setup.sizes).with("functions", network.functions)
                .with("range", planes.range).with("values", planes.values)
                .with("n", lesson.examples.training().size()).with("x", floats(points.rows(), i -> points.get(i, 0)))
                .with("y", floats(points.rows(), i -> points.get(i, 1)))
                .with("t", floats(points.rows(), i -> lesson.examples.target(i, setup.classes > 0)));
    }

    private static byte[] floats(int count, IntToDoubleFunction value) {
        return JsonText.floats(IntStream.range(0, count).mapToDouble(value).toArray());
    }

    /** What changes with each step; what the page wants to see of it is among the values. */
    void addTo(JsonText json, Values wanted) {
        int last = lesson.setup.hidden.size();
        int hidden = wanted.whole("hidden", 0, -1, last);
        Score score = lesson.score();
        Optional<Score> test = lesson.testScore();
        json.with("steps", lesson.steps).with("state", Text.label(lesson.state)).with("worst", score.worst())
                .with("score", score.json()).with("testScore", test.map(Score::json))
                .with("says", JsonText.floats(Stream.concat(Stream.of(score), test.stream())
                        .flatMapToDouble(of -> DoubleStream.of(of.says().values())).toArray()))
                .with("curve", lesson.curve.json()).with("testCurve", lesson.testCurve.json())
                .with("goal", lesson.setup.lesson.map(preset -> preset.goal.json(lesson, score)))
                .with("outOfRange", outOfRange()).with("parameters", parameters(Parameter::value))
                .with("gradients", gradients());
        planes.addTo(json, wanted.whole("plane", 100, 0, MAX_SIZE), wanted.whole("neuron", 24, 0, MAX_SIZE),
                wanted.text("show"));
        if (hidden != 0 && last > 0) {
            int layer = hidden < 0 ? last : hidden;
            json.with("hidden", new JsonText().with("layer", layer).with("lines", LINES)
                    .with("examples", hidden(lesson.examples.points(), layer))
                    .with("net", hidden(Planes.grid(LINES, planes.range, 0), layer)));
        }
        if (wanted.whole("words", 0, 0, 1) == 1) {
            json.with("words", new Words(lesson).json());
        }
    }

    /** What a hidden layer makes of points of the plane: a row for each. */
    private byte[] hidden(Matrix points, int layer) {
        return JsonText.floats(network.values(network.model.forward(network.fed(points)), layer).values());
    }

    /** How the loss of all training examples changes with the weights; not known of numbers that are too large. */
    private List<byte[]> gradients() {
        Batch all = Examples.all(lesson.examples.training());
        ForwardPass forward = network.model.forward(all.inputs());
        if (!forward.isFinite()) {
            return parameters(p -> p.value().map(w -> Double.NaN));
        }
        forward.backwardToInput(network.loss.gradient(forward.output(), all.targets()));
        return parameters(Parameter::gradient);
    }

    private List<byte[]> parameters(Function<Parameter, Matrix> which) {
        return IntStream.rangeClosed(1, network.count())
                .mapToObj(layer -> JsonText.floats(network.parameters(layer, which))).toList();
    }

    private String outOfRange() {
        double largest = network.model.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.value().values()))
                .map(Math::abs).max().orElse(0);
        double farthest = Arrays.stream(planes.range).map(Math::abs).max().orElse(0);
        return largest > LARGE ? "Weights are as large as " + Text.rounded(largest) + ": too large for the picture,"
                + " in which all that is above " + Text.rounded(LARGE) + " looks alike."
                : farthest > LARGE && !lesson.setup.scale ? "The points lie as far out as "
                + Text.rounded(farthest) + ", and networks learn from numbers near 1: scale the inputs." : "";
    }
}
