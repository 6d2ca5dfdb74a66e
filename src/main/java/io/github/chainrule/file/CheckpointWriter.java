// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.internal.AtomicFile;
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

/**
 * Saves a training run while it goes on: after each epoch, unless told otherwise, and when its thread is interrupted.
 * So no more is lost than what came after the last save.
 *
 * {@snippet :
 * CheckpointWriter writer = new CheckpointWriter(Path.of("checkpoint.safetensors"))
 *         .saveBest(Path.of("best.safetensors"), new BinaryAccuracy());
 * trainer.validation(validation).metric(new BinaryAccuracy()).listener(writer).fit(train);
 * }
 *
 * <p>A file that can't be written ends the training with an {@link UncheckedIOException}. Each file is
 * {@linkplain AtomicFile there whole or not at all}.
 *
 * @see CheckpointFile#load
 */
public final class CheckpointWriter implements TrainingListener {

    private final Path file;
    private int everySteps;
    private Duration pause = Duration.ZERO;
    /** Null if only checkpoints are wanted. */
    @SuppressWarnings("NullAway")
    private Path bestFile;
    private Optional<Metric> metric = Optional.empty();
    @SuppressWarnings("NullAway.Init")    // there is one as soon as a training has begun
    private Plan plan;
    private double saveBest;
    private long last;
    private int steps;
    private boolean epochEnded;

    /**
     * A writer for one run at a time.
     *
     * @param file where to, such as {@code Path.of("checkpoint.safetensors")}; each checkpoint replaces the one before
     */
    public CheckpointWriter(Path file) {
        this.file = Objects.requireNonNull(file, "CheckpointWriter: file is null.");
    }

    /**
     * Saves after every so many steps, instead of after each epoch.
     *
     * @param steps at least 1
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public CheckpointWriter everySteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("CheckpointWriter: expected a checkpoint after every 1st step or less"
                    + " often, got " + steps + ".");
        }
        this.everySteps = steps;
        return this;
    }

    /**
     * Saves less often where epochs or steps are short.
     *
     * @param pause how long to wait at least after each checkpoint, and before the first
     * @return this
     */
    public CheckpointWriter atMostEvery(Duration pause) {
        this.pause = Objects.requireNonNull(pause, "CheckpointWriter: the pause is null.");
        return this;
    }

    /**
     * Keeps the model of the best epoch as well, for {@link ModelFile#load}: that with the lowest loss on the
     * validation set, or on the training data if there is no validation set.
     *
     * @param model where to
     * @return this
     */
    public CheckpointWriter saveBest(Path model) {
        this.bestFile = Objects.requireNonNull(model, "CheckpointWriter: the best model's file is null.");
        this.metric = Optional.empty();
        return this;
    }

    /**
     * Keeps the model of the best epoch as well, as a metric judges. Among equals it is the first.
     *
     * @param model  where to
     * @param metric one of the trainer's
     * @return this
     */
    public CheckpointWriter saveBest(Path model, Metric metric) {
        saveBest(model);
        this.metric = Optional.of(metric);
        return this;
    }

    @Override
    public void started(Plan plan) {
        if (metric.isPresent() && plan.metrics().stream().noneMatch(m -> m.name().equals(metric.get().name()))) {
            throw new IllegalStateException("CheckpointWriter: the run doesn't measure " + metric.get().name()
                    + ", which the best model is chosen by. Give it to the trainer with .metric(...).");
        }
        this.plan = plan;
        saveBest = Double.NEGATIVE_INFINITY;
        last = System.nanoTime();
        steps = 0;
        epochEnded = false;
    }

    /** The best epoch may have been one before the training was stopped. */
    @Override
    public void restore(Checkpoint checkpoint) {
        checkpoint.history().epochs().forEach(this::isBest);
        steps = checkpoint.history().steps().size();
    }

    @Override
    public void epochEnded(History.Epoch epoch) {
        epochEnded = true;
        if (isBest(epoch) && bestFile != null) {
            write(() -> ModelFile.save(plan.predictor(), bestFile));
        }
    }

    private boolean isBest(History.Epoch epoch) {
        Scores result = epoch.validation().orElse(epoch.training());
        double value = metric.map(m -> m.higherIsBetter() ? result.score(m) : -result.score(m))
                .orElse(-result.loss());
        if (!(value > saveBest)) {      // NaN isn't
            return false;
        }
        saveBest = value;
        return true;
    }

    @Override
    public void stepEnded(Supplier<Checkpoint> checkpoint) {
        steps++;
        boolean due = everySteps == 0 ? epochEnded : steps % everySteps == 0;
        epochEnded = false;
        boolean rested = pause.isZero() || System.nanoTime() - last >= pause.toNanos();
        if (due && rested || Thread.currentThread().isInterrupted()) {
            write(() -> CheckpointFile.save(checkpoint.get(), file));
            last = System.nanoTime();
        }
    }

    /** Something that writes a file. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
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
