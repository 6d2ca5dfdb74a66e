// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 5: the gradients of a layer {@code y = x·W + b}.
 *
 * <pre>
 *   dW = xᵀ·dy              dW[k][j] = Σᵢ x[i][k] · dy[i][j]
 *   db = Σ rows of dy       db[j]    = Σᵢ dy[i][j]
 *   dx = dy·Wᵀ              dx[i][k] = Σⱼ dy[i][j] · W[k][j]
 * </pre>
 *
 * <p>The 1/N of the loss is in dy already. The arrays dW and db may hold numbers from before: <b>overwrite</b> their
 * entries, so they needn't be zero first.
 */
public final class Task05LinearGradient {

    private Task05LinearGradient() {
    }

    /**
     * How the loss changes with each weight.
     *
     * @param x  examples × in; don't change it
     * @param dy examples × out; don't change it
     * @param dW in × out; overwrite it
     */
    public static void weightGradient(double[][] x, double[][] dy, double[][] dW) {
        throw new NotWrittenYet("weightGradient");
    }

    /**
     * How the loss changes with each bias.
     *
     * @param dy examples × out; don't change it
     * @param db out numbers; overwrite them
     */
    public static void biasGradient(double[][] dy, double[] db) {
        throw new NotWrittenYet("biasGradient");
    }

    /**
     * How the loss changes with each input.
     *
     * @param dy examples × out; don't change it
     * @param W  in × out; don't change it
     * @return dx, examples × in; a new array
     */
    public static double[][] inputGradient(double[][] dy, double[][] W) {
        throw new NotWrittenYet("inputGradient");
    }
}
