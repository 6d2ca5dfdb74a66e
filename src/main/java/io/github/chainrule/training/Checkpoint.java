// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training run between two steps, with everything it takes to resume it, in another process or on another machine, as
 * if it had never been stopped: in the end weights and history have the same bits.
 *
 * {@snippet :
 * CheckpointFile.save(training.checkpoint(), file);        // in a loop written by hand; for Trainer: CheckpointWriter
 * trainer.resumeFrom(CheckpointFile.load(file)).fit(train);    // a trainer that was made in the same way
 * }
 *
 * <p>It holds no state of a random generator. Random numbers depend only on the seed and on the number of the step or
 * epoch, and these are here: the seed among the settings, the numbers in the history.
 *
 * @param settings   what the training is about, by names such as {@code model} and {@code batch size}; a training goes
 *                   on only if it has the same
 * @param parameters the value of each of the model's parameters
 * @param optimizer  what the optimizer remembers, and how many steps it has made
 * @param history    all epochs that are finished, and all steps
 * @param underWay   what has been noted of the epoch that isn't finished
 * @param listenerState     what listeners remember, such as the best epoch's parameters
 */
public record Checkpoint(Map<String, String> settings, List<Matrix> parameters, Optimizer.State optimizer,
                         History history, UnderWay underWay, Map<String, List<Matrix>> listenerState) {

    /**
     * What has been noted of the epoch that isn't finished, beside the history's steps.
     *
     * @param time    how long it has taken so far
     * @param outputs what the model said of its examples, a row for each; without rows if no metric asks for them
     * @param targets what would have been right, in the same shape
     */
    public record UnderWay(Duration time, Matrix outputs, Matrix targets) {
    }

    /**
     * A checkpoint whose maps and lists can't change.
     *
     * @param settings   what the training is about
     * @param parameters the value of each of the model's parameters
     * @param optimizer  what the optimizer remembers
     * @param history    all epochs and steps
     * @param underWay   what has been noted of the epoch that isn't finished
     * @param memory     what listeners remember
     */
    public Checkpoint {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        parameters = List.copyOf(parameters);
        Map<String, List<Matrix>> lists = new TreeMap<>();
        listenerState.forEach((name, matrices) -> lists.put(name, List.copyOf(matrices)));
        listenerState = Collections.unmodifiableMap(lists);
    }

    /** {@return the number of the epoch that isn't finished, from 0: how many are} */
    public int epoch() {
        return history.epochs().size();
    }

    /** {@return the number of the next batch of that epoch, from 0: how many of its steps have been made} */
    public int batch() {
        return stepsUnderWay().size();
    }

    /** The steps of the epoch that isn't finished. */
    List<History.Step> stepsUnderWay() {
        int from = history.steps().size();
        while (from > 0 && history.steps().get(from - 1).epoch() > epoch()) {
            from--;
        }
        return history.steps().subList(from, history.steps().size());
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
        for (int i = 0; i < parameters.size(); i++) {
            model.parameters().get(i).setValue(parameters.get(i));
        }
    }

    /** {@return where the training is, as in {@code epoch 3, after 120 batches; loss 0.0047}} */
    @Override
    public String toString() {
        String loss = history.steps().isEmpty() ? ""
                : "; " + history.steps().get(history.steps().size() - 1).scores();
        return batch() == 0 ? epoch() + " epochs" + loss
                : "epoch " + (epoch() + 1) + ", after " + batch() + " batches" + loss;
    }
}
