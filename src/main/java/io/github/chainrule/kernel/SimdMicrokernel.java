// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static io.github.chainrule.kernel.Simd.LANES;
import static io.github.chainrule.kernel.Simd.PANEL;
import static io.github.chainrule.kernel.Simd.broadcast;
import static io.github.chainrule.kernel.Simd.load;
import static io.github.chainrule.kernel.Simd.store;

import jdk.incubator.vector.DoubleVector;

/**
 * The innermost loop with SIMD, register-blocked: a tile of four rows by two vectors of c. A vector holds neighboring
 * columns, so each sum stays in one lane and in its order. Each loaded value takes part in two or four sums, and eight
 * independent accumulators hide the FMA latency; they fit into the 16 registers of AVX2. With 32 registers, eight rows
 * at a time are a fifth faster.
 *
 * <p>All that a loop needs is copied into variables first: otherwise HotSpot reads a field each time, and takes a
 * quarter longer.
 *
 * @param b b, or panels of it; each begins at an index {@code bLeft}, in rows of length {@code bStride}
 */
record SimdMicrokernel(int inner, int cols, double[] a, int rowStride, int innerStride, double[] b, int bStride,
                       double[] initial, double[] c) {

    /** Four lanes are AVX2's, which has 16 vector registers; AVX-512 (eight lanes) and ARM's NEON (two) have 32. */
    static final boolean HAS_32_REGISTERS = LANES != 4;

    /**
     * The columns left … right − 1 of c, a whole number of panels, in rows from … to − 1, a whole number of fours. The
     * first panel is at {@code bLeft} in b, and each of the others {@code bPanel} after the one before.
     */
    void times(int from, int to, int left, int right, int bLeft, int bPanel) {
        int height = 0;
        for (int i = from; i < to; i += height) {
            height = HAS_32_REGISTERS && i + 7 < to ? 8 : 4;
            for (int j = left, p = bLeft; j < right; j += PANEL, p += bPanel) {
                if (height == 8) {
                    eightByTwo(i, j, p);
                } else {
                    fourByTwo(i, j, p);
                }
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
        store(c00, c01, LANES, c, o);
        store(c10, c11, LANES, c, o + cols);
        store(c20, c21, LANES, c, o + 2 * cols);
        store(c30, c31, LANES, c, o + 3 * cols);
        store(c40, c41, LANES, c, o + 4 * cols);
        store(c50, c51, LANES, c, o + 5 * cols);
        store(c60, c61, LANES, c, o + 6 * cols);
        store(c70, c71, LANES, c, o + 7 * cols);
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
        store(c00, c01, LANES, c, o);
        store(c10, c11, LANES, c, o + cols);
        store(c20, c21, LANES, c, o + 2 * cols);
        store(c30, c31, LANES, c, o + 3 * cols);
    }
}
