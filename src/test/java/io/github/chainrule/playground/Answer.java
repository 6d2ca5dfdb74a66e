// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an {@link Api} answers, taken apart. */
record Answer(String json) {

    /** Asks: names and values in turn. */
    static Answer of(Api api, String... request) {
        return new Answer(api.answer(request(request)));
    }

    /** As the page writes it. */
    static String request(String... namesAndValues) {
        return IntStream.range(0, namesAndValues.length / 2).map(i -> 2 * i).mapToObj(i -> namesAndValues[i] + "="
                + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    String text(String key) {
        return found(Pattern.compile('"' + key + "\":\"((?:[^\"\\\\]++|\\\\.)*+)\""));
    }

    double number(String key) {
        return Double.parseDouble(found(Pattern.compile('"' + key + "\":(-?[0-9.eE-]+)")));
    }

    /** An array, of arrays, too, as text. */
    String array(String key) {
        String rest = json.substring(json.indexOf('"' + key + "\":[") + key.length() + 3);
        int depth = 0;
        for (int i = 0; i < rest.length(); i++) {
            depth += rest.charAt(i) == '[' ? 1 : rest.charAt(i) == ']' ? -1 : 0;
            if (depth == 0) {
                return rest.substring(0, i + 1);
            }
        }
        throw new AssertionError(key + " isn't in " + json);
    }

    /** All numbers of an array, in order; null is NaN. */
    double[] numbers(String key) {
        return Arrays.stream(array(key).replaceAll("[\\[\\]]", "").split(",")).filter(part -> !part.isEmpty())
                .mapToDouble(part -> part.equals("null") ? Double.NaN : Double.parseDouble(part)).toArray();
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64.replace("\"", ""));
    }

    static double[] floats(String base64) {
        byte[] bytes = bytes(base64);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, bytes.length / 4).mapToDouble(i -> buffer.getFloat(4 * i)).toArray();
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " isn't in " + json);
        }
        return matcher.group(1);
    }
}
