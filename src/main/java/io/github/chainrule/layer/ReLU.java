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
 * negative for every example no longer gets a gradient: it is dead.
 *
 * {@snippet :
 * Matrix y = new ReLU().forward(Matrix.row(-2, 0, 3));                    // 0, 0, 3
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.ReLU.html">torch.nn.ReLU</a>
 */
public record ReLU() implements Layer {

    @Override
    public Matrix forward(Matrix x) {
        return x.map(v -> Math.max(v, 0));      // unlike a comparison, max lets NaN through
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return dy.maskedBy(y);                  // y > 0 ? dy : 0, without a branch
    }
}
