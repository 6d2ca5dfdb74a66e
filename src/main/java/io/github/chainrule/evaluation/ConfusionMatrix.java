// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which classes are predicted as which: {@code count("3", "8")} examples of class 3 were predicted as class 8. Correct
 * predictions are on the diagonal. {@link Evaluation#confusionMatrix()} makes it.
 *
 * {@snippet :
 * ConfusionMatrix confusion = evaluation.confusionMatrix();
 * confusion.count("3", "8");      // threes that were predicted as eights
 * confusion.recall("3");          // the fraction of threes that was recognized
 * }
 */
public final class ConfusionMatrix {

    private final List<String> classes;
    private final int[][] counts;

    ConfusionMatrix(List<String> classes, double threshold, Matrix predictions, Matrix targets) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size()];
        for (int i = 0; i < targets.rows(); i++) {
            counts[Prediction.classIndexOf(targets, i)][Prediction.classIndexOf(predictions, i, threshold)]++;
        }
    }

    /** {@return the names of the classes} */
    public List<String> classes() {
        return classes;
    }

    /**
     * How many examples of one class were predicted as another, or as the same.
     *
     * @param actual    the name of the class that they belong to
     * @param predicted the name of the class that was predicted
     * @return how many examples
     * @throws IllegalArgumentException if there is no such class
     */
    public int count(String actual, String predicted) {
        return counts[index(actual)][index(predicted)];
    }

    /**
     * Of the examples that were predicted as this class, the fraction that belongs to it.
     *
     * @param className the class's name
     * @return from 0 to 1; NaN if none was predicted as this class
     * @throws IllegalArgumentException if there is no such class
     */
    public double precision(String className) {
        return (double) count(className, className) / predictedAs(index(className));
    }

    /**
     * Of the examples of this class, the fraction that was predicted as such.
     *
     * @param className the class's name
     * @return from 0 to 1; NaN if there is no example of it
     * @throws IllegalArgumentException if there is no such class
     */
    public double recall(String className) {
        return (double) count(className, className) / IntStream.of(counts[index(className)]).sum();
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param className the class's name
     * @return from 0 to 1; NaN if there is no example of the class and none was predicted as such
     * @throws IllegalArgumentException if there is no such class
     */
    public double f1(String className) {
        int index = index(className);
        return 2.0 * counts[index][index] / (IntStream.of(counts[index]).sum() + predictedAs(index));
    }

    private int index(String className) {
        return Prediction.indexOf(classes, className);
    }

    private int predictedAs(int index) {
        return Arrays.stream(counts).mapToInt(row -> row[index]).sum();
    }

    /** {@return the counts as a table: a row for each actual class, a column for each predicted one} */
    @Override
    public String toString() {
        List<List<String>> rows = Arrays.stream(counts).map(row -> IntStream.of(row)
                .mapToObj(count -> String.format(Locale.ROOT, "%,d", count)).toList()).toList();
        int width = IntStream.concat(classes.stream().mapToInt(String::length),
                rows.stream().flatMap(List::stream).mapToInt(String::length)).max().orElse(0);
        String cell = "  %" + width + "s";
        return String.format(cell, "") + "  predicted\n" + line(cell, "", classes)
                + IntStream.range(0, rows.size()).mapToObj(i -> line(cell, classes.get(i), rows.get(i)))
                .collect(Collectors.joining());
    }

    private static String line(String cell, String head, List<String> cells) {
        return String.format(cell, head) + cells.stream().map(text -> String.format(cell, text))
                .collect(Collectors.joining("", "", "\n"));
    }
}
