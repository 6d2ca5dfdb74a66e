package io.github.chainrule.matrix;

/** Every check of a matrix's shape, and what it says when the shapes don't fit. */
final class Shapes {

    /** The JVM keeps a few words of an array for itself. */
    private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

    private Shapes() {
    }

    /** In ASCII, as all messages are: many a console would print a question mark for anything else. */
    static String of(int rows, int cols) {
        return "(" + rows + " x " + cols + ")";
    }

    /** How many entries a matrix has, if it can be one. */
    static int size(int rows, int cols) {
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("matrix " + of(rows, cols) + ": a size can't be negative.");
        }
        long size = (long) rows * cols;
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("matrix " + of(rows, cols) + ": " + size
                    + " entries are more than an array can hold (" + MAX_SIZE + "). Use smaller batches or layers.");
        }
        return (int) size;
    }

    static void requireInner(String product, String aSide, Matrix a, int aSize, String bSide, Matrix b, int bSize) {
        if (aSize != bSize) {
            throw new IllegalArgumentException(product + ": a is " + a.shape() + " and b is " + b.shape() + "; expected"
                    + " a's " + aSide + " and b's " + bSide + " to be equal, got " + aSize + " and " + bSize + "."
                    + hint(a, b));
        }
    }

    /** The product that the caller may have meant: the one that these two fit. */
    private static String hint(Matrix a, Matrix b) {
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

    static void require(String what, Matrix m, int rows, int cols) {
        if (m.rows() != rows || m.cols() != cols) {
            throw new IllegalArgumentException(what + ": expected " + of(rows, cols) + ", got " + m.shape() + ".");
        }
    }

    /** A result that is also a factor would be overwritten while it is still being read. */
    static void requireResult(String operation, Matrix result, int rows, int cols, Matrix... factors) {
        require(operation + ": the result", result, rows, cols);
        for (Matrix factor : factors) {
            if (factor.values() == result.values() && factor.values().length > 0) {
                throw new IllegalArgumentException(operation
                        + ": the result is also one of the factors, and would be overwritten while it is read."
                        + " Pass another matrix, for instance Matrix.zeros(" + rows + ", " + cols + ").");
            }
        }
    }
}
