// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {

    @TempDir
    Path folder;

    /** Says after each step how many steps the checkpoint in the file has. */
    private static final class Reader implements TrainingListener {

        private final Path file;
        private final List<Integer> steps = new ArrayList<>();

        Reader(Path file) {
            this.file = file;
        }

        @Override
        public void stepEnded(Supplier<Checkpoint> checkpoint) {
            try {
                steps.add(Files.exists(file) ? CheckpointFile.load(file).history().steps().size() : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Integer> written(CheckpointWriter writer) {
        Reader reader = new Reader(folder.resolve("c"));
        CheckpointFileTest.trainer(1).listener(writer).listener(reader).fit(CheckpointFileTest.DATA);
        return reader.steps;
    }

    private CheckpointWriter writer() {
        return new CheckpointWriter(folder.resolve("c"));
    }

    @Test
    void it_saves_after_each_epoch_unless_told_otherwise() {
        assertThat(written(writer())).containsExactly(0, 0, 3, 3, 3, 6, 6, 6, 9);
    }

    @Test
    void it_saves_after_as_many_steps_as_it_is_told() {
        assertThat(written(writer().everySteps(2))).containsExactly(0, 2, 2, 4, 4, 6, 6, 8, 8);
    }

    @Test
    void it_may_rest_meanwhile() {
        assertThat(written(writer().everySteps(1).atMostEvery(Duration.ofMinutes(5)))).containsOnly(0);
        assertThat(written(writer().everySteps(1).atMostEvery(Duration.ofNanos(1)))).endsWith(9);
    }

    @Test
    void it_saves_when_the_thread_is_interrupted() throws IOException {
        CheckpointFileTest.trainer(1).listener(new TrainingListener() {
            @Override
            public void afterUpdate(StepEvent event) {
                if (event.step().epoch() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        }).listener(writer().atMostEvery(Duration.ofHours(1))).fit(CheckpointFileTest.DATA);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(CheckpointFile.load(folder.resolve("c"))).hasToString(
                CheckpointFileTest.checkpoint(4).toString());
    }

    @Test
    void what_it_saved_is_what_a_training_goes_on_from() throws IOException {
        Sequential whole = CheckpointFileTest.network(1);
        CheckpointFileTest.trainer(whole).fit(CheckpointFileTest.DATA);

        written(writer().everySteps(4));
        Sequential resumed = CheckpointFileTest.network(2);
        CheckpointFileTest.trainer(resumed).resumeFrom(CheckpointFile.load(folder.resolve("c")))
                .fit(CheckpointFileTest.DATA);

        assertThat(parameters(resumed)).isEqualTo(parameters(whole));
    }

    private static List<Matrix> parameters(Sequential model) {
        return model.parameters().stream().map(p -> p.value()).toList();
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

    /** A metric of which more is better, whatever the target. */
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
        Checkpoint checkpoint = CheckpointFileTest.checkpoint(3);
        Sequential model = CheckpointFileTest.network(2);
        // With an accuracy that stays the same, the first epoch is the best.
        CheckpointFileTest.trainer(model).resumeFrom(checkpoint).listener(writer().saveBest(file, new BinaryAccuracy()))
                .fit(CheckpointFileTest.DATA);

        assertThat(file).hasContent("as it was");
    }

    @Test
    void a_metric_that_nobody_measures_is_refused_before_the_first_step() {
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
    void the_steps_before_a_training_was_stopped_count_as_well() {
        Reader reader = new Reader(folder.resolve("c"));
        CheckpointFileTest.trainer(2).resumeFrom(CheckpointFileTest.checkpoint(4)).listener(writer().everySteps(3))
                .listener(reader).fit(CheckpointFileTest.DATA);

        assertThat(reader.steps).containsExactly(0, 6, 6, 6, 9);
    }

    @Test
    void its_text_says_where_it_writes() {
        assertThat(new CheckpointWriter(Path.of("c"))).hasToString("CheckpointWriter(c)");
    }

    @Test
    void a_checkpoint_is_saved_at_most_once_a_step() {
        assertThatIllegalArgumentException().isThrownBy(() -> writer().everySteps(0)).withMessage("CheckpointWriter:"
                + " expected a checkpoint after every 1st step or less often, got 0.");
    }
}
