// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.matrix.Matrix;

import java.util.Map;

/**
 * Adds an epoch up: its mean loss, in which a short last batch weighs what it should, and its metrics. These need all
 * rows at once, since a metric such as the AUC is no sum over rows.
 */
final class EpochTotals {
    private static final int MAX_FOR_RANGE = 1_000_000;

    private final TrainingListener.Plan plan;
    private final boolean isFirstEpoch;
    /** The whole epoch's, one row per example; without rows if no metric needs them. */
    private Matrix outputs = Matrix.zeros(0, 0);
    private Matrix targets = outputs;
    private int batches;
    private int examples;
    private double lossSum;

    EpochTotals(TrainingListener.Plan plan, boolean isFirstEpoch) {
        this.plan = plan;
        this.isFirstEpoch = isFirstEpoch;
    }

    /** Adds a batch; returns its own scores. */
    Scores add(Batch batch, Matrix output, double loss) {
        Scores scores = Scores.of(plan.predictor(), loss, plan.metrics(), output, batch.targets());
        if (!plan.metrics().isEmpty()) {
            outputs = collected(output, outputs);
            targets = collected(batch.targets(), targets);
        }
        if (isFirstEpoch) {
            extendRange(batch.inputs());
        }
        batches++;
        examples += batch.size();
        lossSum += loss * batch.size();
        return scores;
    }

    /** Uses every batch, or enough of them from everywhere in the epoch. */
    private void extendRange(Matrix inputs) {
        if (batches % ((long) plan.training().size() * inputs.cols() / MAX_FOR_RANGE + 1) != 0) {
            return;
        }
        double[] range = plan.predictor().inputRange().values();
        int cols = inputs.cols();
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < cols; j++) {
                double x = inputs.get(i, j);
                range[j] = range[j] <= x ? range[j] : x;        // at first it is NaN
                range[cols + j] = range[cols + j] >= x ? range[cols + j] : x;
            }
        }
    }

    private Matrix collected(Matrix rows, Matrix all) {
        Matrix room = all.cols() == rows.cols() ? all : Matrix.zeros(plan.training().size(), rows.cols());
        System.arraycopy(rows.values(), 0, room.values(), examples * room.cols(), rows.values().length);
        return room;
    }

    /** Whether all examples of the epoch have been seen. */
    boolean isFull() {
        return examples >= plan.training().size();
    }

    /** How many batches the epoch has had so far. */
    int batches() {
        return batches;
    }

    /** The epoch's scores, once it is full. */
    Scores finish() {
        double mean = lossSum / examples;
        return plan.metrics().isEmpty() ? new Scores(examples, mean, Map.of())
                : Scores.of(plan.predictor(), mean, plan.metrics(), outputs, targets);
    }
}
