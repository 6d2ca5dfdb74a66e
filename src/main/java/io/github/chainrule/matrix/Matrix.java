// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import io.github.chainrule.kernel.Kernel;
import io.github.chainrule.kernel.KernelSelector;
import io.github.chainrule.kernel.SparseMatrix;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Numbers in rows and columns: in a batch, a row is an example and a column a feature.
 *
 * <pre>
 *           col 0  1  2
 *   row 0       a  b  c
 *   row 1       d  e  f        values = [a b c d e f],  entry (i, j) = values[i * cols + j]
 * </pre>
 *
 * <p>Two symbols: {@code A·B} is the matrix product, {@code a ⊙ b} multiplies entry by entry. {@code dX} is short for
 * dL/dX: how the loss L changes with each entry of X; it has X's shape. With n examples, a layer needs three products:
 *
 * <pre>
 *   y  = x·W     x.times(W)             (n × in)·(in × out)
 *   dW = xᵀ·dy   x.transposeTimes(dy)   (in × n)·(n × out)    adds up the examples
 *   dx = dy·Wᵀ   dy.timesTranspose(W)   (n × out)·(out × in)  adds up the neurons
 * </pre>
 *
 * <p>Each is three loops, which are in {@code kernel/Kernel.java}. Faster loops take their place, with equal bits: you
 * can stop reading there. Every sum runs from its first term to its last, one {@link Math#fma} at a time (x·y + sum,
 * rounded once). Rounding depends on the order, so a fixed order gives the same numbers on every machine.
 *
 * <p>You can change the entries, but not the shape. Many threads may read a matrix while none writes to it.
 */
public final class Matrix {

    private static final Kernel KERNEL = KernelSelector.kernel();

    private final int rows;
    private final int cols;
    private final double[] values;
    /** What a reader of images fills instead of the array, until that is asked for: products skip its zeros. */
    private SparseMatrix sparse = SparseMatrix.NONE;
    /** Whether others hold the array: then a reader always writes into it. */
    private boolean isShared;

    private Matrix(int rows, int cols, double[] values, boolean isShared) {
        this.rows = rows;
        this.cols = cols;
        this.values = values;
        this.isShared = isShared;
    }

    /**
     * A new matrix of zeros.
     *
     * @param rows how many rows, at least 0
     * @param cols how many columns, at least 0
     * @return a rows × cols matrix that shares nothing
     * @throws IllegalArgumentException if a size is negative or {@code rows · cols} doesn't fit into one array
     */
    public static Matrix zeros(int rows, int cols) {
        return new Matrix(rows, cols, new double[Checks.requireSize(rows, cols)], false);
    }

