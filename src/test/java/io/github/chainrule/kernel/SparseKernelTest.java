// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that skip zeros: no bit tells. */
class SparseKernelTest {

    private static List<SparseKernel> all() {
        return KernelTest.fastKernels().stream().map(BlockKernel::sparse).toList();
    }

    /**
     * Whatever stands opposite the zeros, whatever the sums start from, and whatever the sparse matrix was before: what
     * isn't skipped leaves c alone.
     */
    @ParameterizedTest
    @EnumSource
    void products_that_skip_zeros_have_the_bits_of_the_textbook(Operands kind) {
        Random random = new Random(2);
        Map<Kernel, SparseMatrix> kernels = KernelTest.kernels()
                .collect(Collectors.toMap(Named::getPayload, kernel -> new SparseMatrix()));
        for (int rows : new int[] {1, 16, 65}) {
            for (int inner : new int[] {4, 60, 68}) {
                for (int cols : new int[] {1, 3, 4, 7, 8, 9, 16, 17, 24, 33, 63, 65, 79}) {
                    Sizes s = new Sizes(rows, inner, cols);
                    byte[] bytes = SparseMatrixTest.bytes(s.leftSize(), 20, random);
                    double[] b = kind.right(s.rightSize(), random);
                    double[] dy = kind.right(rows * cols, random);
                    kernels.forEach((kernel, sparse) -> assertTextbook(s, bytes, b, dy, kernel, sparse));
                }
            }
        }
    }

    private static void assertTextbook(Sizes s, byte[] bytes, double[] b, double[] dy, Kernel kernel,
                                       SparseMatrix sparse) {
        double[] x = SparseMatrixTest.doubles(bytes);
        SparseMatrixTest.fill(sparse, s.inner(), bytes, kernel);
        for (double start : new double[] {0.0, -0.0, 0.5}) {
            double[] initial = Operands.fill(s.cols(), start);
            double[] c = Operands.untouched(s.rows() * s.cols());
            boolean skips = kernel.timesSkippingZeros(sparse, s.cols(), b, initial, c);
            Expected.assertSameBits(() -> "times " + s + " from " + start, s.cols(), c,
                    skips ? Expected.times(s, x, b, initial) : Operands.untouched(c.length));
        }
        double[] dw = Operands.untouched(s.rightSize());
        boolean skips = kernel.transposeTimesSkippingZeros(sparse, s.cols(), dy, dw);
        Expected.assertSameBits(() -> "transposeTimes " + s, s.cols(), dw, skips
                ? Expected.transposeTimes(new Sizes(s.inner(), s.rows(), s.cols()), x, dy)
                : Operands.untouched(dw.length));
    }

    @Test
    void plain_Java_is_worthwhile_for_narrow_results_and_SIMD_for_those_that_fill_a_vector() {
        for (SparseKernel kernel : all()) {
            boolean plain = kernel.getClass() == SparseKernel.class;
            int narrowest = IntStream.rangeClosed(1, 100).filter(kernel::isWorthwhile).min().orElseThrow();
            assertThat(narrowest).isIn(plain ? List.of(1) : List.of(2, 4, 8));
            int widest = IntStream.rangeClosed(1, 100).filter(kernel::isWorthwhile).max().orElseThrow();
            assertThat(widest).isEqualTo(plain ? 63 : 100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 90})
    void products_write_only_their_columns(int cols) {
        Random random = new Random(3);
        byte[] bytes = SparseMatrixTest.bytes(70 * 68, 20, random);
        double[] x = SparseMatrixTest.doubles(bytes);
        double[] b = Operands.NORMAL.right(70 * cols, random);
        double[] initial = Operands.NORMAL.right(cols, random);
        double[] product = Expected.times(new Sizes(70, 68, cols), x, b, initial);
        double[] transposed = Expected.transposeTimes(new Sizes(68, 70, cols), x, b);
        for (BlockKernel dense : KernelTest.fastKernels()) {
            SparseMatrix sparse = SparseMatrixTest.fill(new SparseMatrix(), 68, bytes, new ProductDispatcher(dense));
            for (int left : new int[] {0, 1, 8, cols - 26}) {
                for (int right : new int[] {left + 8, cols - 18, cols}) {
                    Block columns = new Block(0, 1, left, right);
                    double[] c = Operands.untouched(product.length);
                    dense.sparse().times(columns, sparse, cols, b, initial, c);
                    Expected.assertSameBits(columns::toString, cols, c,
                            Expected.block(new Block(0, 70, left, right), cols, product));
                    double[] dw = Operands.untouched(transposed.length);
                    dense.sparse().transposeTimes(columns, sparse, cols, b, dw);
                    Expected.assertSameBits(columns::toString, cols, dw,
                            Expected.block(new Block(0, 68, left, right), cols, transposed));
                }
            }
        }
    }

    @Test
    void one_value_opposite_which_a_zero_must_not_be_skipped_is_found_at_any_place() {
        for (SparseKernel kernel : all()) {
            for (int length = 0; length <= 40; length++) {
                double[] values = Operands.fill(length, -0x1p-962);
                assertThat(kernel.allZeroSafe(values)).isTrue();
                for (int i = 0; i < length; i++) {
                    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(0x1p-1014),
                        Math.nextUp(-0x1p-1014), Math.nextUp(0x1p-1014), Math.nextDown(0x1p-962)}) {
                        values[i] = bad;
                        assertThat(kernel.allZeroSafe(values)).as("%s at %d of %d", bad, i, length).isFalse();
                    }
                    for (double good : new double[] {0.0, -0.0, 1, Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p-962,
                        -0x1p-962, Math.nextUp(0x1p-962)}) {
                        values[i] = good;
                        assertThat(kernel.allZeroSafe(values)).as("%s at %d of %d", good, i, length).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void sums_may_start_from_anything_but_a_negative_zero() {
        assertThat(SparseKernel.noNegativeZero(new double[] {0.0, 1, -1, -Double.MIN_VALUE, Double.NaN})).isTrue();
        assertThat(SparseKernel.noNegativeZero(new double[] {1, -0.0})).isFalse();
    }
}
