// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * The innermost loop in plain Java, register-blocked: eight sums of a row of c, or four of a column, stay in registers.
 * Each loaded value takes part in several, and independent accumulators hide the FMA latency.
 */
final class ScalarMicrokernel {

    private ScalarMicrokernel() {
    }

    /** As {@link BlockKernel#times}. */
    static void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        int wide = block.toCol() - block.cols() % 8;
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            for (int j = block.fromCol(); j < wide; j += 8) {
                oneByEight(i, j, inner, cols, a, rowStride, innerStride, b, initial, c);
            }
        }
        for (int j = wide; j < block.toCol(); j++) {
            int i = block.fromRow();
            for (; i + 3 < block.toRow(); i += 4) {
                fourByOne(i, j, inner, cols, a, rowStride, innerStride, b, initial[j], c);
            }
            for (; i < block.toRow(); i++) {
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
}
