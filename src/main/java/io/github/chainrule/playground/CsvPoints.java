// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.table.Column;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Points from a file of three columns: two numbers and a class. */
final class CsvPoints {

    /** As spreadsheets write numbers where the comma isn't free to separate them. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile("^-?+[0-9]++,[0-9]", Pattern.MULTILINE);

    private static final Pattern NUMBER = Pattern.compile("[-+]?+(?:[0-9]++[.,]?+[0-9]*+|[.,][0-9]++)"
            + "(?:[eE][-+]?+[0-9]++)?+");

    private CsvPoints() {
    }

    /**
     * Reads a file's text, whose first line says what the columns are called, unless it begins with a number. Fields
     * are separated by commas, semicolons or tabs; rows with a missing value are skipped.
     *
     * @throws IllegalArgumentException if it is something else; the message says what was expected
     */
    static Points parse(String text) {
        String first = text.split("[\r\n]", 2)[0];
        char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        CsvFormat format = CsvFormat.separatedBy(separator);
        if (separator != ',' && DECIMAL_COMMA.matcher(text).find()) {
            format = format.withDecimalComma();
        }
        boolean headless = NUMBER.matcher(first.split(String.valueOf(separator), 2)[0].strip()).matches();
        Table table = Table.parse(text, headless ? format.withoutHeader() : format);
        Values.require(table.columns().size() == 3, "the file: expected three columns, two features and then the class,"
                + " got " + table.columns().size() + ".");
        List<String> names = table.columns().stream().map(Column::name).toList();
        table = table.withoutRowsMissing().asNumbers(names.get(0), names.get(1)).withClassTarget(names.get(2));
        Values.require(table.rowCount() <= Points.MAX, "the file: expected at most " + Points.MAX + " rows, got "
                + table.rowCount() + ". Take a part of them.");
        List<Column> columns = table.columns();
        Column c = columns.get(2);
        List<Points.Point> points = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            points.add(new Points.Point(columns.get(0).number(row), columns.get(1).number(row),
                    c.categories().indexOf(c.text(row))));
        }
        return new Points(points, names.subList(0, 2), c.categories());
    }
}
