// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    private static Matrix abcdef() {
        return Matrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    }

    @Test
    void entries_lie_row_after_row() {
        Matrix m = abcdef();
        assertThat(m.rows()).isEqualTo(2);
        assertThat(m.cols()).isEqualTo(3);
        assertThat(m.values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(m.get(0, 2)).isEqualTo(3);
        assertThat(m.get(1, 0)).isEqualTo(4);
        assertThat(m.shape()).isEqualTo("(2 x 3)");
    }

    @Test
    void set_overwrites_one_entry() {
        Matrix m = abcdef();
        m.set(1, 1, -7);
        assertThat(m.values()).containsExactly(1, 2, 3, 4, -7, 6);
    }

    @Test
    void values_is_the_matrix_itself() {
        Matrix m = abcdef();
        m.values()[5] = 60;
        assertThat(m.get(1, 2)).isEqualTo(60);
    }

    @Test
    void zeros_are_zeros() {
        assertThat(Matrix.zeros(2, 2)).isEqualTo(Matrix.of(new double[] {0, 0}, new double[] {0, 0}));
        assertThat(Matrix.zeros(0, 3).values()).isEmpty();
        assertThat(Matrix.zeros(3, 0).values()).isEmpty();
    }

    @Test
    void of_row_and_column_copy_what_they_are_given() {
        double[] values = {1, 2};
        Matrix of = Matrix.of(values);
        Matrix row = Matrix.row(values);
        Matrix column = Matrix.column(values);
        values[0] = 99;
        assertThat(of).isEqualTo(Matrix.wrap(1, 2, 1, 2));
        assertThat(row).isEqualTo(Matrix.wrap(1, 2, 1, 2));
        assertThat(column).isEqualTo(Matrix.wrap(2, 1, 1, 2));
    }

    @Test
    void wrap_shares_its_array() {
        double[] values = {1, 2};
        Matrix m = Matrix.wrap(1, 2, values);
        values[0] = 99;
        assertThat(m.get(0, 0)).isEqualTo(99);
        assertThat(m.values()).isSameAs(values);
    }

    @Test
    void copy_shares_nothing() {
        Matrix m = abcdef();
        Matrix copy = m.copy();
        assertThat(copy).isEqualTo(m);
        copy.set(0, 0, 99);
        assertThat(m.get(0, 0)).isEqualTo(1);
    }

    @Test
    void oneHot_has_a_single_1_in_each_row_in_the_column_of_the_class() {
        assertThat(Matrix.oneHot(3, 2, 0, 1, 1)).isEqualTo(Matrix.of(
                new double[] {0, 0, 1}, new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 1, 0}));
        assertThat(Matrix.oneHot(3)).isEqualTo(Matrix.zeros(0, 3));
        assertThat(Matrix.oneHot(1, 0, 0)).isEqualTo(Matrix.column(1, 1));
    }

    @Test
    void transpose_swaps_rows_and_columns() {
        assertThat(abcdef().transpose())
                .isEqualTo(Matrix.of(new double[] {1, 4}, new double[] {2, 5}, new double[] {3, 6}));
        assertThat(Matrix.zeros(0, 3).transpose()).isEqualTo(Matrix.zeros(3, 0));
        assertThat(abcdef().transpose().transpose()).isEqualTo(abcdef());
    }

    @Test
    void transpose_of_a_large_matrix_moves_each_entry_to_its_mirror_place() {
        Matrix m = Matrix.zeros(37, 50);
        for (int i = 0; i < m.values().length; i++) {
            m.values()[i] = i;
        }
        Matrix t = m.transpose();
        assertThat(t.shape()).isEqualTo("(50 x 37)");
        for (int i = 0; i < 37; i++) {
            for (int j = 0; j < 50; j++) {
                assertThat(t.get(j, i)).isEqualTo(m.get(i, j));
            }
        }
    }

    @Test
    void a_mask_lets_an_entry_through_bit_for_bit_where_it_is_not_zero_and_makes_it_zero_elsewhere() {
        Matrix m = Matrix.row(-0.0, 2, Double.NaN, Double.NEGATIVE_INFINITY, -5);

        assertThat(m.maskedBy(Matrix.row(1, -1, 1e-320, Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo(m);
        assertThat(m.maskedBy(Matrix.row(0, -0.0, 0, -0.0, 0))).isEqualTo(Matrix.zeros(1, 5));
        assertRefused(() -> m.maskedBy(Matrix.row(1)), "maskedBy: expected mask of shape (1 x 5), got (1 x 1).");
    }

    @Test
    void map_makes_a_new_matrix_from_each_entry() {
        Matrix m = abcdef();
        assertThat(m.map(v -> 10 * v)).isEqualTo(Matrix.of(new double[] {10, 20, 30}, new double[] {40, 50, 60}));
        assertThat(m.map(m.map(v -> 10 * v), (a, b) -> b - a))
                .isEqualTo(Matrix.of(new double[] {9, 18, 27}, new double[] {36, 45, 54}));
        assertThat(m).isEqualTo(abcdef());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void isFinite_is_false_with_a_single_bad_entry(double bad) {
        Matrix m = abcdef();
        assertThat(m.isFinite()).isTrue();
        m.set(1, 2, bad);
        assertThat(m.isFinite()).isFalse();
    }

    @Test
    void equal_matrices_have_the_same_shape_and_bits() {
        assertThat(abcdef()).isEqualTo(abcdef()).hasSameHashCodeAs(abcdef());
        assertThat(Matrix.row(Double.NaN)).isEqualTo(Matrix.row(Double.NaN));

        assertThat(Matrix.row(1, 2)).isNotEqualTo(Matrix.column(1, 2)).doesNotHaveSameHashCodeAs(Matrix.column(1, 2));
        assertThat(Matrix.zeros(0, 3)).isNotEqualTo(Matrix.zeros(0, 4));
        assertThat(Matrix.row(0.0)).isNotEqualTo(Matrix.row(-0.0));
        assertThat(Matrix.row(1, 2)).isNotEqualTo(Matrix.row(1, Math.nextUp(2.0)));
        assertThat(Matrix.row(1)).isNotEqualTo("Matrix (1 x 1)");
    }

    @Test
    void a_small_matrix_is_shown_whole() {
        assertThat(Matrix.of(new double[] {1, -2.5}, new double[] {1e-9, Double.NaN})).hasToString("""
                Matrix (2 x 2)
                       1.00000     -2.50000
                   1.00000e-09          NaN""");
        assertThat(Matrix.zeros(0, 3)).hasToString("Matrix (0 x 3)");
    }

    @Test
    void eight_rows_and_columns_are_shown_without_dots() {
        assertThat(Matrix.zeros(8, 8).toString().lines()).hasSize(9).noneMatch(line -> line.contains("..."));
    }

    @Test
    void of_a_large_matrix_the_upper_left_corner_is_shown() {
        Matrix m = Matrix.zeros(9, 9);
        m.set(7, 7, 5);
        m.set(8, 8, 6);
        assertThat(m.toString().lines()).hasSize(10)
                .startsWith("Matrix (9 x 9)",
                        "       0.00000" + "      0.00000".repeat(7) + " ...")
                .endsWith("       0.00000" + "      0.00000".repeat(6) + "      5.00000 ...",
                        "  ...");
    }
}
