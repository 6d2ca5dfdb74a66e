// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Names;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model predicts for one example: a class, with a probability of each, or the value of a numeric target.
 *
 * {@snippet :
 * Prediction prediction = predictor.predict(5.1, 3.5, 1.4, 0.2);
 * prediction.className();                 // setosa
 * prediction.probability("setosa");       // 0.98
 * }
 */
public final class Prediction {

    private final Names names;
    private final double threshold;
    private final double[] values;
    private final List<String> warnings;

    /** Row {@code row} of predictions, or of targets. */
    Prediction(Names names, double threshold, Matrix predictions, int row, List<String> warnings) {
        this.names = names;
        this.threshold = threshold;
        int cols = predictions.cols();
        this.values = Arrays.copyOfRange(predictions.values(), row * cols, (row + 1) * cols);
        this.warnings = warnings;
    }

    /**
     * The class that a row stands for: with one column, 1 if it is above {@value Predictor#DEFAULT_THRESHOLD} and 0
     * otherwise; with several, the index of the largest, the first of them if there are two. Only
     * {@link Predictor#withThreshold another threshold} changes that.
     *
     * @param predictions predictions or targets, one row per example; only read
     * @param row         which row
     * @return the class's index, from 0
     */
    public static int classIndexOf(Matrix predictions, int row) {
        Objects.requireNonNull(predictions, "Prediction.classIndexOf: predictions is null.");
        return classIndexOf(predictions, row, Predictor.DEFAULT_THRESHOLD);
    }

    static int classIndexOf(Matrix predictions, int row, double threshold) {
        if (predictions.cols() == 1) {
            return predictions.get(row, 0) > threshold ? 1 : 0;
        }
        int largest = 0;
        for (int c = 1; c < predictions.cols(); c++) {
            largest = predictions.get(row, c) > predictions.get(row, largest) ? c : largest;
        }
        return largest;
    }

    boolean isClass() {
        return names.hasClasses();
    }

    /**
     * The predicted class's index.
     *
     * @return from 0, in the order of the class names
     * @throws IllegalStateException if the target is numeric
     */
    public int classIndex() {
        requireClasses(names);
        return classIndexOf(Matrix.wrap(1, values.length, values), 0, threshold);
    }

    /**
     * The predicted class's name.
     *
     * @return the name
     * @throws IllegalStateException if the target is numeric
     */
    public String className() {
        return names.classes().get(classIndex());
    }

    /**
     * The probability of one class. A cross-entropy trains a model to predict it; a model trained with squared errors
     * may predict less than 0 or more than 1.
     *
     * @param className the class's name
     * @return with one column, p for class 1 and 1 − p for class 0; with several, the class's column
     * @throws IllegalArgumentException if there is no such class
     * @throws IllegalStateException    if the target is numeric
     */
    public double probability(String className) {
        requireClasses(names);
        return probability(indexOf(names.classes(), className));
    }

    private double probability(int c) {
        return values.length > 1 ? values[c] : c == 1 ? values[0] : 1 - values[0];
    }

    /**
     * The predicted number or, with two classes in one column, the probability of class 1.
     *
     * @return the only column
     * @throws IllegalStateException if there are several columns
     */
    public double value() {
        if (values.length != 1) {
            throw new IllegalStateException("Prediction: there are " + values.length + " values, not one. Name the one"
                    + " that you want, as in value(\"" + targets().get(0) + "\"); there are "
                    + Printable.list(targets()) + ".");
        }
        return values[0];
    }

    /**
     * The predicted number of one of several targets.
     *
     * @param target its name
     * @return its value
     * @throws IllegalArgumentException if there is no target of this name
     */
    public double value(String target) {
        int column = targets().indexOf(Objects.requireNonNull(target, "Prediction.value: target is null."));
        if (column < 0) {
            throw new IllegalArgumentException("Prediction: there is no target \"" + Printable.field(target)
                    + "\". The targets are " + Printable.list(targets()) + ".");
        }
        return values[column];
    }

    private List<String> targets() {
        return values.length == names.targets().size() ? names.targets()
                : IntStream.range(0, values.length).mapToObj(j -> names.targets().get(0) + " " + j).toList();
    }

    static int indexOf(List<String> classes, String className) {
        int index = classes.indexOf(Objects.requireNonNull(className, "the class name is null."));
        if (index < 0) {
            throw new IllegalArgumentException("there is no class \"" + Printable.field(className)
                    + "\". The classes are " + Printable.list(classes) + ".");
        }
        return index;
    }

    static void requireClasses(Names names) {
        if (!names.hasClasses()) {
            String first = names.targets().get(0);
            throw new IllegalStateException("Prediction: " + String.join(", ", names.targets())
                    + (names.targets().size() > 1 ? " are numeric targets or labels, not classes. Use value(\"" + first
                    + "\"); for labels BinaryAccuracy, and Metric.f1(\"" + first + "\")."
                    : " is a numeric target, not a class. Use value(). If it is a class, name the classes:"
                    + " dataset.withNames(dataset.names().withClasses(...))."));
        }
    }

    /** Above 0 if it is on the side of the target; see {@link Outcome#margin}. */
    double margin(Prediction target) {
        if (!isClass()) {
            return -Math.sqrt(IntStream.range(0, values.length)
                    .mapToDouble(j -> (values[j] - target.values[j]) * (values[j] - target.values[j])).sum());
        }
        int actual = target.classIndex();
        double shift = values.length > 1 ? 0 : (1 - 2 * threshold) * (2 * actual - 1);
        return shift + probability(actual) - IntStream.range(0, names.classes().size()).filter(c -> c != actual)
                .mapToDouble(this::probability).max().orElse(0);
    }

    /** {@return a sentence for each input that lies far outside of its range in training; empty if none does} */
    public List<String> warnings() {
        return warnings;
    }

    /** {@return class and probability, {@code setosa (0.9812)}, or target and value, {@code price 150.2}; warnings} */
    @Override
    public String toString() {
        return (isClass() ? text() : String.join(", ", names.targets()) + " " + text())
                + warnings.stream().map(warning -> "; warning: " + warning).collect(Collectors.joining());
    }

    /** The text without the target's name. */
    String text() {
        return isClass() ? String.format(Locale.ROOT, "%s (%.4f)", className(), probability(classIndex()))
                : Arrays.stream(values).mapToObj(v -> String.format(Locale.ROOT, "%.4g", v))
                .collect(Collectors.joining(", "));
    }
}
