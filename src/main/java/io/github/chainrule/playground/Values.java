// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Json;

import java.io.IOException;
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

/** Named values, of a set-up's text or of a request: reads them, and refuses what isn't as expected. */
final class Values {

    private static final int MAX_LENGTH = 1 << 17;
    private static final int MAX_NAME = 60;
    /** As people and JavaScript write it: Java's own parser also takes 1d, 0x1p3 and the digits of other scripts. */
    private static final Pattern NUMBER = Pattern.compile("-?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)"
            + "(?:[eE][-+]?+[0-9]++)?+");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> unread = new HashSet<>();

    /** Of a text {@code name=value&name=value}; a value's own commas are still encoded, unlike those between values. */
    static Values ofAddress(String text) {
        Text.require(text.length() <= MAX_LENGTH, "the set-up has " + text.length() + " characters; expected at most "
                + MAX_LENGTH + ".");
        Values values = new Values();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            Text.require(equals > 0, "expected name=value between each &, got \"" + Text.shown(pair) + "\".");
            String key = pair.substring(0, equals);
            Text.require(!values.has(key), "\"" + Text.shown(key) + "\" is there twice.");
            values.put(key, pair.substring(equals + 1));
        }
        return values;
    }

    /** Of a JSON object whose members are strings. */
    static Values ofJson(String text) {
        Values values = new Values();
        Json json = new Json("the request", text);
        try {
            json.object(key -> values.put(key, json.string()));
            json.end();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return values;
    }

    private void put(String key, String value) {
        unread.add(key);
        values.put(key, value);
    }

    /** These values after others, in whose place they come. */
    Values over(Values others) {
        Values both = new Values();
        others.values.forEach(both::put);
        values.forEach(both::put);
        return both;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key, String otherwise) {
        unread.remove(key);
        return values.getOrDefault(key, otherwise);
    }

    private static void require(boolean fits, String key, String expected, String got) {
        Text.require(fits, key + ": expected " + expected + ", got \"" + Text.shown(got) + "\".");
    }

    static String decoded(String key, String value) {
        require(!value.matches("(?s).*%(?![0-9a-fA-F]{2}).*"), key,
                "text in which a % is followed by two hexadecimal digits", value);
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    /** A name; in a list of them its own commas are encoded. */
    static String name(String key, String name) {
        String decoded = decoded(key, name);
        require(!decoded.isBlank() && decoded.length() <= MAX_NAME, key, "names of 1 to " + MAX_NAME + " characters",
                name);
        return decoded;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, type, text(key, ""));
    }

    static <E extends Enum<E>> E choice(String key, Class<E> type, String value) {
        List<String> labels = Arrays.stream(type.getEnumConstants()).map(Text::label).toList();
        require(labels.contains(value), key, "one of " + String.join(", ", labels), value);
        return type.getEnumConstants()[labels.indexOf(value)];
    }

    int whole(String key, int otherwise, int min, int max) {
        return whole(key, text(key, String.valueOf(otherwise)), min, max);
    }

    static int whole(String key, String value, int min, int max) {
        return (int) parsed(key, value, min, max, "a whole number");
    }

    double number(String key, double min, double max) {
        return number(key, text(key, ""), min, max);
    }

    static double number(String key, String value, double min, double max) {
        return parsed(key, value, min, max, "a number");
    }

    private static double parsed(String key, String value, double min, double max, String kind) {
        double number = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
        require(number >= min && number <= max && (kind.equals("a number") || value.matches("-?+[0-9]++")), key,
                kind + " from " + Text.number(min) + " to " + Text.number(max), value);
        return number;
    }

    /** What stands between commas; none if there is nothing. */
    <N> List<N> list(String key, int max, Function<String, N> parse) {
        String value = text(key, "");
        String[] parts = value.isEmpty() ? new String[0] : value.split(",", max + 2);
        require(parts.length <= max, key, "at most " + max + " of them", value);
        return Arrays.stream(parts).map(parse).toList();
    }

    void requireAllRead() {
        unread.forEach(key -> Text.require(false, "there is no setting \"" + Text.shown(key) + "\"."));
    }

    /** As an address has it. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }
}
