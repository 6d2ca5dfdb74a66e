// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 2: two activation functions and their gradients.
 *
 * <pre>
 *   ReLU       y = max(x, 0)              y' = 1 where x &gt; 0, else 0
 *   sigmoid    y = 1 / (1 + e⁻ˣ)          y' = y · (1 − y)
 * </pre>
 *
 * <p>A gradient is the chain rule in one line: how the loss changes with x is how it changes with y ({@code dy}) times
 * how y changes with x (y'). You get x, y and dy; use what you need.
 *
 * <p>{@code Math.exp(710)} is infinite. Never return NaN, however large or small x is.
 */
public final class Task02Activations {

    private Task02Activations() {
    }

    /** {@return max(x, 0)} */
    public static double relu(double x) {
        throw new NotWrittenYet("relu");
    }

    /** {@return dL/dx = dy · y', where y = relu(x)} */
    public static double reluGradient(double x, double y, double dy) {
        throw new NotWrittenYet("reluGradient");
    }

    /** {@return 1 / (1 + e⁻ˣ)} */
    public static double sigmoid(double x) {
        throw new NotWrittenYet("sigmoid");
    }

    /** {@return dL/dx = dy · y', where y = sigmoid(x)} */
    public static double sigmoidGradient(double x, double y, double dy) {
        throw new NotWrittenYet("sigmoidGradient");
    }
}
