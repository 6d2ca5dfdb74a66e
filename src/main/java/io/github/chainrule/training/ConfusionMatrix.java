package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.List;
import java.util.Locale;

/**
 * Which classes are taken for which: {@code count(i, j)} examples of class i were called class j. What is right
 * stands on the diagonal.
 */
public final class ConfusionMatrix {

    private static final int BATCH_SIZE = 256;

    private final List<String> classes;
    private final int[][] counts;

    private ConfusionMatrix(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.counts = new int[classes.size()][classes.size()];
    }

    /**
     * The confusion matrix of a model whose outputs are probabilities, or logits of several classes. One column:
     * class 1 is {@code p > 0.5}; several: the largest one counts.
     *
     * @param model   the model; only used
     * @param data    examples with what would have been right; only read
     * @param classes what the classes are called, two for a model with one output, else one per output
     * @return the counts over all examples
     * @throws IllegalArgumentException if the number of classes doesn't fit
     */
    public static ConfusionMatrix of(Sequential model, Dataset data, List<String> classes) {
        return of(model, data, classes, 0.5);
    }

    /**
     * As {@link #of(Sequential, Dataset, List)}, with a threshold for one column: 0 for logits.
     *
     * @param model     the model; only used
     * @param data      examples with what would have been right; only read
     * @param classes   what the classes are called, two for a model with one output, else one per output
     * @param threshold above which prediction an example counts as class 1
     * @return the counts over all examples
     * @throws IllegalArgumentException if the number of classes doesn't fit
     */
    public static ConfusionMatrix of(Sequential model, Dataset data, List<String> classes, double threshold) {
        int expected = data.targetSize() == 1 ? 2 : data.targetSize();
        if (classes.size() != expected) {
            throw new IllegalArgumentException("ConfusionMatrix: targets of " + data.targetSize()
                    + (data.targetSize() == 1 ? " column" : " columns") + " mean " + expected + " classes, but "
                    + classes.size() + " names were given: " + classes + ".");
        }
        ConfusionMatrix confusion = new ConfusionMatrix(classes);
        for (Batch batch : Batches.inOrder(data, BATCH_SIZE)) {
            Matrix prediction = model.predict(batch.inputs());
            if (prediction.cols() != batch.targets().cols()) {
                throw new IllegalArgumentException("ConfusionMatrix: the model's output is " + prediction.shape()
                        + ", but the targets are " + batch.targets().shape() + ". Both need one column per class, or"
                        + " one column for two classes.");
            }
            confusion.add(prediction, batch.targets(), threshold);
        }
        return confusion;
    }

    private void add(Matrix prediction, Matrix target, double threshold) {
        for (int i = 0; i < prediction.rows(); i++) {
            counts[Outcome.of(target, i, 0.5)][Outcome.of(prediction, i, threshold)]++;
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
