// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** An answer to the page: a JSON object, member by member. */
final class JsonText {

    private final StringBuilder members = new StringBuilder();

    /**
     * Adds text, a number, a truth value, an object, bytes in base 64, or several of them; an empty Optional is null.
     * A stream of numbers is bytes, too: as 32-bit floats, little end first, they have a third of the digits, and are
     * enough for a picture. JSON has no NaN; what is too large for a number becomes infinite when it is read.
     */
    JsonText with(String key, Object value) {
        members.append(members.length() == 0 ? "" : ",").append(Json.quote(key)).append(':').append(json(value));
        return this;
    }

    /** Adds something only if it is wanted. */
    JsonText when(boolean wanted, String key, Supplier<?> value) {
        return wanted ? with(key, value.get()) : this;
    }

    private static String json(Object value) {
        return value instanceof Double number && number.isNaN() ? "null"
                : value instanceof Double number && number.isInfinite() ? number > 0 ? "1e999" : "-1e999"
                : value instanceof Number || value instanceof Boolean || value instanceof JsonText ? value.toString()
                : value instanceof byte[] bytes ? '"' + Base64.getEncoder().encodeToString(bytes) + '"'
                : value instanceof DoubleStream numbers ? json(floats(numbers.toArray()))
                : value instanceof double[] numbers ? json(Arrays.stream(numbers).boxed().toList())
                : value instanceof Optional<?> maybe ? maybe.map(JsonText::json).orElse("null")
                : value instanceof List<?> list
                ? list.stream().map(JsonText::json).collect(Collectors.joining(",", "[", "]"))
                : Json.quote(value.toString());
    }

    private static byte[] floats(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(value -> bytes.putFloat((float) value));
        return bytes.array();
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
