package io.github.chainrule.data;

/**
 * Images of one size and what is on them, as they lie in their files: all tasks share one of these.
 *
 * @param rows   pixels from top to bottom
 * @param cols   pixels from left to right
 * @param pixels for each of the count images rows · cols unsigned bytes, row after row
 * @param labels the digit, 0 to 9, on each of the count images
 */
record LabeledImages(int rows, int cols, byte[][] pixels, byte[] labels) {

    int count() {
        return labels.length;
    }

    int imageSize() {
        return rows * cols;
    }
}
