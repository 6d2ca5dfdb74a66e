// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import java.util.Comparator;
import java.util.List;
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

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final String name;
    private final String[] fields;
    private final boolean[] missingCount;
    private final char decimal;
    private final boolean isNumeric;
    /** Empty for numbers. They are those of the whole file, also where this is a part of it. */
    private final List<String> categories;

    private Column(String name, String[] fields, boolean[] missing, char decimal, boolean isNumber,
            List<String> categories) {
        this.name = name;
        this.fields = fields;
        this.missingCount = missing;
        this.decimal = decimal;
        this.isNumeric = isNumber;
        this.categories = categories;
    }

    /** A column of numbers if it can be one. */
    static Column of(String name, String[] fields, CsvFormat format) {
        boolean[] missing = new boolean[fields.length];
        boolean numbers = true;
        boolean values = false;
        for (int i = 0; i < fields.length; i++) {
            missing[i] = format.isMissing(fields[i]);
            values |= !missing[i];
            numbers &= missing[i] || isNumeric(fields[i], format.decimal());
        }
        Column column = new Column(name, fields, missing, format.decimal(), true, List.of());
        return numbers && values ? column : column.asCategories();
    }

    private static boolean isNumeric(String field, char decimal) {
        // With a decimal comma, a point separates thousands: 1.500 would be read as one and a half.
        return (decimal == '.' || field.indexOf('.') < 0) && NUMBER.matcher(field.replace(decimal, '.')).matches()
                && Double.isFinite(parse(field, decimal));
    }

    private static double parse(String field, char decimal) {
        return Double.parseDouble(field.replace(decimal, '.'));
    }

    /** The same fields, taken for names. */
    Column asCategories() {
        List<String> values = IntStream.range(0, fields.length).filter(i -> !missingCount[i]).mapToObj(i -> fields[i])
                .distinct().toList();
        boolean numbers = values.stream().allMatch(value -> isNumeric(value, decimal));
        Comparator<String> byText = Comparator.naturalOrder();
        List<String> sorted = values.stream()
                .sorted(numbers ? Comparator.<String>comparingDouble(v -> parse(v, decimal)).thenComparing(byText)
                        : byText).toList();
        return new Column(name, fields, missingCount, decimal, false, sorted);
    }

    /** The same fields, taken for numbers; {@code place} says where a row stands. */
    Column asNumbers(IntFunction<String> place) {
        for (int i = 0; i < fields.length; i++) {
            if (!missingCount[i] && !isNumeric(fields[i], decimal)) {
                throw new IllegalArgumentException(place.apply(i) + ": expected a number, got "
                        + CsvParser.shown(fields[i]) + ". " + (fields[i].matches("[+-]?\\d+,\\d+")
                        ? "CsvFormat's decimalComma() reads it as one."
                        : "If that means a missing value, say so with CsvFormat's missing(...)."));
            }
        }
        return new Column(name, fields, missingCount, decimal, true, List.of());
    }

    /** Some of the rows, with the categories of all. */
    Column subset(int[] rows) {
        boolean[] missingThere = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            missingThere[i] = missingCount[rows[i]];
        }
        return new Column(name, IntStream.of(rows).mapToObj(row -> fields[row]).toArray(String[]::new), missingThere,
                decimal, isNumeric, categories);
    }

    /** {@return what it is called} */
    public String name() {
        return name;
    }

    /** {@return whether it holds numbers, and not categories} */
    public boolean isNumeric() {
        return isNumeric;
    }

    /** {@return the categories in the file that it comes from, sorted; none for numbers} */
    public List<String> categories() {
        return categories;
    }

    /**
     * Whether a row has no value here.
     *
     * @param row from 0
     * @return whether it is missing
     */
    public boolean isMissing(int row) {
        return missingCount[row];
    }

    /** {@return in how many rows the value is missing} */
    public int missingCount() {
        return (int) IntStream.range(0, missingCount.length).filter(i -> missingCount[i]).count();
    }

    /**
     * A field as it stands in the file.
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
        if (!isNumeric || missingCount[row]) {
            throw new IllegalStateException("column \"" + name + "\", row " + row + ": there is no number, but "
                    + (missingCount[row] ? "a missing value" : CsvParser.shown(fields[row])) + ".");
        }
        return parse(fields[row], decimal);
    }

    /** The field as a number, NaN if it isn't one, whatever the others are. */
    double numberOrNaN(int row) {
        return numberOrNaN(fields[row], decimal);
    }

    static double numberOrNaN(String field, char decimal) {
        return isNumeric(field, decimal) ? parse(field, decimal) : Double.NaN;
    }

    int size() {
        return fields.length;
    }

    /**
     * What may stand for a missing value: the mean, or the most frequent category, the first of them if there are two.
     */
    String typical() {
        int[] present = IntStream.range(0, size()).filter(row -> !missingCount[row]).toArray();
        if (present.length == 0) {
            throw new IllegalArgumentException("column \"" + name + "\": no row has a value that could be learned from."
                    + " Leave the column out with without(\"" + name + "\").");
        }
        if (isNumeric) {
            double sum = 0;
            for (int row : present) {
                sum += number(row);
            }
            return String.valueOf(sum / present.length);
        }
        int[] counts = new int[categories.size()];
        IntStream.of(present).forEach(row -> counts[categories.indexOf(fields[row])]++);
        int most = IntStream.of(counts).max().orElseThrow();
        return categories.get(IntStream.range(0, counts.length).filter(c -> counts[c] == most).findFirst()
                .orElseThrow());
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
