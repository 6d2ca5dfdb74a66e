// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What the library's metrics ask of their arguments, besides the {@link io.github.chainrule.matrix.Checks} that all
 * share. A metric of your own can use them, too.
 */
public final class Checks {

    private Checks() {
    }

    /**
     * Checks that there are finite numbers of one shape, for at least one example.
     *
     * @param metric   who asks
     * @param response what the model said, one row per example
     * @param target   what would have been right
     * @throws IllegalArgumentException if the shapes differ, there is nothing, or a number is NaN or infinite
     */
    public static void requireComparable(Metric metric, Matrix response, Matrix target) {
        Objects.requireNonNull(response, () -> metric + ": response is null.");
        Objects.requireNonNull(target, () -> metric + ": target is null.");
        io.github.chainrule.matrix.Checks.requireSameShape(metric, "response", response, "target", target);
        if (target.values().length == 0) {
            throw new IllegalArgumentException(metric + ": prediction and target are empty, " + target.shape()
                    + "; a mean needs at least one entry.");
        }
        io.github.chainrule.matrix.Checks.requireFinite(metric, "prediction", response, 
                "Look for NaN in the inputs, or try a smaller learning rate.");
        io.github.chainrule.matrix.Checks.requireFinite(metric, "target", target,
                "Leave the example out, or find out where the number comes from.");
    }

    /**
     * Checks that targets are classes: each entry is 0 or 1.
     *
     * @param metric who asks
     * @param target what would have been right, one row per example
     * @throws IllegalArgumentException if an entry is something else
     */
    public static void requireLabels(Metric metric, Matrix target) {
        for (int i = 0; i < target.values().length; i++) {
            double t = target.values()[i];
            if (t != 0 && t != 1) {
                throw new IllegalArgumentException(metric + ": target at row " + i / target.cols() + ", column "
                        + i % target.cols() + " is " + t + "; expected classes, 0 or 1."
                        + (t == -1 ? " Labels of -1 and 1 become 0 and 1 with (t + 1) / 2."
                        : " For numbers of several classes use Matrix.oneHot, CrossEntropy and Accuracy; a measured"
                        + " quantity has no right and wrong: use MeanAbsoluteError or RSquared."));
            }
        }
    }

    /**
     * Checks that there are classes of which exactly one is right: 0 or 1 in one column, or rows with a single 1.
     *
     * @param metric   who asks
     * @param response what the model said, one row per example
     * @param target   what would have been right
     * @throws IllegalArgumentException if the numbers can't be compared or the targets are something else
     */
    public static void requireClasses(Metric metric, Matrix response, Matrix target) {
        requireComparable(metric, response, target);
        requireLabels(metric, target);
        if (target.cols() > 1 && !isOneHot(target)) {
            throw new IllegalArgumentException(metric + ": expected a single 1 in each target row, for the right class."
                    + " For questions that are answered independently of each other ask it of one column at a time.");
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

    static int requireClassNumber(String metric, int classNumber) {
        if (classNumber < 0) {
            throw new IllegalArgumentException(metric + ": expected a class's number, from 0, got " + classNumber
                    + ".");
        }
        return classNumber;
    }

    /** A metric's name, with the class if it is about one. */
    static String nameOf(String metric, OptionalInt classNumber) {
        return metric + (classNumber.isPresent() ? " of class " + classNumber.getAsInt() : "");
    }
}
