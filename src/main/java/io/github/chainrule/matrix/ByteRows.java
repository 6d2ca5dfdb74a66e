// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of bytes, such as images, kept without their zeros: a bit for each byte says whether it is one, and the others
 * follow. So MNIST takes 17 MB instead of 55.
 *
 * <p>When it is read into a matrix, each byte becomes {@code x = byte / 255.0}. Where most are zero, the matrix gets
 * lists of those that aren't, and its products skip the rest. That makes them faster, and changes nothing else. A
 * program that trains a network doesn't need this class: it is for those who write a dataset, such as {@code Mnist}.
 */
public final class ByteRows {

    /** Large enough to be read at full speed, small enough to be allocated before it is known to be there. */
    private static final int BLOCK_BYTES = 1 << 20;
    /** So that a row, packed, is still an array. */
    private static final int MAX_COLS = 1 << 30;
    /** With fewer rows, making lists would cost more than they save. */
    private static final int MIN_ROWS = 16;
    private static final long ONES = 0x0101010101010101L;
    private static final long LOWER = 0x7f * ONES;
    /** Lists pay if at most one entry in so many isn't zero. */
    private static final int SPARSE = 3;

    /** Some rows: the bits of each begin at {@code words · row}, its bytes at {@code starts[row]}; a byte follows. */
    private record Block(long[] bits, int[] starts, byte[] bytes) {
    }

    private final int cols;
    private final int words;
    private final int perBlock;
    private final List<Block> blocks = new ArrayList<>();
    private int size;
    /** Where a block is packed, before it is known how small it gets. */
    private byte[] packed = new byte[0];

    /**
     * Begins without rows.
     *
     * @param cols how many bytes a row has, from 1 to 2³⁰
     * @throws IllegalArgumentException if {@code cols} is out of range
     */
    public ByteRows(int cols) {
        if (cols < 1 || cols > MAX_COLS) {
            throw new IllegalArgumentException("ByteRows: expected 1 to " + MAX_COLS + " bytes in a row, got " + cols
                    + ".");
        }
        this.cols = cols;
        this.words = FourColumns.words(cols);
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
        long[] bits = new long[count * words];
        packed = packed.length == rows.length ? packed : new byte[rows.length];
        ByteBuffer source = ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < count; r++) {
            starts[r + 1] = pack(source, r * cols, bits, r * words, packed, starts[r]);
        }
        blocks.add(new Block(bits, starts, Arrays.copyOf(packed, starts[count] + 1)));
        size += count;
        if (count < perBlock) {
            packed = new byte[0];   // it was the last
        }
    }

    private int pack(ByteBuffer rows, int row, long[] bits, int word, byte[] bytes, int start) {
        int next = start;
        int w = 0;
        for (; (w + 1) * Long.SIZE <= cols; w++) {
            next = pack(rows, row + w * Long.SIZE, Long.SIZE, bits, word + w, bytes, next);
        }
        return pack(rows, row + w * Long.SIZE, cols - w * Long.SIZE, bits, word + w, bytes, next);
    }

    /** Up to 64 bytes. Eight at a time, as one number, the first in its lowest bits: most are nothing. */
    private static int pack(ByteBuffer rows, int from, int count, long[] bits, int word, byte[] bytes, int start) {
        int next = start;
        long set = 0;
        int k = 0;
        for (; k + 7 < count; k += 8) {
            long eight = rows.getLong(from + k);
            if (eight != 0) {
                long ones = ones(eight);
                // One product moves all eight ones side by side, into the highest byte: byte j's is bit 56 + j there.
                set |= ones * 0x0102040810204080L >>> 56 << k;
                next = append(eight, ones, bytes, next);
            }
        }
        for (; k < count; k++) {
            byte b = rows.get(from + k);
            if (b != 0) {
                set |= 1L << k;
                bytes[next++] = b;
            }
        }
        if (set != 0) {
            bits[word] = set;
        }
        return next;
    }

    /** A byte of 1 for each byte that isn't 0: 127 more than its lower seven bits sets the highest, if it isn't. */
    private static long ones(long eight) {
        return ((eight & LOWER) + LOWER | eight) >>> 7 & ONES;
    }

    /** Each is written first and kept if it counts, which needs no branch: the processor would guess it wrong. */
    private static int append(long eight, long ones, byte[] bytes, int start) {
        int next = start;
        for (int j = 0; j < Long.SIZE; j += Byte.SIZE) {
            bytes[next] = (byte) (eight >>> j);
            next += (int) (ones >>> j) & 1;
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
        Checks.requireShape("ByteRows.read", "result", result, numbers.length, cols);
        int entries = count(numbers);
        if (numbers.length < MIN_ROWS || Math.max(numbers.length, cols) > NonZeros.MAX_SIZE
                || (long) SPARSE * entries > (long) numbers.length * cols) {
            double[] x = result.overwritten();
            for (int r = 0; r < numbers.length; r++) {
                read(numbers[r], x, r * cols);
            }
            return;
        }
        NonZeros lists = result.listed();
        list(numbers, entries, lists);
        Kernels.kernel().zeroSkipping().ifPresent(way -> way.prepare(lists));
    }

    /** Their entries, so many, in lists. */
    void list(int[] numbers, int entries, NonZeros lists) {
        FourColumns four = lists.clear(numbers.length, cols, entries);
        for (int top = 0; top < numbers.length; top += FourColumns.BLOCK) {
            FourColumns.Row[] block = new FourColumns.Row[Math.min(FourColumns.BLOCK, numbers.length - top)];
            for (int i = 0; i < block.length; i++) {
                Block source = block(numbers[top + i]);
                int number = numbers[top + i] % perBlock;
                block[i] = new FourColumns.Row(source.bits, number * words, source.bytes, source.starts[number]);
            }
            four.add(block);
        }
    }

    /** How many aren't zero. */
    private int count(int[] numbers) {
        int count = 0;
        for (int number : numbers) {
            Block block = block(number);
            int r = number % perBlock;
            count += block.starts[r + 1] - block.starts[r];
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
        int r = number % perBlock;
        int next = block.starts[r];
        for (int k = 0; k < cols; k += Long.SIZE) {
            int end = Math.min(Long.SIZE, cols - k);
            long bits = block.bits[r * words + k / Long.SIZE];
            if (Long.bitCount(bits) == end) {
                for (int j = 0; j < end; j++) {
                    x[offset + k + j] = NonZeros.value(block.bytes[next++]);
                }
            } else {
                Arrays.fill(x, offset + k, offset + k + end, 0);
                for (; bits != 0; bits &= bits - 1) {
                    x[offset + k + Long.numberOfTrailingZeros(bits)] = NonZeros.value(block.bytes[next++]);
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
