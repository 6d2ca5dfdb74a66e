// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * The hyperbolic tangent, entry by entry: {@code y = tanh(x)}, from (−∞, ∞) into (−1, 1).
 *
 * <pre>
 *   forward     y  = tanh(x)
 *   gradient    dx = dy ⊙ (1 − y²)
 * </pre>
 *
 * <p>A sigmoid that is centered on 0: {@code tanh(x) = 2·σ(2x) − 1}.
 *
 * {@snippet :
 * Matrix y = new Tanh().forward(Matrix.row(0, Math.log(3)));              // 0, 0.8
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Tanh.html">torch.nn.Tanh</a>
 */
public record Tanh() implements Layer {

    @Override
    public Matrix forward(Matrix x) {
        return x.map(StrictMath::tanh);
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return y.map(dy, (t, d) -> d * (1 - t * t));
    }
}
