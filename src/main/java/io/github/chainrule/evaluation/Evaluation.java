// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How good a model is on a dataset. The model is run once on each example; everything else follows from that.
 *
 * {@snippet :
 * Evaluation evaluation = trainer.evaluate(test);        // or predictor.evaluate(test)
 * evaluation.loss();
 * evaluation.score(Metric.rocAuc());
 * System.out.println(evaluation.confusionMatrix());
 * evaluation.hardest(5).forEach(System.out::println);
 * }
 *
 * <p>An evaluation keeps predictions and targets, not inputs. It doesn't change when the model is trained further.
 *
 * @param predictor   the model and what its outputs mean
 * @param dataset     the examples
 * @param loss        the mean loss over all examples, on the scale that the model was trained with; if the dataset has
 *                    weights, each counts by its own
 * @param predictions the predictions, in the targets' own unit, one row per example; not a copy
 * @param targets     the targets, in their own unit, one row per example; not a copy
 * @param warnings    a sentence for each input column that lies far outside of what the model was trained on, as
 *                    differently scaled ones do; about a million values at most are checked, in batches from everywhere
 */
public record Evaluation(Predictor predictor, Dataset dataset, double loss, Matrix predictions, Matrix targets,
                         List<String> warnings) {

    private static final int BATCH_SIZE = 256;

    /** Evaluates a dataset that fits the predictor. */
    static Evaluation of(Predictor predictor, Dataset dataset, Dataset scaled) {
        double[] outputs = new double[0];
        double[] targets = new double[dataset.size() * dataset.targetSize()];
        int done = 0;
        RangeCheck range = new RangeCheck(predictor, dataset.size());
        for (Batch batch : Batches.inOrder(scaled, BATCH_SIZE)) {
            Matrix output = predictor.model().output(batch.inputs());
            requireFinite(output, done);
            outputs = done == 0 ? new double[dataset.size() * output.cols()] : outputs;
            System.arraycopy(output.values(), 0, outputs, done * output.cols(), output.values().length);
            System.arraycopy(batch.targets().values(), 0, targets, done * dataset.targetSize(),
                    batch.targets().values().length);
            range.add(batch.inputs());
            done += batch.size();
        }
        Matrix output = Matrix.wrap(done, outputs.length / done, outputs);
        Matrix target = Matrix.wrap(done, dataset.targetSize(), targets);
        Matrix weights = Matrix.column(IntStream.range(0, done).mapToDouble(dataset::weight).toArray());
        return new Evaluation(predictor, dataset, predictor.loss().withWeights(weights).value(output, target),
                predictor.predictionsOf(output), predictor.unscaled(target), range.warnings());
    }

    private static void requireFinite(Matrix output, int done) {
        if (!output.isFinite()) {
            int i = IntStream.range(0, output.values().length)
                    .filter(j -> !Double.isFinite(output.values()[j])).findFirst().orElseThrow();
            throw new ArithmeticException("the model's output for example " + (done + i / output.cols()) + " is "
                    + output.values()[i] + ". If training diverged, train again with a smaller learning rate.");
        }
    }

    /**
     * The value of a metric over all examples.
     *
     * @param metric the metric
     * @return its value
     * @throws IllegalArgumentException if the metric is for other targets, or a class that isn't there
     */
    public double score(Metric metric) {
        return Objects.requireNonNull(metric, "Evaluation.score: metric is null.").value(predictor, predictions,
                targets);
    }

    /**
     * How many examples are predicted as their actual class.
     *
     * @return from 0 to the number of examples
     * @throws IllegalStateException if the target is numeric
     */
    public int correctCount() {
        return (int) IntStream.range(0, targets.rows()).filter(i -> outcome(i).isCorrect()).count();
    }

    /**
     * The fraction of examples that are predicted as their actual class.
     *
     * @return from 0 to 1
     * @throws IllegalStateException if the target is numeric
     */
    public double accuracy() {
        return (double) correctCount() / targets.rows();
    }

    /**
     * Which classes are predicted as which.
     *
     * @return the counts over all examples
     * @throws IllegalStateException if the target is numeric
     */
    public ConfusionMatrix confusionMatrix() {
        Prediction.requireClasses(predictor.names());
        return new ConfusionMatrix(predictor.names().classes(), predictor.threshold(), predictions, targets);
    }

    /**
     * One example with its prediction and its target.
     *
     * @param index the example's index in the dataset, from 0
     * @return both
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public Outcome outcome(int index) {
        Objects.checkIndex(index, targets.rows());
        return new Outcome(index, row(predictions, predictor.threshold(), index),
                row(targets, Predictor.DEFAULT_THRESHOLD, index));
    }

    private Prediction row(Matrix rows, double threshold, int index) {
        return new Prediction(predictor.names(), threshold, rows, index, List.of());
    }

    /**
     * The examples that the model got most wrong. With classes: mistakes first, the most confident at the top, then the
     * least confident correct predictions. With a numeric target: the largest errors first.
     *
     * @param count how many at most
     * @return the hardest first; among equals the earlier one
     * @throws IllegalArgumentException if the count is negative
     */
    public List<Outcome> hardest(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Evaluation.hardest: expected a count of at least 0, got " + count
                    + ".");
        }
        double[] margins = IntStream.range(0, targets.rows()).mapToDouble(i -> outcome(i).margin()).toArray();
        return IntStream.range(0, margins.length).boxed().sorted(Comparator.comparingDouble(i -> margins[i]))
                .limit(count).map(this::outcome).toList();
    }

    /** {@return loss and warnings; with classes as in {@code loss 0.0026, accuracy 0.9995 (2,114 of 2,115 correct)}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", loss) + (predictor.names().hasClasses() ? String.format(
                Locale.ROOT, ", accuracy %.4f (%,d of %,d correct)", accuracy(), correctCount(), targets.rows()) : "")
                + warnings.stream().map(warning -> "\nwarning: " + warning).collect(Collectors.joining());
    }
}
