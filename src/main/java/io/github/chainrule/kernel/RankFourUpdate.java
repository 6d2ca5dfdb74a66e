// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * A product as a sum of rank-4 updates, each four columns of a times four rows of b: row by row,
 * {@code sums += x₀·d₀ + x₁·d₁ + x₂·d₂ + x₃·d₃}, where the x are rows and the d numbers. Each entry's terms still come
 * one after the other.
 *
 * <p>HotSpot's compiler turns such a loop into SIMD if every array in it is read at the same index, which is why rows
 * are copied to arrays of their own first. Four rows at a time is the longest chain for which JDK 17 does this.
 */
final class RankFourUpdate {

    /** Below it, a loop is over before its SIMD part begins. */
    private static final int MIN_ROW_LENGTH = 64;
    /** Rows of sums that are kept at once: few enough to stay in the cache. */
    private static final int BLOCK = 32;

    private RankFourUpdate() {
    }

    static boolean isWorthwhile(int rowLength, int rows, int inner) {
        return rowLength >= MIN_ROW_LENGTH && rows >= 4 && inner >= 4;
    }

    /** As {@link BlockKernel#times}. */
    static void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        int left = block.fromCol();
        int width = block.cols();
        double[][] sums = new double[Math.min(BLOCK, block.rows())][width];
        double[][] x = new double[4][width];
        for (int top = block.fromRow(); top < block.toRow(); top += BLOCK) {
            int end = Math.min(top + BLOCK, block.toRow());
            for (int i = top; i < end; i++) {
                System.arraycopy(initial, left, sums[i - top], 0, width);
            }
            for (int k = 0; k < inner; k += 4) {
                int terms = Math.min(4, inner - k);
                for (int r = 0; r < terms; r++) {
                    System.arraycopy(b, (k + r) * cols + left, x[r], 0, width);
                }
                for (int i = top; i < end; i++) {
                    add(terms, x, a, i * rowStride + k * innerStride, innerStride, sums[i - top]);
                }
            }
            for (int i = top; i < end; i++) {
                System.arraycopy(sums[i - top], 0, c, i * cols + left, width);
            }
        }
    }

    /** The next terms of a row of sums: of the first {@code terms} rows of x, with d = factors[p + r·step]. */
    private static void add(int terms, double[][] x, double[] factors, int p, int step, double[] sums) {
        if (terms == 4) {
            add(x[0], x[1], x[2], x[3], factors[p], factors[p + step], factors[p + 2 * step], factors[p + 3 * step],
                    sums);
        } else {
            for (int r = 0; r < terms; r++) {
                add(x[r], factors[p + r * step], sums);
            }
        }
    }

    private static void add(double[] x0, double[] x1, double[] x2, double[] x3, double d0, double d1, double d2,
                            double d3, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.fma(x3[i], d3, Math.fma(x2[i], d2, Math.fma(x1[i], d1, Math.fma(x0[i], d0, sums[i]))));
        }
    }

    private static void add(double[] x, double d, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.fma(x[i], d, sums[i]);
        }
    }
}
