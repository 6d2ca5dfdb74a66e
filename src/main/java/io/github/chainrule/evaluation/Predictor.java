// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.RowEncoder;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model together with what its outputs mean: all that it takes to predict.
 *
 * {@snippet :
 * Predictor predictor = trainer.predictor();
 * System.out.println(predictor.predict(5.1, 3.5, 1.4, 0.2));      // setosa (0.9812)
 * System.out.println(predictor.evaluate(test));                   // loss 0.0781, accuracy 0.9667 (29 of 30 correct)
 *
 * predictor.predict(Map.of("sex", "female", "age", 29, "class", 1));      // of a model that was trained on a table
 * predictor.predict(Table.read(Path.of("passengers.csv")));
 * }
 *
 * <p>A trainer and a training run hand out the predictor of what they have trained, with names, scaler, encoder and the
 * range of each input. For a model that you made in another way, {@link #of} knows none of these.
 *
 * @param model      the network
 * @param loss       what it was trained with; says what its outputs mean
 * @param names      the names of features, classes and targets
 * @param scaler     how its training data was scaled; empty if it wasn't
 * @param encoder    how columns of a table became inputs; empty if there was no table
 * @param inputRange the smallest input of each column in training, and in a second row the largest, as the model sees
 *                   them; without columns, or NaN, if they aren't known
 * @param threshold  between two classes in one column, class 1 is predicted above this probability
 */
public record Predictor(Sequential model, Loss loss, Names names, Optional<Scaler> scaler, Optional<RowEncoder> encoder,
                        Matrix inputRange, double threshold) {

    /** The usual {@link #threshold}. */
    public static final double DEFAULT_THRESHOLD = 0.5;

    /**
     * A model with all that was known when it was trained.
     *
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss contains a sigmoid or
     *                                  softmax, or the threshold isn't between 0 and 1
     */
    public Predictor {
        Objects.requireNonNull(model, "Predictor: the model is null.");
        Objects.requireNonNull(loss, "Predictor: the loss is null.");
        Objects.requireNonNull(names, "Predictor: the names are null; use Names.NONE for no names.");
        Objects.requireNonNull(scaler, "Predictor: the scaler is null; use Optional.empty() for none.");
        Objects.requireNonNull(encoder, "Predictor: the encoder is null; use Optional.empty() for none.");
        Objects.requireNonNull(inputRange, "Predictor: inputRange is null.");
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("Predictor: expected a threshold between 0 and 1, got " + threshold
                    + ".");
        }
        if (model.layers().get(model.layers().size() - 1) instanceof Sigmoid
                && (loss instanceof BinaryCrossEntropyWithLogits || loss instanceof CrossEntropy)) {
            throw new IllegalArgumentException("the model ends with a Sigmoid, but " + loss.name()
                    + " expects logits, since it"
                    + " contains a " + (loss instanceof CrossEntropy ? "softmax. Remove the Sigmoid."
                    : "sigmoid. Remove the Sigmoid, or use BinaryCrossEntropy."));
        }
    }

    /**
     * A model whose names and scaler you state yourself.
     *
     * @param model  the network
     * @param loss   what it was trained with; says what its outputs mean
     * @param names  the names of features, classes and targets
     * @param scaler how its training data was scaled; empty if it wasn't
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss contains a sigmoid or softmax
     */
    public Predictor(Sequential model, Loss loss, Names names, Optional<Scaler> scaler) {
        this(model, loss, names, scaler, Optional.empty(), Matrix.zeros(2, 0), DEFAULT_THRESHOLD);
    }

    /**
     * A model whose inputs and targets have no names, and that was trained with unscaled numbers.
     *
     * @param model the network
     * @param loss  what it was trained with; says what its outputs mean
     * @return the predictor
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss contains a sigmoid or softmax
     */
    public static Predictor of(Sequential model, Loss loss) {
        return new Predictor(model, loss, Names.NONE, Optional.empty());
    }

    /**
     * The same predictor with another threshold between two classes in one column: a lower one finds more of class 1,
     * and mistakes more of class 0 for it.
     *
     * @param threshold between 0 and 1
     * @return a predictor of the same model
     * @throws IllegalArgumentException if it isn't between 0 and 1, or there are more than two classes
     */
    public Predictor withThreshold(double threshold) {
        if (names.classes().size() > 2) {
            throw new IllegalArgumentException("Predictor.withThreshold: a threshold lies between two classes, but"
                    + " these are " + names.classes().size() + ": " + Printable.list(names.classes()) + ". The most"
                    + " probable one is predicted; to decide otherwise, use prediction.probability(className).");
        }
        return new Predictor(model, loss, names, scaler, encoder, inputRange, threshold);
    }

    /**
     * Predicts for one example.
     *
     * @param features the example's features, unscaled, in the order of the training data
     * @return class and probabilities, or the value of a numeric target; with a warning for each feature that lies far
     *         outside of the training data
     * @throws IllegalArgumentException if the model expects another number of features, or one isn't finite
     */
    public Prediction predict(double... features) {
        Objects.requireNonNull(features, "Predictor.predict: features is null.");
        return predictions(Matrix.row(features)).get(0);
    }

    /**
     * Predicts for one row of the table that the model was trained on.
     *
     * @param row a number or a text for each column but the target; a column that isn't there has a missing value
     * @return as for {@link #predict(double...)}
     * @throws IllegalArgumentException if a column isn't known, or a value is missing or can't be encoded
     * @throws IllegalStateException    if the model wasn't trained on a table
     */
    public Prediction predict(Map<String, ?> row) {
        return predict(encoder.orElseThrow(Predictor::noTable).encodeRow(row));
    }

    /**
     * Predicts for all rows of a table.
     *
     * @param table has the columns of the training table, in any order; the target and others are ignored
     * @return a prediction for each row
     * @throws IllegalArgumentException if a column isn't there, or a value is missing or can't be encoded
     * @throws IllegalStateException    if the model wasn't trained on a table
     */
    public List<Prediction> predict(Table table) {
        return predictions(encoder.filter(TableEncoder.class::isInstance).map(TableEncoder.class::cast)
                .orElseThrow(Predictor::noTable).inputs(table));
    }

    private static IllegalStateException noTable() {
        return new IllegalStateException("Predictor.predict: the model wasn't trained on a table, so it has no encoder."
                + " Pass its features as numbers: predict(5.1, 3.5).");
    }

    private List<Prediction> predictions(Matrix inputs) {
        Matrix predictions = predict(inputs);
        Matrix seen = asTheModelSees(inputs);
        return IntStream.range(0, inputs.rows()).mapToObj(i -> new Prediction(names, threshold, predictions, i,
                new RangeCheck(this, 1).add(Matrix.row(Arrays.copyOfRange(seen.values(), i * seen.cols(),
                        (i + 1) * seen.cols()))).warnings())).toList();
    }

    /**
     * Predicts for many examples.
     *
     * @param inputs one row per example, unscaled; only read
     * @return a row for each: p for class 1, a probability of each class, or numbers in the target's own unit
     * @throws IllegalArgumentException if the model expects another number of columns, or a value isn't finite
     */
    public Matrix predict(Matrix inputs) {
        Objects.requireNonNull(inputs, "Predictor.predict: inputs is null.");
        return predictionsOf(model.output(asTheModelSees(inputs)));
    }

    private Matrix asTheModelSees(Matrix inputs) {
        return scaler.map(s -> s.transformInputs(inputs)).orElse(inputs);
    }

    /** What outputs mean; for a scaled numeric target, in its own unit. */
    Matrix predictionsOf(Matrix outputs) {
        return unscaled(loss.predictions(outputs));
    }

    /** Predictions or targets in their own unit: the same matrix if they weren't scaled. */
    Matrix unscaled(Matrix targets) {
        return names.hasClasses() ? targets : scaler.map(s -> s.inverseTargets(targets)).orElse(targets);
    }

    /**
     * Evaluates the model on a dataset of the task that it was trained for. A predictor without names takes the
     * dataset's.
     *
     * @param dataset examples with targets, unscaled or scaled as the training data was; only read
     * @return loss, metrics and everything else that follows from one pass over it
     * @throws IllegalArgumentException if predictor and dataset don't fit together, for instance have other classes
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public Evaluation evaluate(Dataset dataset) {
        requireCompatible(dataset, "evaluation");
        Predictor named = names.equals(Names.NONE)
                ? new Predictor(model, loss, dataset.names(), scaler, encoder, inputRange, threshold) : this;
        return Evaluation.of(named, dataset, scaledAsTrained(dataset));
    }

    private Dataset scaledAsTrained(Dataset dataset) {
        return scaler.isEmpty() || dataset.scaler().isPresent() ? dataset : scaler.get().transform(dataset);
    }

    /**
     * Refuses a dataset that the model can't be trained with or evaluated on.
     *
     * @param dataset the examples
     * @param role    what they are for, such as {@code training}
     * @throws IllegalArgumentException if inputs, outputs, features, classes, encoding or scaling don't fit
     */
    public void requireCompatible(Dataset dataset, String role) {
        Objects.requireNonNull(dataset, () -> "Predictor: the " + role + " data is null.");
        if (model.inputSize().orElse(dataset.inputSize()) != dataset.inputSize()) {
            throw new IllegalArgumentException("the model expects " + Printable.count(model.inputSize().getAsInt(),
                    "input") + ", but the " + role + " data has " + dataset.inputSize() + " per example.");
        }
        requireOutputs(dataset, role);
        if (names.hasClasses() && dataset.names().hasClasses() && !names.classes().equals(dataset.names().classes())) {
            throw new IllegalArgumentException("the model was trained on the classes " + names.classes() + ", but"
                    + " the " + role + " data has the classes " + dataset.names().classes()
                    + ". Use data with the same classes.");
        }
        List<String> features = dataset.names().features();
        if (!names.features().isEmpty() && !features.isEmpty() && !names.features().equals(features)) {
            throw new IllegalArgumentException("the model was trained on the features "
                    + Printable.list(names.features()) + ", but the " + role + " data has "
                    + (Set.copyOf(features).equals(Set.copyOf(names.features())) ? "them in another order: "
                    : "the features ") + Printable.list(features) + ". Encode every table with the encoder that was"
                    + " fitted to the training table.");
        }
        if (encoder.isPresent() && dataset.encoder().isPresent() && !dataset.encoder().equals(encoder)) {
            throw new IllegalArgumentException("the " + role + " data was encoded with another encoder than the"
                    + " training data. Fit one TableEncoder to the training table, and encode every table with it.");
        }
        if (dataset.scaler().isPresent() && !dataset.scaler().equals(scaler)) {
            throw new IllegalArgumentException("the " + role + " data was scaled, but " + (scaler.isPresent()
                    ? "not as the training data was. Make one scaler from the training set, and transform every set"
                    + " with it." : "the predictor has no scaler. Use trainer.predictor(), or new Predictor(model,"
                    + " loss, data.names(), data.scaler())."));
        }
    }

    /** A loss may need more outputs than targets, such as mean and variance, so it is tried on one example. */
    private void requireOutputs(Dataset dataset, String role) {
        int outputs = dataset.inputSize();
        for (Layer layer : model.layers()) {
            outputs = layer.outputSize(outputs);
        }
        int targets = dataset.targetSize();
        if (outputs == targets) {
            return;
        }
        try {
            Matrix x = Matrix.zeros(1, dataset.inputSize());
            Matrix t = Matrix.zeros(1, targets);
            dataset.read(new int[] {0}, 0, 1, x, t);
            loss.value(model.output(x), t);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the model has " + Printable.count(outputs, "output") + ", but the "
                    + role + " data has " + Printable.count(targets, "target") + " per example. " + (targets == 1
                    ? "If the targets are class indices, encode them with Matrix.oneHot(" + outputs + ", classIndices);"
                    + " if they are numeric, the last Linear needs 1 output."
                    : "The last Linear needs " + Printable.count(targets, "output") + "."), e);
        }
    }

    /** {@return the model, and what it predicts} */
    @Override
    public String toString() {
        return model + " for " + (names.hasClasses() ? Printable.list(names.classes())
                : Printable.shortened(String.join(", ", names.targets()), 200));
    }
}
