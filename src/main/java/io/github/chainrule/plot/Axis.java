// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.plot.Ticks.Tick;
import java.math.BigDecimal;
import java.util.List;

/**
 * Values and their places: min stands at {@code from}, max at {@code to}.
 *
 * @param ticks which values are written beside it
 */
record Axis(String name, double min, double max, boolean log, List<Tick> ticks, double from, double to) {

    /** From an axis to the texts beside it. */
    static final double GAP = 8;
    private static final double TICK = 5;
    private static final int MAX_TICKS = 8;
    private static final double MIN_DISTANCE = 16;
    private static final double LINE_DISTANCE = 42;

    /** From left to right, with as many ticks as there is room for side by side. */
    static Axis horizontal(AxisRange range, double from, double to) {
        int count = MAX_TICKS;
        while (count > 1 && !of(range, count, from, to).hasRoom()) {
            count--;
        }
        return of(range, count, from, to);
    }

    /** From bottom to top. */
    static Axis vertical(AxisRange range, double bottom, double top) {
        return of(range, Math.max(2, (int) ((bottom - top) / LINE_DISTANCE)), bottom, top);
    }

    private static Axis of(AxisRange range, int count, double from, double to) {
        double min = range.min();
        double max = range.max();
        if (range.log()) {
            return new Axis(range.name(), min, max, true, Ticks.logarithmic(min, max, count), from, to);
        }
        BigDecimal step = Ticks.step(max - min, count, range.whole());
        if (range.round()) {
            min = Ticks.below(min, step);
            max = Ticks.above(max, step);
        }
        return new Axis(range.name(), min, max, false, Ticks.linear(min, max, step), from, to);
    }

    private boolean hasRoom() {
        for (int i = 1; i < ticks.size(); i++) {
            double half = (width(ticks.get(i)) + width(ticks.get(i - 1))) / 2;
            if (Math.abs(at(ticks.get(i)) - at(ticks.get(i - 1))) < half + MIN_DISTANCE) {
                return false;
            }
        }
        return true;
    }

    Axis withTicks(List<Tick> others) {
        return new Axis(name, min, max, log, others, from, to);
    }

    /** Where a value stands. */
    double at(double value) {
        double share = log
                ? (StrictMath.log10(value) - StrictMath.log10(min)) / (StrictMath.log10(max) - StrictMath.log10(min))
                : (value - min) / (max - min);
        return from + share * (to - from);
    }

    private double at(Tick tick) {
        return at(tick.value());
    }

    /** How wide the widest text beside it is. */
    double labelWidth() {
        return ticks.stream().mapToDouble(Axis::width).max().orElse(0);
    }

    private static double width(Tick tick) {
        return TextLayout.width(tick.label());
    }

    /** Where a chart begins, below its title and the vertical axis's name. */
    static double top(Svg svg, String yName) {
        return svg.top() + (yName.isEmpty() ? 12 : 34);
    }

    /** Draws a vertical axis: its name above it, and texts left of it. */
    void drawLeft(Svg svg, double left) {
        svg.text(Svg.MARGIN, svg.top() + 17, "cr-muted", TextLayout.shorten(name, svg.width() - 2 * Svg.MARGIN));
        ticks.forEach(tick -> svg.text(left - GAP, at(tick) + 5, "cr-end", tick.label()));
    }

    /** Thin lines at the ticks of a vertical axis. */
    void gridAcross(Svg svg, double left, double right) {
        ticks.forEach(tick -> svg.line("cr-grid", left, at(tick), right, at(tick)));
    }

    /** Thin lines at the ticks of a horizontal axis. */
    void gridUp(Svg svg, String classes, double top, double bottom) {
        ticks.forEach(tick -> svg.line(classes, at(tick), top, at(tick), bottom));
    }

    /** Draws a horizontal axis, with texts and its name below it; returns where the picture ends. */
    double drawBelow(Svg svg, double bottom) {
        svg.line("cr-axis", from, bottom, to, bottom);
        gridUp(svg, "cr-axis", bottom, bottom + TICK);
        ticks.forEach(tick -> centered(svg, at(tick), bottom + TICK + 17, "cr-mid", tick.label()));
        centered(svg, (from + to) / 2, bottom + TICK + Style.LEADING + 20, "cr-muted cr-mid",
                TextLayout.shorten(name, svg.width() - 2 * Svg.MARGIN));
        return bottom + TICK + Style.LEADING + (name.isEmpty() ? 4 : 28) + Svg.MARGIN;
    }

    /** In the middle of a place, or as near to it as the paper allows. */
    private static void centered(Svg svg, double x, double y, String classes, String text) {
        double half = TextLayout.width(text) / 2 + Svg.MARGIN / 2;
        svg.text(Math.max(half, Math.min(svg.width() - half, x)), y, classes, text);
    }
}
