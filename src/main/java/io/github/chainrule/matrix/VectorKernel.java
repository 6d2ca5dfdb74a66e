package io.github.chainrule.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD: {@link Tile} with vectors in place of its two columns. A vector holds neighbouring columns of c, so each sum
 * stays in one lane and in its order, and the bits are those of the plain loop.
 *
 * <p>Both products are this one loop: the transposed one only steps through a the other way. Four rows by two vectors
 * are eight sums, just enough to hide that each fma waits for the one before, and they fit into the 16 registers of
 * AVX2. With AVX-512, which has 32, eight rows at a time are a fifth faster; so they are taken wherever there are 32.
 */
final class VectorKernel implements Kernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Columns that are computed at once. */
    private static final int PANEL = 2 * LANES;
    /** Four lanes are AVX2's, which has 16 vector registers; AVX-512 (eight lanes) and ARM's NEON (two) have 32. */
    private static final boolean MANY_REGISTERS = LANES != 4;
    /** In wider matrices the rows of a panel lie so far apart that they push each other out of the cache. */
    private static final int WIDEST_UNPACKED = 64;

    @Override
    public void times(int from, int to, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        product(from, to, inner, cols, a, inner, 1, b, start, c);
    }

    @Override
    public void transposeTimes(int from, int to, int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        product(from, to, inner, cols, a, 1, rows, b, new double[cols], c);
    }

    private static void product(int from, int to, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                double[] start, double[] c) {
        if (cols > WIDEST_UNPACKED && VectorRows.pay(to - from)) {
            VectorRows.product(from, to, inner, cols, a, aRow, aInner, b, start, c);
            return;
        }
        int j = 0;
        if (cols <= WIDEST_UNPACKED) {
            for (; j + PANEL <= cols; j += PANEL) {
                panel(from, to, j, inner, cols, a, aRow, aInner, b, cols, j, start, c);
            }
        } else {
            double[] packed = new double[inner * PANEL];
            for (; j + PANEL <= cols; j += PANEL) {
                for (int k = 0; k < inner; k++) {
                    System.arraycopy(b, k * cols + j, packed, k * PANEL, PANEL);
                }
                panel(from, to, j, inner, cols, a, aRow, aInner, packed, PANEL, 0, start, c);
            }
        }
        for (; j + LANES <= cols; j += LANES) {
            int i = from;
            for (; i + 3 < to; i += 4) {
                fourByOne(i, j, inner, cols, a, aRow, aInner, b, start, c);
            }
            for (; i < to; i++) {
                oneByOne(i, j, inner, cols, a, aRow, aInner, b, start, c);
            }
        }
        Tile.product(from, to, j, cols, inner, cols, a, aRow, aInner, b, start, c);
    }

    /** The columns j … j + PANEL − 1 of c; those of b begin at {@code bLeft} in rows of length {@code bRow}. */
    private static void panel(int from, int to, int j, int inner, int cols, double[] a, int aRow, int aInner,
                              double[] b, int bRow, int bLeft, double[] start, double[] c) {
        int i = from;
        if (MANY_REGISTERS) {
            for (; i + 7 < to; i += 8) {
                eightByTwo(i, j, inner, cols, a, aRow, aInner, b, bRow, bLeft, start, c);
            }
        }
        for (; i + 3 < to; i += 4) {
            fourByTwo(i, j, inner, cols, a, aRow, aInner, b, bRow, bLeft, start, c);
        }
        for (; i < to; i++) {
            oneByTwo(i, j, inner, cols, a, aRow, aInner, b, bRow, bLeft, start, c);
        }
    }

    /** As {@link #fourByTwo}, with the rows i … i + 7: fewer loads of b for each multiplication. */
    private static void eightByTwo(int i, int j, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                   int bRow, int bLeft, double[] start, double[] c) {
        DoubleVector s0 = load(start, j), s1 = load(start, j + LANES);
        DoubleVector c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1,
                c40 = s0, c41 = s1, c50 = s0, c51 = s1, c60 = s0, c61 = s1, c70 = s0, c71 = s1;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = load(b, k * bRow + bLeft);
            DoubleVector b1 = load(b, k * bRow + bLeft + LANES);
            int p = i * aRow + k * aInner;
            DoubleVector x = broadcast(a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[p + aRow]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[p + 2 * aRow]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[p + 3 * aRow]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = broadcast(a[p + 4 * aRow]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = broadcast(a[p + 5 * aRow]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            x = broadcast(a[p + 6 * aRow]);
            c60 = x.fma(b0, c60);
            c61 = x.fma(b1, c61);
            x = broadcast(a[p + 7 * aRow]);
            c70 = x.fma(b0, c70);
            c71 = x.fma(b1, c71);
        }
        int o = i * cols + j;
        c00.intoArray(c, o);
        c01.intoArray(c, o + LANES);
        c10.intoArray(c, o + cols);
        c11.intoArray(c, o + cols + LANES);
        c20.intoArray(c, o + 2 * cols);
        c21.intoArray(c, o + 2 * cols + LANES);
        c30.intoArray(c, o + 3 * cols);
        c31.intoArray(c, o + 3 * cols + LANES);
        c40.intoArray(c, o + 4 * cols);
        c41.intoArray(c, o + 4 * cols + LANES);
        c50.intoArray(c, o + 5 * cols);
        c51.intoArray(c, o + 5 * cols + LANES);
        c60.intoArray(c, o + 6 * cols);
        c61.intoArray(c, o + 6 * cols + LANES);
        c70.intoArray(c, o + 7 * cols);
        c71.intoArray(c, o + 7 * cols + LANES);
    }

    private static void fourByTwo(int i, int j, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                  int bRow, int bLeft, double[] start, double[] c) {
        DoubleVector s0 = load(start, j), s1 = load(start, j + LANES);
        DoubleVector c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
        for (int k = 0; k < inner; k++) {
            DoubleVector b0 = load(b, k * bRow + bLeft);
            DoubleVector b1 = load(b, k * bRow + bLeft + LANES);
            int p = i * aRow + k * aInner;
            DoubleVector x = broadcast(a[p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = broadcast(a[p + aRow]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = broadcast(a[p + 2 * aRow]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = broadcast(a[p + 3 * aRow]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        int o = i * cols + j;
        c00.intoArray(c, o);
        c01.intoArray(c, o + LANES);
        c10.intoArray(c, o + cols);
        c11.intoArray(c, o + cols + LANES);
        c20.intoArray(c, o + 2 * cols);
        c21.intoArray(c, o + 2 * cols + LANES);
        c30.intoArray(c, o + 3 * cols);
        c31.intoArray(c, o + 3 * cols + LANES);
    }

    private static void oneByTwo(int i, int j, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                 int bRow, int bLeft, double[] start, double[] c) {
        DoubleVector c0 = load(start, j), c1 = load(start, j + LANES);
        for (int k = 0; k < inner; k++) {
            DoubleVector x = broadcast(a[i * aRow + k * aInner]);
            c0 = x.fma(load(b, k * bRow + bLeft), c0);
            c1 = x.fma(load(b, k * bRow + bLeft + LANES), c1);
        }
        c0.intoArray(c, i * cols + j);
        c1.intoArray(c, i * cols + j + LANES);
    }

    /** For the columns that are left over of a panel, and for hidden layers of one vector's width. */
    private static void fourByOne(int i, int j, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                  double[] start, double[] c) {
        DoubleVector s = load(start, j);
        DoubleVector c0 = s, c1 = s, c2 = s, c3 = s;
        for (int k = 0; k < inner; k++) {
            DoubleVector bk = load(b, k * cols + j);
            int p = i * aRow + k * aInner;
            c0 = broadcast(a[p]).fma(bk, c0);
            c1 = broadcast(a[p + aRow]).fma(bk, c1);
            c2 = broadcast(a[p + 2 * aRow]).fma(bk, c2);
            c3 = broadcast(a[p + 3 * aRow]).fma(bk, c3);
        }
        int o = i * cols + j;
        c0.intoArray(c, o);
        c1.intoArray(c, o + cols);
        c2.intoArray(c, o + 2 * cols);
        c3.intoArray(c, o + 3 * cols);
    }

    private static void oneByOne(int i, int j, int inner, int cols, double[] a, int aRow, int aInner, double[] b,
                                 double[] start, double[] c) {
        DoubleVector sum = load(start, j);
        for (int k = 0; k < inner; k++) {
            sum = broadcast(a[i * aRow + k * aInner]).fma(load(b, k * cols + j), sum);
        }
        sum.intoArray(c, i * cols + j);
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
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
