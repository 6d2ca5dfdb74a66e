// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layer or a loss of one's own says when it checks its arguments as the library's own do. */
class ChecksTest {

    private static final Matrix TWO_BY_THREE = Matrix.zeros(2, 3);

    @Test
    void a_matrix_must_be_there() {
        assertThatNullPointerException().isThrownBy(() -> Checks.requireShape("Mine", "x", null, 1, 2))
                .withMessage("Mine: x is null.");
        assertThatNullPointerException().isThrownBy(() -> Checks.requireColumns("Mine", "x", null, 1))
                .withMessage("Mine: x is null.");
        assertThatNullPointerException()
                .isThrownBy(() -> Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", null))
                .withMessage("Mine: dy is null.");
    }

    @Test
    void a_matrix_must_have_its_shape_an_input_its_columns_and_two_matrices_the_same_shape() {
        Checks.requireShape("Mine", "x", TWO_BY_THREE, 2, 3);
        assertRefused(() -> Checks.requireShape("Mine", "x", TWO_BY_THREE, 2, 4),
                "Mine: expected x of shape (2 x 4), got (2 x 3).");
        assertRefused(() -> Checks.requireShape("Mine", "x", TWO_BY_THREE, 1, 3),
                "Mine: expected x of shape (1 x 3), got (2 x 3).");
        Checks.requireColumns("Mine(3)", "x", TWO_BY_THREE, 3);
        assertRefused(() -> Checks.requireColumns("Mine(2)", "x", TWO_BY_THREE, 2),
                "Mine(2): expected 2 columns, got x (2 x 3). Rows are examples, columns are features.");
        Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", TWO_BY_THREE);
        assertRefused(() -> Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", Matrix.zeros(3, 2)),
                "Mine: y (2 x 3) and dy (3 x 2) must have the same shape, one row per example.");
        assertRefused(() -> Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", Matrix.zeros(2, 2)),
                "Mine: y (2 x 3) and dy (2 x 2) must have the same shape, one row per example.");
    }

    @Test
    void one_value_for_each_row_is_recognized_and_other_shapes_are_not_guessed_at() {
        String oneHot = " If there is a class index for each row, Matrix.oneHot(3, classIndices) makes a row of each.";
        assertHint(Matrix.column(0.2, 0.9), Matrix.row(0, 1), " Matrix.column(values) puts one value in each row.");
        assertHint(TWO_BY_THREE, Matrix.column(0, 2), oneHot);
        assertHint(TWO_BY_THREE, Matrix.row(0, 2), oneHot);
        assertHint(Matrix.zeros(4, 3), Matrix.zeros(2, 2), "");
        assertHint(Matrix.zeros(4, 1), Matrix.row(0, 1, 0), "");
        assertHint(Matrix.zeros(4, 3), Matrix.column(0, 1, 2), "");
    }

    private static void assertHint(Matrix outputs, Matrix targets, String hint) {
        assertRefused(() -> Checks.requireSameShape("Mine", "outputs", outputs, "targets", targets), "Mine: outputs "
                + outputs.shape() + " and targets " + targets.shape() + " must have the same shape, one row per example."
                + hint);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void entries_must_be_finite(double bad) {
        Matrix m = Matrix.zeros(2, 3);
        m.set(0, 0, Double.MAX_VALUE);
        m.set(0, 1, -Double.MAX_VALUE);
        Checks.requireFinite("Mine", "x", m, "Scale it.");
        m.set(1, 2, bad);
        assertRefused(() -> Checks.requireFinite("Mine", "x", m, "Scale it."),
                "Mine: x at row 1, column 2 is " + bad + "; expected finite numbers. Scale it.");
    }

    @Test
    void entries_must_lie_within_bounds_which_are_allowed_themselves() {
        Matrix m = Matrix.of(new double[] {-1, 0.5}, new double[] {0, 0.2});
        Checks.requireBetween("Mine", "p", m, -1, 0.5, "Clip it.");
        assertRefused(() -> Checks.requireBetween("Mine", "p", m, -1, 0.4, "Clip it."),
                "Mine: p at row 0, column 1 is 0.5; expected values from -1 to 0.4. Clip it.");
        assertRefused(() -> Checks.requireBetween("Mine", "p", m, 0, 1, "Clip it."),
                "Mine: p at row 0, column 0 is -1.0; expected values from 0 to 1. Clip it.");
        m.set(1, 0, Double.NaN);
        assertRefused(() -> Checks.requireBetween("Mine", "p", m, -1, 1, "Clip it."),
                "Mine: p at row 1, column 0 is NaN; expected values from -1 to 1. Clip it.");
    }

    @Test
    void a_text_is_made_only_when_there_is_something_to_say() {
        Object shy = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("asked");
            }
        };
        Checks.requireColumns(shy, "x", TWO_BY_THREE, 3);
        Checks.requireSameShape(shy, "y", TWO_BY_THREE, "dy", TWO_BY_THREE);
        Checks.requireFinite(shy, "y", TWO_BY_THREE, "Scale it.");
    }
}
