// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Counts inputs that lie far outside of what the model was trained on: by more than half the range. */
final class RangeCheck {
    private static final int MAX_WARNINGS = 5;

    private final Predictor predictor;
    private final Matrix range;
    private final int[] outside;
    private final double[] example;
    private int rows;

    RangeCheck(Predictor predictor) {
        this.predictor = predictor;
        this.range = predictor.inputRange();
        this.outside = new int[range.cols()];
        this.example = new double[range.cols()];
    }

    /** Inputs as the model sees them. */
    RangeCheck add(Matrix inputs) {
        rows += inputs.rows();
        for (int j = 0; j < outside.length; j++) {
            double tolerance = Math.max(1, (range.get(1, j) - range.get(0, j)) / 2);
            for (int i = 0; i < inputs.rows(); i++) {
                double x = inputs.get(i, j);
                if (x < range.get(0, j) - tolerance || x > range.get(1, j) + tolerance) {
                    outside[j]++;
                    example[j] = x;
                }
            }
        }
        return this;
    }

    /** A sentence for each column, in the unit that was measured. */
    List<String> warnings() {
        if (IntStream.of(outside).allMatch(count -> count == 0)) {
            return List.of();
        }
        Matrix shown = Matrix.zeros(3, outside.length);
        System.arraycopy(range.values(), 0, shown.values(), 0, 2 * outside.length);
        System.arraycopy(example, 0, shown.values(), 2 * outside.length, outside.length);
        Matrix measured = predictor.scaler().map(scaler -> scaler.inverseInputs(shown)).orElse(shown);
        return IntStream.range(0, outside.length).filter(j -> outside[j] > 0).limit(MAX_WARNINGS)
                .mapToObj(j -> String.format(Locale.ROOT, "%s: %s far outside of %.4g to %.4g, its range in training.",
                        predictor.names().featureName(j), rows == 1
                                ? String.format(Locale.ROOT, "%.4g is", measured.get(2, j))
                                : String.format(Locale.ROOT, "%,d of %,d values, such as %.4g, are", outside[j], rows,
                                measured.get(2, j)), measured.get(0, j), measured.get(1, j))).toList();
    }
}
