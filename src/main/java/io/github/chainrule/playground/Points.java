// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.table.Column;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.Table;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Points of your own, set by clicking or from a file, each of a class. As text: {@code 0.5,-1,0;2,0.25,1}.
 *
 * @param points   the points
 * @param features what x and y are called
 * @param classes  what the classes are called, two to four
 */
record Points(List<Point> points, List<String> features, List<String> classes) {

    /** This many fit into a method of the program that can be copied. */
    static final int MAX = 1000;
    static final int MAX_CLASSES = 4;
    private static final double LARGEST = 1e9;
    /** As spreadsheets write numbers where the comma isn't free to separate them. */
    static final Pattern DECIMAL_COMMA = Pattern.compile("^-?+[0-9]++,[0-9]", Pattern.MULTILINE);

    /** Many times what the rows need: it bounds the time for what comes before the rows. */
    private static final int MAX_LENGTH = 1 << 18;

    /** A point of a class. */
    record Point(double x, double y, int classNumber) {
    }

    Points {
        Values.require(points.size() <= MAX, "points: there are more than " + MAX + ". Use a part of them.");
        Values.require(features.size() == 2, "points: expected two features, one for each direction of the plane, got "
                + features.size() + ".");
        Values.require(classes.size() >= 2 && classes.size() <= MAX_CLASSES, "points: expected two to " + MAX_CLASSES
                + " classes, got " + classes.size() + ".");
    }

    /** Points of this many classes from their text. */
    static List<Point> parse(String text, int classes) {
        return Arrays.stream(Values.parts(text, ";", MAX + 2)).map(part -> {
            String[] numbers = part.split(",", 4);
            Values.require(numbers.length == 3, "points: expected x,y,class for each, as in 0.5,-1,0;2,0.25,1, got "
                    + Values.shown(part) + ".");
            return new Point(Values.number("points", numbers[0], -LARGEST, LARGEST),
                    Values.number("points", numbers[1], -LARGEST, LARGEST),
                    Values.whole("points", numbers[2], 0, classes - 1));
        }).toList();
    }

    /**
     * Reads a file's text, whose first line says what the columns are called, unless it begins with a number. Fields
     * are separated by commas, semicolons or tabs; rows with a missing value are skipped.
     *
     * @throws IllegalArgumentException if it is something else; the message says what was expected
     */
    static Points ofFile(String text) {
        Values.require(text.length() <= MAX_LENGTH, "the file: expected at most " + MAX_LENGTH + " characters, got "
                + text.length() + ". Use a part of it.");
        String first = text.split("[\r\n]", 2)[0];
        char separator = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        CsvFormat format = CsvFormat.separatedBy(separator);
        if (separator != ',' && DECIMAL_COMMA.matcher(text).find()) {
            format = format.withDecimalComma();
        }
        String field = first.split(String.valueOf(separator), 2)[0].strip().replace(',', '.').replace("+", "");
        boolean headless = Values.NUMBER.matcher(field).matches();
        Table all = Table.parse(text, headless ? format.withoutHeader() : format);
        Values.require(all.columns().size() == 3, "the file: expected three columns, two features and then the class,"
                + " got " + all.columns().size() + ".");
        List<String> names = all.columns().stream().map(Column::name).toList();
        Table table = all.withoutRowsMissing().asNumbers(names.get(0), names.get(1)).withClassTarget(names.get(2));
        List<Column> columns = table.columns();
        Column c = columns.get(2);
        return new Points(IntStream.range(0, Math.min(table.rowCount(), MAX + 1)).mapToObj(row ->
                new Point(columns.get(0).number(row), columns.get(1).number(row),
                        c.categories().indexOf(c.text(row)))).toList(), names.subList(0, 2), c.categories());
    }

    /** The points as a part of a setup's text. */
    String settings() {
        return "own=" + joined(";", points, p -> Text.number(p.x) + "," + Text.number(p.y) + "," + p.classNumber)
                + "&features=" + encoded(features) + "&classes=" + encoded(classes);
    }

    private static String encoded(List<String> names) {
        return joined(",", names, name -> URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static <T> String joined(String separator, List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining(separator));
    }

    Dataset dataset() {
        Values.require(!points.isEmpty(), "points: there are none yet. Click in the large picture, or open a CSV"
                + " file.");
        int[] classOf = points.stream().mapToInt(Point::classNumber).toArray();
        Matrix inputs = Matrix.of(points.stream().map(p -> new double[] {p.x, p.y}).toArray(double[][]::new));
        Matrix targets = classes.size() > 2 ? Matrix.oneHot(classes.size(), classOf)
                : Matrix.column(Arrays.stream(classOf).asDoubleStream().toArray());
        return Dataset.of(inputs, targets).withNames(Names.NONE.withFeatures(features.toArray(String[]::new))
                .withClasses(classes.toArray(String[]::new)));
    }

    /** {@link #dataset} in Java. */
    String code() {
        return "Dataset.of(Matrix.of(new double[][] {" + joined(", ", points, p -> "{" + p.x + ", " + p.y + "}")
                + "}),\n                " + (classes.size() > 2 ? "Matrix.oneHot(" + classes.size() + ", "
                : "Matrix.column(") + joined(", ", points, p -> String.valueOf(p.classNumber)) + "))"
                + "\n                .withNames(Names.NONE.withFeatures(" + Text.javaStrings(features)
                + ").withClasses(" + Text.javaStrings(classes) + "))";
    }
}
