// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each message says what was expected, what came instead, and what to do. */
class MatrixErrorsTest {

    private static final Matrix BATCH = Matrix.zeros(64, 784);

    @Test
    void times_refuses_inner_sizes_that_differ() {
        assertRefused(() -> BATCH.times(Matrix.zeros(16, 784)), "times: a is (64 x 784) and b is (16 x 784);"
                + " expected a's columns and b's rows to be equal, got 784 and 16."
                + " Did you mean a.timesTranspose(b), which transposes b?");
        assertRefused(() -> BATCH.times(Matrix.zeros(64, 16)), "times: a is (64 x 784) and b is (64 x 16);"
                + " expected a's columns and b's rows to be equal, got 784 and 64."
                + " Did you mean a.transposeTimes(b), which transposes a?");
        assertRefused(() -> BATCH.times(Matrix.zeros(3, 5)), "times: a is (64 x 784) and b is (3 x 5);"
                + " expected a's columns and b's rows to be equal, got 784 and 3.");
    }

    @Test
    void timesPlusRow_refuses_factors_and_rows_that_do_not_fit() {
        assertRefused(() -> BATCH.timesPlusRow(Matrix.zeros(783, 16), Matrix.zeros(1, 16)),
                "timesPlusRow: a is (64 x 784) and b is (783 x 16);"
                        + " expected a's columns and b's rows to be equal, got 784 and 783.");
        assertRefused(() -> BATCH.timesPlusRow(Matrix.zeros(784, 16), Matrix.zeros(16, 1)),
                "timesPlusRow: expected row of shape (1 x 16), got (16 x 1).");
        assertRefused(() -> BATCH.timesPlusRow(Matrix.zeros(784, 16), Matrix.zeros(2, 16)),
                "timesPlusRow: expected row of shape (1 x 16), got (2 x 16).");
    }

    @Test
    void transposeTimes_refuses_numbers_of_rows_that_differ_and_a_result_of_another_shape() {
        assertRefused(() -> BATCH.transposeTimes(Matrix.zeros(784, 16)),
                "transposeTimes: a is (64 x 784) and b is (784 x 16); expected a's rows and b's rows to be equal,"
                        + " got 64 and 784. Did you mean a.times(b)?");
        assertRefused(() -> BATCH.transposeTimesInto(Matrix.zeros(63, 16), Matrix.zeros(784, 16)),
                "transposeTimesInto: a is (64 x 784) and b is (63 x 16); expected a's rows and b's rows to be equal,"
                        + " got 64 and 63.");
        assertRefused(() -> BATCH.transposeTimesInto(Matrix.zeros(64, 16), Matrix.zeros(16, 784)),
                "transposeTimesInto: expected result of shape (784 x 16), got (16 x 784).");
    }

