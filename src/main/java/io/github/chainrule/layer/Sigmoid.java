// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * The logistic function, entry by entry: {@code y = σ(x) = 1 / (1 + e⁻ˣ)}, from (−∞, ∞) into (0, 1).
 *
 * <pre>
 *   forward     y  = 1 / (1 + e⁻ˣ)
 *   gradient    dx = dy · y · (1 − y)          since σ' = σ · (1 − σ)
 * </pre>
 *
 * <p>As the last layer it turns a logit into a probability. Its derivative is at most 1/4, where y = 1/2, and nearly 0
 * where y is close to 0 or 1: ten of them in a row make a gradient at least 4¹⁰ times smaller, a million times.
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="sigmoid"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Sigmoid.html">torch.nn.Sigmoid</a>
 */
public final class Sigmoid implements Layer {

    /** A sigmoid; it has nothing to choose. */
    public Sigmoid() {
    }

    @Override
    public Matrix forward(Matrix x) {
        return x.map(v -> 1 / (1 + StrictMath.exp(-v)));
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return y.map(dy, (s, d) -> d * s * (1 - s));
    }

    /** {@return {@code Sigmoid}} */
    @Override
    public String toString() {
        return "Sigmoid";
    }
}
