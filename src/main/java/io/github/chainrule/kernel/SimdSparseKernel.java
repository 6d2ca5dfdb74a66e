// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link SparseKernel} with SIMD: the same loop for each panel of four, two or one vectors of neighboring columns,
 * whose sums stay in registers. Columns that are left over are computed as a panel that begins further to the left,
 * some of its sums for the second time, with the same bits.
 */
final class SimdSparseKernel extends SparseKernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWO = 2 * LANES;
    private static final int FOUR = 4 * LANES;
    /** Rows of a wider b lie so far apart that they push each other out of the cache: its panels are packed. */
    private static final int MAX_UNPACKED_COLS = 64;

    private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
    private static final DoubleVector MINUS_DOWN = DoubleVector.broadcast(SPECIES, -0x1p-60);
    private static final DoubleVector UP = DoubleVector.broadcast(SPECIES, 0x1p60);
    private static final DoubleVector LARGE = DoubleVector.broadcast(SPECIES, 0x1p1023);

    @Override
    boolean isWorthwhile(int cols) {
        return cols >= LANES;
    }

    /** Whether all are finite multiples of 2⁻¹⁰¹⁴, by fma only: each other operation takes long to load and compile. */
    @Override
    boolean allZeroSafe(double[] values) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero, s1 = zero;      // independent accumulators hide the FMA latency
        int i = 0;
        for (; i + TWO <= values.length; i += TWO) {
            DoubleVector loss0 = roundingLoss(load(values, i), zero);
            DoubleVector loss1 = roundingLoss(load(values, i + LANES), zero);
            s0 = loss0.fma(loss0, s0);
            s1 = loss1.fma(loss1, s1);
        }
        boolean safe = s0.fma(ONE, s1).reduceLanes(VectorOperators.ADD) == 0;
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
    void times(Block block, CompressedIndex x, int cols, double[] b, double[] initial, double[] c) {
        if (block.cols() < LANES) {
            super.times(block, x, cols, b, initial, c);
            return;
        }
        boolean packs = cols > MAX_UNPACKED_COLS;
        double[] packed = new double[packs ? b.length / cols * FOUR : 0];
        int width = 0;
        for (int j = block.fromCol(); j < block.toCol(); j += width) {
            width = width(block.toCol() - j, block.cols());
            j = Math.min(j, block.toCol() - width);
            if (packs) {
                pack(b, j, cols, packed, width);
            }
            panel(width, block, x, packs ? packed : b, packs ? 0 : j, packs ? width : cols, initial, j, c, cols);
        }
    }

    /** The narrowest panel that has all of the columns, or else the widest that fits into the block. */
    private static int width(int cols, int blockCols) {
        return cols > TWO && blockCols >= FOUR ? FOUR : cols > LANES && blockCols >= TWO ? TWO : LANES;
    }

    private static void pack(double[] b, int left, int cols, double[] packed, int width) {
        for (int from = left, to = 0; from < b.length; from += cols, to += width) {
            System.arraycopy(b, from, packed, to, width);
        }
    }

    private static void panel(int width, Block block, CompressedIndex x, double[] b, int left, int stride,
                              double[] initial, int j, double[] c, int cols) {
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            int from = x.offsets[i];
            int to = x.offsets[i + 1];
            int o = i * cols + j;
            if (width == FOUR) {
                fourVectors(from, to, x.indices, x.values, b, left, stride, initial, j, c, o);
            } else if (width == TWO) {
                twoVectors(from, to, x.indices, x.values, b, left, stride, initial, j, c, o);
            } else {
                oneVector(from, to, x.indices, x.values, b, left, stride, initial, j, c, o);
            }
        }
    }

    private static void fourVectors(int from, int to, char[] indices, byte[] values, double[] b, int left, int stride,
                                    double[] initial, int j, double[] c, int o) {
        DoubleVector c0 = load(initial, j), c1 = load(initial, j + LANES), c2 = load(initial, j + TWO),
                c3 = load(initial, j + TWO + LANES);
        for (int q = from; q < to; q++) {
            DoubleVector x = value(values[q]);
            int p = indices[q] * stride + left;
            c0 = x.fma(load(b, p), c0);
            c1 = x.fma(load(b, p + LANES), c1);
            c2 = x.fma(load(b, p + TWO), c2);
            c3 = x.fma(load(b, p + TWO + LANES), c3);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
        c2.intoArray(c, o + TWO);
        c3.intoArray(c, o + TWO + LANES);
    }

    private static void twoVectors(int from, int to, char[] indices, byte[] values, double[] b, int left, int stride,
                                   double[] initial, int j, double[] c, int o) {
        DoubleVector c0 = load(initial, j), c1 = load(initial, j + LANES);
        for (int q = from; q < to; q++) {
            DoubleVector x = value(values[q]);
            int p = indices[q] * stride + left;
            c0 = x.fma(load(b, p), c0);
            c1 = x.fma(load(b, p + LANES), c1);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
    }

    private static void oneVector(int from, int to, char[] indices, byte[] values, double[] b, int left, int stride,
                                  double[] initial, int j, double[] c, int o) {
        DoubleVector c0 = load(initial, j);
        for (int q = from; q < to; q++) {
            c0 = value(values[q]).fma(load(b, indices[q] * stride + left), c0);
        }
        c0.intoArray(c, o);
    }

    private static DoubleVector value(byte b) {
        return DoubleVector.broadcast(SPECIES, CompressedIndex.VALUES[b & 0xff]);
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }
}
