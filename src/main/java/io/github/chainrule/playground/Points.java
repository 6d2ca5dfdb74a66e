// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Points of your own, set by clicking or from a file, each of a class. As text: {@code 0.5,-1,0;2,0.25,1}.
 *
 * @param points   the points
 * @param features what x and y are called
 * @param classes  what the classes are called, two to four
 */
record Points(List<Point> points, List<String> features, List<String> classes) {

    /** So many fit into a method of the program that can be copied. */
    static final int MAX = 1000;
    static final int MAX_CLASSES = 4;
    private static final double LARGEST = 1e9;

    /** A point of a class. */
    record Point(double x, double y, int classNumber) {
    }

    Points {
        Values.require(points.size() <= MAX, "points: expected at most " + MAX + ", got " + points.size()
                + ". Take a part of them.");
        Values.require(features.size() == 2, "points: expected two features, one for each direction of the plane, got "
                + features.size() + ".");
        Values.require(classes.size() >= 2 && classes.size() <= MAX_CLASSES, "points: expected two to " + MAX_CLASSES
                + " classes, got " + classes.size() + ".");
        points.forEach(point -> Values.require(point.classNumber < classes.size(), "points: there is no class "
                + point.classNumber + "; expected 0 to " + (classes.size() - 1) + "."));
    }

    /** Points from their text. */
    static List<Point> parse(String text) {
        return Arrays.stream(Values.parts(text, ";", MAX + 2)).map(part -> {
            String[] numbers = part.split(",", 4);
            Values.require(numbers.length == 3, "points: expected x,y,class for each, as in 0.5,-1,0;2,0.25,1, got "
                    + Values.shown(part) + ".");
            return new Point(Values.number("points", numbers[0], -LARGEST, LARGEST),
                    Values.number("points", numbers[1], -LARGEST, LARGEST),
                    Values.whole("points", numbers[2], 0, MAX_CLASSES));
        }).toList();
    }

    /** The points as a part of a set-up's text. */
    String settings() {
        return "own=" + joined(";", p -> Text.number(p.x) + "," + Text.number(p.y) + "," + p.classNumber)
                + "&features=" + Text.names(features) + "&classes=" + Text.names(classes);
    }

    private String joined(String separator, Function<Point, String> text) {
        return points.stream().map(text).collect(Collectors.joining(separator));
    }

    Dataset dataset() {
        Values.require(!points.isEmpty(), "points: there are none yet. Click into the large picture, or open a CSV"
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
        return "Dataset.of(Matrix.of(new double[][] {" + joined(", ", p -> "{" + p.x + ", " + p.y + "}")
                + "}),\n                " + (classes.size() > 2 ? "Matrix.oneHot(" + classes.size() + ", "
                : "Matrix.column(") + joined(", ", p -> String.valueOf(p.classNumber)) + "))"
                + "\n                .withNames(Names.NONE.withFeatures(" + Text.javaStrings(features)
                + ").withClasses(" + Text.javaStrings(classes) + "))";
    }
}
