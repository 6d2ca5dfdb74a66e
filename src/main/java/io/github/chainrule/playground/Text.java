// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers and names are written for pages, addresses and programs. */
final class Text {

    private static final int LONGEST_SHOWN = 40;

    private Text() {
    }

    /** Refuses what doesn't fit. */
    static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The shortest text that is this very number, as people write it: 2 and not 2.0, 0.0001 and not 1.0E-4. */
    static String number(double value) {
        boolean plain = value == 0 || Math.abs(value) >= 1e-9 && Math.abs(value) < 1e15;
        return plain ? String.format(Locale.ROOT, "%.26f", value + 0.0).replaceFirst("\\.?0+$", "")
                : Double.toString(value);
    }

    /** Three significant digits, for people. */
    static String rounded(double value) {
        return Double.isFinite(value) ? number(Double.parseDouble(String.format(Locale.ROOT, "%.2e", value)))
                : String.valueOf(value);
    }

    /** A number of steps: 84,000. */
    static String count(long value) {
        return String.valueOf(value).replaceAll("(?<=[0-9])(?=(?:[0-9]{3})+$)", ",");
    }

    /** A choice as it is written in an address: {@code xor-stuck}. */
    static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What came, for a message: ASCII without control characters, and not longer than a line. */
    static String shown(String text) {
        String cut = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
        return cut.chars().mapToObj(c -> c >= ' ' && c < 127 ? String.valueOf((char) c) : "?")
                .collect(Collectors.joining());
    }

    /** Names as an address holds them, between commas. */
    static String names(List<String> names) {
        return names.stream().map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    /** Strings as Java writes them, between commas. */
    static String javaStrings(List<String> texts) {
        return texts.stream().map(Text::javaString).collect(Collectors.joining(", "));
    }

    /** A string as Java writes it: whatever isn't plain ASCII is escaped, so that no name becomes a program. */
    static String javaString(String text) {
        return text.chars().mapToObj(Text::javaCharacter).collect(Collectors.joining("", "\"", "\""));
    }

    private static String javaCharacter(int c) {
        return switch (c) {
            case '"', '\\' -> "\\" + (char) c;
            // Not as the others: javac reads those before it knows that they are in a string.
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> c >= ' ' && c < 127 ? String.valueOf((char) c)
                    : "\\u" + Integer.toHexString(0x10000 + c).substring(1);
        };
    }
}
