// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import io.github.chainrule.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {

    @TempDir
    Path folder;

    /** Says how many epochs the checkpoint in the file has: after each epoch, and after the run. */
    private static final class Reader implements TrainingListener {

        private final Path file;
        private final List<Integer> epochs = new ArrayList<>();

        Reader(Path file) {
            this.file = file;
        }

        @Override
        public void checkpointReady(Supplier<Checkpoint> checkpoint) {
            read();
        }

        @Override
        public void closed() {
            read();
        }

        private void read() {
            try {
                epochs.add(Files.exists(file) ? CheckpointFile.load(file).history().epochs().size() : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Integer> written(CheckpointWriter writer) {
        Reader reader = new Reader(folder.resolve("c"));
        CheckpointFileTest.trainer(1).listener(writer).listener(reader).fit(CheckpointFileTest.DATA);
        return reader.epochs;
    }

    private CheckpointWriter writer() {
        return new CheckpointWriter(folder.resolve("c"));
    }

    @Test
    void it_saves_after_each_epoch() {
        assertThat(written(writer())).containsExactly(1, 2, 3, 3);
    }

    @Test
    void it_may_rest_meanwhile() {
        assertThat(written(writer().atMostEvery(Duration.ofNanos(1)))).containsExactly(1, 2, 3, 3);
    }

    @Test
    void what_was_skipped_is_saved_when_the_run_ends() {
        assertThat(written(writer().atMostEvery(ChronoUnit.FOREVER.getDuration()))).containsExactly(0, 0, 0, 3);
    }

    @Test
    void a_loop_of_ones_own_saves_what_was_skipped_when_its_run_is_closed() throws IOException {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Dataset one = Dataset.of(Matrix.column(1), Matrix.column(2));
        Loss loss = new MeanSquaredError();
        try (TrainingRun run = new TrainingRun(model, loss, new Sgd(model.parameters(), 0.01), one,
                writer().atMostEvery(Duration.ofHours(1)))) {
            for (Batch batch : Batches.inOrder(one, 1)) {
                ForwardPass forward = model.forward(batch.inputs());
                run.step(batch, forward, forward.backward(loss.gradient(forward.output(), batch.targets())));
            }
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(CheckpointFile.load(folder.resolve("c")).history().epochs()).hasSize(1);
    }

    @Test
    void the_best_model_may_not_overwrite_the_checkpoint() throws IOException {
        Path file = folder.resolve("c");
        String message = "CheckpointWriter: the best model would overwrite the checkpoint in " + file
                + ". Give it a file of its own, as in .saveBest(Path.of(\"best.safetensors\")).";
        assertRefused(() -> writer().saveBest(folder.resolve("x/../c")), message);
        Path same = Files.createSymbolicLink(folder.resolve("same"), folder);
        assertRefused(() -> writer().saveBest(same.resolve("c")), message);
        Files.createDirectories(folder.resolve("other/below"));
        Path below = Files.createSymbolicLink(folder.resolve("below"), folder.resolve("other/below"));
        assertRefused(() -> writer().saveBest(below.resolve("../../c"), new BinaryAccuracy()), message);
        writer().saveBest(below.resolve("../c"));       // is other/c
        writer().saveBest(Files.createLink(folder.resolve("link"), Files.createFile(file)));    // keeps its content
    }

    @Test
    void two_writers_of_one_run_may_not_write_to_the_same_file() throws IOException {
        Path same = Files.createSymbolicLink(folder.resolve("same"), folder);
        Path best = folder.resolve("b");
        for (CheckpointWriter other : List.of(new CheckpointWriter(same.resolve("c")), new CheckpointWriter(best),
                new CheckpointWriter(folder.resolve("d")).saveBest(same.resolve("c")),
                new CheckpointWriter(folder.resolve("d")).saveBest(same.resolve("x/../b")))) {
            Trainer trainer = CheckpointFileTest.trainer(1).listener(writer().saveBest(best)).listener(other);
            assertThatThrownBy(() -> trainer.fit(CheckpointFileTest.DATA)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("CheckpointWriter(" + folder.resolve("c") + "): another CheckpointWriter of this run, "
                            + other + ", writes to the same file, its checkpoint or its best model. Give each file"
                            + " another name.");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/[bcd]");
    }

    /** y = w·x with x = 1; its w goes from 0 to 2 in steps of 0.5, and what is best depends on who is asked. */
    private double best(CheckpointWriter writer, Metric... metrics) throws IOException {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Dataset up = Dataset.of(Matrix.column(1), Matrix.column(2));
        Dataset validation = Dataset.of(Matrix.column(1), Matrix.column(1.4));
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.01)).epochs(80)
                .validation(validation).listener(writer);
        List.of(metrics).forEach(trainer::metric);
        trainer.fit(up);
        assertThat(model.output(Matrix.row(1)).get(0, 0)).isGreaterThan(1.7);
        return ModelFile.load(folder.resolve("best")).predict(1).value();
    }

    @Test
    void it_keeps_the_best_epochs_model_by_loss_or_by_a_metric() throws IOException {
        Path file = folder.resolve("best");
        assertThat(best(writer().saveBest(file))).isBetween(1.37, 1.43);
        assertThat(best(writer().saveBest(file, Metric.meanAbsoluteError()), Metric.meanAbsoluteError()))
                .isBetween(1.37, 1.43);
        assertThat(best(writer().saveBest(file, new Highest()), new Highest())).isGreaterThan(1.7);
    }

    /** A metric where higher is better, whatever the target. */
    private static final class Highest implements Metric {

        @Override
        public String name() {
            return "highest";
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(Matrix predictions, Matrix targets) {
            return predictions.get(0, 0);
        }
    }

    @Test
    void the_best_epoch_may_have_been_before_the_training_was_stopped() throws IOException {
        Path file = Files.writeString(folder.resolve("best"), "as it was");
        Checkpoint checkpoint = CheckpointFileTest.checkpoint(1);
        Sequential model = CheckpointFileTest.network(2);
        // With an accuracy that stays the same, the first epoch is the best.
        CheckpointFileTest.trainer(model).resumeFrom(checkpoint).listener(writer().saveBest(file, new BinaryAccuracy()))
                .fit(CheckpointFileTest.DATA);

        assertThat(file).hasContent("as it was");
    }

    @Test
    void a_metric_that_is_not_measured_is_refused_before_the_first_step() {
        Trainer trainer = CheckpointFileTest.trainer(1)
                .listener(writer().saveBest(folder.resolve("best"), Metric.rocAuc()));

        assertThatThrownBy(() -> trainer.fit(CheckpointFileTest.DATA)).isInstanceOf(IllegalStateException.class)
                .hasMessage("CheckpointWriter: the run doesn't measure " + Metric.rocAuc().name()
                        + ", which the best model is chosen by. Give it to the trainer with .metric(...).");
    }

    @Test
    void a_file_that_cannot_be_written_ends_the_training() {
        Trainer trainer = CheckpointFileTest.trainer(1).listener(new CheckpointWriter(folder));

        assertThatThrownBy(() -> trainer.fit(CheckpointFileTest.DATA)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("can't write " + folder + ": it is a folder. Expected the name of a file, such as "
                        + folder.resolve("name") + ".");
    }

    @Test
    void its_text_says_where_it_writes() {
        assertThat(new CheckpointWriter(Path.of("c"))).hasToString("CheckpointWriter(c)");
    }
}
