// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static io.github.chainrule.kernel.Simd.LANES;
import static io.github.chainrule.kernel.Simd.PANEL;
import static io.github.chainrule.kernel.Simd.SPECIES;
import static io.github.chainrule.kernel.Simd.broadcast;
import static io.github.chainrule.kernel.Simd.load;
import static io.github.chainrule.kernel.Simd.store;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link SparseKernel} with SIMD: blocks of four columns of x, times panels of two vectors. The rows of a panel are
 * copied one after the other, so that rows of wide matrices don't evict each other from the cache. Leftover columns are
 * computed as a panel that begins further to the left, and where there is room for one vector only, its two overlap:
 * some sums are then computed twice, with the same bits. A zero in a block adds nothing, for the same reason that
 * others can be skipped.
 */
final class SimdSparseKernel extends SparseKernel {

    private static final DoubleVector MINUS_DOWN = broadcast(-0x1p-60);
    private static final DoubleVector UP = broadcast(0x1p60);
    private static final DoubleVector LARGE = broadcast(0x1p1023);

    @Override
    boolean isWorthwhile(int cols) {
        return cols >= LANES;
    }

    /** Whether all are finite multiples of 2⁻¹⁰¹⁴, by fma only: any other operation takes long to load and compile. */
    @Override
    boolean allZeroSafe(double[] values) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero, s1 = zero;      // independent accumulators hide the FMA latency
        int i = 0;
        for (; i + PANEL <= values.length; i += PANEL) {
            DoubleVector loss0 = roundingLoss(load(values, i), zero);
            DoubleVector loss1 = roundingLoss(load(values, i + LANES), zero);
            s0 = loss0.fma(loss0, s0);
            s1 = loss1.fma(loss1, s1);
        }
        boolean safe = s0.add(s1).reduceLanes(VectorOperators.ADD) == 0;
        for (; i < values.length; i++) {
            safe &= isZeroSafe(values[i]);
        }
        return safe;
    }

    /**
     * What a value loses when it is multiplied by 2⁻⁶⁰ and again by 2⁶⁰: 0 for a multiple of 2⁻¹⁰¹⁴, NaN if it isn't
     * finite, else at least the smallest double, enlarged so that its square doesn't underflow.
     */
    private static DoubleVector roundingLoss(DoubleVector v, DoubleVector zero) {
        return v.fma(MINUS_DOWN, zero).fma(UP, v).fma(LARGE, zero);
    }

    @Override
    void prepare(SparseMatrix x) {
        x.blockColumns();
    }

    /** Block by block of four columns of x: their rows of b stay in registers, the panel's sums in the cache. */
    @Override
    void times(Block columns, SparseMatrix x, int cols, double[] b, double[] initial, double[] c) {
        double[] sums = new double[x.rows * PANEL];
        for (int j = columns.fromCol(); j < columns.toCol(); j += PANEL) {
            int left = Math.max(columns.fromCol(), Math.min(j, columns.toCol() - PANEL));
            int distance = Math.min(LANES, columns.toCol() - LANES - left);
            pack(initial, left, 0, distance, sums);
            for (int k = 0; k < x.cols; k += SparseMatrix.BLOCK) {
                scatter(x, k, b, k * cols + left, cols, distance, sums);
            }
            for (int i = 0, o = left; i < sums.length; i += PANEL, o += cols) {
                store(load(sums, i), load(sums, i + LANES), distance, c, o);
            }
        }
    }

    /** Block by block of four columns of x: their rows of c stay in registers. */
    @Override
    void transposeTimes(Block columns, SparseMatrix x, int cols, double[] b, double[] c) {
        double[] panel = new double[x.rows * PANEL];
        for (int j = columns.fromCol(); j < columns.toCol(); j += PANEL) {
            int left = Math.max(columns.fromCol(), Math.min(j, columns.toCol() - PANEL));
            int distance = Math.min(LANES, columns.toCol() - LANES - left);
            pack(b, left, cols, distance, panel);
            for (int k = 0; k < x.cols; k += SparseMatrix.BLOCK) {
                gather(x, k, panel, c, k * cols + left, cols, distance);
            }
        }
    }

    private static void pack(double[] b, int left, int stride, int distance, double[] panel) {
        for (int i = 0, p = left; i < panel.length; i += PANEL, p += stride) {
            store(load(b, p), load(b, p + distance), LANES, panel, i);
        }
    }

    private static void scatter(SparseMatrix x, int k, double[] b, int p, int cols, int distance, double[] sums) {
        int[] rows = x.blockRows;
        int[] blocks = x.blocks;
        DoubleVector b00 = load(b, p), b01 = load(b, p + distance);
        DoubleVector b10 = load(b, p + cols), b11 = load(b, p + cols + distance);
        DoubleVector b20 = load(b, p + 2 * cols), b21 = load(b, p + 2 * cols + distance);
        DoubleVector b30 = load(b, p + 3 * cols), b31 = load(b, p + 3 * cols + distance);
        for (int q = x.offsets[k / SparseMatrix.BLOCK], end = x.offsets[k / SparseMatrix.BLOCK + 1]; q < end; q++) {
            int o = rows[q] * PANEL;
            int block = blocks[q];
            DoubleVector x0 = value(block), x1 = value(block >>> 8), x2 = value(block >>> 16), x3 = value(block >>> 24);
            x3.fma(b30, x2.fma(b20, x1.fma(b10, x0.fma(b00, load(sums, o))))).intoArray(sums, o);
            x3.fma(b31, x2.fma(b21, x1.fma(b11, x0.fma(b01, load(sums, o + LANES))))).intoArray(sums, o + LANES);
        }
    }

    private static void gather(SparseMatrix x, int k, double[] panel, double[] c, int o, int cols, int distance) {
        int[] rows = x.blockRows;
        int[] blocks = x.blocks;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero;
        for (int q = x.offsets[k / SparseMatrix.BLOCK], end = x.offsets[k / SparseMatrix.BLOCK + 1]; q < end; q++) {
            int block = blocks[q];
            DoubleVector b0 = load(panel, rows[q] * PANEL), b1 = load(panel, rows[q] * PANEL + LANES);
            DoubleVector v = value(block);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = value(block >>> 8);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = value(block >>> 16);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = value(block >>> 24);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
        }
        store(c00, c01, distance, c, o);
        store(c10, c11, distance, c, o + cols);
        store(c20, c21, distance, c, o + 2 * cols);
        store(c30, c31, distance, c, o + 3 * cols);
    }

    /** The lowest byte's value, in each lane. */
    private static DoubleVector value(int block) {
        return broadcast(SparseMatrix.value(block));
    }
}
