// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Counts inputs that lie far outside of what the model was trained on: by more than half the range. */
final class RangeCheck {
    private static final int MAX_WARNINGS = 5;
    private static final int MAX_VALUES = 1_000_000;

    private final Predictor predictor;
    /** For each column, the minimum and the maximum in training, and a value outside of them. */
    private final Matrix range;
    private final double[] from;
    private final double[] to;
    private final int[] outside;
    private final long stride;
    private long batches;
    private int rows;

    /** For {@code size} examples: a large dataset is checked in batches from everywhere in it. */
    RangeCheck(Predictor predictor, int size) {
        this.predictor = predictor;
        int cols = predictor.inputRange().cols();
        this.range = Matrix.zeros(3, cols);
        System.arraycopy(predictor.inputRange().values(), 0, range.values(), 0, 2 * cols);
        this.stride = (long) size * cols / MAX_VALUES + 1;
        this.from = new double[cols];
        this.to = new double[cols];
        for (int j = 0; j < cols; j++) {
            double tolerance = Math.max(1, (range.get(1, j) - range.get(0, j)) / 2);
            from[j] = range.get(0, j) - tolerance;
            to[j] = range.get(1, j) + tolerance;
        }
        this.outside = new int[cols];
    }

    /** Inputs as the model sees them. */
    RangeCheck add(Matrix inputs) {
        if (batches++ % stride != 0) {
            return this;
        }
        rows += inputs.rows();
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < outside.length; j++) {
                double x = inputs.get(i, j);
                if (x < from[j] || x > to[j]) {
                    outside[j]++;
                    range.set(2, j, x);
                }
            }
        }
        return this;
    }

    /** A sentence for each column, in its original unit. */
    List<String> warnings() {
        if (IntStream.of(outside).allMatch(count -> count == 0)) {
            return List.of();
        }
        Matrix measured = predictor.scaler().map(scaler -> scaler.inverseInputs(range)).orElse(range);
        return IntStream.range(0, outside.length).filter(j -> outside[j] > 0).limit(MAX_WARNINGS)
                .mapToObj(j -> String.format(Locale.ROOT, "%s: %s far outside of %.4g to %.4g, its range in training.",
                        predictor.names().featureName(j), rows == 1
                                ? String.format(Locale.ROOT, "%.4g is", measured.get(2, j))
                                : String.format(Locale.ROOT, "%,d of %,d values, such as %.4g, are", outside[j], rows,
                                measured.get(2, j)), measured.get(0, j), measured.get(1, j))).toList();
    }
}
