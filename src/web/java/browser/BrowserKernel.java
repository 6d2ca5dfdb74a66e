// SPDX-License-Identifier: Apache-2.0
package browser;

import io.github.chainrule.kernel.Kernel;

import java.util.Arrays;

/**
 * The textbook's three loops, for a browser: no threads, no SIMD, and an fma of its own. The bits are the same, except
 * where there are more rows than a lesson has examples: pictures do without fma, and with a rough tanh.
 */
public final class BrowserKernel implements Kernel {

    /** Neither a batch nor the examples of a lesson have more rows. */
    private static final int MOST_EXAMPLES = 1000;

    /** Room for the upper halves of what is multiplied. */
    private double[] highOfA = {};
    private double[] highOfB = {};

    @Override
    public void times(int rows, int inner, int cols, double[] a, double[] b, double[] initial, double[] c) {
        boolean isPicture = rows > MOST_EXAMPLES;
        Exponential.setRough(isPicture);
        highOfB = isPicture ? highOfB : uppers(b, highOfB);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                c[i * cols + j] = initial[j];
            }
            int k = 0;
            for (; isPicture && k < inner - 3; k += 4) {
                addRowsPlainly(a, i * inner + k, b, k * cols, cols, c, i * cols);
            }
            for (; k < inner; k++) {
                if (isPicture) {
                    addRowPlainly(a[i * inner + k], b, k * cols, cols, c, i * cols);
                } else {
                    addRow(a[i * inner + k], b, highOfB, k * cols, cols, c, i * cols);
                }
            }
        }
    }

    private static double[] uppers(double[] all, double[] room) {
        double[] uppers = room.length < all.length ? new double[all.length] : room;
        for (int i = 0; i < all.length; i++) {
            uppers[i] = FusedMultiplyAdd.upper(all[i]);
        }
        return uppers;
    }

    /** Four rows at a time: each sum is read and written once for all of them. */
    private static void addRowsPlainly(double[] a, int at, double[] b, int p, int cols, double[] c, int o) {
        double x0 = a[at];
        double x1 = a[at + 1];
        double x2 = a[at + 2];
        double x3 = a[at + 3];
        for (int j = p; j < p + cols; j++) {
            c[o + j - p] += x0 * b[j] + x1 * b[j + cols] + x2 * b[j + 2 * cols] + x3 * b[j + 3 * cols];
        }
    }

    private static void addRowPlainly(double x, double[] b, int p, int cols, double[] c, int o) {
        for (int j = 0; j < cols; j++) {
            c[o + j] += x * b[p + j];
        }
    }

    @Override
    public void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        highOfB = uppers(b, highOfB);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(c, i * cols, (i + 1) * cols, 0);
            for (int k = 0; k < inner; k++) {
                addRow(a[k * rows + i], b, highOfB, k * cols, cols, c, i * cols);
            }
        }
    }

    private static void addRow(double x, double[] b, double[] high, int p, int cols, double[] c, int o) {
        double xHigh = FusedMultiplyAdd.upper(x);
        for (int j = 0; j < cols; j++) {
            c[o + j] = FusedMultiplyAdd.fma(x, xHigh, b[p + j], high[p + j], c[o + j]);
        }
    }

    @Override
    public void timesTranspose(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        highOfA = uppers(a, highOfA);
        highOfB = uppers(b, highOfB);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = FusedMultiplyAdd.fma(a[i * inner + k], highOfA[i * inner + k], b[j * inner + k],
                            highOfB[j * inner + k], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    @Override
    public String description() {
        return "in the browser";
    }
}
