// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;


import io.github.chainrule.internal.Json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer to the page: a JSON object, member by member. */
final class JsonText {

    private final StringBuilder members = new StringBuilder();

    /** Adds text, a number, an object, or several of them. */
    JsonText with(String key, Object value) {
        members.append(members.length() == 0 ? "" : ",").append(Json.quote(key)).append(':').append(json(value));
        return this;
    }

    private static String json(Object value) {
        return value instanceof Number number ? number(number.doubleValue())
                : value instanceof double[] numbers ? json(Arrays.stream(numbers).boxed().toList())
                : value instanceof int[] numbers ? json(Arrays.stream(numbers).boxed().toList())
                : value instanceof List<?> list
                ? list.stream().map(JsonText::json).collect(Collectors.joining(",", "[", "]"))
                : value instanceof JsonText object ? object.toString() : Json.quote(value.toString());
    }

    /** Six digits are more than a page can show; JSON has no NaN and no infinity. */
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return Double.isFinite(value) ? Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.5e", value)))
                : "null";
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
