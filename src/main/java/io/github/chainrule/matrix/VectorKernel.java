package io.github.chainrule.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD. Both products are one loop, {@link VectorTiles}; the transposed one only steps through a the other way. A few
 * rows times a wide matrix are {@link VectorRows}.
 *
 * <p>Of a wide b a block of up to 512 rows by 64 columns is copied first, panel by panel, to where the caches' second
 * level keeps it: in b itself the rows of a panel lie so far apart that they push each other out of the cache. All rows
 * of a go past the block, eight at a time; these stay in the first level while they meet its panels. A longer sum is
 * continued in the next block, from where it has come to.
 */
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = VectorTiles.PANEL;
    private static final int BLOCK_ROWS = 512;
    private static final int BLOCK_COLS = 64;

    @Override
    public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        product(part, inner, cols, a, inner, 1, b, start, c);
    }

    @Override
    public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        product(part, inner, cols, a, 1, rows, b, new double[cols], c);
    }

    private static void product(Part part, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                double[] start, double[] c) {
        boolean wide = cols > BLOCK_COLS;
        if (wide && VectorRows.pay(part.rows())) {
            VectorRows.product(part, inner, cols, a, aRow, aInner, b, start, c);
            return;
        }
        int j = part.right() - part.cols() % PANEL;
        int blocks = Math.max(1, (inner + BLOCK_ROWS - 1) / BLOCK_ROWS);
        int blockRows = (inner + blocks - 1) / blocks;
        double[] packed = new double[wide ? blockRows * BLOCK_COLS : 0];
        for (int block = 0; block < blocks; block++) {
            int k = block * blockRows;
            int end = Math.min(k + blockRows, inner);
            VectorTiles tiles = new VectorTiles(k, end, block == 0 ? start : c, block == 0 ? 0 : cols, a, aRow, aInner,
                    wide ? packed : b, wide ? PANEL : cols, c, cols);
            for (int left = part.left(); left < j; left += BLOCK_COLS) {
                int right = Math.min(left + BLOCK_COLS, j);
                if (wide) {
                    int panel = (end - k) * PANEL;
                    pack(k, end, left, right, cols, b, packed);
                    tiles.product(part.top(), part.bottom(), left, right, -k * PANEL, panel);
                } else {
                    tiles.product(part.top(), part.bottom(), left, right, left, PANEL);
                }
            }
        }
        for (; j + LANES <= part.right(); j += LANES) {
            VectorTiles.oneVector(part.top(), part.bottom(), j, inner, cols, a, aRow, aInner, b, start, c);
        }
        Tile.product(new Part(part.top(), part.bottom(), j, part.right()), inner, cols, a, aRow, aInner, b, start, c);
    }

    /** The panels of the columns left … right − 1 one after the other, in each its rows k … end − 1. */
    private static void pack(int k, int end, int left, int right, int cols, double[] b, double[] packed) {
        for (int row = k; row < end; row++) {
            int to = (row - k) * PANEL;
            for (int j = left; j < right; j += PANEL) {
                load(b, row * cols + j).intoArray(packed, to);
                load(b, row * cols + j + LANES).intoArray(packed, to + LANES);
                to += (end - k) * PANEL;
            }
        }
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    @Override
    public boolean allFinite(double[] values) {
        // 0·v is 0 for a finite v, else NaN, and NaN stays in a sum. Four sums, so that none waits for itself.
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
