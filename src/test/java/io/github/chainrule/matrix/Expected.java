// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.Supplier;

/** The bits that every product must have: those of {@link TextbookKernel}, which tests of its own hold to account. */
final class Expected {

    private static final Kernel TEXTBOOK = new TextbookKernel();

    private Expected() {
    }

    /** a·b, where a is rows × inner and b is inner × cols; the sums start from {@code start}. */
    static double[] times(Sizes s, double[] a, double[] b, double[] start) {
        double[] c = new double[s.rows() * s.cols()];
        TEXTBOOK.times(Part.whole(s.rows(), s.cols()), s.inner(), s.cols(), a, b, start, c);
        return c;
    }

    /** aᵀ·b, where a is inner × rows and b is inner × cols. */
    static double[] transposeTimes(Sizes s, double[] a, double[] b) {
        double[] c = new double[s.rows() * s.cols()];
        TEXTBOOK.transposeTimes(Part.whole(s.rows(), s.cols()), s.rows(), s.inner(), s.cols(), a, b, c);
        return c;
    }

    /** a·bᵀ, where a is rows × inner and b is cols × inner. */
    static double[] timesTranspose(Sizes s, double[] a, double[] b) {
        double[] t = new double[b.length];
        for (int j = 0; j < s.cols(); j++) {
            for (int k = 0; k < s.inner(); k++) {
                t[k * s.cols() + j] = b[j * s.inner() + k];
            }
        }
        return times(s, a, t, new double[s.cols()]);
    }

    /** Same bits in each entry, so −0.0 is not 0.0; but one NaN is as good as another. */
    static void assertSameBits(Supplier<String> what, int cols, double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            fail("%s: expected %d entries, got %d", what.get(), expected.length, actual.length);
        }
        int i = Arrays.mismatch(actual, expected);      // compares as Double.doubleToLongBits does
        if (i >= 0) {
            fail("%s, entry (%d, %d): expected %s (0x%x), got %s (0x%x)", what.get(), i / cols, i % cols,
                    expected[i], Double.doubleToRawLongBits(expected[i]),
                    actual[i], Double.doubleToRawLongBits(actual[i]));
        }
    }
}
