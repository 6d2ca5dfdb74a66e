// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images side by side, each with a few words below: digits, and what hidden neurons look for.
 *
 * {@snippet :
 * new ImageGrid("What the hidden neurons look for").weights(linear, 28, 28).save(Path.of("weights.svg"));
 *
 * new ImageGrid("Test images").digit(test, 0, "0, p = 0.01").digit(test, 1, "1, p = 0.98")
 *         .save(Path.of("digits.svg"));
 * }
 *
 * <p>Greys go from 0, the paper, to 1, the ink. Weights, which have a sign, are blue below zero and orange above, all
 * of one picture on the same scale, which is shown below them.
 */
public final class ImageGrid implements Picture {

    private static final int MOST_IMAGES = 256;
    private static final int MOST_PIXELS = 512 * 512;

    /** One image: values row after row. */
    record Image(String caption, int cols, double[] values, boolean signed) {

        int rows() {
            return values.length / cols;
        }
    }

    private final String title;
    private final String me;
    private final List<Image> images = new ArrayList<>();
    private int columns;
    private double full;

    /**
     * A grid without images.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public ImageGrid(String title) {
        this.title = ChartArguments.title("ImageGrid", title);
        this.me = ChartArguments.named("ImageGrid", this.title);
    }

    /**
     * How many images stand side by side.
     *
     * @param columns from 1 to 12; unless told otherwise, what suits their number
     * @return this
     * @throws IllegalArgumentException if it is below 1 or above 12
     */
    public ImageGrid columns(int columns) {
        if (columns < 1 || columns > ImageDrawing.MOST_COLUMNS) {
            throw new IllegalArgumentException(me + ": expected from 1 to " + ImageDrawing.MOST_COLUMNS
                    + " columns, got " + columns + ".");
        }
        this.columns = columns;
        return this;
    }

    /** The size of number at which a colour is full, so that several grids have one scale; the largest unless told. */
    ImageGrid full(double size) {
        full = size;
        return this;
    }

    /**
     * One more image in greys.
     *
     * @param caption what stands below it; may be empty
     * @param rows    pixels from top to bottom
     * @param cols    pixels from left to right
     * @param pixels  rows · cols values from 0 to 1, row after row; copied
     * @return this
     * @throws IllegalArgumentException if the sizes don't fit, a value isn't from 0 to 1, or there are 256 images
     */
    public ImageGrid gray(String caption, int rows, int cols, double... pixels) {
        return add(caption, rows, cols, pixels, false);
    }

    /**
     * One more image of numbers with a sign, such as the weights of one neuron.
     *
     * @param caption what stands below it; may be empty
     * @param rows    pixels from top to bottom
     * @param cols    pixels from left to right
     * @param values  rows · cols values, row after row; copied
     * @return this
     * @throws IllegalArgumentException if the sizes don't fit, a value is NaN or infinite, or there are 256 images
     */
    public ImageGrid signed(String caption, int rows, int cols, double... values) {
        return add(caption, rows, cols, values, true);
    }

    /**
     * One more image from a dataset.
     *
     * @param data    the images; only read
     * @param example which one, from 0
     * @param caption what stands below it; may be empty
     * @return this
     * @throws IndexOutOfBoundsException if there is no such example
     * @throws IllegalArgumentException  if there are 256 images
     */
    public ImageGrid image(ImageDataset data, int example, String caption) {
        return gray(caption, data.imageHeight(), data.imageWidth(), data.pixels(example));
    }

    /**
     * The weights of neurons as images: what each of them looks for. Neuron 0 is called {@code neuron 0}.
     *
     * @param layer   a layer whose inputs are the pixels of an image, row after row; only read
     * @param rows    the image's pixels from top to bottom
     * @param cols    the image's pixels from left to right
     * @param neurons which ones, from 0; all of them if none is named
     * @return this
     * @throws IllegalArgumentException if the layer hasn't rows · cols inputs, there is no such neuron, a weight is
     *                                  NaN or infinite, or there are more than 256 images
     */
    public ImageGrid weights(Linear layer, int rows, int cols, int... neurons) {
        Matrix w = layer.weight().value();
        if ((long) rows * cols != w.rows()) {
            throw new IllegalArgumentException(me + ": " + layer.name() + " has " + w.rows() + " inputs, but an image"
                    + " of " + rows + " x " + cols + " has " + (long) rows * cols + " pixels. Only a layer that sees the pixels"
                    + " themselves, the first one, has weights that can be seen as images.");
        }
        for (int j : neurons.length > 0 ? neurons : IntStream.range(0, w.cols()).toArray()) {
            if (j < 0 || j >= w.cols()) {
                throw new IllegalArgumentException(me + ": there is no neuron " + j + " in " + layer.name()
                        + "; they are counted from 0 to " + (w.cols() - 1) + ".");
            }
            signed("neuron " + j, rows, cols, IntStream.range(0, w.rows()).mapToDouble(i -> w.get(i, j)).toArray());
        }
        return this;
    }

    private ImageGrid add(String caption, int rows, int cols, double[] values, boolean signed) {
        String what = "image " + images.size();
        if (images.size() == MOST_IMAGES) {
            throw new IllegalArgumentException(me + ": more than " + MOST_IMAGES
                    + " images can't be looked at. Choose some of them.");
        }
        if (rows < 1 || cols < 1 || (long) rows * cols > MOST_PIXELS) {
            throw new IllegalArgumentException(me + ": " + what + " is " + rows + " x " + cols
                    + "; expected at least one pixel and at most " + MOST_PIXELS + ".");
        }
        if (values.length != rows * cols) {
            throw new IllegalArgumentException(me + ": " + what + ": " + rows + " x " + cols + " needs " + rows * cols
                    + " values, got " + values.length + ".");
        }
        ChartArguments.finite(me, what, values);
        for (int i = 0; i < values.length && !signed; i++) {
            if (values[i] < 0 || values[i] > 1) {
                throw new IllegalArgumentException(me + ": " + what + " is " + values[i] + " at index " + i
                        + "; expected greys from 0 to 1. Divide bytes by 255; draw numbers with a sign with signed().");
            }
        }
        images.add(new Image(TextLayout.clean(caption), cols, values.clone(), signed));
        return this;
    }

    @Override
    public String svg() {
        if (images.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add an image first:"
                    + " .digit(test, 0, \"caption\") or .weights(linear, 28, 28).");
        }
        return new ImageDrawing(images, columns, full).draw(new Svg(title, Svg.WIDTH));
    }

    /** {@return kind and title, as in {@code ImageGrid "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
