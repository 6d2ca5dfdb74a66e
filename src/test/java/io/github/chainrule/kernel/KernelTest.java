// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel gives the textbook's bits, for all shapes and whatever the operands are. */
class KernelTest {

    /** The build starts the tests' JVM with SIMD; an IDE may not. */
    static List<BlockKernel> fastKernels() {
        boolean simd = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return simd ? List.of(new ScalarKernel(), new SimdKernel()) : List.of(new ScalarKernel());
    }

    static Stream<Named<Kernel>> kernels() {
        return Stream.concat(Stream.of(new TextbookKernel()), fastKernels().stream().map(ProductDispatcher::new))
                .map(kernel -> named(kernel.description(), kernel));
    }

    private static double[] times(Kernel kernel, Sizes s, double[] a, double[] b, double[] initial) {
        double[] c = Operands.untouched(s.rows() * s.cols());
        kernel.times(s.rows(), s.inner(), s.cols(), a, b, initial, c);
        return c;
    }

    private static double[] transposeTimes(Kernel kernel, Sizes s, double[] a, double[] b) {
        double[] c = Operands.untouched(s.rows() * s.cols());
        kernel.transposeTimes(s.rows(), s.inner(), s.cols(), a, b, c);
        return c;
    }

    private static double[] timesTranspose(Kernel kernel, Sizes s, double[] a, double[] b) {
        double[] c = Operands.untouched(s.rows() * s.cols());
        kernel.timesTranspose(s.rows(), s.inner(), s.cols(), a, b, c);
        return c;
    }

    @ParameterizedTest
    @EnumSource
    void all_products_give_the_bits_of_the_textbook(Operands kind) {
        Random random = new Random(1);
        List<Kernel> kernels = fastKernels().stream().<Kernel>map(ProductDispatcher::new).toList();
        for (Sizes s : Sizes.all()) {
            double[] a = kind.left(s.leftSize(), random);
            double[] b = kind.right(s.rightSize(), random);
            double[] initial = initial(s.cols(), random);
            double[] product = Expected.times(s, a, b, initial);
            double[] transposed = Expected.transposeTimes(s, a, b);
            double[] ofTransposed = Expected.timesTranspose(s, a, b);
            for (Kernel kernel : kernels) {
                Expected.assertSameBits(() -> kernel.description() + ": times " + s, s.cols(),
                        times(kernel, s, a, b, initial), product);
                Expected.assertSameBits(() -> kernel.description() + ": transposeTimes " + s, s.cols(),
                        transposeTimes(kernel, s, a, b), transposed);
                Expected.assertSameBits(() -> kernel.description() + ": timesTranspose " + s, s.cols(),
                        timesTranspose(kernel, s, a, b), ofTransposed);
            }
        }
    }

