// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** The checks that datasets share, and what they say. A dataset of your own can use them, too. */
public final class Checks {

    private Checks() {
    }

    /**
     * Checks the arguments of {@link Dataset#read}.
     *
     * @param dataset whose examples are to be read
     * @param rows    the numbers of the examples
     * @param from    where in {@code rows} to begin
     * @param count   how many examples to read
     * @param inputs  where the inputs go
     * @param targets where the targets go
     * @throws IllegalArgumentException  if a matrix has another shape than count x the dataset's sizes
     * @throws IndexOutOfBoundsException if {@code rows} is too short or names an example that isn't there
     */
    public static void requireRead(Dataset dataset, int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        Objects.requireNonNull(rows, "read: rows is null.");
        if (from < 0 || count < 0 || from > rows.length - count) {
            throw new IndexOutOfBoundsException("read: expected " + count + " row numbers from position " + from
                    + ", but rows has " + rows.length + " entries.");
        }
        requireShape("inputs", inputs, count, dataset.inputSize());
        requireShape("targets", targets, count, dataset.targetSize());
        for (int i = from; i < from + count; i++) {
            if (rows[i] < 0 || rows[i] >= dataset.size()) {
                throw new IndexOutOfBoundsException("read: rows[" + i + "] is " + rows[i]
                        + ", but the examples are counted from 0 to " + (dataset.size() - 1) + ".");
            }
        }
    }

    private static void requireShape(String name, Matrix m, int rows, int cols) {
        if (m.rows() != rows || m.cols() != cols) {
            throw new IllegalArgumentException("read: " + name + ": expected (" + rows + " x " + cols + "), got "
                    + m.shape() + ". Rows are the examples to read, columns the numbers of one example.");
        }
    }

    /**
     * Checks the arguments of {@link Dataset#slice}.
     *
     * @param from the first example of the slice
     * @param to   the first example that isn't in it any more
     * @param size how many examples there are
     * @throws IllegalArgumentException unless {@code 0 <= from < to <= size}
     */
    public static void requireSlice(int from, int to, int size) {
        if (from < 0 || from >= to || to > size) {
            throw new IllegalArgumentException("slice(" + from + ", " + to + "): expected 0 <= from < to <= " + size
                    + ", the number of examples. A slice has at least one, and example \"to\" isn't in it any more.");
        }
    }

    /**
     * Checks the argument of {@link Dataset#subset}.
     *
     * @param rows the numbers of examples
     * @param size how many examples there are
     * @throws IllegalArgumentException if there is no number
     * @throws IndexOutOfBoundsException if a number isn't from 0 to size − 1
     */
    public static void requireSubset(int[] rows, int size) {
        Objects.requireNonNull(rows, "subset: rows is null.");
        if (rows.length == 0) {
            throw new IllegalArgumentException("subset: expected the number of at least one example, got none.");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= size) {
                throw new IndexOutOfBoundsException("subset: rows[" + i + "] is " + rows[i]
                        + ", but the examples are counted from 0 to " + (size - 1) + ".");
            }
        }
    }

    static void requireFinite(String name, Matrix m) {
        if (m.isFinite()) {
            return;
        }
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.cols(); j++) {
                if (!Double.isFinite(m.get(i, j))) {
                    throw new IllegalArgumentException("Dataset.of: " + name + ", row " + i + ", column " + j + ": "
                            + m.get(i, j) + " isn't a finite number, and would turn every weight into NaN."
                            + " Put another value in its place or leave the row out.");
                }
            }
        }
    }
}
