// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * Products of a matrix that is mostly zeros, such as images on an empty background: four fifths of MNIST's pixels. Each
 * sum runs over the entries that aren't zero, from first to last. This is plain Java, register-blocked: eight sums at a
 * time.
 *
 * <p>{@code fma(0, w, sum)} is {@code sum}, bit for bit, unless w is NaN or infinite, or {@code sum} is −0. A sum is
 * never −0 if it doesn't start as −0 and nothing in it underflows. The entries are multiples of 2⁻⁶⁰: 1/255 is the
 * smallest, and has 53 bits. If all w are multiples of 2⁻¹⁰¹⁴, then all products are multiples of 2⁻¹⁰⁷⁴, the smallest
 * double, and so is each sum: none can fall between it and 0. This is checked before each product. Where it doesn't
 * hold, the dense kernel runs, so skipping zeros never changes a bit.
 */
class SparseKernel {

    /** From this double on, the last bit is at 2⁻¹⁰¹⁴ or above. */
    private static final long MIN_ZERO_SAFE = Double.doubleToRawLongBits(0x1p-962);
    private static final long MAX_FINITE = Double.doubleToRawLongBits(Double.MAX_VALUE);
    /** From this many columns on, {@link RankFourUpdate} is as fast with the zeros. */
    private static final int WIDE = 64;

    /** Whether it is faster than the dense kernel, for a result with that many columns. */
    boolean isWorthwhile(int cols) {
        return cols < WIDE;
    }

    /** Whether all values {@linkplain #isZeroSafe are safe}. */
    boolean allZeroSafe(double[] values) {
        for (double value : values) {
            if (!isZeroSafe(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value is 0, or finite and at least 2⁻⁹⁶²: all of these are multiples of 2⁻¹⁰¹⁴. */
    static boolean isZeroSafe(double value) {
        long size = Double.doubleToRawLongBits(value) & Long.MAX_VALUE;     // faster to compare than doubles
        return size == 0 || size >= MIN_ZERO_SAFE && size <= MAX_FINITE;
    }

    /** Whether sums may start from these: −0 has no bit but its sign. */
    static boolean noNegativeZero(double[] initial) {
        for (double value : initial) {
            if (Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Builds from a matrix what the products need. */
    void prepare(SparseMatrix x) {
        x.compress();
    }

    /**
     * {@code c = x·b}, each sum from a value of {@code initial}.
     *
     * @param columns which columns of c; their rows don't matter
     * @param x       read
     * @param cols    columns of b and c
     * @param b       read
     * @param initial cols values that the sums start from, none of them −0; read
     * @param c       overwritten in these columns
     */
    void times(Block columns, SparseMatrix x, int cols, double[] b, double[] initial, double[] c) {
        times(columns, x.rows, x.offsets, x.entries, cols, b, initial, c);
    }

    private static void times(Block columns, int rows, int[] offsets, int[] entries, int cols, double[] b,
                              double[] initial, double[] c) {
        for (int i = 0; i < rows; i++) {
            int from = offsets[i];
            int to = offsets[i + 1];
            int j = columns.fromCol();
            for (; j + 7 < columns.toCol(); j += 8) {
                gatherEight(from, to, entries, cols, b, initial, j, c, i * cols + j);
            }
            for (; j < columns.toCol(); j++) {
                double sum = initial[j];
                for (int q = from; q < to; q++) {
                    int entry = entries[q];
                    sum = Math.fma(SparseMatrix.value(entry), b[(entry >>> Byte.SIZE) * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    /**
     * {@code c = xᵀ·b}.
     *
     * @param columns which columns of c; their rows don't matter
     * @param x       read
     * @param cols    columns of b and c
     * @param b       read
     * @param c       overwritten in these columns
     */
    void transposeTimes(Block columns, SparseMatrix x, int cols, double[] b, double[] c) {
        times(columns, x.cols, x.colOffsets, x.colEntries, cols, b, new double[cols], c);
    }

    private static void gatherEight(int from, int to, int[] entries, int cols, double[] b, double[] initial, int j,
                                    double[] c, int o) {
        double c0 = initial[j], c1 = initial[j + 1], c2 = initial[j + 2], c3 = initial[j + 3];
        double c4 = initial[j + 4], c5 = initial[j + 5], c6 = initial[j + 6], c7 = initial[j + 7];
        for (int q = from; q < to; q++) {
            double x = SparseMatrix.value(entries[q]);
            int p = (entries[q] >>> Byte.SIZE) * cols + j;
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
