package io.github.chainrule.mnist;

/**
 * Images of one size and what is on them, as they lie in their files: all tasks share one of these.
 *
 * @param rows   pixels from top to bottom
 * @param cols   pixels from left to right
 * @param blocks unsigned bytes, image after image, row after row: {@link #perBlock} images in each but the last
 * @param labels the digit, 0 to 9, on each of the count images
 */
record LabeledImages(int rows, int cols, byte[][] blocks, byte[] labels) {

    /** Large enough to be read at full speed, small enough to be allocated before it is known to be there. */
    private static final int BLOCK_BYTES = 1 << 20;

    /** How many images of this size are in a block. */
    static int perBlock(int imageSize) {
        return Math.max(1, BLOCK_BYTES / imageSize);
    }

    int count() {
        return labels.length;
    }

    int imageSize() {
        return rows * cols;
    }

    /** The block that an image is in. */
    byte[] block(int image) {
        return blocks[image / perBlock(imageSize())];
    }

    /** Where in its block an image begins. */
    int start(int image) {
        return image % perBlock(imageSize()) * imageSize();
    }
}
