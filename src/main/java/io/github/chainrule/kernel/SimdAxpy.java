// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static io.github.chainrule.kernel.Simd.LANES;
import static io.github.chainrule.kernel.Simd.broadcast;
import static io.github.chainrule.kernel.Simd.load;

import jdk.incubator.vector.DoubleVector;

/**
 * SIMD for a few rows of a times a wide b, as in the prediction of one example: multiples of four rows of b at a time
 * are added to a row of c. So b, by far the largest of the three, is read once, from front to back, as fast as it
 * comes; the sums stay in the cache, and each takes its terms one after the other.
 */
final class SimdAxpy {

    private SimdAxpy() {
    }

    /** As {@link BlockKernel#times}. */
    static void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        int left = block.fromCol();
        int width = block.cols();
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            System.arraycopy(initial, left, c, i * cols + left, width);
        }
        int k = 0;
        for (; k + 3 < inner; k += 4) {
            for (int i = block.fromRow(); i < block.toRow(); i++) {
                int p = i * rowStride + k * innerStride;
                addFour(a[p], a[p + innerStride], a[p + 2 * innerStride], a[p + 3 * innerStride], b, k * cols + left,
                        cols, width, c, i * cols + left);
            }
        }
        for (; k < inner; k++) {
            for (int i = block.fromRow(); i < block.toRow(); i++) {
                addOne(a[i * rowStride + k * innerStride], b, k * cols + left, width, c, i * cols + left);
            }
        }
    }

    /** The {@code width} sums begin at {@code c[o]}, the four rows of b at {@code b[p]}. */
    private static void addFour(double x0, double x1, double x2, double x3, double[] b, int p, int cols, int width,
                                double[] c, int o) {
        DoubleVector v0 = broadcast(x0), v1 = broadcast(x1);
        DoubleVector v2 = broadcast(x2), v3 = broadcast(x3);
        int j = 0;
        for (; j + LANES <= width; j += LANES) {
            DoubleVector sum = load(c, o + j);
            sum = v0.fma(load(b, p + j), sum);
            sum = v1.fma(load(b, p + cols + j), sum);
            sum = v2.fma(load(b, p + 2 * cols + j), sum);
            sum = v3.fma(load(b, p + 3 * cols + j), sum);
            sum.intoArray(c, o + j);
        }
        for (; j < width; j++) {
            double sum = Math.fma(x1, b[p + cols + j], Math.fma(x0, b[p + j], c[o + j]));
            c[o + j] = Math.fma(x3, b[p + 3 * cols + j], Math.fma(x2, b[p + 2 * cols + j], sum));
        }
    }

    private static void addOne(double x, double[] b, int p, int width, double[] c, int o) {
        for (int j = 0; j < width; j++) {
            c[o + j] = Math.fma(x, b[p + j], c[o + j]);
        }
    }
}
