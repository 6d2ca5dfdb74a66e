// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Figures of many numbers at once. */
final class Statistics {

    private Statistics() {
    }

    /** The largest |entry|; 0 if there is none. */
    static double max(Matrix m) {
        return Arrays.stream(m.values()).map(Math::abs).max().orElse(0);
    }

    /** ‖after − before‖ / ‖before‖; NaN if there was nothing before. */
    static double relativeChange(double[] before, double[] after) {
        double size = norm(before);
        return size == 0 ? Double.NaN
                : norm(IntStream.range(0, before.length).mapToDouble(i -> after[i] - before[i]).toArray()) / size;
    }

    /** The mean |entry|. */
    static double meanSize(Matrix m) {
        return Arrays.stream(m.values()).map(Math::abs).average().orElse(Double.NaN);
    }

    static double[] column(Matrix m, int j) {
        return IntStream.range(0, m.rows()).mapToDouble(i -> m.get(i, j)).toArray();
    }

    /** The mean squared distance from the mean, over n − 1. */
    static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    /** How close two lists of numbers are to a straight line, from -1 to 1; NaN if one is constant. */
    static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double products = IntStream.range(0, a.length).mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB)).sum();
        return products / (a.length - 1) / Math.sqrt(variance(a) * variance(b));
    }

    /** The root of the sum of the squares. */
    static double norm(double... values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }

    /** The value in the middle; NaN if there is none. */
    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
