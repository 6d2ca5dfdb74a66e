// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of images, which leave out what is zero: nobody can tell by a single bit. */
class ZeroSkippingTest {

    private static final double UNTOUCHED = -12345.678;

    private static List<ZeroSkipping> all() {
        return KernelTest.kernels().flatMap(kernel -> kernel.getPayload().zeroSkipping().stream()).toList();
    }

    /** Images, a fifth of whose pixels isn't zero, unless told otherwise; they have lists. */
    private static Matrix images(int rows, int cols, int percent, Random random) {
        Matrix x = Matrix.zeros(rows, cols);
        byte[] bytes = ByteRowsTest.bytes(rows * cols, percent, random);
        Arrays.fill(bytes, 0, cols, (byte) 0);
        ByteRowsTest.of(cols, bytes).read(IntStream.range(0, rows).toArray(), x);
        return x;
    }

    private static Matrix images(int rows, int cols, Random random) {
        Matrix x = images(rows, cols, cols < 3 ? 0 : 20, random);
        assertThat(x.listed().isCurrent()).isTrue();
        return x;
    }

    private static List<Sizes> sizes() {
        List<Sizes> sizes = new ArrayList<>();
        for (int rows : new int[] {16, 65, 130}) {
            for (int inner : new int[] {1, 63, 66}) {
                for (int cols : new int[] {1, 3, 4, 7, 8, 9, 16, 17, 24, 33, 63, 65, 79}) {
                    sizes.add(new Sizes(rows, inner, cols));
                }
            }
        }
        return sizes;
    }

    @Test
    void all_kernels_but_the_textbook_leave_out_zeros() {
        assertThat(all()).hasSize((int) KernelTest.kernels().count() - 1);
    }

    @Test
    void both_products_have_the_bits_of_the_textbook() {
        Random random = new Random(1);
        for (Sizes s : sizes()) {
            Matrix x = images(s.rows(), s.inner(), random);
            double[] a = x.copy().values();
            double[] b = Operands.NORMAL.right(s.rightSize(), random);
            double[] dy = Operands.NORMAL.right(s.rows() * s.cols(), random);
            double[] start = Operands.NORMAL.left(s.cols(), random);
            Sizes t = new Sizes(s.inner(), s.rows(), s.cols());
            for (ZeroSkipping kernel : all().stream().filter(k -> k.pays(s.cols())).toList()) {
                double[] c = Operands.fill(s.rows() * s.cols(), UNTOUCHED);
                kernel.times(Part.whole(s.rows(), s.cols()), x.listed(), s.cols(), b, start, c);
                Expected.assertSameBits(() -> kernel + ": times " + s, s.cols(), c, Expected.times(s, a, b, start));
                double[] dw = Operands.fill(s.rightSize(), UNTOUCHED);
                kernel.transposeTimes(Part.whole(s.inner(), s.cols()), x.listed(), s.cols(), dy, dw);
                Expected.assertSameBits(() -> kernel + ": transposeTimes " + t, s.cols(), dw,
                        Expected.transposeTimes(t, a, dy));
            }
        }
    }

    /** Whatever stands opposite the zeros, and whatever the sums start from. */
    @ParameterizedTest
    @EnumSource
    void a_matrix_of_images_has_the_products_of_any_other_matrix(Operands kind) {
        Random random = new Random(2);
        for (Sizes s : sizes()) {
            Matrix x = images(s.rows(), s.inner(), random);
            Matrix plain = x.copy();
            for (double start : new double[] {0.0, -0.0, 0.5}) {
                Matrix b = Matrix.wrap(s.inner(), s.cols(), kind.right(s.rightSize(), random));
                Matrix row = Matrix.wrap(1, s.cols(), Operands.fill(s.cols(), start));
                Expected.assertSameBits(() -> "times " + s + " from " + start, s.cols(),
                        x.timesPlusRow(b, row).values(),
                        Expected.times(s, plain.values(), b.values(), row.values()));
            }
            Matrix dy = Matrix.wrap(s.rows(), s.cols(), kind.right(s.rows() * s.cols(), random));
            Sizes t = new Sizes(s.inner(), s.rows(), s.cols());
            Expected.assertSameBits(() -> "transposeTimes " + t, s.cols(), x.transposeTimes(dy).values(),
                    Expected.transposeTimes(t, plain.values(), dy.values()));
            assertThat(x.listed().isCurrent()).as("nobody has asked for the array").isTrue();
            assertThat(x).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 33, 34, 50, 100})
    void images_with_much_ink_or_none_are_no_exception(int percent) {
        Random random = new Random(percent);
        Matrix x = images(70, 90, percent, random);
        Matrix w = Matrix.wrap(90, 16, Operands.NORMAL.right(90 * 16, random));
        Matrix dy = Matrix.wrap(70, 16, Operands.NORMAL.right(70 * 16, random));
        Matrix y = x.times(w);
        Matrix dw = x.transposeTimes(dy);
        Matrix plain = x.copy();
        assertThat(y).isEqualTo(plain.times(w));
        assertThat(dw).isEqualTo(plain.transposeTimes(dy));
        assertThat(x.listed().isCurrent()).isEqualTo(percent < 34);
    }

