// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductDispatcherTest {

    private final Random random = new Random(1);

    @Test
    void zeros_are_skipped_where_that_is_worthwhile_and_changes_no_bit() {
        for (BlockKernel dense : KernelTest.fastKernels()) {
            int cols = 16;
            SparseMatrix x = SparseMatrixTest.fill(new SparseMatrix(), 4, new byte[] {-1, 0, 0, 0},
                    new ProductDispatcher(dense));
            double[] b = Operands.fill(4 * cols, 1);
            assertThat(skips(dense, x, cols, b, 0)).isTrue();
            assertThat(skips(dense, x, cols, b, -0.0)).as("sums from −0").isFalse();
            assertThat(dense.sparse().isWorthwhile(1) ? skips(dense, x, 64, new double[256], 0)
                    : skips(dense, x, 1, new double[4], 0)).as("not worthwhile").isFalse();
            for (double bad : new double[] {Double.MIN_VALUE, Double.NaN}) {
                b[3] = bad;
                assertThat(skips(dense, x, cols, b, 0)).as("times %s", bad).isFalse();
                assertThat(new ProductDispatcher(dense).transposeTimesSkippingZeros(x, cols, b, new double[4 * cols]))
                        .isFalse();
            }
            x.invalidate();
            assertThat(skips(dense, x, cols, Operands.fill(4 * cols, 1), 0)).as("the array was changed").isFalse();
        }
        assertThat(new TextbookKernel().timesSkippingZeros(SparseMatrix.NONE, 1, new double[1], new double[1],
                new double[1])).isFalse();
    }

    private static boolean skips(BlockKernel dense, SparseMatrix x, int cols, double[] b, double initial) {
        double[] c = Operands.untouched(cols);
        boolean skips = new ProductDispatcher(dense).timesSkippingZeros(x, cols, b, Operands.fill(cols, initial), c);
        assertThat(c).containsOnly(skips ? initial + b[0] : Operands.untouched(1)[0]);
        return skips;
    }

    @Test
    void large_products_are_shared_and_have_the_bits_of_the_textbook() {
        Sizes s = new Sizes(204, 200, 200);
        assertThat((long) s.rows() * s.inner() * s.cols()).isGreaterThan(ProductDispatcher.PARALLEL_THRESHOLD);
        double[] a = Operands.NORMAL.left(s.leftSize(), random);
        double[] b = Operands.NORMAL.right(s.rightSize(), random);
        double[] c = new double[s.rows() * s.cols()];
        for (BlockKernel dense : KernelTest.fastKernels()) {
            Kernel kernel = new ProductDispatcher(dense);
            kernel.times(s.rows(), s.inner(), s.cols(), a, b, new double[s.cols()], c);
            Expected.assertSameBits(() -> "times", s.cols(), c, Expected.times(s, a, b, new double[s.cols()]));
            kernel.transposeTimes(s.rows(), s.inner(), s.cols(), a, b, c);
            Expected.assertSameBits(() -> "transposeTimes", s.cols(), c, Expected.transposeTimes(s, a, b));
            kernel.timesTranspose(s.rows(), s.inner(), s.cols(), a, b, c);
            Expected.assertSameBits(() -> "timesTranspose", s.cols(), c, Expected.timesTranspose(s, a, b));
        }
    }

    /** 64 · 200 · a fifth are entries enough, with 2000 columns. */
    @Test
    void large_products_without_their_zeros_are_shared_as_well() {
        Sizes s = new Sizes(64, 200, 2003);
        byte[] bytes = SparseMatrixTest.bytes(s.leftSize(), 20, random);
        double[] x = SparseMatrixTest.doubles(bytes);
        double[] w = Operands.NORMAL.right(s.rightSize(), random);
        double[] c = new double[s.rows() * s.cols()];
        double[] dw = new double[s.rightSize()];
        for (BlockKernel dense : KernelTest.fastKernels()) {
            Kernel kernel = new ProductDispatcher(dense);
            SparseMatrix sparse = SparseMatrixTest.fill(new SparseMatrix(), s.inner(), bytes, kernel);
            assertThat((long) sparse.count() * s.cols()).isGreaterThan(ProductDispatcher.PARALLEL_THRESHOLD);
            assertThat(kernel.timesSkippingZeros(sparse, s.cols(), w, new double[s.cols()], c))
                    .isEqualTo(dense.sparse().isWorthwhile(s.cols()))
                    .isEqualTo(kernel.transposeTimesSkippingZeros(sparse, s.cols(), c, dw));
            if (dense.sparse().isWorthwhile(s.cols())) {
                Expected.assertSameBits(() -> "times", s.cols(), c, Expected.times(s, x, w, new double[s.cols()]));
                Expected.assertSameBits(() -> "transposeTimes", s.cols(), dw,
                        Expected.transposeTimes(new Sizes(s.inner(), s.rows(), s.cols()), x, c));
            }
        }
    }

    @Test
    void the_number_of_threads_is_that_of_the_processors_unless_set() {
        assertThat(ProductDispatcher.threads(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(ProductDispatcher.threads("3")).isEqualTo(3);
        assertThat(ProductDispatcher.threads("9999")).isEqualTo(9999);
        for (String wrong : new String[] {"0", "-1", "10000", "two", ""}) {
            assertThatThrownBy(() -> ProductDispatcher.threads(wrong)).isInstanceOf(ExceptionInInitializerError.class)
                    .hasMessage("-Dchainrule.threads=" + wrong + ": expected a whole number from 1 to 9999.");
        }
    }
}
