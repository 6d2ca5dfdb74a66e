package io.github.chainrule.loss;

import io.github.chainrule.matrix.Matrix;

/** What every loss asks of its arguments, and what it says when they are something else. */
final class Requirements {

    private Requirements() {
    }

    static void sameShape(Loss loss, Matrix prediction, Matrix target) {
        if (prediction.rows() != target.rows() || prediction.cols() != target.cols()) {
            throw new IllegalArgumentException(loss + ": prediction is " + prediction.shape() + " and target is "
                    + target.shape() + "; expected the same shape, one row per example." + hint(prediction, target));
        }
        if (prediction.values().length == 0) {
            throw new IllegalArgumentException(loss + ": prediction and target are empty, " + prediction.shape()
                    + "; a mean needs at least one entry.");
        }
    }

    private static String hint(Matrix prediction, Matrix target) {
        boolean onePerExample = target.values().length == prediction.rows();
        if (onePerExample && prediction.cols() == 1) {
            return " The targets lie in one row: Matrix.column(values) puts one below the other.";
        }
        if (onePerExample && (target.rows() == 1 || target.cols() == 1)) {
            return " Are the targets class numbers? Matrix.oneHot(" + prediction.cols() + ", classes) makes a row of"
                    + " each.";
        }
        return "";
    }

    static void finite(Loss loss, String what, Matrix m) {
        if (!m.isFinite()) {
            int i = firstOutside(m, -Double.MAX_VALUE, Double.MAX_VALUE);
            throw new IllegalArgumentException(entry(loss, what, m, i) + "; expected finite numbers."
                    + " Look for NaN in the inputs, or try a smaller learning rate.");
        }
    }

    static void within01(Loss loss, String what, Matrix m, String hint) {
        int i = firstOutside(m, 0, 1);
        if (i >= 0) {
            throw new IllegalArgumentException(entry(loss, what, m, i) + "; expected values from 0 to 1. " + hint);
        }
    }

    private static String entry(Loss loss, String what, Matrix m, int i) {
        return loss + ": " + what + " at row " + i / m.cols() + ", column " + i % m.cols() + " is " + m.values()[i];
    }

    /** Where the first value is that isn't from min to max (NaN never is), or −1. */
    private static int firstOutside(Matrix m, double min, double max) {
        for (int i = 0; i < m.values().length; i++) {
            if (!(m.values()[i] >= min && m.values()[i] <= max)) {
                return i;
            }
        }
        return -1;
    }

    static final String BINARY_TARGETS = "Were class labels passed, such as 0 to 9? For one class against the rest"
            + " make them binary, t = label == 7 ? 1 : 0; for all classes use CrossEntropy with Matrix.oneHot.";
}
