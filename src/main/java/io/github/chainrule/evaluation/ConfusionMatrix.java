// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Which classes are taken for which: {@code count(i, j)} examples of class i were called class j. The right answers are
 * on the diagonal. An {@link Evaluation} makes it.
 *
 * {@snippet :
 * ConfusionMatrix confusion = evaluation.confusionMatrix();
 * confusion.count(3, 8);          // threes that were taken for eights
 * confusion.recall(3);            // the share of threes that were recognised
 * }
 */
public final class ConfusionMatrix {

    private final List<String> classes;
    private final int[][] counts;

    ConfusionMatrix(List<String> classes, Matrix responses, Matrix targets) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size()];
        for (int i = 0; i < targets.rows(); i++) {
            counts[Prediction.classIndexOf(targets, i)][Prediction.classIndexOf(responses, i)]++;
        }
    }

    /** Of classes without names, for metrics. */
    static ConfusionMatrix of(Metric metric, Matrix response, Matrix target) {
        Checks.requireClasses(metric, response, target);
        return new ConfusionMatrix(IntStream.range(0, Math.max(2, target.cols())).mapToObj(String::valueOf).toList(),
                response, target);
    }

    /** {@return what the classes are called} */
    public List<String> classes() {
        return classes;
    }

    /**
     * How many examples of one class were called another.
     *
     * @param actual    the class that would have been right, from 0
     * @param predicted the class that the model said, from 0
     * @return how many examples
     */
    public int count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /**
     * Of the examples that were called this class, the share that belongs to it.
     *
     * @param classIndex the class, from 0
     * @return from 0 to 1; NaN if none was called so
     */
    public double precision(int classNumber) {
        return (double) counts[classNumber][classNumber] / called(classNumber);
    }

    /**
     * Of the examples of this class, the share that was called so.
     *
     * @param classIndex the class, from 0
     * @return from 0 to 1; NaN if there is none
     */
    public double recall(int classNumber) {
        return (double) counts[classNumber][classNumber] / IntStream.of(counts[classNumber]).sum();
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param classIndex the class, from 0
     * @return from 0 to 1; NaN if there is no example of the class and none was called so
     */
    public double f1(int classNumber) {
        return 2.0 * counts[classNumber][classNumber]
                / (IntStream.of(counts[classNumber]).sum() + called(classNumber));
    }

    private int called(int classNumber) {
        return Arrays.stream(counts).mapToInt(row -> row[classNumber]).sum();
    }

    /** A figure of one class, or of class 1 of two; of several the mean of those for which it is defined. */
    double mean(Metric metric, OptionalInt classNumber, ToDoubleBiFunction<ConfusionMatrix, Integer> figure) {
        if (classNumber.orElse(0) >= classes.size()) {
            throw new IllegalArgumentException(metric + ": there are " + classes.size() + " classes, counted from 0 to "
                    + (classes.size() - 1) + ".");
        }
        if (classNumber.isPresent() || classes.size() == 2) {
            return figure.applyAsDouble(this, classNumber.orElse(1));
        }
        return IntStream.range(0, classes.size()).mapToDouble(c -> figure.applyAsDouble(this, c))
                .filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    /** {@return the table as text: a row for each class, a column for each answer} */
    @Override
    public String toString() {
        int width = classes.stream().mapToInt(String::length).max().orElse(0);
        for (int[] row : counts) {
            for (int count : row) {
                width = Math.max(width, text(count).length());
            }
        }
        String cell = "  %" + width + "s";
        StringBuilder text = new StringBuilder(String.format(cell, "")).append("  predicted\n");
        text.append(String.format(cell, ""));
        classes.forEach(name -> text.append(String.format(cell, name)));
        for (int i = 0; i < counts.length; i++) {
            text.append('\n').append(String.format(cell, classes.get(i)));
            for (int count : counts[i]) {
                text.append(String.format(cell, text(count)));
            }
        }
        return text.append('\n').toString();
    }

    private static String text(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
