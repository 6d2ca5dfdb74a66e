// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Json;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An answer to the page: a JSON object, member by member. */
final class JsonText {

    private final StringBuilder members = new StringBuilder();

    /**
     * Adds text, a number, a truth value, an object, bytes in base 64, or several of them; an empty Optional is null.
     */
    JsonText with(String key, Object value) {
        members.append(members.length() == 0 ? "" : ",").append(Json.quote(key)).append(':').append(json(value));
        return this;
    }

    private static String json(Object value) {
        return value instanceof Double number ? number(number)
                : value instanceof Number || value instanceof Boolean || value instanceof JsonText ? value.toString()
                : value instanceof byte[] bytes ? '"' + Base64.getEncoder().encodeToString(bytes) + '"'
                : value instanceof double[] numbers ? json(Arrays.stream(numbers).boxed().toList())
                : value instanceof Optional<?> maybe ? maybe.map(JsonText::json).orElse("null")
                : value instanceof List<?> list
                ? list.stream().map(JsonText::json).collect(Collectors.joining(",", "[", "]"))
                : Json.quote(value.toString());
    }

    /** JSON has no NaN; what is too large for a number becomes infinite when it is read. */
    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.isInfinite(value) ? value > 0 ? "1e999" : "-1e999"
                : Double.toString(value);
    }

    /** Numbers as 32-bit floats, little end first: in base 64 a third of their digits, and enough for a picture. */
    static byte[] floats(double... values) {
        byte[] bytes = new byte[Float.BYTES * values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (Float.floatToIntBits((float) values[i / Float.BYTES]) >>> 8 * (i % Float.BYTES));
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
