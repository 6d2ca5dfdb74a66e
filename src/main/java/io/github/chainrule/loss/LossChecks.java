// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/** The checks that losses make of their arguments. */
final class LossChecks {

    private static final String BINARY_TARGETS = "(t + 1) / 2 turns labels of -1 and 1 into 0 and 1. Of labels such"
            + " as 0 to 9, tell one from the rest with t = label == 7 ? 1 : 0; for all classes use CrossEntropy"
            + " with Matrix.oneHot.";

    private LossChecks() {
    }

    /** Checks that each output is finite and has a target, and that there is at least one. */
    static void requireComparable(Loss loss, Matrix outputs, Matrix targets) {
        Checks.requireSameShape(loss.name(), "outputs", outputs, "targets", targets);
        if (outputs.values().length == 0) {
            throw new IllegalArgumentException(loss.name() + ": outputs and targets are empty, " + outputs.shape()
                    + "; a mean needs at least one entry.");
        }
        Checks.requireFinite(loss.name(), "output", outputs,
                "Look for NaN in the inputs, or try a smaller learning rate.");
    }

    /** Row i, as a matrix of its own. */
    static Matrix row(Matrix m, int i) {
        return Matrix.wrap(1, m.cols(), Arrays.copyOfRange(m.values(), i * m.cols(), (i + 1) * m.cols()));
    }

    /** The sum of all entries, in order. */
    static double sum(Matrix m) {
        double sum = 0;
        for (double value : m.values()) {
            sum += value;
        }
        return sum;
    }

    static void requireWeight(String loss, double weight) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(loss + ": expected weights above 0, got " + weight + ".");
        }
    }

    /** Checks also that the targets are two classes, or probabilities of class 1. */
    static void requireBinary(Loss loss, Matrix outputs, Matrix targets) {
        requireComparable(loss, outputs, targets);
        Checks.requireBetween(loss.name(), "target", targets, 0, 1, BINARY_TARGETS);
    }
}
