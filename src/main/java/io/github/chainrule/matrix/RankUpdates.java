// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * A product as a sum of updates of rank four, each a few columns of a times as many rows of b: row by row,
 * {@code sums += x₀·d₀ + x₁·d₁ + x₂·d₂ + x₃·d₃}, where the x are rows and the d numbers. Each entry's terms still come
 * one after the other, so the bits are those of the plain loop.
 *
 * <p>HotSpot's compiler turns such a loop into SIMD if every array in it is read at the same index, which is why rows
 * are copied to arrays of their own first. Four rows at a time is the longest chain that JDK 17 does it for: with
 * eight, 784 × 64 · 64 × 16 took 116 µs there, with four 40 µs (and 111 µs by {@link Tile}).
 */
final class RankUpdates {

    /** Below it, a loop is over before its SIMD part begins. */
    private static final int LONG_ROW = 64;
    /** So many rows of sums are kept at once; few enough to stay in the cache. */
    private static final int BLOCK = 32;

    private RankUpdates() {
    }

    static boolean pay(int rowLength, int rows, int inner) {
        return rowLength >= LONG_ROW && rows >= 4 && inner >= 4;
    }

    /** {@code c[i][j] = start[j] + Σₖ a(i, k) · b[k][j]}, along the rows of b and c; a as in {@link Tile}. */
    static void overColumns(Part part, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                            double[] start, double[] c) {
        int left = part.left();
        int width = part.cols();
        double[][] sums = new double[Math.min(BLOCK, part.rows())][width];
        double[][] x = new double[4][width];
        for (int block = part.top(); block < part.bottom(); block += BLOCK) {
            int end = Math.min(block + BLOCK, part.bottom());
            for (int i = block; i < end; i++) {
                System.arraycopy(start, left, sums[i - block], 0, width);
            }
            for (int k = 0; k < inner; k += 4) {
                copyRows(k, inner, cols, left, b, x);
                for (int i = block; i < end; i++) {
                    int p = i * aRow + k * aInner;
                    add(Math.min(4, inner - k), x, a, p, aInner, sums[i - block]);
                }
            }
            for (int i = block; i < end; i++) {
                System.arraycopy(sums[i - block], 0, c, i * cols + left, width);
            }
        }
    }

    /** {@code c[i][j] = Σₖ a[k][i] · b[k][j]}, along the rows of a: c is computed as its transpose. */
    static void overRows(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        int left = part.left();
        double[][] sums = new double[part.cols()][part.rows()];
        double[][] x = new double[4][part.rows()];
        for (int k = 0; k < inner; k += 4) {
            copyRows(k, inner, rows, part.top(), a, x);
            for (int j = 0; j < part.cols(); j++) {
                add(Math.min(4, inner - k), x, b, k * cols + left + j, cols, sums[j]);
            }
        }
        for (int i = 0; i < part.rows(); i++) {
            for (int j = 0; j < part.cols(); j++) {
                c[(part.top() + i) * cols + left + j] = sums[j][i];
            }
        }
    }

    private static void copyRows(int k, int inner, int rowLength, int offset, double[] m, double[][] x) {
        for (int r = 0; r < Math.min(4, inner - k); r++) {
            System.arraycopy(m, (k + r) * rowLength + offset, x[r], 0, x[r].length);
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
