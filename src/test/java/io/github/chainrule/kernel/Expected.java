// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.function.Supplier;

/** The bits that every product must have: those of {@link TextbookKernel}, which a test of its own checks by hand. */
final class Expected {

    private static final Kernel TEXTBOOK = new TextbookKernel();

    private Expected() {
    }

    /** a·b, where a is rows × inner and b is inner × cols; the sums start from {@code initial}. */
    static double[] times(Sizes s, double[] a, double[] b, double[] initial) {
        double[] c = new double[s.rows() * s.cols()];
        TEXTBOOK.times(s.rows(), s.inner(), s.cols(), a, b, initial, c);
        return c;
    }

    /** aᵀ·b, where a is inner × rows and b is inner × cols. */
    static double[] transposeTimes(Sizes s, double[] a, double[] b) {
        double[] c = new double[s.rows() * s.cols()];
        TEXTBOOK.transposeTimes(s.rows(), s.inner(), s.cols(), a, b, c);
        return c;
    }

    /** a·bᵀ, where a is rows × inner and b is cols × inner. */
    static double[] timesTranspose(Sizes s, double[] a, double[] b) {
        double[] c = new double[s.rows() * s.cols()];
        TEXTBOOK.timesTranspose(s.rows(), s.inner(), s.cols(), a, b, c);
        return c;
    }

    /** The block of a product, and what a kernel must leave alone around it. */
    static double[] block(Block block, int cols, double[] whole) {
        double[] expected = Operands.untouched(whole.length);
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            int from = i * cols + block.fromCol();
            System.arraycopy(whole, from, expected, from, block.cols());
        }
        return expected;
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