    /** In turn: zeros, zeros that are negative, and values. */
    private static double[] initial(int cols, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new double[cols];
            case 1 -> Operands.fill(cols, -0.0);
            default -> Operands.NORMAL.left(cols, random);
        };
    }

    /** The reference for all the others is checked by hand; sums by halves, quarters and eighths are exact. */
    @ParameterizedTest
    @MethodSource("kernels")
    void small_products_are_those_of_a_calculation_by_hand(Kernel kernel) {
        double[] a = {1, 2, -3, 4, 0.5, 6};             // 2 x 3, and its transpose's transpose is 3 x 2
        double[] b = {7, 8, 9, 10, 11, 12};             // 3 x 2
        assertThat(times(kernel, new Sizes(2, 3, 2), a, b, new double[] {100, 0.25})).containsExactly(
                100 + 7 + 18 - 33, 0.25 + 8 + 20 - 36, 100 + 28 + 4.5 + 66, 0.25 + 32 + 5 + 72);
        double[] d = {1, -1, 2, 0.5};                   // 2 x 2
        assertThat(transposeTimes(kernel, new Sizes(3, 2, 2), a, d))
                .containsExactly(1 + 8, -1 + 2, 2 + 1, -2 + 0.25, -3 + 12, 3 + 3);
        assertThat(timesTranspose(kernel, new Sizes(2, 3, 1), a, new double[] {1, 2, 4}))
                .containsExactly(1 + 4 - 12, 4 + 1 + 24);
    }

    /** 3 · 1/3 is a little less than 1 before it is rounded: rounded twice the sum would be 0. */
    @ParameterizedTest
    @MethodSource("kernels")
    void a_product_is_not_rounded_before_it_is_added(Kernel kernel) {
        assertThat(times(kernel, new Sizes(1, 1, 1), new double[] {3}, new double[] {1 / 3.0}, new double[] {-1}))
                .containsExactly(-0x1p-54);
    }

    /** The 1 is lost if it comes after 1e16, and kept if the 1e16 has gone before it comes. */
    @ParameterizedTest
    @MethodSource("kernels")
    void sums_run_from_the_first_term_to_the_last(Kernel kernel) {
        double[] a = {1e16, 1, -1e16, 1e16, -1e16, 1};
        assertThat(times(kernel, new Sizes(2, 3, 1), a, new double[] {1, 1, 1}, new double[1])).containsExactly(0, 1);
    }

    private static List<Sizes> edges() {
        List<Sizes> sizes = new ArrayList<>(List.of(new Sizes(3, 0, 5), new Sizes(9, 1, 20), new Sizes(5, 1, 1),
                new Sizes(33, 5, 65), new Sizes(70, 6, 66), new Sizes(65, 7, 4), new Sizes(66, 4, 5),
                new Sizes(64, 9, 3), new Sizes(9, 1030, 100), new Sizes(4, 5, 200), new Sizes(140, 9, 200)));
        for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 13}) {
            for (int cols : new int[] {1, 2, 3, 4, 7, 8, 9, 10, 11, 15, 16, 17, 25, 26, 31, 32, 33, 63, 64, 65, 67, 72,
                75, 80, 81, 129}) {
                sizes.add(new Sizes(rows, rows < 4 ? 11 : 5, cols));
            }
        }
        return sizes;
    }

    /** The whole product; some of its columns, rows and both; nothing. */
    private static List<Block> blocks(Sizes s) {
        int rows = s.rows();
        int cols = s.cols();
        return List.of(Block.whole(rows, cols), new Block(0, rows, cols / 3, cols),
                new Block(0, rows, 0, cols - cols / 4), new Block(rows / 2, rows, cols / 5, cols - cols / 3),
                new Block(rows / 3, rows - 1, 0, cols), new Block(1, 1, 0, cols));
    }

    @ParameterizedTest
    @MethodSource("fastKernels")
    void each_block_of_a_product_has_the_bits_of_the_textbook_and_nothing_else_is_written(BlockKernel kernel) {
        Random random = new Random(1);
        for (Sizes s : edges()) {
            double[] a = Operands.NORMAL.left(s.leftSize(), random);
            double[] b = Operands.NORMAL.right(s.rightSize(), random);
            double[] initial = Operands.NORMAL.right(s.cols(), random);
            double[] product = Expected.times(s, a, b, initial);
            double[] transposed = Expected.transposeTimes(s, a, b);
            for (Block block : blocks(s)) {
                double[] c = Operands.untouched(product.length);
                kernel.times(block, s.inner(), s.cols(), a, s.inner(), 1, b, initial, c);
                Expected.assertSameBits(() -> "times " + s + " " + block, s.cols(), c,
                        Expected.block(block, s.cols(), product));
                c = Operands.untouched(product.length);
                kernel.times(block, s.inner(), s.cols(), a, 1, s.rows(), b, new double[s.cols()], c);
                Expected.assertSameBits(() -> "transposeTimes " + s + " " + block, s.cols(), c,
                        Expected.block(block, s.cols(), transposed));
            }
        }
    }

    @Test
    void plain_Java_adds_whole_rows_where_they_are_long_and_not_too_few() {
        assertThat(RankFourUpdate.isWorthwhile(64, 4, 4)).isTrue();
        assertThat(RankFourUpdate.isWorthwhile(63, 100, 100)).isFalse();
        assertThat(RankFourUpdate.isWorthwhile(1000, 3, 100)).isFalse();
        assertThat(RankFourUpdate.isWorthwhile(1000, 100, 3)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void zero_times_infinity_is_NaN_wherever_it_stands(Kernel kernel) {
        int n = 68;
        for (int k = 0; k < n; k++) {
            double[] zeros = new double[n * n];
            double[] one = new double[n];
            one[k] = Double.NEGATIVE_INFINITY;
            assertThat(times(kernel, new Sizes(n, n, 1), zeros, one, new double[1]))
                    .as("zeros times a column with an infinity at %d", k).containsOnly(Double.NaN);
            assertThat(times(kernel, new Sizes(1, n, n), one, zeros, new double[n]))
                    .as("a row with an infinity at %d times zeros", k).containsOnly(Double.NaN);
            assertThat(transposeTimes(kernel, new Sizes(n, n, 1), zeros, one))
                    .as("transposed zeros times an infinity at %d", k).containsOnly(Double.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void allFinite_finds_one_bad_value_at_any_place(Kernel kernel) {
        for (int length = 0; length <= 40; length++) {
            double[] values = Operands.fill(length, -Double.MAX_VALUE);
            assertThat(kernel.allFinite(values)).as("%d finite values", length).isTrue();
            for (int i = 0; i < length; i++) {
                for (double bad : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
                    values[i] = bad;
                    assertThat(kernel.allFinite(values)).as("%s at %d of %d", bad, i, length).isFalse();
                }
                values[i] = -Double.MAX_VALUE;
            }
        }
        double[] values = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 0.0};
        assertThat(kernel.allFinite(values)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_transpose_has_each_entry_at_its_mirror_place(Kernel kernel) {
        for (int rows : new int[] {0, 1, 7, 8, 9, 16, 19}) {
            double[] m = Operands.NORMAL.left(rows * 3, new Random(rows));
            double[] t = new double[m.length];
            kernel.transpose(rows, 3, m, t);
            double[] expected = IntStream.range(0, m.length).mapToDouble(i -> m[i % rows * 3 + i / rows]).toArray();
            assertThat(t).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_mask_lets_an_entry_through_bit_for_bit_where_it_is_not_zero(Kernel kernel) {
        double[] a = {-0.0, 2, Double.NaN, Double.NEGATIVE_INFINITY, -5};
        double[] c = Operands.untouched(5);
        kernel.mask(a, new double[] {1, -1, 1e-320, Double.NaN, Double.POSITIVE_INFINITY}, c);
        assertThat(c).isEqualTo(a);
        kernel.mask(a, new double[] {0, -0.0, 0, -0.0, 0}, c);
        assertThat(c).isEqualTo(new double[5]);
    }

    @Test
    void the_kernel_of_this_JVM_is_among_those_tested() {
        assertThat(kernels()).extracting(kernel -> kernel.getPayload().description())
                .contains(KernelSelector.kernel().description());
    }
}
