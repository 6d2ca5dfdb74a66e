// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.internal.Json;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/** Stands for the library's own in the browser. The text is the same; the browser joins and encodes it faster. */
final class JsonText {

    private String members = "";

    JsonText with(String key, Object value) {
        members = joined(joined(members, members.isEmpty() ? "\"" : ",\"", key), "\":", json(value));
        return this;
    }

    JsonText when(boolean wanted, String key, Supplier<?> value) {
        return wanted ? with(key, value.get()) : this;
    }

    private static String json(Object value) {
        return value instanceof Double number && !Double.isFinite(number)
                ? number > 0 ? "1e999" : number < 0 ? "-1e999" : "null"
                : value instanceof Number || value instanceof Boolean || value instanceof JsonText ? value.toString()
                : value instanceof byte[] bytes ? base64(unsigned(bytes))
                : value instanceof DoubleStream numbers ? base64(floats(numbers.toArray()))
                : value instanceof double[] numbers ? json(Arrays.stream(numbers).boxed().toList())
                : value instanceof Optional<?> maybe ? maybe.isPresent() ? json(maybe.get()) : "null"
                : value instanceof List<?> list ? json(list) : Json.quote(value.toString());
    }

    private static String json(List<?> list) {
        String all = "";
        for (Object one : list) {
            all = joined(all, all.isEmpty() ? "[" : ",", json(one));
        }
        return all.isEmpty() ? "[]" : joined(all, "]", "");
    }

    @Override
    public String toString() {
        return joined("{", members, "}");
    }

    @JSBody(params = {"a", "b", "c"}, script = "return a + b + c;")
    private static native String joined(String a, String b, String c);

    @JSBody(params = "values", script = "return new Uint8Array(values.buffer, values.byteOffset, values.length);")
    private static native JSObject unsigned(@JSByRef byte[] values);

    @JSBody(params = "values", script = "return new Uint8Array(new Float32Array(values).buffer);")
    private static native JSObject floats(@JSByRef double[] values);

    /** A few thousand characters at a time: so many arguments a function of every browser may have. */
    @JSBody(params = "bytes", script = "var text = ''; for (var i = 0; i < bytes.length; i += 8192) {"
            + " text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192)); }"
            + " return '\"' + btoa(text) + '\"';")
    private static native String base64(JSObject bytes);
}
