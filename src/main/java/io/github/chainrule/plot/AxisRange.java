// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/**
 * What an axis is about, and which values must find a place on it.
 *
 * @param name  what is written at the axis; may be empty
 * @param lo    the smallest value, below hi
 * @param hi    the largest
 * @param log   whether equal ratios, and not equal differences, are equally far apart
 * @param whole whether the values are whole numbers, as epochs are
 * @param round whether the axis goes on to the next round values
 */
record AxisRange(String name, double lo, double hi, boolean log, boolean whole, boolean round) {

    /** Below this, differences are noise: there is nothing to see. */
    private static final double LEAST_SPAN = 1e-9;
    private static final double TINY = 1e-280;
    /** Around a single value, as a part of it. */
    private static final double ROOM = 0.2;

    /** Makes room around a single value. */
    AxisRange {
        double size = Math.max(Math.abs(lo), Math.abs(hi));
        if (!log && hi - lo <= Math.max(LEAST_SPAN * size, TINY)) {
            double room = whole ? 0.5 : size < TINY ? 1 : ROOM * size;
            lo -= room;
            hi += room;
        }
    }

    static AxisRange of(String name, double lo, double hi) {
        return new AxisRange(name, lo, hi, false, false, true);
    }

    static AxisRange log(String name, double least, double most) {
        double lo = Ticks.logarithmic(least, false);
        double hi = Ticks.logarithmic(most, true);
        // A single round value gets one below it.
        return new AxisRange(name.isEmpty() ? "log scale" : name + " (log scale)",
                lo < hi ? lo : Ticks.logarithmic(lo / 2, false), hi, true, false, true);
    }

    /** Values at which the axis ends, round or not. */
    static AxisRange exactly(String name, double lo, double hi, boolean whole) {
        return new AxisRange(name, lo, hi, false, whole, false);
    }
}
