// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.matrix.Matrix;

import java.util.List;

/** How the loss moves with each activation of a {@link ForwardPass}: {@code dL/daₖ} for every k. */
public final class BackwardPass {

    private final List<Matrix> gradients;
    private final int lowest;

    /** The gradients of the activations from {@code lowest} on. */
    BackwardPass(List<Matrix> gradients, int lowest) {
        this.gradients = gradients;
        this.lowest = lowest;
    }

    /**
     * dL/daₖ: how the loss moves with what layer k was given.
     *
     * @param k from 0, the input, to K, the output, where K is the number of layers
     * @return the gradient, in the shape of aₖ; not a copy
     * @throws IndexOutOfBoundsException if there is no such activation
     * @throws IllegalStateException     if k is 0 and the pass didn't go back that far
     */
    public Matrix gradient(int k) {
        ForwardPass.requireIndex(k, lowest + gradients.size());
        if (k < lowest) {
            throw new IllegalStateException("the gradient of the input was not computed, because training doesn't"
                    + " need it. Call pass.backwardToInput(dy) instead of pass.backward(dy).");
        }
        return gradients.get(k - lowest);
    }

    /** {@return the shapes, as in {@code BackwardPass[dL/da1 (64 x 16), dL/da2 (64 x 1)]}} */
    @Override
    public String toString() {
        return ForwardPass.text("BackwardPass", "dL/da", lowest, gradients);
    }
}