    /** SIMD from a whole vector on, of two, four or eight lanes. */
    @Test
    void plain_Java_pays_for_narrow_results_and_SIMD_for_those_that_fill_a_vector() {
        for (ZeroSkipping kernel : all()) {
            boolean plain = kernel instanceof ScalarZeroSkipping;
            int narrowest = IntStream.rangeClosed(1, 100).filter(kernel::pays).min().orElseThrow();
            assertThat(narrowest).isIn(plain ? List.of(1) : List.of(2, 4, 8));
            int widest = IntStream.rangeClosed(1, 100).filter(kernel::pays).max().orElseThrow();
            assertThat(widest).isEqualTo(plain ? 63 : 100);
        }
    }

    /** Narrow results are written where they stand, and wide ones elsewhere first. */
    @ParameterizedTest
    @ValueSource(ints = {40, 90})
    void products_write_their_part_alone(int cols) {
        Random random = new Random(3);
        Sizes s = new Sizes(70, 66, cols);
        Matrix x = images(s.rows(), s.inner(), random);
        double[] a = x.copy().values();
        double[] b = Operands.NORMAL.right(70 * cols, random);
        double[] product = Expected.times(s, a, b, new double[cols]);
        double[] transposed = Expected.transposeTimes(new Sizes(66, 70, cols), a, b);
        for (ZeroSkipping kernel : all()) {
            for (int left : new int[] {0, 1, 8, cols - 26}) {
                for (int right : new int[] {left + 1, cols - 26, cols - 25, cols - 18, cols}) {
                    for (Part part : List.of(new Part(0, 66, left, right), new Part(5, 8, left, right),
                            new Part(65, 66, left, right), new Part(3, 3, left, right))) {
                        double[] c = Operands.fill(product.length, UNTOUCHED);
                        kernel.times(part, x.listed(), cols, b, new double[cols], c);
                        assertPart(part, cols, c, product);
                        double[] dw = Operands.fill(transposed.length, UNTOUCHED);
                        kernel.transposeTimes(part, x.listed(), cols, b, dw);
                        assertPart(part, cols, dw, transposed);
                    }
                }
            }
        }
    }

    private static void assertPart(Part part, int cols, double[] actual, double[] whole) {
        double[] expected = Operands.fill(whole.length, UNTOUCHED);
        for (int i = part.top(); i < part.bottom(); i++) {
            System.arraycopy(whole, i * cols + part.left(), expected, i * cols + part.left(), part.cols());
        }
        Expected.assertSameBits(part::toString, cols, actual, expected);
    }

