// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * Products of a matrix that is mostly zeros, over the lists of its other entries: images on an empty background, four
 * fifths of MNIST's pixels. Each sum takes up what the lists name, from the first to the last, and perhaps a zero that
 * stands among four entries.
 *
 * <p>{@code fma(0, w, sum)} is {@code sum}, bit for bit, unless w is NaN or infinite, or {@code sum} is −0. A sum is
 * never −0 if it doesn't start so and nothing in it underflows. What stands in the lists are multiples of 2⁻⁶⁰: 1/255
 * is the smallest, and has 53 bits. If all w are multiples of 2⁻¹⁰¹⁴, then all products are multiples of 2⁻¹⁰⁷⁴, the
 * smallest double, and so is each sum: none can come to lie between it and 0. That is looked at before each product, so
 * that leaving out zeros, or not, gives the bits of the plain loop, always; where it may not, the plain loop runs.
 */
interface ZeroSkipping {

    /** A double from it on has its last bit at 2⁻¹⁰¹⁴ or above. */
    double LEAST = 0x1p-962;

    /** Whether it can compute a result with that many columns, and faster than the plain loop. */
    boolean pays(int cols);

    /** For the thread that has read x: makes what the products need. */
    void prepare(NonZeros x);

    /** Whether all values {@linkplain #isSafe are safe}; or else whether all are finite multiples of 2⁻¹⁰¹⁴. */
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
            if (Double.doubleToRawLongBits(s) == Long.MIN_VALUE) {     // its sign, and nothing else
                return false;
            }
        }
        return true;
    }

    /** Whether a value is 0, or finite and at least 2⁻⁹⁶²: all of these are multiples of 2⁻¹⁰¹⁴. */
    static boolean isSafe(double value) {
        return value == 0 || Math.abs(value) >= LEAST && Math.abs(value) <= Double.MAX_VALUE;
    }
}
