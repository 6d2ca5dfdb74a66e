// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that skip zeros: no bit tells. */
class SparseKernelTest {

    private static List<SparseKernel> all() {
        return KernelTest.fastKernels().stream().map(BlockKernel::sparse).toList();
    }

    private static List<Sizes> sizes() {
        List<Sizes> sizes = new ArrayList<>();
        for (int rows : new int[] {1, 16, 65}) {
            for (int inner : new int[] {1, 63, 66}) {
                for (int cols : new int[] {1, 3, 4, 7, 8, 9, 16, 17, 24, 33, 63, 65, 79}) {
                    sizes.add(new Sizes(rows, inner, cols));
                }
            }
        }
        return sizes;
    }

    /** Images, of whose pixels a fifth isn't zero. */
    private record Images(double[] x, SparseIndex index) {

        static Images random(int rows, int cols, Random random) {
            double[] x = new double[rows * cols];
            byte[] bytes = SparseIndexTest.bytes(x.length, 20, random);
            return new Images(x, SparseIndexTest.fill(new SparseIndex(), cols, bytes, x));
        }
    }

    /** Whatever stands opposite the zeros, and whatever the sums start from. */
    @ParameterizedTest
    @EnumSource
    void a_kernel_with_an_index_gives_the_bits_of_the_textbook(Operands kind) {
        Random random = new Random(2);
        for (Sizes s : sizes()) {
            Images images = Images.random(s.rows(), s.inner(), random);
            double[] b = kind.right(s.rightSize(), random);
            double[] dy = kind.right(s.rows() * s.cols(), random);
            Sizes t = new Sizes(s.inner(), s.rows(), s.cols());
            for (BlockKernel dense : KernelTest.fastKernels()) {
                Kernel kernel = new ProductDispatcher(dense);
                for (double start : new double[] {0.0, -0.0, 0.5}) {
                    double[] initial = Operands.fill(s.cols(), start);
                    double[] c = Operands.untouched(s.rows() * s.cols());
                    kernel.times(s.rows(), s.inner(), s.cols(), images.x, images.index, b, initial, c);
                    Expected.assertSameBits(() -> "times " + s + " from " + start, s.cols(), c,
                            Expected.times(s, images.x, b, initial));
                }
                double[] dw = Operands.untouched(s.rightSize());
                kernel.transposeTimes(s.inner(), s.rows(), s.cols(), images.x, images.index, dy, dw);
                Expected.assertSameBits(() -> "transposeTimes " + t, s.cols(), dw,
                        Expected.transposeTimes(t, images.x, dy));
            }
        }
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

    /** A narrow b is read where it stands, of a wide one panels are packed first. */
    @ParameterizedTest
    @ValueSource(ints = {40, 90})
    void products_write_only_their_block(int cols) {
        Random random = new Random(3);
        Images images = Images.random(70, 66, random);
        double[] b = Operands.NORMAL.right(70 * cols, random);
        double[] product = Expected.times(new Sizes(70, 66, cols), images.x, b, new double[cols]);
        double[] transposed = Expected.transposeTimes(new Sizes(66, 70, cols), images.x, b);
        for (SparseKernel kernel : all()) {
            for (int left : new int[] {0, 1, 8, cols - 26}) {
                for (int right : new int[] {left + 1, cols - 26, cols - 25, cols - 18, cols}) {
                    for (Block block : List.of(new Block(0, 66, left, right), new Block(5, 8, left, right),
                            new Block(65, 66, left, right), new Block(3, 3, left, right))) {
                        double[] c = Operands.untouched(product.length);
                        kernel.times(block, images.index.csr(), cols, b, new double[cols], c);
                        Expected.assertSameBits(block::toString, cols, c, Expected.block(block, cols, product));
                        double[] dw = Operands.untouched(transposed.length);
                        kernel.times(block, images.index.csc(), cols, b, new double[cols], dw);
                        Expected.assertSameBits(block::toString, cols, dw, Expected.block(block, cols, transposed));
                    }
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
