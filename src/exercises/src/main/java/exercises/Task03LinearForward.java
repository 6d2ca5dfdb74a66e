// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 3: a layer of neurons, {@code y = x·W + b}.
 *
 * <pre>
 *   y[i][j] = Σₖ x[i][k] · W[k][j] + b[j]
 * </pre>
 *
 * <p>Row i of x is example i. Column j of W holds the weights of neuron j, and {@code b[j]} is its bias: it is added
 * once to each example's sum. {@link Given#times} is a finished matrix product.
 */
public final class Task03LinearForward {

    private Task03LinearForward() {
    }

    /**
     * The output of the layer.
     *
     * @param x examples × in; don't change it
     * @param W in × out; don't change it
     * @param b out numbers; don't change them
     * @return y, examples × out; a new array
     */
    public static double[][] forward(double[][] x, double[][] W, double[] b) {
        throw new NotWrittenYet("forward");
    }
}
