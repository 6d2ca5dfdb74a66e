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
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the set-up has " + text.length() + " characters; expected at most "
                    + MAX_LENGTH + ".");
        }
        Values values = new Values();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected name=value between each &, got \"" + Text.shown(pair)
                        + "\".");
            }
            if (!values.put(pair.substring(0, equals), pair.substring(equals + 1))) {
                throw new IllegalArgumentException("\"" + Text.shown(pair.substring(0, equals)) + "\" is there twice.");
            }
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

    /** Adds a value; returns whether there was none of that name. */
    private boolean put(String key, String value) {
        unread.add(key);
        return values.put(key, value) == null;
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

    private static IllegalArgumentException wrong(String key, String expected, String got) {
        return new IllegalArgumentException(key + ": expected " + expected + ", got \"" + Text.shown(got) + "\".");
    }

    String decoded(String key) {
        return decoded(key, text(key, ""));
    }

    private static String decoded(String key, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "text in which a % is followed by two hexadecimal digits", value);
        }
    }

    /** Names between commas; a comma of a name is encoded. */
    List<String> names(String key) {
        return list(key, MAX_NAME, name -> {
            String decoded = decoded(key, name);
            if (decoded.isBlank() || decoded.length() > MAX_NAME) {
                throw wrong(key, "names of 1 to " + MAX_NAME + " characters", name);
            }
            return decoded;
        });
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, type, text(key, ""));
    }

    private static <E extends Enum<E>> E choice(String key, Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants()).filter(choice -> Text.label(choice).equals(value)).findFirst()
                .orElseThrow(() -> wrong(key, "one of " + Arrays.stream(type.getEnumConstants()).map(Text::label)
                        .collect(Collectors.joining(", ")), value));
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return list(key, MAX_NAME, value -> choice(key, type, value)).stream().distinct().sorted().toList();
    }

    boolean flag(String key) {
        String value = text(key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(key, "true or false", value);
        }
        return value.equals("true");
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
        boolean whole = kind.contains("whole");
        if (!(number >= min && number <= max) || whole && (number != Math.rint(number) || value.contains("e"))) {
            throw wrong(key, kind + " from " + Text.number(min) + " to " + Text.number(max), value);
        }
        return number;
    }

    /** What stands between commas; none if there is nothing. */
    <N> List<N> list(String key, int max, Function<String, N> parse) {
        String value = text(key, "");
        String[] parts = value.isEmpty() ? new String[0] : value.split(",", max + 2);
        if (parts.length > max) {
            throw wrong(key, "at most " + max + " of them", value);
        }
        return Arrays.stream(parts).map(parse).toList();
    }

    void requireAllRead() {
        unread.stream().findFirst().ifPresent(key -> {
            throw new IllegalArgumentException("there is no setting \"" + Text.shown(key) + "\".");
        });
    }

    /** As an address has it. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("&"));
    }
}
