// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import io.github.chainrule.matrix.SparseByteRows;

/**
 * Images of one size and what is on them: all tasks share one of these.
 *
 * @param rows   pixels from top to bottom
 * @param cols   pixels from left to right
 * @param pixels an image in each row, its pixels row after row
 * @param labels the digit, 0 to 9, on each of the count images
 */
record LabeledImages(int rows, int cols, SparseByteRows pixels, byte[] labels) {

    int count() {
        return labels.length;
    }

    int imageSize() {
        return rows * cols;
    }
}
