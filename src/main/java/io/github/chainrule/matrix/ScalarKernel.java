package io.github.chainrule.matrix;

import java.util.Arrays;

/** Plain Java: each sum is kept in a local variable, four rows by two columns at a time. */
final class ScalarKernel implements Kernel {

    @Override
    public void times(int from, int to, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        int i = from;
        for (; i + 3 < to; i += 4) {
            int j = 0;
            for (; j + 1 < cols; j += 2) {
                fourByTwo(i, j, inner, cols, a, b, start, c);
            }
            for (; j < cols; j++) {
                for (int r = i; r < i + 4; r++) {
                    one(r, j, inner, cols, a, b, start, c);
                }
            }
        }
        for (; i < to; i++) {
            for (int j = 0; j < cols; j++) {
                one(i, j, inner, cols, a, b, start, c);
            }
        }
    }

    private static void one(int i, int j, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        double sum = start == null ? 0 : start[j];
        for (int k = 0; k < inner; k++) {
            sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);
        }
        c[i * cols + j] = sum;
    }

    private static void fourByTwo(int i, int j, int inner, int cols, double[] a, double[] b, double[] start,
                                  double[] c) {
        double s0 = start == null ? 0 : start[j];
        double s1 = start == null ? 0 : start[j + 1];
        double c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
        int a0 = i * inner, a1 = a0 + inner, a2 = a1 + inner, a3 = a2 + inner;
        for (int k = 0; k < inner; k++) {
            double b0 = b[k * cols + j];
            double b1 = b[k * cols + j + 1];
            c00 = Math.fma(a[a0 + k], b0, c00);
            c01 = Math.fma(a[a0 + k], b1, c01);
            c10 = Math.fma(a[a1 + k], b0, c10);
            c11 = Math.fma(a[a1 + k], b1, c11);
            c20 = Math.fma(a[a2 + k], b0, c20);
            c21 = Math.fma(a[a2 + k], b1, c21);
            c30 = Math.fma(a[a3 + k], b0, c30);
            c31 = Math.fma(a[a3 + k], b1, c31);
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

    @Override
    public void transposeTimes(int from, int to, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        Arrays.fill(c, from * cols, to * cols, 0);
        // Row after row of a and b, so that both are read as they lie in memory.
        for (int k = 0; k < inner; k++) {
            for (int i = from; i < to; i++) {
                double x = a[k * rows + i];
                for (int j = 0; j < cols; j++) {
                    c[i * cols + j] = Math.fma(x, b[k * cols + j], c[i * cols + j]);
                }
            }
        }
    }

    @Override
    public boolean allFinite(double[] values) {
        for (double v : values) {
            if (!Double.isFinite(v)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String description() {
        return "scalar";
    }
}
