// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * A rectifier that lets a little through on the negative side, so that no neuron dies: {@code y = x} where
 * {@code x > 0}, and {@code slope · x} elsewhere.
 *
 * <pre>
 *   forward     y  = x           where x &gt; 0        gradient    dx = dy           where x &gt; 0
 *                    slope · x   elsewhere                            slope · dy   elsewhere
 * </pre>
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="leaky-relu"}
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html">torch.nn.LeakyReLU</a>
 */
public final class LeakyReLU implements Layer {

    private final double negativeSlope;

    /** A leaky ReLU with PyTorch's slope, 0.01. */
    public LeakyReLU() {
        this(0.01);
    }

    /**
     * A leaky ReLU.
     *
     * @param slope the derivative on the negative side
     * @throws IllegalArgumentException if it isn't finite
     */
    public LeakyReLU(double slope) {
        if (!Double.isFinite(slope)) {
            throw new IllegalArgumentException("LeakyReLU: expected a finite slope such as 0.01, got " + slope + ".");
        }
        this.negativeSlope = slope;
    }

    /** {@return the derivative on the negative side} */
    public double negativeSlope() {
        return negativeSlope;
    }

    @Override
    public Matrix forward(Matrix x) {
        return x.map(v -> v > 0 ? v : negativeSlope * v);
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return x.map(dy, (v, d) -> v > 0 ? d : negativeSlope * d);
    }

    /** {@return {@code LeakyReLU(slope)}} */
    @Override
    public String toString() {
        return "LeakyReLU(" + negativeSlope + ")";
    }
}
