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

    private JsonText add(String key, String json) {
        members.append(members.length() == 0 ? "" : ",").append(Json.quote(key)).append(':').append(json);
        return this;
    }

    JsonText with(String key, String text) {
        return add(key, Json.quote(text));
    }

    JsonText with(String key, boolean value) {
        return add(key, String.valueOf(value));
    }

    JsonText with(String key, double value) {
        return add(key, number(value));
    }

    JsonText with(String key, double... values) {
        return add(key, numbers(values));
    }

    JsonText with(String key, int... values) {
        return add(key, Arrays.toString(values).replace(" ", ""));
    }

    JsonText with(String key, List<String> texts) {
        return add(key, texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]")));
    }

    JsonText with(String key, JsonText object) {
        return add(key, object.toString());
    }

    JsonText withObjects(String key, List<JsonText> objects) {
        return add(key, objects.stream().map(JsonText::toString).collect(Collectors.joining(",", "[", "]")));
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values).mapToObj(JsonText::number).collect(Collectors.joining(",", "[", "]"));
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
