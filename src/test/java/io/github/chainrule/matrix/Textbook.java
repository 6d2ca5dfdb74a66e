package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;

/**
 * The products as a textbook writes them, three loops and nothing else: each sum runs over its inner index in order,
 * one {@link Math#fma} at a time. It is the judge of every bit that a kernel gives.
 */
final class Textbook {

    private Textbook() {
    }

    /** a·b, where a is rows × inner and b is inner × cols; the sums start from {@code start}. */
    static double[] times(int rows, int inner, int cols, double[] a, double[] b, double[] start) {
        double[] c = new double[rows * cols];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = start[j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
        return c;
    }

    /** aᵀ·b, where a is inner × rows and b is inner × cols. */
    static double[] transposeTimes(int rows, int inner, int cols, double[] a, double[] b) {
        double[] c = new double[rows * cols];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[k * rows + i], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
        return c;
    }

    /** a·bᵀ, where a is rows × inner and b is cols × inner. */
    static double[] timesTranspose(int rows, int inner, int cols, double[] a, double[] b) {
        double[] c = new double[rows * cols];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[j * inner + k], sum);
                }
                c[i * cols + j] = sum;
            }
        }
        return c;
    }

    /** Same bits in each entry, so −0.0 is not 0.0; but one NaN is as good as another. */
    static void assertSameBits(String what, int cols, double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            fail("%s: expected %d entries, got %d", what, expected.length, actual.length);
        }
        int i = Arrays.mismatch(actual, expected);      // compares as Double.doubleToLongBits does
        if (i >= 0) {
            fail("%s, entry (%d, %d): expected %s (0x%x), got %s (0x%x)", what, i / cols, i % cols,
                    expected[i], Double.doubleToRawLongBits(expected[i]),
                    actual[i], Double.doubleToRawLongBits(actual[i]));
        }
    }
}
