// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Arrays;

/**
 * The entries of a matrix that aren't zero, in lists: for {@code x·W} and for {@code xᵀ·dy}. A reader makes them beside
 * the training, see {@link ByteRows}: no product has to look for them.
 *
 * <p>They stand in for a matrix's array until somebody asks for that: then the array is written, and whoever may change
 * it makes the lists stale.
 */
final class NonZeros {

    /** Those of matrices that no reader has filled. */
    static final NonZeros NONE = new NonZeros();
    /** What a byte means, x = byte / 255.0, if it is read as a number that isn't negative. */
    static final double[] VALUES = values();
    /** Places are kept in two bytes. */
    static final int MAX_SIZE = Character.MAX_VALUE + 1;

    /** What holds the entries. */
    private enum State { ARRAY, LISTS, BOTH }

    private final FourColumns fourColumns = new FourColumns();
    private final Lists byRow = new Lists();
    private final Lists byColumn = new Lists();
    /** Whether byRow and byColumn hold them, too. */
    private boolean sorted;
    private volatile State state = State.ARRAY;
    private int rows;
    private int cols;
    private int count;

    /** Begins anew, with so many entries; {@link FourColumns#add} is called for them. */
    FourColumns clear(int rows, int cols, int count) {
        this.rows = rows;
        this.cols = cols;
        this.count = count;
        sorted = false;
        state = State.LISTS;
        fourColumns.clear(rows, cols, count);
        return fourColumns;
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
            for (int top = 0; top < rows; top += FourColumns.BLOCK) {
                for (int left = 0; left < cols; left += FourColumns.COLUMNS) {
                    writeOut(fourColumns.start(top, left), fourColumns.end(top, left), array, top * cols + left);
                }
            }
            state = State.BOTH;
        }
    }

    private void writeOut(int from, int to, double[] array, int o) {
        for (int q = from; q < to; q++) {
            int k = o + fourColumns.rows[q] * cols;
            for (int rest = fourColumns.bytes[q]; rest != 0; rest >>>= Byte.SIZE) {
                array[k++] = value(rest);
            }
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

    /** How many there are. */
    int count() {
        return count;
    }

    FourColumns fourColumns() {
        return fourColumns;
    }

    Lists byRow() {
        sort();
        return byRow;
    }

    Lists byColumn() {
        sort();
        return byColumn;
    }

    /** Makes the single lists, if nobody has asked for them yet; several threads may ask at once. */
    synchronized void sort() {
        if (!sorted) {
            byColumn.fillByColumn(fourColumns, rows, cols, count);
            byRow.fillByRow(byColumn, rows, cols, count);
            sorted = true;
        }
    }

    /** What the lowest byte means. */
    static double value(int b) {
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
