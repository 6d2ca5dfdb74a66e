// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One column of a {@link Table}: numbers, or names of categories; either may be missing in some rows.
 *
 * <p>A column consists of numbers if each field that isn't missing is one. Categories are sorted: by value if all of
 * them are numbers, otherwise by {@link String#compareTo}.
 */
public final class Column {

    /** Possessive: nothing is read twice, so the time grows only with a field's length. */
    static final Pattern NUMBER = Pattern.compile("[+-]?+(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+-]?+\\d++)?+");

    private final String name;
    private final String[] fields;
    private final CsvFormat format;
    private final boolean isNumeric;
    /** Empty for numbers. They are the whole file's, even where this is a part of it. */
    private final List<String> categories;

    private Column(String name, String[] fields, CsvFormat format, boolean isNumeric, List<String> categories) {
        this.name = name;
        this.fields = fields;
        this.format = format;
        this.isNumeric = isNumeric;
        this.categories = categories;
    }

    /** A column of numbers if it can be one. */
    static Column of(String name, String[] fields, CsvFormat format) {
        Column column = new Column(name, fields, format, true, List.of());
        boolean numbers = column.present().allMatch(row -> column.isNumber(fields[row]));
        return numbers && column.missingCount() < fields.length ? column : column.asCategories();
    }

    private boolean isNumber(String field) {
        return !Double.isNaN(numberOrNaN(field, format.decimal));
    }

    /** A field as a number; NaN if it isn't a finite one. */
    static double numberOrNaN(String field, char decimal) {
        // With a decimal comma, a point separates thousands: 1.500 would be read as one and a half.
        String text = field.replace(decimal, '.');
        if (decimal != '.' && field.indexOf('.') >= 0 || !NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** The same fields, taken as names. */
    Column asCategories() {
        List<String> values = present().mapToObj(i -> fields[i]).distinct().toList();
        Comparator<String> order = Comparator.naturalOrder();
        if (values.stream().allMatch(value -> isNumber(value))) {
            order = Comparator.<String>comparingDouble(v -> numberOrNaN(v, format.decimal)).thenComparing(order);
        }
        return new Column(name, fields, format, false, values.stream().sorted(order).toList());
    }

    /** The same fields, taken as numbers; {@code place} says where a row is. */
    Column asNumbers(IntFunction<String> place) {
        present().filter(i -> !isNumber(fields[i])).findFirst().ifPresent(i -> {
            throw new IllegalArgumentException(place.apply(i) + ": expected a number, got "
                    + CsvParser.shown(fields[i]) + ". " + (!Double.isNaN(numberOrNaN(fields[i], ','))
                    ? "If that is a decimal comma, use CsvFormat's withDecimalComma()."
                    : "If that means a missing value, use CsvFormat's withMissingValues(...)."));
        });
        return new Column(name, fields, format, true, List.of());
    }

    /** Some of the rows, with the categories of all. */
    Column subset(int[] rows) {
        return new Column(name, IntStream.of(rows).mapToObj(row -> fields[row]).toArray(String[]::new), format,
                isNumeric, categories);
    }

    /** The rows with a value. */
    private IntStream present() {
        return IntStream.range(0, fields.length).filter(i -> !isMissing(i));
    }

    /** {@return what it is called} */
    public String name() {
        return name;
    }

    /** Whether it holds numbers, and not categories. */
    boolean isNumeric() {
        return isNumeric;
    }

    /** {@return the categories in the file that it comes from, sorted; none for numbers} */
    public List<String> categories() {
        return categories;
    }

    boolean isMissing(int row) {
        return format.isMissing(fields[row]);
    }

    /** In how many rows the value is missing. */
    int missingCount() {
        return fields.length - (int) present().count();
    }

    /**
     * A field's text, as in the file.
     *
     * @param row from 0
     * @return its text, without quotes
     */
    public String text(int row) {
        return fields[row];
    }

    /**
     * A field as a number.
     *
     * @param row from 0
     * @return its value
     * @throws IllegalStateException if the value is missing or this column has categories
     */
    public double number(int row) {
        if (!isNumeric || isMissing(row)) {
            throw new IllegalStateException("column \"" + name + "\", row " + row + ": expected a number, got "
                    + (isMissing(row) ? "a missing value" : CsvParser.shown(fields[row])) + ".");
        }
        return numberOrNaN(fields[row], format.decimal);
    }

    Cell cell(int row, String source) {
        return new Cell(() -> source + ", column \"" + name + "\"", fields[row], isMissing(row),
                numberOrNaN(fields[row], format.decimal));
    }

    /**
     * What may replace a missing value: the mean, or the most frequent category, the first of them if there are two.
     */
    String typical() {
        int[] rows = present().toArray();
        if (rows.length == 0) {
            throw new IllegalArgumentException("column \"" + name + "\": no row has a value to learn from."
                    + " Remove the column with without(\"" + name + "\").");
        }
        if (isNumeric) {
            double sum = 0;
            for (int row : rows) {
                sum += number(row);
            }
            return String.valueOf(sum / rows.length);
        }
        Map<String, Integer> counts = new HashMap<>();
        IntStream.of(rows).forEach(row -> counts.merge(fields[row], 1, Integer::sum));
        return categories.stream().max(Comparator.comparing(c -> counts.getOrDefault(c, 0))).orElseThrow();
    }

    /** {@return what kind of values it holds, and how many are missing} */
    @Override
    public String toString() {
        return name + ": " + kind() + (missingCount() == 0 ? "" : ", " + missingCount() + " missing");
    }

    String kind() {
        return isNumeric ? "number" : categories.size() + (categories.size() == 1 ? " category" : " categories");
    }
}
