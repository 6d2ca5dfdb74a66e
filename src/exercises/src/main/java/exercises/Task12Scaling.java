// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Random;

/**
 * Task 12: data, split and scaled without a leak.
 *
 * <p>The test set stands for examples that don't exist yet. So nothing that is calculated before the test may depend on
 * it, not even a mean.
 *
 * <pre>
 *   mean[j]      = 1/n · Σᵢ training[i][j]
 *   deviation[j] = √( 1/n · Σᵢ (training[i][j] − mean[j])² )
 *   z[i][j]      = (x[i][j] − mean[j]) / deviation[j]          for x = training, and for x = test
 * </pre>
 *
 * <p>A column whose deviation is 0 is divided by 1 instead.
 */
public final class Task12Scaling {

    private Task12Scaling() {
    }

    /**
     * Splits examples at random.
     *
     * @param n      how many examples there are; their indices are 0 to n − 1
     * @param test   how many of them are for the test
     * @param random draw the order from it
     * @return two arrays of indices, those for training and those for the test; each index is in just one of them, once
     */
    public static int[][] split(int n, int test, Random random) {
        throw new NotWrittenYet("split");
    }

    /**
     * Standardizes both sets.
     *
     * @param training rows of numbers; don't change them
     * @param test     rows with as many columns; don't change them
     * @return two new matrices, the training set and the test set
     */
    public static double[][][] standardized(double[][] training, double[][] test) {
        throw new NotWrittenYet("standardized");
    }
}
