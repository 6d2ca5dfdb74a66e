// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One value of a row, wherever the row comes from.
 *
 * @param place     where it is, for messages
@param text      its text
@param isMissing whether there is none
@param value     its number; NaN if the text isn't one
 */
record Cell(Supplier<String> place, String text, boolean isMissing, double value) {

    static Cell of(Map<String, ?> row, String column) {
        Object given = row.get(column);
        String text = given == null ? "" : given.toString();
        return new Cell(() -> "column \"" + column + "\"", text, text.isEmpty(),
                given instanceof Number number ? number.doubleValue() : Column.numberOrNaN(text, '.'));
    }

    double number() {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(place.get() + ": expected a number, got " + CsvParser.shown(text) + "."
                    + (text.contains(",") ? " If that is a decimal comma, use CsvFormat's withDecimalComma(); in a"
                    + " row of your own, write a point." : ""));
        }
        return value;
    }

    int indexIn(Map<String, Integer> categories) {
        Integer index = categories.get(text);
        if (index == null) {
            throw new IllegalArgumentException(place.get() + ": " + CsvParser.shown(text) + " isn't one of the"
                    + " categories in the training set: " + Printable.list(categories.keySet()) + ".");
        }
        return index;
    }

    /** Each category's number: a list would take longer to search, the more there are. */
    static Map<String, Integer> indices(List<String> categories) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        categories.forEach(category -> indices.put(category, indices.size()));
        return indices;
    }
}
