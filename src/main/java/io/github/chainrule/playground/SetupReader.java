// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a set-up's text, {@code key=value&key=value}, and refuses what isn't one. */
final class SetupReader {

    private static final int LONGEST = 1 << 17;
    private static final int LONGEST_NAME = 60;

    /** As they came: a value's own commas are still encoded, unlike those between values. */
    private final Map<String, String> values = new LinkedHashMap<>();

    SetupReader(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("the set-up has " + text.length() + " characters; expected at most "
                    + LONGEST + ".");
        }
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
    }

    private String take(String key, String otherwise) {
        String value = values.remove(key);
        return value == null ? otherwise : value;
    }

    private static IllegalArgumentException wrong(String key, String expected, String got) {
        return new IllegalArgumentException(key + ": expected " + expected + ", got \"" + Text.shown(got) + "\".");
    }

    String text(String key, String otherwise) {
        return decoded(key, take(key, otherwise));
    }

    private static String decoded(String key, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(key, "text in which a % is followed by two hexadecimal digits", value);
        }
    }

    /** Names between commas; a comma of a name is encoded. */
    List<String> names(String key, List<String> otherwise) {
        String value = values.remove(key);
        if (value == null) {
            return otherwise;
        }
        List<String> names = Arrays.stream(value.split(",", -1)).map(name -> decoded(key, name)).toList();
        if (names.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)) {
            throw wrong(key, "names of 1 to " + LONGEST_NAME + " characters", value);
        }
        return names;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, String otherwise) {
        String value = take(key, otherwise);
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(value)).findFirst()
                .orElseThrow(() -> wrong(key, "one of " + Arrays.stream(type.getEnumConstants())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")),
                        value));
    }

    boolean flag(String key) {
        String value = take(key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(key, "true or false", value);
        }
        return value.equals("true");
    }

    int whole(String key, int otherwise, int least, int most) {
        return whole(key, take(key, String.valueOf(otherwise)), least, most);
    }

    private static int whole(String key, String value, int least, int most) {
        return parsed(key, value, Integer::valueOf, number -> number >= least && number <= most,
                "a whole number from " + least + " to " + most);
    }

    private static <N> N parsed(String key, String value, Function<String, N> parse, Predicate<N> fits,
                                String expected) {
        try {
            N number = parse.apply(value);
            if (fits.test(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw wrong(key, expected, value);
    }

    /** Numbers from 1 on between commas; none if there is nothing. */
    List<Integer> wholes(String key, String otherwise, int mostOfThem, int most) {
        String value = take(key, otherwise);
        List<Integer> numbers = value.isEmpty() ? List.of()
                : Arrays.stream(value.split(",", mostOfThem + 2)).map(part -> whole(key, part, 1, most)).toList();
        if (numbers.size() > mostOfThem) {
            throw wrong(key, "at most " + mostOfThem + " numbers", value);
        }
        return numbers;
    }

    double number(String key, double otherwise, double least, double most) {
        return parsed(key, take(key, Text.number(otherwise)), Double::valueOf,
                number -> number >= least && number <= most,
                "a number from " + Text.number(least) + " to " + Text.number(most));
    }

    void requireAllRead() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("there is no setting \"" + Text.shown(values.keySet().iterator().next())
                    + "\".");
        }
    }
}
