// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/** What is asked of many numbers at once. */
final class Statistics {

    private Statistics() {
    }

    /** The largest |entry|; 0 of none. Four side by side, because a single one would wait for each comparison. */
    static double largest(Matrix m) {
        double[] v = m.values();
        double a0 = 0, a1 = 0, a2 = 0, a3 = 0;
        int i = 0;
        for (; i + 3 < v.length; i += 4) {
            a0 = larger(a0, v[i]);
            a1 = larger(a1, v[i + 1]);
            a2 = larger(a2, v[i + 2]);
            a3 = larger(a3, v[i + 3]);
        }
        for (; i < v.length; i++) {
            a0 = larger(a0, v[i]);
        }
        return larger(larger(a0, a1), larger(a2, a3));
    }

    /** In a loop much faster than Math.max. */
    private static double larger(double largest, double value) {
        double size = Math.abs(value);
        return size > largest ? size : largest;
    }

    /** ‖after − before‖ / ‖before‖, four sums side by side each; NaN if there was nothing before. */
    static double relativeChange(double[] before, double[] after) {
        double c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 3 < before.length; i += 4) {
            c0 += (after[i] - before[i]) * (after[i] - before[i]);
            c1 += (after[i + 1] - before[i + 1]) * (after[i + 1] - before[i + 1]);
            c2 += (after[i + 2] - before[i + 2]) * (after[i + 2] - before[i + 2]);
            c3 += (after[i + 3] - before[i + 3]) * (after[i + 3] - before[i + 3]);
            s0 += before[i] * before[i];
            s1 += before[i + 1] * before[i + 1];
            s2 += before[i + 2] * before[i + 2];
            s3 += before[i + 3] * before[i + 3];
        }
        for (; i < before.length; i++) {
            c0 += (after[i] - before[i]) * (after[i] - before[i]);
            s0 += before[i] * before[i];
        }
        double size = s0 + s1 + s2 + s3;
        return size == 0 ? Double.NaN : Math.sqrt((c0 + c1 + c2 + c3) / size);
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

    /** How far two lists of numbers are a straight line of each other, from -1 to 1; NaN if one is constant. */
    static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
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
