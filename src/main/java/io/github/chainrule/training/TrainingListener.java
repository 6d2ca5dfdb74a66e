// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Hears what happens in training, on the thread that trains. Each method does nothing unless it is overridden. */
public interface TrainingListener {

    /**
     * What is about to be done.
     *
     * @param predictor what is trained, its loss, and what the training data's numbers are called
     * @param optimizer what makes the loss small
     * @param training      the examples to learn from
     * @param epochs    how many epochs at most; 0 if only the caller's loop knows
     * @param batchesPerEpoch   how many batches each has; 0 if only the caller's loop knows
     * @param metrics   the trainer's metrics, whose scores each {@link Scores} holds
     * @param hasValidation whether the model is tried on a validation set after each epoch
     */
    record Plan(Predictor predictor, Optimizer optimizer, Dataset training, int epochs, int batchesPerEpoch, List<Metric> metrics,
                boolean hasValidation) {

        /** {@return what is trained} */
        public Sequential model() {
            return predictor.model();
        }

        /** {@return what shall become small} */
        public Loss loss() {
            return predictor.loss();
        }
    }

    /**
     * Everything about one batch. Its matrices are used again for the next one: copy what you keep.
     *
     * @param batch     inputs and targets
     * @param forward  all activations
     * @param backward all their gradients, except the input's; the parameters hold their own
     * @param step     where in the training, with loss and scores
     */
    record StepEvent(Batch batch, ForwardPass forward, BackwardPass backward, History.Step step) {
    }

    /**
     * Before the first batch.
     *
     * @param plan what is about to be done
     */
    default void started(Plan plan) {
    }

    /**
     * After {@link #started}, if the training goes on from a checkpoint. What came before isn't repeated.
     *
     * @param checkpoint where it was stopped; its memory is what {@link #state} gave
     */
    default void restore(Checkpoint checkpoint) {
    }

    /**
     * What a listener must know to go on later with the same bits, and can't take from the history.
     *
     * @return matrices by a name of its own, such as {@code EarlyStopping.best}; they are copied
     */
    default Map<String, List<Matrix>> state() {
        return Map.of();
    }

    /**
     * After each update of the parameters, and at an epoch's end after {@link #epochEnded}: when everything is at rest.
     *
     * @param checkpoint makes one of the training as it is now
     */
    default void stepEnded(Supplier<Checkpoint> checkpoint) {
    }

    /**
     * After each backward pass: the gradients are there, the parameters still as they were.
     *
     * @param event the batch
     */
    default void beforeUpdate(StepEvent event) {
    }

    /**
     * After each update of the parameters.
     *
     * @param event the same batch
     */
    default void afterUpdate(StepEvent event) {
    }

    /**
     * After each epoch and its validation.
     *
     * @param epoch what came out
     */
    default void epochEnded(History.Epoch epoch) {
    }

    /**
     * After the model was tried on data: on the validation set after an epoch, before {@link #epochEnded}, and whenever
     * somebody has asked for it.
     *
     * @param evaluation what came out
     */
    default void evaluated(Evaluation evaluation) {
    }

    /** {@return whether training should end now; asked between two epochs, and after the last} */
    default boolean shouldStop() {
        return false;
    }

    /**
     * Instead of {@link #ended} if the training diverges, before {@code fit} throws the exception.
     *
     * @param exception where, and why
     */
    default void diverged(DivergedException exception) {
    }

    /**
     * After the last epoch; not if the training diverges.
     *
     * @param history all epochs and steps
     */
    default void ended(History history) {
    }
}
