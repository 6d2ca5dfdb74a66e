// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * Products of a matrix that is mostly zeros, over the lists of its other entries: images on an empty background, four
 * fifths of MNIST's pixels. Both are one loop over the lists of x, by row or by column: each sum takes up the rows of b
 * that its list names, from the first to the last.
 *
 * <p>{@code fma(0, w, sum)} is {@code sum}, bit for bit, unless w is NaN or infinite, or {@code sum} is −0. A sum is
 * never −0 if it doesn't start so and nothing in it underflows, which can't happen while all factors are 0 or at
 * least 2⁻⁴⁸⁰ in size: even the last bit of a product is then above the smallest double. What stands in the lists is
 * never smaller than 1/255. The rest is looked at before each product, so that skipping zeros gives the bits of the
 * plain loop, always; where it may not, the plain loop runs.
 */
interface ZeroSkipping {

    /** The smallest size that a factor may have, unless it is 0. */
    double SMALLEST = 0x1p-480;

    /** Whether it is faster than the plain loop, for a result with that many columns. */
    boolean pays(int cols);

    /** Whether all values are 0, or finite and not too small. */
    boolean allSafe(double[] values);

    /**
     * {@code c = x·b}: {@code c[i][j] = start[j] + Σₖ x[i][k] · b[k][j]}.
     *
     * @param part  what of c is computed
     * @param x     m × inner, read
     * @param cols  columns of b and c
     * @param b     inner × cols, read
     * @param start cols values that the sums start from, none of them −0; read
     * @param c     m × cols, the part overwritten
     */
    void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c);

    /**
     * {@code c = xᵀ·b}: {@code c[k][j] = Σᵢ x[i][k] · b[i][j]}.
     *
     * @param part what of c is computed
     * @param x    m × n, read
     * @param cols columns of b and c
     * @param b    m × cols, read
     * @param c    n × cols, the part overwritten
     */
    void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c);

    /** Whether sums may start so. */
    static boolean noNegativeZero(double[] start) {
        for (double s : start) {
            if (s == 0 && 1 / s < 0) {
                return false;
            }
        }
        return true;
    }
}
