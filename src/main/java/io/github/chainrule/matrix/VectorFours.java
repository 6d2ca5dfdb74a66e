// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SIMD: the loops of {@link VectorZeroSkipping} over one list of {@link FourColumns}, for neighbouring columns of b.
 * Each is a call, so that it is compiled after a few hundred of them, and but once.
 */
final class VectorFours {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TWO = 2 * LANES;
    /** As many columns at a time, ... */
    static final int FOUR = 4 * LANES;

    private VectorFours() {
    }

    /** ... or half of them, or a vector: what fits into so many. With 16 registers the widest doesn't. */
    static int width(int cols) {
        return VectorTiles.MANY_REGISTERS && cols >= FOUR ? FOUR : cols >= TWO ? TWO : LANES;
    }

    /** {@code c[r][j] = start[r][j] + Σ x[row][r] · b[row][j]} for the list's four columns r of x. */
    static void gather(int width, FourColumns x, int top, int k, double[] b, int bLeft, int bRow, double[] start, int s,
                       int sRow, double[] c, int o, int cRow) {
        int from = x.start(top, k);
        int to = x.end(top, k);
        if (width == FOUR) {
            gatherFour(from, to, x.rows, x.bytes, b, bLeft, bRow, start, s, sRow, c, o, cRow);
        } else if (width == TWO) {
            gatherTwo(from, to, x.rows, x.bytes, b, bLeft, bRow, start, s, sRow, c, o, cRow);
        } else {
            gatherOne(from, to, x.rows, x.bytes, b, bLeft, bRow, start, s, sRow, c, o, cRow);
        }
    }

    private static void gatherFour(int from, int to, byte[] rows, int[] bytes, double[] b, int bLeft, int bRow,
                                   double[] start, int s, int sRow, double[] c, int o, int cRow) {
        int s1 = s + sRow, s2 = s1 + sRow, s3 = s2 + sRow, o1 = o + cRow, o2 = o1 + cRow, o3 = o2 + cRow;
        DoubleVector c00 = load(start, s), c01 = load(start, s + LANES), c02 = load(start, s + TWO),
                c03 = load(start, s + TWO + LANES), c10 = load(start, s1), c11 = load(start, s1 + LANES),
                c12 = load(start, s1 + TWO), c13 = load(start, s1 + TWO + LANES), c20 = load(start, s2),
                c21 = load(start, s2 + LANES), c22 = load(start, s2 + TWO), c23 = load(start, s2 + TWO + LANES),
                c30 = load(start, s3), c31 = load(start, s3 + LANES), c32 = load(start, s3 + TWO),
                c33 = load(start, s3 + TWO + LANES);
        for (int q = from; q < to; q++) {
            int p = rows[q] * bRow + bLeft;
            int four = bytes[q];
            DoubleVector b0 = load(b, p), b1 = load(b, p + LANES), b2 = load(b, p + TWO),
                    b3 = load(b, p + TWO + LANES);
            DoubleVector x = value(four);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            c02 = x.fma(b2, c02);
            c03 = x.fma(b3, c03);
            x = value(four >>> 8);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            c12 = x.fma(b2, c12);
            c13 = x.fma(b3, c13);
            x = value(four >>> 16);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            c22 = x.fma(b2, c22);
            c23 = x.fma(b3, c23);
            x = value(four >>> 24);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            c32 = x.fma(b2, c32);
            c33 = x.fma(b3, c33);
        }
        store(c00, c01, c, o);
        store(c02, c03, c, o + TWO);
        store(c10, c11, c, o1);
        store(c12, c13, c, o1 + TWO);
        store(c20, c21, c, o2);
        store(c22, c23, c, o2 + TWO);
        store(c30, c31, c, o3);
        store(c32, c33, c, o3 + TWO);
    }

