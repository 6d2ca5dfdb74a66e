// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Objects;

/**
 * The checks that layers, losses, metrics and optimizers make of their arguments; use them in your own, too. Each
 * message says where, what was expected, what came and, where it can, what to do.
 *
 * <p>{@code caller} begins each message: a text, or the layer or loss itself. {@code name} is what the matrix is
 * called.
 *
 * {@snippet :
 * Checks.requireColumns("Swish", "x", inputs, 16);        // Swish: expected 16 columns, got x (64 x 784). ...
 * }
 */
public final class Checks {

    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private Checks() {
    }

    /**
     * Checks a matrix's shape.
     *
     * @param caller who asks
     * @param name   what the matrix is called
     * @param m      the matrix
     * @param rows   how many rows it must have
     * @param cols   how many columns it must have
     * @throws IllegalArgumentException if it has another shape
     * @throws NullPointerException     if it is null
     */
    public static void requireShape(Object caller, String name, Matrix m, int rows, int cols) {
        Objects.requireNonNull(m, () -> caller + ": " + name + " is null.");
        if (m.rows() != rows || m.cols() != cols) {
            throw new IllegalArgumentException(caller + ": expected " + name + " of shape " + shape(rows, cols)
                    + ", got " + m.shape() + ".");
        }
    }

    /**
     * Checks the input of a layer that takes a fixed number of columns.
     *
     * @param caller who asks
     * @param name   what the matrix is called
     * @param m      one example per row
     * @param cols   how many columns it must have
     * @throws IllegalArgumentException if it has another number of columns
     * @throws NullPointerException     if it is null
     */
    public static void requireColumns(Object caller, String name, Matrix m, int cols) {
        Objects.requireNonNull(m, () -> caller + ": " + name + " is null.");
        if (m.cols() != cols) {
            throw new IllegalArgumentException(caller + ": expected " + cols + " columns, got " + name + " " + m.shape()
                    + ". Rows are examples, columns are features.");
        }
    }

    /**
     * Checks that two matrices have the same shape, as outputs and targets must.
     *
     * @param caller    who asks
     * @param name      what the first one is called
     * @param m         one example per row
     * @param otherName what the second one is called
     * @param other     one example per row
     * @throws IllegalArgumentException if the shapes differ
     * @throws NullPointerException     if one of them is null
     */
    public static void requireSameShape(Object caller, String name, Matrix m, String otherName, Matrix other) {
        Objects.requireNonNull(m, () -> caller + ": " + name + " is null.");
        Objects.requireNonNull(other, () -> caller + ": " + otherName + " is null.");
        if (m.rows() != other.rows() || m.cols() != other.cols()) {
            boolean onePerRow = other.rows() * other.cols() == m.rows() && (other.rows() == 1 || other.cols() == 1);
            throw new IllegalArgumentException(caller + ": " + name + " " + m.shape() + " and " + otherName + " "
                    + other.shape() + " must have the same shape, one row per example."
                    + (!onePerRow ? "" : m.cols() == 1 ? " Matrix.column(values) puts one value in each row."
                    : " If there is a class index for each row, Matrix.oneHot(" + m.cols() + ", classIndices) makes a"
                    + " row of each."));
        }
    }

    /**
     * Checks that no entry is NaN or infinite. The message names the first that is.
     *
     * @param caller who asks
     * @param name   what an entry is called
     * @param m      the matrix
     * @param advice what to do, one sentence or more
     * @throws IllegalArgumentException if an entry isn't finite
     */
    public static void requireFinite(Object caller, String name, Matrix m, String advice) {
        if (!m.isFinite()) {
            requireBetween(caller, name, m, -Double.MAX_VALUE, Double.MAX_VALUE, "finite numbers. " + advice);
        }
    }

    /**
     * Checks that each entry lies between two bounds, both included; NaN never does. The message names the first that
     * doesn't.
     *
     * @param caller who asks
     * @param name   what an entry is called
     * @param m      the matrix
     * @param min    the smallest number that is allowed
     * @param max    the largest
     * @param advice what to do, one sentence or more
     * @throws IllegalArgumentException if an entry lies outside
     */
    public static void requireBetween(Object caller, String name, Matrix m, double min, double max, String advice) {
        double[] values = m.values();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= min && values[i] <= max)) {
                throw new IllegalArgumentException(caller + ": " + name + " at row " + i / m.cols() + ", column "
                        + i % m.cols() + " is " + values[i] + "; expected " + (max == Double.MAX_VALUE ? ""
                        : "values from " + plain(min) + " to " + plain(max) + ". ") + advice);
            }
        }
    }

    /** Without the ".0" of a double that is a whole number. */
    private static String plain(double bound) {
        return bound == (long) bound ? String.valueOf((long) bound) : String.valueOf(bound);
    }

    /** In ASCII, as all messages are: many consoles print a question mark for anything else. */
    static String shape(int rows, int cols) {
        return "(" + rows + " x " + cols + ")";
    }

    /** How many entries such a matrix has, if there can be one. */
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

    /** Checks the two sides over which a product sums, each {@code rows} or {@code columns}. */
    static void requireInner(String product, Matrix a, String aSide, Matrix b, String bSide) {
        Objects.requireNonNull(b, () -> product + ": b is null.");
        int aSize = aSide.equals("rows") ? a.rows() : a.cols();
        int bSize = bSide.equals("rows") ? b.rows() : b.cols();
        if (aSize != bSize) {
            throw new IllegalArgumentException(product + ": a is " + a.shape() + " and b is " + b.shape() + "; expected"
                    + " a's " + aSide + " and b's " + bSide + " to be equal, got " + aSize + " and " + bSize + "."
                    + productHint(a, b));
        }
    }

    /** The product that the caller may have meant: the one that these two fit. */
    private static String productHint(Matrix a, Matrix b) {
        return a.cols() == b.rows() ? " Did you mean a.times(b)?"
                : a.rows() == b.rows() ? " Did you mean a.transposeTimes(b), which transposes a?"
                : a.cols() == b.cols() ? " Did you mean a.timesTranspose(b), which transposes b?" : "";
    }

    /** A result that is also a factor would be overwritten while it is still being read. */
    static void requireResult(String operation, Matrix result, int rows, int cols, Matrix... factors) {
        requireShape(operation, "result", result, rows, cols);
        for (Matrix factor : factors) {
            if (factor.sharesValues(result) && factor.rows() * factor.cols() > 0) {
                throw new IllegalArgumentException(operation
                        + ": the result is also one of the factors, and would be overwritten while it is read."
                        + " Pass another matrix, for instance Matrix.zeros(" + rows + ", " + cols + ").");
            }
        }
    }
}
