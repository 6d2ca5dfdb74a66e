// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/** Plain Java: eight sums side by side in registers, as in {@link Tile}, but over a list. */
final class ScalarZeroSkipping implements ZeroSkipping {

    /** From so many columns on, {@link RankUpdates} is as fast with the zeros. */
    private static final int WIDE = 64;
    private static final long LEAST_BITS = Double.doubleToRawLongBits(LEAST);
    private static final long SAFE_BITS = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY) - LEAST_BITS;

    @Override
    public boolean pays(int cols) {
        return cols < WIDE;
    }

    @Override
    public void prepare(NonZeros x) {
        x.sort();
    }

    /** As {@link ZeroSkipping#isSafe}, without a branch: the bits of doubles grow with their size. */
    @Override
    public boolean allSafe(double[] values) {
        int others = 0;
        for (double value : values) {
            long size = Double.doubleToRawLongBits(value) & Long.MAX_VALUE;
            others += size - LEAST_BITS >>> 1 >= SAFE_BITS >>> 1 && size != 0 ? 1 : 0;
        }
        return others == 0;
    }

    @Override
    public void times(Part part, NonZeros x, int cols, double[] b, double[] start, double[] c) {
        sums(part, x.byRow(), cols, b, start, c);
    }

    @Override
    public void transposeTimes(Part part, NonZeros x, int cols, double[] b, double[] c) {
        sums(part, x.byColumn(), cols, b, new double[cols], c);
    }

    /** {@code c[i][j] = start[j] + Σ x · b[place][j]} over list number i. */
    private static void sums(Part part, Lists lists, int cols, double[] b, double[] start, double[] c) {
        for (int i = part.top(); i < part.bottom(); i++) {
            int begin = lists.starts[i];
            int end = lists.starts[i + 1];
            int j = part.left();
            for (; j + 7 < part.right(); j += 8) {
                eight(begin, end, lists.places, lists.bytes, cols, b, start, j, c, i * cols + j);
            }
            for (; j < part.right(); j++) {
                double sum = start[j];
                for (int q = begin; q < end; q++) {
                    sum = Math.fma(NonZeros.value(lists.bytes[q]), b[lists.places[q] * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    private static void eight(int begin, int end, char[] places, byte[] bytes, int cols, double[] b, double[] start,
                              int j, double[] c, int o) {
        double c0 = start[j], c1 = start[j + 1], c2 = start[j + 2], c3 = start[j + 3];
        double c4 = start[j + 4], c5 = start[j + 5], c6 = start[j + 6], c7 = start[j + 7];
        for (int q = begin; q < end; q++) {
            double x = NonZeros.value(bytes[q]);
            int p = places[q] * cols + j;
            c0 = Math.fma(x, b[p], c0);
            c1 = Math.fma(x, b[p + 1], c1);
            c2 = Math.fma(x, b[p + 2], c2);
            c3 = Math.fma(x, b[p + 3], c3);
            c4 = Math.fma(x, b[p + 4], c4);
            c5 = Math.fma(x, b[p + 5], c5);
            c6 = Math.fma(x, b[p + 6], c6);
            c7 = Math.fma(x, b[p + 7], c7);
        }
        c[o] = c0;
        c[o + 1] = c1;
        c[o + 2] = c2;
        c[o + 3] = c3;
        c[o + 4] = c4;
        c[o + 5] = c5;
        c[o + 6] = c6;
        c[o + 7] = c7;
    }
}
