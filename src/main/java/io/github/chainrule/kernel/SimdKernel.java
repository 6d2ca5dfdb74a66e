// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD, by {@link SimdMicrokernel}; a few rows times a wide matrix by {@link SimdAxpy}.
 *
 * <p>A wide b is packed first, 64 columns at a time: its panels lie one after the other then, and stay in the cache's
 * second level. In b itself the rows of a panel lie so far apart that they push each other out of the cache. All rows
 * of a go past these panels, eight at a time, and the eight stay in the first level meanwhile. So a is read once for
 * each 64 columns, and not once for each panel.
 *
 * <p>Columns that are left over, fewer than a panel or a vector, are computed as one that begins further to the left:
 * some sums are then computed twice, with the same bits.
 */
final class SimdKernel implements BlockKernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = SimdMicrokernel.PANEL;
    /** What {@link ScalarMicrokernel} computes at once: no slower than a vector of which the rest is thrown away. */
    private static final int SCALAR_COLS = 2;
    private static final int PACKED_COLS = 64;
    /** Half a megabyte. If b has more than 1024 rows fewer panels are packed at once, but at least one. */
    private static final int PACKED_SIZE = 1024 * PACKED_COLS;

    private final SparseKernel sparse = new SimdSparseKernel();

    @Override
    public void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                      double[] initial, double[] c) {
        if (inner == 1) {
            outer(block, cols, a, b, initial, c);
        } else if (cols > PACKED_COLS && SimdAxpy.isWorthwhile(block.rows())) {
            SimdAxpy.times(block, inner, cols, a, rowStride, innerStride, b, initial, c);
        } else {
            times(block, inner, cols, a, rowStride, innerStride, b, false, initial, c);
        }
    }

    @Override
    public boolean packsTransposed(int rows, int cols) {
        return cols > PACKED_COLS && !SimdAxpy.isWorthwhile(rows) && PANEL % ProductDispatcher.TRANSPOSE_ROWS == 0;
    }

    @Override
    public void timesTranspose(Block block, int inner, int cols, double[] a, double[] b, double[] c) {
        times(block, inner, cols, a, inner, 1, b, true, new double[cols], c);
    }

    private static void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
                              boolean transposed, double[] initial, double[] c) {
        boolean packs = cols > PACKED_COLS;
        int panels = Math.max(1, Math.min(PACKED_COLS, PACKED_SIZE / Math.max(1, inner)) / PANEL);
        double[] packed = packs ? new double[inner * panels * PANEL] : b;
        SimdMicrokernel tiles = new SimdMicrokernel(inner, cols, a, rowStride, innerStride, packed,
                packs ? PANEL : cols, initial, c);
        int j = block.fromCol();
        int right = block.toCol();
        while (j < right) {
            int end = Math.min(j + panels * PANEL, right - (right - j) % PANEL);
            if (end == j) {     // fewer columns than a panel are left
                if (right - j <= (transposed ? 0 : LANES) || block.cols() < PANEL) {
                    break;
                }
                j = right - PANEL;
                end = right;
            }
            if (!packs) {
                tiles.times(block, j, end, j, PANEL);
            } else {
                if (transposed) {
                    packRows(j, end, inner, b, packed);
                } else {
                    pack(j, end, inner, cols, b, packed);
                }
                tiles.times(block, j, end, 0, inner * PANEL);
            }
            j = end;
        }
        for (; j + LANES <= right; j += LANES) {
            tiles.oneVector(block, j, b);
        }
        if (right - j > SCALAR_COLS && block.cols() >= LANES) {
            tiles.oneVector(block, right - LANES, b);
            j = right;
        }
        ScalarMicrokernel.times(new Block(block.fromRow(), block.toRow(), j, right), inner, cols, a, rowStride,
                innerStride, b, initial, c);
    }

    /** Sums of one term, as after a last layer of one neuron: a is one column, or one row that is transposed. */
    private static void outer(Block block, int cols, double[] a, double[] b, double[] initial, double[] c) {
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            int j = block.fromCol();
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            for (; j + LANES <= block.toCol(); j += LANES) {
                x.fma(load(b, j), load(initial, j)).intoArray(c, i * cols + j);
            }
            for (; j < block.toCol(); j++) {
                c[i * cols + j] = Math.fma(a[i], b[j], initial[j]);
            }
        }
    }

    /** The panels of the columns left … right − 1, one after the other. */
    private static void pack(int left, int right, int inner, int cols, double[] b, double[] packed) {
        for (int k = 0; k < inner; k++) {
            int to = k * PANEL;
            for (int j = left; j < right; j += PANEL) {
                load(b, k * cols + j).intoArray(packed, to);
                load(b, k * cols + j + LANES).intoArray(packed, to + LANES);
                to += inner * PANEL;
            }
        }
    }

    /** The same of bᵀ, whose columns left … right − 1 are rows of b. */
    private static void packRows(int left, int right, int inner, double[] b, double[] packed) {
        for (int j = left; j < right; j += ProductDispatcher.TRANSPOSE_ROWS) {
            int panel = (j - left) / PANEL * PANEL * inner + (j - left) % PANEL;
            ProductDispatcher.transposeEight(j * inner, inner, inner, b, panel, PANEL, packed);
        }
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    @Override
    public SparseKernel sparse() {
        return sparse;
    }

    @Override
    public boolean allFinite(double[] values) {
        // 0·v is 0 for a finite v, else NaN, and NaN stays in a sum. Independent accumulators hide the latency.
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        int i = 0;
        for (; i + 4 * LANES <= values.length; i += 4 * LANES) {
            s0 = load(values, i).fma(zero, s0);
            s1 = load(values, i + LANES).fma(zero, s1);
            s2 = load(values, i + 2 * LANES).fma(zero, s2);
            s3 = load(values, i + 3 * LANES).fma(zero, s3);
        }
        double rest = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
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
