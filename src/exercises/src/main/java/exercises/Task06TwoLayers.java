// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 6: back-propagation, the chain rule through a whole network.
 *
 * <pre>
 *   h1 = x·W1 + b1      h = relu(h1)      z = h·W2 + b2      p = sigmoid(z)      L = cross-entropy(p, t)
 *
 *   dz  = (p − t) / N                    what is left of sigmoid and cross-entropy together
 *   dW2 = hᵀ·dz       db2 = Σ rows of dz
 *   dh  = dz·W2ᵀ
 *   dh1 = dh where h1 &gt; 0, else 0        ReLU's gate
 *   dW1 = xᵀ·dh1      db1 = Σ rows of dh1
 * </pre>
 *
 * <p>Each line uses what the one before has found: that is all there is to back-propagation. {@link Given} has every
 * building block.
 */
public final class Task06TwoLayers {

    private Task06TwoLayers() {
    }

    /** How the loss changes with each parameter, in the parameter's shape. */
    public record Gradients(double[][] dW1, double[] db1, double[][] dW2, double[] db2) {
    }

    /**
     * Goes through the network and back.
     *
     * @param x  examples × in
     * @param t  examples × 1, 0 or 1
     * @param W1 in × hidden
     * @param b1 hidden numbers
     * @param W2 hidden × 1
     * @param b2 one number
     * @return the gradient of the mean loss over all examples; change none of the arguments
     */
    public static Gradients gradients(double[][] x, double[][] t, double[][] W1, double[] b1, double[][] W2,
                                      double[] b2) {
        throw new NotWrittenYet("gradients");
    }
}
