// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import io.github.chainrule.data.Scaler;
import io.github.chainrule.internal.Json;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scaler in a file: shifts and scales of the inputs, then those of the targets, as JSON lists of texts that give each
 * double to the last bit, as in {@code [["5.8"],["0.82"],["0.0"],["1.0"]]}.
 */
final class ScalerJson {

    private ScalerJson() {
    }

    static String write(Scaler scaler) {
        return Stream.of(scaler.inputShift(), scaler.inputScale(), scaler.targetShift(), scaler.targetScale())
                .map(numbers -> Json.quote(numbers.stream().map(String::valueOf).toList()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param where the file and what is read, for messages
     * @throws IOException if it isn't that
     */
    static Scaler read(String where, String text) throws IOException {
        Json json = new Json(where, text);
        List<List<Double>> lists = json.array(4, () -> json.array(Integer.MAX_VALUE, () -> number(where, json)));
        json.end();
        if (lists.size() != 4) {
            throw new IOException(where + ": expected 4 lists of numbers, got " + lists.size() + ".");
        }
        return new Scaler(lists.get(0), lists.get(1), lists.get(2), lists.get(3));
    }

    private static double number(String where, Json json) throws IOException {
        String text = json.string();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException(where + ": expected a number, got " + Json.shown(text) + ".", e);
        }
    }
}
