// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.RowEncoder;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How rows of a table become numbers for a network. It is fitted to the training set and applied to every row that the
 * network ever sees.
 *
 * <p>A column of numbers is one input. A column of categories is one input for each category, in the order of
 * {@link Column#categories()}, and a single one of them is 1 (one-hot); they are called {@code port=C}, {@code port=Q},
 * …. Where values are missing, {@link MissingValues} says what happens. A target of two classes is 0 for the first and
 * 1 for the second; one of more classes is a row with a single 1; and numeric targets are unchanged.
 *
 * {@snippet :
 * Split<Table> tables = table.split(0.2, 42);
 * TableEncoder encoder = TableEncoder.fit(tables.training(), Map.of("age", MissingValues.FILL));
 * trainer.fit(encoder.encode(tables.training()));
 * trainer.predictor().predict(Map.of("sex", "female", "age", 29, "class", 1));
 * }
 *
 * @param columns the columns that become inputs
 * @param targets the columns to predict
 * @param classes the classes of the target; empty if targets are numeric
 */
public record TableEncoder(List<ColumnEncoding> columns, List<String> targets, List<String> classes)
        implements RowEncoder {

    private static final int MAX_CATEGORIES = 10;

    /**
     * A column that becomes one or more inputs.
     *
     * @param column     its name
     * @param categories its possible values, in the order of their inputs; empty for numbers
     * @param missing    what happens where the value is missing
     * @param fill       what takes its place: a number or a category; empty if missing values are rejected
     */
    public record ColumnEncoding(String column, List<String> categories, MissingValues missing, String fill) {

        /**
         * An encoding that can't change.
         *
         * @param column     its name
         * @param categories its possible values, in the order of their inputs; empty for numbers
         * @param missing    what happens where the value is missing
         * @param fill       what takes its place: a number or a category; empty if missing values are rejected
         * @throws IllegalArgumentException if a category appears twice, or the fill isn't a value of the column
         */
        public ColumnEncoding {
            categories = List.copyOf(categories);
            String place = "TableEncoder: column " + CsvParser.shown(column);
            if (new HashSet<>(categories).size() < categories.size()) {
                throw new IllegalArgumentException(place + ": a category appears twice: " + Printable.list(categories)
                        + ".");
            }
            boolean fits = missing == MissingValues.REJECT ? fill.isEmpty() : categories.isEmpty()
                    ? !Double.isNaN(Column.numberOrNaN(fill, '.')) : categories.contains(fill);
            if (!fits) {
                throw new IllegalArgumentException(place + ": missing values can't be filled with "
                        + CsvParser.shown(fill) + "; expected " + (missing == MissingValues.REJECT ? "nothing, as they"
                        + " are rejected" : categories.isEmpty() ? "a finite number" : "one of "
                        + Printable.list(categories)) + ".");
            }
        }

        private static ColumnEncoding of(Column column, int rows, MissingValues missing) {
            int categories = column.categories().size();
            if (categories > MAX_CATEGORIES && 2 * categories > rows) {
                throw new IllegalArgumentException("TableEncoder: the column \"" + column.name() + "\" has "
                        + column.kind() + " in " + rows + " rows, too many to learn anything from. Remove it with"
                        + " without(\"" + column.name() + "\"); if it should be numbers, asNumbers(\"" + column.name()
                        + "\") says which field isn't.");
            }
            return new ColumnEncoding(column.name(), column.categories(), missing,
                    missing == MissingValues.REJECT ? "" : column.typical());
        }

        private Stream<String> names() {
            Stream<String> names = categories.isEmpty() ? Stream.of(column)
                    : categories.stream().map(category -> column + "=" + category);
            return missing == MissingValues.FILL_AND_FLAG ? Stream.concat(names, Stream.of(column + " missing"))
                    : names;
        }

        private int size() {
            return Math.max(1, categories.size()) + (missing == MissingValues.FILL_AND_FLAG ? 1 : 0);
        }

        /** Sets some of a row's inputs from {@code start} on, which are 0; the flag, if there is one, is the last. */
        private void write(Cell cell, Map<String, Integer> indices, Matrix inputs, int row, int start) {
            if (!cell.isMissing()) {
                if (categories.isEmpty()) {
                    inputs.set(row, start, cell.number());
                } else {
                    inputs.set(row, start + cell.indexIn(indices), 1);
                }
                return;
            }
            if (missing == MissingValues.REJECT) {
                throw new IllegalArgumentException(cell.place().get() + ": the value is missing. Remove such rows with"
                        + " withoutRowsMissing(\"" + column + "\"), or fit the encoder with MissingValues.FILL or"
                        + " MissingValues.FILL_AND_FLAG.");
            }
            if (missing == MissingValues.FILL_AND_FLAG) {
                inputs.set(row, start + size() - 1, 1);
            }
            if (categories.isEmpty()) {
                inputs.set(row, start, Column.numberOrNaN(fill, '.'));
            } else if (missing == MissingValues.FILL) {
                inputs.set(row, start + categories.indexOf(fill), 1);
            }
        }
    }

    /**
     * An encoder that can't change.
     *
     * @param columns the columns that become inputs
     * @param targets the columns to predict
     * @param classes the classes of the target; empty if targets are numeric
     * @throws IllegalArgumentException if two inputs, targets or classes would have the same name, or the classes don't
     *                                  fit the targets
     */
    public TableEncoder {
        columns = List.copyOf(columns);
        Names names = new Names(columns.stream().flatMap(ColumnEncoding::names).toList(), classes, targets);
        targets = names.targets();
        classes = names.classes();
    }

    /**
     * Fits an encoder to rows in which no value is missing.
     *
     * @param training the training set, a table whose targets are known
     * @return an encoder that rejects missing values
     * @throws IllegalArgumentException if the table has no target, or a column has too many categories to be of use
     */
    public static TableEncoder fit(Table training) {
        return fit(training, MissingValues.REJECT);
    }

    /**
     * Fits an encoder to rows in which values may be missing, in any column.
     *
     * @param training the training set, a table whose targets are known
     * @param missing  what to do where a value is missing
     * @return the encoder
     * @throws IllegalArgumentException if the table has no target, or a column has too many categories or no value
     */
    public static TableEncoder fit(Table training, MissingValues missing) {
        Objects.requireNonNull(training, "TableEncoder.fit: training is null.");
        Objects.requireNonNull(missing, "TableEncoder.fit: missing is null.");
        return fit(training, training.columns().stream().collect(Collectors.toMap(Column::name, column -> missing)));
    }

    /**
     * Fits an encoder to rows in which values may be missing in some columns.
     *
     * @param training the training set, a table whose targets are known
     * @param missing  what to do where a value is missing, by column; it is rejected in all others
     * @return the encoder
     * @throws IllegalArgumentException if the table has no target or no such column, or a column has too many
     *                                  categories or no value
     */
    public static TableEncoder fit(Table training, Map<String, MissingValues> missing) {
        Objects.requireNonNull(training, "TableEncoder.fit: training is null.");
        Objects.requireNonNull(missing, "TableEncoder.fit: missing is null.");
        missing.keySet().forEach(training::column);
        Set<Column> targets = new LinkedHashSet<>(training.targets());
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("TableEncoder: the table has no target. Call the table's"
                    + " withClassTarget(...) or withNumericTargets(...).");
        }
        return new TableEncoder(training.columns().stream().filter(column -> !targets.contains(column))
                .map(column -> ColumnEncoding.of(column, training.rowCount(),
                        missing.getOrDefault(column.name(), MissingValues.REJECT))).toList(),
                targets.stream().map(Column::name).toList(), targets.iterator().next().categories());
    }

    @Override
    public Names names() {
        return new Names(columns.stream().flatMap(ColumnEncoding::names).toList(), classes, targets);
    }

    /**
     * A table as a dataset.
     *
     * @param table the training set or another one, with the same columns in any order; others are ignored
     * @return a dataset of table.rowCount() examples, with names
     * @throws IllegalArgumentException if a column isn't there, or a value is missing, isn't a number, or is a category
     *                                  that the training set doesn't have; the message says where
     */
    public Dataset encode(Table table) {
        Objects.requireNonNull(table, "TableEncoder.encode: table is null.");
        Map<String, Integer> indices = Cell.indices(classes);
        Matrix encoded = Matrix.zeros(table.rowCount(), classes.size() > 2 ? classes.size() : targets.size());
        for (int j = 0; j < targets.size(); j++) {
            String target = targets.get(j);
            table.requireTarget(target);
            for (int row = 0; row < table.rowCount(); row++) {
                Cell cell = table.cell(row, target);
                if (cell.isMissing()) {
                    throw new IllegalArgumentException(cell.place().get() + ": the value to be predicted is missing."
                            + " Remove such rows with withoutRowsMissing(\"" + target + "\").");
                }
                if (classes.size() > 2) {
                    encoded.set(row, cell.indexIn(indices), 1);
                } else {
                    encoded.set(row, j, classes.isEmpty() ? cell.number() : cell.indexIn(indices));
                }
            }
        }
        return Dataset.of(inputs(table), encoded).withEncoder(this);
    }

    /**
     * The inputs of rows whose targets needn't be known.
     *
     * @param table rows with the columns of the training set, in any order; others are ignored
     * @return table.rowCount() × inputs
     * @throws IllegalArgumentException if a column isn't there, or a value is missing, isn't a number, or is a category
     *                                  that the training set doesn't have; the message says where
     */
    public Matrix inputs(Table table) {
        Objects.requireNonNull(table, "TableEncoder.inputs: table is null.");
        return inputs(table.rowCount(), table::cell);
    }

    /**
     * The inputs of a single row.
     *
     * @param row a number or a text for each column; what isn't there is missing
     * @return the inputs, for a predictor
     * @throws IllegalArgumentException if a column isn't known, or a value is missing, isn't a number, or is a category
     *                                  that the training set doesn't have
     */
    @Override
    public double[] encodeRow(Map<String, ?> row) {
        Objects.requireNonNull(row, "TableEncoder.encodeRow: row is null.");
        Set<String> known = columns.stream().map(ColumnEncoding::column)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        row.keySet().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("TableEncoder: there is no column " + CsvParser.shown(name) + ". The"
                    + " columns are " + Printable.list(known) + ".");
        });
        return inputs(1, (first, column) -> Cell.of(row, column)).values();
    }

    private Matrix inputs(int rows, BiFunction<Integer, String, Cell> cells) {
        Matrix inputs = Matrix.zeros(rows, columns.stream().mapToInt(ColumnEncoding::size).sum());
        int start = 0;
        for (ColumnEncoding column : columns) {
            Map<String, Integer> indices = Cell.indices(column.categories());
            for (int row = 0; row < rows; row++) {
                column.write(cells.apply(row, column.column()), indices, inputs, row, start);
            }
            start += column.size();
        }
        return inputs;
    }

    /** {@return the inputs, and what is predicted} */
    @Override
    public String toString() {
        return "TableEncoder: " + names();
    }
}
