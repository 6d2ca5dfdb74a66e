// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.plot.BoundaryPlot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be taken away from a lesson. */
final class Exports {

    private Exports() {
    }

    /** The program for the epochs that are finished, or for one. */
    static Answered program(Lesson lesson, Snapshot snapshot) {
        return Answered.text(JavaProgram.of(lesson.setup(), Math.max(1, snapshot.epochs())));
    }

    /** The model as it is now, as a file. */
    static Answered model(Lesson lesson, Snapshot snapshot) {
        try {
            Path folder = Files.createTempDirectory("chainrule-playground");
            Path file = folder.resolve("model.safetensors");
            try {
                ModelFile.save(lesson.predictor(snapshot), file);
                return new Answered(200, "application/octet-stream", Files.readAllBytes(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the model can't be written: " + e.getMessage(), e);
        }
    }

    /** The plane with the examples that are learned from. */
    static Answered picture(Lesson lesson, Snapshot snapshot) {
        Predictor predictor = lesson.predictor(snapshot);
        double[] range = lesson.surfaces().range();
        BoundaryPlot plot = new BoundaryPlot("After " + snapshot.steps() + " steps", predictor)
                .points(lesson.examples().training()).range(range[0], range[1], range[2], range[3]);
        return new Answered(200, "image/svg+xml", plot.svg().getBytes(StandardCharsets.UTF_8));
    }
}
