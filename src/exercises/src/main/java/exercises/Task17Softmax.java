// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 17: several classes, with softmax and cross-entropy.
 *
 * <pre>
 *   p[i][j]    = exp(z[i][j]) / Σₖ exp(z[i][k])         each row sums to 1
 *   L          = −1/N · Σᵢ ln p[i][classes[i]]          of each row, only its own class counts
 *   dL/dz[i][j] = 1/N · (p[i][j] − 1)   where j is the class of row i
 *                 1/N · p[i][j]         elsewhere
 * </pre>
 *
 * <p>{@code Math.exp(1000)} is infinite, and {@code Math.log(0)} too. Subtract the largest number of a row from all its
 * numbers first, m = maxₖ z[i][k]: that changes no p. And the loss needs no p: ln p[j] = z[j] − m − ln Σₖ exp(z[k] −
 * m).
 */
public final class Task17Softmax {

    private Task17Softmax() {
    }

    /**
     * The probabilities.
     *
     * @param z examples × classes, any numbers; don't change them
     * @return p, examples × classes; a new array
     */
    public static double[][] softmax(double[][] z) {
        throw new NotWrittenYet("softmax");
    }

    /**
     * The loss.
     *
     * @param z       examples × classes; don't change it
     * @param classes of each example its class, from 0; don't change it
     * @return L
     */
    public static double value(double[][] z, int[] classes) {
        throw new NotWrittenYet("value");
    }

    /**
     * How the loss changes with each z.
     *
     * @param z       examples × classes; don't change it
     * @param classes of each example its class, from 0; don't change it
     * @return dL/dz, examples × classes; a new array
     */
    public static double[][] gradient(double[][] z, int[] classes) {
        throw new NotWrittenYet("gradient");
    }
}
