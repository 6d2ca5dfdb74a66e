// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * Says which entries of a matrix aren't zero, for products that skip the others. It stands beside the matrix's array,
 * never instead of it, and only while it is valid. A reader makes it on its own thread: no product has to look for
 * zeros.
 */
public final class SparseIndex {

    /** That of all matrices of which nothing is known. */
    public static final SparseIndex NONE = new SparseIndex();

    private final CompressedIndex csr = new CompressedIndex();
    private final CompressedIndex csc = new CompressedIndex();
    private int rows;
    private int count;
    private boolean valid;

    /** {@return whether this is what the array holds} */
    public boolean isValid() {
        return valid;
    }

    /** The array has been changed. */
    public void invalidate() {
        valid = false;
    }

    /**
     * Begins without rows; {@link #build} makes it valid.
     *
     * @param rows    how many rows will come
     * @param entries how many entries they will have at most
     */
    public void clear(int rows, int entries) {
        valid = false;
        this.rows = 0;
        count = 0;
        csr.reserve(rows, entries);
    }

    /**
     * Appends an entry to the current row.
     *
     * @param col   its column, right of those before it
     * @param value a multiple of 2⁻⁶⁰
     */
    public void add(int col, double value) {
        csr.indices[count] = col;
        csr.values[count++] = value;
    }

    /** Ends the current row. */
    public void endRow() {
        csr.offsets[++rows] = count;
    }

    /**
     * Makes the columns' index from the rows'.
     *
     * @param cols how many columns the matrix has
     */
    public void build(int cols) {
        csr.transposeInto(csc, rows, cols);
        valid = true;
    }

    /** {@return how many entries there are} */
    public int nonZeroCount() {
        return count;
    }

    CompressedIndex csr() {
        return csr;
    }

    CompressedIndex csc() {
        return csc;
    }
}
