package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Objects;
import java.util.OptionalInt;

/** What metrics ask of their arguments, and what they say when they are something else. */
final class Checks {

    private Checks() {
    }

    /** Finite numbers of one shape, for at least one example. */
    static void requireComparable(Metric metric, Matrix response, Matrix target) {
        Objects.requireNonNull(response, () -> metric + ": response is null.");
        Objects.requireNonNull(target, () -> metric + ": target is null.");
        if (response.rows() != target.rows() || response.cols() != target.cols()) {
            throw new IllegalArgumentException(metric + ": prediction is " + response.shape() + " and target is "
                    + target.shape() + "; expected the same shape, one row per example.");
        }
        if (response.values().length == 0) {
            throw new IllegalArgumentException(metric + ": prediction and target are empty, " + response.shape() + ".");
        }
        requireFinite(metric, "prediction", response);
        requireFinite(metric, "target", target);
    }

    private static void requireFinite(Metric metric, String what, Matrix m) {
        for (int i = 0; i < m.values().length; i++) {
            if (!Double.isFinite(m.values()[i])) {
                throw new IllegalArgumentException(place(metric, what, m, i) + "; expected finite numbers.");
            }
        }
    }

    /** Targets that are classes: each entry 0 or 1. */
    static void requireLabels(Metric metric, Matrix target) {
        for (int i = 0; i < target.values().length; i++) {
            double t = target.values()[i];
            if (t != 0 && t != 1) {
                throw new IllegalArgumentException(place(metric, "target", target, i) + "; expected classes, 0 or 1."
                        + (t == -1 ? " Labels of -1 and 1 become 0 and 1 with (t + 1) / 2."
                        : " For numbers of several classes use Matrix.oneHot, CrossEntropy and Accuracy; a measured"
                        + " quantity has no right and wrong: use MeanAbsoluteError or RSquared."));
            }
        }
    }

    /** Whether each row has a single 1. */
    static boolean isOneHot(Matrix labels) {
        for (int i = 0; i < labels.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < labels.cols(); j++) {
                sum += labels.get(i, j);
            }
            if (sum != 1) {
                return false;
            }
        }
        return true;
    }

    /** Classes of which exactly one is right: 0 or 1 in one column, or rows with a single 1. */
    static void requireClasses(Metric metric, Matrix response, Matrix target) {
        requireComparable(metric, response, target);
        requireLabels(metric, target);
        if (target.cols() > 1 && !isOneHot(target)) {
            throw new IllegalArgumentException(metric + ": expected a single 1 in each target row, for the right class."
                    + " For questions that are answered independently of each other ask it of one column at a time.");
        }
    }

    static void requireProbabilities(Metric metric, Matrix response) {
        for (int i = 0; i < response.values().length; i++) {
            if (response.values()[i] < 0 || response.values()[i] > 1) {
                throw new IllegalArgumentException(place(metric, "prediction", response, i) + "; expected probabilities,"
                        + " from 0 to 1. Only a model trained with a cross-entropy says them.");
            }
        }
    }

    static int requireClassNumber(String metric, int classNumber) {
        if (classNumber < 0) {
            throw new IllegalArgumentException(metric + ": expected a class's number, from 0, got " + classNumber + ".");
        }
        return classNumber;
    }

    /** A metric's name, with the class if it is about one. */
    static String nameOf(String metric, OptionalInt classNumber) {
        return metric + (classNumber.isPresent() ? " of class " + classNumber.getAsInt() : "");
    }

    private static String place(Metric metric, String what, Matrix m, int i) {
        return metric + ": " + what + " at row " + i / m.cols() + ", column " + i % m.cols() + " is " + m.values()[i];
    }
}
