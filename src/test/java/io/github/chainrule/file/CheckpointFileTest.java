// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingRun;
import io.github.chainrule.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a run resumes with the same bits after any epoch is shown by ResumedTrainingTest. */
class CheckpointFileTest {

    /** Ten examples; with batches of 4 an epoch has three steps. The first batch in order has no example of class 1. */
    static final Dataset DATA = Dataset.of(
            Matrix.of(new double[][] {{0, 0}, {2, 2}, {-1, -1}, {1, 1}, {0, 1}, {1, 0}, {2, 0}, {0, 2}, {3, 0},
                {0, 3}}),
            Matrix.column(0, 0, 0, 0, 1, 1, 1, 1, 1, 1));

    @TempDir
    Path folder;

    static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 3, random), new Tanh(), new Dropout(0.2), new Linear(3, 1, random),
                new Sigmoid());
    }

    static Trainer trainer(long seed) {
        return trainer(network(seed));
    }

    static Trainer trainer(Sequential model) {
        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).batchSize(4).epochs(3)
                .shuffle(false).metric(new BinaryAccuracy()).metric(Metric.recall("1")).validation(DATA)
                .listener(new EarlyStopping(5));
    }

    /** The checkpoint after an epoch, from 1. */
    static Checkpoint checkpoint(int epoch) {
        List<Checkpoint> made = new ArrayList<>();
        trainer(1).listener(new TrainingListener() {
            @Override
            public void checkpointReady(Supplier<Checkpoint> now) {
                made.add(now.get());
            }
        }).fit(DATA);
        return made.get(epoch - 1);
    }

    @Test
    void what_is_loaded_equals_what_was_saved() throws IOException {
        for (int epoch = 1; epoch <= 3; epoch++) {
            Checkpoint made = checkpoint(epoch);
            CheckpointFile.save(made, folder.resolve("c"));

            Checkpoint loaded = CheckpointFile.load(folder.resolve("c"));
            assertThat(loaded).isEqualTo(made);
            // A recall that isn't defined is NaN, and comes back so.
            assertThat(loaded.history().steps().get(0).scores().score(Metric.recall("1"))).isNaN();
        }
    }

    @Test
    void a_checkpoint_from_before_the_first_step_comes_back_as_well() throws IOException {
        Sequential model = network(1);
        Checkpoint made = new TrainingRun(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01), DATA)
                .checkpoint();
        CheckpointFile.save(made, folder.resolve("c"));

        assertThat(CheckpointFile.load(folder.resolve("c"))).isEqualTo(made).hasToString("before the first epoch");
    }

    @Test
    void a_number_that_belongs_to_no_list_is_passed_over() throws IOException {
        Checkpoint made = checkpoint(2);
        Safetensors file = CheckpointFile.safetensors(made);
        Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
        tensors.put("model.0", rows(1, 1, 7));

        assertThat(CheckpointFile.load(new Safetensors(tensors, file.metadata()))).isEqualTo(made);
    }

    private void refused(String message, Map<String, String> otherTexts, Map<String, Tensor> otherTensors)
            throws IOException {
        Safetensors file = CheckpointFile.safetensors(checkpoint(1));
        Map<String, String> texts = new LinkedHashMap<>(file.metadata());
        texts.putAll(otherTexts);
        Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
        otherTensors.forEach((name, tensor) -> {
            tensors.remove(name);
            if (!tensor.equals(NOTHING)) {
                tensors.put(name, tensor);
            }
        });
        Path path = folder.resolve("c");
        new Safetensors(tensors, texts).write(path);
        assertFails(() -> CheckpointFile.load(path), path + ": " + message);
    }

    /** Stands for a tensor that is missing. */
    private static final Tensor NOTHING = Tensor.of();

    private static Tensor rows(int rows, int cols, double... values) {
        return Tensor.of(Matrix.wrap(rows, cols, values));
    }

    @Test
    void a_checkpoint_that_was_tampered_with_is_refused() throws IOException {
        refused("it was saved by a later version of this library, in the format \"2\"; this one knows 1. Use the later"
                + " one.", Map.of("chainrule.checkpoint", "2"), Map.of());
        refused("it lacks \"steps\".", Map.of(), Map.of("steps", NOTHING));
        refused("\"steps\" holds 2 numbers; expected one.", Map.of(), Map.of("steps", Tensor.of(1, 2)));
        refused("\"steps\" holds 1.5 where a whole number is expected.", Map.of(), Map.of("steps", Tensor.of(1.5)));
        refused("\"history.epochs\" holds -1.0 where a whole number is expected.", Map.of(),
                Map.of("history.epochs", rows(1, 5, -1, 10, 0.5, 1, 1)));
        refused("\"history.epochs\" has the shape [3]; expected a matrix.", Map.of(),
                Map.of("history.epochs", Tensor.of(1, 2, 3)));
        refused("one of \"optimizer.m\" is missing.", Map.of(), Map.of("optimizer.m.1", NOTHING));
        refused("\"history.steps\" is (1 x 2); expected 6 columns.", Map.of(),
                Map.of("history.steps", rows(1, 2, 1, 2)));
        refused("its steps are not in order: step 2 is batch 1 of epoch 1.", Map.of(),
                Map.of("history.steps", rows(2, 6, 1, 1, 4, 0.5, 1, 1, 1, 1, 4, 0.5, 1, 1)));
        refused("checkpoint: 1 epochs are finished, but the last step belongs to epoch 0. Make a checkpoint where an"
                + " epoch ends.", Map.of(), Map.of("history.steps", rows(0, 0)));
        refused("there are 1 epochs, but 2 validations.", Map.of(),
                Map.of("history.validations", rows(2, 4, 10, 0.5, 1, 1, 10, 0.5, 1, 1)));
        refused("chainrule.metrics: expected '[' at character 0, got \"accuracy\".",
                Map.of("chainrule.metrics", "accuracy"), Map.of());
        refused("chainrule.metrics: expected nothing but spaces after the end at character 2, got \",\".",
                Map.of("chainrule.metrics", "[],"), Map.of());
    }

    @Test
    void a_model_is_no_checkpoint_and_a_checkpoint_no_model() throws IOException {
        Path model = folder.resolve("m");
        ModelFile.save(new Predictor(new Sequential(new Linear(2, 1, new Random(1))), new BinaryCrossEntropy(),
                Names.NONE, Optional.empty()), model);

        assertFails(() -> CheckpointFile.load(model), model + ": it isn't a checkpoint, but a model: load it with"
                + " ModelFile.load(file).");
        Path checkpoint = folder.resolve("c");
        CheckpointFile.save(checkpoint(1), checkpoint);
        assertFails(() -> ModelFile.load(checkpoint), checkpoint + ": it is a checkpoint, not a model. Resume it:"
                + " trainer.resumeFrom(CheckpointFile.load(file)).");
        Path other = folder.resolve("o");
        new Safetensors(Map.of(), Map.of()).write(other);
        assertFails(() -> CheckpointFile.load(other), other + ": it isn't a checkpoint.");
    }
}
