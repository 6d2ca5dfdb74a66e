// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model says of one example, on the scale of the target: one of several classes, with a probability of each, or
 * a predicted quantity.
 *
 * {@snippet :
 * Prediction answer = predictor.predict(5.1, 3.5, 1.4, 0.2);
 * answer.className();                 // setosa
 * answer.probability("setosa");       // 0.98
 * }
 *
 * <p>{@linkplain #classIndexOf How a row becomes a class} is said here and nowhere else.
 */
public final class Prediction {

    /** With two classes in one column, above which response an example counts as class 1. */
    public static final double THRESHOLD = 0.5;

    private final Names names;
    private final double[] response;

    /** An answer that is row {@code row} of the responses, or of the targets. */
    Prediction(Names names, Matrix responses, int row) {
        this.names = names;
        this.response = IntStream.range(0, responses.cols()).mapToDouble(j -> responses.get(row, j)).toArray();
    }

    /**
     * The class that a row stands for: of one column, 1 if it is above {@value #THRESHOLD} and 0 otherwise; of several,
     * the number of the largest, the first of them when there are two.
     *
     * @param response responses or targets, one row per example; only read
     * @param row      which row
     * @return the class's number, from 0
     */
    public static int classIndexOf(Matrix response, int row) {
        Objects.requireNonNull(response, "Prediction.classIndexOf: response is null.");
        if (response.cols() == 1) {
            return response.get(row, 0) > THRESHOLD ? 1 : 0;
        }
        int largest = 0;
        for (int c = 1; c < response.cols(); c++) {
            largest = response.get(row, c) > response.get(row, largest) ? c : largest;
        }
        return largest;
    }

    /** {@return whether it is one of several classes, and not a quantity} */
    public boolean isClass() {
        return names.hasClasses();
    }

    /**
     * The class's number.
     *
     * @return from 0, in the order of the class names
     * @throws IllegalStateException if the answer is a quantity
     */
    public int classIndex() {
        requireClass();
        return classIndexOf(Matrix.wrap(1, response.length, response), 0);
    }

    /**
     * The class's name.
     *
     * @return the name
     * @throws IllegalStateException if the answer is a quantity
     */
    public String className() {
        return names.classes().get(classIndex());
    }

    /**
     * How probable a class is. That is what a cross-entropy trains a model to say; a model trained on squares tries to
     * say the same, but may well say something below 0 or above 1.
     *
     * @param classIndex the class's number, from 0
     * @return with one column p for class 1 and 1 − p for class 0, with several the class's column
     * @throws IllegalStateException if the answer is a quantity
     */
    public double probability(int classNumber) {
        requireClass();
        if (classNumber < 0 || classNumber >= names.classes().size()) {
            throw new IllegalArgumentException("Prediction: there is no class number " + classNumber + "; the classes are"
                    + " counted from 0 to " + (names.classes().size() - 1) + ".");
        }
        return response.length > 1 ? response[classNumber] : classNumber == 1 ? response[0] : 1 - response[0];
    }

    /**
     * How probable a class is, as {@link #probability(int)}.
     *
     * @param className the class's name
     * @return its probability
     * @throws IllegalArgumentException if there is no such class
     * @throws IllegalStateException    if the answer is a quantity
     */
    public double probability(String className) {
        requireClass();
        int classNumber = names.classes().indexOf(className);
        if (classNumber < 0) {
            throw new IllegalArgumentException("Answer: there is no class \"" + className + "\"; the classes are "
                    + names.classes() + ".");
        }
        return probability(classNumber);
    }

    /**
     * How probable each class is.
     *
     * @return class name to probability, in the order of the classes
     * @throws IllegalStateException if the answer is a quantity
     */
    public Map<String, Double> probabilities() {
        requireClass();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        names.classes().forEach(name -> probabilities.put(name, probability(name)));
        return probabilities;
    }

    /**
     * The response itself: the predicted quantity, or with two classes the probability of class 1.
     *
     * @return the only column
     * @throws IllegalStateException if there are several columns
     */
    public double value() {
        if (response.length != 1) {
            throw new IllegalStateException("Prediction: there are " + response.length + " values, not one: ask value(0) to"
                    + " value(" + (response.length - 1) + ").");
        }
        return response[0];
    }

    /**
     * One column of the response.
     *
     * @param column from 0
     * @return its value
     */
    public double value(int column) {
        return response[column];
    }

    /** {@return how many values there are: the number of target columns} */
    public int size() {
        return response.length;
    }

    private void requireClass() {
        if (!isClass()) {
            throw new IllegalStateException("Prediction: " + String.join(", ", names.targets()) + " is a quantity, not one of"
                    + " several classes: ask value(). If it is a class, say what the classes are called:"
                    + " dataset.withNames(dataset.names().withClasses(...)).");
        }
    }

    /** {@return class and probability, as in {@code setosa (0.9812)}, or the quantity, as in {@code price 150.2}} */
    @Override
    public String toString() {
        if (isClass()) {
            return String.format(Locale.ROOT, "%s (%.4f)", className(), probability(classIndex()));
        }
        return String.join(", ", names.targets()) + " " + quantity();
    }

    /** The values without the target's name. */
    String quantity() {
        return IntStream.range(0, size()).mapToObj(j -> String.format(Locale.ROOT, "%.4g", response[j]))
                .collect(Collectors.joining(", "));
    }
}
