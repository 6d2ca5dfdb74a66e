// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import io.github.chainrule.kernel.KernelSelector;
import io.github.chainrule.kernel.SparseMatrix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of bytes, such as images, stored without most of their zeros: four neighbors form a block, and each block that
 * isn't all zeros is kept as its bytes and its distance from the one before. MNIST takes 18 MB instead of 55.
 *
 * <p>When rows are read into a matrix, each byte becomes {@code x = byte / 255.0}. Where most blocks are zeros, the
 * matrix holds the others instead of an array until one is asked for, and its products skip the zeros. That makes them
 * faster, and changes nothing else. A program that trains a network doesn't need this class: it is for writing a
 * dataset, such as {@code Mnist}.
 */
public final class SparseByteRows {

    /** Large enough to be read at full speed, small enough to allocate before the data is known to exist. */
    private static final int CHUNK_BYTES = 1 << 20;
    /** So that a packed row still fits into an array. */
    private static final int MAX_COLS = 1 << 29;
    private static final int BLOCK = SparseMatrix.BLOCK;
    /** The largest distance that a byte holds; where zeros reach further, a block of zeros is kept, too. */
    private static final int MAX_DISTANCE = 255;
    /** With fewer rows, preparing them would cost more than it saves. */
    private static final int MIN_ROWS = 16;
    /** Skipping zeros is worthwhile if at most half of the blocks hold other numbers. */
    private static final int MIN_SPARSITY = 2;

    /** Row r's blocks are the bytes from {@code offsets[r]} to {@code offsets[r + 1]}; see {@link SparseMatrix}. */
    private record Chunk(int[] offsets, byte[] blocks) {
    }

    private final int cols;
    private final int perChunk;
    private final List<Chunk> chunks = new ArrayList<>();
    private int size;
    /** Where a chunk is packed before its size is known. */
    private byte[] packed = new byte[0];

    /**
     * Starts without rows.
     *
     * @param cols how many bytes a row has, from 1 to 2²⁹
     * @throws IllegalArgumentException if {@code cols} is out of range
     */
    public SparseByteRows(int cols) {
        if (cols < 1 || cols > MAX_COLS) {
            throw new IllegalArgumentException("SparseByteRows: expected 1 to " + MAX_COLS + " bytes in a row, got "
                    + cols + ".");
        }
        this.cols = cols;
        this.perChunk = Math.max(1, CHUNK_BYTES / cols);
    }

    /** {@return how many bytes {@link #add} takes at a time: about a million} */
    public int chunkSize() {
        return perChunk * cols;
    }

    /**
     * Appends rows.
     *
     * @param rows one row after the other, {@link #chunkSize()} bytes, or fewer the last time; only read
     * @throws IllegalArgumentException if these aren't whole rows, are more than a chunk, or follow fewer than one
     */
    public void add(byte[] rows) {
        if (rows.length == 0 || rows.length % cols != 0 || rows.length > chunkSize() || size % perChunk != 0) {
            throw new IllegalArgumentException("SparseByteRows.add: expected " + chunkSize() + " bytes, or the last"
                    + " time fewer in rows of " + cols + ", got " + rows.length + " after " + size + " rows.");
        }
        int count = rows.length / cols;
        int[] offsets = new int[count + 1];
        packed = packed.length > 0 ? packed : new byte[count * (cols / BLOCK + 1) * SparseMatrix.BLOCK_BYTES];
        ByteBuffer source = ByteBuffer.wrap(rows);
        ByteBuffer blocks = ByteBuffer.wrap(packed);
        for (int r = 0; r < count; r++) {
            offsets[r + 1] = pack(source, r * cols, blocks, offsets[r]);
        }
        chunks.add(new Chunk(offsets, Arrays.copyOf(packed, offsets[count])));
        size += count;
        if (count < perChunk) {
            packed = new byte[0];   // it was the last
        }
    }

    private int pack(ByteBuffer rows, int from, ByteBuffer blocks, int offset) {
        int next = offset;
        int last = 0;
        for (int k = 0; k < cols; k += BLOCK) {
            // Written first and kept if it counts, without a branch, which the processor would mispredict.
            int distance = k / BLOCK - last;
            int four = k + BLOCK <= cols ? rows.getInt(from + k) : rest(rows, from + k, from + cols);
            blocks.put(next, (byte) distance);
            blocks.putInt(next + 1, four);
            boolean counts = four != 0 || distance == MAX_DISTANCE;
            last = counts ? k / BLOCK : last;
            next += counts ? SparseMatrix.BLOCK_BYTES : 0;
        }
        return next;
    }

    /** Fewer than four bytes, as if zeros followed. */
    private static int rest(ByteBuffer rows, int from, int to) {
        int four = 0;
        for (int k = from; k < to; k++) {
            four |= (rows.get(k) & 0xff) << Byte.SIZE * (BLOCK - 1 - (k - from));
        }
        return four;
    }

    /**
     * Copies rows into a matrix: its row r becomes row {@code indices[r]} of these, each byte divided by 255.
     *
     * @param indices which rows, each from 0 to size − 1; only read
     * @param result  indices.length × cols; <b>overwritten</b>
     * @throws IllegalArgumentException  if the matrix has another shape
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public void read(int[] indices, Matrix result) {
        Checks.requireShape("SparseByteRows.read", "result", result, indices.length, cols);
        long bytes = 0;
        for (int row : indices) {
            bytes += end(row) - begin(row);
        }
        SparseMatrix sparse = result.sparseToFill();
        if (sparse == SparseMatrix.NONE || indices.length < MIN_ROWS || cols % BLOCK != 0
                || cols > SparseMatrix.MAX_COLS
                || MIN_SPARSITY * bytes / SparseMatrix.BLOCK_BYTES > (long) indices.length * cols / BLOCK) {
            double[] x = result.valuesToOverwrite();
            for (int r = 0; r < indices.length; r++) {
                read(indices[r], x, r * cols);
            }
            return;
        }
        sparse.clear(indices.length, cols, (int) bytes);
        for (int row : indices) {
            sparse.addRow(chunk(row).blocks, begin(row), end(row));
        }
        sparse.complete(KernelSelector.kernel());
    }

    /**
     * Copies one row into an array.
     *
     * @param row    from 0 to size − 1
     * @param x      overwritten from {@code offset} to {@code offset + cols − 1}
     * @param offset where in it to begin
     * @throws IndexOutOfBoundsException if there is no such row, or the array is too short
     */
    public void read(int row, double[] x, int offset) {
        SparseMatrix.writeRow(chunk(row).blocks, begin(row), end(row), x, offset, cols);
    }

    private int begin(int row) {
        return chunk(row).offsets[row % perChunk];
    }

    private int end(int row) {
        return chunk(row).offsets[row % perChunk + 1];
    }

    private Chunk chunk(int row) {
        if (row < 0 || row >= size) {
            throw new IndexOutOfBoundsException("SparseByteRows.read: row " + row + "; they are counted from 0 to "
                    + (size - 1) + ".");
        }
        return chunks.get(row / perChunk);
    }
}
