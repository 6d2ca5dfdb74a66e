// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 4: how wrong is it? The binary cross-entropy, and how it changes with each prediction.
 *
 * <pre>
 *   L        = −1/N · Σ ( t·ln p + (1−t)·ln(1−p) )
 *   dL/dp[i] =  1/N · (p[i] − t[i]) / ( p[i]·(1−p[i]) )
 * </pre>
 *
 * <p>p is the predicted probability of class 1, t is 1 for class 1 and 0 for class 0, N is the number of predictions.
 *
 * <p>{@code Math.log(0)} is −∞, and 0 · −∞ is NaN. As in PyTorch, let no logarithm be lower than −100, and no
 * denominator p·(1−p) smaller than 1e-12.
 */
public final class Task04BinaryCrossEntropy {

    private Task04BinaryCrossEntropy() {
    }

    /**
     * The loss.
     *
     * @param p predictions from 0 to 1; don't change them
     * @param t targets, 0 or 1; don't change them
     * @return L
     */
    public static double value(double[] p, double[] t) {
        throw new NotWrittenYet("value");
    }

    /**
     * How the loss changes with each prediction.
     *
     * @param p predictions from 0 to 1; don't change them
     * @param t targets, 0 or 1; don't change them
     * @return dL/dp, as many numbers as p has; a new array
     */
    public static double[] gradient(double[] p, double[] t) {
        throw new NotWrittenYet("gradient");
    }
}
