// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Draws the images of an {@link ImageGrid}, row after row, and the colour scale of those with a sign. */
final class ImageDrawing {

    static final int MOST_COLUMNS = 12;
    private static final double GAP = 16;
    private static final double WIDEST = 132;
    private static final double HIGHEST = 200;
    private static final int CAPTION_LINES = 3;
    private static final double KEY_WIDTH = 260;
    private static final int MOST_DESCRIBED = 24;

    private final List<ImageGrid.Image> images;
    private final int columns;
    private final double cell;
    /** The size of weight at which a colour is full. */
    private final double largest;

    ImageDrawing(List<ImageGrid.Image> images, int columns, double full) {
        this.images = images;
        this.columns = columns > 0 ? columns : suitable(images.size());
        this.cell = Math.min(WIDEST, (Svg.WIDTH - 2 * Svg.MARGIN + GAP) / this.columns - GAP);
        this.largest = full > 0 ? full : images.stream().filter(ImageGrid.Image::signed)
                .flatMapToDouble(i -> Arrays.stream(i.values()))
                .map(Math::abs).max().orElse(0);
    }

    /** Four to six, eight if there are many, such that the last row is fullest. */
    private static int suitable(int count) {
        if (count <= 6) {
            return Math.max(4, count);
        }
        int best = 4;
        for (int columns = 4; columns <= (count > 32 ? 8 : 6); columns++) {
            if (missing(count, columns) <= missing(count, best)) {
                best = columns;
            }
        }
        return best;
    }

    private static int missing(int count, int columns) {
        return (columns - count % columns) % columns;
    }

    String draw(Svg svg) {
        double y = svg.top() + GAP / 2;
        for (int from = 0; from < images.size(); from += columns) {
            y = row(svg, images.subList(from, Math.min(images.size(), from + columns)), y) + GAP;
        }
        boolean signed = images.stream().anyMatch(ImageGrid.Image::signed);
        if (signed) {
            String size = TypesetNumber.brief(largest);
            DivergingColors.key(svg, Svg.MARGIN, y, KEY_WIDTH, 1, largest == 0 ? "" : TypesetNumber.MINUS + size, "0",
                    largest == 0 ? "" : size);
            y += 36 + GAP / 2;
        }
        return svg.finish(y - GAP + Svg.MARGIN, description(signed));
    }

    /** One row of images with their captions; returns where it ends. */
    private double row(Svg svg, List<ImageGrid.Image> row, double top) {
        double highest = row.stream().mapToDouble(image -> scale(image) * image.rows()).max().orElse(0);
        int lines = 0;
        for (int i = 0; i < row.size(); i++) {
            ImageGrid.Image image = row.get(i);
            double width = scale(image) * image.cols();
            double height = scale(image) * image.rows();
            double x = Svg.MARGIN + i * (cell + GAP) + (cell - width) / 2;
            double y = top + highest - height;
            svg.image(image.signed() ? "cr-pixels" : "cr-pixels cr-ink", x, y, width, height, png(image));
            svg.add("path", "class", "cr-grid", "d", new SvgPath().box(x, y, width, height));
            List<String> caption = image.caption().isEmpty() ? List.of()
                    : TextLayout.wrap(image.caption(), cell + GAP / 2, Style.TEXT_SIZE, CAPTION_LINES);
            svg.lines(x + width / 2, top + highest + Style.LEADING, "cr-mid", caption);
            lines = Math.max(lines, caption.size());
        }
        return top + highest + lines * Style.LEADING + (lines > 0 ? 4 : 0);
    }

    /** How large a pixel is drawn. */
    private double scale(ImageGrid.Image image) {
        return Math.min(cell / image.cols(), HIGHEST / image.rows());
    }

    private byte[] png(ImageGrid.Image image) {
        if (image.signed()) {
            return DivergingColors.png(image.cols(), image.values(), largest, 1);
        }
        byte[] grey = new byte[image.values().length];
        for (int i = 0; i < grey.length; i++) {
            // Ink is dark and paper is white, as on paper; where the page is dark the style turns it round.
            grey[i] = (byte) (255 - Math.round(255 * image.values()[i]));
        }
        return Png.grey(image.cols(), grey);
    }

    private String description(boolean signed) {
        String captions = images.stream().limit(MOST_DESCRIBED).map(ImageGrid.Image::caption)
                .filter(caption -> !caption.isEmpty()).collect(Collectors.joining("; "));
        return TypesetNumber.of(images.size(), "image") + (captions.isEmpty() ? "." : ": " + captions
                + (images.size() > MOST_DESCRIBED ? "; and so on." : "."))
                + (signed ? " Blue is below zero, orange above; the largest size is " + TypesetNumber.of(largest) + "." : "");
    }
}
