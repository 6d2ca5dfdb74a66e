// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductsTest {

    private static final Sizes S = new Sizes(70, 10, 16);
    private static final Sizes TRANSPOSED = new Sizes(10, 70, 16);

    private final Random random = new Random(1);
    private final NonZeros x = FourColumnsTest.lists(10, ByteRowsTest.bytes(700, 20, random));
    private final double[] a = x.readable(new double[700]);
    private final double[] w = Operands.NORMAL.right(S.rightSize(), random);
    private final double[] start = Operands.NORMAL.right(16, random);
    private final double[] dy = Operands.NORMAL.right(70 * 16, random);

    /** The textbook's kernel has no way over lists, and says so. */
    private static boolean skips() {
        return Kernels.kernel().zeroSkipping().isPresent();
    }

    @Test
    void products_over_lists_leave_out_zeros_and_say_that_they_did() {
        double[] y = Operands.fill(70 * 16, -1);
        double[] dw = Operands.fill(10 * 16, -1);
        assertThat(Products.times(x, 16, w, start, y)).isEqualTo(skips());
        assertThat(Products.transposeTimes(x, 16, dy, dw)).isEqualTo(skips());
        if (skips()) {
            Expected.assertSameBits(() -> "times", 16, y, Expected.times(S, a, w, start));
            Expected.assertSameBits(() -> "transposeTimes", 16, dw, Expected.transposeTimes(TRANSPOSED, a, dy));
        }
    }

    @Test
    void where_leaving_out_zeros_could_change_a_bit_nothing_is_done() {
        double[] y = new double[70 * 16];
        double[] dw = new double[10 * 16];
        start[15] = -0.0;
        assertThat(Products.times(x, 16, w, start, y)).as("a start of −0").isFalse();
        start[15] = 0;
        w[3] = Double.NaN;
        assertThat(Products.times(x, 16, w, start, y)).as("a factor that is NaN").isFalse();
        dy[5] = Double.MIN_VALUE;
        assertThat(Products.transposeTimes(x, 16, dy, dw)).as("a tiny factor").isFalse();
        assertThat(y).containsOnly(0);
        assertThat(dw).containsOnly(0);
    }

    @Test
    void nothing_is_done_where_it_does_not_pay() {
        int cols = Kernels.kernel() instanceof ScalarKernel ? 64 : 1;
        assertThat(Products.times(x, cols, new double[10 * cols], new double[cols], new double[70 * cols])).isFalse();
        assertThat(Products.transposeTimes(x, cols, new double[70 * cols], new double[10 * cols])).isFalse();
    }

    @Test
    void either_factor_can_be_transposed() {
        for (Sizes s : List.of(new Sizes(4, 5, 9), new Sizes(3, 20, 70), new Sizes(9, 3, 100))) {
            double[] left = Operands.NORMAL.left(s.leftSize(), random);
            double[] right = Operands.NORMAL.right(s.rightSize(), random);
            double[] c = Operands.fill(s.rows() * s.cols(), -1);
            Products.timesTranspose(s.rows(), s.inner(), s.cols(), left, right, c);
            Expected.assertSameBits(() -> "timesTranspose " + s, s.cols(), c, Expected.timesTranspose(s, left, right));
            Products.transposeTimes(s.rows(), s.inner(), s.cols(), left, right, c);
            Expected.assertSameBits(() -> "transposeTimes " + s, s.cols(), c, Expected.transposeTimes(s, left, right));
        }
    }

    @Test
    void a_transpose_has_each_entry_at_its_mirror_place() {
        for (int rows : new int[] {1, 7, 8, 9, 16, 19}) {
            double[] m = Operands.NORMAL.left(rows * 3, random);
            double[] t = new double[m.length];
            Products.transpose(rows, 3, m, t);
            for (int i = 0; i < m.length; i++) {
                assertThat(t[i % 3 * rows + i / 3]).isEqualTo(m[i]);
            }
        }
    }
}
