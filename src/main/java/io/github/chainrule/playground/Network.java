// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A setup's network in the page's numbers: layers from 1, each a linear part and the function that follows it; the
 * last one is the output. (The library counts linear parts and functions apart, from 0.)
 */
final class Network {

    final Sequential model;
    /** Model and loss, with names and scaling of the examples. */
    final Predictor predictor;
    /** What the function of each layer is called. */
    final List<String> functions;
    private final Setup setup;
    /** How many of the library's layers are a function, and how many are a layer here. */
    private final int functionSize;
    /** How many of the library's layers are one here. */
    final int stride;

    Network(Setup setup, Examples examples, Random random) {
        this.setup = setup;
        this.functions = new ArrayList<>(Collections.nCopies(count() - 1, setup.activation.label()));
        functions.add(setup.classes == 0 ? "none" : setup.loss instanceof CrossEntropy ? "softmax" : "sigmoid");
        this.model = model(setup, random);
        this.functionSize = setup.activation.is("none") ? 0 : 1;
        this.stride = 1 + functionSize + (setup.dropout > 0 ? 1 : 0);
        this.predictor = new Predictor(model, setup.loss, examples.training().names(), examples.training().scaler());
    }

    static Sequential model(Setup setup, Random random) {
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < setup.sizes.size(); k++) {
            layers.add(new Linear(setup.sizes.get(k - 1), setup.sizes.get(k), setup.initial.value(), random));
            layers.addAll(k == setup.sizes.size() - 1 ? List.of() : setup.activation.value().get());
            layers.addAll(k == setup.sizes.size() - 1 || setup.dropout == 0 ? List.of()
                    : List.of(new Dropout(setup.dropout)));
        }
        // A softmax is always inside the loss, and so is a sigmoid that the loss takes sums for; numbers need neither.
        boolean sums = setup.loss instanceof CrossEntropy || setup.loss instanceof BinaryCrossEntropyWithLogits;
        layers.addAll(setup.classes == 0 || sums ? List.of() : List.of(new Sigmoid()));
        Sequential model = new Sequential(layers.toArray(Layer[]::new));
        if (setup.weights.size() == model.parameterCount()) {        // those of another network don't count
            Iterator<Double> given = setup.weights.iterator();
            model.parameters().forEach(parameter -> parameter.setValue(parameter.value().map(v -> given.next())));
        }
        return model;
    }

    /** How many layers there are. */
    int count() {
        return setup.sizes.size() - 1;
    }

    Linear linear(int layer) {
        return (Linear) model.layers().get(sums(layer) - 1);
    }

    /** Which of a pass's activations are a layer's sums. */
    int sums(int layer) {
        return (layer - 1) * stride + 1;
    }

    /** Which of a pass's activations a layer passes on: after its function, if that isn't inside the loss. */
    int values(int layer) {
        return layer == count() ? model.layers().size() : sums(layer) + functionSize;
    }

    /** What a layer passes on, by the number of the layer; the inputs have the number 0. */
    Matrix values(ForwardPass pass, int layer) {
        return layer == 0 ? pass.activation(0) : layer == count() ? says(pass.output())
                : pass.activation(values(layer));
    }

    /** Whether the loss contains a layer's function. */
    boolean endsInLoss(int layer) {
        return layer == count() && values(layer) == sums(layer) && setup.classes > 0;
    }

    /** How a layer's function changes with each of its sums; a softmax inside the loss has no slope for each neuron. */
    Matrix slope(ForwardPass pass, int layer) {
        Matrix sums = pass.activation(sums(layer));
        return endsInLoss(layer) ? values(pass, layer).map(p -> sums.cols() == 1 ? p * (1 - p) : Double.NaN)
                : values(layer) == sums(layer) ? sums.map(sum -> 1) : model.layers().get(sums(layer))
                .inputGradient(sums, pass.activation(values(layer)), sums.map(sum -> 1));
    }

    /** What outputs mean: probabilities, or numbers in their own unit. */
    Matrix says(Matrix outputs) {
        Matrix predictions = setup.loss.predictions(outputs);
        return predictor.scaler().map(scaler -> scaler.inverseTargets(predictions)).orElse(predictions);
    }

    /** What the network is fed at points of the plane, as it expects it. */
    Matrix fed(Matrix points) {
        Matrix fed = Examples.fed(setup.inputs, points);
        return predictor.scaler().map(scaler -> scaler.transformInputs(fed)).orElse(fed);
    }

    /** A layer's weights, or their gradients: a row for each input, and one for the biases. */
    DoubleStream parameters(int layer, Function<Parameter, Matrix> which) {
        return linear(layer).parameters().stream().flatMapToDouble(p -> Arrays.stream(which.apply(p).values()));
    }

    /** Something of each layer, from the first one that has it. */
    <T> List<T> layers(int first, IntFunction<T> ofLayer) {
        return IntStream.rangeClosed(first, count()).mapToObj(ofLayer).toList();
    }

    /** All numbers of one example: what each neuron adds up and passes on, and how the loss changes with them. */
    void trace(Batch one, JsonText json) {
        ForwardPass forward = model.forward(one.inputs());
        BackwardPass backward = forward.backwardToInput(setup.loss.gradient(forward.output(), one.targets()));
        json.with("target", one.targets().values()).with("says", says(forward.output()).values())
                .with("loss", setup.loss.value(forward.output(), one.targets())).with("lossName", setup.loss.name())
                .with("a", layers(0, k -> values(forward, k).values()))
                .with("z", layers(1, k -> forward.activation(sums(k)).values()))
                .with("slope", layers(1, k -> slope(forward, k).values()))
                .with("dz", layers(1, k -> backward.gradient(sums(k)).values()))
                .with("da", layers(1, k -> Optional.of(backward.gradient(values(k)).values())
                        .filter(da -> !endsInLoss(k))))
                .with("parameters", layers(1, k -> parameters(k, Parameter::value).toArray()));
    }
}
