// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** SIMD: as {@link ScalarZeroSkipping}, with vectors of neighbouring columns in place of its eight sums. */
final class VectorZeroSkipping implements ZeroSkipping {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int FOUR = 4 * LANES;
    private static final int TWO = 2 * LANES;
    /** As in {@link VectorKernel}: of wider matrices a panel is copied, whose rows then lie side by side. */
    private static final int WIDEST_UNPACKED = 64;

    private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);
    private static final DoubleVector MINUS_DOWN = DoubleVector.broadcast(SPECIES, -DOWN);
    private static final DoubleVector UP_AGAIN = DoubleVector.broadcast(SPECIES, UP);
    private static final DoubleVector LARGE = DoubleVector.broadcast(SPECIES, 0x1p1023);

    private static final FourLists NO_FOURS = new FourLists();

    @Override
    public boolean pays(int cols) {
        return cols >= LANES;
    }

    /** As {@link ZeroSkipping#lost}, by fma alone: until it is compiled, each other operation is much to load. */
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
        double rest = s0.fma(ONE, s1).reduceLanes(VectorOperators.ADD);
        for (; i < values.length; i++) {
            rest += ZeroSkipping.lost(values[i]);
        }
        return rest == 0;
    }

    /** At least the smallest double, where it isn't 0; so many times as large its square can be seen. */
    private static DoubleVector lost(DoubleVector v, DoubleVector zero) {
        return v.fma(MINUS_DOWN, zero).fma(UP_AGAIN, v).fma(LARGE, zero);
    }

    @Override
    public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
        sums(part, x.byRow(), 1, x.rows(), x.cols(), cols, b, start, c);
    }

    @Override
    public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
        sums(part, x.byColumn(), x.blocks(), x.cols(), x.rows(), cols, b, new double[cols], c);
    }

    /** In panels of four, two and one vector, and what is left column by column. */
    private static void sums(Part part, NonZeros.Lists lists, int blocks, int count, int inner, int cols, double[] b,
                             double[] start, double[] c) {
        boolean wide = cols > WIDEST_UNPACKED;
        double[] packed = new double[wide ? inner * FOUR : 0];
        boolean inFours = wide && VectorTiles.MANY_REGISTERS && part.top() % FourLists.LISTS == 0;
        FourLists fours = inFours ? lists.inFours(blocks, count, inner) : NO_FOURS;
        int j = part.left();
        while (j + LANES <= part.right()) {
            int width = j + FOUR <= part.right() ? FOUR : j + TWO <= part.right() ? TWO : LANES;
            double[] panel = b;
            int row = cols;
            int left = j;
            if (wide) {
                for (int k = 0; k < inner; k++) {
                    System.arraycopy(b, k * cols + j, packed, k * width, width);
                }
                panel = packed;
                row = width;
                left = 0;
            }
            for (int block = 0; block < blocks; block++) {
                // The first block's sums start from start, the others' from where the block before has come to.
                double[] begin = block == 0 ? start : c;
                int beginRow = block == 0 ? 0 : cols;
                int done = part.top();
                if (inFours && width == FOUR) {
                    done = fourRows(part, fours, block * (count / FourLists.LISTS), panel, begin, beginRow, c, cols, j);
                }
                rows(done, part.bottom(), lists, block * count, width, panel, row, left, begin, beginRow, c, cols, j);
            }
            j += width;
        }
        for (int block = 0; block < blocks && j < part.right(); block++) {
            ScalarZeroSkipping.sums(part, j, lists, block * count, cols, b, block == 0 ? start : c,
                    block == 0 ? 0 : cols, c);
        }
    }

    /** A row is a call: so the loop over its list is compiled after a few hundred of them, and but once. */
    private static void rows(int top, int bottom, NonZeros.Lists lists, int first, int width, double[] b, int bRow,
                             int bLeft, double[] start, int startRow, double[] c, int cols, int j) {
        for (int i = top; i < bottom; i++) {
            int from = lists.starts[first + i];
            int to = lists.starts[first + i + 1];
            int s = i * startRow + j;
            int o = i * cols + j;
            if (width == FOUR) {
                four(from, to, lists.places, lists.bytes, b, bRow, bLeft, start, s, c, o);
            } else if (width == TWO) {
                two(from, to, lists.places, lists.bytes, b, bRow, bLeft, start, s, c, o);
            } else {
                one(from, to, lists.places, lists.bytes, b, bRow, bLeft, start, s, c, o);
            }
        }
    }

    /** Four rows at a time, of a packed panel; returns the first row that is left over. */
    private static int fourRows(Part part, FourLists lists, int first, double[] panel, double[] start, int startRow,
                                double[] c, int cols, int j) {
        int i = part.top();
        for (; i + FourLists.LISTS <= part.bottom(); i += FourLists.LISTS) {
            int group = first + i / FourLists.LISTS;
            fourByFour(lists.starts[group], lists.starts[group + 1], lists.places, lists.bytes, panel, start,
                    i * startRow + j, startRow, c, i * cols + j, cols);
        }
        return i;
    }

    private static void fourByFour(int from, int to, char[] places, byte[] bytes, double[] b, double[] start, int s,
                                   int startRow, double[] c, int o, int cols) {
        int s1 = s + startRow, s2 = s1 + startRow, s3 = s2 + startRow;
        DoubleVector c00 = load(start, s), c01 = load(start, s + LANES), c02 = load(start, s + 2 * LANES),
                c03 = load(start, s + 3 * LANES), c10 = load(start, s1), c11 = load(start, s1 + LANES),
                c12 = load(start, s1 + 2 * LANES), c13 = load(start, s1 + 3 * LANES), c20 = load(start, s2),
                c21 = load(start, s2 + LANES), c22 = load(start, s2 + 2 * LANES), c23 = load(start, s2 + 3 * LANES),
                c30 = load(start, s3), c31 = load(start, s3 + LANES), c32 = load(start, s3 + 2 * LANES),
                c33 = load(start, s3 + 3 * LANES);
        for (int q = from; q < to; q++) {
            int p = places[q] * FOUR;
            DoubleVector b0 = load(b, p), b1 = load(b, p + LANES), b2 = load(b, p + 2 * LANES),
                    b3 = load(b, p + 3 * LANES);
            DoubleVector x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[4 * q]));
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[4 * q + 1]));
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[4 * q + 2]));
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[4 * q + 3]));
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
        }
        store(c00, c01, c02, c03, c, o);
        store(c10, c11, c12, c13, c, o + cols);
        store(c20, c21, c22, c23, c, o + 2 * cols);
        store(c30, c31, c32, c33, c, o + 3 * cols);
    }

    private static void store(DoubleVector c0, DoubleVector c1, DoubleVector c2, DoubleVector c3, double[] c, int o) {
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
        c2.intoArray(c, o + 2 * LANES);
        c3.intoArray(c, o + 3 * LANES);
    }

    private static void four(int from, int to, char[] places, byte[] bytes, double[] b, int bRow, int bLeft,
                             double[] start, int s, double[] c, int o) {
        DoubleVector c0 = load(start, s), c1 = load(start, s + LANES), c2 = load(start, s + 2 * LANES),
                c3 = load(start, s + 3 * LANES);
        for (int q = from; q < to; q++) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[q]));
            int p = places[q] * bRow + bLeft;
            c0 = x.fma(load(b, p), c0);
            c1 = x.fma(load(b, p + LANES), c1);
            c2 = x.fma(load(b, p + 2 * LANES), c2);
            c3 = x.fma(load(b, p + 3 * LANES), c3);
        }
        store(c0, c1, c2, c3, c, o);
    }

    private static void two(int from, int to, char[] places, byte[] bytes, double[] b, int bRow, int bLeft,
                            double[] start, int s, double[] c, int o) {
        DoubleVector c0 = load(start, s), c1 = load(start, s + LANES);
        for (int q = from; q < to; q++) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[q]));
            int p = places[q] * bRow + bLeft;
            c0 = x.fma(load(b, p), c0);
            c1 = x.fma(load(b, p + LANES), c1);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
    }

    private static void one(int from, int to, char[] places, byte[] bytes, double[] b, int bRow, int bLeft,
                            double[] start, int s, double[] c, int o) {
        DoubleVector sum = load(start, s);
        for (int q = from; q < to; q++) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, NonZeros.value(bytes[q]));
            sum = x.fma(load(b, places[q] * bRow + bLeft), sum);
        }
        sum.intoArray(c, o);
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }
}
