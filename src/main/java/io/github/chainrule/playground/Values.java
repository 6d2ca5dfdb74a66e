// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Json;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Named values, of a set-up's text or of a request; reads one after the other and refuses what isn't one. */
final class Values {

    private static final int LONGEST = 1 << 17;
    private static final int LONGEST_NAME = 60;
    /** As people and JavaScript write it: Java's own parser also takes 1d, 0x1p3 and the digits of other scripts. */
    private static final Pattern NUMBER = Pattern.compile("-?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)"
            + "(?:[eE][-+]?+[0-9]++)?+");

    private final Map<String, String> values;

    private Values(Map<String, String> values) {
        this.values = values;
    }

    /** Of a text {@code name=value&name=value}; a value's own commas are still encoded, unlike those between values. */
    static Values ofAddress(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the set-up has " + text.length() + " characters; expected at most "
                    + LONGEST + ".");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected name=value between each &, got \"" + Text.shown(pair)
                        + "\".");
            }
            if (values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("\"" + Text.shown(pair.substring(0, equals)) + "\" is there twice.");
            }
        }
        return new Values(values);
    }

    /** Of a JSON object whose members are strings. */
    static Values ofJson(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Json json = new Json("the request", text);
        try {
            json.object(key -> values.put(key, json.string()));
            json.end();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new Values(values);
    }

    /** These values, with one more in place of what was there. */
    Values with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new Values(changed);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key, String otherwise) {
        String value = values.remove(key);
        return value == null ? otherwise : value;
    }

    private static IllegalArgumentException wrong(String key, String expected, String got) {
        return new IllegalArgumentException(key + ": expected " + expected + ", got \"" + Text.shown(got) + "\".");
    }

    static String decoded(String key, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "text in which a % is followed by two hexadecimal digits", value);
        }
    }

    /** Names between commas; a comma of a name is encoded. */
    List<String> names(String key, List<String> otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        String value = text(key, "");
        List<String> names = Arrays.stream(value.split(",", -1)).map(name -> decoded(key, name)).toList();
        if (names.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)) {
            throw wrong(key, "names of 1 to " + LONGEST_NAME + " characters", value);
        }
        return names;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, String otherwise) {
        return choice(key, type.getEnumConstants(), text(key, otherwise));
    }

    private static <E extends Enum<E>> E choice(String key, E[] choices, String value) {
        return Arrays.stream(choices).filter(choice -> Text.label(choice).equals(value)).findFirst()
                .orElseThrow(() -> wrong(key, "one of " + Arrays.stream(choices).map(Text::label)
                        .collect(Collectors.joining(", ")), value));
    }

    <E extends Enum<E>> List<E> choices(String key, Class<E> type, String otherwise) {
        return Arrays.stream(text(key, otherwise).split(",", -1))
                .map(value -> choice(key, type.getEnumConstants(), value)).distinct().sorted().toList();
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
        return parsed(key, value, Integer::valueOf, number -> number >= min && number <= max,
                "a whole number from " + min + " to " + max);
    }

    double number(String key, double otherwise, double min, double max) {
        return number(key, text(key, Text.number(otherwise)), min, max);
    }

    static double number(String key, String value, double min, double max) {
        return parsed(key, value, Double::valueOf, number -> number >= min && number <= max,
                "a number from " + Text.number(min) + " to " + Text.number(max));
    }

    private static <N> N parsed(String key, String value, Function<String, N> parse, Predicate<N> fits,
                                String expected) {
        try {
            if (NUMBER.matcher(value).matches() && fits.test(parse.apply(value))) {
                return parse.apply(value);
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw wrong(key, expected, value);
    }

    /** Numbers between commas; none if there is nothing. */
    List<Double> numbers(String key, int most, double min, double max) {
        return list(key, "", most, part -> number(key, part, min, max));
    }

    /** Whole numbers from 1 on between commas; none if there is nothing. */
    List<Integer> wholes(String key, String otherwise, int most, int max) {
        return list(key, otherwise, most, part -> whole(key, part, 1, max));
    }

    private <N> List<N> list(String key, String otherwise, int most, Function<String, N> parse) {
        String value = text(key, otherwise);
        String[] parts = value.isEmpty() ? new String[0] : value.split(",", most + 2);
        if (parts.length > most) {
            throw wrong(key, "at most " + most + " numbers", value);
        }
        return Arrays.stream(parts).map(parse).toList();
    }

    void requireAllRead() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("there is no setting \""
                    + Text.shown(values.keySet().iterator().next().toLowerCase(Locale.ROOT)) + "\".");
        }
    }
}
