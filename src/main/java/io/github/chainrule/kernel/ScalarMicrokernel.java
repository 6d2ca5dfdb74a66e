// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * The innermost loop in plain Java, register-blocked: a tile of four rows by two columns of c, whose eight sums stay in
 * registers. Each value that is loaded takes part in two or four of them, and eight independent accumulators hide the
 * FMA latency. {@link #fourByTwo} is the loop; the others are the same for what is left over.
 */
final class ScalarMicrokernel {

    private ScalarMicrokernel() {
    }

    /** As {@link BlockKernel#times}. */
    static void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        int bottom = block.toRow();
        int right = block.toCol();
        int i = block.fromRow();
        for (; i + 3 < bottom; i += 4) {
            int j = block.fromCol();
            for (; j + 1 < right; j += 2) {
                fourByTwo(i, j, inner, cols, a, rowStride, innerStride, b, initial, c);
            }
            if (j < right) {
                fourByOne(i, j, inner, cols, a, rowStride, innerStride, b, initial[j], c);
            }
        }
        for (; i < bottom; i++) {
            int j = block.fromCol();
            for (; j + 7 < right; j += 8) {
                oneByEight(i, j, inner, cols, a, rowStride, innerStride, b, initial, c);
            }
            for (; j < right; j++) {
                c[i * cols + j] = sum(i, j, inner, cols, a, rowStride, innerStride, b, initial[j]);
            }
        }
    }

    private static double sum(int i, int j, int inner, int cols, double[] a, int rowStride, int innerStride,
                              double[] b, double sum) {
        for (int k = 0; k < inner; k++) {
            sum = Math.fma(a[i * rowStride + k * innerStride], b[k * cols + j], sum);
        }
        return sum;
    }

    /** For a single row, as in the prediction of one example: eight sums side by side instead of four by two. */
    private static void oneByEight(int i, int j, int inner, int cols, double[] a, int rowStride, int innerStride,
                                   double[] b, double[] initial, double[] c) {
        double c0 = initial[j], c1 = initial[j + 1], c2 = initial[j + 2], c3 = initial[j + 3];
        double c4 = initial[j + 4], c5 = initial[j + 5], c6 = initial[j + 6], c7 = initial[j + 7];
        for (int k = 0; k < inner; k++) {
            double x = a[i * rowStride + k * innerStride];
            int p = k * cols + j;
            c0 = Math.fma(x, b[p], c0);
            c1 = Math.fma(x, b[p + 1], c1);
            c2 = Math.fma(x, b[p + 2], c2);
            c3 = Math.fma(x, b[p + 3], c3);
            c4 = Math.fma(x, b[p + 4], c4);
            c5 = Math.fma(x, b[p + 5], c5);
            c6 = Math.fma(x, b[p + 6], c6);
            c7 = Math.fma(x, b[p + 7], c7);
        }
        int o = i * cols + j;
        c[o] = c0;
        c[o + 1] = c1;
        c[o + 2] = c2;
        c[o + 3] = c3;
        c[o + 4] = c4;
        c[o + 5] = c5;
        c[o + 6] = c6;
        c[o + 7] = c7;
    }

    private static void fourByOne(int i, int j, int inner, int cols, double[] a, int rowStride, int innerStride,
                                  double[] b, double initial, double[] c) {
        double c0 = initial, c1 = initial, c2 = initial, c3 = initial;
        for (int k = 0; k < inner; k++) {
            double bk = b[k * cols + j];
            int p = i * rowStride + k * innerStride;
            c0 = Math.fma(a[p], bk, c0);
            c1 = Math.fma(a[p + rowStride], bk, c1);
            c2 = Math.fma(a[p + 2 * rowStride], bk, c2);
            c3 = Math.fma(a[p + 3 * rowStride], bk, c3);
        }
        int o = i * cols + j;
        c[o] = c0;
        c[o + cols] = c1;
        c[o + 2 * cols] = c2;
        c[o + 3 * cols] = c3;
    }

    private static void fourByTwo(int i, int j, int inner, int cols, double[] a, int rowStride, int innerStride,
                                  double[] b, double[] initial, double[] c) {
        double s0 = initial[j], s1 = initial[j + 1];
        double c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
        for (int k = 0; k < inner; k++) {
            double b0 = b[k * cols + j];
            double b1 = b[k * cols + j + 1];
            int p = i * rowStride + k * innerStride;
            double x = a[p];
            c00 = Math.fma(x, b0, c00);
            c01 = Math.fma(x, b1, c01);
            x = a[p + rowStride];
            c10 = Math.fma(x, b0, c10);
            c11 = Math.fma(x, b1, c11);
            x = a[p + 2 * rowStride];
            c20 = Math.fma(x, b0, c20);
            c21 = Math.fma(x, b1, c21);
            x = a[p + 3 * rowStride];
            c30 = Math.fma(x, b0, c30);
            c31 = Math.fma(x, b1, c31);
        }
        int o = i * cols + j;
        c[o] = c00;
        c[o + 1] = c01;
        c[o + cols] = c10;
        c[o + cols + 1] = c11;
        c[o + 2 * cols] = c20;
        c[o + 2 * cols + 1] = c21;
        c[o + 3 * cols] = c30;
        c[o + 3 * cols + 1] = c31;
    }
}
