// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.matrix.Matrix;

import java.util.List;

/**
 * Numbers with a shape of any number of dimensions: {@code [16, 784]} is a matrix, {@code [16]} a list of numbers and
 * {@code []} a single one.
 *
 * @param shape  how many there are in each dimension
 * @param values row after row; <b>kept, not copied</b>
 */
record Tensor(List<Long> shape, double... values) {

    /** A copy of a matrix, with the shape [rows, cols]. */
    static Tensor of(Matrix matrix) {
        return new Tensor(List.of((long) matrix.rows(), (long) matrix.cols()), matrix.values().clone());
    }

    /** A list of numbers. */
    static Tensor of(double... values) {
        return new Tensor(List.of((long) values.length), values);
    }

    /** A copy as a matrix. */
    Matrix matrix(int rows, int cols) {
        return Matrix.wrap(rows, cols, values.clone());
    }
}