    @Test
    void one_value_that_zeros_must_not_be_left_out_for_is_found_at_any_place() {
        for (ZeroSkipping kernel : all()) {
            for (int length = 0; length <= 40; length++) {
                double[] values = Operands.fill(length, -0x1p-962);
                assertThat(kernel.allSafe(values)).isTrue();
                for (int i = 0; i < length; i++) {
                    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(0x1p-1014),
                        Math.nextUp(-0x1p-1014), Math.nextUp(0x1p-1014), Math.nextDown(0x1p-962)}) {
                        values[i] = bad;
                        assertThat(kernel.allSafe(values)).as("%s at %d of %d", bad, i, length).isFalse();
                    }
                    for (double good : new double[] {0.0, -0.0, 1, Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p-962,
                        -0x1p-962, Math.nextUp(0x1p-962)}) {
                        values[i] = good;
                        assertThat(kernel.allSafe(values)).as("%s at %d of %d", good, i, length).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void sums_may_start_from_anything_but_a_negative_zero() {
        assertThat(ZeroSkipping.noNegativeZero(new double[] {0.0, 1, -1, -Double.MIN_VALUE, Double.NaN})).isTrue();
        assertThat(ZeroSkipping.noNegativeZero(new double[] {1, -0.0})).isFalse();
    }

    /** 784 · 64 products of 1000 columns are enough for several threads. */
    @Test
    void large_products_are_shared() {
        Random random = new Random(4);
        Sizes s = new Sizes(64, 784, 1009);
        Matrix x = images(s.rows(), s.inner(), random);
        assertThat((long) x.listed().count() * s.cols()).isGreaterThan(Products.WORTH_SHARING);
        Matrix w = Matrix.wrap(s.inner(), s.cols(), Operands.NORMAL.right(s.rightSize(), random));
        Matrix dy = Matrix.wrap(s.rows(), s.cols(), Operands.NORMAL.right(s.rows() * s.cols(), random));
        assertThat(x.times(w)).isEqualTo(x.copy().times(w));
        assertThat(x.transposeTimes(dy)).isEqualTo(x.copy().transposeTimes(dy));
    }

    @Test
    void whoever_writes_into_the_array_is_heeded() {
        Random random = new Random(5);
        Matrix w = Matrix.wrap(70, 16, Operands.NORMAL.right(70 * 16, random));
        Matrix x = images(20, 70, random);
        x.set(0, 3, 2);
        assertSeen(x, w);

        x = images(20, 70, random);
        double[] values = x.values();
        assertSeen(x, w);
        values[69] = 5;
        assertSeen(x, w);

        x = images(20, 70, random);
        Matrix.wrap(1, 20, Operands.fill(20, 1)).transpose().timesTranspose(Matrix.wrap(70, 1, Operands.fill(70, 3)))
                .transpose().transposeTimes(Matrix.wrap(70, 70, diagonal(70)), x);
        assertThat(x.get(7, 7)).isEqualTo(3);
        assertSeen(x, w);
    }

    private static double[] diagonal(int n) {
        return IntStream.range(0, n * n).mapToDouble(i -> i % (n + 1) == 0 ? 1 : 0).toArray();
    }

    private static void assertSeen(Matrix x, Matrix w) {
        Sizes s = new Sizes(20, 70, 16);
        Expected.assertSameBits(() -> "times", 16, x.times(w).values(),
                Expected.times(s, x.copy().values(), w.values(), new double[16]));
    }

    @Test
    void reading_again_replaces_what_was_there() {
        Random random = new Random(6);
        byte[] bytes = ByteRowsTest.bytes(100 * 70, 20, random);
        Arrays.fill(bytes, 0, 16 * 70, (byte) 9);
        ByteRows rows = ByteRowsTest.of(70, bytes);
        Matrix w = Matrix.wrap(70, 16, Operands.NORMAL.right(70 * 16, random));
        Matrix x = Matrix.zeros(16, 70);
        for (int from : new int[] {20, 0, 40, 60, 0, 0, 20}) {
            int[] numbers = IntStream.range(from, from + 16).toArray();
            rows.read(numbers, x);
            Matrix fresh = Matrix.zeros(16, 70);
            rows.read(numbers, fresh);
            assertThat(x.times(w)).isEqualTo(fresh.copy().times(w));
            assertThat(x).isEqualTo(fresh);
            if (from > 20) {
                x.values()[0] = 77;
            }
        }
    }

    /** A matrix may be read by many threads while none writes to it. */
    @Test
    void threads_that_ask_at_once_all_see_the_entries() throws Exception {
        Random random = new Random(7);
        Matrix w = Matrix.wrap(784, 16, Operands.NORMAL.right(784 * 16, random));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 50; round++) {
                Matrix x = images(64, 784, random);
                Matrix expected = x.times(w);
                List<Future<Boolean>> right = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    int thread = t;
                    right.add(threads.submit(() -> {
                        Matrix read = thread == 0 ? Matrix.wrap(64, 784, x.values()) : thread == 1 ? x.copy() : x;
                        return read.times(w).equals(expected);
                    }));
                }
                for (Future<Boolean> result : right) {
                    assertThat(result.get()).isTrue();
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Else all would be right and nothing faster. */
    @Test
    void a_batch_of_digits_goes_forwards_and_back_without_its_zeros() throws IOException {
        ImageDataset digits = Mnist.load().training(Task.evenVsOdd());
        Matrix x = Matrix.zeros(64, 784);
        Matrix t = Matrix.zeros(64, 1);
        digits.read(IntStream.range(0, 64).toArray(), 0, 64, x, t);
        Linear layer = new Linear(784, 16, new Random(8));
        Matrix y = layer.forward(x);
        layer.computeParameterGradients(x, y, y);
        assertThat(x.isFinite()).isTrue();
        assertThat(x.listed().isCurrent()).isTrue();
        Matrix plain = x.copy();
        assertThat(y).isEqualTo(layer.forward(plain));
        assertThat(layer.weight().gradient()).isEqualTo(plain.transposeTimes(y));
        assertThat(x.listed().count()).isEqualTo((int) Arrays.stream(plain.values()).filter(v -> v != 0).count());
    }
}
