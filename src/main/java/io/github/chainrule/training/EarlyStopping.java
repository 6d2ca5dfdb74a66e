// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Map;

/**
 * Ends training when the validation loss has stopped falling, and puts back the parameters of the best epoch.
 *
 * <p>A model that trains for too long memorizes its training examples: their loss keeps falling while that of others
 * rises. Use a part of the training data for validation, and keep the test set for the very end.
 */
public final class EarlyStopping implements TrainingListener {

    private static final String BEST = "EarlyStopping.best";

    private final int patience;
    private List<Parameter> parameters = List.of();
    private List<Matrix> best = List.of();
    private double bestLoss;
    private int bestEpoch;
    private int lastEpoch;

    /**
     * Early stopping for one run.
     *
     * @param patience how many epochs in a row without a lower validation loss end the training, at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public EarlyStopping(int patience) {
        this.patience = RunChecks.requirePositive("EarlyStopping: expected a patience of at least 1 epoch", patience);
    }

    @Override
    public void started(Plan plan) {
        if (plan.validation().isEmpty()) {
            throw new IllegalStateException("EarlyStopping: there is no validation loss to watch. Give the trainer a"
                    + " set with .validation(dataset).");
        }
        if (plan.listeners().stream().filter(EarlyStopping.class::isInstance).count() > 1) {
            throw new IllegalStateException("EarlyStopping: this run has two, and the one with less patience always"
                    + " ends it. Leave out the other.");
        }
        parameters = plan.predictor().model().parameters();
        best = List.of();
        bestLoss = Double.POSITIVE_INFINITY;
        bestEpoch = 0;
        lastEpoch = 0;
    }

    @Override
    public Map<String, List<Matrix>> state() {
        return bestEpoch == 0 ? Map.of() : Map.of(BEST, best);
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        List<Matrix> kept = checkpoint.listenerState().get(BEST);
        if (kept == null) {
            lastEpoch = checkpoint.history().epochs().size();
            bestEpoch = lastEpoch;
            return;     // that run had no early stopping: the epochs to come are compared with each other
        }
        RunChecks.requireShapes("the best epoch's", kept, parameters);
        checkpoint.history().epochs().forEach(this::isBest);
        best = kept;
    }

    @Override
    public void epochEnded(History.Epoch ended) {
        if (isBest(ended)) {
            best = parameters.stream().map(p -> p.value().copy()).toList();
        }
    }

    private boolean isBest(History.Epoch ended) {
        double loss = ended.validation().orElseThrow().loss();
        if (ended.number() != lastEpoch + 1) {
            throw new IllegalStateException("EarlyStopping: epoch " + ended.number() + " came after epoch " + lastEpoch
                    + ", so two runs use it at once. Make a new EarlyStopping for each trainer.");
        }
        lastEpoch = ended.number();
        if (!(loss < bestLoss)) {       // NaN isn't
            return false;
        }
        bestLoss = loss;
        bestEpoch = lastEpoch;
        return true;
    }

    @Override
    public boolean shouldStop() {
        return lastEpoch - bestEpoch >= patience;
    }

    @Override
    public void ended(History history) {
        RunChecks.setValues(parameters, best);
    }

    /** A run that diverged leaves the best epoch's parameters, too. */
    @Override
    public void diverged(DivergedException exception) {
        RunChecks.setValues(parameters, best);
    }

    /** {@return the epoch with the lowest validation loss so far, from 1; 0 before the first has ended} */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** {@return the patience, and the best epoch if there is one, as in {@code EarlyStopping(3), best epoch 7}} */
    @Override
    public String toString() {
        return "EarlyStopping(" + patience + ")" + (bestEpoch == 0 ? "" : ", best epoch " + bestEpoch);
    }
}
