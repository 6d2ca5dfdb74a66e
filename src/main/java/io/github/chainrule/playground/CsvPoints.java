// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.table.Column;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.Table;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Points from a file of three columns: two numbers and a class. */
final class CsvPoints {

    /** As spreadsheets write numbers where the comma isn't free to separate them. */
    static final Pattern DECIMAL_COMMA = Pattern.compile("^-?+[0-9]++,[0-9]", Pattern.MULTILINE);

    static final Pattern NUMBER = Pattern.compile("[-+]?+(?:[0-9]++[.,]?+[0-9]*+|[.,][0-9]++)"
            + "(?:[eE][-+]?+[0-9]++)?+");
    /** Many times what the rows need: it bounds the time for what comes before the rows. */
    private static final int MAX_LENGTH = 1 << 18;

    private CsvPoints() {
    }

    /**
     * Reads a file's text, whose first line says what the columns are called, unless it begins with a number. Fields
     * are separated by commas, semicolons or tabs; rows with a missing value are skipped.
     *
     * @throws IllegalArgumentException if it is something else; the message says what was expected
     */
    static Points parse(String text, BooleanSupplier isOver) {
        Values.require(text.length() <= MAX_LENGTH, "the file: expected at most " + MAX_LENGTH + " characters, got "
                + text.length() + ". Take a part of it.");
        String first = text.split("[\r\n]", 2)[0];
        char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        CsvFormat format = CsvFormat.separatedBy(separator);
        if (separator != ',' && DECIMAL_COMMA.matcher(text).find()) {
            format = format.withDecimalComma();
        }
        boolean headless = NUMBER.matcher(first.split(String.valueOf(separator), 2)[0].strip()).matches();
        Table all = Table.parse(text, headless ? format.withoutHeader() : format);
        Values.require(all.columns().size() == 3, "the file: expected three columns, two features and then the class,"
                + " got " + all.columns().size() + ".");
        List<String> names = all.columns().stream().map(Column::name).toList();
        Table table = all.withoutRowsMissing().asNumbers(names.get(0), names.get(1)).withClassTarget(names.get(2));
        List<Column> columns = table.columns();
        Column c = columns.get(2);
        return new Points(IntStream.range(0, table.rowCount()).mapToObj(row -> {
            Values.require(!isOver.getAsBoolean(), "the file: it takes too long to read. Take a part of it.");
            return new Points.Point(columns.get(0).number(row), columns.get(1).number(row),
                    c.categories().indexOf(c.text(row)));
        }).toList(), names.subList(0, 2), c.categories());
    }
}
