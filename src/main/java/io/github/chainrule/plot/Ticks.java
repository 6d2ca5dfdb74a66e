// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Round values between two others: steps of 1, 2 or 5 times a power of ten. */
final class Ticks {

    private static final int[] MANTISSAS = {1, 2, 5};
    /** A value that is this part of a step outside still counts as inside: doubles aren't quite what they say. */
    private static final double SLACK = 1e-4;
    private static final double LARGEST_PLAIN = 1e7;
    private static final double LEAST_PLAIN = 1e-4;

    private Ticks() {
    }

    /** The least round step that needs at most so many from lo to hi. */
    static BigDecimal step(double lo, double hi, int count, boolean whole) {
        double least = (hi - lo) / count;
        int exponent = (int) Math.floor(StrictMath.log10(least));
        BigDecimal step = BigDecimal.valueOf(1, -exponent - 1);
        for (int i = MANTISSAS.length - 1; i >= 0; i--) {
            BigDecimal smaller = BigDecimal.valueOf(MANTISSAS[i], -exponent);
            if (smaller.doubleValue() >= least * (1 - SLACK)) {
                step = smaller;
            }
        }
        return whole && step.compareTo(BigDecimal.ONE) < 0 ? BigDecimal.ONE : step;
    }

    /** The largest multiple of the step that isn't above the value. */
    static double below(double value, BigDecimal step) {
        return times(step, Math.floor(value / step.doubleValue() + SLACK));
    }

    /** The smallest multiple of the step that isn't below the value. */
    static double above(double value, BigDecimal step) {
        return times(step, Math.ceil(value / step.doubleValue() - SLACK));
    }

    private static double times(BigDecimal step, double count) {
        return step.multiply(BigDecimal.valueOf((long) count)).doubleValue();
    }

    /** All multiples of the step from lo to hi. They are decimal numbers: 0.3, and not 0.30000000000000004. */
    static List<Tick> linear(double lo, double hi, BigDecimal step) {
        List<BigDecimal> values = new ArrayList<>();
        long last = (long) Math.floor(hi / step.doubleValue() + SLACK);
        for (long k = (long) Math.ceil(lo / step.doubleValue() - SLACK); k <= last; k++) {
            values.add(step.multiply(BigDecimal.valueOf(k)));
        }
        double largest = Math.max(Math.abs(lo), Math.abs(hi));
        boolean plain = largest < LARGEST_PLAIN && largest >= LEAST_PLAIN;
        int exponent = values.stream().mapToInt(TypesetNumber::exponent).filter(e -> e != 0)
                .reduce((a, b) -> Math.max(a, b)).orElse(0);
        return values.stream().map(v -> new Tick(v.doubleValue(),
                plain ? TypesetNumber.plain(v) : TypesetNumber.scientific(v, exponent))).toList();
    }

    /** The last 1, 2 or 5 times a power of ten that isn't above the value, or the first that isn't below it. */
    static double logarithmic(double value, boolean above) {
        List<BigDecimal> round = round(value, value);
        int i = 0;
        while (round.get(i + 1).doubleValue() <= value) {
            i++;
        }
        return round.get(above && round.get(i).doubleValue() < value ? i + 1 : i).doubleValue();
    }

    /**
     * Powers of ten from lo to hi, and where these are few, 2 and 5 times them.
     *
     * @param count about how many there may be
     */
    static List<Tick> logarithmic(double lo, double hi, int count) {
        List<BigDecimal> fine = inside(round(lo, hi), lo, hi);
        List<BigDecimal> values = fine.size() <= count + 1 ? fine : powers(lo, hi, count);
        boolean plain = values.stream().mapToDouble(BigDecimal::doubleValue)
                .allMatch(v -> v >= LEAST_PLAIN && v < LARGEST_PLAIN);
        return values.stream().map(v -> new Tick(v.doubleValue(),
                plain ? TypesetNumber.plain(v) : TypesetNumber.scientific(v, TypesetNumber.exponent(v)))).toList();
    }

    private static List<BigDecimal> round(double lo, double hi) {
        List<BigDecimal> values = new ArrayList<>();
        for (int e = floorLog(lo) - 1; e <= floorLog(hi) + 1; e++) {
            for (int mantissa : MANTISSAS) {
                values.add(BigDecimal.valueOf(mantissa, -e));
            }
        }
        return values;
    }

    private static List<BigDecimal> inside(List<BigDecimal> values, double lo, double hi) {
        return values.stream().filter(v -> v.doubleValue() >= lo && v.doubleValue() <= hi).toList();
    }

    /** Each power of ten, or each second one, or each third. */
    private static List<BigDecimal> powers(double lo, double hi, int count) {
        int first = floorLog(lo);
        int last = floorLog(hi);
        int by = Math.max(1, (last - first + count - 1) / count);
        return inside(IntStream.rangeClosed(first, last).filter(e -> e % by == 0)
                .mapToObj(e -> BigDecimal.valueOf(1, -e)).toList(), lo, hi);
    }

    private static int floorLog(double value) {
        return (int) Math.floor(StrictMath.log10(value) + 1e-12);
    }
}
