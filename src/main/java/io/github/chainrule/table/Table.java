// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.data.Split;
import io.github.chainrule.internal.Indices;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.RandomOrder;
import io.github.chainrule.internal.RegularFile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows and named columns, as they are read from a CSV file: numbers, categories, and gaps.
 *
 * {@snippet :
 * Table table = Table.read(Path.of("titanic.csv")).without("name", "ticket").withClassTarget("survived");
 * System.out.println(table);                                   // columns, their kinds, the first rows
 * Split<Table> split = table.split(0.2, 42);
 * TableEncoder encoder = TableEncoder.fit(split.training(), MissingValues.FILL);
 * Dataset training = encoder.encode(split.training());
 * Dataset test = encoder.encode(split.test());
 * }
 *
 * <p>A table doesn't change; methods that change something return a new one.
 */
public final class Table {

    private final String source;
    /** Where each row begins in its file. */
    private final int[] lines;
    private final Map<String, Column> columns;
    private final Optional<String> target;

    private Table(String source, int[] lines, Map<String, Column> columns, Optional<String> target) {
        this.source = source;
        this.lines = lines;
        this.columns = columns;
        this.target = target;
    }

    /**
     * Reads a file of comma-separated values with column names in its first line.
     *
     * @param file the file
     * @return its rows
     * @throws IOException if it can't be read or isn't that; the message says where and why
     */
    public static Table read(Path file) throws IOException {
        return read(file, CsvFormat.comma());
    }