    @Test
    void transposeTimes_refuses_a_result_that_is_one_of_the_factors() {
        Matrix a = Matrix.of(new double[] {1, 2}, new double[] {3, 4});
        Matrix b = Matrix.of(new double[] {5, 6}, new double[] {7, 8});
        String message = "transposeTimesInto: the result is also one of the factors, and would be overwritten while it is"
                + " read. Pass another matrix, for instance Matrix.zeros(2, 2).";
        assertRefused(() -> a.transposeTimesInto(b, a), message);
        assertRefused(() -> a.transposeTimesInto(b, b), message);
        assertRefused(() -> a.transposeTimesInto(b, Matrix.wrap(2, 2, b.values())), message);
        assertThat(a.values()).containsExactly(1, 2, 3, 4);
        assertThat(b.values()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void transposeTimes_refuses_a_result_that_is_not_there() {
        assertThatThrownBy(() -> BATCH.transposeTimesInto(Matrix.zeros(64, 16), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("transposeTimesInto: result is null.");
        assertThatThrownBy(() -> Matrix.row(1, 2).times(null)).hasMessage("times: b is null.");
        assertThatThrownBy(() -> Checks.requireSameShape("Mine", "x", null, "y", Matrix.row(1)))
                .hasMessage("Mine: x is null.");
    }

    /** Two matrices without entries may share an array, and nothing is overwritten. */
    @Test
    void a_result_without_entries_is_no_factor() {
        double[] none = {};
        Matrix result = Matrix.wrap(2, 0, none);

        assertThat(Matrix.wrap(0, 2, none).transposeTimesInto(Matrix.wrap(0, 0, none), result)).isSameAs(result);
    }

    @Test
    void timesTranspose_and_map_refuse_a_second_matrix_of_another_shape() {
        assertRefused(() -> BATCH.timesTranspose(Matrix.zeros(784, 16)),
                "timesTranspose: a is (64 x 784) and b is (784 x 16); expected a's columns and b's columns to be equal,"
                        + " got 784 and 16. Did you mean a.times(b)?");
        assertRefused(() -> BATCH.map(Matrix.zeros(64, 783), Double::sum),
                "map: expected b of shape (64 x 784), got (64 x 783).");
    }

    @Test
    void columnSumsInto_refuses_a_result_of_another_shape_and_itself() {
        assertRefused(() -> BATCH.columnSumsInto(Matrix.zeros(784, 1)),
                "columnSumsInto: expected result of shape (1 x 784), got (784 x 1).");
        Matrix row = Matrix.row(1, 2);
        assertRefused(() -> row.columnSumsInto(row), "columnSumsInto: the result is also one of the factors, and would be"
                + " overwritten while it is read. Pass another matrix, for instance Matrix.zeros(1, 2).");
    }

    @Test
    void of_and_wrap_refuse_rows_and_arrays_of_another_length() {
        assertRefused(Matrix::of, "Matrix.of: expected at least one row, got none."
                + " For an empty matrix use Matrix.zeros(0, cols).");
        assertRefused(() -> Matrix.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5}),
                "Matrix.of: row 2 has 1 entries, but row 0 has 2. All rows must have the same length.");
        assertRefused(() -> Matrix.wrap(2, 3, 1, 2, 3, 4, 5), "Matrix.wrap: (2 x 3) needs 6 values, got 5.");
        assertRefused(() -> Matrix.wrap(2, 3, 1, 2, 3, 4, 5, 6, 7), "Matrix.wrap: (2 x 3) needs 6 values, got 7.");
    }

    @Test
    void oneHot_refuses_classes_out_of_range_and_no_class_at_all() {
        assertRefused(() -> Matrix.oneHot(10, 0, 10),
                "Matrix.oneHot: expected class indices from 0 to 9, got 10 at row 1. With c classes,"
                        + " classCount is c.");
        assertRefused(() -> Matrix.oneHot(10, -1),
                "Matrix.oneHot: expected class indices from 0 to 9, got -1 at row 0. With c classes,"
                        + " classCount is c.");
        assertRefused(() -> Matrix.oneHot(0, 0), "Matrix.oneHot: expected a classCount of at least 1, got 0.");
    }

    @Test
    void negative_sizes_are_refused() {
        assertRefused(() -> Matrix.zeros(-1, 3), "matrix (-1 x 3): a size can't be negative.");
        assertRefused(() -> Matrix.zeros(3, -1), "matrix (3 x -1): a size can't be negative.");
        assertRefused(() -> Matrix.wrap(-1, -1, 5), "matrix (-1 x -1): a size can't be negative.");
    }

    @Test
    void sizes_whose_product_overflows_an_int_are_refused() {
        assertThat(Checks.requireSize(2147483639, 1)).isEqualTo(2147483639);
        assertRefused(() -> Matrix.zeros(65536, 65536), "matrix (65536 x 65536): 4294967296 entries are more than an"
                + " array can hold (2147483639). Use smaller batches or layers.");
        assertRefused(() -> Matrix.zeros(Integer.MAX_VALUE, 1), "matrix (2147483647 x 1): 2147483647 entries are more"
                + " than an array can hold (2147483639). Use smaller batches or layers.");
        assertRefused(() -> Matrix.zeros(65536, 0).times(Matrix.zeros(0, 65536)), "matrix (65536 x 65536): 4294967296"
                + " entries are more than an array can hold (2147483639). Use smaller batches or layers.");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "2, 0", "0, -1", "0, 3"})
    void an_entry_that_is_not_there_can_be_neither_read_nor_written(int row, int col) {
        Matrix m = Matrix.zeros(2, 3);
        String message = "entry (" + row + ", " + col + ") of a (2 x 3) matrix: rows are counted from 0 to 1,"
                + " columns from 0 to 2.";
        assertThatThrownBy(() -> m.get(row, col)).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
        assertThatThrownBy(() -> m.set(row, col, 1)).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
        assertThat(m).isEqualTo(Matrix.zeros(2, 3));
    }

    @Test
    void an_empty_matrix_has_no_entry() {
        assertThatThrownBy(() -> Matrix.zeros(0, 3).get(0, 0)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("entry (0, 0) of a (0 x 3) matrix: it has no entries.");
    }

    @Test
    void a_product_that_can_not_be_does_not_first_make_its_result() {
        Matrix a = Matrix.zeros(3, 50_000);

        assertThatThrownBy(() -> a.transposeTimes(Matrix.zeros(2, 50_000))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("transposeTimes: a is (3 x 50000) and b is (2 x 50000); expected a's rows");
    }
}
