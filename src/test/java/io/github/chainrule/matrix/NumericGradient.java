// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * The reference for every gradient: how the loss really changes when one number changes a little. It knows nothing of
 * derivatives: {@code dL/dθ ≈ (L(θ + h) − L(θ − h)) / 2h}.
 */
public final class NumericGradient {

    /** About the cube root of a double's precision, where truncation and rounding are equally small. */
    private static final double H = 6e-6;
    private static final double TOLERANCE = 1e-8;

    private NumericGradient() {
    }

    /**
     * Compares each entry of a gradient.
     *
     * @param what     what the gradient belongs to, for the message
     * @param gradient what is tested
     * @param theta    what the loss depends on; each entry is changed and put back
     * @param loss     computes the loss anew, from what {@code theta} holds
     */
    public static void assertGradient(String what, Matrix gradient, Matrix theta, DoubleSupplier loss) {
        assertThat(gradient.shape()).as("shape of the gradient of %s", what).isEqualTo(theta.shape());
        for (int i = 0; i < theta.values().length; i++) {
            double expected = slope(theta.values(), i, loss);
            assertThat(gradient.values()[i])
                    .as("gradient of %s at row %d, column %d", what, i / theta.cols(), i % theta.cols())
                    .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        }
    }

    private static double slope(double[] theta, int i, DoubleSupplier loss) {
        double value = theta[i];
        theta[i] = value + H;
        double above = loss.getAsDouble();
        theta[i] = value - H;
        double below = loss.getAsDouble();
        theta[i] = value;
        return (above - below) / (2 * H);
    }

    /**
     * Values to differentiate at.
     *
     * @return a matrix of values from a normal distribution, none of them so close to 0 that a step of a difference
     *         would cross the kink of a ReLU
     */
    public static Matrix normal(int rows, int cols, Random random) {
        return Matrix.zeros(rows, cols).map(zero -> {
            double v = random.nextGaussian();
            return Math.abs(v) < 0.01 ? 0.01 : v;
        });
    }

    /** {@return Σ a·b over all entries: a loss whose gradient in a is b} */
    public static double dot(Matrix a, Matrix b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += a.values()[i] * b.values()[i];
        }
        return sum;
    }
}