    /**
     * Reads a file of rows and columns.
     *
     * @param file   the file
     * @param format how it is written
     * @return its rows
     * @throws IOException if it can't be read or isn't written so; the message says where and why
     */
    public static Table read(Path file, CsvFormat format) throws IOException {
        Objects.requireNonNull(file, "Table.read: file is null.");
        Objects.requireNonNull(format, "Table.read: format is null.");
        RegularFile.requireReadable(file);
        String name = Printable.printable(file.toString());
        String text;
        try {
            text = Files.readString(file, format.withCharset());
        } catch (CharacterCodingException e) {
            throw new IOException(name + ": this isn't text in " + format.withCharset() + ". Say what it is with"
                    + " CsvFormat's charset(...), for instance StandardCharsets.ISO_8859_1.", e);
        }
        try {
            return of(name, text, format);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * A table from text in a program.
     *
     * @param text   rows and columns
     * @param format how it is written
     * @return its rows
     * @throws IllegalArgumentException if it isn't written so; the message says where and why
     */
    public static Table parse(String text, CsvFormat format) {
        Objects.requireNonNull(text, "Table.parse: text is null.");
        Objects.requireNonNull(format, "Table.parse: format is null.");
        return of("the text", text, format);
    }

    private static Table of(String source, String text, CsvFormat format) {
        List<CsvParser.Row> rows = new CsvParser(source, text, format).rows();
        List<String> names = TableHeader.names(source, rows, format);
        List<CsvParser.Row> data = rows.subList(format.hasHeader() ? 1 : 0, rows.size());
        if (data.isEmpty()) {
            throw new IllegalArgumentException(source + ": there is a header, but no row. If the first line isn't one,"
                    + " say so with CsvFormat's withoutHeader(...).");
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            int column = j;
            columns.put(names.get(j), Column.of(names.get(j), data.stream().map(row -> row.fields().get(column))
                    .toArray(String[]::new), format));
        }
        return new Table(source, data.stream().mapToInt(CsvParser.Row::line).toArray(), columns, Optional.empty());
    }

    /** {@return how many rows there are} */
    public int rowCount() {
        return lines.length;
    }

    /** {@return the columns, from left to right} */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /**
     * A column.
     *
     * @param name what it is called
     * @return the column
     * @throws IllegalArgumentException if there is none of that name
     */
    public Column column(String name) {
        if (!columns.containsKey(name)) {
            throw new IllegalArgumentException(source + ": there is no column \"" + name + "\". The columns are "
                    + columns.keySet() + ".");
        }
        return columns.get(name);
    }

    /** {@return the column to predict, if it is known} */
    public Optional<Column> target() {
        return target.map(this::column);
    }

    /**
     * The same table with a column to predict that says which class a row belongs to. Its fields are taken as names,
     * even if they are numbers.
     *
     * @param column its name
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table withClassTarget(String column) {
        Table table = asCategories(column);
        return new Table(source, lines, table.columns, Optional.of(column));
    }

    /**
     * The same table with a column to predict that is a quantity.
     *
     * @param column its name
     * @return a new table
     * @throws IllegalArgumentException if there is no such column, or a field isn't a number; the message says which
     */
    public Table withNumericTargets(String column) {
        Table table = asNumbers(column);
        return new Table(source, lines, table.columns, Optional.of(column));
    }

    /**
     * The same table with the fields of some columns taken as names, even if they are numbers.
     *
     * @param names the columns' names
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table asCategories(String... names) {
        return with(Column::asCategories, names);
    }

    /**
     * The same table with the fields of some columns taken as numbers.
     *
     * @param names the columns' names
     * @return a new table
     * @throws IllegalArgumentException if there is no such column, or a field isn't a number; the message says which
     */
    public Table asNumbers(String... names) {
        return with(column -> column.asNumbers(row -> place(row, column.name())), names);
    }

    private Table with(UnaryOperator<Column> change, String... names) {
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        for (String name : names) {
            changed.put(name, change.apply(column(name)));
        }
        return new Table(source, lines, changed, target);
    }

    /**
     * Some of the columns.
     *
     * @param names the columns to keep, in their new order
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table select(String... names) {
        Map<String, Column> selected = new LinkedHashMap<>();
        for (String name : names) {
            selected.put(name, column(name));
        }
        return new Table(source, lines, selected, target.filter(selected::containsKey));
    }

    /**
     * All columns but the named ones.
     *
     * @param names the columns to leave out
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table without(String... names) {
        for (String name : names) {
            column(name);
        }
        Set<String> leftOut = Set.of(names);
        return select(columns.keySet().stream().filter(name -> !leftOut.contains(name)).toArray(String[]::new));
    }

    /**
     * Some of the rows.
     *
     * @param rows their numbers, from 0; at least one
     * @return a new table
     * @throws IllegalArgumentException  if there is no number
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Table subset(int... rows) {
        Indices.requireSubset(rows, rowCount());
        Map<String, Column> subsets = new LinkedHashMap<>();
        columns.forEach((name, column) -> subsets.put(name, column.subset(rows)));
        return new Table(source, IntStream.of(rows).map(row -> lines[row]).toArray(), subsets, target);
    }

    /**
     * A training and a test set. Each gets its fraction of each class of the target, as near as whole rows allow.
     *
     * @param test what fraction of the rows to test on: with 0.2, 80 % of them are trained on
     * @param seed where the randomness comes from: the same seed gives the same sets on every JVM
     * @return the sets, each in a random order
     * @throws IllegalArgumentException if a set would be empty
     */
    public Split<Table> split(double test, long seed) {
        int[][] sets = RandomOrder.split(classes(), seed, test);
        return Split.of(subset(sets[0]), subset(sets[1]));
    }

    /**
     * A training, a validation and a test set, as {@link #split(double, long)} makes them.
     *
     * @param validation what fraction of the rows to choose settings by
     * @param test       what fraction to test on
     * @param seed       where the randomness comes from: the same seed gives the same sets on every JVM
     * @return the sets, each in a random order
     * @throws IllegalArgumentException if a set would be empty
     */
    public Split<Table> split(double validation, double test, long seed) {
        int[][] sets = RandomOrder.split(classes(), seed, validation, test);
        return Split.of(subset(sets[0]), subset(sets[1]), subset(sets[2]));
    }

    /** The class of each row; all alike where the target is numeric or isn't known. */
    private int[] classes() {
        return IntStream.range(0, rowCount())
                .map(row -> target().map(column -> column.categories().indexOf(column.text(row))).orElse(0)).toArray();
    }

    /**
     * The rows that have a value in some columns.
     *
     * @param names the columns; none for all of them
     * @return a new table
     * @throws IllegalArgumentException if there is no such column, or no row is left
     */
    public Table withoutRowsMissing(String... names) {
        List<Column> complete = names.length == 0 ? columns() : Arrays.stream(names).map(this::column).toList();
        int[] rows = IntStream.range(0, rowCount())
                .filter(row -> complete.stream().noneMatch(column -> column.isMissing(row))).toArray();
        if (rows.length == 0) {
            throw new IllegalArgumentException(source + ": each row has a missing value. Leave columns out with"
                    + " without(...) first: " + complete.stream().filter(column -> column.missingCount() > 0).toList()
                    + ".");
        }
        return subset(rows);
    }

    /** Where a field stands, for messages. */
    String place(int row, String column) {
        return source + ", line " + lines[row] + ", column \"" + column + "\"";
    }

    /** {@return the columns, their kinds, and the first rows} */
    @Override
    public String toString() {
        return new TableFormat(source, this).toString();
    }
}
