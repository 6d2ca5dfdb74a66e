// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 8: Adam, whose step adapts to each parameter.
 *
 * <pre>
 *   m ← β₁·m + (1−β₁)·g              running mean of the gradient
 *   v ← β₂·v + (1−β₂)·g²             running mean of its square
 *   mHat = m / (1−β₁ᵗ)               makes up for the start at 0
 *   vHat = v / (1−β₂ᵗ)
 *   θ ← θ − η · mHat / (√vHat + ε)   ε is added after the root
 * </pre>
 *
 * <p>β₁ = 0.9, β₂ = 0.999, ε = 1e-8. t counts the steps, and is 1 in the first one: {@code Math.pow(BETA1, t)}.
 */
public final class Task08Adam {

    public static final double BETA1 = 0.9;
    public static final double BETA2 = 0.999;
    public static final double EPSILON = 1e-8;

    private Task08Adam() {
    }

    /**
     * One step.
     *
     * @param theta the parameters; change them in place
     * @param g     their gradient; don't change it
     * @param m     running mean, zeros before the first step; change it in place
     * @param v     running mean of the square, zeros before the first step; change it in place
     * @param t     the number of this step, from 1
     * @param eta   the learning rate
     */
    public static void step(double[] theta, double[] g, double[] m, double[] v, int t, double eta) {
        throw new NotWrittenYet("step");
    }
}
