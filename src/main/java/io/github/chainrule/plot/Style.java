// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The look of all pictures. Colors are classes, so that each has one value for light and one for dark; paper gets the
 * light ones. Both sets are Okabe and Ito's, darkened or lightened until they stand out from the paper.
 */
final class Style {

    static final double TITLE_SIZE = 20;
    static final double TEXT_SIZE = 15;
    static final double LEADING = 19;

    /** Blue (class 0), vermilion (class 1), green, purple, gold and gray. */
    private static final String[] LIGHT = {"#0072b2", "#d55e00", "#00875f", "#b0508b", "#a67400", "#5c6670"};
    private static final String[] DARK = {"#56b4e9", "#ff8b3d", "#2cc79a", "#e39ac4", "#e8bd2e", "#aab4bd"};

    /** How many colors there are to tell series apart. */
    static final int COLORS = LIGHT.length;
    /** The series of what the model wasn't trained on. */
    static final int UNSEEN = 3;
    /** The series of training itself, and of its noise. */
    static final int INK = -4;
    static final int NOISE = -8;

    static final String CSS = ".cr{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif}"
            + ".cr text{font-size:15px;stroke-linejoin:round}"
            + ".cr .cr-title{font-size:20px;font-weight:600}"
            + ".cr .cr-mid{text-anchor:middle}.cr .cr-end{text-anchor:end}.cr .cr-bold{font-weight:600}"
            + ".cr .cr-halo{paint-order:stroke;stroke-width:4px}"
            + ".cr path{fill:none;stroke-width:1px}"
            + ".cr .cr-line{stroke-width:2.5px;stroke-linejoin:round;stroke-linecap:round}"
            + ".cr .cr-thin{stroke-width:1.5px}.cr .cr-noise{stroke-width:.8px}"
            + ".cr .cr-dash{stroke-dasharray:7 5}.cr .cr-dots{stroke-dasharray:2 3}"
            + ".cr .cr-band{fill-opacity:.22;stroke:none}"
            + ".cr .cr-neuron{stroke-width:1.5px;stroke-dasharray:6 4}.cr .cr-side{stroke-width:1.5px}"
            + ".cr .cr-mark{stroke-width:1.2px}.cr .cr-edge{stroke-linecap:round}"
            + ".cr .cr-pixels{image-rendering:crisp-edges;image-rendering:pixelated}"
            + ".cr .cr-neg{fill:" + DivergingColors.NEGATIVE + "}.cr .cr-pos{fill:" + DivergingColors.POSITIVE + "}"
            + ".cr .cr-neg-edge{stroke:" + DivergingColors.NEGATIVE + "}.cr .cr-pos-edge{stroke:"
            + DivergingColors.POSITIVE + "}"
            + colors("#fff", "#1f2328", "#59636e", "#dce1e6", "#8c959f", LIGHT)
            + "@media screen and (prefers-color-scheme:dark){"
            + colors("#15181d", "#e6e9ed", "#a5afba", "#333a43", "#77828d", DARK)
            + ".cr .cr-ink{filter:invert(1)}}";

    private Style() {
    }

    private static String colors(String paper, String ink, String muted, String grid, String axis, String[] series) {
        return ".cr{background:" + paper + "}.cr .cr-paper{fill:" + paper + "}"
                + ".cr .cr-halo,.cr .cr-mark{stroke:" + paper + "}"
                + ".cr text,.cr .cr-f-4{fill:" + ink + "}.cr .cr-muted{fill:" + muted + "}"
                + ".cr .cr-grid{stroke:" + grid + "}.cr .cr-axis,.cr .cr-s-8{stroke:" + axis + "}"
                + ".cr .cr-node,.cr .cr-strong,.cr .cr-neuron,.cr .cr-side,.cr .cr-s-4{stroke:" + ink + "}"
                + IntStream.range(0, series.length).mapToObj(i -> ".cr .cr-s" + i + "{stroke:" + series[i]
                + "}.cr .cr-f" + i + "{fill:" + series[i] + "}").collect(Collectors.joining());
    }

    /** The class of the series' stroke; after the last color they start over, dashed. */
    static String stroke(int series) {
        return "cr-s" + (series < 0 ? series : series % COLORS) + (series / COLORS % 2 == 1 ? " cr-dash" : "");
    }

    static String fill(int series) {
        return "cr-f" + (series < 0 ? series : series % COLORS);
    }

    /** The light color as a number. */
    static int rgb(int series) {
        return Integer.parseInt(LIGHT[series % COLORS].substring(1), 16);
    }
}