    private static void gatherTwo(int from, int to, byte[] rows, int[] bytes, double[] b, int bLeft, int bRow,
                                  double[] start, int s, int sRow, double[] c, int o, int cRow) {
        int s1 = s + sRow, s2 = s1 + sRow, s3 = s2 + sRow, o1 = o + cRow, o2 = o1 + cRow, o3 = o2 + cRow;
        DoubleVector c00 = load(start, s), c01 = load(start, s + LANES), c10 = load(start, s1),
                c11 = load(start, s1 + LANES), c20 = load(start, s2), c21 = load(start, s2 + LANES),
                c30 = load(start, s3), c31 = load(start, s3 + LANES);
        for (int q = from; q < to; q++) {
            int p = rows[q] * bRow + bLeft;
            int four = bytes[q];
            DoubleVector b0 = load(b, p), b1 = load(b, p + LANES);
            DoubleVector x = value(four);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = value(four >>> 8);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = value(four >>> 16);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = value(four >>> 24);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        store(c00, c01, c, o);
        store(c10, c11, c, o1);
        store(c20, c21, c, o2);
        store(c30, c31, c, o3);
    }

    private static void gatherOne(int from, int to, byte[] rows, int[] bytes, double[] b, int bLeft, int bRow,
                                  double[] start, int s, int sRow, double[] c, int o, int cRow) {
        int o1 = o + cRow, o2 = o1 + cRow, o3 = o2 + cRow;
        DoubleVector c0 = load(start, s), c1 = load(start, s + sRow), c2 = load(start, s + 2 * sRow),
                c3 = load(start, s + 3 * sRow);
        for (int q = from; q < to; q++) {
            int four = bytes[q];
            DoubleVector b0 = load(b, rows[q] * bRow + bLeft);
            c0 = value(four).fma(b0, c0);
            c1 = value(four >>> 8).fma(b0, c1);
            c2 = value(four >>> 16).fma(b0, c2);
            c3 = value(four >>> 24).fma(b0, c3);
        }
        c0.intoArray(c, o);
        c1.intoArray(c, o1);
        c2.intoArray(c, o2);
        c3.intoArray(c, o3);
    }

    /** {@code c[row][j] += x[row][r] · b[r][j]}, from r = 0 to r = 3, for each row of the list. */
    static void scatter(int width, FourColumns x, int top, int k, double[] b, int p, int bRow, double[] c, int o,
                        int cRow) {
        int from = x.start(top, k);
        int to = x.end(top, k);
        if (width == FOUR) {
            scatterFour(from, to, x.rows, x.bytes, b, p, bRow, c, o, cRow);
        } else if (width == TWO) {
            scatterTwo(from, to, x.rows, x.bytes, b, p, bRow, c, o, cRow);
        } else {
            scatterOne(from, to, x.rows, x.bytes, b, p, bRow, c, o, cRow);
        }
    }

    private static void scatterFour(int from, int to, byte[] rows, int[] bytes, double[] b, int p, int bRow,
                                    double[] c, int o, int cRow) {
        int p1 = p + bRow, p2 = p1 + bRow, p3 = p2 + bRow;
        DoubleVector b00 = load(b, p), b01 = load(b, p + LANES), b02 = load(b, p + TWO), b03 = load(b, p + TWO + LANES),
                b10 = load(b, p1), b11 = load(b, p1 + LANES), b12 = load(b, p1 + TWO), b13 = load(b, p1 + TWO + LANES),
                b20 = load(b, p2), b21 = load(b, p2 + LANES), b22 = load(b, p2 + TWO), b23 = load(b, p2 + TWO + LANES),
                b30 = load(b, p3), b31 = load(b, p3 + LANES), b32 = load(b, p3 + TWO), b33 = load(b, p3 + TWO + LANES);
        for (int q = from; q < to; q++) {
            int at = rows[q] * cRow + o;
            int four = bytes[q];
            DoubleVector x0 = value(four), x1 = value(four >>> 8), x2 = value(four >>> 16), x3 = value(four >>> 24);
            add(x0, x1, x2, x3, b00, b10, b20, b30, c, at);
            add(x0, x1, x2, x3, b01, b11, b21, b31, c, at + LANES);
            add(x0, x1, x2, x3, b02, b12, b22, b32, c, at + TWO);
            add(x0, x1, x2, x3, b03, b13, b23, b33, c, at + TWO + LANES);
        }
    }

    private static void scatterTwo(int from, int to, byte[] rows, int[] bytes, double[] b, int p, int bRow,
                                   double[] c, int o, int cRow) {
        int p1 = p + bRow, p2 = p1 + bRow, p3 = p2 + bRow;
        DoubleVector b00 = load(b, p), b01 = load(b, p + LANES), b10 = load(b, p1), b11 = load(b, p1 + LANES),
                b20 = load(b, p2), b21 = load(b, p2 + LANES), b30 = load(b, p3), b31 = load(b, p3 + LANES);
        for (int q = from; q < to; q++) {
            int at = rows[q] * cRow + o;
            int four = bytes[q];
            DoubleVector x0 = value(four), x1 = value(four >>> 8), x2 = value(four >>> 16), x3 = value(four >>> 24);
            add(x0, x1, x2, x3, b00, b10, b20, b30, c, at);
            add(x0, x1, x2, x3, b01, b11, b21, b31, c, at + LANES);
        }
    }

    private static void scatterOne(int from, int to, byte[] rows, int[] bytes, double[] b, int p, int bRow,
                                   double[] c, int o, int cRow) {
        DoubleVector b0 = load(b, p), b1 = load(b, p + bRow), b2 = load(b, p + 2 * bRow), b3 = load(b, p + 3 * bRow);
        for (int q = from; q < to; q++) {
            int four = bytes[q];
            add(value(four), value(four >>> 8), value(four >>> 16), value(four >>> 24), b0, b1, b2, b3, c,
                    rows[q] * cRow + o);
        }
    }

    private static void add(DoubleVector x0, DoubleVector x1, DoubleVector x2, DoubleVector x3, DoubleVector b0,
                            DoubleVector b1, DoubleVector b2, DoubleVector b3, double[] sums, int o) {
        x3.fma(b3, x2.fma(b2, x1.fma(b1, x0.fma(b0, load(sums, o))))).intoArray(sums, o);
    }

    /** What the lowest byte means, in each lane. */
    private static DoubleVector value(int four) {
        return DoubleVector.broadcast(SPECIES, NonZeros.value(four));
    }

    private static DoubleVector load(double[] values, int offset) {
        return DoubleVector.fromArray(SPECIES, values, offset);
    }

    private static void store(DoubleVector c0, DoubleVector c1, double[] c, int o) {
        c0.intoArray(c, o);
        c1.intoArray(c, o + LANES);
    }
}
