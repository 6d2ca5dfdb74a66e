// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Arrays;

/**
 * The entries of a matrix that aren't zero, in lists: row by row for {@code x·W}, and column by column for
 * {@code xᵀ·dy}. A reader makes them beside the training, see {@link ByteRows}: no product has to look for them.
 *
 * <pre>
 *   0 a 0 b        by row      starts 0 2 3    places (columns) 1 3 0     bytes a b c
 *   c 0 0 0        by column   starts 0 1 2 2 3   places (rows)  1 0 0      bytes c a b
 * </pre>
 *
 * <p>They stand in for a matrix's array until somebody asks for that: then the array is written, and whoever may change
 * it makes the lists stale.
 */
final class NonZeros {

    /**
     * The columns' lists begin anew after so many rows. So many rows of dy stay in the cache, and as many bits are in a
     * long: which rows have an entry in a column is found 64 at a time, by transposing 64 × 64 bits.
     */
    static final int BLOCK = 64;

    /** Those of matrices that no reader has filled. */
    static final NonZeros NONE = new NonZeros();
    /** What a byte means, x = byte / 255.0, if it is read as a number that isn't negative. */
    static final double[] VALUES = values();
    /** Places are kept in two bytes, and values in one: less to be carried from the reader's core to the training's. */
    static final int MAX_SIZE = Character.MAX_VALUE + 1;

    /** What holds the entries. */
    private enum State { ARRAY, LISTS, BOTH }

    /**
     * Many lists, one behind the other: number i has the entries from {@code starts[i]} to {@code starts[i + 1] − 1}.
     * The arrays may be longer than what is in them.
     */
    static final class Lists {

        int[] starts = new int[1];
        char[] places = new char[0];
        byte[] bytes = new byte[0];
        private final FourLists fours = new FourLists();
        private boolean grouped;

        /** The same in groups, made when they are first asked for; several threads may ask at once. */
        synchronized FourLists inFours(int blocks, int count, int size) {
            if (!grouped) {
                fours.fill(this, blocks, count, size);
                grouped = true;
            }
            return fours;
        }

        private void reserve(int lists, int entries) {
            grouped = false;
            if (starts.length <= lists) {
                starts = new int[lists + 1];
            }
            if (places.length < entries) {
                places = new char[entries + entries / 4];
                bytes = new byte[places.length];
            }
        }
    }

    private final Lists byRow = new Lists();
    /** Number block · cols + k: what rows of the block have in column k. */
    private final Lists byColumn = new Lists();
    private volatile State state = State.ARRAY;
    private int rows;
    private int cols;
    private int done;
    /** Of the block that is being filled: where its rows have entries, 64 columns after 64 columns. */
    private long[] bits = new long[0];

    /** Begins anew; then comes {@link #addRow}, for each row. */
    void clear(int rows, int cols, int entries) {
        this.rows = rows;
        this.cols = cols;
        done = 0;
        byRow.reserve(rows, entries);
        byColumn.reserve(blocks() * cols, entries);
        int size = BLOCK * words(cols);
        bits = bits.length == size ? bits : new long[size];
        state = State.LISTS;
    }

    /** How many longs have a bit for each column. */
    static int words(int cols) {
        return (cols + Long.SIZE - 1) / Long.SIZE;
    }

    /** The next row: a bit for each column, from {@code word} on, and a byte for each bit that is set. */
    void addRow(long[] rowBits, int word, byte[] rowBytes, int start) {
        char[] places = byRow.places;
        int first = byRow.starts[done];
        int q = first;
        for (int w = 0; w < words(cols); w++) {
            long set = rowBits[word + w];
            bits[w * BLOCK + done % BLOCK] = set;
            q = addPlaces(set, w * Long.SIZE, places, q);
        }
        System.arraycopy(rowBytes, start, byRow.bytes, first, q - first);
        byRow.starts[++done] = q;
        if (done % BLOCK == 0 || done == rows) {
            addColumns((done - 1) / BLOCK);
        }
    }

