// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.List;
import java.util.Map;

/**
 * One value of a row, wherever that comes from.
 *
 * @param place     where it stands, for messages
 * @param text      what stands there
 * @param isMissing whether nothing does
 * @param value     the number that stands there; NaN where it isn't one
 */
record Cell(String place, String text, boolean isMissing, double value) {

    static Cell of(Table table, int row, String name) {
        Column column = table.column(name);
        return new Cell(table.place(row, name), column.text(row), column.isMissing(row), column.numberOrNaN(row));
    }

    static Cell of(Map<String, ?> row, String name) {
        Object given = row.get(name);
        String text = given == null ? "" : given.toString();
        return new Cell("column \"" + name + "\"", text, text.isEmpty(),
                given instanceof Number number ? number.doubleValue() : Column.numberOrNaN(text, '.'));
    }

    double number() {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(place + ": expected a number, got " + CsvParser.shown(text) + ".");
        }
        return value;
    }

    int indexIn(List<String> categories) {
        int index = categories.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(place + ": " + CsvParser.shown(text) + " is none of the categories that"
                    + " were learned: " + Printable.printable(categories.toString()) + ".");
        }
        return index;
    }
}
