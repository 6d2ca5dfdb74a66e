// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values and their places: lo stands at {@code from}, hi at {@code to}.
 *
 * @param ticks which values are written beside it
 */
record Axis(String name, double lo, double hi, boolean log, List<Tick> ticks, double from, double to) {

    private static final int MOST_TICKS = 8;
    private static final double LEAST_DISTANCE = 16;
    private static final double LINE_DISTANCE = 42;

    /** From left to right, with as many ticks as there is room for side by side. */
    static Axis horizontal(AxisRange domain, double from, double to) {
        for (int count = MOST_TICKS; count > 1; count--) {
            Axis axis = of(domain, count, from, to);
            if (axis.hasRoom()) {
                return axis;
            }
        }
        return of(domain, 1, from, to);
    }

    /** From bottom to top. */
    static Axis vertical(AxisRange domain, double bottom, double top) {
        return of(domain, Math.max(2, (int) ((bottom - top) / LINE_DISTANCE)), bottom, top);
    }

    private static Axis of(AxisRange domain, int count, double from, double to) {
        double lo = domain.lo();
        double hi = domain.hi();
        if (domain.log()) {
            return new Axis(domain.name(), lo, hi, true, Ticks.logarithmic(lo, hi, count), from, to);
        }
        BigDecimal step = Ticks.step(lo, hi, count, domain.whole());
        if (domain.round()) {
            lo = Ticks.below(lo, step);
            hi = Ticks.above(hi, step);
        }
        return new Axis(domain.name(), lo, hi, false, Ticks.linear(lo, hi, step), from, to);
    }

    private boolean hasRoom() {
        for (int i = 1; i < ticks.size(); i++) {
            double apart = Math.abs(at(ticks.get(i).value()) - at(ticks.get(i - 1).value()));
            double half = (width(ticks.get(i)) + width(ticks.get(i - 1))) / 2;
            if (apart < half + LEAST_DISTANCE) {
                return false;
            }
        }
        return true;
    }

    /** The same with names at 1, 2, 3 and so on, as far as it goes; unchanged if there are none. */
    Axis named(List<String> names) {
        List<Tick> named = IntStream.range(0, names.size()).mapToObj(i -> new Tick(i + 1, names.get(i)))
                .filter(tick -> tick.value() >= lo && tick.value() <= hi).toList();
        return names.isEmpty() ? this : new Axis(name, lo, hi, log, named, from, to);
    }

    /** Where a value stands. */
    double at(double value) {
        double share = log
                ? (StrictMath.log10(value) - StrictMath.log10(lo)) / (StrictMath.log10(hi) - StrictMath.log10(lo))
                : (value - lo) / (hi - lo);
        return from + share * (to - from);
    }

    /** How wide the widest text beside it is. */
    double labelWidth() {
        return ticks.stream().mapToDouble(Axis::width).max().orElse(0);
    }

    private static double width(Tick tick) {
        return TextLayout.width(tick.label(), Style.TEXT_SIZE);
    }
}
