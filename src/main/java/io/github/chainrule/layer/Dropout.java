// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.random.RandomGenerator;

/**
 * Switches off some of the neurons, different ones in each training pass, so that none can rely on another. A large
 * network then learns less of the training data by heart.
 *
 * <pre>
 *   training    mask = 0 with probability p, and 1/(1−p) otherwise, drawn for each entry and each pass
 *               y  = x · mask           dx = dy · mask
 *   else        y  = x                  dx = dy
 * </pre>
 *
 * <p>The factor 1/(1−p) makes up for the entries that are 0: the mean of y is x, so that a prediction, which never
 * draws, sees sums of the usual size. The mask is drawn by {@link #forTraining}, which {@code model.forward(x, random)}
 * calls: a {@code nextDouble()} for each entry, row after row, and 0 where it is below p. So the same generator gives
 * the same masks.
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="dropout"}
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., "Dropout" (2014)</a>
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html">torch.nn.Dropout</a>
 */
public final class Dropout implements Layer {

    private final double p;

    /**
     * A dropout.
     *
     * @param p how likely each entry is to be switched off in training, at least 0 and below 1; 0.5 is usual, 0.2 is
     * mild
     * @throws IllegalArgumentException if it is out of range
     */
    public Dropout(double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("Dropout: expected a probability p of at least 0 and below 1, such as"
                    + " 0.5, got " + p + ".");
        }
        this.p = p;
    }

    /** {@return how likely each entry is to be switched off in training} */
    public double p() {
        return p;
    }

    @Override
    public Matrix forward(Matrix x) {
        return x.copy();
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return dy.copy();
    }

    @Override
    public Layer forTraining(Matrix x, RandomGenerator random) {
        double kept = 1 / (1 - p);
        return new Masked(x.map(v -> random.nextDouble() < p ? 0 : kept));
    }

    /** {@return {@code Dropout(p)}} */
    @Override
    public String toString() {
        return "Dropout(" + p + ")";
    }

    /** This dropout with its mask drawn. */
    private final class Masked implements Layer {

        private final Matrix mask;

        Masked(Matrix mask) {
            this.mask = mask;
        }

        @Override
        public Matrix forward(Matrix x) {
            return x.map(mask, (v, m) -> v * m);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return dy.map(mask, (d, m) -> d * m);
        }

        @Override
        public String toString() {
            return Dropout.this.toString();
        }
    }
}
