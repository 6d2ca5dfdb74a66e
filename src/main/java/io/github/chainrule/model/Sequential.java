// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
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
 * Layers one behind the other: {@code a₀ = x}, {@code aₖ₊₁ = layerₖ(aₖ)}.
 *
 * {@snippet file="io/github/chainrule/examples/ModelExamplesTest.java" region="sequential"}
 *
 * <p>The constructor checks that neighbours fit, so that you needn't wait for the first batch to find out. A model
 * holds its layers and nothing else: what a pass computes is in the {@link ForwardPass}. So many threads may predict
 * with one model at once, as long as none trains it.
 */
public final class Sequential {

    private final List<Layer> layers;
    private final List<Parameter> parameters;
    private final OptionalInt inputSize;
    private final boolean draws;

    /**
     * A model of the given layers.
     *
     * @param layers from the input to the output, at least one
     * @throws IllegalArgumentException if there are none, one is null, one with parameters is there twice, two start
     *                                  from the same random numbers, or neighbours don't fit
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
        this.inputSize = LayerChecks.requireFit(this.layers);
        this.parameters = this.layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
        if (parameters.stream().map(p -> p.value().values()).distinct().count() < parameters.size()) {
            throw new IllegalArgumentException("Sequential: a layer with parameters is there twice, or two share one,"
                    + " and each of its gradients would be overwritten. Make a new layer, with matrices of its own, for"
                    + " each place.");
        }
        LayerChecks.requireOwnNumbers(this.layers);
        this.draws = this.layers.stream().anyMatch(LayerChecks::draws);
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

    /** Another number whenever a parameter has changed. */
    int version() {
        int version = 0;
        for (Parameter p : parameters) {
            version += p.version();
        }
        return version;
    }

    /** {@return how many columns the input must have; empty when any number will do} */
    public OptionalInt inputSize() {
        return inputSize;
    }

    /**
     * Computes and keeps every activation: the first half of back-propagation.
     *
     * @param x batch × in; kept, not copied, so leave it alone until the pass is done with
     * @return all activations, ready to go {@linkplain ForwardPass#backward back}
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public ForwardPass forward(Matrix x) {
        return forward(x, !draws, (layer, a) -> layer);
    }

    /**
     * Computes and keeps every activation, for training: layers such as {@code Dropout} draw what they need. A model
     * without them computes what {@link #forward(Matrix)} does.
     *
     * @param x      batch × in; kept, not copied, so leave it alone until the pass is done with
     * @param random where the randomness comes from; make it once, before the loop, or each batch draws the same
     * @return all activations, ready to go {@linkplain ForwardPass#backward back}
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public ForwardPass forward(Matrix x, RandomGenerator random) {
        Objects.requireNonNull(random, () -> this + ": random is null. Make one, new Random(42), before the loop.");
        return forward(x, true, (layer, a) -> layer.forTraining(a, random));
    }

    private ForwardPass forward(Matrix x, boolean forTraining, BiFunction<Layer, Matrix, Layer> version) {
        requireColumns(x);
        List<Layer> used = new ArrayList<>();
        List<Matrix> activations = new ArrayList<>();
        activations.add(x);
        for (int k = 0; k < layers.size(); k++) {
            used.add(version.apply(layers.get(k), activations.get(k)));
            activations.add(LayerChecks.forward(used, k, activations.get(k)));
        }
        requireFinite(x, activations.get(1));
        return new ForwardPass(this, used, activations, forTraining);
    }

    /**
     * Computes the output alone; it never draws.
     *
     * @param x batch × in; only read
     * @return the output, batch × out; a new matrix
     * @throws IllegalArgumentException if x has the wrong number of columns or a value that isn't finite
     */
    public Matrix output(Matrix x) {
        requireColumns(x);
        Matrix a = x;
        for (int k = 0; k < layers.size(); k++) {
            a = LayerChecks.forward(layers, k, a);
            if (k == 0) {
                requireFinite(x, a);
            }
        }
        return a;
    }

    private void requireColumns(Matrix x) {
        Objects.requireNonNull(x, () -> this + ": the input is null.");
        if (inputSize.isPresent() && x.cols() != inputSize.getAsInt()) {
            LayerChecks.requireTruth(layers.subList(0, LayerChecks.firstWithSize(layers)), 0, x.cols());
            throw new IllegalArgumentException(this + ": expected an input with " + inputSize.getAsInt()
                    + " columns, got " + x.shape() + ". Rows are examples, columns are features"
                    + (x.rows() == inputSize.getAsInt() ? "; a single example is Matrix.row(values)." : "."));
        }
    }

    /** A linear layer lets NaN and infinity through to each of its outputs, and there are far fewer of these. */
    private void requireFinite(Matrix x, Matrix first) {
        Matrix shows = layers.get(0) instanceof Linear ? first : x;
        if (!shows.isFinite() && !x.isFinite()) {
            int i = 0;
            while (Double.isFinite(x.values()[i])) {
                i++;
            }
            throw new IllegalArgumentException(this + ": the input at row " + i / x.cols() + ", column " + i % x.cols()
                    + " is " + x.values()[i] + "; expected finite numbers. Look for missing values in the data, or a"
                    + " division by 0 where it was scaled.");
        }
    }

    /** {@return the layers, as in {@code Sequential(Linear(2, 4), Tanh, Linear(4, 1), Sigmoid)}} */
    @Override
    public String toString() {
        return layers.stream().map(Layer::name).collect(Collectors.joining(", ", "Sequential(", ")"));
    }
}
