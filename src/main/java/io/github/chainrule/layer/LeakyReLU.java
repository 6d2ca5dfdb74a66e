// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

/**
 * A rectifier that lets a little through on the negative side, so that no neuron dies: {@code y = x} where
 * {@code x > 0}, and {@code a · x} elsewhere.
 *
 * <pre>
 *   forward     y  = x       where x &gt; 0        gradient    dx = dy       where x &gt; 0
 *                    a · x   elsewhere                            a · dy   elsewhere
 * </pre>
 *
 * {@snippet :
 * Matrix y = new LeakyReLU(0.25).forward(Matrix.row(-2, 0, 3));           // -0.5, 0, 3
 * }
 *
 * @param negativeSlope a, the derivative on the negative side
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.LeakyReLU.html">torch.nn.LeakyReLU</a>
 */
public record LeakyReLU(double negativeSlope) implements Layer {

    /** A leaky ReLU with PyTorch's slope, 0.01. */
    public LeakyReLU() {
        this(0.01);
    }

    /**
     * A leaky ReLU.
     *
     * @throws IllegalArgumentException if the slope isn't finite
     */
    public LeakyReLU {
        if (!Double.isFinite(negativeSlope)) {
            throw new IllegalArgumentException("LeakyReLU: expected a finite slope such as 0.01, got " + negativeSlope
                    + ".");
        }
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
    public String name() {
        return "LeakyReLU(" + negativeSlope + ")";
    }
}
