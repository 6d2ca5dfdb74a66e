package io.github.chainrule.playground;

import java.util.Base64;

/**
 * A drawing as the network of the digits must see it: as the images it has learned from were made. Their ink fits into
 * 20 × 20 pixels, and its centre of mass is the middle of 28 × 28.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">LeCun, Cortes and Burges, "The MNIST database"</a>
 */
final class DrawnDigit {

    /** Cells of a drawing in each direction. */
    static final int DRAWN = 56;
    /** Pixels of an image in each direction. */
    static final int SEEN = 28;
    private static final double INK_BOX = 20;
    /** Samples of a pixel in each direction. */
    private static final int SAMPLES = 5;
    /** From here on a cell counts as ink. */
    private static final int FAINT = 25;

    private DrawnDigit() {
    }

    /**
     * The cells of a drawing from base 64, a byte for each, row after row; 255 is ink.
     *
     * @throws IllegalArgumentException if it isn't that
     */
    static byte[] parse(String text) {
        byte[] cells;
        try {
            cells = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the drawing: expected base 64.", e);
        }
        if (cells.length != DRAWN * DRAWN) {
            throw new IllegalArgumentException("the drawing: expected " + DRAWN * DRAWN + " bytes, got " + cells.length
                    + ".");
        }
        return cells;
    }

    /** The image, pixels from 0 to 1; all 0 if nothing was drawn. */
    static double[] seen(byte[] cells) {
        double[] image = new double[SEEN * SEEN];
        int top = DRAWN;
        int bottom = -1;
        int left = DRAWN;
        int right = -1;
        double ink = 0;
        double x = 0;
        double y = 0;
        for (int k = 0; k < cells.length; k++) {
            int row = k / DRAWN;
            int col = k % DRAWN;
            int value = cells[k] & 255;
            if (value >= FAINT) {
                top = Math.min(top, row);
                bottom = Math.max(bottom, row);
                left = Math.min(left, col);
                right = Math.max(right, col);
            }
            ink += value;
            x += value * (col + 0.5);
            y += value * (row + 0.5);
        }
        if (bottom < 0) {
            return image;
        }
        double scale = Math.max(bottom - top + 1, right - left + 1) / INK_BOX;
        for (int k = 0; k < image.length; k++) {
            int row = k / SEEN - SEEN / 2;
            int col = k % SEEN - SEEN / 2;
            image[k] = pixel(cells, x / ink + col * scale, y / ink + row * scale, scale);
        }
        return image;
    }

    /** The mean of a square of the drawing whose upper left corner and size are given. */
    private static double pixel(byte[] cells, double left, double top, double size) {
        double sum = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            int down = i / SAMPLES;
            int col = (int) Math.floor(left + size * (i % SAMPLES + 0.5) / SAMPLES);
            int row = (int) Math.floor(top + size * (down + 0.5) / SAMPLES);
            if (row >= 0 && row < DRAWN && col >= 0 && col < DRAWN) {
                sum += cells[row * DRAWN + col] & 255;
            }
        }
        return sum / (255.0 * SAMPLES * SAMPLES);
    }
}
