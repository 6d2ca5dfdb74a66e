// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD for a few rows of a times a wide b, as in the prediction of one example: row by row,
 * {@code sums += x₀·b₀ + x₁·b₁ + x₂·b₂ + x₃·b₃}, where the x are numbers of a and the b four rows. So b, by far the
 * largest of the three, is read once and from front to back, as fast as it comes; the sums stay in the cache. Each sum
 * still takes up its terms one after the other, so the bits are those of the plain loop.
 */
final class VectorRows {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** With four rows {@link VectorKernel}'s panels, though copied first, are as fast. */
    private static final int FEW = 3;

    private VectorRows() {
    }

    static boolean pay(int rows) {
        return rows <= FEW;
    }

    /** {@code c[i][j] = start[j] + Σₖ a(i, k) · b[k][j]}; a as in {@link Tile}. */
    static void product(Part part, int inner, int cols, double[] a, int aRow, int aInner, double[] b, double[] start,
                        double[] c) {
        int left = part.left();
        int width = part.cols();
        for (int i = part.top(); i < part.bottom(); i++) {
            System.arraycopy(start, left, c, i * cols + left, width);
        }
        int k = 0;
        for (; k + 3 < inner; k += 4) {
            for (int i = part.top(); i < part.bottom(); i++) {
                int p = i * aRow + k * aInner;
                addFour(a[p], a[p + aInner], a[p + 2 * aInner], a[p + 3 * aInner], b, k * cols + left, cols, width,
                        c, i * cols + left);
            }
        }
        for (; k < inner; k++) {
            for (int i = part.top(); i < part.bottom(); i++) {
                addOne(a[i * aRow + k * aInner], b, k * cols + left, width, c, i * cols + left);
            }
        }
    }

    /** The sums are {@code width} from {@code c[o]} on, the four rows of b begin at {@code b[p]}. */
    private static void addFour(double x0, double x1, double x2, double x3, double[] b, int p, int cols, int width,
                                double[] c, int o) {
        DoubleVector v0 = broadcast(x0), v1 = broadcast(x1), v2 = broadcast(x2), v3 = broadcast(x3);
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

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
