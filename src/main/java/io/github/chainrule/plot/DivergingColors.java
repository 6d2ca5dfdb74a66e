// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.stream.IntStream;

/**
 * The color scale for numbers with a sign: blue below zero, orange above, and at zero nothing: the paper shows through.
 * So zero is in the middle, and the same scale is correct on white and on black. The two hues are about equally light,
 * and color-blind eyes can tell them apart.
 */
final class DivergingColors {

    static final String NEGATIVE = "#1f78c8";
    static final String POSITIVE = "#dc6400";

    /** Steps on each side of zero: more than eyes can tell apart, and a short palette. */
    private static final int STEPS = 63;
    private static final double KEY_HEIGHT = 12;

    private DivergingColors() {
    }

    /**
     * An image of numbers.
     *
     * @param cols    pixels in a row
     * @param values  row after row
     * @param largest the size of a number at which a color is full
     * @param opacity of a full color, up to 1
     */
    static byte[] png(int cols, double[] values, double largest, double opacity) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            double share = largest == 0 ? 0 : Math.max(-1, Math.min(1, values[i] / largest));
            pixels[i] = (byte) (STEPS + Math.round(STEPS * share));
        }
        int[] palette = IntStream.rangeClosed(-STEPS, STEPS).map(step ->
                (int) Math.round(255 * opacity * Math.abs(step) / STEPS) << 24
                        | Integer.parseInt(step < 0 ? NEGATIVE : POSITIVE, 1, 7, 16)).toArray();
        return Png.indexed(cols, pixels, palette);
    }

    /** The scale from one end to the other, with a text below each end and below the middle. */
    static void drawKey(Svg svg, double x, double y, double width, double opacity, String low, String middle,
                        String high) {
        double[] scale = IntStream.rangeClosed(-STEPS, STEPS).mapToDouble(i -> i).toArray();
        svg.image("cr-pixels", x, y, width, KEY_HEIGHT, png(scale.length, scale, STEPS, opacity));
        svg.path("cr-axis", new SvgPath().box(x, y, width, KEY_HEIGHT));
        double line = y + KEY_HEIGHT + 17;
        svg.text(x, line, "cr-muted", low).text(x + width / 2, line, "cr-muted cr-mid", middle)
                .text(x + width, line, "cr-muted cr-end", high);
    }

    /** The scale of weights up to a size. */
    static void drawKey(Svg svg, double x, double y, double width, double largest) {
        String size = largest == 0 ? "" : TypesetNumber.of(largest);
        drawKey(svg, x, y, width, 1, largest == 0 ? "" : TypesetNumber.MINUS + size, "0", size);
    }
}
