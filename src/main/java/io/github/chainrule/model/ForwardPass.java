// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything that one batch went through: a₀ = x, then each layer's output, up to a_K, the model's.
 *
 * <p>Going {@linkplain #backward back} is the chain rule, one layer at a time. With {@code daₖ = dL/daₖ},
 *
 * <pre>
 *   da_K = dy                                       given by the loss
 *   daₖ  = daₖ₊₁ · ∂aₖ₊₁/∂aₖ                        layerₖ's inputGradient, for k = K−1 … 1
 *   dθₖ  = daₖ₊₁ · ∂aₖ₊₁/∂θₖ                        layerₖ's computeParameterGradients
 * </pre>
 *
 * <p>so that each layer uses what the layer behind it has computed, and nothing is computed twice.
 *
 * <p>A pass belongs to the parameters it was made with: once a step has changed them, it refuses to go back.
 *
 * {@snippet file="io/github/chainrule/examples/ModelExamplesTest.java" region="pass"}
 */
public final class ForwardPass {

    private final Sequential model;
    private final List<Layer> layers;
    private final List<Matrix> activations;
    private final boolean forTraining;
    private final int version;

    ForwardPass(Sequential model, List<Layer> layers, List<Matrix> activations, boolean forTraining) {
        this.model = model;
        this.layers = Collections.unmodifiableList(layers);
        this.forTraining = forTraining;
        this.activations = Collections.unmodifiableList(activations);
        this.version = model.version();
    }

    /** {@return the model that made this pass} */
    public Sequential model() {
        return model;
    }

    /** {@return the layers as this pass used them: the model's own, but for those that drew random numbers} */
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

    static void requireIndex(int k, int count) {
        if (k < 0 || k >= count) {
            throw new IndexOutOfBoundsException("activation " + k + ": they are counted from 0, the input, to "
                    + (count - 1) + ", the output.");
        }
    }

    /** {@return a_K, what the model said; not a copy} */
    public Matrix output() {
        return activations.get(activations.size() - 1);
    }

    /**
     * Whether the output and what each layer with parameters has returned is finite. An infinite weight may hide behind
     * a ReLU or a sigmoid, so the output alone wouldn't show it.
     *
     * @return whether this pass can go back
     */
    public boolean isFinite() {
        for (int k = 0; k < layers.size(); k++) {
            if (!isFinite(k)) {
                return false;
            }
        }
        return true;
    }

    boolean isFinite(int k) {
        return k < layers.size() - 1 && layers.get(k).parameters().isEmpty() || activation(k + 1).isFinite();
    }

    /**
     * Goes back to the first layer, and overwrites the gradient of each parameter on the way. The gradient of the
     * input, which training doesn't need and which is the widest of all, is left out.
     *
     * @param dy dL/da_K from the loss, in the shape of the output; only read
     * @return the gradients of all activations but a₀
     * @throws IllegalArgumentException if dy has another shape than the output
     * @throws IllegalStateException    if the parameters have changed since the forward pass, it isn't
     *                                  {@linkplain #isFinite finite}, or a layer such as Dropout draws in training and
     *                                  this pass drew nothing
     */
    public BackwardPass backward(Matrix dy) {
        if (!forTraining) {
            throw new IllegalStateException("backward: " + model + " draws random numbers in training, but this pass"
                    + " drew none. Train with model.forward(x, random); to look at gradients without it, call"
                    + " backwardToInput(dy).");
        }
        return backward(dy, 1);
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
        return backward(dy, 0);
    }

    private BackwardPass backward(Matrix dy, int lowest) {
        Objects.requireNonNull(dy, "backward: dy is null. Pass loss.gradient(pass.output(), targets).");
        if (dy.rows() != output().rows() || dy.cols() != output().cols()) {
            throw new IllegalArgumentException("backward: the model's output is " + output().shape() + ", but dy is "
                    + dy.shape() + ". Pass loss.gradient(pass.output(), targets).");
        }
        if (version != model.version()) {
            throw new IllegalStateException("backward: the parameters have changed since this forward pass was made."
                    + " Call model.forward(x) again after each step(). If it was called, do two threads train one"
                    + " model?");
        }
        LayerChecks.requireFinite(this);
        Matrix[] da = new Matrix[activations.size()];
        da[da.length - 1] = dy;
        for (int k = da.length - 2; k >= 0; k--) {
            layers.get(k).computeParameterGradients(activation(k), activation(k + 1), da[k + 1]);
            if (k >= lowest) {
                da[k] = LayerChecks.inputGradient(layers, k, activation(k), activation(k + 1), da[k + 1]);
            }
        }
        model.parameters().forEach(Parameter::gradientWritten);
        return new BackwardPass(Arrays.asList(da).subList(lowest, da.length), lowest);
    }

    /** {@return the shapes, as in {@code ForwardPass[a0 (64 x 784), a1 (64 x 16), a2 (64 x 1)]}} */
    @Override
    public String toString() {
        return text("ForwardPass", "a", 0, activations);
    }

    static String text(String name, String letter, int first, List<Matrix> matrices) {
        return IntStream.range(0, matrices.size())
                .mapToObj(i -> letter + (first + i) + " " + matrices.get(i).shape())
                .collect(Collectors.joining(", ", name + "[", "]"));
    }
}
