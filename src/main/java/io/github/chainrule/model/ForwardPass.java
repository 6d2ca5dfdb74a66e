// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All that a model has computed for one batch: a₀ = x, then each layer's output, up to a_K, the model's.
 *
 * {@snippet :
 * ForwardPass forward = model.forward(inputs);
 * Matrix hidden = forward.activation(2);                                  // what the ReLU returned
 * BackwardPass backward = forward.backward(loss.gradient(forward.output(), targets));
 * Matrix dHidden = backward.gradient(2);                                  // how the loss changes with it
 * }
 *
 * <p>It goes back by the chain rule: {@link BackwardPass} has the loop. A pass belongs to the parameters it was made
 * with: once a step has changed them, it refuses to go back.
 */
public final class ForwardPass {

    private final Sequential model;
    private final List<Layer> layers;
    private final List<Matrix> activations;
    private final boolean mayGoBack;
    private final int version;

    ForwardPass(Sequential model, List<Layer> layers, List<Matrix> activations, boolean mayGoBack) {
        this.model = model;
        this.layers = Collections.unmodifiableList(layers);
        this.activations = Collections.unmodifiableList(activations);
        this.mayGoBack = mayGoBack;
        this.version = model.version();
    }

    /** {@return the model that made this pass} */
    public Sequential model() {
        return model;
    }

    /** {@return the layers as this pass used them: the model's own, except those that drew random numbers} */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * What layer k was given, and layer k − 1 returned.
     *
     * @param k from 0, the input, to K, the output, where K is the number of layers
     * @return aₖ; not a copy
     * @throws IndexOutOfBoundsException if there is no such activation
     */
    public Matrix activation(int k) {
        requireIndex(k, activations.size());
        return activations.get(k);
    }

    /** {@return a_K, what the model returned; not a copy} */
    public Matrix output() {
        return activations.get(activations.size() - 1);
    }

    /**
     * Whether the output of the model, and of each layer with parameters, is finite. A ReLU or a sigmoid may hide an
     * infinite weight, so the output alone wouldn't show it.
     *
     * @return whether this pass can go back
     */
    public boolean isFinite() {
        return IntStream.range(0, layers.size()).allMatch(this::isFinite);
    }

    boolean isFinite(int k) {
        if (k < layers.size() - 1 && layers.get(k).parameters().isEmpty()) {
            return true;        // else the next layer with parameters shows it, or the output
        }
        return activation(k + 1).isFinite();
    }

    /**
     * Goes back to the first layer, and overwrites the gradient of each parameter. It skips the gradient of the input,
     * which training doesn't need.
     *
     * @param dy dL/da_K from the loss, in the shape of the output; only read
     * @return the gradients of all activations but a₀
     * @throws IllegalArgumentException if dy has another shape than the output
     * @throws IllegalStateException    if the parameters have changed since the forward pass, it isn't
     *                                  {@linkplain #isFinite finite}, or a layer such as Dropout draws in training and
     *                                  this pass drew nothing
     */
    public BackwardPass backward(Matrix dy) {
        if (!mayGoBack) {
            throw new IllegalStateException("backward: " + model + " draws random numbers in training, but this pass"
                    + " drew none. Train with model.forward(x, random); to look at gradients without it, call"
                    + " backwardToInput(dy).");
        }
        return backward(dy, false);
    }

    /**
     * Goes back like {@link #backward}, one step further: to the gradient of the input. It shows which pixels the
     * loss depends on.
     *
     * @param dy dL/da_K from the loss, in the shape of the output; only read
     * @return the gradients of all activations
     * @throws IllegalArgumentException if dy has another shape than the output
     * @throws IllegalStateException    if the parameters have changed since the forward pass, or it isn't
     *                                  {@linkplain #isFinite finite}
     */
    public BackwardPass backwardToInput(Matrix dy) {
        return backward(dy, true);
    }

    /**
     * Goes back like {@link #backward}, and adds its gradients to the present ones: for a batch that is too large to
     * compute at once. Call {@code backward} for the first part, this for the others, and then step once. Each loss is
     * the mean of its own part, so give each part its weight: {@code dy.map(d -> d * part.size() / batchSize)}.
     *
     * @param dy as for {@code backward}
     * @return the gradients of this part's activations
     * @throws IllegalArgumentException if dy has another shape than the output
     * @throws IllegalStateException    if there are no gradients of these parameter values to add to, or as for
     *                                  {@code backward}
     */
    public BackwardPass backwardAdding(Matrix dy) {
        List<Parameter> parameters = model.parameters();
        if (parameters.stream().anyMatch(p -> Versioned.isGradientStale(p) || !p.gradient().isFinite())) {
            throw new IllegalStateException("backwardAdding: there are no gradients of the present parameters to add"
                    + " to. Call backward(dy) for the first part, and backwardAdding(dy) for the others.");
        }
        List<Matrix> before = parameters.stream().map(p -> p.gradient().copy()).toList();
        BackwardPass backward = backward(dy);
        for (int i = 0; i < before.size(); i++) {
            parameters.get(i).setGradient(before.get(i).map(parameters.get(i).gradient(), Double::sum));
        }
        return backward;
    }

    private BackwardPass backward(Matrix dy, boolean alsoForInput) {
        Checks.requireShape("backward", "dy = loss.gradient(forward.output(), targets)", dy, output().rows(),
                output().cols());
        if (version != model.version()) {
            throw new IllegalStateException("backward: the parameters have changed since this forward pass was made."
                    + " Call model.forward(x) again after each step(). If you do, check that only one thread trains the"
                    + " model.");
        }
        LayerChecks.requireFinite(this);
        return new BackwardPass(this, dy, alsoForInput);
    }

    /** {@return the shapes, as in {@code ForwardPass[a0 (64 x 784), a1 (64 x 16), a2 (64 x 1)]}} */
    @Override
    public String toString() {
        return text("ForwardPass", "a", activations);
    }

    static void requireIndex(int k, int count) {
        if (k < 0 || k >= count) {
            throw new IndexOutOfBoundsException("activation " + k + ": they are counted from 0, the input, to "
                    + (count - 1) + ", the output.");
        }
    }

    static String text(String name, String letter, List<Matrix> matrices) {
        return IntStream.range(0, matrices.size()).filter(k -> matrices.get(k) != null)
                .mapToObj(k -> letter + k + " " + matrices.get(k).shape())
                .collect(Collectors.joining(", ", name + "[", "]"));
    }
}
