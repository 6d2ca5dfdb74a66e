// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the columns of a file are called, and whether each row has a field for each. */
final class TableHeader {

    private TableHeader() {
    }

    static List<String> names(String source, List<CsvParser.Row> rows, CsvFormat format) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(source + ": there is no row.");
        }
        CsvParser.Row first = rows.get(0);
        List<String> names = format.header ? first.fields() : format.names;
        if (names.isEmpty()) {
            names = IntStream.rangeClosed(1, first.fields().size()).mapToObj(j -> "c" + j).toList();
        }
        requireNames(source + (format.header ? ", line " + first.line() : ""), names, format);
        for (CsvParser.Row row : rows) {
            if (row.fields().size() != names.size()) {
                throw new IllegalArgumentException(source + ", line " + row.line() + ": expected "
                        + (names.size() == 1 ? "1 field" : names.size() + " fields") + ", one for each of "
                        + Printable.list(names) + ", got " + row.fields().size() + ": "
                        + CsvParser.shown(String.join(String.valueOf(format.separator), row.fields())) + "."
                        + advice(names, row, format.header && row.equals(rows.get(1)), format));
            }
        }
        return names;
    }

    private static void requireNames(String place, List<String> names, CsvFormat format) {
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < names.size(); j++) {
            if (names.get(j).isBlank() || !seen.add(names.get(j))) {
                throw new IllegalArgumentException(place + ", column " + (j + 1) + ": " + (names.get(j).isBlank()
                        ? "the column has no name. Give it one, or name all columns"
                        : "the name " + CsvParser.shown(names.get(j)) + " appears twice. Name all columns")
                        + " with CsvFormat's withSkippedLines(1).withoutHeader(...).");
            }
        }
        // If half of the names are numbers, it is likelier a row.
        long numbers = names.stream().filter(name -> !Double.isNaN(Column.numberOrNaN(name, format.decimal))).count();
        if (format.header && 2 * numbers >= names.size()) {
            throw new IllegalArgumentException(place + ": expected the columns' names, got " + Printable.list(names)
                    + ". If the file has no header, use CsvFormat's withoutHeader(...); if there are lines above it,"
                    + " skip them with withSkippedLines(1)." + separator(names, format));
        }
    }

    private static String advice(List<String> names, CsvParser.Row row, boolean second, CsvFormat format) {
        String ofNames = separator(names, format);
        return !ofNames.isEmpty() ? ofNames : second && names.size() < row.fields().size() ? " If this line is the"
                + " header, skip what is above it with CsvFormat's withSkippedLines(" + (row.line() - 1) + ")."
                : separator(row.fields(), format);
    }

    /** A line without the expected separator, but with another one. */
    static String separator(List<String> fields, CsvFormat format) {
        for (char other : new char[] {';', '\t', ','}) {
            if (other != format.separator && fields.size() == 1 && fields.get(0).indexOf(other) >= 0) {
                return " If fields are separated by '" + Printable.printable(String.valueOf(other))
                        + "', use CsvFormat.separatedBy('" + Printable.printable(String.valueOf(other)) + "').";
            }
        }
        return "";
    }
}
