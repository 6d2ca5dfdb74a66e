// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import io.github.chainrule.kernel.SparseIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of bytes, such as images, held without their zeros: a bit for each byte says whether it is one, and the others
 * follow. MNIST takes 17 MB instead of 55.
 *
 * <p>When rows are read into a matrix, each byte becomes {@code x = byte / 255.0}. Where most are zero, the matrix gets
 * an index of the others, and its products skip the zeros. That makes them faster, and changes nothing else. A program
 * that trains a network doesn't need this class: it is for those who write a dataset, such as {@code Mnist}.
 */
public final class SparseByteRows {

    /** Large enough to be read at full speed, small enough to be allocated before it is known to be there. */
    private static final int CHUNK_BYTES = 1 << 20;
    /** So that a row, packed, is still an array. */
    private static final int MAX_COLS = 1 << 30;
    /** With fewer rows, making an index would cost more than it saves. */
    private static final int MIN_ROWS = 16;
    /** An index is worthwhile if at most one entry in three isn't zero. */
    private static final int MIN_SPARSITY = 3;
    /** What a byte means, if it is read as a number that isn't negative. */
    private static final double[] VALUES = IntStream.range(0, 256).mapToDouble(b -> b / 255.0).toArray();

    /** Row r has the bits from {@code words · r} on, and the bytes from {@code offsets[r]} to that of the next. */
    private record Chunk(long[] bits, int[] offsets, byte[] bytes) {
    }

    private final int cols;
    private final int words;
    private final int perChunk;
    private final List<Chunk> chunks = new ArrayList<>();
    private int size;
    /** Where a chunk is packed, before it is known how small it gets. */
    private byte[] packed = new byte[0];

    /**
     * Begins without rows.
     *
     * @param cols how many bytes a row has, from 1 to 2³⁰
     * @throws IllegalArgumentException if {@code cols} is out of range
     */
    public SparseByteRows(int cols) {
        if (cols < 1 || cols > MAX_COLS) {
            throw new IllegalArgumentException("SparseByteRows: expected 1 to " + MAX_COLS + " bytes in a row, got " + cols
                    + ".");
        }
        this.cols = cols;
        this.words = (cols + Long.SIZE - 1) / Long.SIZE;
        this.perChunk = Math.max(1, CHUNK_BYTES / cols);
    }

    /** {@return how many rows there are} */
    public int size() {
        return size;
    }

    /** {@return how many bytes {@link #add} takes at a time: about a million} */
    public int chunkSize() {
        return perChunk * cols;
    }

    /**
     * Adds rows after those that are there.
     *
     * @param rows one row after the other, {@link #chunkSize()} bytes, or fewer the last time; only read
     * @throws IllegalArgumentException if these aren't whole rows, or more than a chunk, or come after fewer than one
     */
    public void add(byte[] rows) {
        if (rows.length == 0 || rows.length % cols != 0 || rows.length > chunkSize() || size % perChunk != 0) {
            throw new IllegalArgumentException("SparseByteRows.add: expected " + chunkSize() + " bytes, or the last time"
                    + " fewer in rows of " + cols + ", got " + rows.length + " after " + size + " rows.");
        }
        int count = rows.length / cols;
        int[] offsets = new int[count + 1];
        long[] bits = new long[count * words];
        packed = packed.length > rows.length ? packed : new byte[rows.length + 1];
        ByteBuffer source = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < count; r++) {
            offsets[r + 1] = pack(source, r * cols, bits, r * words, packed, offsets[r]);
        }
        chunks.add(new Chunk(bits, offsets, Arrays.copyOf(packed, offsets[count])));
        size += count;
        if (count < perChunk) {
            packed = new byte[0];   // it was the last
        }
    }

    /** Eight bytes at a time, where they are all zero, as most are. */
    private int pack(ByteBuffer rows, int from, long[] bits, int word, byte[] bytes, int offset) {
        int next = offset;
        for (int k = 0; k < cols; k += Byte.SIZE) {
            int end = Math.min(k + Byte.SIZE, cols);
            if (end - k < Byte.SIZE || rows.getLong(from + k) != 0) {
                for (int j = k; j < end; j++) {
                    // Written first and kept if it counts, without a branch: the processor would guess it wrong.
                    byte b = rows.get(from + j);
                    int one = -(b & 0xff) >>> Integer.SIZE - 1;
                    bytes[next] = b;
                    next += one;
                    bits[word + j / Long.SIZE] |= (long) one << j;
                }
            }
        }
        return next;
    }

    /**
     * Copies rows into a matrix: row r of it becomes row {@code indices[r]} of these, each byte divided by 255.
     *
     * @param indices which rows, each from 0 to size − 1; only read
     * @param result  indices.length × cols; <b>overwritten</b>
     * @throws IllegalArgumentException  if the matrix has another shape
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public void read(int[] indices, Matrix result) {
        Checks.requireShape("SparseByteRows.read: the result", result, indices.length, cols);
        long entries = 0;
        for (int row : indices) {
            int r = row % perChunk;
            Chunk chunk = chunk(row);
            entries += chunk.offsets[r + 1] - chunk.offsets[r];
        }
        double[] x = result.overwritten();
        SparseIndex index = result.indexToFill();
        if (index == SparseIndex.NONE || indices.length < MIN_ROWS || MIN_SPARSITY * entries > x.length) {
            for (int r = 0; r < indices.length; r++) {
                read(indices[r], x, r * cols);
            }
            return;
        }
        index.clear(indices.length, (int) entries);
        Arrays.fill(x, 0);
        for (int r = 0; r < indices.length; r++) {
            Chunk chunk = chunk(indices[r]);
            int next = chunk.offsets[indices[r] % perChunk];
            int word = indices[r] % perChunk * words;
            for (int k = 0; k < cols; k += Long.SIZE) {
                for (long bits = chunk.bits[word++]; bits != 0; bits &= bits - 1) {
                    int col = k + Long.numberOfTrailingZeros(bits);
                    double value = VALUES[chunk.bytes[next++] & 0xff];
                    x[r * cols + col] = value;
                    index.add(col, value);
                }
            }
            index.endRow();
        }
        index.build(cols);
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
        Chunk chunk = chunk(row);
        int next = chunk.offsets[row % perChunk];
        int word = row % perChunk * words;
        Arrays.fill(x, offset, offset + cols, 0);
        for (int k = 0; k < cols; k += Long.SIZE) {
            for (long bits = chunk.bits[word++]; bits != 0; bits &= bits - 1) {
                x[offset + k + Long.numberOfTrailingZeros(bits)] = VALUES[chunk.bytes[next++] & 0xff];
            }
        }
    }

    private Chunk chunk(int row) {
        if (row < 0 || row >= size) {
            throw new IndexOutOfBoundsException("SparseByteRows.read: row " + row + "; they are counted from 0 to "
                    + (size - 1) + ".");
        }
        return chunks.get(row / perChunk);
    }
}
