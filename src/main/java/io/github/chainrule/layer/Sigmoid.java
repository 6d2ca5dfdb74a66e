// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * The logistic function, entry by entry: {@code y = σ(x) = 1 / (1 + e⁻ˣ)}, from (−∞, ∞) into (0, 1).
 *
 * <pre>
 *   forward     y  = 1 / (1 + e⁻ˣ)
 *   gradient    dx = dy ⊙ y ⊙ (1 − y)          since σ' = σ · (1 − σ)
 * </pre>
 *
 * <p>As the last layer it turns a <i>logit</i>, the number before the sigmoid, into a probability. Its derivative is at
 * most 1/4, where y = 1/2, and nearly 0 where y is close to 0 or 1: ten such slopes multiply to 4⁻¹⁰ at most, less than
 * a millionth.
 *
 * {@snippet :
 * Matrix y = new Sigmoid().forward(Matrix.row(0, Math.log(3)));           // 1/2, 3/4
 * }
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html">torch.nn.Sigmoid</a>
 */
public record Sigmoid() implements Layer {

    @Override
    public Matrix forward(Matrix x) {
        return x.map(v -> 1 / (1 + StrictMath.exp(-v)));
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return y.map(dy, (s, d) -> d * s * (1 - s));
    }
}
