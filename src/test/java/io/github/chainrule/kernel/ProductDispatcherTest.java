// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductDispatcherTest {

    private final Random random = new Random(1);

    /** An array that isn't what its index says shows which of the two was used. */
    @Test
    void zeros_are_skipped_where_that_is_worthwhile_and_changes_no_bit() {
        for (BlockKernel dense : KernelTest.fastKernels()) {
            int cols = 16;
            SparseIndex index = SparseIndexTest.fill(new SparseIndex(), 1, new byte[] {(byte) 255}, new double[1]);
            double[] b = Operands.fill(cols, 1);
            assertThat(times(dense, index, b, 0)).containsOnly(1);
            assertThat(transposeTimes(dense, index, b)).containsOnly(1);
            assertThat(times(dense, index, b, -0.0)).as("sums from −0").containsOnly(2);
            b[3] = Double.MIN_VALUE;
            assertThat(times(dense, index, b, 0)[0]).as("a tiny factor").isEqualTo(2);
            assertThat(transposeTimes(dense, index, b)[0]).isEqualTo(2);
            b[3] = Double.NaN;
            assertThat(times(dense, index, b, 0)[0]).as("a factor that is NaN").isEqualTo(2);
            double[] other = dense.sparse().isWorthwhile(1) ? Operands.fill(64, 1) : new double[] {1};
            assertThat(times(dense, index, other, 0)).as("not worthwhile").containsOnly(2);
            index.invalidate();
            assertThat(times(dense, index, Operands.fill(cols, 1), 0)).as("no index").containsOnly(2);
        }
    }

    private static double[] times(BlockKernel dense, SparseIndex index, double[] b, double initial) {
        double[] c = new double[b.length];
        new ProductDispatcher(dense).times(1, 1, b.length, new double[] {2}, index, b,
                Operands.fill(b.length, initial), c);
        return c;
    }

    private static double[] transposeTimes(BlockKernel dense, SparseIndex index, double[] b) {
        double[] c = new double[b.length];
        new ProductDispatcher(dense).transposeTimes(1, 1, b.length, new double[] {2}, index, b, c);
        return c;
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
            kernel.times(s.rows(), s.inner(), s.cols(), a, SparseIndex.NONE, b, new double[s.cols()], c);
            Expected.assertSameBits(() -> "times", s.cols(), c, Expected.times(s, a, b, new double[s.cols()]));
            kernel.transposeTimes(s.rows(), s.inner(), s.cols(), a, SparseIndex.NONE, b, c);
            Expected.assertSameBits(() -> "transposeTimes", s.cols(), c, Expected.transposeTimes(s, a, b));
            kernel.timesTranspose(s.rows(), s.inner(), s.cols(), a, b, c);
            Expected.assertSameBits(() -> "timesTranspose", s.cols(), c, Expected.timesTranspose(s, a, b));
        }
    }

    /** 64 · 200 · a fifth are entries enough, with 2000 columns. */
    @Test
    void large_products_without_their_zeros_are_shared_as_well() {
        Sizes s = new Sizes(64, 200, 2003);
        double[] x = new double[s.leftSize()];
        SparseIndex index = SparseIndexTest.fill(new SparseIndex(), s.inner(),
                SparseIndexTest.bytes(x.length, 20, random), x);
        assertThat((long) index.nonZeroCount() * s.cols()).isGreaterThan(ProductDispatcher.PARALLEL_THRESHOLD);
        double[] w = Operands.NORMAL.right(s.rightSize(), random);
        double[] c = new double[s.rows() * s.cols()];
        double[] dw = new double[s.rightSize()];
        for (BlockKernel dense : KernelTest.fastKernels()) {
            Kernel kernel = new ProductDispatcher(dense);
            kernel.times(s.rows(), s.inner(), s.cols(), x, index, w, new double[s.cols()], c);
            Expected.assertSameBits(() -> "times", s.cols(), c, Expected.times(s, x, w, new double[s.cols()]));
            kernel.transposeTimes(s.inner(), s.rows(), s.cols(), x, index, c, dw);
            Expected.assertSameBits(() -> "transposeTimes", s.cols(), dw,
                    Expected.transposeTimes(new Sizes(s.inner(), s.rows(), s.cols()), x, c));
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
