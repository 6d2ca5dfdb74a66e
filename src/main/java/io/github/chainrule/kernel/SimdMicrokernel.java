// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarMicrokernel} with vectors in place of its two columns. A vector holds neighboring columns of c, so each
 * sum stays in one lane and in its order. {@link #fourByTwo} is the loop; the others are the same for other sizes.
 *
 * <p>Four rows by two vectors are eight sums, just enough to hide the FMA latency, and they fit into the 16 registers
 * of AVX2. With 32 registers eight rows at a time are a fifth faster. All that a loop needs is copied into variables
 * first: HotSpot would read a field anew each time, and take a quarter longer.
 *
 * @param b b, or panels of it; each begins at an index {@code bLeft}, in rows of length {@code bStride}
 */
record SimdMicrokernel(int inner, int cols, double[] a, int rowStride, int innerStride, double[] b, int bStride,
                       double[] initial, double[] c) {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Columns that are computed at once. */
    static final int PANEL = 2 * LANES;
    /** Four lanes are AVX2's, which has 16 vector registers; AVX-512 (eight lanes) and ARM's NEON (two) have 32. */
    static final boolean HAS_32_REGISTERS = LANES != 4;

    /**
     * The block's rows and the columns left … right − 1 of c, a whole number of panels. The first of them is at
     * {@code bLeft} in b, and each of the others {@code bPanel} after the one before.
     */
    void times(Block block, int left, int right, int bLeft, int bPanel) {
        int i = block.fromRow();
        int to = block.toRow();
        if (HAS_32_REGISTERS) {
            for (; i + 7 < to; i += 8) {
                for (int j = left, p = bLeft; j < right; j += PANEL, p += bPanel) {
                    eightByTwo(i, j, p);
                }
            }
        }
        for (; i + 3 < to; i += 4) {
            for (int j = left, p = bLeft; j < right; j += PANEL, p += bPanel) {
                fourByTwo(i, j, p);
            }
        }
        for (; i < to; i++) {
            for (int j = left, p = bLeft; j < right; j += PANEL, p += bPanel) {
                oneByTwo(i, j, p);
            }
        }
    }

    /** As {@link #fourByTwo}, with the rows i … i + 7: fewer loads of b for each multiplication. */
    private void eightByTwo(int i, int j, int bLeft) {
        double[] a = this.a, b = this.b;
        int inner = this.inner, rowStride = this.rowStride, innerStride = this.innerStride, bStride = this.bStride;
        DoubleVector s0 = load(initial, j), s1 = load(initial, j + LANES);
        DoubleVector c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1,
                c40 = s0, c41 = s1, c50 = s0, c51 = s1, c60 = s0, c61 = s1, c70 = s0, c71 = s1;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = load(b, k * bStride + bLeft);
            DoubleVector b1 = load(b, k * bStride + bLeft + LANES);
            int p = i * rowStride + k * innerStride;
            DoubleVector x = broadcast(a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[p + rowStride]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[p + 2 * rowStride]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[p + 3 * rowStride]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = broadcast(a[p + 4 * rowStride]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(a[p + 5 * rowStride]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = broadcast(a[p + 6 * rowStride]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = broadcast(a[p + 7 * rowStride]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        int o = i * cols + j;
        c00.intoArray(c, o);
        c01.intoArray(c, o + LANES);
        c10.intoArray(c, o + cols);
        c11.intoArray(c, o + cols + LANES);
        c20.intoArray(c, o + 2 * cols);
        c21.intoArray(c, o + 2 * cols + LANES);
        c30.intoArray(c, o + 3 * cols);
        c31.intoArray(c, o + 3 * cols + LANES);
        c40.intoArray(c, o + 4 * cols);
        c41.intoArray(c, o + 4 * cols + LANES);
        c50.intoArray(c, o + 5 * cols);
        c51.intoArray(c, o + 5 * cols + LANES);
        c60.intoArray(c, o + 6 * cols);
        c61.intoArray(c, o + 6 * cols + LANES);
        c70.intoArray(c, o + 7 * cols);
        c71.intoArray(c, o + 7 * cols + LANES);
    }

    private void fourByTwo(int i, int j, int bLeft) {
        double[] a = this.a, b = this.b;
        int inner = this.inner, rowStride = this.rowStride, innerStride = this.innerStride, bStride = this.bStride;
        DoubleVector s0 = load(initial, j), s1 = load(initial, j + LANES);
        DoubleVector c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = load(b, k * bStride + bLeft);
            DoubleVector b1 = load(b, k * bStride + bLeft + LANES);
            int p = i * rowStride + k * innerStride;
            DoubleVector x = broadcast(a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[p + rowStride]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[p + 2 * rowStride]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[p + 3 * rowStride]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        int o = i * cols + j;
        c00.intoArray(c, o);
        c01.intoArray(c, o + LANES);
        c10.intoArray(c, o + cols);
        c11.intoArray(c, o + cols + LANES);
        c20.intoArray(c, o + 2 * cols);
        c21.intoArray(c, o + 2 * cols + LANES);
        c30.intoArray(c, o + 3 * cols);
        c31.intoArray(c, o + 3 * cols + LANES);
    }

    private void oneByTwo(int i, int j, int bLeft) {
        double[] a = this.a, b = this.b;
        int inner = this.inner, rowStride = this.rowStride, innerStride = this.innerStride, bStride = this.bStride;
        DoubleVector c0 = load(initial, j), c1 = load(initial, j + LANES);
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = load(b, k * bStride + bLeft);
            DoubleVector b1 = load(b, k * bStride + bLeft + LANES);
            int p = i * rowStride + k * innerStride;
            DoubleVector x = broadcast(a[p]);
            c0 = x.fma(b0, c0);
            c1 = x.fma(b1, c1);
        }
        int o = i * cols + j;
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
    }

    /** For the columns that are left over of a panel, and for hidden layers of one vector's width: from b itself. */
    void oneVector(Block block, int j, double[] b) {
        int i = block.fromRow();
        int to = block.toRow();
        for (; i + 3 < to; i += 4) {
            fourByOne(i, j, b);
        }
        for (; i < to; i++) {
            oneByOne(i, j, b);
        }
    }

    private void fourByOne(int i, int j, double[] b) {
        double[] a = this.a;
        int inner = this.inner, cols = this.cols, rowStride = this.rowStride, innerStride = this.innerStride;
        DoubleVector s = load(initial, j);
        DoubleVector c0 = s, c1 = s, c2 = s, c3 = s;
        for (int k = 0; k < inner; k++) {
            DoubleVector bk = load(b, k * cols + j);
            int p = i * rowStride + k * innerStride;
            c0 = broadcast(a[p]).fma(bk, c0);
            c1 = broadcast(a[p + rowStride]).fma(bk, c1);
            c2 = broadcast(a[p + 2 * rowStride]).fma(bk, c2);
            c3 = broadcast(a[p + 3 * rowStride]).fma(bk, c3);
        }
        int o = i * cols + j;
        c0.intoArray(c, o);
        c1.intoArray(c, o + cols);
        c2.intoArray(c, o + 2 * cols);
        c3.intoArray(c, o + 3 * cols);
    }

    private void oneByOne(int i, int j, double[] b) {
        double[] a = this.a;
        int inner = this.inner, cols = this.cols, rowStride = this.rowStride, innerStride = this.innerStride;
        DoubleVector sum = load(initial, j);
        for (int k = 0; k < inner; k++) {
            sum = broadcast(a[i * rowStride + k * innerStride]).fma(load(b, k * cols + j), sum);
        }
        sum.intoArray(c, i * cols + j);
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
