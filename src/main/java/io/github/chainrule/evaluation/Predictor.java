// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.Objects;
import java.util.Optional;

/**
 * A model together with what its output means: everything that a prediction needs.
 *
 * {@snippet :
 * Predictor predictor = Predictor.of(model, loss, train);
 * System.out.println(predictor.predict(5.1, 3.5, 1.4, 0.2));      // setosa (0.9812)
 * }
 *
 * @param model  the network
 * @param loss   what it was trained with; says how its output is read
 * @param names  what features, classes and target are called
 * @param scaler how the numbers were scaled that it was trained with; empty if they were not
 */
public record Predictor(Sequential model, Loss loss, Names names, Optional<Scaler> scaler) {

    /**
     * Model, loss, names and scales, if they belong together.
     *
     * @param model  the network
     * @param loss   what it was trained with; says how its output is read
     * @param names  what features, classes and target are called
     * @param scaler how the numbers were scaled that it was trained with; empty if they were not
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss has a sigmoid or softmax
     *                                  inside
     */
    public Predictor {
        Objects.requireNonNull(model, "Predictor: the model is null.");
        Objects.requireNonNull(loss, "Predictor: the loss is null.");
        Objects.requireNonNull(names, "Predictor: the names are null; Names.NONE stands for no names.");
        Objects.requireNonNull(scaler, "Predictor: the scaler is null; Optional.empty() stands for none.");
        requireOneSquashing(model, loss);
    }

    /**
     * A model whose inputs and targets have no names.
     *
     * @param model the network
     * @param loss  what it was trained with; says how its output is read
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss has a sigmoid or softmax
     *                                  inside
     */
    public Predictor(Sequential model, Loss loss) {
        this(model, loss, Names.NONE);
    }

    /**
     * A model that was trained with numbers as they are measured.
     *
     * @param model the network
     * @param loss  what it was trained with; says how its output is read
     * @param names what features, classes and target are called
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss has a sigmoid or softmax
     *                                  inside
     */
    public Predictor(Sequential model, Loss loss, Names names) {
        this(model, loss, names, Optional.empty());
    }

    /**
     * A model with names and scales of the data that it was trained with.
     *
     * @param model    the network
     * @param loss     what it was trained with; says how its output is read
     * @param training the training data; its examples aren't looked at
     * @return the predictor
     * @throws IllegalArgumentException if the model ends with a Sigmoid although the loss has a sigmoid or softmax
     *                                  inside
     */
    public static Predictor of(Sequential model, Loss loss, Dataset training) {
        Objects.requireNonNull(training, "Predictor.of: training is null.");
        return new Predictor(model, loss, training.names(), training.scaler());
    }

    /** A mistake that gives no error but wrong figures. */
    private static void requireOneSquashing(Sequential model, Loss loss) {
        if (!(model.layers().get(model.layers().size() - 1) instanceof Sigmoid)) {
            return;
        }
        if (loss instanceof BinaryCrossEntropyWithLogits) {
            throw new IllegalArgumentException("the model ends with a Sigmoid, and " + loss
                    + " has a second one inside. Leave the Sigmoid out, or use BinaryCrossEntropy.");
        }
        if (loss instanceof CrossEntropy) {
            throw new IllegalArgumentException("the model ends with a Sigmoid, but " + loss
                    + " has a softmax inside and expects logits. Leave the Sigmoid out.");
        }
    }

    /**
     * What the model says of examples, on the scale of the target. Inputs are scaled and quantities scaled back, as the
     * training data was.
     *
     * @param inputs one row per example, as measured; only read
     * @return a row for each: p for class 1, a probability of each class, or the quantity as it is measured
     * @throws IllegalArgumentException if the inputs have the wrong number of columns or a value that isn't finite
     */
    public Matrix predict(Matrix inputs) {
        Objects.requireNonNull(inputs, "Predictor.predict: inputs is null.");
        return response(model.output(scaler.map(s -> s.transformInputs(inputs)).orElse(inputs)));
    }

    /**
     * What an output means, as it is measured.
     *
     * @param output what the model said, one row per example; only read
     * @return the loss's response; of a quantity that was scaled, scaled back
     */
    public Matrix response(Matrix output) {
        return measured(loss.predictions(output));
    }

    /**
     * Targets or responses as they are measured.
     *
     * @param targets on the scale that the model was trained with; only read
     * @return scaled back if they are quantities that were scaled; otherwise the same matrix
     */
    public Matrix measured(Matrix targets) {
        return names.hasClasses() ? targets : scaler.map(s -> s.inverseTargets(targets)).orElse(targets);
    }

    /**
     * What the model says of one example.
     *
     * @param features the example's features, in the order of the training data
     * @return class and probabilities, or the quantity
     * @throws IllegalArgumentException if there is another number of features than the model expects
     */
    public Prediction predict(double... features) {
        Objects.requireNonNull(features, "Predictor.ask: features is null.");
        return new Prediction(names, predict(Matrix.row(features)), 0);
    }

    /**
     * Refuses data that the model can't be trained with or tried on.
     *
     * @param data the examples
     * @param what what they are for, such as {@code training}
     * @throws IllegalArgumentException if inputs, outputs or classes don't fit
     */
    public void requireCompatible(Dataset data, String what) {
        Objects.requireNonNull(data, "Predictor.requireFit: data is null.");
        if (model.inputSize().isPresent() && model.inputSize().getAsInt() != data.inputSize()) {
            throw new IllegalArgumentException("the model expects " + count(model.inputSize().getAsInt(), "input")
                    + ", but the " + what + " data has " + data.inputSize() + " per example.");
        }
        int outputs = data.inputSize();
        for (Layer layer : model.layers()) {
            outputs = layer.outputSize(outputs);
        }
        if (outputs != data.targetSize()) {
            throw new IllegalArgumentException("the model has " + count(outputs, "output") + ", but the " + what
                    + " data has " + count(data.targetSize(), "target") + " per example. "
                    + (data.targetSize() == 1 ? "If the targets are class numbers, Matrix.oneHot(" + outputs
                    + ", classes) makes a row of each; if they are quantities, the last Linear needs 1 output."
                    : "The last Linear needs " + count(data.targetSize(), "output") + "."));
        }
        if (names.hasClasses() && data.names().hasClasses() && !names.classes().equals(data.names().classes())) {
            throw new IllegalArgumentException("the model tells the classes " + names.classes() + " apart, but the "
                    + what + " data has the classes " + data.names().classes() + ". Use data of the same task.");
        }
        if (data.scaler().isPresent() && !data.scaler().equals(scaler)) {
            throw new IllegalArgumentException("the " + what + " data was scaled, but not as the training data was."
                    + " Make one scaler from the training data, and scale every part with it.");
        }
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@return the model, and what it predicts} */
    @Override
    public String toString() {
        return model + " for " + (names.hasClasses() ? names.classes() : String.join(", ", names.targets()));
    }
}
