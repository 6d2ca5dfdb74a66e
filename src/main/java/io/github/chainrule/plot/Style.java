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

    /** Classes 0 to 3: blue, vermilion, gold and gray; green forward, plum backward; ink, and the gray of noise. */
    private static final String[] LIGHT =
            {"#0072b2", "#d55e00", "#8a7400", "#5a6068", "#00745a", "#8a1c66", "#1f2328", "#8c959f"};
    private static final String[] DARK =
            {"#56b4e9", "#ff8b3d", "#d9c24a", "#b8bcc4", "#5fe0b8", "#d977b8", "#e6e9ed", "#77828d"};
    private static final String[] DASHES = {"", " cr-dash", " cr-dots", " cr-dashdot"};
    private static final String[] TINTS = {"", " cr-pale", " cr-paler"};

    static final int GRAY = 3;
    static final int FORWARDS = 4;
    static final int BACKWARDS = 5;
    static final int INK = 6;
    static final int NOISE = 7;
    private static final int COLORS = LIGHT.length;
    /** How many lines of one color there are to tell apart. */
    static final int LINES = DASHES.length * TINTS.length;
    /** What the model wasn't trained on: the ink's second line. */
    static final int UNSEEN = INK + COLORS;

    static final String CSS = ".cr{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif}"
            + ".cr text{font-size:15px;stroke-linejoin:round}"
            + ".cr .cr-title{font-size:20px;font-weight:600}"
            + ".cr .cr-mid{text-anchor:middle}.cr .cr-end{text-anchor:end}.cr .cr-bold{font-weight:600}"
            + ".cr .cr-halo{paint-order:stroke;stroke-width:4px}"
            + ".cr path{fill:none;stroke-width:1px}"
            + ".cr .cr-line{stroke-width:2.5px;stroke-linejoin:round;stroke-linecap:round}"
            + ".cr .cr-thin{stroke-width:1.5px}.cr .cr-noise{stroke-width:.8px}"
            + ".cr .cr-dash{stroke-dasharray:7 5}.cr .cr-dots{stroke-dasharray:2 3}"
            + ".cr .cr-dashdot{stroke-dasharray:10 5 1 5}"
            + ".cr .cr-line.cr-dots{stroke-dasharray:1 5}.cr .cr-pale{opacity:.6}.cr .cr-paler{opacity:.35}"
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
                + ".cr text{fill:" + ink + "}.cr .cr-muted{fill:" + muted + "}"
                + ".cr .cr-grid{stroke:" + grid + "}.cr .cr-axis{stroke:" + axis + "}"
                + ".cr .cr-node,.cr .cr-strong,.cr .cr-neuron,.cr .cr-side{stroke:" + ink + "}"
                + IntStream.range(0, series.length).mapToObj(i -> ".cr .cr-s" + i + "{stroke:" + series[i]
                + "}.cr .cr-f" + i + "{fill:" + series[i] + "}").collect(Collectors.joining());
    }

    /** The k-th line of a color. */
    static int line(int color, int k) {
        return color + k * COLORS;
    }

    /** The shape of a series' marks: the lines of one color differ, even where dashes can't be seen. */
    static int shape(int series) {
        return series / COLORS;
    }

    /** The classes of the series' stroke; after the last color they start over, dashed, and then paler. */
    static String stroke(int series) {
        int k = series / COLORS;
        return "cr-s" + series % COLORS + DASHES[k % DASHES.length] + TINTS[k / DASHES.length % TINTS.length];
    }

    static String fill(int series) {
        return "cr-f" + series % COLORS;
    }

    /** The light color as a number. */
    static int rgb(int series) {
        return Integer.parseInt(LIGHT[series % COLORS].substring(1), 16);
    }
}
