// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Few values, at which a kernel's loops begin and end: quick, where {@link KernelTest} is thorough. */
class KernelEdgesTest {

    private static final String KERNELS = "io.github.chainrule.matrix.KernelTest#kernels";

    private static List<Sizes> sizes() {
        List<Sizes> sizes = new ArrayList<>(List.of(new Sizes(3, 0, 5), new Sizes(9, 1, 20), new Sizes(5, 1, 1),
                new Sizes(33, 5, 65), new Sizes(70, 6, 66), new Sizes(65, 7, 4), new Sizes(66, 4, 5),
                new Sizes(64, 9, 3), new Sizes(9, 1030, 100), new Sizes(4, 5, 200)));
        for (int rows : new int[] {1, 2, 3, 4, 5, 7, 8, 13}) {
            for (int cols : new int[] {1, 2, 3, 4, 7, 8, 9, 10, 11, 15, 16, 17, 25, 26, 31, 32, 33, 63, 64, 65, 67, 72,
                75, 80, 81, 129}) {
                sizes.add(new Sizes(rows, rows < 4 ? 11 : 5, cols));
            }
        }
        return sizes;
    }

    /** The whole product; some of its columns, rows and both; nothing. */
    private static List<Part> parts(Sizes s) {
        int rows = s.rows();
        int cols = s.cols();
        return List.of(Part.whole(rows, cols), new Part(0, rows, cols / 3, cols), new Part(0, rows, 0, cols - cols / 4),
                new Part(rows / 2, rows, cols / 5, cols - cols / 3), new Part(rows / 3, rows - 1, 0, cols),
                new Part(1, 1, 0, cols));
    }

    @ParameterizedTest
    @MethodSource(KERNELS)
    void each_part_of_a_product_has_the_bits_of_the_textbook(Kernel kernel) {
        Random random = new Random(1);
        for (Sizes s : sizes()) {
            double[] a = Operands.NORMAL.left(s.leftSize(), random);
            double[] b = Operands.NORMAL.right(s.rightSize(), random);
            double[] start = Operands.NORMAL.right(s.cols(), random);
            double[] product = Expected.times(s, a, b, start);
            double[] transposed = Expected.transposeTimes(s, a, b);
            double[] ofTransposed = Expected.timesTranspose(s, a, b);
            for (Part part : parts(s)) {
                double[] c = KernelTest.filled(product.length);
                kernel.times(part, s.inner(), s.cols(), a, b, start, c);
                KernelTest.assertPart("times", s, part, c, product);

                c = KernelTest.filled(product.length);
                kernel.transposeTimes(part, s.rows(), s.inner(), s.cols(), a, b, c);
                KernelTest.assertPart("transposeTimes", s, part, c, transposed);

                if (kernel.transposes(s.rows(), s.cols()) && part.cols() >= 16) {
                    c = KernelTest.filled(product.length);
                    kernel.timesTranspose(part, s.inner(), s.cols(), a, b, c);
                    KernelTest.assertPart("timesTranspose", s, part, c, ofTransposed);
                }
            }
        }
    }

    /** With vectors of two lanes it doesn't pay, and nothing else transposes. */
    @ParameterizedTest
    @MethodSource(KERNELS)
    void SIMD_transposes_the_right_factor_of_a_wide_product_by_itself(Kernel kernel) {
        boolean transposes = kernel.description().matches("SIMD, [48] doubles at a time");
        assertThat(kernel.transposes(4, 65)).isEqualTo(transposes);
        assertThat(kernel.transposes(100, 1000)).isEqualTo(transposes);
        assertThat(kernel.transposes(4, 64)).as("narrow").isFalse();
        assertThat(kernel.transposes(3, 65)).as("a few rows").isFalse();
    }

    @Test
    void plain_Java_adds_whole_rows_where_they_are_long_and_not_too_few() {
        assertThat(RankUpdates.pay(64, 4, 4)).isTrue();
        assertThat(RankUpdates.pay(63, 100, 100)).isFalse();
        assertThat(RankUpdates.pay(1000, 3, 100)).isFalse();
        assertThat(RankUpdates.pay(1000, 100, 3)).isFalse();
    }

    @ParameterizedTest
    @MethodSource(KERNELS)
    void allFinite_finds_one_bad_value_at_any_place(Kernel kernel) {
        for (int length = 0; length <= 40; length++) {
            double[] values = Operands.fill(length, -Double.MAX_VALUE);
            assertThat(kernel.allFinite(values)).as("%d finite values", length).isTrue();
            for (int i = 0; i < length; i++) {
                double good = values[i];
                for (double bad : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
                    values[i] = bad;
                    assertThat(kernel.allFinite(values)).as("%s at %d of %d", bad, i, length).isFalse();
                }
                values[i] = good;
            }
        }
    }

    @ParameterizedTest
    @MethodSource(KERNELS)
    void allFinite_is_not_fooled_by_values_that_are_finite_but_add_up_to_more(Kernel kernel) {
        double[] values = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 0.0};
        assertThat(kernel.allFinite(values)).isTrue();
        assertThat(kernel.allFinite(Operands.fill(64, Double.MAX_VALUE))).isTrue();
    }
}
