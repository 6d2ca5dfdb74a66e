package io.github.chainrule.matrix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of bytes, such as images, kept without their zeros: a bit for each byte says whether it is one, and the others
 * follow. MNIST takes 17 MB so instead of 55.
 *
 * <p>Read into a matrix each byte becomes {@code x = byte / 255.0}. Where most are zero, the matrix gets lists of those
 * that aren't, and its products skip the rest; nobody sees anything of it, but that it is faster. A program that trains
 * a network has no need of this class: it is for datasets, as {@code Mnist} is one.
 */
public final class ByteRows {

    /** Large enough to be read at full speed, small enough to be allocated before it is known to be there. */
    private static final int BLOCK_BYTES = 1 << 20;
    /** So that a row, packed, is still an array. */
    private static final int MAX_COLS = 1 << 30;
    /** With fewer rows, transposing their bits would cost more than is saved. */
    private static final int MIN_ROWS = 16;
    /** Lists pay if at most one entry in so many isn't zero. */
    private static final int SPARSE = 3;

    /** Some rows: each begins at {@code starts[row]} with its bits, and then come its bytes. */
    private record Block(ByteBuffer rows, int[] starts) {
    }

    private final int cols;
    private final int words;
    private final int perBlock;
    private final List<Block> blocks = new ArrayList<>();
    private int size;

    /**
     * No rows yet.
     *
     * @param cols how many bytes a row has, from 1 to 2³⁰
     * @throws IllegalArgumentException if it is anything else
     */
    public ByteRows(int cols) {
        if (cols < 1 || cols > MAX_COLS) {
            throw new IllegalArgumentException("ByteRows: expected 1 to " + MAX_COLS + " bytes in a row, got " + cols
                    + ".");
        }
        this.cols = cols;
        this.words = NonZeros.words(cols);
        this.perBlock = Math.max(1, BLOCK_BYTES / cols);
    }

    /** {@return how many rows there are} */
    public int size() {
        return size;
    }

    /** {@return how many bytes {@link #add} takes at a time: about a million} */
    public int blockSize() {
        return perBlock * cols;
    }

    /**
     * Adds rows behind those that are there.
     *
     * @param rows one row after the other, {@link #blockSize()} bytes, or fewer the last time; only read
     * @throws IllegalArgumentException if these aren't whole rows, or more than a block, or come after fewer than one
     */
    public void add(byte[] rows) {
        if (rows.length == 0 || rows.length % cols != 0 || rows.length > blockSize() || size % perBlock != 0) {
            throw new IllegalArgumentException("ByteRows.add: expected " + blockSize() + " bytes, or the last time"
                    + " fewer in rows of " + cols + ", got " + rows.length + " after " + size + " rows.");
        }
        int count = rows.length / cols;
        int[] starts = new int[count + 1];
        byte[] packed = new byte[rows.length + count * words * Long.BYTES];
        ByteBuffer from = ByteBuffer.wrap(rows);
        ByteBuffer to = ByteBuffer.wrap(packed);
        for (int r = 0; r < count; r++) {
            starts[r + 1] = pack(from, r * cols, to, starts[r]);
        }
        blocks.add(new Block(ByteBuffer.wrap(Arrays.copyOf(packed, starts[count])), starts));
        size += count;
    }

    private int pack(ByteBuffer rows, int row, ByteBuffer packed, int start) {
        int next = start + words * Long.BYTES;
        for (int left = 0; left < cols; left += Long.SIZE) {
            int end = Math.min(Long.SIZE, cols - left);
            long bits = 0;
            int k = 0;
            while (k < end) {
                // Eight bytes at a time, most of them are nothing.
                if (k + Long.BYTES <= end && rows.getLong(row + left + k) == 0) {
                    k += Long.BYTES;
                    continue;
                }
                for (int stop = Math.min(k + Long.BYTES, end); k < stop; k++) {
                    // Written first and kept if it counts, which needs no branch: the processor would guess it wrong.
                    byte b = rows.get(row + left + k);
                    packed.put(next, b);
                    long one = b == 0 ? 0 : 1;
                    next += (int) one;
                    bits |= one << k;
                }
            }
            packed.putLong(start + left / Byte.SIZE, bits);
        }
        return next;
    }

    /**
     * Copies rows into a matrix: row r of it becomes row {@code numbers[r]} of these, each byte divided by 255.
     *
     * @param numbers numbers of rows, each from 0 to size − 1; only read
     * @param result  numbers.length × cols; <b>overwritten</b>
     * @throws IllegalArgumentException  if the matrix has another shape
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public void read(int[] numbers, Matrix result) {
        Checks.requireShape("ByteRows.read: the result", result, numbers.length, cols);
        int entries = 0;
        for (int number : numbers) {
            entries += count(block(number).rows, block(number).starts[number % perBlock]);
        }
        if (numbers.length < MIN_ROWS || Math.max(numbers.length, cols) > NonZeros.MAX_SIZE
                || (long) SPARSE * entries > (long) numbers.length * cols) {
            double[] x = result.overwritten();
            for (int r = 0; r < numbers.length; r++) {
                read(numbers[r], x, r * cols);
            }
            return;
        }
        NonZeros lists = result.listed();
        lists.clear(numbers.length, cols, entries);
        for (int number : numbers) {
            Block block = block(number);
            lists.addRow(block.rows, block.starts[number % perBlock]);
        }
    }

    /** How many aren't zero. Looked at one after the other, all rows of a batch are on their way from memory. */
    private int count(ByteBuffer rows, int start) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            count += Long.bitCount(rows.getLong(start + w * Long.BYTES));
        }
        return count;
    }

    /**
     * Copies one row into an array.
     *
     * @param number from 0 to size − 1
     * @param x      overwritten from {@code offset} to {@code offset + cols − 1}
     * @param offset where in it to begin
     * @throws IndexOutOfBoundsException if there is no such row, or the array is too short
     */
    public void read(int number, double[] x, int offset) {
        Block block = block(number);
        int start = block.starts[number % perBlock];
        int next = start + words * Long.BYTES;
        for (int k = 0; k < cols; k += Long.SIZE) {
            int end = Math.min(Long.SIZE, cols - k);
            long bits = block.rows.getLong(start + k / Byte.SIZE);
            if (Long.bitCount(bits) == end) {
                for (int j = 0; j < end; j++) {
                    x[offset + k + j] = NonZeros.value(block.rows.get(next++));
                }
            } else {
                Arrays.fill(x, offset + k, offset + k + end, 0);
                for (; bits != 0; bits &= bits - 1) {
                    x[offset + k + Long.numberOfTrailingZeros(bits)] = NonZeros.value(block.rows.get(next++));
                }
            }
        }
    }

    private Block block(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("ByteRows.read: row " + number + "; they are counted from 0 to "
                    + (size - 1) + ".");
        }
        return blocks.get(number / perBlock);
    }
}
