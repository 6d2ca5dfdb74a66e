// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD. Both products are one loop, {@link VectorTiles}; the transposed one only steps through a the other way. A few
 * rows times a wide matrix are {@link VectorRows}.
 *
 * <p>Of a wide b a block of 64 columns is copied first, panel by panel, to where the cache's second level keeps it: in
 * b itself the rows of a panel lie so far apart that they push each other out of the cache. All rows of a go past the
 * block, eight at a time, and these stay in the first level while they meet its panels. So a is read once for each
 * block, and not once for each panel.
 *
 * <p>Columns that are left over, fewer than a panel or a vector, are computed as one that begins further to the left:
 * some sums are then computed twice, with the same bits.
 */
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int PANEL = VectorTiles.PANEL;
    /** What {@link Tile} computes at once: no slower than a vector of which the rest is thrown away. */
    private static final int TILE_COLS = 2;
    private static final int BLOCK_COLS = 64;
    /** Half a megabyte. If b has more than 1024 rows the block is narrower, but not narrower than a panel. */
    private static final int BLOCK_SIZE = 1024 * BLOCK_COLS;

    private final Optional<ZeroSkipping> zeroSkipping = Optional.of(new VectorZeroSkipping());

    @Override
    public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        product(part, inner, cols, a, inner, 1, b, false, start, c);
    }

    @Override
    public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        product(part, inner, cols, a, 1, rows, b, false, new double[cols], c);
    }

    @Override
    public boolean transposes(int rows, int cols) {
        return cols > BLOCK_COLS && !VectorRows.pay(rows) && PANEL % Products.TOGETHER == 0;
    }

    @Override
    public void timesTranspose(Part part, int inner, int cols, double[] a, double[] b, double[] c) {
        product(part, inner, cols, a, inner, 1, b, true, new double[cols], c);
    }

    private static void product(Part part, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                boolean transposed, double[] start, double[] c) {
        if (inner == 1) {
            outer(part, cols, a, b, start, c);
            return;
        }
        boolean wide = cols > BLOCK_COLS;
        if (wide && !transposed && VectorRows.pay(part.rows())) {
            VectorRows.product(part, inner, cols, a, aRow, aInner, b, start, c);
            return;
        }
        int panels = Math.max(1, Math.min(BLOCK_COLS, BLOCK_SIZE / Math.max(1, inner)) / PANEL);
        double[] packed = new double[wide ? inner * panels * PANEL : 0];
        VectorTiles tiles = new VectorTiles(inner, cols, a, aRow, aInner, wide ? packed : b, wide ? PANEL : cols,
                start, c);
        int j = part.left();
        int right = part.right();
        while (j + PANEL <= right) {
            int end = Math.min(j + panels * PANEL, right - (right - j) % PANEL);
            block(part, j, end, wide, transposed, b, tiles);
            j = end;
        }
        if (right - j > (transposed ? 0 : LANES) && part.cols() >= PANEL) {
            block(part, right - PANEL, right, wide, transposed, b, tiles);
            j = right;
        }
        for (; j + LANES <= right; j += LANES) {
            tiles.oneVector(part.top(), part.bottom(), j, b);
        }
        if (right - j > TILE_COLS && part.cols() >= LANES) {
            tiles.oneVector(part.top(), part.bottom(), right - LANES, b);
            j = right;
        }
        Tile.product(new Part(part.top(), part.bottom(), j, right), inner, cols, a, aRow, aInner, b, start, c);
    }

    /** Sums of one term, as behind a last layer of one neuron: a is one column, or one row that is transposed. */
    private static void outer(Part part, int cols, double[] a, double[] b, double[] start, double[] c) {
        for (int i = part.top(); i < part.bottom(); i++) {
            int j = part.left();
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[i]);
            for (; j + LANES <= part.right(); j += LANES) {
                x.fma(load(b, j), load(start, j)).intoArray(c, i * cols + j);
            }
            for (; j < part.right(); j++) {
                c[i * cols + j] = Math.fma(a[i], b[j], start[j]);
            }
        }
    }

    /** The columns left … right − 1 of a part, a whole number of panels. */
    private static void block(Part part, int left, int right, boolean packs, boolean transposed, double[] b,
                              VectorTiles tiles) {
        if (packs) {
            if (transposed) {
                packRows(left, right, tiles.inner(), b, tiles.b());
            } else {
                pack(left, right, tiles.inner(), tiles.cols(), b, tiles.b());
            }
            tiles.product(part.top(), part.bottom(), left, right, 0, tiles.inner() * PANEL);
        } else {
            tiles.product(part.top(), part.bottom(), left, right, left, PANEL);
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
        for (int j = left; j < right; j += Products.TOGETHER) {
            int panel = (j - left) / PANEL * PANEL * inner + (j - left) % PANEL;
            Products.transposeEight(j * inner, inner, inner, b, panel, PANEL, packed);
        }
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    @Override
    public Optional<ZeroSkipping> zeroSkipping() {
        return zeroSkipping;
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