    /**
     * A new matrix with the given rows, which are copied.
     *
     * @param rows the rows, all of the same length
     * @return a matrix that shares nothing
     * @throws IllegalArgumentException if there is no row, or two differ in length
     */
    public static Matrix of(double[]... rows) {
        Objects.requireNonNull(rows, "Matrix.of: rows is null.");
        if (rows.length == 0) {
            throw new IllegalArgumentException(
                    "Matrix.of: expected at least one row, got none. For an empty matrix use Matrix.zeros(0, cols).");
        }
        Matrix m = zeros(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != m.cols) {
                throw new IllegalArgumentException("Matrix.of: row " + i + " has " + rows[i].length
                        + " entries, but row 0 has " + m.cols + ". All rows must have the same length.");
            }
            System.arraycopy(rows[i], 0, m.values, i * m.cols, m.cols);
        }
        return m;
    }

    /**
     * Wraps an array in a matrix, <b>without a copy</b>: a change to one is a change to the other.
     *
     * @param rows   how many rows
     * @param cols   how many columns
     * @param values the entries, row after row; kept, not copied
     * @return a rows × cols matrix that shares {@code values}
     * @throws IllegalArgumentException if {@code values} doesn't hold exactly {@code rows · cols} entries
     */
    public static Matrix wrap(int rows, int cols, double... values) {
        Objects.requireNonNull(values, "Matrix.wrap: values is null.");
        if (values.length != Checks.requireSize(rows, cols)) {
            throw new IllegalArgumentException("Matrix.wrap: " + Checks.shape(rows, cols) + " needs "
                    + (long) rows * cols + " values, got " + values.length + ".");
        }
        return new Matrix(rows, cols, values, true);
    }

    /**
     * One example: a 1 × n matrix with a copy of the values.
     *
     * @param values the entries from left to right
     * @return a matrix of one row
     */
    public static Matrix row(double... values) {
        Objects.requireNonNull(values, "Matrix.row: values is null.");
        return new Matrix(1, values.length, values.clone(), false);
    }

    /**
     * One feature or target of n examples: an n × 1 matrix with a copy of the values.
     *
     * @param values the entries from top to bottom
     * @return a matrix of one column
     */
    public static Matrix column(double... values) {
        Objects.requireNonNull(values, "Matrix.column: values is null.");
        return new Matrix(values.length, 1, values.clone(), false);
    }

    /**
     * Class indices as rows with a single 1: row i is 1 in column {@code classIndices[i]} and 0 elsewhere.
     *
     * @param classCount   how many classes there are, and so how many columns
     * @param classIndices one class index per row, from 0 to classCount − 1
     * @return a classIndices.length × classCount matrix
     * @throws IllegalArgumentException if a class index is out of range
     */
    public static Matrix oneHot(int classCount, int... classIndices) {
        Objects.requireNonNull(classIndices, "Matrix.oneHot: classIndices is null.");
        if (classCount < 1) {
            throw new IllegalArgumentException("Matrix.oneHot: expected a classCount of at least 1, got " + classCount
                    + ".");
        }
        Matrix m = zeros(classIndices.length, classCount);
        for (int i = 0; i < classIndices.length; i++) {
            if (classIndices[i] < 0 || classIndices[i] >= classCount) {
                throw new IllegalArgumentException("Matrix.oneHot: expected class indices from 0 to " + (classCount - 1)
                        + ", got " + classIndices[i] + " at row " + i + ". With c classes, classCount is c.");
            }
            m.values[i * classCount + classIndices[i]] = 1;
        }
        return m;
    }

    /** {@return how many rows there are: in a batch, how many examples} */
    public int rows() {
        return rows;
    }

    /** {@return how many columns there are: in a batch, how many features} */
    public int cols() {
        return cols;
    }

    /**
     * One entry.
     *
     * @param row from 0 to rows − 1
     * @param col from 0 to cols − 1
     * @return the entry there
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public double get(int row, int col) {
        return entries()[position(row, col)];
    }

    /**
     * Overwrites one entry.
     *
     * @param row   from 0 to rows − 1
     * @param col   from 0 to cols − 1
     * @param value the new entry
     * @throws IndexOutOfBoundsException if there is no such entry
     */
    public void set(int row, int col, double value) {
        valuesToChange()[position(row, col)] = value;
    }

    /**
     * The entries themselves, row after row, <b>not a copy</b>: entry (i, j) is {@code values()[i * cols() + j]}. This
     * is what a layer's loop runs over. From the first call on the array may change at any time, so products of a batch
     * of images no longer skip zeros; to read a few entries use {@link #get}, which doesn't have that cost.
     *
     * @return the array in which this matrix keeps its entries
     */
    public double[] values() {
        isShared = true;
        return valuesToChange();
    }

    boolean sharesValues(Matrix other) {
        return values == other.values;
    }

    /** The array, to be read only. */
    private double[] entries() {
        return sparse.writtenTo(values);
    }

    /** The array, to be changed in part. */
    private double[] valuesToChange() {
        entries();
        return valuesToOverwrite();
    }

    /** The array, to be overwritten as a whole. */
    double[] valuesToOverwrite() {
        sparse.invalidate();
        return values;
    }

    /** What a reader may fill instead of the array; {@link SparseMatrix#NONE} if others hold that. */
    SparseMatrix sparseToFill() {
        if (sparse == SparseMatrix.NONE && !isShared) {
            sparse = new SparseMatrix();
        }
        return isShared ? SparseMatrix.NONE : sparse;
    }

    /** {@return a matrix with the same entries that shares nothing with this one} */
    public Matrix copy() {
        return new Matrix(rows, cols, entries().clone(), false);
    }

    /** {@return the transpose: entry (j, i) of the result is entry (i, j) of this; a new matrix, cols × rows} */
    public Matrix transpose() {
        Matrix t = zeros(cols, rows);
        KERNEL.transpose(rows, cols, entries(), t.values);
        return t;
    }

    /**
     * The matrix product {@code c = this · b}: {@code c[i][j] = Σₖ this[i][k] · b[k][j]}.
     *
     * @param b the right factor, with as many rows as this has columns; only read
     * @return a new matrix, this.rows × b.cols
     * @throws IllegalArgumentException if the inner sizes differ
     */
    public Matrix times(Matrix b) {
        Checks.requireInner("times", this, "columns", b, "rows");
        return product(b, new double[b.cols]);
    }

    /**
     * The product with a row added to every row, {@code c = this · b + row}: what a linear layer computes. Each sum
     * starts from {@code row[j]}.
     *
     * @param b   the right factor, with as many rows as this has columns; only read
     * @param row 1 × b.cols, added to every row; only read
     * @return a new matrix, this.rows × b.cols
     * @throws IllegalArgumentException if the sizes don't fit
     */
    public Matrix timesPlusRow(Matrix b, Matrix row) {
        Checks.requireInner("timesPlusRow", this, "columns", b, "rows");
        Checks.requireShape("timesPlusRow", "row", row, 1, b.cols);
        return product(b, row.entries());
    }

    private Matrix product(Matrix b, double[] initial) {
        Matrix c = zeros(rows, b.cols);
        if (!KERNEL.timesSkippingZeros(sparse, b.cols, b.entries(), initial, c.values)) {
            KERNEL.times(rows, cols, b.cols, entries(), b.entries(), initial, c.values);
        }
        return c;
    }

    /**
     * The product with this transposed, {@code c = thisᵀ · b}: {@code c[i][j] = Σₖ this[k][i] · b[k][j]}.
     *
     * @param b the right factor, with as many rows as this; only read
     * @return a new matrix, this.cols × b.cols
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public Matrix transposeTimes(Matrix b) {
        Checks.requireInner("transposeTimes", this, "rows", b, "rows");
        return transposeTimesInto(b, zeros(cols, b.cols));
    }

    /**
     * As {@link #transposeTimes}, into an existing matrix: for gradients, which are overwritten in each step.
     *
     * @param b      the right factor, with as many rows as this; only read
     * @param result this.cols × b.cols; <b>overwritten</b>, and not one of the factors
     * @return {@code result}
     * @throws IllegalArgumentException if the sizes don't fit
     */
    public Matrix transposeTimesInto(Matrix b, Matrix result) {
        Checks.requireInner("transposeTimesInto", this, "rows", b, "rows");
        Checks.requireResult("transposeTimesInto", result, cols, b.cols, this, b);
        double[] c = result.valuesToOverwrite();
        if (!KERNEL.transposeTimesSkippingZeros(sparse, b.cols, b.entries(), c)) {
            KERNEL.transposeTimes(cols, rows, b.cols, entries(), b.entries(), c);
        }
        return result;
    }

    /**
     * The product with the other one transposed, {@code c = this · bᵀ}: {@code c[i][j] = Σₖ this[i][k] · b[j][k]}.
     *
     * @param b the right factor, with as many columns as this; only read
     * @return a new matrix, this.rows × b.rows
     * @throws IllegalArgumentException if the numbers of columns differ
     */
    public Matrix timesTranspose(Matrix b) {
        Checks.requireInner("timesTranspose", this, "columns", b, "columns");
        Matrix c = zeros(rows, b.rows);
        KERNEL.timesTranspose(rows, cols, b.rows, entries(), b.entries(), c.values);
        return c;
    }

    /**
     * The sum of each column, {@code s[0][j] = Σᵢ this[i][j]}, from the first row to the last.
     *
     * @param result 1 × cols; <b>overwritten</b>
     * @return {@code result}
     * @throws IllegalArgumentException if {@code result} isn't 1 × cols
     */
    public Matrix columnSumsInto(Matrix result) {
        Checks.requireResult("columnSumsInto", result, 1, cols, this);
        double[] sums = result.valuesToOverwrite();
        double[] x = entries();
        Arrays.fill(sums, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                sums[j] += x[i * cols + j];
            }
        }
        return result;
    }

    /**
     * A function of each entry: {@code c[i][j] = f(this[i][j])}.
     *
     * @param f the function
     * @return a new matrix of this shape
     */
    public Matrix map(DoubleUnaryOperator f) {
        Objects.requireNonNull(f, "Matrix.map: f is null.");
        Matrix c = zeros(rows, cols);
        double[] x = entries();
        for (int i = 0; i < x.length; i++) {
            c.values[i] = f.applyAsDouble(x[i]);
        }
        return c;
    }

    /**
     * A function of each pair of entries: {@code c[i][j] = f(this[i][j], b[i][j])}.
     *
     * @param b a matrix of this shape; only read
     * @param f the function
     * @return a new matrix of this shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public Matrix map(Matrix b, DoubleBinaryOperator f) {
        Objects.requireNonNull(b, "Matrix.map: b is null.");
        Objects.requireNonNull(f, "Matrix.map: f is null.");
        Checks.requireShape("map", "b", b, rows, cols);
        Matrix c = zeros(rows, cols);
        double[] x = entries();
        double[] y = b.entries();
        for (int i = 0; i < x.length; i++) {
            c.values[i] = f.applyAsDouble(x[i], y[i]);
        }
        return c;
    }

    /**
     * The entries that a mask lets through: {@code c[i][j] = mask[i][j] != 0 ? this[i][j] : 0}.
     *
     * @param mask a matrix of this shape; only read
     * @return a new matrix of this shape
     * @throws IllegalArgumentException if the shapes differ
     */
    public Matrix maskedBy(Matrix mask) {
        Objects.requireNonNull(mask, "Matrix.maskedBy: mask is null.");
        Checks.requireShape("maskedBy", "mask", mask, rows, cols);
        Matrix c = zeros(rows, cols);
        KERNEL.mask(entries(), mask.entries(), c.values);
        return c;
    }

    /** {@return whether no entry is NaN or infinite} */
    public boolean isFinite() {
        return KERNEL.allFinite(entries());
    }

    /** {@return whether {@code other} is a matrix of the same shape with the same bits in every entry} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix m && rows == m.rows && cols == m.cols && Arrays.equals(entries(), m.entries());
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, cols, Arrays.hashCode(entries()));
    }

    /** {@return the shape, as in {@code (64 x 784)}} */
    public String shape() {
        return Checks.shape(rows, cols);
    }

    /** {@return the shape and the entries, or their beginning when there are many} */
    @Override
    public String toString() {
        return MatrixFormat.of(this);
    }

    private int position(int row, int col) {
        if (row < 0 || row >= rows || col < 0 || col >= cols) {
            throw new IndexOutOfBoundsException("entry (" + row + ", " + col + ") of a " + shape() + " matrix: "
                    + (values.length == 0 ? "it has no entries." : "rows are counted from 0 to " + (rows - 1)
                    + ", columns from 0 to " + (cols - 1) + "."));
        }
        return row * cols + col;
    }
}
