// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * Products of a matrix that is mostly zeros, such as images on an empty background: four fifths of MNIST's pixels. Each
 * sum runs over the entries that aren't zero, from first to last. This is plain Java, register-blocked: eight sums at a
 * time.
 *
 * <p>{@code fma(0, w, sum)} is {@code sum}, bit for bit, unless w is NaN or infinite, or {@code sum} is −0. A sum is
 * never −0 if it doesn't start so and nothing in it underflows. The entries are multiples of 2⁻⁶⁰: 1/255 is the
 * smallest, and has 53 bits. If all w are multiples of 2⁻¹⁰¹⁴, then all products are multiples of 2⁻¹⁰⁷⁴, the smallest
 * double, and so is each sum: none can come to lie between it and 0. That is checked before each product. Where it
 * doesn't hold, the dense kernel runs, so skipping zeros never changes a bit.
 */
class SparseKernel {

    /** A double from it on has its last bit at 2⁻¹⁰¹⁴ or above. */
    private static final double MIN_ZERO_SAFE = 0x1p-962;
    /** From as many columns on, {@link RankFourUpdate} is as fast with the zeros. */
    private static final int WIDE = 64;

    /** Whether it is faster than the dense kernel, for a result with that many columns. */
    boolean isWorthwhile(int cols) {
        return cols < WIDE;
    }

    /** Whether all values {@linkplain #isZeroSafe are safe}. */
    boolean allZeroSafe(double[] values) {
        boolean safe = true;
        for (double value : values) {
            safe &= isZeroSafe(value);
        }
        return safe;
    }

    /** Whether a value is 0, or finite and at least 2⁻⁹⁶²: all of these are multiples of 2⁻¹⁰¹⁴. Without a branch. */
    static boolean isZeroSafe(double value) {
        double size = Math.abs(value);
        return size == 0 | size >= MIN_ZERO_SAFE & size <= Double.MAX_VALUE;
    }

    /** Whether sums may start from these. */
    static boolean noNegativeZero(double[] initial) {
        for (double s : initial) {
            if (Double.doubleToRawLongBits(s) == Long.MIN_VALUE) {     // its sign, and nothing else
                return false;
            }
        }
        return true;
    }

    /**
     * {@code c[i][j] = initial[j] + Σ x[i][k] · b[k][j]} over the entries of row i: with x in compressed rows that is
     * x·b, with x in compressed columns xᵀ·b.
     *
     * @param block   what is computed of c
     * @param x       read
     * @param cols    columns of b and c
     * @param b       read
     * @param initial cols values that the sums start from, none of them −0; read
     * @param c       the block is overwritten
     */
    void times(Block block, CompressedIndex x, int cols, double[] b, double[] initial, double[] c) {
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            int from = x.offsets[i];
            int to = x.offsets[i + 1];
            int j = block.fromCol();
            for (; j + 7 < block.toCol(); j += 8) {
                gatherEight(from, to, x.indices, x.values, cols, b, initial, j, c, i * cols + j);
            }
            for (; j < block.toCol(); j++) {
                double sum = initial[j];
                for (int q = from; q < to; q++) {
                    sum = Math.fma(CompressedIndex.VALUES[x.values[q] & 0xff], b[x.indices[q] * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    private static void gatherEight(int from, int to, char[] indices, byte[] values, int cols, double[] b,
                                    double[] initial, int j, double[] c, int o) {
        double c0 = initial[j], c1 = initial[j + 1], c2 = initial[j + 2], c3 = initial[j + 3];
        double c4 = initial[j + 4], c5 = initial[j + 5], c6 = initial[j + 6], c7 = initial[j + 7];
        for (int q = from; q < to; q++) {
            double x = CompressedIndex.VALUES[values[q] & 0xff];
            int p = indices[q] * cols + j;
            c0 = Math.fma(x, b[p], c0);
            c1 = Math.fma(x, b[p + 1], c1);
            c2 = Math.fma(x, b[p + 2], c2);
            c3 = Math.fma(x, b[p + 3], c3);
            c4 = Math.fma(x, b[p + 4], c4);
            c5 = Math.fma(x, b[p + 5], c5);
            c6 = Math.fma(x, b[p + 6], c6);
            c7 = Math.fma(x, b[p + 7], c7);
        }
        c[o] = c0;
        c[o + 1] = c1;
        c[o + 2] = c2;
        c[o + 3] = c3;
        c[o + 4] = c4;
        c[o + 5] = c5;
        c[o + 6] = c6;
        c[o + 7] = c7;
    }
}
