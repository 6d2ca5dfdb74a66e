// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/** What stands around the curves, bars or points of a chart: axes with their ticks, their names, and thin lines. */
final class ChartFrame {

    /** From an axis to the texts beside it. */
    static final double GAP = 8;
    private static final double TICK = 5;

    private ChartFrame() {
    }

    /** Where the chart begins, below the title and the vertical axis's name. */
    static double top(Svg svg, String yName) {
        return svg.top() + (yName.isEmpty() ? 12 : 34);
    }

    /** Where the paper ends below a chart with texts of so many lines, and the horizontal axis's name, below it. */
    static double height(double bottom, int lines, String xName) {
        return bottom + TICK + lines * Style.LEADING + (xName.isEmpty() ? 4 : 28) + Svg.MARGIN;
    }

    /** The vertical axis's name, where one reads it first: above the axis, and not lying on its side. */
    static void yName(Svg svg, String name) {
        svg.text(Svg.MARGIN, svg.top() + 17, "cr-muted", fit(name, svg.width() - 2 * Svg.MARGIN));
    }

    /** The horizontal axis's name, below the texts at the axis. */
    private static void xName(Svg svg, String name, double from, double to, double bottom) {
        double width = svg.width() - 2 * Svg.MARGIN;
        String text = fit(name, width);
        double half = TextLayout.width(text, Style.TEXT_SIZE) / 2;
        svg.text(within(svg, (from + to) / 2, half), bottom + TICK + Style.LEADING + 20, "cr-muted cr-mid", text);
    }

    private static String fit(String name, double width) {
        return TextLayout.shorten(name, width, Style.TEXT_SIZE);
    }

    /** The middle of a text, moved so that the text stays on the paper. */
    private static double within(Svg svg, double middle, double half) {
        return Math.max(Svg.MARGIN / 2 + half, Math.min(svg.width() - Svg.MARGIN / 2 - half, middle));
    }

    /** Thin lines from left to right at the ticks of a vertical axis, and the ticks' texts. */
    static void vertical(Svg svg, Axis y, double left, double right) {
        for (Tick tick : y.ticks()) {
            svg.line("cr-grid", left, y.at(tick.value()), right, y.at(tick.value()));
        }
        verticalTexts(svg, y, left);
    }

    static void verticalTexts(Svg svg, Axis y, double left) {
        for (Tick tick : y.ticks()) {
            svg.text(left - GAP, y.at(tick.value()) + 5, "cr-end", tick.label());
        }
    }

    /** A horizontal axis: the line at the bottom, short lines at the ticks, and their texts. */
    static void horizontal(Svg svg, Axis x, double bottom) {
        svg.line("cr-axis", x.from(), bottom, x.to(), bottom);
        for (Tick tick : x.ticks()) {
            svg.line("cr-axis", x.at(tick.value()), bottom, x.at(tick.value()), bottom + TICK);
        }
        horizontalTexts(svg, x, bottom);
        xName(svg, x.name(), x.from(), x.to(), bottom);
    }

    private static void horizontalTexts(Svg svg, Axis x, double bottom) {
        for (Tick tick : x.ticks()) {
            double half = TextLayout.width(tick.label(), Style.TEXT_SIZE) / 2;
            svg.text(within(svg, x.at(tick.value()), half), bottom + TICK + 17, "cr-mid", tick.label());
        }
    }
}
