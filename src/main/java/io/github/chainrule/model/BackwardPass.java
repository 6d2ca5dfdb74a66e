package io.github.chainrule.model;

import io.github.chainrule.matrix.Matrix;

import java.util.List;

/** How the loss moves with each activation of a {@link ForwardPass}: {@code dL/daₖ} for every k. */
public final class BackwardPass {

    private final List<Matrix> gradients;

    BackwardPass(List<Matrix> gradients) {
        this.gradients = gradients;
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
        ForwardPass.requireIndex(k, gradients.size());
        Matrix gradient = gradients.get(k);
        if (gradient == null) {
            throw new IllegalStateException("the gradient of the input was not computed, because training doesn't"
                    + " need it. Call pass.backwardToInput(dy) instead of pass.backward(dy).");
        }
        return gradient;
    }
}
