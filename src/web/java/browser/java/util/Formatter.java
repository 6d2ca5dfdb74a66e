// SPDX-License-Identifier: Apache-2.0
package browser.java.util;

import java.util.Locale;

/**
 * Stands in for {@link java.util.Formatter} in the browser, with what the library uses of it: TeaVM's knows neither
 * {@code %e} nor {@code %g}, and is large because it knows all locales. This one knows the root's.
 */
public final class Formatter {

    private final StringBuilder out = new StringBuilder();
    private String format = "";
    private int at;

    /** For any locale. */
    public Formatter(Locale locale) {
    }

    /** For the locale of the browser, in the root's letters. */
    public Formatter() {
    }

    /** Appends a text. */
    public Formatter format(String format, Object... arguments) {
        this.format = format;
        int next = 0;
        for (at = 0; at < format.length();) {
            char c = format.charAt(at++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            String flags = flags();
            int width = number();
            int precision = -1;
            if (format.charAt(at) == '.') {
                at++;
                precision = number();
            }
            char kind = format.charAt(at++);
            if (kind == 'n' || kind == '%') {
                out.append(kind == 'n' ? '\n' : '%');
            } else {
                out.append(padded(text(kind, flags, precision, arguments[next++]), flags, width));
            }
        }
        return this;
    }

    private String flags() {
        int from = at;
        while ("-0+,( #".indexOf(format.charAt(at)) >= 0) {
            at++;
        }
        return format.substring(from, at);
    }

    private int number() {
        int value = 0;
        while (Character.isDigit(format.charAt(at))) {
            value = 10 * value + format.charAt(at++) - '0';
        }
        return value;
    }

    private static String padded(String text, String flags, int width) {
        int missing = Math.max(width - text.length(), 0);
        if (flags.contains("0")) {
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
        }
        return flags.contains("-") ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    private static String text(char kind, String flags, int precision, Object value) {
        switch (kind) {
            case 'd':
                long whole = ((Number) value).longValue();
                return signed(whole < 0, Long.toString(whole).replace("-", ""), flags);
            case 'x':
                return value instanceof Long ? Long.toHexString((Long) value)
                        : Integer.toHexString(((Number) value).intValue());
            case 'e':
            case 'f':
            case 'g':
                double x = ((Number) value).doubleValue();
                if (Double.isNaN(x) || Double.isInfinite(x)) {
                    return Double.isNaN(x) ? "NaN" : signed(x < 0, "Infinity", flags);
                }
                return signed(x < 0 || 1 / x < 0, Decimal.of(x).text(kind, precision < 0 ? 6 : precision), flags);
            default:
                String text = String.valueOf(value);
                return precision < 0 ? text : text.substring(0, Math.min(precision, text.length()));
        }
    }

    private static String signed(boolean negative, String digits, String flags) {
        StringBuilder text = new StringBuilder(digits);
        if (flags.contains(",")) {
            int point = digits.indexOf('.');
            for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
                text.insert(i, ',');
            }
        }
        return (negative ? "-" : flags.contains("+") ? "+" : "") + text;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** 0.d₁d₂d₃… · 10ᵏ */
    private record Decimal(String digits, int exponent) {

        static Decimal of(double x) {
            String text = Double.toString(Math.abs(x));
            int e = text.indexOf('E');
            int power = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
            String number = e < 0 ? text : text.substring(0, e);
            int point = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
            String digits = number.replace(".", "");
            int zeros = 0;
            while (zeros < digits.length() && digits.charAt(zeros) == '0') {
                zeros++;
            }
            return zeros == digits.length() ? new Decimal("", 1)
                    : new Decimal(digits.substring(zeros), point - zeros + power);
        }

        /** Rounded to that many digits, halves up. */
        private Decimal rounded(int count) {
            if (count >= digits.length()) {
                return new Decimal(digits + "0".repeat(count - digits.length()), exponent);
            }
            if (count < 0 || digits.charAt(count) < '5') {
                return new Decimal(digits.substring(0, Math.max(count, 0)), exponent);
            }
            StringBuilder up = new StringBuilder(digits.substring(0, count));
            int i = count - 1;
            while (i >= 0 && up.charAt(i) == '9') {
                up.setCharAt(i--, '0');
            }
            if (i < 0) {
                return new Decimal("1" + up, exponent + 1);
            }
            up.setCharAt(i, (char) (up.charAt(i) + 1));
            return new Decimal(up.toString(), exponent);
        }

        String text(char kind, int precision) {
            if (kind == 'f') {
                return rounded(exponent + precision).plain(precision);
            }
            int count = kind == 'e' ? precision + 1 : Math.max(precision, 1);
            Decimal rounded = rounded(count);
            if (kind == 'g' && (digits.isEmpty() || rounded.exponent > -4 && rounded.exponent <= count)) {
                return text('f', count - rounded.exponent);
            }
            String mantissa = rounded.digits.substring(0, count);
            int power = digits.isEmpty() ? 0 : rounded.exponent - 1;
            return mantissa.charAt(0) + (count > 1 ? "." + mantissa.substring(1) : "") + (power < 0 ? "e-" : "e+")
                    + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
        }

        private String plain(int decimals) {
            String all = exponent > 0 ? digits : "0".repeat(1 - exponent) + digits;
            int point = Math.max(exponent, 1);
            String padded = all + "0".repeat(Math.max(point + decimals - all.length(), 0));
            return padded.substring(0, point) + (decimals > 0 ? "." + padded.substring(point, point + decimals) : "");
        }
    }
}
