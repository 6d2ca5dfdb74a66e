// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.optimizer.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hears what happens in a training run, on the thread that trains. Each method does nothing unless it is overridden.
 * They are called in this order:
 *
 * <pre>
 *   started  [restore]
 *     each epoch    each batch    beforeUpdate  afterUpdate
 *                   [evaluated]  epochEnded  checkpointReady  shouldStop
 *   ended or diverged
 *   closed
 * </pre>
 *
 * <p>All listeners hear of {@code epochEnded}, {@code checkpointReady} and {@code closed}, even if one of them throws.
 */
public interface TrainingListener {

    /**
     * What is about to be done.
     *
     * @param predictor       the model, its loss, and the names of the training data
     * @param optimizer       what minimizes the loss
     * @param training        the examples to learn from
     * @param epochs          how many epochs at most; 0 if only the caller's loop knows
     * @param batchesPerEpoch how many batches each has; 0 if only the caller's loop knows
     * @param metrics         the trainer's metrics, whose scores each {@link Scores} holds
     * @param validation      what the model is evaluated on after each epoch, if there is such a set
     * @param listeners       all that hear of the run
     */
    record Plan(Predictor predictor, Optimizer optimizer, Dataset training, int epochs, int batchesPerEpoch,
                List<Metric> metrics, Optional<Dataset> validation, List<TrainingListener> listeners) {
    }

    /**
     * Everything about one batch. Its matrices are reused for the next one: copy what you keep.
     *
     * @param batch    inputs and targets
     * @param forward  all activations
     * @param backward all their gradients, except the input's; the parameters hold their own
     * @param step     where in the run, with loss and scores
     */
    record StepEvent(Batch batch, ForwardPass forward, BackwardPass backward, History.Step step) {
    }

    /**
     * Called before the first batch.
     *
     * @param plan what is about to be done
     */
    default void started(Plan plan) {
    }

    /**
     * Called after {@link #started}, if the run resumes from a checkpoint. What came before isn't repeated.
     *
     * @param checkpoint where it was stopped, with what {@link #state} returned
     */
    default void restore(Checkpoint checkpoint) {
    }

    /**
     * Called after each backward pass: the gradients are there, the parameters still unchanged.
     *
     * @param event the batch
     */
    default void beforeUpdate(StepEvent event) {
    }

    /**
     * Called after each update of the parameters.
     *
     * @param event the same batch
     */
    default void afterUpdate(StepEvent event) {
    }

    /**
     * Called after each evaluation: on the validation set after an epoch, before {@link #epochEnded}, and whenever the
     * caller evaluates.
     *
     * @param evaluation its result
     */
    default void evaluated(Evaluation evaluation) {
    }

    /**
     * Called after each epoch and its validation.
     *
     * @param epoch its result
     */
    default void epochEnded(History.Epoch epoch) {
    }

    /**
     * Called after every listener has heard that the epoch has ended: from here the run can be resumed.
     *
     * @param checkpoint makes a checkpoint; call it at once or never
     */
    default void checkpointReady(Supplier<Checkpoint> checkpoint) {
    }

    /**
     * What a listener needs to resume with the same bits, and can't take from the history. A checkpoint holds it.
     *
     * @return matrices by a name of its own, such as {@code EarlyStopping.best}; they are copied
     */
    default Map<String, List<Matrix>> state() {
        return Map.of();
    }

    /** {@return whether training should end now; asked after each epoch} */
    default boolean shouldStop() {
        return false;
    }

    /**
     * Called after the last epoch, or if the thread was interrupted; not if the run diverges or another exception ends
     * it.
     *
     * @param history all epochs and steps
     */
    default void ended(History history) {
    }

    /**
     * Called instead of {@link #ended} if the run diverges, before {@code fit} throws the exception.
     *
     * @param exception where, and why
     */
    default void diverged(DivergedException exception) {
    }

    /** Called last of all, whatever ended the run: its last epoch, an interrupt or any exception. */
    default void closed() {
    }
}
