// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Printable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Named values, of a setup or of a request: {@code name=value&name=value}. Reads them, and refuses what isn't as
 * expected.
 */
class Values {

    /** As people and JavaScript write it: Java's own parser also takes 1d, 0x1p3 and the digits of other scripts. */
    static final Pattern NUMBER = Pattern.compile("-?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)"
            + "(?:[eE][-+]?+[0-9]++)?+");
    private static final Pattern WHOLE = Pattern.compile("-?+[0-9]++");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> unread = new HashSet<>();

    /** Values from one or several texts; a later one replaces an earlier one's. */
    Values(String... texts) {
        for (String text : texts) {
            Set<String> keys = new HashSet<>();
            for (String pair : parts(text, "&", -1)) {
                int equals = pair.indexOf('=');
                require(equals > 0, "expected name=value between each &, got " + shown(pair) + ".");
                String key = pair.substring(0, equals);
                require(keys.add(key), shown(key) + " appears twice.");
                values.put(key, pair.substring(equals + 1));
            }
        }
        unread.addAll(values.keySet());
    }

    /** These values decoded, each in one piece: those of a setup have commas of their own, which stay encoded. */
    Values decoded() {
        values.replaceAll(Values::decoded);
        return this;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        unread.remove(key);
        return values.getOrDefault(key, "");
    }

    /** Refuses what doesn't fit. */
    static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void require(boolean fits, String key, String expected, String got) {
        require(fits, key + ": expected " + expected + ", got " + shown(got) + ".");
    }

    /** What came, for a message: without control characters, and not longer than a line. */
    static String shown(String text) {
        return '"' + Printable.field(text) + '"';
    }

    static String decoded(String key, String value) {
        require(!value.matches("(?s).*%(?![0-9a-fA-F]{2}).*"), key,
                "text in which a % is followed by two hexadecimal digits", value);
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    /** Names between commas; their own commas are encoded. */
    List<String> names(String key) {
        return list(key, Points.MAX_CLASSES, name -> decoded(key, name));
    }

    <T> Choice<T> choice(String key, List<Choice<T>> choices) {
        return choice(key, text(key), choices, Choice::label);
    }

    static <C> C choice(String key, String value, List<C> choices, Function<C, String> label) {
        List<String> labels = choices.stream().map(label).toList();
        require(labels.contains(value), key, "one of " + String.join(", ", labels), value);
        return choices.get(labels.indexOf(value));
    }

    int whole(String key, int otherwise, int min, int max) {
        return whole(key, has(key) ? text(key) : String.valueOf(otherwise), min, max);
    }

    static int whole(String key, String value, int min, int max) {
        return (int) parsed(key, value, WHOLE, "a whole number", min, max);
    }

    double number(String key, double min, double max) {
        return number(key, text(key), min, max);
    }

    static double number(String key, String value, double min, double max) {
        return parsed(key, value, NUMBER, "a number", min, max);
    }

    private static double parsed(String key, String value, Pattern kind, String name, double min, double max) {
        double number = kind.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
        boolean fits = number >= min && number <= max;      // a number is written only where it is read
        require(fits, key, fits ? "" : name + " from " + Text.number(min) + " to " + Text.number(max), value);
        return number;
    }

    /** What is between commas; none if there is nothing. */
    <N> List<N> list(String key, int max, Function<String, N> parse) {
        String[] parts = parts(text(key), ",", max + 2);
        require(parts.length <= max, key, "at most " + max + " of them", text(key));
        return Arrays.stream(parts).map(parse).toList();
    }

    static String[] parts(String text, String separator, int limit) {
        return text.isEmpty() ? new String[0] : text.split(separator, limit);
    }

    void requireAllRead() {
        unread.forEach(key -> require(false, "there is no setting " + shown(key) + "."));
    }

    /** The text as an address has it. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }
}
