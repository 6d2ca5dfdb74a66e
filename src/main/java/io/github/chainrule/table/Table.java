// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.data.Split;
import io.github.chainrule.internal.Indices;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.RandomOrder;
import io.github.chainrule.internal.RegularFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows and named columns, as they are read from a CSV file: numbers, categories, and gaps.
 *
 * {@snippet :
 * Table table = Table.read(Path.of("titanic.csv")).without("name", "ticket").withClassTarget("survived");
 * System.out.println(table);                                   // columns, their kinds, the first rows
 * Split<Table> tables = table.split(0.2, 42);
 * TableEncoder encoder = TableEncoder.fit(tables.training(), MissingValues.FILL);
 * Split<Dataset> data = tables.map(encoder::encode);
 * }
 *
 * <p>A table doesn't change; methods that change something return a new one.
 */
public final class Table {

    private final String source;
    /** Where each row begins in its file. */
    private final int[] lines;
    private final Map<String, Column> columns;
    private final List<String> targets;

    private Table(String source, int[] lines, Map<String, Column> columns, List<String> targets) {
        this.source = source;
        this.lines = lines;
        this.columns = columns;
        this.targets = targets;
    }

    /**
     * Reads a file of comma-separated values with column names in its first line.
     *
     * @param file the file
     * @return its rows
     * @throws IOException if it can't be read or has another format; the message says where and why
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
     * @throws IOException if it can't be read or has another format; the message says where and why
     */
    public static Table read(Path file, CsvFormat format) throws IOException {
        Objects.requireNonNull(file, "Table.read: file is null.");
        Objects.requireNonNull(format, "Table.read: format is null.");
        RegularFile.requireReadable(file);
        String name = Printable.printable(file.toString());
        long size = Files.size(file);
        try {
            return of(name, text(name, Files.readAllBytes(file), format.charset), format);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new IOException(name + ": the table of " + size + " bytes doesn't fit into the "
                    + Runtime.getRuntime().maxMemory() + " bytes that Java may use. Give it more, as java -Xmx16g does,"
                    + " or split the file.", e);
        }
    }

