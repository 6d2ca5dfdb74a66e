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

    private ZeroSkipping() {
    }

    static boolean pays(int from, int to, int inner, int cols, double[] a, double[] b, double[] start) {
        return to - from >= MIN_ROWS && inner >= SAMPLES && cols >= 4
                && mostlyZero(from * inner, to * inner, a) && safe(b, 0, inner * cols) && noNegativeZero(start)
                && safe(a, from * inner, to * inner);
    }

    /** Looks at a few entries here and there: are at least three in five of them zero? */
    private static boolean mostlyZero(int from, int to, double[] a) {
        int zeros = 0;
        for (int s = 0; s < SAMPLES; s++) {
            int i = from + (int) ((long) (to - from) * (2 * s + 1) / (2 * SAMPLES));
            zeros += a[i] == 0 ? 1 : 0;
        }
        return 5 * zeros >= 3 * SAMPLES;
    }

    private static boolean safe(double[] v, int from, int to) {
        for (int i = from; i < to; i++) {
            double size = Math.abs(v[i]);
            if (!(size >= SMALLEST && size <= Double.MAX_VALUE) && size != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean noNegativeZero(double[] start) {
        for (double s : start) {
            if (s == 0 && 1 / s < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code c[i][j] = start[j] + Σₖ a[i][k] · b[k][j]} over those k where a[i][k] isn't 0. */
    static void times(int from, int to, int inner, int cols, double[] a, double[] b, double[] start, double[] c) {
        int[] nonZero = new int[inner];
        for (int i = from; i < to; i++) {
            int count = 0;
            for (int k = 0; k < inner; k++) {
                nonZero[count] = k;     // without a branch, which the processor would guess wrong at every edge
                count += a[i * inner + k] != 0 ? 1 : 0;
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
    }

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
