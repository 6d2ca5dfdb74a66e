// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Arrays;

/**
 * The checks that the library's own matrices, layers and losses make of their arguments: use them in a layer, a loss, a
 * metric or an optimizer of your own, too. Each message says where, what was expected, what came and, where it can,
 * what to do.
 *
 * <p>{@code where} begins each message: a text, or the layer or loss itself, whose text is only made if there is
 * something to say.
 */
public final class Checks {

    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private Checks() {
    }

    /**
     * Checks that an argument isn't null.
     *
     * @param where  who asks
     * @param what   what the argument is called
     * @param object the argument
     * @param <T>    its type
     * @return {@code object}
     * @throws NullPointerException if it is null
     */
    public static <T> T requireNonNull(Object where, String what, T object) {
        if (object == null) {
            throw new NullPointerException(where + ": " + what + " is null.");
        }
        return object;
    }

    /**
     * Checks a matrix's shape.
     *
     * @param where who asks, and what the matrix is called
     * @param m     the matrix
     * @param rows  how many rows it must have
     * @param cols  how many columns it must have
     * @throws IllegalArgumentException if it has another shape
     */
    public static void requireShape(Object where, Matrix m, int rows, int cols) {
        if (requireNonNull(where, "the matrix", m).rows() != rows || m.cols() != cols) {
            throw new IllegalArgumentException(where + ": expected " + shape(rows, cols) + ", got " + m.shape() + ".");
        }
    }

    /**
     * Checks the input of a layer that takes a fixed number of columns.
     *
     * @param where who asks
     * @param x     one example per row
     * @param cols  how many columns it must have
     * @throws IllegalArgumentException if it has another number of columns
     */
    public static void requireColumns(Object where, Matrix x, int cols) {
        if (requireNonNull(where, "x", x).cols() != cols) {
            throw new IllegalArgumentException(where + ": expected " + cols + " columns, got x " + x.shape()
                    + ". Rows are examples, columns are features.");
        }
    }

    /**
     * Checks that two matrices have the same shape.
     *
     * @param where who asks
     * @param aName what the first one is called
     * @param a     one example per row
     * @param bName what the second one is called
     * @param b     one example per row
     * @throws IllegalArgumentException if the shapes differ
     */
    public static void requireSameShape(Object where, String aName, Matrix a, String bName, Matrix b) {
        requireSameShape(where, aName, a, bName, b, "");
    }

    private static void requireSameShape(Object where, String aName, Matrix a, String bName, Matrix b, String hint) {
        if (a.rows() != b.rows() || a.cols() != b.cols()) {
            throw new IllegalArgumentException(where + ": " + aName + " is " + a.shape() + " and " + bName + " is "
                    + b.shape() + "; expected the same shape, one row per example." + hint);
        }
    }

    /**
     * Checks what a loss compares: there is a target for each entry of the prediction, there is at least one, no
     * prediction is NaN or infinite, and the two don't seem to be swapped: every prediction is 0 or 1, and no target
     * is.
     *
     * @param where      who asks
     * @param prediction one example per row
     * @param target     the same example in the same row
     * @throws IllegalArgumentException if the shapes differ, the matrices are empty, a prediction isn't finite, or the
     *                                  two were swapped
     * @throws NullPointerException     if one of them is null
     */
    public static void requireComparable(Object where, Matrix prediction, Matrix target) {
        requireNonNull(where, "prediction", prediction);
        requireNonNull(where, "target", target);
        requireSameShape(where, "prediction", prediction, "target", target, targetHint(prediction, target));
        if (size(prediction) == 0) {
            throw new IllegalArgumentException(where + ": prediction and target are empty, " + prediction.shape()
                    + "; a mean needs at least one entry.");
        }
        requireFinite(where, "prediction", prediction,
                "Look for NaN in the inputs, or try a smaller learning rate.");
        if (areLabels(prediction) && Arrays.stream(target.values()).noneMatch(Checks::isLabel)) {
            throw new IllegalArgumentException(where + ": every prediction is 0 or 1, and no target is. Were they"
                    + " swapped? The prediction comes first, the target second.");
        }
    }

    /** Whether all are 0 or 1, and both are there: what a model says, hardly ever is. */
    private static boolean areLabels(Matrix m) {
        double[] v = m.values();
        return isLabel(v[0]) && Arrays.stream(v).allMatch(Checks::isLabel) && Arrays.stream(v).distinct().count() == 2;
    }

    private static boolean isLabel(double value) {
        return value == 0 || value == 1;
    }

