// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.internal.Printable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the columns of a file are called, and whether each row has as many fields. */
final class TableHeader {

    private TableHeader() {
    }

    static List<String> names(String source, List<CsvParser.Row> rows, CsvFormat format) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(source + ": there is no row.");
        }
        CsvParser.Row first = rows.get(0);
        List<String> names = format.hasHeader() ? first.fields() : format.names();
        if (names.isEmpty()) {
            names = IntStream.rangeClosed(1, first.fields().size()).mapToObj(j -> "c" + j).toList();
        }
        requireNames(source, first.line(), names, format);
        for (CsvParser.Row row : rows) {
            if (row.fields().size() != names.size()) {
                throw new IllegalArgumentException(source + ", line " + row.line() + ": expected " + names.size()
                        + " fields, one for each of " + Printable.printable(names.toString()) + ", got "
                        + row.fields().size() + ": " + CsvParser.shown(String.join(String.valueOf(format.separator()),
                        row.fields())) + "." + advice(row.fields(), format));
            }
        }
        return names;
    }

    private static void requireNames(String source, int line, List<String> names, CsvFormat format) {
        String place = source + (format.hasHeader() ? ", line " + line : "");
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < names.size(); j++) {
            if (names.get(j).isBlank()) {
                throw new IllegalArgumentException(place + ", column " + (j + 1) + ": the column has no name."
                        + " Give it one, or name all columns with CsvFormat's withSkippedLines(1).withoutHeader(...).");
            }
            if (!seen.add(names.get(j))) {
                throw new IllegalArgumentException(place + ", column " + (j + 1) + ": a column called "
                        + CsvParser.shown(names.get(j)) + " was there before."
                        + " Name all columns with CsvFormat's withSkippedLines(1).withoutHeader(...).");
            }
        }
        if (format.hasHeader()) {
            requireHeader(place, names, format);
        }
    }

    /** Half of the names being numbers, it is likelier a row. */
    private static void requireHeader(String place, List<String> names, CsvFormat format) {
        long numbers = names.stream()
                .filter(name -> Column.of("", new String[] {name}, format).isNumeric()).count();
        if (2 * numbers >= names.size()) {
            throw new IllegalArgumentException(place + ": expected the columns' names, got "
                    + Printable.printable(names.toString()) + ". If the file has no header, say so with CsvFormat's"
                    + " withoutHeader(...)." + advice(names, format));
        }
    }

    private static String advice(List<String> fields, CsvFormat format) {
        for (char other : new char[] {';', '\t', ','}) {
            if (other != format.separator() && fields.size() == 1 && fields.get(0).indexOf(other) >= 0) {
                return " If fields are separated by '" + Printable.printable(String.valueOf(other))
                        + "', say so with CsvFormat.separatedBy(...).";
            }
        }
        return "";
    }
}
