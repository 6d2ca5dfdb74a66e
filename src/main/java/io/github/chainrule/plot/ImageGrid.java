// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images side by side, each with a few words below: digits, and what hidden neurons look for.
 *
 * {@snippet :
 * new ImageGrid("Test images").gray("0, p = 0.01", 28, 28, test.pixels(0)).gray("1, p = 0.98", 28, 28, test.pixels(1))
 *         .save(Path.of("digits.svg"));
 *
 * double[] weights = linear.weight().value().transpose().values();         // neuron after neuron
 * new ImageGrid("What neuron 0 looks for").signed("", 28, 28, Arrays.copyOf(weights, 784)).save(Path.of("neuron.svg"));
 * }
 *
 * <p>Grays range from 0, the paper, to 1, the ink. Weights, which have a sign, are blue below zero and orange above,
 * all of one picture on the same scale, which is shown below them.
 */
public final class ImageGrid extends Chart implements Picture {

    private static final double GAP = 16;
    private static final double WIDEST = 132;
    private static final double HIGHEST = 200;
    private static final int CAPTION_LINES = 3;
    private static final double KEY_WIDTH = 260;

    /** One image: values row after row. */
    private record Image(String caption, int cols, double[] values, boolean signed) {

        /** How large a pixel is drawn. */
        double scale(double cell) {
            return Math.min(cell / cols, HIGHEST * cols / values.length);
        }

        byte[] png(double largest) {
            return signed ? DivergingColors.png(cols, values, largest, 1) : Png.ink(cols, values);
        }
    }

    private final List<Image> images = new ArrayList<>();

    /**
     * A grid without images.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public ImageGrid(String title) {
        super("ImageGrid", title);
    }

    /**
     * Adds an image in grays.
     *
     * @param caption the text below it; may be empty
     * @param rows    pixels from top to bottom
     * @param cols    pixels from left to right
     * @param pixels  rows · cols values from 0 to 1, row after row; copied
     * @return this
     * @throws IllegalArgumentException if the sizes don't fit, or a value isn't from 0 to 1
     */
    public ImageGrid gray(String caption, int rows, int cols, double... pixels) {
        return add(caption, rows, cols, pixels, false);
    }

    /**
     * Adds an image of numbers with a sign, such as the weights of one neuron.
     *
     * @param caption the text below it; may be empty
     * @param rows    pixels from top to bottom
     * @param cols    pixels from left to right
     * @param values  rows · cols values, row after row; copied
     * @return this
     * @throws IllegalArgumentException if the sizes don't fit, or a value is NaN or infinite
     */
    public ImageGrid signed(String caption, int rows, int cols, double... values) {
        return add(caption, rows, cols, values, true);
    }

    private ImageGrid add(String caption, int rows, int cols, double[] values, boolean signed) {
        String what = "image " + images.size();
        if (rows < 1 || cols < 1 || values.length != (long) rows * cols) {
            throw new IllegalArgumentException(me + ": " + what + " is " + rows + " x " + cols + " and has "
                    + values.length + " values; expected at least one pixel, and a value for each.");
        }
        requireFinite(what, values);
        for (int i = 0; i < values.length && !signed; i++) {
            if (values[i] < 0 || values[i] > 1) {
                throw new IllegalArgumentException(me + ": " + what + " is " + values[i] + " at index " + i
                        + "; expected grays from 0 to 1. Divide bytes by 255; draw numbers with a sign with signed().");
            }
        }
        images.add(new Image(TextLayout.clean(caption), cols, values.clone(), signed));
        return this;
    }

    @Override
    double draw(Svg svg) {
        if (images.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add an image first:"
                    + " .gray(\"caption\", 28, 28, pixels).");
        }
        int side = suitable(images.size());
        double cell = Math.min(WIDEST, (Svg.WIDTH - 2 * Svg.MARGIN + GAP) / side - GAP);
        double y = svg.top() + GAP / 2;
        for (int from = 0; from < images.size(); from += side) {
            y = drawRow(svg, images.subList(from, Math.min(images.size(), from + side)), y, cell) + GAP;
        }
        if (hasSigns()) {
            DivergingColors.drawKey(svg, Svg.MARGIN, y, KEY_WIDTH, largest());
            y += 36 + GAP / 2;
        }
        return y - GAP + Svg.MARGIN;
    }

    /** Four to six, eight if there are many, such that the last row is fullest. */
    private static int suitable(int count) {
        return count <= 6 ? Math.max(4, count) : IntStream.rangeClosed(4, count > 32 ? 8 : 6).boxed()
                .min(Comparator.comparing((Integer side) -> Math.floorMod(-count, side))
                        .thenComparing(Comparator.reverseOrder())).orElseThrow();
    }

    private boolean hasSigns() {
        return images.stream().anyMatch(Image::signed);
    }

    /** The size of number at which a color is full. */
    private double largest() {
        return images.stream().filter(Image::signed).flatMapToDouble(image -> Arrays.stream(image.values))
                .map(Math::abs).max().orElse(0);
    }

    /** One row of images with their captions; returns where it ends. */
    private double drawRow(Svg svg, List<Image> row, double top, double cell) {
        double largest = largest();
        double bottom = top + row.stream().mapToDouble(i -> i.scale(cell) * i.values.length / i.cols).max().orElse(0);
        int lines = 0;
        for (int i = 0; i < row.size(); i++) {
            Image image = row.get(i);
            double width = image.scale(cell) * image.cols;
            double height = image.scale(cell) * image.values.length / image.cols;
            double x = Svg.MARGIN + i * (cell + GAP) + (cell - width) / 2;
            svg.image(image.signed ? "cr-pixels" : "cr-pixels cr-ink", x, bottom - height, width, height,
                    image.png(largest));
            svg.path("cr-grid", new SvgPath().box(x, bottom - height, width, height));
            List<String> caption = image.caption.isEmpty() ? List.of()
                    : TextLayout.wrap(image.caption, cell + GAP / 2, CAPTION_LINES);
            svg.lines(x + width / 2, bottom + Style.LEADING, "cr-mid", caption);
            lines = Math.max(lines, caption.size());
        }
        return bottom + lines * Style.LEADING + (lines > 0 ? 4 : 0);
    }

    @Override
    String description() {
        String captions = images.stream().map(Image::caption).filter(caption -> !caption.isEmpty())
                .collect(Collectors.joining("; "));
        return TypesetNumber.of(images.size(), "image") + (captions.isEmpty() ? "." : ": " + captions + ".")
                + (!hasSigns() ? "" : " Blue is below zero, orange above; the largest size is "
                + TypesetNumber.of(largest()) + ".");
    }
}
