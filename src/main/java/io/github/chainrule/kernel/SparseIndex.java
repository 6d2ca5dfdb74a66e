// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;

/**
 * Says which entries of a matrix aren't zero, for products that skip the others. It stands beside the matrix's array,
 * never instead of it, and only while it is valid. A reader makes it on its own thread: no product has to look for
 * zeros.
 */
public final class SparseIndex {

    /** That of all matrices of which nothing is known. */
    public static final SparseIndex NONE = new SparseIndex();

    /** Rows and columns are held in two bytes. */
    public static final int MAX_SIZE = Character.MAX_VALUE + 1;

    private final CompressedIndex csr = new CompressedIndex();
    private final CompressedIndex csc = new CompressedIndex();
    private int rows;
    private int cols;
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
     * @param rows    rows of the matrix
     * @param cols    columns of the matrix
     * @param entries how many entries will come, at most
     */
    public void clear(int rows, int cols, int entries) {
        valid = false;
        this.rows = 0;
        this.cols = cols;
        count = 0;
        csr.reserve(rows, entries);
        csc.reserve(cols, entries);
        Arrays.fill(csc.offsets, 0);
    }

    /**
     * Appends a row and writes its entries into the array, which is zero there.
     *
     * @param entries pairs of bytes: how many columns right of the entry before it an entry is, and b for b / 255
     * @param from    where the row begins among them
     * @param to      where it ends
     * @param x       the array
     * @param offset  where the row begins in it
     */
    public void addRow(byte[] entries, int from, int to, double[] x, int offset) {
        char[] indices = csr.indices;
        byte[] values = csr.values;
        int[] colCounts = csc.offsets;
        int n = count;
        int col = 0;
        for (int p = from; p < to; p += 2) {
            col += entries[p] & 0xff;
            x[offset + col] = CompressedIndex.VALUES[entries[p + 1] & 0xff];
            indices[n] = (char) col;
            values[n++] = entries[p + 1];
            colCounts[col + 1]++;
        }
        count = n;
        csr.offsets[++rows] = n;
    }

    /** After the last row: makes the columns' index from the rows', each entry where its column continues. */
    public void build() {
        int[] next = csc.offsets;
        for (int k = 0; k < cols; k++) {
            next[k + 1] += next[k];
        }
        for (int i = 0; i < rows; i++) {
            csr.appendRow(i, next, csc);
        }
        System.arraycopy(next, 0, next, 1, cols);      // each column now ends where the next one begins
        next[0] = 0;
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