    private static String targetHint(Matrix prediction, Matrix target) {
        boolean onePerExample = size(target) == prediction.rows();
        if (onePerExample && prediction.cols() == 1) {
            return " The targets lie in one row: Matrix.column(values) puts one below the other.";
        }
        if (onePerExample && (target.rows() == 1 || target.cols() == 1)) {
            return " Are the targets class numbers? Matrix.oneHot(" + prediction.cols() + ", classes) makes a row of"
                    + " each.";
        }
        return "";
    }

    private static int size(Matrix m) {
        return m.rows() * m.cols();
    }

    /**
     * Checks that no entry is NaN or infinite. The message names the first that is.
     *
     * @param where  who asks
     * @param what   what the matrix is called
     * @param m      the matrix
     * @param advice what to do, one sentence or more
     * @throws IllegalArgumentException if an entry isn't finite
     */
    public static void requireFinite(Object where, String what, Matrix m, String advice) {
        if (!m.isFinite()) {
            requireWithin(where, what, m, -Double.MAX_VALUE, Double.MAX_VALUE, "finite numbers", advice);
        }
    }

    /**
     * Checks that each entry lies between two bounds, both included; NaN never does. The message
     * names the first that doesn't.
     *
     * @param where  who asks
     * @param what   what the matrix is called
     * @param m      the matrix
     * @param low    the smallest number that is allowed
     * @param high   the largest
     * @param advice what to do, one sentence or more
     * @throws IllegalArgumentException if an entry lies outside
     */
    public static void requireWithin(Object where, String what, Matrix m, double low, double high, String advice) {
        requireWithin(where, what, m, low, high, "", advice);
    }

    private static void requireWithin(Object where, String what, Matrix m, double low, double high, String expected,
                                      String advice) {
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.cols(); j++) {
                double value = m.get(i, j);
                if (!(value >= low && value <= high)) {
                    throw new IllegalArgumentException(where + ": " + what + " at row " + i + ", column " + j + " is "
                            + value + "; expected " + (expected.isEmpty()
                            ? "values from " + plain(low) + " to " + plain(high) : expected) + ". " + advice);
                }
            }
        }
    }

    /** Without the ".0" of a double that is a whole number. */
    private static String plain(double bound) {
        return bound == (long) bound ? String.valueOf((long) bound) : String.valueOf(bound);
    }

    /** In ASCII, as all messages are: many a console would print a question mark for anything else. */
    static String shape(int rows, int cols) {
        return "(" + rows + " x " + cols + ")";
    }

    /** How many entries a matrix has, if it can be one. */
    static int requireSize(int rows, int cols) {
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("matrix " + shape(rows, cols) + ": a size can't be negative.");
        }
        long size = (long) rows * cols;
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("matrix " + shape(rows, cols) + ": " + size
                    + " entries are more than an array can hold (" + MAX_SIZE + "). Use smaller batches or layers.");
        }
        return (int) size;
    }

    static void requireInner(String product, String aSide, Matrix a, int aSize, String bSide, Matrix b, int bSize) {
        if (aSize != bSize) {
            throw new IllegalArgumentException(product + ": a is " + a.shape() + " and b is " + b.shape() + "; expected"
                    + " a's " + aSide + " and b's " + bSide + " to be equal, got " + aSize + " and " + bSize + "."
                    + productHint(a, b));
        }
    }

    /** The product that the caller may have meant: the one that these two fit. */
    private static String productHint(Matrix a, Matrix b) {
        if (a.cols() == b.rows()) {
            return " Did you mean a.times(b)?";
        }
        if (a.rows() == b.rows()) {
            return " Did you mean a.transposeTimes(b), which transposes a?";
        }
        if (a.cols() == b.cols()) {
            return " Did you mean a.timesTranspose(b), which transposes b?";
        }
        return "";
    }

    /** A result that is also a factor would be overwritten while it is still being read. */
    static void requireResult(String operation, Matrix result, int rows, int cols, Matrix... factors) {
        if (result == null || result.rows() != rows || result.cols() != cols) {
            requireShape(operation + ": the result", result, rows, cols);
        }
        for (Matrix factor : factors) {
            if (factor.sharesValues(result) && size(factor) > 0) {
                throw new IllegalArgumentException(operation
                        + ": the result is also one of the factors, and would be overwritten while it is read."
                        + " Pass another matrix, for instance Matrix.zeros(" + rows + ", " + cols + ").");
            }
        }
    }
}
