// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers as all pictures and reports write them: 12,577; 0.0421; −3.2×10⁻⁵; 99.95 %. */
final class TypesetNumber {

    static final String MINUS = "\u2212";
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final String SUBSCRIPTS = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089";
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+(e[-+]\\d+)?");
    private static final double MIN_PLAIN = 1e-4;
    private static final double MAX_PLAIN = 1e9;

    private TypesetNumber() {
    }

    /** With three digits, or all of a whole number; "not defined" for NaN. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "not defined";
        }
        double size = Math.abs(value);
        if (size < MAX_PLAIN && (size >= 1000 || value == Math.rint(value))) {
            return of(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return size < MIN_PLAIN || size >= MAX_PLAIN ? scientific(rounded, exponent(rounded))
                : plain(rounded.stripTrailingZeros());
    }

    /** Always with three digits, for numbers below one another: 0.800, 1.00, 25.0. */
    static String aligned(double value) {
        if (!(Math.abs(value) >= MIN_PLAIN && Math.abs(value) < 1000)) {
            return of(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return plain(rounded.setScale(Math.max(0, 2 - exponent(rounded)), RoundingMode.UNNECESSARY));
    }

    /** A text whose numbers a terminal shows with four digits, such as 1.799e-05. */
    static String in(String text) {
        return DECIMAL.matcher(text).replaceAll(number -> of(Double.parseDouble(number.group())));
    }

    /** A count. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace("-", MINUS);
    }

    /** A count of something, in the singular or the plural. */
    static String of(long count, String one) {
        return of(count) + " " + (count == 1 ? one : one + "s");
    }

    /** All digits of a decimal number, as many after the point as it has; 0 has none. */
    static String plain(BigDecimal value) {
        String format = "%,." + Math.max(0, value.scale()) + "f";
        return value.signum() == 0 ? "0" : String.format(Locale.ROOT, format, value).replace("-", MINUS);
    }

    /** In units of a power of ten: 3.2×10⁻⁵, or only 10⁻⁵ for one of them. */
    static String scientific(BigDecimal value, int exponent) {
        if (value.signum() == 0) {
            return "0";
        }
        String mantissa = plain(value.movePointLeft(exponent).stripTrailingZeros());
        return mantissa.endsWith("1") && mantissa.length() == 1 + (value.signum() < 0 ? 1 : 0)
                ? mantissa.replace("1", powerOfTen(exponent)) : mantissa + "\u00d7" + powerOfTen(exponent);
    }

    static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String powerOfTen(int exponent) {
        return exponent == 0 ? "1" : exponent == 1 ? "10"
                : (exponent < 0 ? "10\u207b" : "10") + with(SUPERSCRIPTS, Math.abs(exponent));
    }

    /** The number of a neuron beside its letter. */
    static String subscript(int number) {
        return with(SUBSCRIPTS, number);
    }

    private static String with(String digits, int number) {
        return String.valueOf(number).chars().mapToObj(c -> digits.substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }

    /** A share of a whole, with two decimals; 100 % and 0 % only where it is exactly so. */
    static String percent(double share) {
        return Double.isNaN(share) ? of(share) : share == 0 ? "0\u00a0%" : share == 1 ? "100\u00a0%"
                : share < 0.00005 ? "<\u00a00.01\u00a0%" : share >= 0.99995 ? ">\u00a099.99\u00a0%"
                : String.format(Locale.ROOT, "%.2f\u00a0%%", 100 * share);
    }

    /** Two decimals, as styles need them. */
    static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A place on the paper, to a tenth of a unit. */
    static String place(double value) {
        long tenths = Math.round(10 * value);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths / 10) + (tenths % 10 == 0 ? "" : "." + Math.abs(tenths % 10));
    }
}
