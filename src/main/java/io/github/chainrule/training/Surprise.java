package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * An example and how little the model had expected it: mistakes come first, the surest of them at the top.
 *
 * {@snippet :
 * for (Surprise s : Surprise.largest(model, test, 5)) {
 *     System.out.println(s);      // example 2031: class 0, taken for class 1 (probability of class 0: 0.2533)
 * }
 * }
 *
 * @param example     its number in the dataset, from 0
 * @param actual      the class that it is
 * @param predicted   the class that the model took it for: the one that it found most probable
 * @param probability what the model gave to the class that it is
 */
public record Surprise(int example, int actual, int predicted, double probability) {

    private static final int BATCH_SIZE = 256;

    /**
     * The examples to whose own class the model gave the least probability.
     *
     * <p>With one output p it is p for class 1 and 1 − p for class 0, with several their softmax. An output that isn't
     * a Sigmoid's is taken for a logit.
     *
     * @param model the model; only used
     * @param data  the examples, with one target column for two classes or one for each; only read
     * @param count how many at most
     * @return the least expected first; among equals the earlier one
     */
    public static List<Surprise> largest(Sequential model, Dataset data, int count) {
        List<Surprise> all = new ArrayList<>(data.size());
        for (Batch batch : Batches.inOrder(data, BATCH_SIZE)) {
            Matrix output = model.predict(batch.inputs());
            for (int i = 0; i < batch.size(); i++) {
                int actual = Outcome.of(batch.targets(), i, 0.5);
                double[] p = probabilities(model, output, i);
                int predicted = 0;
                for (int c = 1; c < p.length; c++) {
                    predicted = p[c] > p[predicted] ? c : predicted;
                }
                all.add(new Surprise(all.size(), actual, predicted, p[actual]));
            }
        }
        all.sort(Comparator.comparingDouble(Surprise::probability));
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    private static double[] probabilities(Sequential model, Matrix output, int row) {
        boolean probability = model.layers().get(model.layers().size() - 1) instanceof Sigmoid;
        if (output.cols() == 1) {
            double p = output.get(row, 0);
            p = probability ? p : 1 / (1 + StrictMath.exp(-p));
            return new double[] {1 - p, p};
        }
        double[] p = new double[output.cols()];
        double max = output.get(row, Outcome.largest(output, row));
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = probability ? output.get(row, c) : StrictMath.exp(output.get(row, c) - max);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /** {@return whether the model was wrong} */
    public boolean isMistake() {
        return actual != predicted;
    }

    /** {@return the example in one line} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "example %d: class %d, %s class %d (probability of class %d: %.4f)",
                example, actual, isMistake() ? "taken for" : "and known as", predicted, actual, probability);
    }
}
