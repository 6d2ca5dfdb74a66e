// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How good a model is on a dataset. The model is asked once about each example; everything else follows from that.
 *
 * {@snippet :
 * Evaluation evaluation = Evaluation.of(model, loss, test);
 * evaluation.loss();
 * evaluation.score(new BinaryAccuracy());
 * System.out.println(evaluation.confusionMatrix());
 * evaluation.hardest(5).forEach(System.out::println);
 * }
 *
 * <p>An evaluation keeps outputs and targets, not inputs. It stays as it is when the model is trained further.
 */
public final class Evaluation {

    private static final int BATCH_SIZE = 256;

    private final Predictor predictor;
    private final Dataset dataset;
    private final double loss;
    private final Matrix predictions;
    private final Matrix targets;

    private Evaluation(Predictor predictor, Dataset data, Matrix outputs, Matrix targets) {
        this.predictor = predictor;
        this.dataset = data;
        this.targets = predictor.measured(targets);
        this.loss = predictor.loss().value(outputs, targets);
        this.predictions = predictor.response(outputs);
    }

    /**
     * Tries a model on a dataset, whose names and scales it takes over.
     *
     * @param model the model; only used
     * @param loss  what it was trained with; says how its output is read
     * @param data  examples with what would have been right; only read
     * @return the evaluation
     * @throws IllegalArgumentException if model, loss and data don't fit together
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public static Evaluation of(Sequential model, Loss loss, Dataset data) {
        return of(Predictor.of(model, loss, data), data);
    }

    /**
     * Tries a predictor on a dataset of the same task.
     *
     * @param predictor the model and what its output means; only used
     * @param data      examples with what would have been right; only read
     * @return the evaluation
     * @throws IllegalArgumentException if predictor and data don't fit together, for instance have other classes
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public static Evaluation of(Predictor predictor, Dataset data) {
        Objects.requireNonNull(predictor, "Evaluation.of: predictor is null.");
        Objects.requireNonNull(data, "Evaluation.of: data is null.");
        predictor.requireCompatible(data, "evaluation");
        Dataset scaled = data.scaler().isPresent() ? data
                : predictor.scaler().map(scaler -> scaler.transform(data)).orElse(data);
        Matrix outputs = Matrix.zeros(data.size(), data.targetSize());
        Matrix targets = Matrix.zeros(data.size(), data.targetSize());
        int done = 0;
        for (Batch batch : Batches.inOrder(scaled, BATCH_SIZE)) {
            Matrix output = predictor.model().output(batch.inputs());
            requireFinite(output, done);
            System.arraycopy(output.values(), 0, outputs.values(), done * outputs.cols(), output.values().length);
            System.arraycopy(batch.targets().values(), 0, targets.values(), done * targets.cols(),
                    batch.targets().values().length);
            done += batch.size();
        }
        return new Evaluation(predictor, data, outputs, targets);
    }

    private static void requireFinite(Matrix output, int done) {
        if (output.isFinite()) {
            return;
        }
        int i = 0;
        while (Double.isFinite(output.values()[i])) {
            i++;
        }
        throw new ArithmeticException("the model's output for example " + (done + i / output.cols()) + " is "
                + output.values()[i] + ". Did training diverge, and ruin its parameters? Train it again with a"
                + " smaller learning rate.");
    }

    /** {@return the model and what its output means} */
    public Predictor predictor() {
        return predictor;
    }

    /** {@return the examples} */
    public Dataset dataset() {
        return dataset;
    }

    /** {@return how many examples there are} */
    public int size() {
        return targets.rows();
    }

    /** {@return the mean loss over all examples, on the scale that the model was trained with} */
    public double loss() {
        return loss;
    }

    /** {@return what the model says on the scale of the target as it is measured, one row per example; not a copy} */
    public Matrix predictions() {
        return predictions;
    }

    /** {@return what would have been right, as it is measured, one row per example; not a copy} */
    public Matrix targets() {
        return targets;
    }

    /**
     * What a metric says of all examples.
     *
     * @param metric the metric
     * @return its value
     * @throws IllegalArgumentException if the metric is about another kind of task
     */
    public double score(Metric metric) {
        Objects.requireNonNull(metric, "Evaluation.value: metric is null.");
        return metric.value(predictions, targets);
    }

    /**
     * Loss and metrics.
     *
     * @param metrics the metrics
     * @return the numbers
     * @throws IllegalArgumentException if a metric is about another kind of task
     */
    public Scores result(List<Metric> metrics) {
        Objects.requireNonNull(metrics, "Evaluation.result: metrics is null.");
        return new Scores(size(), loss, metrics.stream().map(m -> new Score(m.name(), score(m))).toList());
    }

    /**
     * How many examples got the right class.
     *
     * @return from 0 to {@link #size()}
     * @throws IllegalStateException if the target is a quantity
     */
    public int correctCount() {
        requireClasses("right answers");
        return (int) IntStream.range(0, size()).filter(this::isRight).count();
    }

    private boolean isRight(int example) {
        return Prediction.classIndexOf(predictions, example) == Prediction.classIndexOf(targets, example);
    }

    /**
     * The share of examples that got the right class.
     *
     * @return {@code right() / size()}
     * @throws IllegalStateException if the target is a quantity
     */
    public double accuracy() {
        return (double) correctCount() / size();
    }

    /**
     * Which classes are taken for which.
     *
     * @return the counts over all examples
     * @throws IllegalStateException if the target is a quantity
     */
    public ConfusionMatrix confusionMatrix() {
        requireClasses("a confusion matrix");
        return new ConfusionMatrix(predictor.names().classes(), predictions, targets);
    }

    /**
     * One example with the model's answer and the right one.
     *
     * @param number the example's number in the dataset, from 0
     * @return both answers
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public Outcome outcome(int number) {
        if (number < 0 || number >= size()) {
            throw new IndexOutOfBoundsException("example " + number + ": the examples are counted from 0 to "
                    + (size() - 1) + ".");
        }
        return new Outcome(number, new Prediction(predictor.names(), predictions, number),
                new Prediction(predictor.names(), targets, number));
    }

    /**
     * The examples that the model got most wrong. With classes: mistakes first, the surest of them at the top, then the
     * right answers that it was least sure of. Of a quantity: the largest errors first.
     *
     * @param count how many at most
     * @return the hardest first; among equals the earlier one
     */
    public List<Outcome> hardest(int count) {
        return IntStream.range(0, size()).mapToObj(this::outcome)
                .sorted(Comparator.comparingDouble(Outcome::margin)).limit(count).toList();
    }

    private void requireClasses(String what) {
        if (!predictor.names().hasClasses()) {
            throw new IllegalStateException("Evaluation: " + what + " can only be given for classes, but "
                    + String.join(", ", predictor.names().targets()) + " is a quantity. If the targets are classes, say"
                    + " what these are called: dataset.withNames(dataset.names().withClasses(...)).");
        }
    }

    /** {@return loss and, with classes, accuracy, as in {@code loss 0.0026, accuracy 0.9995 (2,114 of 2,115 right)}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", loss) + (predictor.names().hasClasses()
                ? String.format(Locale.ROOT, ", accuracy %.4f (%,d of %,d right)", accuracy(), correctCount(), size()) : "");
    }
}
