// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings inputs and numeric targets to a common scale: {@code x' = (x − shift) / scale} for each column. It is fitted
 * to the training set and used for everything the network ever sees; predictions are scaled back.
 *
 * {@snippet :
 * Scaler scaler = Scaler.standard(split.training());
 * Split<Dataset> scaled = split.map(scaler::transform);
 * trainer.fit(scaled.training());
 * trainer.evaluate(scaled.test());        // metrics and predictions on the original scale
 * }
 *
 * <p>Targets that are classes, or labels of 0 and 1, are unchanged. A column that is the same in all training examples
 * is shifted to 0 and keeps its scale.
 *
 * @param inputShift  what becomes 0, for each input column
 * @param inputScale  what then becomes 1, for each input column; above 0
 * @param targetShift what becomes 0, for each target column
 * @param targetScale what then becomes 1, for each target column; above 0
 */
public record Scaler(List<Double> inputShift, List<Double> inputScale, List<Double> targetShift,
                     List<Double> targetScale) {

    private static final int BATCH = 256;

    /**
     * A scaler that can't change.
     *
     * @param inputShift  what becomes 0, for each input column
     * @param inputScale  what then becomes 1, for each input column; above 0
     * @param targetShift what becomes 0, for each target column
     * @param targetScale what then becomes 1, for each target column; above 0
     * @throws IllegalArgumentException if two lists differ in length, a number isn't finite, or a scale isn't above 0
     */
    public Scaler {
        inputShift = List.copyOf(inputShift);
        inputScale = List.copyOf(inputScale);
        targetShift = List.copyOf(targetShift);
        targetScale = List.copyOf(targetScale);
        requireNumbers("input", inputShift, inputScale);
        requireNumbers("target", targetShift, targetScale);
    }

    private static void requireNumbers(String what, List<Double> shift, List<Double> scale) {
        if (shift.size() != scale.size()) {
            throw new IllegalArgumentException("Scaler: got " + shift.size() + " " + what + " shifts and "
                    + scale.size() + " scales. Each column needs one of each.");
        }
        for (int j = 0; j < shift.size(); j++) {
            if (!Double.isFinite(shift.get(j)) || !(scale.get(j) > 0) || scale.get(j).isInfinite()) {
                throw new IllegalArgumentException("Scaler: " + what + " column " + j + ": expected a finite shift and"
                        + " a scale above 0, got " + shift.get(j) + " and " + scale.get(j) + ".");
            }
        }
    }

    /**
     * Standardizes to mean 0 and standard deviation 1: the usual choice.
     *
     * @param training the examples to fit it to, and no others
     * @return shift = mean, scale = √(mean squared distance from it)
     * @throws IllegalArgumentException if numbers are so large that their sum isn't finite
     */
    public static Scaler standard(Dataset training) {
        Objects.requireNonNull(training, "Scaler.standard: training is null.");
        return fit(training, true);
    }

    /**
     * Scales to the range from 0 to 1. A single extreme value leaves little room for all others.
     *
     * @param training the examples to fit it to, and no others
     * @return shift = minimum, scale = maximum − minimum
     * @throws IllegalArgumentException if numbers are so large that their difference isn't finite
     */
    public static Scaler minMax(Dataset training) {
        Objects.requireNonNull(training, "Scaler.minMax: training is null.");
        return fit(training, false);
    }

    /** Batch after batch, so that a dataset of bytes needn't be turned into doubles as a whole. */
    private static Scaler fit(Dataset training, boolean standard) {
        ColumnStatistics inputs = new ColumnStatistics(training.inputSize());
        ColumnStatistics targets = new ColumnStatistics(training.targetSize());
        for (Batch batch : Batches.inOrder(training, BATCH)) {
            inputs.add(batch.inputs());
            targets.add(batch.targets());
        }
        for (Batch batch : Batches.inOrder(training, BATCH)) {
            inputs.addSquares(batch.inputs());
            targets.addSquares(batch.targets());
        }
        boolean areNumeric = !training.names().hasClasses() && !targets.isBinary();
        return new Scaler(inputs.shift(standard), inputs.scale(standard),
                areNumeric ? targets.shift(standard) : Collections.nCopies(training.targetSize(), 0.0),
                areNumeric ? targets.scale(standard) : Collections.nCopies(training.targetSize(), 1.0));
    }

    /**
     * A dataset on the new scale.
     *
     * @param dataset training, validation or test set; only read
     * @return a dataset that scales when it is read; names are unchanged
     * @throws IllegalArgumentException if it has another number of inputs or targets than the training set, or has been
     *                                  scaled already
     */
    public Dataset transform(Dataset dataset) {
        Objects.requireNonNull(dataset, "Scaler.transform: dataset is null.");
        requireColumns("inputs", inputShift, dataset.inputSize());
        requireColumns("targets", targetShift, dataset.targetSize());
        if (dataset.scaler().isPresent()) {
            throw new IllegalArgumentException("Scaler.transform: these examples have been scaled already. Scale each"
                    + " set once, with the scaler that was fitted to the training set.");
        }
        return DatasetView.all(dataset, dataset::weight, dataset.names(), Optional.of(this), dataset.encoder());
    }

    void overwrite(Matrix inputs, Matrix targets) {
        overwrite(inputs, inputShift, inputScale);
        overwrite(targets, targetShift, targetScale);
    }

    /**
     * Inputs on the new scale.
     *
     * @param inputs one example per row; only read
     * @return {@code (x − shift) / scale}
     * @throws IllegalArgumentException if there is another number of columns
     */
    public Matrix transformInputs(Matrix inputs) {
        Objects.requireNonNull(inputs, "Scaler.transformInputs: inputs is null.");
        requireColumns("inputs", inputShift, inputs.cols());
        Matrix scaled = inputs.copy();
        overwrite(scaled, inputShift, inputScale);
        return scaled;
    }

    /**
     * Inputs on the original scale.
     *
     * @param inputs one scaled example per row; only read
     * @return {@code x · scale + shift}
     * @throws IllegalArgumentException if there is another number of columns
     */
    public Matrix inverseInputs(Matrix inputs) {
        return inverse("inputs", inputs, inputShift, inputScale);
    }

    /**
     * Targets or predictions on the original scale.
     *
     * @param targets one scaled example per row; only read
     * @return {@code t · scale + shift}
     * @throws IllegalArgumentException if there is another number of columns
     */
    public Matrix inverseTargets(Matrix targets) {
        return inverse("targets", targets, targetShift, targetScale);
    }

    private static Matrix inverse(String what, Matrix x, List<Double> shift, List<Double> scale) {
        Objects.requireNonNull(x, () -> "Scaler: " + what + " is null.");
        requireColumns(what, shift, x.cols());
        Matrix unscaled = x.copy();
        double[] v = unscaled.values();
        for (int k = 0; k < v.length; k++) {
            v[k] = v[k] * scale.get(k % x.cols()) + shift.get(k % x.cols());
        }
        return unscaled;
    }

    private static void overwrite(Matrix x, List<Double> shift, List<Double> scale) {
        double[] v = x.values();
        for (int k = 0; k < v.length; k++) {
            v[k] = (v[k] - shift.get(k % x.cols())) / scale.get(k % x.cols());
        }
    }

    private static void requireColumns(String what, List<Double> shift, int columns) {
        if (columns != shift.size()) {
            throw new IllegalArgumentException("Scaler: expected " + shift.size() + " " + what + ", as in the data that"
                    + " it was fitted to, got " + columns + ".");
        }
    }
}
