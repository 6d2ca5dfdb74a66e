// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The products as the rest of the library sees them. */
class MatrixProductsTest {

    @Test
    void products_are_those_of_a_calculation_by_hand() {
        Matrix a = Matrix.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
        Matrix b = Matrix.of(new double[] {7, 8, 9}, new double[] {10, 11, 12});
        Matrix ab = Matrix.of(new double[] {27, 30, 33}, new double[] {61, 68, 75}, new double[] {95, 106, 117});

        assertThat(a.times(b)).isEqualTo(ab);
        assertThat(a.timesPlusRow(b, Matrix.row(1000, 2000, 3000))).isEqualTo(Matrix.of(
                new double[] {1027, 2030, 3033}, new double[] {1061, 2068, 3075}, new double[] {1095, 2106, 3117}));
        assertThat(a.transpose().transposeTimes(b)).isEqualTo(ab);
        assertThat(a.timesTranspose(b.transpose())).isEqualTo(ab);
    }

    @Test
    void products_have_the_outer_sizes_of_their_factors() {
        Matrix a = Matrix.zeros(64, 784);
        assertThat(a.times(Matrix.zeros(784, 16)).shape()).isEqualTo("(64 x 16)");
        assertThat(a.timesPlusRow(Matrix.zeros(784, 16), Matrix.zeros(1, 16)).shape()).isEqualTo("(64 x 16)");
        assertThat(a.transposeTimes(Matrix.zeros(64, 16)).shape()).isEqualTo("(784 x 16)");
        assertThat(a.timesTranspose(Matrix.zeros(16, 784)).shape()).isEqualTo("(64 x 16)");
    }

    @Test
    void a_product_over_no_columns_is_zero_or_the_row_that_was_added() {
        Matrix a = Matrix.zeros(2, 0);
        Matrix b = Matrix.zeros(0, 2);
        assertThat(a.times(b)).isEqualTo(Matrix.zeros(2, 2));
        assertThat(a.timesPlusRow(b, Matrix.row(-0.0, 5)))
                .isEqualTo(Matrix.of(new double[] {-0.0, 5}, new double[] {-0.0, 5}));
    }

    @Test
    void transposeTimes_overwrites_a_result_that_is_there_already() {
        Matrix a = Matrix.column(1, 2);
        Matrix b = Matrix.column(10, 100);
        Matrix result = Matrix.row(Double.NaN);

        assertThat(a.transposeTimesInto(b, result)).isSameAs(result);
        assertThat(result).isEqualTo(Matrix.row(210));
    }

    @Test
    void products_leave_their_factors_alone_and_can_have_one_matrix_for_both() {
        Matrix a = Matrix.of(new double[] {1, 2}, new double[] {3, 4});
        Matrix before = a.copy();
        assertThat(a.times(a)).isEqualTo(Matrix.of(new double[] {7, 10}, new double[] {15, 22}));
        assertThat(a.transposeTimes(a)).isEqualTo(Matrix.of(new double[] {10, 14}, new double[] {14, 20}));
        assertThat(a.timesTranspose(a)).isEqualTo(Matrix.of(new double[] {5, 11}, new double[] {11, 25}));
        assertThat(a).isEqualTo(before);
    }

    @Test
    void columnSumsInto_adds_up_each_column_from_the_first_row_on_and_overwrites_its_result() {
        Matrix m = Matrix.of(new double[] {1, 1e16}, new double[] {2, -1e16}, new double[] {3, 1});
        Matrix result = Matrix.row(Double.NaN, 7);
        assertThat(m.columnSumsInto(result)).isSameAs(result);
        // In any other order a 1e16 swallows the 1.
        assertThat(result).isEqualTo(Matrix.row(6, 1));
    }

    @Test
    void columnSumsInto_of_no_rows_is_zero() {
        assertThat(Matrix.zeros(0, 2).columnSumsInto(Matrix.row(5, 5))).isEqualTo(Matrix.row(0, 0));
    }
}
