// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Optional;

/**
 * Plain Java. Two ways to go through a product, each with {@link TextbookKernel}'s sums in the same order:
 *
 * <ul>
 *   <li>{@link Tile} keeps eight sums in registers: for any shape.
 *   <li>{@link RankUpdates} adds whole rows, in loops that the JVM's compiler turns into SIMD by itself: where rows are
 *       long.
 * </ul>
 *
 * <p>A third, {@link ScalarZeroSkipping}, leaves out terms that are zero.
 */
final class ScalarKernel implements Kernel {

    private final Optional<ZeroSkipping> zeroSkipping = Optional.of(new ScalarZeroSkipping());

    @Override
    public void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        if (RankUpdates.pay(part.cols(), part.rows(), inner)) {
            RankUpdates.overColumns(part, inner, cols, a, inner, 1, b, start, c);
        } else {
            Tile.product(part, inner, cols, a, inner, 1, b, start, c);
        }
    }

    @Override
    public void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        double[] zeros = new double[cols];
        if (RankUpdates.pay(part.cols(), part.rows(), inner)) {
            RankUpdates.overColumns(part, inner, cols, a, 1, rows, b, zeros, c);
        } else if (RankUpdates.pay(part.rows(), part.cols(), inner)) {
            RankUpdates.overRows(part, rows, inner, cols, a, b, c);
        } else {
            Tile.product(part, inner, cols, a, 1, rows, b, zeros, c);
        }
    }

    @Override
    public Optional<ZeroSkipping> zeroSkipping() {
        return zeroSkipping;
    }

    @Override
    public boolean allFinite(double[] values) {
        // 0·v is 0 for a finite v, else NaN, and NaN stays in a sum. Four sums, so that none waits for itself.
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i + 3 < values.length; i += 4) {
            s0 += 0 * values[i];
            s1 += 0 * values[i + 1];
            s2 += 0 * values[i + 2];
            s3 += 0 * values[i + 3];
        }
        for (; i < values.length; i++) {
            s0 += 0 * values[i];
        }
        return s0 + s1 + s2 + s3 == 0;
    }

    @Override
    public String description() {
        return "scalar";
    }
}
