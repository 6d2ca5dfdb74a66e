// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers and names are written for pages, addresses and programs. */
final class Text {

    private static final String RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private Text() {
    }

    /** The shortest text that is this very number, as people write it: 2 and not 2.0, 0.0001 and not 1.0E-4. */
    static String number(double value) {
        boolean plain = value == 0 || Math.abs(value) >= 1e-9 && Math.abs(value) < 1e15;
        return plain ? String.format(Locale.ROOT, "%.26f", value + 0.0).replaceFirst("\\.?0+$", "")
                : Double.toString(value);
    }

    /** Three significant digits, with a power of ten where there would only be zeros. */
    static String rounded(double value) {
        String text = String.format(Locale.ROOT, "%.2e", value);
        int e = text.indexOf('e');
        int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
        return e < 0 ? text : Math.abs(exponent) < 4 ? number(Double.parseDouble(text))
                : number(Double.parseDouble(text.substring(0, e))) + "\u00b710" + String.valueOf(exponent).chars()
                .mapToObj(c -> c == '-' ? "\u207b" : RAISED.substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }

    /** A number of steps: 84,000. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A choice as it is written in an address: {@code xor-stuck}. */
    static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Strings as Java writes them, between commas: whatever isn't plain ASCII is escaped, control characters in octal,
     * so that no name becomes a program.
     */
    static String javaStrings(List<String> texts) {
        return texts.stream().map(text -> text.chars().mapToObj(c ->
                c >= 127 ? "\\u" + Integer.toHexString(0x10000 + c).substring(1)
                : c < ' ' ? "\\" + Integer.toOctalString(0x200 + c).substring(1)
                : (c == '"' || c == '\\' ? "\\" : "") + (char) c).collect(Collectors.joining("", "\"", "\"")))
                .collect(Collectors.joining(", "));
    }
}
