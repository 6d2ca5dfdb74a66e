package io.github.chainrule.matrix;

/**
 * The product a·b where most of a is zero, as in images on an empty background: four fifths of MNIST's pixels.
 *
 * <p>{@code fma(0, w, sum)} is {@code sum}, bit for bit, unless w is NaN or infinite, or {@code sum} is −0. A sum is
 * never −0 if it doesn't start so and nothing in it underflows, which can't happen while all factors are 0 or at
 * least 2⁻⁴⁸⁰ in size: even the last bit of a product is then above the smallest double. All this is looked at first,
 * so skipping zeros gives the bits of the plain loop, always.
 */
final class ZeroSkipping {

    private static final double SMALLEST = 0x1p-480;
    /** Looking through b must cost little beside the product. */
    private static final int MIN_ROWS = 16;
    private static final int SAMPLES = 64;
    private static final double GOLDEN = 0.6180339887498949;

    private ZeroSkipping() {
    }

    /** Whether it may be worth trying: a look at a few entries of a, and at all of b, which is far smaller. */
    static boolean mayPay(int from, int to, int inner, int cols, double[] a, double[] b, double[] start) {
        return to - from >= MIN_ROWS && inner >= SAMPLES && cols >= 4 && mostlyZero(from * inner, to * inner, a)
                && allSafe(b) && noNegativeZero(start);
    }

    /**
     * Looks at a few entries: are at least three in five of them zero? They lie apart by the golden ratio, not evenly,
     * or else with 64 rows all of them would be in one column.
     */
    private static boolean mostlyZero(int from, int to, double[] a) {
        int zeros = 0;
        for (int s = 0; s < SAMPLES; s++) {
            double place = s * GOLDEN % 1;
            zeros += a[from + (int) (place * (to - from))] == 0 ? 1 : 0;
        }
        return 5 * zeros >= 3 * SAMPLES;
    }

    private static boolean allSafe(double[] values) {
        int safe = 0;
        for (double v : values) {
            double size = Math.abs(v);
            safe += size == 0 || size >= SMALLEST && size <= Double.MAX_VALUE ? 1 : 0;
        }
        return safe == values.length;
    }

    private static boolean noNegativeZero(double[] start) {
        for (double s : start) {
            if (s == 0 && 1 / s < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code c[i][j] = start[j] + Σₖ a[i][k] · b[k][j]} over those k where a[i][k] isn't 0.
     *
     * @return false if a has too small an entry, NaN or −0; then c is not done
     */
    static boolean times(int from, int to, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        int[] nonZero = new int[inner];
        for (int i = from; i < to; i++) {
            int count = nonZero(i * inner, inner, a, nonZero);
            if (!allSafe(i * inner, count, a, nonZero)) {
                return false;
            }
            int j = 0;
            for (; j + 7 < cols; j += 8) {
                eight(i, j, count, nonZero, inner, cols, a, b, start, c);
            }
            for (; j < cols; j++) {
                double sum = start[j];
                for (int q = 0; q < count; q++) {
                    sum = Math.fma(a[i * inner + nonZero[q]], b[nonZero[q] * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
        return true;
    }

    /**
     * Where a row of a isn't 0. The place is written first and kept if it counts, which needs no branch: the processor
     * would guess it wrong at every edge. Of a batch of MNIST: 24 µs, with a branch 60 µs.
     */
    private static int nonZero(int from, int inner, double[] a, int[] places) {
        int count = 0;
        for (int k = 0; k < inner; k++) {
            places[count] = k;
            if (Double.doubleToRawLongBits(a[from + k]) != 0) {
                count++;
            }
        }
        return count;
    }

    private static boolean allSafe(int from, int count, double[] a, int[] places) {
        for (int q = 0; q < count; q++) {
            if (!(Math.abs(a[from + places[q]]) >= SMALLEST)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link Tile}'s row of eight, but over a list: with one loop for both a prediction took 3.2 µs, not 2.2. */
    private static void eight(int i, int j, int count, int[] nonZero, int inner, int cols, double[] a, double[] b,
                              double[] start, double[] c) {
        double c0 = start[j], c1 = start[j + 1], c2 = start[j + 2], c3 = start[j + 3];
        double c4 = start[j + 4], c5 = start[j + 5], c6 = start[j + 6], c7 = start[j + 7];
        for (int q = 0; q < count; q++) {
            int k = nonZero[q];
            double x = a[i * inner + k];
            int p = k * cols + j;
            c0 = Math.fma(x, b[p], c0);
            c1 = Math.fma(x, b[p + 1], c1);
            c2 = Math.fma(x, b[p + 2], c2);
            c3 = Math.fma(x, b[p + 3], c3);
            c4 = Math.fma(x, b[p + 4], c4);
            c5 = Math.fma(x, b[p + 5], c5);
            c6 = Math.fma(x, b[p + 6], c6);
            c7 = Math.fma(x, b[p + 7], c7);
        }
        int o = i * cols + j;
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
