// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.Arrays;
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

    /** What a kernel must leave alone; no product of the tests gives it. */
    private static final double UNTOUCHED = -12345.678;

    /** The build starts the tests' JVM with SIMD; an IDE may not. */
    static Stream<Named<Kernel>> kernels() {
        boolean simd = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return Stream.concat(Stream.of(new TextbookKernel(), new ScalarKernel()),
                        simd ? Stream.of(new VectorKernel()) : Stream.empty())
                .map(kernel -> named(kernel.description(), kernel));
    }

    /** Those that do more than is written in a textbook. */
    private static List<Kernel> fastKernels() {
        return kernels().map(Named::getPayload).filter(kernel -> !(kernel instanceof TextbookKernel)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void times_gives_the_bits_of_the_textbook(Operands kind) {
        Random random = new Random(1);
        for (Sizes s : Sizes.all()) {
            double[] a = kind.left(s.leftSize(), random);
            double[] b = kind.right(s.rightSize(), random);
            double[] start = start(s.cols(), random);
            double[] expected = Expected.times(s, a, b, start);
            for (Kernel kernel : fastKernels()) {
                double[] c = filled(s.rows() * s.cols());
                kernel.times(Part.whole(s.rows(), s.cols()), s.inner(), s.cols(), a, b, start, c);
                Expected.assertSameBits(() -> kernel.description() + ": times " + s + " from " + Arrays.toString(start),
                        s.cols(), c, expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void transposeTimes_gives_the_bits_of_the_textbook(Operands kind) {
        Random random = new Random(2);
        for (Sizes s : Sizes.all()) {
            double[] a = kind.left(s.leftSize(), random);
            double[] b = kind.right(s.rightSize(), random);
            double[] expected = Expected.transposeTimes(s, a, b);
            for (Kernel kernel : fastKernels()) {
                double[] c = filled(s.rows() * s.cols());
                kernel.transposeTimes(Part.whole(s.rows(), s.cols()), s.rows(), s.inner(), s.cols(), a, b, c);
                Expected.assertSameBits(() -> kernel.description() + ": transposeTimes " + s, s.cols(), c, expected);
            }
        }
    }

    /** The judge of all the others is judged by hand; sums by halves, quarters and eighths are exact. */
    @ParameterizedTest
    @MethodSource("kernels")
    void small_products_are_those_of_a_calculation_by_hand(Kernel kernel) {
        double[] a = {1, 2, -3, 4, 0.5, 6};             // 2 x 3, and its transpose's transpose is 3 x 2
        double[] b = {7, 8, 9, 10, 11, 12};             // 3 x 2
        double[] c = filled(4);
        kernel.times(Part.whole(2, 2), 3, 2, a, b, new double[] {100, 0.25}, c);
        assertThat(c).containsExactly(100 + 7 + 18 - 33, 0.25 + 8 + 20 - 36, 100 + 28 + 4.5 + 66, 0.25 + 32 + 5 + 72);

        double[] d = {1, -1, 2, 0.5};                   // 2 x 2
        double[] t = filled(6);
        kernel.transposeTimes(Part.whole(3, 2), 3, 2, 2, a, d, t);
        assertThat(t).containsExactly(1 + 8, -1 + 2, 2 + 1, -2 + 0.25, -3 + 12, 3 + 3);
    }

    /** 3 · 1/3 is a little less than 1 before it is rounded: rounded twice the sum would be 0. */
    @ParameterizedTest
    @MethodSource("kernels")
    void a_product_is_not_rounded_before_it_is_added(Kernel kernel) {
        double[] c = filled(1);
        kernel.times(Part.whole(1, 1), 1, 1, new double[] {3}, new double[] {1 / 3.0}, new double[] {-1}, c);
        assertThat(c).containsExactly(-0x1p-54);
    }

    /** The 1 is lost if it comes after 1e16, and kept if the 1e16 has gone before it comes. */
    @ParameterizedTest
    @MethodSource("kernels")
    void sums_run_from_the_first_term_to_the_last(Kernel kernel) {
        double[] c = filled(2);
        double[] a = {1e16, 1, -1e16, 1e16, -1e16, 1};
        kernel.times(Part.whole(2, 1), 3, 1, a, new double[] {1, 1, 1}, new double[1], c);
        assertThat(c).containsExactly(0, 1);
    }

    /** By turns: zeros, zeros that are negative, and values. */
    private static double[] start(int cols, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new double[cols];
            case 1 -> Operands.fill(cols, -0.0);
            default -> Operands.NORMAL.left(cols, random);
        };
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void products_write_their_part_alone(Kernel kernel) {
        int[] all = IntStream.rangeClosed(0, 19).toArray();
        for (int cols : new int[] {1, 2, 7, 8, 17, 33}) {
            assertParts(List.of(kernel), Operands.NORMAL, new Sizes(19, 5, cols), all, all, new int[] {0, cols / 2});
        }
    }

    /** Long rows, many rows and many zeros may each have a way through of their own. */
    @ParameterizedTest
    @EnumSource
    void large_products_write_their_part_alone(Operands kind) {
        for (Sizes s : List.of(new Sizes(140, 70, 5), new Sizes(140, 70, 70), new Sizes(140, 5, 67),
                new Sizes(140, 66, 9), new Sizes(140, 4, 4), new Sizes(140, 9, 200))) {
            assertParts(fastKernels(), kind, s, new int[] {0, 1, 35, 64}, new int[] {1, 2, 50, 72, 132, 140},
                    new int[] {0, s.cols() / 3, s.cols() - 1});
        }
    }

    private static void assertParts(List<Kernel> kernels, Operands kind, Sizes s, int[] tops, int[] bottoms,
                                    int[] lefts) {
        Random random = new Random(3);
        double[] a = kind.left(s.leftSize(), random);
        double[] b = kind.right(s.rightSize(), random);
        double[] start = Operands.fill(s.cols(), 0.5);
        double[] product = Expected.times(s, a, b, start);
        double[] transposed = Expected.transposeTimes(s, a, b);
        for (int top : tops) {
            for (int bottom : IntStream.of(bottoms).filter(bottom -> bottom >= top).toArray()) {
                for (int left : lefts) {
                    Part part = new Part(top, bottom, left, left + (s.cols() - left + random.nextInt(2)) / 2);
                    Part rest = new Part(top, bottom, part.right(), s.cols());
                    for (Kernel kernel : kernels) {
                        for (Part p : List.of(part, rest)) {
                            double[] c = filled(product.length);
                            kernel.times(p, s.inner(), s.cols(), a, b, start, c);
                            assertPart("times", s, p, c, product);

                            Arrays.fill(c, UNTOUCHED);
                            kernel.transposeTimes(p, s.rows(), s.inner(), s.cols(), a, b, c);
                            assertPart("transposeTimes", s, p, c, transposed);
                        }
                    }
                }
            }
        }
    }

    static void assertPart(String product, Sizes s, Part part, double[] actual, double[] whole) {
        double[] expected = filled(whole.length);
        for (int i = part.top(); i < part.bottom(); i++) {
            int from = i * s.cols() + part.left();
            System.arraycopy(whole, from, expected, from, part.cols());
        }
        Expected.assertSameBits(() -> product + " " + s + " " + part, s.cols(), actual, expected);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void zero_times_infinity_is_NaN_wherever_it_stands(Kernel kernel) {
        int n = 68;
        for (int k = 0; k < n; k++) {
            double[] zeros = new double[n * n];
            double[] one = new double[n];
            one[k] = Double.NEGATIVE_INFINITY;

            double[] right = filled(n);
            kernel.times(Part.whole(n, 1), n, 1, zeros, one, new double[1], right);
            assertThat(right).as("zeros times a column with an infinity at %d", k).containsOnly(Double.NaN);

            double[] left = filled(n);
            kernel.times(Part.whole(1, n), n, n, one, zeros, new double[n], left);
            assertThat(left).as("a row with an infinity at %d times zeros", k).containsOnly(Double.NaN);

            double[] transposed = filled(n);
            kernel.transposeTimes(Part.whole(n, 1), n, n, 1, zeros, one, transposed);
            assertThat(transposed).as("transposed zeros times an infinity at %d", k).containsOnly(Double.NaN);
        }
    }

    /** −tiny · 0.25 is −0, and adding 0 · 0.25 to that gives 0: a kernel must look at the rows of its range. */
    @ParameterizedTest
    @MethodSource("kernels")
    void one_underflow_in_the_last_row_is_not_overlooked(Kernel kernel) {
        Sizes s = new Sizes(40, 64, 4);
        double[] a = new double[s.leftSize()];
        a[39 * s.inner()] = -Double.MIN_VALUE;
        double[] b = Operands.fill(s.rightSize(), 0.25);
        double[] c = filled(s.rows() * s.cols());
        kernel.times(new Part(20, 40, 0, s.cols()), s.inner(), s.cols(), a, b, new double[s.cols()], c);
        assertPart("times", s, new Part(20, 40, 0, s.cols()), c, new double[c.length]);
    }

    @Test
    void the_kernel_of_this_JVM_is_among_those_tested() {
        assertThat(kernels()).extracting(kernel -> kernel.getPayload().getClass().getName())
                .contains(Kernels.kernel().getClass().getName());
    }

    static double[] filled(int size) {
        return Operands.fill(size, UNTOUCHED);
    }
}
