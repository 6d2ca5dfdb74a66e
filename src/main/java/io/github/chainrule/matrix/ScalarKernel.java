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

    /** The bits that are all set in NaN and infinite values, and in no others. */
    private static final long EXPONENT = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

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
        int others = 0;
        for (double value : values) {
            others += (Double.doubleToRawLongBits(value) & EXPONENT) == EXPONENT ? 1 : 0;   // without a branch
        }
        return others == 0;
    }

    @Override
    public String description() {
        return "scalar";
    }
}
