// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/**
 * What a {@link Kernel} promises, as a textbook writes it: three loops and nothing else. The other kernels are judged
 * by its bits. It takes up to a hundred times as long; {@code -Dchainrule.kernel=textbook} runs it.
 */
final class TextbookKernel implements Kernel {

    // @start region=times
    @Override
    public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        for (int i = part.top(); i < part.bottom(); i++) {
            for (int j = part.left(); j < part.right(); j++) {
                double sum = start[j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);     // sum + a[i][k]·b[k][j]
                }
                c[i * cols + j] = sum;
            }
        }
    }
    // @end

    @Override
    public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        for (int i = part.top(); i < part.bottom(); i++) {
            for (int j = part.left(); j < part.right(); j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[k * rows + i], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
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
        return "textbook, three loops";
    }
}
