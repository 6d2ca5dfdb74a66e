// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;

/**
 * Back-propagation, and what it has computed for one batch: {@code daₖ = dL/daₖ}, how the loss changes with each
 * activation of a {@link ForwardPass}.
 *
 * <pre>
 *   da_K = dy                                                  from the loss, with its 1/N
 *   for k = K−1 … 0:                                           layer k made aₖ₊₁ from aₖ
 *     layerₖ.computeParameterGradients(aₖ, aₖ₊₁, daₖ₊₁)        how the loss changes with its parameters
 *     daₖ = layerₖ.inputGradient(aₖ, aₖ₊₁, daₖ₊₁)              and with its input, for the layer before it
 * </pre>
 *
 * <p>That is the chain rule, one layer at a time: each layer uses what the one after it has computed, so nothing is
 * computed twice. Training skips da₀, since it doesn't change the input.
 */
public final class BackwardPass {

    /** da[0] is null where it wasn't asked for. */
    private final Matrix[] da;

    BackwardPass(ForwardPass forward, Matrix dy, boolean alsoForInput) {
        List<Layer> layers = forward.layers();
        da = new Matrix[layers.size() + 1];
        da[layers.size()] = dy;
        for (int k = layers.size() - 1; k >= 0; k--) {
            Layer layer = layers.get(k);
            Matrix x = forward.activation(k);
            Matrix y = forward.activation(k + 1);
            layer.computeParameterGradients(x, y, da[k + 1]);
            if (k > 0 || alsoForInput) {
                da[k] = layer.inputGradient(x, y, da[k + 1]);
                LayerChecks.requireShape(layers, k, "inputGradient", da[k], x.rows(), x.cols(), ", the shape of x.");
            }
        }
        forward.model().parameters().forEach(Versioned::markGradientComputed);
    }

    /**
     * dL/daₖ: how the loss changes with what layer k was given.
     *
     * @param k from 0, the input, to K, the output, where K is the number of layers
     * @return the gradient, in the shape of aₖ; not a copy
     * @throws IndexOutOfBoundsException if there is no such activation
     * @throws IllegalStateException     if k is 0 and the pass didn't go back that far
     */
    public Matrix gradient(int k) {
        ForwardPass.requireIndex(k, da.length);
        if (da[k] == null) {
            throw new IllegalStateException("the gradient of the input was not computed, because training doesn't"
                    + " need it. Call forward.backwardToInput(dy) instead of forward.backward(dy).");
        }
        return da[k];
    }

    /** {@return the shapes, as in {@code BackwardPass[dL/da1 (64 x 16), dL/da2 (64 x 1)]}} */
    @Override
    public String toString() {
        return ForwardPass.text("BackwardPass", "dL/da", Arrays.asList(da));
    }
}
