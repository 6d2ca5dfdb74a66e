// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.table;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How rows of a table become numbers for a network. It is learned from the training part alone and applied to every row
 * that the network ever sees, and it can be written to a file.
 *
 * <p>A column of numbers is one input. A column of categories is one input for each category, in the order of
 * {@link Column#categories()}, and a single one of them is 1 (one-hot); they are called {@code port=C}, {@code port=Q},
 * …. Where values are missing, {@link MissingValues} says what happens. A target of two classes is 0 for the first and 1 for
 * the second; one of more classes is a row with a single 1; and a quantity stays as it is.
 *
 * {@snippet :
 * Split<Table> split = table.split(0.2, 42);
 * TableEncoder encoder = TableEncoder.fit(split.training(), Map.of("age", MissingValues.FILL));
 * trainer.fit(encoder.encode(split.training()));
 * predictor.predict(encoder.encodeRow(Map.of("sex", "female", "age", 29, "class", 1)));
 * }
 *
 * @param features the columns that become inputs
 * @param target   the column to predict
 * @param classes  its classes; empty if it is a quantity
 */
public record TableEncoder(List<ColumnEncoding> features, String target, List<String> classes) {

    /**
     * A column that becomes one or more inputs.
     *
     * @param column     its name
     * @param categories what may stand there, in the order of their inputs; empty for numbers
     * @param missing    what happens where nothing stands there
     * @param fill       what is taken in its place: a number or a category; empty if missing values are refused
     */
    public record ColumnEncoding(String column, List<String> categories, MissingValues missing, String fill) {

        /** A feature that can't change. */
        public ColumnEncoding {
            categories = List.copyOf(categories);
        }

        private static ColumnEncoding of(Column column, MissingValues missing) {
            if (!column.isNumeric() && column.categories().size() > MAX_CATEGORIES
                    && 2 * column.categories().size() > column.size()) {
                throw new IllegalArgumentException("TableEncoder: the column \"" + column.name() + "\" has "
                        + column.kind() + " in " + column.size() + " rows, too many to learn anything from. Leave it"
                        + " out with without(\"" + column.name() + "\"); if it should be numbers, asNumbers(\""
                        + column.name() + "\") says which field isn't.");
            }
            return new ColumnEncoding(column.name(), column.categories(), missing,
                    missing == MissingValues.REJECT ? "" : column.typical());
        }

        private boolean isNumber() {
            return categories.isEmpty();
        }

        private Stream<String> names() {
            Stream<String> names = isNumber() ? Stream.of(column) : categories.stream().map(c -> column + "=" + c);
            return missing == MissingValues.FILL_AND_FLAG ? Stream.concat(names, Stream.of(column + " missing")) : names;
        }

        private int size() {
            return (isNumber() ? 1 : categories.size()) + (missing == MissingValues.FILL_AND_FLAG ? 1 : 0);
        }

        /** Sets some of the inputs from {@code start} on, which are 0; the mark, if there is one, is the last. */
        private void write(Cell field, double[] inputs, int start) {
            if (field.isMissing()) {
                if (missing == MissingValues.REJECT) {
                    throw new IllegalArgumentException(field.place() + ": the value is missing. Leave such rows out"
                            + " with withoutMissing(\"" + column + "\"), or fit the encoder with MissingValues.FILL or"
                            + " MissingValues.FILL_AND_FLAG.");
                }
                if (missing == MissingValues.FILL_AND_FLAG) {
                    inputs[start + size() - 1] = 1;
                }
                if (isNumber()) {
                    inputs[start] = Double.parseDouble(fill);
                } else if (missing == MissingValues.FILL) {
                    inputs[start + categories.indexOf(fill)] = 1;
                }
            } else if (isNumber()) {
                inputs[start] = field.number();
            } else {
                inputs[start + field.indexIn(categories)] = 1;
            }
        }
    }

    private static final int MAX_CATEGORIES = 10;

    /**
     * An encoder that can't change.
     *
     * @param features the columns that become inputs
     * @param target   the column to be predicted
     * @param classes  its classes; empty if it is a quantity
     */
    public TableEncoder {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
    }

    /**
     * Learns from rows in which no value is missing.
     *
     * @param training the training part of a table whose target is known
     * @return an encoder that refuses missing values
     * @throws IllegalArgumentException if the table has no target, or a column has too many categories to be of use
     */
    public static TableEncoder fit(Table training) {
        return fit(training, MissingValues.REJECT);
    }

    /**
     * Learns from rows in which values may be missing, in whatever column.
     *
     * @param training the training part of a table whose target is known
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
     * Learns from rows in which values may be missing in some columns.
     *
     * @param training the training part of a table whose target is known
     * @param missing  what to do where a value is missing, by column; it is refused in all others
     * @return the encoder
     * @throws IllegalArgumentException if the table has no target or no such column, or a column has too many
     *                                  categories or no value
     */
    public static TableEncoder fit(Table training, Map<String, MissingValues> missing) {
        Objects.requireNonNull(training, "TableEncoder.fit: training is null.");
        Objects.requireNonNull(missing, "TableEncoder.fit: missing is null.");
        missing.keySet().forEach(training::column);
        Column target = training.target().orElseThrow(() -> new IllegalArgumentException("TableEncoder: which column is"
                + " to be predicted? Say so with the table's classes(...) or quantity(...)."));
        List<ColumnEncoding> features = training.columns().stream().filter(column -> !column.name().equals(target.name()))
                .map(column -> ColumnEncoding.of(column, missing.getOrDefault(column.name(), MissingValues.REJECT))).toList();
        return new TableEncoder(features, target.name(), target.categories());
    }

    /** {@return what the inputs, the classes and the target are called} */
    public Names names() {
        return new Names(features.stream().flatMap(ColumnEncoding::names).toList(), classes, List.of(target));
    }

    /**
     * A table as a dataset.
     *
     * @param table the training part or another one, with the same columns in whatever order; others are ignored
     * @return a dataset of table.size() examples, with names
     * @throws IllegalArgumentException if a column isn't there, or a value is missing, no number, or a category that
     *                                  wasn't known; the message says where
     */
    public Dataset encode(Table table) {
        Objects.requireNonNull(table, "TableEncoder.encode: table is null.");
        Matrix targets = Matrix.zeros(table.rowCount(), classes.size() > 2 ? classes.size() : 1);
        for (int row = 0; row < table.rowCount(); row++) {
            Cell field = Cell.of(table, row, target);
            if (field.isMissing()) {
                throw new IllegalArgumentException(field.place() + ": the value to be predicted is missing. Leave such"
                        + " rows out with withoutMissing(\"" + target + "\").");
            }
            if (classes.isEmpty()) {
                targets.set(row, 0, field.number());
            } else if (classes.size() > 2) {
                targets.set(row, field.indexIn(classes), 1);
            } else {
                targets.set(row, 0, field.indexIn(classes));
            }
        }
        return Dataset.of(inputs(table), targets).withNames(names());
    }

    /**
     * The inputs of rows whose targets needn't be known.
     *
     * @param table rows with the columns of the training part, in whatever order; others are ignored
     * @return table.size() × inputs
     * @throws IllegalArgumentException if a column isn't there, or a value is missing, no number, or a category that
     *                                  wasn't known; the message says where
     */
    public Matrix inputs(Table table) {
        Objects.requireNonNull(table, "TableEncoder.inputs: table is null.");
        Matrix inputs = Matrix.zeros(table.rowCount(), size());
        for (int row = 0; row < table.rowCount(); row++) {
            int start = row * inputs.cols();
            for (ColumnEncoding feature : features) {
                feature.write(Cell.of(table, row, feature.column()), inputs.values(), start);
                start += feature.size();
            }
        }
        return inputs;
    }

    /**
     * The inputs of a single row.
     *
     * @param row a number or a text for each column; what isn't there is missing
     * @return the inputs, for a predictor
     * @throws IllegalArgumentException if a column isn't known, or a value is missing, no number, or a category that
     *                                  wasn't known
     */
    public double[] encodeRow(Map<String, ?> row) {
        Objects.requireNonNull(row, "TableEncoder.inputs: row is null.");
        List<String> columns = features.stream().map(ColumnEncoding::column).toList();
        row.keySet().stream().filter(name -> !columns.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("TableEncoder: there is no column \"" + name + "\". The columns are "
                    + columns + ".");
        });
        double[] inputs = new double[size()];
        int start = 0;
        for (ColumnEncoding feature : features) {
            feature.write(Cell.of(row, feature.column()), inputs, start);
            start += feature.size();
        }
        return inputs;
    }

    private int size() {
        return features.stream().mapToInt(ColumnEncoding::size).sum();
    }

    /**
     * What {@link #parse} reads: comma-separated values, a line for each column, such as
     *
     * <pre>
     *   number,age,FILL,29.7
     *   category,port,REFUSE,,C,Q,S
     *   classes,survived,0,1
     * </pre>
     *
     * <p>with {@code quantity,price} for a target that is one.
     *
     * @return kind, name, treatment of missing values and categories of each column
     */
    @Override
    public String toString() {
        Stream<Stream<String>> lines = features.stream().map(f -> Stream.concat(Stream.of(
                f.isNumber() ? "number" : "category", f.column(), f.missing().name(), f.fill()),
                f.categories().stream()));
        Stream<String> last = Stream.concat(Stream.of(classes.isEmpty() ? "quantity" : "classes", target),
                classes.stream());
        return Stream.concat(lines, Stream.of(last))
                .map(line -> line.map(CsvParser::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The inverse of {@link #toString}: for files.
     *
     * @param text what {@code toString} gave
     * @return an equal encoder
     * @throws IllegalArgumentException if it isn't that
     */
    public static TableEncoder parse(String text) {
        Objects.requireNonNull(text, "TableEncoder.parse: text is null.");
        List<CsvParser.Row> rows = new CsvParser("TableEncoder", text, CsvFormat.comma()).rows();
        List<ColumnEncoding> features = new ArrayList<>();
        for (CsvParser.Row row : rows) {
            List<String> fields = row.fields();
            boolean last = features.size() == rows.size() - 1;
            String kind = fields.get(0);
            try {
                if (last && (kind.equals("classes") && fields.size() > 3
                        || kind.equals("quantity") && fields.size() == 2)) {
                    return new TableEncoder(features, fields.get(1), fields.subList(2, fields.size()));
                }
                if (!last && (kind.equals("category") && fields.size() > 4
                        || kind.equals("number") && fields.size() == 4)) {
                    features.add(new ColumnEncoding(fields.get(1), fields.subList(4, fields.size()),
                            MissingValues.valueOf(fields.get(2)), fields.get(3)));
                    continue;
                }
            } catch (IllegalArgumentException e) {
                // refused below, with its place
            }
            throw new IllegalArgumentException("TableEncoder, line " + row.line() + ": expected "
                    + (last ? "classes or quantity" : "number or category") + " and what follows it, got "
                    + CsvParser.shown(String.join(",", fields)) + ".");
        }
        throw new IllegalArgumentException("TableEncoder: expected a line for each column, got nothing.");
    }
}