    /** The numbers of the bits that are set, from a first number on; returns where the list goes on. */
    private static int addPlaces(long bits, int first, char[] places, int start) {
        int q = start;
        for (long set = bits; set != 0; set &= set - 1) {
            places[q++] = (char) (first + Long.numberOfTrailingZeros(set));
        }
        return q;
    }

    /** From the rows of a block to its columns: bytes are taken from each row's list in turn, from left to right. */
    private void addColumns(int block) {
        int first = block * BLOCK;
        int[] next = Arrays.copyOfRange(byRow.starts, first, done);
        int list = block * cols;
        int q = byColumn.starts[list];
        for (int left = 0; left < cols; left += Long.SIZE) {
            int word = left / Long.SIZE * BLOCK;
            Arrays.fill(bits, word + next.length, word + BLOCK, 0);
            transpose(bits, word);
            for (int k = 0; k < Math.min(Long.SIZE, cols - left); k++) {
                q = addColumn(bits[word + k], first, next, q);
                byColumn.starts[++list] = q;
            }
        }
    }

    private int addColumn(long column, int first, int[] next, int start) {
        char[] places = byColumn.places;
        byte[] bytes = byColumn.bytes;
        byte[] rowBytes = byRow.bytes;
        int q = start;
        for (long set = column; set != 0; set &= set - 1) {
            int i = Long.numberOfTrailingZeros(set);
            places[q] = (char) (first + i);
            bytes[q++] = rowBytes[next[i]++];
        }
        return q;
    }

    /**
     * 64 × 64 bits: swaps the upper right with the lower left quarter, then so in each quarter, down to single bits.
     * (Warren, Hacker's Delight, 7-3; the lowest bit is a row's first.)
     */
    static void transpose(long[] m, int from) {
        long mask = 0xffffffffL;
        for (int size = 32; size > 0; size /= 2, mask ^= mask << size) {
            for (int top = 0; top < 64; top += 2 * size) {
                for (int i = from + top; i < from + top + size; i++) {
                    long swapped = (m[i] >>> size ^ m[i + size]) & mask;
                    m[i] ^= swapped << size;
                    m[i + size] ^= swapped;
                }
            }
        }
    }

    /** Whether the lists are what the matrix holds. */
    boolean isCurrent() {
        return state != State.ARRAY;
    }

    /** The array with what the lists hold, for somebody who only reads; several threads may ask at once. */
    double[] readable(double[] array) {
        if (state == State.LISTS) {
            writeOut(array);
        }
        return array;
    }

    private synchronized void writeOut(double[] array) {
        if (state == State.LISTS) {
            Arrays.fill(array, 0);
            for (int i = 0; i < rows; i++) {
                for (int q = byRow.starts[i]; q < byRow.starts[i + 1]; q++) {
                    array[i * cols + byRow.places[q]] = value(byRow.bytes[q]);
                }
            }
            state = State.BOTH;
        }
    }

    /** The array for somebody who may write to it: from now on, what is in it counts. */
    double[] writable(double[] array) {
        readable(array);
        drop();
        return array;
    }

    /** The array will be overwritten. */
    void drop() {
        state = State.ARRAY;
    }

    int rows() {
        return rows;
    }

    int cols() {
        return cols;
    }

    int blocks() {
        return (rows + BLOCK - 1) / BLOCK;
    }

    /** How many there are. */
    int count() {
        return byRow.starts[rows];
    }

    Lists byRow() {
        return byRow;
    }

    Lists byColumn() {
        return byColumn;
    }

    /** What a byte means. */
    static double value(byte b) {
        return VALUES[b & 0xff];
    }

    private static double[] values() {
        double[] values = new double[256];
        for (int b = 0; b < values.length; b++) {
            values[b] = b / 255.0;
        }
        return values;
    }
}
