// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adds an epoch up: its mean loss, and its metrics over all examples together. A short last batch weighs what it
 * should, and a metric need not be a sum over rows.
 */
final class EpochTotals {

    private final Predictor predictor;
    private final List<Metric> metrics;
    /** Of the whole epoch, one row per example; without rows if no metric asks for them. */
    private Matrix outputs;
    private final Matrix targets;
    private final int size;
    private int batches;
    private int examples;
    private double lossSum;

    EpochTotals(Predictor predictor, List<Metric> metrics, Dataset data) {
        this.predictor = predictor;
        this.metrics = metrics;
        this.size = data.size();
        this.outputs = Matrix.zeros(metrics.isEmpty() ? 0 : data.size(), data.targetSize());
        this.targets = Matrix.zeros(outputs.rows(), data.targetSize());
    }

    /** Takes in a batch; returns what is to be said of it alone. */
    Scores add(Batch batch, Matrix output, double value) {
        if (outputs.rows() > 0) {
            // A loss may need more outputs than there are targets.
            outputs = outputs.cols() == output.cols() ? outputs : Matrix.zeros(size, output.cols());
            copy(output, outputs);
            copy(batch.targets(), targets);
        }
        batches++;
        examples += batch.size();
        lossSum += value * batch.size();
        return Scores.of(predictor, value, metrics, output, batch.targets());
    }

    private void copy(Matrix rows, Matrix all) {
        System.arraycopy(rows.values(), 0, all.values(), examples * all.cols(), rows.values().length);
    }

    /** Goes on in the middle of an epoch: adds up once more what its steps so far have said. */
    void resume(Checkpoint checkpoint) {
        List<History.Step> steps = checkpoint.stepsUnderWay();
        int seen = steps.stream().mapToInt(step -> step.scores().exampleCount()).sum();
        Matrix said = checkpoint.underWay().outputs();
        Matrix right = checkpoint.underWay().targets();
        String expected = Matrix.zeros(Math.min(outputs.rows(), seen), outputs.cols()).shape();
        if (seen >= size || !said.shape().equals(expected) || !right.shape().equals(expected)) {
            throw new IllegalArgumentException("resume: the checkpoint contradicts itself: of the epoch under way, "
                    + seen + " of " + size + " examples have been seen, with outputs " + said.shape() + " and targets "
                    + right.shape() + "; expected fewer than " + size + ", and " + expected + " of both.");
        }
        for (History.Step step : steps) {
            batches++;
            examples += step.scores().exampleCount();
            lossSum += step.scores().loss() * step.scores().exampleCount();
        }
        System.arraycopy(said.values(), 0, outputs.values(), 0, said.values().length);
        System.arraycopy(right.values(), 0, targets.values(), 0, right.values().length);
    }

    /** The outputs of the epoch so far, copied; without rows if no metric asks for them. */
    Matrix outputs() {
        return firstRows(outputs);
    }

    Matrix targets() {
        return firstRows(targets);
    }

    private Matrix firstRows(Matrix all) {
        int rows = Math.min(all.rows(), examples);
        return Matrix.wrap(rows, all.cols(), Arrays.copyOf(all.values(), rows * all.cols()));
    }

    /** Whether all examples of the epoch have been seen. */
    boolean isFull() {
        return examples >= size;
    }

    /** For the next epoch. */
    void clear() {
        batches = 0;
        examples = 0;
        lossSum = 0;
    }

    int batches() {
        return batches;
    }

    Scores result() {
        double mean = lossSum / examples;
        return metrics.isEmpty() ? new Scores(examples, mean, Map.of())
                : Scores.of(predictor, mean, metrics, outputs, targets);
    }
}
