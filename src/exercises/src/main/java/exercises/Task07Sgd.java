// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 7: a step downhill, without and with momentum.
 *
 * <pre>
 *   plain       θ ← θ − η·g
 *
 *   momentum    m ← μ·m + g           first m,
 *               θ ← θ − η·m           then θ with the new m
 * </pre>
 *
 * <p>θ (theta) is a parameter, g its gradient, η (eta) the learning rate, μ (mu) the momentum. The gradient points
 * uphill.
 */
public final class Task07Sgd {

    private Task07Sgd() {
    }

    /**
     * One plain step.
     *
     * @param theta the parameters; change them in place
     * @param g     their gradient; don't change it
     * @param eta   the learning rate
     */
    public static void step(double[] theta, double[] g, double eta) {
        throw new NotWrittenYet("step");
    }

    /**
     * One step with momentum.
     *
     * @param theta the parameters; change them in place
     * @param g     their gradient; don't change it
     * @param m     what is left of former gradients, zeros before the first step; change it in place
     * @param eta   the learning rate
     * @param mu    the momentum, such as 0.9
     */
    public static void step(double[] theta, double[] g, double[] m, double eta, double mu) {
        throw new NotWrittenYet("step with momentum");
    }
}
