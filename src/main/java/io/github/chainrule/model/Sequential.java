// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Layers in a chain: {@code a₀ = x}, {@code aₖ₊₁ = layerₖ(aₖ)}.
 *
 * {@snippet :
 * Random random = new Random(42);
 * Sequential model = new Sequential(
 *         new Linear(784, 16, random), new ReLU(),
 *         new Linear(16, 1, random), new Sigmoid());
 * }
 *
 * <p>The constructor checks that neighbors fit, so you needn't wait for the first batch to find out. A model holds its
 * layers and nothing else: what a pass computes is in the {@link ForwardPass}. Many threads may therefore predict with
 * one model at once, as long as none trains it.
 */
public final class Sequential {

    private final List<Layer> layers;
    private final List<Parameter> parameters;
    private final OptionalInt inputSize;

    /**
     * A model of the given layers.
     *
     * @param layers from the input to the output, at least one
     * @throws IllegalArgumentException if there are none, one is null, one with parameters appears twice, or neighbors
     *                                  don't fit
     */
    public Sequential(Layer... layers) {
        Objects.requireNonNull(layers, "Sequential: layers is null.");
        if (layers.length == 0) {
            throw new IllegalArgumentException("Sequential: expected at least one layer, got none.");
        }
        int missing = Arrays.asList(layers).indexOf(null);
        if (missing >= 0) {
            throw new IllegalArgumentException("Sequential: layer " + missing + " is null.");
        }
        this.layers = List.of(layers);
        this.inputSize = LayerChecks.inputSizeIfAllFit(this.layers);
        LayerChecks.requireSameParameters(this.layers);
        this.parameters = this.layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
        if (parameters.stream().map(p -> p.value().values()).distinct().count() < parameters.size()) {
            throw new IllegalArgumentException("Sequential: a layer with parameters appears twice, or two layers share"
                    + " a parameter, so each would overwrite the other's gradient. Pass layer.copy() for one of them,"
                    + " or write one layer of your own that uses it twice and adds both gradients.");
        }
    }

    /**
     * Computes and keeps every activation: the first half of back-propagation.
     *
     * @param x batch × in; kept, not copied, so don't change it until the pass is done with
     * @return all activations, ready to go {@linkplain ForwardPass#backward back}
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public ForwardPass forward(Matrix x) {
        return forward(x, layers.stream().noneMatch(Layer::isRandom), (layer, a) -> layer);
    }

    /**
     * Computes and keeps every activation, for training: layers such as {@code Dropout} draw what they need. A model
     * without them computes what {@link #forward(Matrix)} does.
     *
     * @param x      batch × in; kept, not copied, so don't change it until the pass is done with
     * @param random where the randomness comes from; make it once, before the loop, or all batches draw the same
     * @return all activations, ready to go {@linkplain ForwardPass#backward back}
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public ForwardPass forward(Matrix x, RandomGenerator random) {
        Objects.requireNonNull(random, () -> this + ": random is null. Make one, new Random(42), before the loop.");
        return forward(x, true, (layer, a) -> layer.forTraining(a, random));
    }

    private ForwardPass forward(Matrix x, boolean mayGoBack, BiFunction<Layer, Matrix, Layer> asUsed) {
        requireColumns(x);
        List<Layer> used = new ArrayList<>();
        List<Matrix> a = new ArrayList<>(List.of(x));
        for (int k = 0; k < layers.size(); k++) {
            used.add(asUsed.apply(layers.get(k), a.get(k)));
            try {
                a.add(used.get(k).forward(a.get(k)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw LayerChecks.located(e, layers, k, a.get(k));
            }
            LayerChecks.requireForward(layers, used.get(k), k, a.get(k), a.get(k + 1));
        }
        // If x isn't finite, nor is the output of a first layer with parameters, which is far smaller.
        if (layers.get(0).parameters().isEmpty() || !a.get(1).isFinite()) {
            Checks.requireFinite(this, "the input", x,
                    "Look for missing values in the data, or a division by 0 where it was scaled.");
        }
        return new ForwardPass(this, used, a, mayGoBack);
    }

    /**
     * Computes only the output; it never draws.
     *
     * @param x batch × in; only read
     * @return the output, batch × out; a new matrix
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public Matrix output(Matrix x) {
        return forward(x).output();
    }

    private void requireColumns(Matrix x) {
        Objects.requireNonNull(x, () -> this + ": the input is null.");
        if (inputSize.isPresent() && x.cols() != inputSize.getAsInt()) {
            throw new IllegalArgumentException(this + ": expected an input with " + inputSize.getAsInt()
                    + " columns, got " + x.shape() + ". Rows are examples, columns are features"
                    + (x.rows() == inputSize.getAsInt() ? "; a single example is Matrix.row(values)." : ".")
                    + LayerChecks.hintAtOwnLayer(layers.stream().takeWhile(k -> k.inputSize().isEmpty()).toList()));
        }
    }

    /** {@return the layers from the input to the output} */
    public List<Layer> layers() {
        return layers;
    }

    /** {@return the parameters of all layers, from the input to the output; the same objects at each call} */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** {@return how many numbers training changes} */
    public int parameterCount() {
        return Math.toIntExact(parameters.stream().mapToLong(Parameter::size).sum());
    }

    /** {@return how many columns the input must have; empty when any number will do} */
    public OptionalInt inputSize() {
        return inputSize;
    }

    /** {@return the model as a table: print it to see shapes and parameter counts} */
    public Summary summary() {
        return Summary.of(this);
    }

    /**
     * A model with copies of all parameters, which can be trained independently.
     *
     * @return the copy
     * @throws UnsupportedOperationException if a layer with parameters doesn't override {@link Layer#copy}
     */
    public Sequential copy() {
        return new Sequential(layers.stream().map(Layer::copy).toArray(Layer[]::new));
    }

    /** A number that changes whenever a parameter does. */
    int version() {
        return parameters.stream().mapToInt(Parameter::version).sum();
    }

    /** {@return the layers, as in {@code Sequential(Linear(2, 4), Tanh, Linear(4, 1), Sigmoid)}} */
    @Override
    public String toString() {
        return layers.stream().map(Layer::name).collect(Collectors.joining(", ", "Sequential(", ")"));
    }
}
