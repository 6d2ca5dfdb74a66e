package io.github.chainrule.inspect;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers as people write them, and what is asked of many numbers at once. */
final class Numbers {

    private static final int DECIMALS = 4;

    private Numbers() {
    }

    /** One number with four significant digits. */
    static String text(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Every entry of a matrix, row after row, with one number of decimals for all, so that they can be compared. */
    static List<String> texts(Matrix m) {
        String format = format(m);
        List<String> texts = new ArrayList<>();
        for (double v : m.values()) {
            texts.add(String.format(Locale.ROOT, format, v == 0 ? 0.0 : v));      // 0.0 for −0.0 too
        }
        return texts;
    }

    /** As few decimals as are exact; otherwise four, or more when all is small. */
    private static String format(Matrix m) {
        double largest = largest(m);
        if (largest == 0) {
            return "%.0f";
        }
        if (!(largest >= 1e-3 && largest < 1e5)) {
            return "%.3e";
        }
        for (int decimals = 0; decimals < DECIMALS; decimals++) {
            if (exactWith(decimals, m)) {
                return "%." + decimals + "f";
            }
        }
        return "%." + (DECIMALS + (largest < 0.1 ? 1 : 0) + (largest < 0.01 ? 1 : 0)) + "f";
    }

    private static boolean exactWith(int decimals, Matrix m) {
        double scale = Math.pow(10, decimals);
        for (double v : m.values()) {
            if (Math.abs(v * scale - Math.rint(v * scale)) > 1e-9) {
                return false;
            }
        }
        return true;
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
