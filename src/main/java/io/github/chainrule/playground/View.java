// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.BoundaryPlot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a page gets of its lesson: as JSON, and to take away. */
final class View {

    private View() {
    }

    /** What stays as it is while the lesson is trained. */
    static JsonText opened(String id, Lesson lesson) {
        Names names = lesson.examples().training().names();
        JsonText json = new JsonText().with("session", id).with("setup", lesson.setup().text())
                .with("features", names.features()).with("classes", names.classes())
                .with("range", lesson.surfaces().range()).with("size", Surfaces.SIZE)
                .with("training", points(lesson, lesson.examples().training()))
                .with("look", look(lesson, lesson.look()));
        lesson.examples().test().ifPresent(test -> json.with("test", points(lesson, test)));
        return json;
    }

    private static JsonText points(Lesson lesson, Dataset part) {
        Matrix points = lesson.examples().points(part);
        Matrix targets = Examples.targets(part);
        return new JsonText()
                .with("x", IntStream.range(0, points.rows()).mapToDouble(i -> points.get(i, 0)).toArray())
                .with("y", IntStream.range(0, points.rows()).mapToDouble(i -> points.get(i, 1)).toArray())
                .with("c", IntStream.range(0, points.rows()).map(i -> Prediction.classIndexOf(targets, i)).toArray());
    }

    /** What changes with each step. */
    static JsonText look(Lesson lesson, Snapshot snapshot) {
        Predictor predictor = lesson.predictor(snapshot);
        Surfaces.Pictures pictures = lesson.surfaces().of(predictor);
        JsonText json = new JsonText().with("state", snapshot.state().name()).with("message", snapshot.message())
                .with("steps", snapshot.steps()).with("epochs", snapshot.epochs())
                .with("curve", curve(snapshot.training())).with("testCurve", curve(snapshot.test()))
                .with("surface", pictures.output())
                .with("neurons", pictures.neurons().stream()
                        .map(pictureOf -> new JsonText().with("pictures", pictureOf)).toList())
                .with("weights", weights(snapshot))
                .with("flow", flow(snapshot))
                .with("findings", snapshot.findings()).with("notes", snapshot.notes())
                .with("score", score(predictor, lesson.examples().training()));
        lesson.examples().test().ifPresent(test -> json.with("testScore", score(predictor, test)));
        return json;
    }

    private static JsonText curve(LossCurve.Points curve) {
        return new JsonText().with("x", curve.steps()).with("y", curve.values());
    }

    /** For each linear layer. */
    private static List<JsonText> weights(Snapshot snapshot) {
        return snapshot.layers().stream().filter(Linear.class::isInstance).map(Linear.class::cast)
                .map(linear -> new JsonText().with("in", linear.weight().value().rows())
                        .with("w", linear.weight().value().values()).with("b", linear.bias().value().values()))
                .toList();
    }

    /** The gradients of each linear layer: of its output, and of its weights. */
    private static List<JsonText> flow(Snapshot snapshot) {
        List<JsonText> layers = new ArrayList<>();
        for (GradientFlow.LayerStatistics figures : snapshot.flow()) {
            if (!Double.isNaN(figures.meanWeightGradient())) {
                layers.add(new JsonText().with("layer", figures.layer()).with("output", figures.meanGradient())
                        .with("weights", figures.meanWeightGradient()));
            }
        }
        return layers;
    }

    private static JsonText score(Predictor predictor, Dataset part) {
        try {
            Evaluation evaluation = predictor.evaluate(part);
            return new JsonText().with("loss", evaluation.loss()).with("right", evaluation.correctCount())
                    .with("of", part.size());
        } catch (ArithmeticException e) {
            // A network whose weights are no numbers any more; the training has said so.
            return new JsonText().with("loss", Double.NaN).with("right", 0.0).with("of", part.size());
        }
    }

    /** The program for the epochs that are finished, or for one. */
    static Answered program(Lesson lesson, Snapshot snapshot) {
        return Answered.text(JavaProgram.of(lesson.setup(), Math.max(1, snapshot.epochs())));
    }

    /** The model as it is now, as a file. */
    static Answered model(Lesson lesson, Snapshot snapshot) {
        try {
            Path file = Files.createTempFile("chainrule-playground", ".safetensors");
            try {
                ModelFile.save(lesson.predictor(snapshot), file);
                return new Answered(200, "application/octet-stream", Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the model can't be written: " + e.getMessage(), e);
        }
    }

    /** The plane with the examples that are learned from. */
    static Answered picture(Lesson lesson, Snapshot snapshot) {
        double[] range = lesson.surfaces().range();
        BoundaryPlot plot = new BoundaryPlot("After " + snapshot.steps() + " steps", lesson.predictor(snapshot))
                .points(lesson.examples().training()).range(range[0], range[1], range[2], range[3]);
        return new Answered(200, "image/svg+xml", plot.svg().getBytes(StandardCharsets.UTF_8));
    }
}
