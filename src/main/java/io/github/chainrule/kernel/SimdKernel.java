// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static io.github.chainrule.kernel.Simd.LANES;
import static io.github.chainrule.kernel.Simd.PANEL;
import static io.github.chainrule.kernel.Simd.SPECIES;
import static io.github.chainrule.kernel.Simd.load;
import static io.github.chainrule.kernel.Simd.store;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * SIMD: {@link SimdMicrokernel} for whole tiles, {@link SimdAxpy} for leftover rows, and for a few rows times a wide
 * matrix. Leftover columns are computed as a panel that begins further to the left: some sums are then computed twice,
 * with the same bits.
 *
 * <p>A wide b is packed first, 64 columns at a time: its panels then lie one after the other, and stay in the
 * second-level cache. In b itself, the rows of a panel lie so far apart that they evict each other from the cache. All
 * rows of a go past these panels, eight at a time, and the eight stay in the first level. So a is read once for each 64
 * columns, not once for each panel.
 */
record SimdKernel(SparseKernel sparse) implements BlockKernel {

    private static final int PACKED_COLS = 64;
    /** Half a megabyte. If b has more than 1024 rows, fewer panels are packed at once, but at least one. */
    private static final int PACKED_SIZE = 1024 * PACKED_COLS;
    /** With four rows, packing is as fast as {@link SimdAxpy}. */
    private static final int FEW_ROWS = 3;

    SimdKernel() {
        this(new SimdSparseKernel());
    }

    @Override
    public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        boolean packs = cols > PACKED_COLS;
        if (block.cols() < LANES || inner == 1) {
            ScalarMicrokernel.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
            return;
        }
        if (block.cols() < PANEL || packs && block.rows() <= FEW_ROWS) {
            SimdAxpy.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
            return;
        }
        int panels = Math.max(1, Math.min(PACKED_COLS, PACKED_SIZE / Math.max(1, inner)) / PANEL);
        double[] packed = packs ? new double[inner * panels * PANEL] : b;
        SimdMicrokernel tiles = new SimdMicrokernel(inner, cols, a, rowStride, innerStride, packed,
                packs ? PANEL : cols, initial, c);
        int bottom = block.toRow() - block.rows() % 4;
        int end = 0;
        for (int j = block.fromCol(); j < block.toCol(); j = end) {
            int left = Math.min(j, block.toCol() - PANEL);
            int width = Math.min(panels, Math.max(1, (block.toCol() - j) / PANEL)) * PANEL;
            end = left + width;
            if (packs) {
                pack(left, end, inner, cols, b, packed);
            }
            tiles.times(block.fromRow(), bottom, left, end, packs ? 0 : left, packs ? inner * PANEL : PANEL);
        }
        Block rest = new Block(bottom, block.toRow(), block.fromCol(), block.toCol());
        SimdAxpy.times(rest, inner, cols, a, rowStride, innerStride, b, initial, c);
    }

    /** The panels of the columns left … right − 1, one after the other. */
    private static void pack(int left, int right, int inner, int cols, double[] b, double[] packed) {
        for (int k = 0; k < inner; k++) {
            int to = k * PANEL;
            for (int j = left; j < right; j += PANEL) {
                store(load(b, k * cols + j), load(b, k * cols + j + LANES), LANES, packed, to);
                to += inner * PANEL;
            }
        }
    }

    @Override
    public boolean allFinite(double[] values) {
        // 0·v is 0 for a finite v, else NaN, and NaN stays in a sum. Independent accumulators hide the latency.
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero, s1 = zero;
        int i = 0;
        for (; i + PANEL <= values.length; i += PANEL) {
            s0 = load(values, i).fma(zero, s0);
            s1 = load(values, i + LANES).fma(zero, s1);
        }
        double rest = s0.add(s1).reduceLanes(VectorOperators.ADD);
        for (; i < values.length; i++) {
            rest += 0 * values[i];
        }
        return rest == 0;
    }

    @Override
    public String description() {
        return "SIMD, " + LANES + " doubles at a time";
    }
}
