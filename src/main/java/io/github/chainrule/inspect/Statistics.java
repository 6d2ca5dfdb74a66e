package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/** What is asked of many numbers at once. */
final class Statistics {

    private Statistics() {
    }

    /** The largest |entry|; 0 of none. */
    static double largest(Matrix m) {
        double largest = 0;
        for (double v : m.values()) {
            double size = Math.abs(v);
            largest = size > largest ? size : largest;      // in a loop much faster than Math.max
        }
        return largest;
    }

    /** The mean |entry|. Four sums side by side, because a single one would wait for each of its additions. */
    static double meanSize(Matrix m) {
        double[] v = m.values();
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 3 < v.length; i += 4) {
            s0 += Math.abs(v[i]);
            s1 += Math.abs(v[i + 1]);
            s2 += Math.abs(v[i + 2]);
            s3 += Math.abs(v[i + 3]);
        }
        for (; i < v.length; i++) {
            s0 += Math.abs(v[i]);
        }
        return (s0 + s1 + s2 + s3) / v.length;
    }

    /** The root of the sum of the squares. */
    static double norm(Matrix m) {
        double sum = 0;
        for (double v : m.values()) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    /** The value in the middle; NaN of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN
                : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
