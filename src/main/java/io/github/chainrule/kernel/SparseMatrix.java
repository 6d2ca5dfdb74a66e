// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix of bytes without most of its zeros, whose products skip them: {@code x = byte / 255.0}. A reader fills it,
 * on its own thread, so no product has to look for zeros. It takes the place of the matrix's array until the array is
 * asked for, and becomes invalid when the array changes.
 *
 * <p>A row comes as blocks of four neighboring columns that aren't all zero: a byte that says how many blocks it is to
 * the right of the one before, and the four bytes. From these, a kernel builds what it needs:
 *
 * <pre>
 *   0 a 0 0  0 0 0 0     {@link #blockColumns} for SIMD: blocks in compressed columns (BCSC)
 *   0 b c 0  d 0 0 0       offsets 0 2 3    rows 0 1 1    blocks 0a00 0bc0 d000
 *                        {@link #compress} for plain Java: compressed rows (CSR), and columns as well (CSC)
 *                          offsets 0 1 4    entries 1a 1b 2c 4d
 * </pre>
 */
public final class SparseMatrix {

    /** What every matrix has that no reader has filled. */
    public static final SparseMatrix NONE = new SparseMatrix();
    /** Columns of a block; a row has a whole number of blocks. */
    public static final int BLOCK = 4;
    /** Bytes of a block, with its distance. */
    public static final int BLOCK_BYTES = 1 + BLOCK;
    /** The largest number of columns: a column's number has the bits that a byte leaves in an int. */
    public static final int MAX_COLS = 1 << Integer.SIZE - Byte.SIZE;

    private static final double[] VALUES = IntStream.range(0, 256).mapToDouble(b -> b / 255.0).toArray();

    /** What holds the entries. */
    private enum Holder { ARRAY, BLOCKS, BOTH }

    private byte[] source = new byte[0];
    /** Row i has the source's bytes from {@code begins[i]} to {@code begins[i + 1] − 1}. */
    private int[] begins = new int[1];
    int rows;
    int cols;
    private volatile Holder holder = Holder.ARRAY;

    /** Where the columns of a block begin, or the rows; all arrays may be longer than needed. */
    int[] offsets = new int[1];
    int[] blockRows = new int[0];
    /** Four bytes, the leftmost lowest. */
    int[] blocks = new int[0];
    /** {@code column << 8 | byte}, row by row, and {@code row << 8 | byte}, column by column. */
    int[] entries = new int[0];
    int[] colOffsets = new int[1];
    int[] colEntries = new int[0];

    /**
     * Begins without rows; {@link #complete} makes it valid.
     *
     * @param rows rows of the matrix
     * @param cols columns of the matrix, a whole number of blocks
     * @param size how many bytes the rows have together
     */
    public void clear(int rows, int cols, int size) {
        invalidate();
        this.rows = 0;
        this.cols = cols;
        begins = withRoom(begins, rows + 1);
        source = source.length < size ? new byte[size + size / 4] : source;
    }

    /** A quarter more than needed, so that the next batch fits as well. */
    private static int[] withRoom(int[] array, int size) {
        return array.length < size ? new int[size + size / 4] : array;
    }

    /**
     * Appends a row.
     *
     * @param source blocks of a distance and four bytes; only read
     * @param from   where the row begins among them
     * @param to     where it ends
     */
    public void addRow(byte[] source, int from, int to) {
        int begin = begins[rows];
        System.arraycopy(source, from, this.source, begin, to - from);
        begins[++rows] = begin + to - from;
    }

    /**
     * Makes it valid, after the last row.
     *
     * @param kernel what will compute its products
     */
    public void complete(Kernel kernel) {
        kernel.prepare(this);
        holder = Holder.BLOCKS;
    }

    /** Counting sort: the blocks of each four columns, from the first row to the last. */
    void blockColumns() {
        int groups = cols / BLOCK;
        offsets = withRoom(offsets, groups + 1);
        blocks = withRoom(blocks, begins[rows] / BLOCK_BYTES);
        blockRows = withRoom(blockRows, blocks.length);
        Arrays.fill(offsets, 0, groups + 1, 0);
        for (int i = 0; i < rows; i++) {
            int group = 0;
            for (int p = begins[i], end = begins[i + 1]; p < end; p += BLOCK_BYTES) {
                group += source[p] & 0xff;
                offsets[group + 1]++;
            }
        }
        for (int g = 0; g < groups; g++) {
            offsets[g + 1] += offsets[g];
        }
        for (int i = 0; i < rows; i++) {
            int group = 0;
            for (int p = begins[i], end = begins[i + 1]; p < end; p += BLOCK_BYTES) {
                group += source[p] & 0xff;
                int n = offsets[group]++;
                blockRows[n] = i;
                blocks[n] = source[p + 1] & 0xff | (source[p + 2] & 0xff) << 8 | (source[p + 3] & 0xff) << 16
                        | source[p + 4] << 24;
            }
        }
        System.arraycopy(offsets, 0, offsets, 1, groups);     // each group now ends where the next one begins
        offsets[0] = 0;
    }

    /** The entries that aren't zero, row by row and column by column. */
    void compress() {
        offsets = withRoom(offsets, rows + 1);
        entries = withRoom(entries, count());
        colOffsets = withRoom(colOffsets, cols + 1);
        colEntries = withRoom(colEntries, count());
        Arrays.fill(colOffsets, 0, cols + 1, 0);
        int n = 0;
        for (int i = 0; i < rows; i++) {
            int col = 0;
            for (int p = begins[i], end = begins[i + 1]; p < end; p += BLOCK_BYTES) {
                col += (source[p] & 0xff) * BLOCK;
                for (int c = 0; c < BLOCK; c++) {
                    // Written first and kept if it counts, without a branch: the processor would guess it wrong.
                    int value = source[p + 1 + c] & 0xff;
                    entries[n] = col + c << Byte.SIZE | value;
                    n += -value >>> Integer.SIZE - 1;
                    colOffsets[col + c + 1] += -value >>> Integer.SIZE - 1;
                }
            }
            offsets[i + 1] = n;
        }
        for (int k = 0; k < cols; k++) {
            colOffsets[k + 1] += colOffsets[k];
        }
        for (int i = 0; i < rows; i++) {
            for (int q = offsets[i]; q < offsets[i + 1]; q++) {
                colEntries[colOffsets[entries[q] >>> Byte.SIZE]++] = i << Byte.SIZE | entries[q] & 0xff;
            }
        }
        System.arraycopy(colOffsets, 0, colOffsets, 1, cols);
        colOffsets[0] = 0;
    }

    /** {@return whether this is what the matrix holds} */
    public boolean isValid() {
        return holder != Holder.ARRAY;
    }

    /** Called before the array changes. */
    public void invalidate() {
        if (isValid()) {
            holder = Holder.ARRAY;
        }
    }

    /**
     * Writes the entries into the array, unless they are there already. Several threads may ask at once: each writes
     * the same, and nothing else in between.
     *
     * @param array that of the matrix
     * @return the same
     */
    public double[] writtenTo(double[] array) {
        if (holder == Holder.BLOCKS) {
            for (int i = 0; i < rows; i++) {
                writeRow(source, begins[i], begins[i + 1], array, i * cols, cols);
            }
            holder = Holder.BOTH;
        }
        return array;
    }

    /**
     * Writes one row as doubles.
     *
     * @param source blocks of a distance and four bytes; only read
     * @param from   where the row begins among them
     * @param to     where it ends
     * @param x      overwritten from {@code offset} to {@code offset + cols − 1}
     * @param offset where in it to begin
     * @param cols   how many numbers a row has; any more in the last block are 0
     */
    public static void writeRow(byte[] source, int from, int to, double[] x, int offset, int cols) {
        int col = 0;
        int next = 0;
        for (int p = from; p < to; p += BLOCK_BYTES) {
            col += (source[p] & 0xff) * BLOCK;
            Arrays.fill(x, offset + next, offset + col, 0);
            next = Math.min(cols, col + BLOCK);
            for (int k = col; k < next; k++) {
                x[offset + k] = value(source[p + 1 + k - col]);
            }
        }
        Arrays.fill(x, offset + next, offset + cols, 0);
    }

    /** What the lowest byte means, read as an unsigned number. */
    static double value(int b) {
        return VALUES[b & 0xff];
    }

    /** How many entries the blocks have. */
    int count() {
        return begins[rows] / BLOCK_BYTES * BLOCK;
    }
}
