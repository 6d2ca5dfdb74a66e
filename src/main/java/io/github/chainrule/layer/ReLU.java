// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * The rectifier, entry by entry: {@code y = max(x, 0)}.
 *
 * <pre>
 *   forward     y  = max(x, 0)
 *   gradient    dx = dy   where x &gt; 0
 *                    0    elsewhere
 * </pre>
 *
 * <p>At the kink, {@code x = 0}, there is no derivative; the layer takes 0, as PyTorch does. A neuron whose x is
 * negative for every example gets no gradient any more: it is dead.
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="relu"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.ReLU.html">torch.nn.ReLU</a>
 */
public final class ReLU implements Layer {

    /** A ReLU; it has nothing to choose. */
    public ReLU() {
    }

    @Override
    public Matrix forward(Matrix x) {
        Matrix y = Matrix.zeros(x.rows(), x.cols());
        double[] in = x.values();
        double[] out = y.values();
        for (int i = 0; i < in.length; i++) {
            out[i] = Math.max(in[i], 0);        // unlike a comparison, max lets NaN through
        }
        return y;
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return dy.maskedBy(y);     // y is 0 where x isn't above 0; NaN lets dy through
    }

    /** {@return {@code ReLU}} */
    @Override
    public String toString() {
        return "ReLU";
    }
}
