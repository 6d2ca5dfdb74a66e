// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD, four columns of x at a time: {@link VectorFours}, panel by panel.
 *
 * <p>Columns that are left over are computed as a panel that begins further to the left, some of its sums for the
 * second time, with the same bits.
 */
final class VectorZeroSkipping implements ZeroSkipping {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWO = 2 * LANES;
    /** Rows of wider results lie so far apart that they push each other out of the cache: these are copied there. */
    private static final int WIDEST_UNPACKED = 64;
    private static final double[] ZEROS = new double[VectorFours.FOUR];

    private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
    private static final DoubleVector MINUS_DOWN = DoubleVector.broadcast(SPECIES, -0x1p-60);
    private static final DoubleVector UP = DoubleVector.broadcast(SPECIES, 0x1p60);
    private static final DoubleVector LARGE = DoubleVector.broadcast(SPECIES, 0x1p1023);

    @Override
    public boolean pays(int cols) {
        return cols >= LANES;
    }

    @Override
    public void prepare(NonZeros x) {
        // the reader's own lists will do
    }

    /** Whether all are multiples, by fma alone: until it is compiled, each other operation is much to load. */
    @Override
    public boolean allSafe(double[] values) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero, s1 = zero;      // so that none waits for itself
        int i = 0;
        for (; i + TWO <= values.length; i += TWO) {
            DoubleVector lost0 = lost(load(values, i), zero);
            DoubleVector lost1 = lost(load(values, i + LANES), zero);
            s0 = lost0.fma(lost0, s0);
            s1 = lost1.fma(lost1, s1);
        }
        boolean safe = s0.fma(ONE, s1).reduceLanes(VectorOperators.ADD) == 0;
        for (; i < values.length; i++) {
            safe &= ZeroSkipping.isSafe(values[i]);
        }
        return safe;
    }

    /**
     * What a value loses when it is multiplied by 2⁻⁶⁰ and again by 2⁶⁰: 0 for a multiple of 2⁻¹⁰¹⁴, NaN if it isn't
     * finite, else at least the smallest double; so many times as large its square can be seen.
     */
    private static DoubleVector lost(DoubleVector v, DoubleVector zero) {
        return v.fma(MINUS_DOWN, zero).fma(UP, v).fma(LARGE, zero);
    }

    /** Columns of c that are computed at once, from {@code left} on; those before {@code first} are there already. */
    private record Panel(int left, int width, int first, int end) {

        static List<Panel> of(Part part) {
            List<Panel> panels = new ArrayList<>();
            for (int j = part.left(); j < part.right(); j = panels.get(panels.size() - 1).end) {
                int width = VectorFours.width(part.right() - j);
                int left = Math.max(0, Math.min(j, part.right() - width));
                panels.add(new Panel(left, width, j, Math.min(left + width, part.right())));
            }
            return panels;
        }

        /** Whether all of it may be written, in so many rows. */
        boolean isIn(Part part, int top, int rows) {
            return part.top() <= top && top + rows <= part.bottom() && part.left() <= left
                    && left + width <= part.right();
        }

        /** To c, what belongs to the part, of rows that begin with row {@code top} of c. */
        void copy(double[] sums, int top, int rows, Part part, double[] c, int cols) {
            for (int i = Math.max(top, part.top()); i < Math.min(top + rows, part.bottom()); i++) {
                System.arraycopy(sums, (i - top) * width + first - left, c, i * cols + first, end - first);
            }
        }
    }

    /** Block by block: what all lists add to its rows of c, which stay in the cache's first level. */
    @Override
    public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
        FourColumns lists = x.fourColumns();
        int whole = x.cols() - x.cols() % FourColumns.COLUMNS;
        double[] last = Arrays.copyOfRange(b, whole * cols, (whole + FourColumns.COLUMNS) * cols);    // and zeros
        double[] packed = new double[FourColumns.BLOCK * VectorFours.FOUR];
        for (Panel panel : Panel.of(part)) {
            int firstBlock = part.top() / FourColumns.BLOCK * FourColumns.BLOCK;
            for (int top = firstBlock; top < part.bottom(); top += FourColumns.BLOCK) {
                int rows = Math.min(FourColumns.BLOCK, x.rows() - top);
                boolean direct = cols <= WIDEST_UNPACKED && panel.isIn(part, top, rows);
                double[] sums = direct ? c : packed;
                int o = direct ? top * cols + panel.left : 0;
                int row = direct ? cols : panel.width;
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(start, panel.left, sums, o + i * row, panel.width);
                }
                for (int k = 0; k < whole; k += FourColumns.COLUMNS) {
                    VectorFours.scatter(panel.width, lists, top, k, b, k * cols + panel.left, cols, sums, o, row);
                }
                if (whole < x.cols()) {
                    VectorFours.scatter(panel.width, lists, top, whole, last, panel.left, cols, sums, o, row);
                }
                if (!direct) {
                    panel.copy(packed, top, rows, part, c, cols);
                }
            }
        }
    }

    /** List by list: its four rows of c stay in registers. */
    @Override
    public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
        FourColumns lists = x.fourColumns();
        double[] four = new double[FourColumns.COLUMNS * VectorFours.FOUR];
        for (Panel panel : Panel.of(part)) {
            int firstFour = part.top() / FourColumns.COLUMNS * FourColumns.COLUMNS;
            for (int k = firstFour; k < part.bottom(); k += FourColumns.COLUMNS) {
                boolean direct = panel.isIn(part, k, FourColumns.COLUMNS);
                double[] sums = direct ? c : four;
                int o = direct ? k * cols + panel.left : 0;
                int row = direct ? cols : panel.width;
                VectorFours.gather(panel.width, lists, 0, k, b, panel.left, cols, ZEROS, 0, 0, sums, o, row);
                for (int top = FourColumns.BLOCK; top < x.rows(); top += FourColumns.BLOCK) {
                    VectorFours.gather(panel.width, lists, top, k, b, top * cols + panel.left, cols, sums, o, row, sums,
                            o, row);
                }
                if (!direct) {
                    panel.copy(four, k, FourColumns.COLUMNS, part, c, cols);
                }
            }
        }
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }
}
