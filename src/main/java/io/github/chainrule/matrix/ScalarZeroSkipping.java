// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

/** Plain Java: eight sums side by side in registers, as in {@link Tile}, but over a list. */
final class ScalarZeroSkipping implements ZeroSkipping {

    /** From so many columns on, {@link RankUpdates} is as fast with the zeros. */
    private static final int WIDE = 64;
    private static final int AT_A_TIME = 256;

    @Override
    public boolean pays(int cols) {
        return cols < WIDE;
    }

    @Override
    public void prepare(NonZeros x) {
        x.sort();
    }

    @Override
    public boolean allSafe(double[] values) {
        double[] lost = new double[AT_A_TIME];
        int whole = values.length - values.length % AT_A_TIME;
        for (int from = 0; from < whole; from += AT_A_TIME) {
            addLost(values, from, lost);
        }
        double sum = 0;
        for (double value : lost) {
            sum += value;
        }
        for (int i = whole; i < values.length; i++) {
            sum += ZeroSkipping.lost(values[i]);
        }
        return sum == 0;
    }

    /** One sum would be added up value by value; HotSpot makes SIMD of so many side by side. */
    private static void addLost(double[] values, int from, double[] lost) {
        for (int i = 0; i < AT_A_TIME; i++) {
            lost[i] += ZeroSkipping.lost(values[from + i]);
        }
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
