package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;

/**
 * Which classes are taken for which: {@code count(i, j)} examples of class i were called class j. What is right
 * stands on the diagonal. An {@link Evaluation} makes it.
 */
public final class ConfusionMatrix {

    private final List<String> classes;
    private final int[][] counts;

    ConfusionMatrix(List<String> classes, Matrix responses, Matrix targets) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size()];
        for (int i = 0; i < targets.rows(); i++) {
            counts[Answer.classOf(targets, i)][Answer.classOf(responses, i)]++;
        }
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
