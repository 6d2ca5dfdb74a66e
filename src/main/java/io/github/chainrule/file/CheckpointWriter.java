// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.History;
import io.github.chainrule.training.TrainingListener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Saves a training run after each epoch. Whatever ends the run, an interrupt or an exception included, its last
 * finished epoch is saved, so no more than an unfinished epoch is ever lost.
 *
 * {@snippet :
 * CheckpointWriter writer = new CheckpointWriter(Path.of("checkpoint.safetensors"))
 *         .saveBest(Path.of("best.safetensors"), new BinaryAccuracy());
 * trainer.validation(validation).metric(new BinaryAccuracy()).listener(writer).fit(training);
 * }
 *
 * <p>A file that can't be written ends the run with an {@link UncheckedIOException}. Each file is
 * {@linkplain io.github.chainrule.file there whole or not at all}.
 *
 * @see CheckpointFile#load
 */
public final class CheckpointWriter implements TrainingListener {

    private final Path file;
    private Duration pause = Duration.ZERO;
    private Optional<Path> bestFile = Optional.empty();
    private Optional<Metric> metric = Optional.empty();
    @SuppressWarnings("NullAway.Init")    // there is one as soon as a run has begun
    private Plan plan;
    private double best;
    private long lastSave;
    /** The last finished epoch, as long as it isn't in the file. */
    private Optional<Checkpoint> unsaved = Optional.empty();

    /**
     * A writer for one run at a time.
     *
     * @param file the file to write, such as {@code Path.of("checkpoint.safetensors")}; each checkpoint replaces the
     *             one before
     */
    public CheckpointWriter(Path file) {
        this.file = Objects.requireNonNull(file, "CheckpointWriter: file is null.");
    }

    /**
     * Saves less often where epochs are short. What was skipped is saved when the run ends; in a loop of your own,
     * {@link io.github.chainrule.training.TrainingRun#close close} the run for that. If {@code System.exit} or Ctrl-C
     * ends the whole JVM, it is lost: {@link io.github.chainrule.training.Trainer#fit fit} says how to prevent that.
     *
     * @param pause the shortest wait after each checkpoint, and before the first
     * @return this
     */
    public CheckpointWriter atMostEvery(Duration pause) {
        this.pause = Objects.requireNonNull(pause, "CheckpointWriter: the pause is null.");
        return this;
    }

    /**
     * Keeps the model of the best epoch as well, for {@link ModelFile#load}: the one with the lowest loss on the
     * validation set, or on the training data if there is no validation set.
     *
     * @param model the file to write
     * @return this
     * @throws IllegalArgumentException if it is the checkpoint's file
     */
    public CheckpointWriter saveBest(Path model) {
        Objects.requireNonNull(model, "CheckpointWriter: the best model's file is null.");
        if (place(model).equals(place(file))) {
            throw new IllegalArgumentException("CheckpointWriter: the best model would overwrite the checkpoint in "
                    + file + ". Give it a file of its own, as in .saveBest(Path.of(\"best.safetensors\")).");
        }
        this.bestFile = Optional.of(model);
        this.metric = Optional.empty();
        return this;
    }

    /** Where a file is or will be, whatever symbolic links lead there. A hard link becomes a file of its own. */
    private static Path place(Path file) {
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        try {
            return whole.toRealPath();
        } catch (IOException e) {
            return folder == null ? whole : place(folder).resolve(whole.getFileName()).normalize();
        }
    }

    /**
     * Keeps the model of the best epoch as well, judged by a metric. Among equals it is the first.
     *
     * @param model  the file to write
     * @param metric one of the trainer's
     * @return this
     * @throws IllegalArgumentException if it is the checkpoint's file
     */
    public CheckpointWriter saveBest(Path model, Metric metric) {
        saveBest(model);
        this.metric = Optional.of(Objects.requireNonNull(metric, "CheckpointWriter: metric is null."));
        return this;
    }

    @Override
    public void started(Plan plan) {
        if (metric.isPresent() && plan.metrics().stream().noneMatch(m -> m.name().equals(metric.get().name()))) {
            throw new IllegalStateException("CheckpointWriter: the run doesn't measure " + metric.get().name()
                    + ", which the best model is chosen by. Give it to the trainer with .metric(...).");
        }
        plan.listeners().forEach(this::requireOtherFiles);
        this.plan = plan;
        best = Double.NEGATIVE_INFINITY;
        lastSave = System.nanoTime();
        unsaved = Optional.empty();
    }

    private void requireOtherFiles(TrainingListener listener) {
        if (listener instanceof CheckpointWriter other && other != this
                && places().anyMatch(mine -> other.places().anyMatch(mine::equals))) {
            throw new IllegalStateException(this + ": another CheckpointWriter of this run, " + other + ", writes to"
                    + " the same file, its checkpoint or its best model. Give each file another name.");
        }
    }

    private Stream<Path> places() {
        return Stream.concat(Stream.of(file), bestFile.stream()).map(CheckpointWriter::place);
    }

    /** The best epoch may have been one before the run was stopped. */
    @Override
    public void restore(Checkpoint checkpoint) {
        checkpoint.history().epochs().forEach(this::isBest);
    }

    @Override
    public void epochEnded(History.Epoch epoch) {
        if (isBest(epoch)) {
            bestFile.ifPresent(model -> write(ModelFile.safetensors(plan.predictor()), model));
        }
    }

    private boolean isBest(History.Epoch epoch) {
        Scores result = epoch.validation().orElse(epoch.training());
        double value = metric.map(m -> m.higherIsBetter() ? result.score(m) : -result.score(m))
                .orElse(-result.loss());
        if (!(value > best)) {      // NaN isn't
            return false;
        }
        best = value;
        return true;
    }

    @Override
    public void checkpointReady(Supplier<Checkpoint> checkpoint) {
        unsaved = Optional.of(checkpoint.get());
        if (Duration.ofNanos(System.nanoTime() - lastSave).compareTo(pause) >= 0) {
            save();
        }
    }

    @Override
    public void closed() {
        save();
    }

    private void save() {
        unsaved.ifPresent(checkpoint -> write(CheckpointFile.safetensors(checkpoint), file));
        unsaved = Optional.empty();
        lastSave = System.nanoTime();
    }

    private static void write(Safetensors content, Path file) {
        try {
            content.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** {@return where it writes to} */
    @Override
    public String toString() {
        return "CheckpointWriter(" + file + ")";
    }
}
