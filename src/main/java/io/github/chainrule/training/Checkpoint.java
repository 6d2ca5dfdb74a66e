// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training run between two epochs, with everything it takes to resume it, in another process or on another machine,
 * as if it had never been stopped: in the end weights and history have the same bits.
 *
 * {@snippet :
 * CheckpointFile.save(run.checkpoint(), file);                     // in your own loop; for Trainer: CheckpointWriter
 * trainer.resumeFrom(CheckpointFile.load(file)).fit(training);     // a trainer that was made in the same way
 * }
 *
 * <p>It holds no state of a random generator. Random numbers depend only on the seed and on the number of the step or
 * epoch, and these are here: the seed among the settings, the numbers in the history.
 *
 * @param settings      what the run is about, by names such as {@code model} and {@code batch size}; only a run with
 *                      the same settings can be resumed from here
 * @param parameters    the value of each of the model's parameters
 * @param optimizer     the optimizer's buffers, and how many steps it has made
 * @param history       all epochs, and their steps
 * @param listenerState what listeners remember, such as the best epoch's parameters
 */
public record Checkpoint(Map<String, String> settings, List<Matrix> parameters, Optimizer.State optimizer,
                         History history, Map<String, List<Matrix>> listenerState) {

    /**
     * A checkpoint whose maps and lists can't change.
     *
     * @param settings      what the run is about
     * @param parameters    the value of each of the model's parameters
     * @param optimizer     the optimizer's buffers
     * @param history       all epochs, and their steps
     * @param listenerState what listeners remember
     * @throws IllegalArgumentException if the history has steps of an epoch that isn't finished
     */
    public Checkpoint {
        int finished = history.epochs().size();
        int started = history.steps().isEmpty() ? 0 : history.steps().get(history.steps().size() - 1).epoch();
        if (started != finished) {
            throw new IllegalArgumentException("checkpoint: " + finished + " epochs are finished, but the last step"
                    + " belongs to epoch " + started + ". Make a checkpoint where an epoch ends.");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        parameters = List.copyOf(parameters);
        Map<String, List<Matrix>> lists = new TreeMap<>();
        listenerState.forEach((name, matrices) -> lists.put(name, List.copyOf(matrices)));
        listenerState = Collections.unmodifiableMap(lists);
    }

    /** A checkpoint of a run in progress; all of it is copied. */
    static Checkpoint of(TrainingListener.Plan plan, Map<String, String> settings, History history) {
        Map<String, List<Matrix>> state = new TreeMap<>();
        for (TrainingListener listener : plan.listeners()) {
            listener.state().forEach((name, matrices) -> {
                if (state.put(name, matrices.stream().map(Matrix::copy).toList()) != null) {
                    throw new IllegalStateException("checkpoint: two listeners remember something called " + name
                            + ". One of each kind is enough for a training run.");
                }
            });
        }
        return new Checkpoint(settings, plan.predictor().model().parameters().stream().map(p -> p.value().copy())
                .toList(), plan.optimizer().state(), history, state);
    }

    /** Resumes a run: it has the same bits only if all its settings are the same. */
    void restoreTo(TrainingListener.Plan plan, Map<String, String> here) {
        here.forEach((name, setting) -> {
            String saved = settings.getOrDefault(name, RunChecks.UNKNOWN);
            if (!setting.equals(saved) && !setting.equals(RunChecks.UNKNOWN) && !saved.equals(RunChecks.UNKNOWN)) {
                throw new IllegalArgumentException("resume: the checkpoint was made with the " + name + " " + saved
                        + "; here it is " + setting + ". Make everything as it was, or start a new run with the"
                        + " checkpoint's parameters.");
            }
        });
        RunChecks.requireShapes("the", parameters, plan.predictor().model().parameters());
        plan.optimizer().restore(optimizer);
        restoreTo(plan.predictor().model());
    }

    /**
     * Copies only the parameters into a model, for predictions or for another run.
     *
     * @param model a model with parameters of the same shapes; they are overwritten, all of them or, if there is an
     *              error, none
     * @throws IllegalArgumentException if they have other shapes
     */
    public void restoreTo(Sequential model) {
        RunChecks.requireShapes("the", parameters, model.parameters());
        RunChecks.setValues(model.parameters(), parameters);
    }

    /** {@return where the run is, as in {@code after epoch 3: loss 0.0047, accuracy 0.9989}} */
    @Override
    public String toString() {
        return history.epochs().isEmpty() ? "before the first epoch"
                : "after epoch " + history.lastEpoch().number() + ": " + history.lastEpoch().training();
    }
}
