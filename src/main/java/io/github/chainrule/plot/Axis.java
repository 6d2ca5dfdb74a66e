// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.plot.Ticks.Tick;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Values and their places: min is at {@code from}, max at {@code to}.
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
        double space = of(range, MAX_TICKS, from, to).labelWidth() + MIN_DISTANCE;
        return of(range, (int) Math.max(1, Math.min(MAX_TICKS, (to - from) / space)), from, to);
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
            min = Ticks.round(min, step, false);
            max = Ticks.round(max, step, true);
        }
        return new Axis(range.name(), min, max, false, Ticks.linear(min, max, step), from, to);
    }

    Axis withTicks(List<Tick> others) {
        return new Axis(name, min, max, log, others, from, to);
    }

    /** Where a value is. */
    double at(double value) {
        double share = log
                ? (StrictMath.log10(value) - StrictMath.log10(min)) / (StrictMath.log10(max) - StrictMath.log10(min))
                : (value - min) / (max - min);
        return from + share * (to - from);
    }

    double[] at(double[] values) {
        return Arrays.stream(values).map(this::at).toArray();
    }

    /** How wide the widest text beside it is. */
    double labelWidth() {
        return TextLayout.width(ticks.stream().map(Tick::label).toList());
    }

    /** Where a chart begins, below the vertical axis's name. */
    static double top(double from, String name) {
        return from + (name.isEmpty() ? 12 : 34);
    }

    /** Draws a vertical axis: its name above it, from where the title ends, and texts left of it. */
    void drawLeft(Svg svg, double left, double top) {
        svg.text(Svg.MARGIN, top + 17, "cr-muted", TextLayout.shorten(name, svg.width() - 2 * Svg.MARGIN));
        ticks.forEach(tick -> svg.text(left - GAP, at(tick.value()) + 5, "cr-end", tick.label()));
    }

    /** Thin lines at the ticks of a vertical axis. */
    void gridAcross(Svg svg, double left, double right) {
        ticks.forEach(tick -> svg.line("cr-grid", left, at(tick.value()), right, at(tick.value())));
    }

    /** Thin lines at the ticks of a horizontal axis. */
    void gridUp(Svg svg, String classes, double top, double bottom) {
        ticks.forEach(tick -> svg.line(classes, at(tick.value()), top, at(tick.value()), bottom));
    }

    /** Draws a horizontal axis, with texts and its name below it; returns where the picture ends. */
    double drawBelow(Svg svg, double bottom) {
        svg.line("cr-axis", from, bottom, to, bottom);
        gridUp(svg, "cr-axis", bottom, bottom + TICK);
        ticks.forEach(tick -> centered(svg, at(tick.value()), bottom + TICK + 17, "cr-mid", tick.label()));
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
