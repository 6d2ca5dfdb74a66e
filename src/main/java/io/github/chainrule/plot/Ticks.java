// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Round values between two others: multiples of 1, 2 or 5 times a power of ten. */
final class Ticks {

    private static final int[] MANTISSAS = {1, 2, 5};
    /** A value that is this part of a step outside still counts as inside, since doubles are rounded. */
    private static final double SLACK = 1e-4;
    private static final double MAX_PLAIN = 1e7;
    private static final double MIN_PLAIN = 1e-4;

    /** A value that is written beside an axis, and how. */
    record Tick(double value, String label) {
    }

    private Ticks() {
    }

    /** The smallest round step of which at most {@code count} make the span. */
    static BigDecimal step(double span, int count, boolean whole) {
        for (int e = whole ? Math.max(0, floorLog(span / count)) : floorLog(span / count); ; e++) {
            for (int mantissa : MANTISSAS) {
                BigDecimal step = BigDecimal.valueOf(mantissa, -e);
                if (step.doubleValue() >= span / count * (1 - SLACK)) {
                    return step;
                }
            }
        }
    }

    /** The largest multiple of the step that isn't above the value, or the smallest that isn't below it. */
    static double round(double value, BigDecimal step, boolean up) {
        double count = value / step.doubleValue();
        return times(step, up ? Math.ceil(count - SLACK) : Math.floor(count + SLACK)).doubleValue();
    }

    private static BigDecimal times(BigDecimal step, double count) {
        return step.multiply(BigDecimal.valueOf((long) count));
    }

    /** All multiples of the step from min to max. They are decimal numbers: 0.3, not 0.30000000000000004. */
    static List<Tick> linear(double min, double max, BigDecimal step) {
        long first = (long) Math.ceil(min / step.doubleValue() - SLACK);
        long last = (long) Math.floor(max / step.doubleValue() + SLACK);
        List<BigDecimal> values = LongStream.rangeClosed(first, last).mapToObj(k -> times(step, (double) k)).toList();
        double largest = Math.max(Math.abs(min), Math.abs(max));
        int exponent = values.stream().filter(v -> v.signum() != 0).mapToInt(TypesetNumber::exponent).max().orElse(0);
        return ticks(values, largest < MAX_PLAIN && largest >= MIN_PLAIN, v -> exponent);
    }

    private static List<Tick> ticks(List<BigDecimal> values, boolean plain, Function<BigDecimal, Integer> exponent) {
        return values.stream().map(v -> new Tick(v.doubleValue(), plain ? TypesetNumber.plain(v)
                : TypesetNumber.scientific(v, exponent.apply(v)))).toList();
    }

    /** The last 1, 2 or 5 times a power of ten that isn't above the value, or the first that isn't below it. */
    static double logarithmic(double value, boolean up) {
        return round(floorLog(value) - 1, floorLog(value) + 1).stream().mapToDouble(BigDecimal::doubleValue)
                .filter(v -> up ? v >= value : v <= value).reduce((a, b) -> up ? a : b).orElseThrow();
    }

    /** Powers of ten from min to max, or only each second or third of them; where these are few, 2 and 5 times them. */
    static List<Tick> logarithmic(double min, double max, int count) {
        int first = floorLog(min);
        int last = floorLog(max);
        List<BigDecimal> fine = inside(round(first, last), min, max);
        int by = Math.max(1, (last - first + count - 1) / count);
        List<BigDecimal> values = fine.size() <= count + 1 ? fine : inside(IntStream.rangeClosed(first, last)
                .filter(e -> e % by == 0).mapToObj(e -> BigDecimal.valueOf(1, -e)).toList(), min, max);
        boolean plain = values.stream().mapToDouble(BigDecimal::doubleValue)
                .allMatch(v -> v >= MIN_PLAIN && v < MAX_PLAIN);
        return ticks(values, plain, TypesetNumber::exponent);
    }

    private static List<BigDecimal> round(int firstExponent, int lastExponent) {
        return IntStream.rangeClosed(firstExponent, lastExponent).boxed()
                .flatMap(e -> Arrays.stream(MANTISSAS).mapToObj(mantissa -> BigDecimal.valueOf(mantissa, -e))).toList();
    }

    private static List<BigDecimal> inside(List<BigDecimal> values, double min, double max) {
        return values.stream().filter(v -> v.doubleValue() >= min && v.doubleValue() <= max).toList();
    }

    private static int floorLog(double value) {
        return (int) Math.floor(StrictMath.log10(value) + 1e-12);
    }
}
