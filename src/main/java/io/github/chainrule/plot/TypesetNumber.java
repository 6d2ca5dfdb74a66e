// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Typeset as people write them: 12,577; 0.0421; −3.2×10⁻⁵. */
final class TypesetNumber {

    static final String MINUS = "\u2212";
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final char SUBSCRIPT_ZERO = '\u2080';
    private static final double LEAST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e9;

    private TypesetNumber() {
    }

    /** With the digits that a reader wants: four of them, or all of a whole number. */
    static String of(double value) {
        return rounded(value, 4);
    }

    /** With three digits at most, where there is little room. */
    static String brief(double value) {
        return rounded(value, 3);
    }

    private static String rounded(double value, int digits) {
        double size = Math.abs(value);
        if (size != 0 && size < LEAST_PLAIN || size >= LARGEST_PLAIN) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
            return scientific(rounded, exponent(rounded));
        }
        if (size >= 1000 || value == Math.rint(value)) {
            return of(Math.round(value));
        }
        return plain(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros());
    }

    /** A count. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace("-", MINUS);
    }

    /** As many of something as there are, in the singular or the plural. */
    static String of(long count, String one) {
        return of(count) + " " + (count == 1 ? one : one + "s");
    }

    /** All digits of a decimal number, as many after the point as it has; 0 has none. */
    static String plain(BigDecimal value) {
        String format = "%,." + Math.max(0, value.scale()) + "f";
        return value.signum() == 0 ? "0" : String.format(Locale.ROOT, format, value).replace("-", MINUS);
    }

    /** In units of a power of ten: 3.2×10⁻⁵, or 10⁻⁵ alone for one of them. */
    static String scientific(BigDecimal value, int exponent) {
        BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
        if (mantissa.signum() == 0) {
            return "0";
        }
        if (mantissa.abs().compareTo(BigDecimal.ONE) == 0) {
            return (mantissa.signum() < 0 ? MINUS : "") + powerOfTen(exponent);
        }
        return plain(mantissa) + "\u00d7" + powerOfTen(exponent);
    }

    static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String powerOfTen(int exponent) {
        if (exponent == 0 || exponent == 1) {
            return exponent == 0 ? "1" : "10";
        }
        StringBuilder text = new StringBuilder(exponent < 0 ? "10\u207b" : "10");
        Integer.toString(Math.abs(exponent)).chars().forEach(c -> text.append(SUPERSCRIPTS.charAt(c - '0')));
        return text.toString();
    }

    /** The number of a neuron beside its letter. */
    static String subscript(int number) {
        StringBuilder text = new StringBuilder();
        Integer.toString(number).chars().forEach(c -> text.append((char) (c - '0' + SUBSCRIPT_ZERO)));
        return text.toString();
    }

    /** A part of a whole in percent; 100 and 0 only where it is exactly so. */
    static String percent(long part, long whole) {
        if (whole == 0) {
            return "";
        }
        double percent = 100.0 * part / whole;
        if (part > 0 && percent < 0.05) {
            return "< 0.1 %";
        }
        if (part < whole && percent >= 99.95) {
            return "> 99.9 %";
        }
        return plain(BigDecimal.valueOf(Math.round(10 * percent), 1).stripTrailingZeros()) + " %";
    }

    /** Four decimals for tables, where 0 and 1 stand only for what is exactly 0 and 1; of thousands, whole numbers. */
    static String decimals(double value) {
        if (Math.abs(value) >= 1000) {
            return of(value);
        }
        String text = String.format(Locale.ROOT, "%.4f", Math.abs(value));
        if (text.equals("0.0000") && value != 0) {
            return value > 0 ? "< 0.0001" : "> " + MINUS + "0.0001";
        }
        if (text.equals("1.0000") && value > 0 && value < 1) {
            return "> 0.9999";
        }
        return (value < 0 ? MINUS : "") + text;
    }

    /** How opaque something is, from 0 to 1. */
    static String opacity(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }

    /** A place on the paper, to a tenth of a unit. */
    static String place(double value) {
        long tenths = Math.round(10 * value);
        String text = Long.toString(Math.abs(tenths) / 10);
        if (tenths % 10 != 0) {
            text += "." + Math.abs(tenths % 10);
        }
        return tenths < 0 ? "-" + text : text;
    }
}
