// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A training run in progress. It gives a loop of your own everything that a {@link Trainer} has: its checks, its
 * listeners and its history. The trainer's loop is built on it, too.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * TrainingRun run = new TrainingRun(model, loss, adam, training, diagnosis);
 *
 * for (Batch batch : batches) {
 *     ForwardPass forward = model.forward(batch.inputs());
 *     BackwardPass backward = forward.backward(loss.gradient(forward.output(), batch.targets()));
 *     run.step(batch, forward, backward);       // instead of adam.step()
 * }
 * System.out.println(run.evaluate(test));
 * System.out.print(diagnosis);
 * }
 *
 * <p>An epoch ends when as many examples have been seen as the data has. All weights get the same bits as without it.
 *
 * <p>{@link #close} tells the listeners that the run is over. Only those that keep something back until then need it,
 * such as a {@code CheckpointWriter} that saves at most every ten seconds: {@code try (TrainingRun run = …)}.
 */
public final class TrainingRun implements AutoCloseable {

    private final TrainingListener.Plan plan;
    /** What must be the same when the run is resumed. */
    private final Map<String, String> settings;
    /** The trainer's schedule and clipping. */
    private final Runnable beforeStep;
    private final Divergence divergence;
    private EpochTotals totals;
    private final List<History.Epoch> epochs = new ArrayList<>();
    private final List<History.Step> steps = new ArrayList<>();
    private long epochStart;

    /**
     * A run for a loop of your own. Its listeners see 0 as the number of epochs: not known.
     *
     * @param model     what is trained
     * @param loss      what is minimized
     * @param optimizer what minimizes it; made with {@code model.parameters()}, or some of them
     * @param training  the examples to learn from
     * @param listeners what to tell about the run, such as a diagnosis
     * @throws IllegalArgumentException if model, loss, optimizer and data don't fit together
     */
    public TrainingRun(Sequential model, Loss loss, Optimizer optimizer, Dataset training,
                       TrainingListener... listeners) {
        this(new TrainingListener.Plan(
                RunChecks.predictor(model, loss, Objects.requireNonNull(training, "TrainingRun: training is null.")),
                Objects.requireNonNull(optimizer, "TrainingRun: optimizer is null."), training, 0, 0, List.of(),
                Optional.empty(), List.of(listeners)), Map.of(), () -> { });
        start(Optional.empty());
    }

    TrainingRun(TrainingListener.Plan plan, Map<String, String> settings, Runnable beforeStep) {
        RunChecks.requireOwnParameters(plan.optimizer(), plan.predictor().model());
        plan.predictor().requireCompatible(plan.training(), "training");
        plan.validation().ifPresent(set -> plan.predictor().requireCompatible(set, "validation"));
        this.plan = plan;
        this.settings = RunChecks.settings(plan, settings);
        this.beforeStep = beforeStep;
        this.divergence = new Divergence(plan);
        this.totals = new EpochTotals(plan, true);
        this.epochStart = System.nanoTime();
    }

    void start(Optional<Checkpoint> checkpoint) {
        checkpoint.ifPresent(this::restore);
        plan.listeners().forEach(listener -> listener.started(plan));
        checkpoint.ifPresent(from -> plan.listeners().forEach(listener -> listener.restore(from)));
    }

    /**
     * Computes a batch's loss, updates the parameters, and tells the listeners: in place of {@code optimizer.step()}.
     *
     * @param batch    the examples; only read
     * @param forward  the model's forward pass with them
     * @param backward its backward pass from the loss's gradient: the parameters hold their own gradients
     * @return where in the run this was, and the loss before the update
     * @throws DivergedException        if a number has become NaN or infinite
     * @throws IllegalArgumentException if another model made the pass
     */
    public History.Step step(Batch batch, ForwardPass forward, BackwardPass backward) {
        Objects.requireNonNull(batch, "TrainingRun.step: batch is null.");
        Objects.requireNonNull(forward, "TrainingRun.step: forward is null.");
        Objects.requireNonNull(backward, "TrainingRun.step: backward is null.");
        if (forward.model() != plan.predictor().model()) {
            throw new IllegalArgumentException("TrainingRun.step: another model, " + forward.model() + ", made this"
                    + " pass. Call model.forward(batch.inputs()) on the model that is trained, "
                    + plan.predictor().model() + ".");
        }
        String position = position();
        try {
            double value = plan.predictor().loss().withWeights(batch.weights())
                    .value(forward.output(), batch.targets());
            if (!Double.isFinite(value)) {
                throw divergence.inLoss(value, forward, position);
            }
            Scores scores = totals.add(batch, forward.output(), value);
            History.Step step = new History.Step(epochs.size() + 1, totals.batches(), scores);
            update(new TrainingListener.StepEvent(batch, forward, backward, step), position);
            steps.add(step);
            if (totals.isFull()) {
                endEpoch(position);
            }
            return step;
        } catch (DivergedException e) {
            throw diverged(e);
        }
    }

    private String position() {
        return "epoch " + (epochs.size() + 1) + ", batch " + (totals.batches() + 1);
    }

    private void update(TrainingListener.StepEvent event, String position) {
        plan.listeners().forEach(listener -> listener.beforeUpdate(event));
        try {
            beforeStep.run();
            plan.optimizer().step();
        } catch (NonFiniteGradientException | ArithmeticException e) {
            throw divergence.inUpdate(e, event.forward(), position);
        }
        plan.listeners().forEach(listener -> listener.afterUpdate(event));
    }

    private void endEpoch(String position) {
        Duration duration = Duration.ofNanos(System.nanoTime() - epochStart);
        divergence.requireFiniteParameters(position);
        int number = epochs.size() + 1;
        EpochTotals finished = totals;
        totals = new EpochTotals(plan, false);
        Scores scores = finite(finished.finish(), "epoch " + number);
        History.Epoch epoch = new History.Epoch(number, scores, validate("validation after epoch " + number), duration);
        epochs.add(epoch);
        both(() -> tellAll(0, listener -> listener.epochEnded(epoch)),
                () -> tellAll(0, listener -> listener.checkpointReady(this::checkpoint)));
        epochStart = System.nanoTime();
    }

    /** Every listener hears it, even if one before it throws: saving must not depend on another listener. */
    private void tellAll(int first, Consumer<TrainingListener> event) {
        if (first < plan.listeners().size()) {
            both(() -> event.accept(plan.listeners().get(first)), () -> tellAll(first + 1, event));
        }
    }

    /** Does the second even if the first throws. What is thrown first comes out, and holds what is thrown after it. */
    static void both(Runnable first, Runnable second) {
        try {
            first.run();
        } catch (Throwable e) {
            try {
                second.run();
            } catch (Throwable later) {
                if (later != e) {       // a listener may throw what it threw before
                    e.addSuppressed(later);
                }
            }
            throw e;
        }
        second.run();
    }

    private Optional<Scores> validate(String where) {
        Optional<Scores> scores;
        try {
            scores = plan.validation().map(set -> Scores.of(evaluate(set), plan.metrics()));
        } catch (ArithmeticException e) {
            throw divergence.inEpoch(where + ": " + e.getMessage());
        }
        return scores.map(found -> finite(found, where));
    }

    private Scores finite(Scores scores, String where) {
        if (!Double.isFinite(scores.loss())) {
            throw divergence.inEpoch(where + ": the mean loss, " + plan.predictor().loss().name() + ", is "
                    + scores.loss());
        }
        return scores;
    }

    /** What to throw instead of what a pass or the loss refused: that the output isn't finite, or which example. */
    RuntimeException explained(RuntimeException refused, ForwardPass forward) {
        return forward.isFinite() ? RunChecks.located(refused, plan.predictor().loss(), plan.training())
                : diverged(divergence.inOutput(forward, position()));
    }

    private DivergedException diverged(DivergedException exception) {
        exception.remember(history());
        plan.listeners().forEach(listener -> listener.diverged(exception));
        return exception;
    }

    /**
     * Evaluates the model on data that it isn't trained on, and tells the listeners.
     *
     * @param dataset examples of the same task; only read
     * @return loss, metrics and everything else that follows from one pass over them
     * @throws IllegalArgumentException if they don't fit the model, or have other classes than the training data
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset dataset) {
        Objects.requireNonNull(dataset, "TrainingRun.evaluate: dataset is null.");
        Evaluation evaluation = plan.predictor().evaluate(dataset);
        plan.listeners().forEach(listener -> listener.evaluated(evaluation));
        return evaluation;
    }

    /**
     * Everything needed to resume the run later. Call it where an epoch has ended.
     *
     * @return a checkpoint; what it holds is copied
     * @throws IllegalArgumentException if steps of the next epoch have been made
     * @throws IllegalStateException    if two listeners use the same name for what they remember
     */
    public Checkpoint checkpoint() {
        return Checkpoint.of(plan, settings, history());
    }

    /**
     * Resumes from a checkpoint in a loop of your own; {@link io.github.chainrule.data.Batches#startingAt} gives it the
     * batches of the epochs that are left. The learning rate is what it was then.
     *
     * @param checkpoint of a run of the same model, loss, optimizer and data; only read
     * @throws IllegalArgumentException if it is of another one; then nothing has been changed
     * @throws IllegalStateException    if this run has made steps already
     */
    public void resumeFrom(Checkpoint checkpoint) {
        restore(checkpoint);
        plan.listeners().forEach(listener -> listener.restore(checkpoint));
    }

    /** Restores the run without telling the listeners. */
    private void restore(Checkpoint checkpoint) {
        if (!steps.isEmpty()) {
            throw new IllegalStateException("resume: this run has made " + steps.size()
                    + " steps already. Make a new one, and resume before its first step.");
        }
        checkpoint.restoreTo(plan, settings);
        epochs.addAll(checkpoint.history().epochs());
        steps.addAll(checkpoint.history().steps());
    }

    /** Whether a listener wants to stop where an epoch has ended, or all epochs are finished. */
    boolean isOver() {
        return !epochs.isEmpty() && plan.listeners().stream().anyMatch(TrainingListener::shouldStop)
                || epochs.size() >= plan.epochs();
    }

    /** {@return all epochs and steps so far; an epoch that isn't finished is not among them} */
    public History history() {
        return new History(epochs, steps);
    }

    /** {@return the model, its loss, and names and scaling of the training data} */
    public Predictor predictor() {
        return plan.predictor();
    }

    /** Tells the listeners that the run is over. */
    @Override
    public void close() {
        tellAll(0, TrainingListener::closed);
    }

    /** {@return what is trained and how far it is} */
    @Override
    public String toString() {
        return "TrainingRun(" + plan.predictor() + ", " + plan.predictor().loss().name() + ", " + plan.optimizer()
                + "): " + history();
    }
}
