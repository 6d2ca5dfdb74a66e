// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/**
 * What an axis is about, and which values must fit on it.
 *
 * @param name  what is written at the axis; may be empty
 * @param min   the smallest value, below max
 * @param max   the largest
 * @param log   whether equal ratios, not equal differences, are equally far apart
 * @param whole whether the values are whole numbers, as epochs are
 * @param round whether the axis continues to the next round values
 */
record AxisRange(String name, double min, double max, boolean log, boolean whole, boolean round) {

    /** Below this, differences are noise: there is nothing to see. */
    private static final double MIN_SPAN = 1e-9;
    private static final double TINY = 1e-280;
    /** Around a single value, as a part of it. */
    private static final double ROOM = 0.2;

    /** Makes room around a single value. */
    AxisRange {
        double size = Math.max(Math.abs(min), Math.abs(max));
        if (!log && max - min <= Math.max(MIN_SPAN * size, TINY)) {
            double room = whole ? 0.5 : size < TINY ? 1 : ROOM * size;
            min -= room;
            max += room;
        }
    }

    static AxisRange of(String name, double min, double max) {
        return new AxisRange(name, min, max, false, false, true);
    }

    /** What is written at a logarithmic axis. */
    static String logName(String name) {
        return name.isEmpty() ? "log scale" : name + " (log scale)";
    }

    static AxisRange log(String name, double min, double max) {
        double lo = Ticks.logarithmic(min, false);
        // A single round value gets one below it.
        return new AxisRange(name, lo < max ? lo : Ticks.logarithmic(lo / 2, false), Ticks.logarithmic(max, true), true,
                false, true);
    }

    /** Values at which the axis ends, round or not. */
    static AxisRange exactly(String name, double min, double max, boolean whole) {
        return new AxisRange(name, min, max, false, whole, false);
    }

    /** All values, with a part of their range around them. */
    static AxisRange around(String name, double[] values, double room) {
        double[] ends = Curve.ends(values);
        double space = room * (ends[1] - ends[0]);
        return exactly(name, ends[0] - space, ends[1] + space, false);
    }
}