    private static String text(String name, byte[] bytes, Charset charset) throws IOException {
        int magic = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        String other = magic == ('P' << 8 | 'K')
                ? "a zip file, as spreadsheets are. Save the sheet as CSV, and read that"
                : magic == 0x1f8b ? "compressed with gzip. Unpack it first"
                : (magic == 0xfeff || magic == 0xfffe) && !charset.name().startsWith("UTF-16")
                ? "text in UTF-16. Use CsvFormat's withCharset(StandardCharsets.UTF_16)" : "";
        if (!other.isEmpty()) {
            throw new IOException(name + ": this is " + other + ".");
        }
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(name + ": this isn't text in " + charset + ". Use CsvFormat's withCharset(...), for"
                    + " instance with StandardCharsets.ISO_8859_1.", e);
        }
    }

    /**
     * A table from text in a program.
     *
     * @param text   rows and columns
     * @param format how it is written
     * @return its rows
     * @throws IllegalArgumentException if it has another format; the message says where and why
     */
    public static Table parse(String text, CsvFormat format) {
        Objects.requireNonNull(text, "Table.parse: text is null.");
        Objects.requireNonNull(format, "Table.parse: format is null.");
        return of("the text", text, format);
    }

    private static Table of(String source, String text, CsvFormat format) {
        List<CsvParser.Row> rows = new CsvParser(source, text, format).rows();
        List<String> names = TableHeader.names(source, rows, format);
        List<CsvParser.Row> data = rows.subList(format.header ? 1 : 0, rows.size());
        if (data.isEmpty()) {
            throw new IllegalArgumentException(source + ": the file has a header but no rows. If its first line is"
                    + " data, use CsvFormat.comma().withoutHeader().");
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < names.size(); j++) {
            int column = j;
            columns.put(names.get(j), Column.of(names.get(j), data.stream().map(row -> row.fields().get(column))
                    .toArray(String[]::new), format));
        }
        return new Table(source, data.stream().mapToInt(CsvParser.Row::line).toArray(), columns, List.of());
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
            throw new IllegalArgumentException(source + ": there is no column " + CsvParser.shown(name)
                    + ". The columns are " + Printable.list(columns.keySet()) + "."
                    + TableHeader.separator(List.copyOf(columns.keySet()), CsvFormat.comma()));
        }
        return columns.get(name);
    }

    /** {@return the columns to predict; none if they aren't known} */
    public List<Column> targets() {
        return targets.stream().map(this::column).toList();
    }

    /**
     * The same table with a column to predict that says which class a row belongs to. Its fields are taken as names,
     * even if they are numbers.
     *
     * @param column its name
     * @return a new table
     * @throws IllegalArgumentException if there is no such column, or there is a target already
     */
    public Table withClassTarget(String column) {
        return withTargets(asCategories(column), column);
    }

    /**
     * The same table with columns to predict that are numbers.
     *
     * @param columns their names
     * @return a new table
     * @throws IllegalArgumentException if there is no such column, a field isn't a number, or there is a target already
     */
    public Table withNumericTargets(String... columns) {
        return withTargets(asNumbers(columns), columns);
    }

    /** Not twice: the earlier target would become an input, from which the new one is predicted too well. */
    private Table withTargets(Table table, String... names) {
        if (!targets.isEmpty()) {
            throw new IllegalArgumentException(source + ": the table has the target " + Printable.list(targets)
                    + " already. Name all numeric targets at once: withNumericTargets(\"a\", \"b\"); or start from"
                    + " the table without a target.");
        }
        return new Table(source, lines, table.columns, List.of(names));
    }

    /** Rows without it can be predicted, but not made into examples. */
    void requireTarget(String name) {
        if (!columns.containsKey(name)) {
            throw new IllegalArgumentException(source + ": there is no column " + CsvParser.shown(name) + ", the"
                    + " target. For rows whose target isn't known, use encoder.inputs(table).");
        }
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
        return with(column -> column.asNumbers(row -> cell(row, column.name()).place().get()), names);
    }

    private Table with(UnaryOperator<Column> change, String... names) {
        Map<String, Column> changed = new LinkedHashMap<>(columns);
        for (String name : names) {
            changed.put(name, change.apply(column(name)));
        }
        return new Table(source, lines, changed, targets);
    }

    /**
     * All columns except the named ones.
     *
     * @param names the columns to remove
     * @return a new table
     * @throws IllegalArgumentException if there is no such column
     */
    public Table without(String... names) {
        Map<String, Column> left = new LinkedHashMap<>(columns);
        for (String name : names) {
            left.remove(column(name).name());
        }
        return new Table(source, lines, left, targets.stream().filter(left::containsKey).toList());
    }

    /** Some of the rows. */
    Table subset(int... rows) {
        Indices.requireSubset(rows, rowCount());
        Map<String, Column> subsets = new LinkedHashMap<>();
        columns.forEach((name, column) -> subsets.put(name, column.subset(rows)));
        return new Table(source, IntStream.of(rows).map(row -> lines[row]).toArray(), subsets, targets);
    }

    /**
     * A training and a test set. Each gets its fraction of each class of the target, as near as whole rows allow.
     *
     * @param test what fraction of the rows to test on: with 0.2, 80 % are left to train on
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

    /**
     * Folds for cross-validation: each row is in the test set of one of them, and in the training set of all others.
     * Each fold gets its share of each class. Make a new model and optimizer for each, as a {@code Comparison} of the
     * folds does; one that was trained on another fold has seen this test data.
     *
     * @param count how many folds, at least 2; 5 and 10 are usual
     * @param seed  where the randomness comes from: the same seed gives the same folds on every JVM
     * @return a training and a test set for each
     * @throws IllegalArgumentException if there are more folds than rows, or fewer than 2
     */
    public List<Split<Table>> folds(int count, long seed) {
        return RandomOrder.folds(classes(), count, seed, (training, test) -> Split.of(subset(training), subset(test)));
    }

    /** The class of each row; all alike where targets are numeric or aren't known. */
    private int[] classes() {
        Map<String, Integer> indices = targets.isEmpty() ? Map.of() : Cell.indices(targets().get(0).categories());
        return IntStream.range(0, rowCount())
                .map(row -> indices.isEmpty() ? 0 : indices.getOrDefault(targets().get(0).text(row), -1)).toArray();
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
            throw new IllegalArgumentException(source + ": each row has a missing value. Remove columns with"
                    + " without(...) first: " + Printable.list(complete.stream()
                    .filter(column -> column.missingCount() > 0).map(Column::toString).toList()) + ".");
        }
        return subset(rows);
    }

    Cell cell(int row, String column) {
        return column(column).cell(row, source + ", line " + lines[row]);
    }

    /** {@return the columns, their kinds, and the first rows} */
    @Override
    public String toString() {
        return new TableFormat(source, this).toString();
    }
}
