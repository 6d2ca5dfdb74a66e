// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layer or a loss of one's own says when it checks its arguments as the library's own do. */
class ChecksTest {

    private static final Matrix TWO_BY_THREE = Matrix.zeros(2, 3);

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void an_argument_must_be_there() {
        assertThat(Checks.requireNonNull("Mine", "loss", "a loss")).isEqualTo("a loss");
        assertThatNullPointerException().isThrownBy(() -> Checks.requireNonNull("Mine", "loss", null))
                .withMessage("Mine: loss is null.");
    }

    @Test
    void a_matrix_must_have_its_shape() {
        Checks.requireShape("Mine: x", TWO_BY_THREE, 2, 3);
        assertRefused(() -> Checks.requireShape("Mine: x", TWO_BY_THREE, 2, 4),
                "Mine: x: expected (2 x 4), got (2 x 3).");
        assertRefused(() -> Checks.requireShape("Mine: x", TWO_BY_THREE, 1, 3),
                "Mine: x: expected (1 x 3), got (2 x 3).");
    }

    @Test
    void an_input_must_have_as_many_columns_as_its_layer_takes() {
        Checks.requireColumns("Mine(3)", TWO_BY_THREE, 3);
        assertRefused(() -> Checks.requireColumns("Mine(2)", TWO_BY_THREE, 2),
                "Mine(2): expected 2 columns, got x (2 x 3). Rows are examples, columns are features.");
    }

    @Test
    void two_matrices_must_have_the_same_shape() {
        Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", TWO_BY_THREE);
        assertRefused(() -> Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", Matrix.zeros(3, 2)),
                "Mine: y is (2 x 3) and dy is (3 x 2); expected the same shape, one row per example.");
        assertRefused(() -> Checks.requireSameShape("Mine", "y", TWO_BY_THREE, "dy", Matrix.zeros(2, 2)),
                "Mine: y is (2 x 3) and dy is (2 x 2); expected the same shape, one row per example.");
    }

    @Test
    void prediction_and_target_must_be_comparable() {
        Checks.requireComparable("Mine", TWO_BY_THREE, TWO_BY_THREE);
        assertRefused(() -> Checks.requireComparable("Mine", TWO_BY_THREE, Matrix.column(0, 2)),
                "Mine: prediction is (2 x 3) and target is (2 x 1); expected the same shape, one row per example."
                        + " Are the targets class numbers? Matrix.oneHot(3, classes) makes a row of each.");
        assertRefused(() -> Checks.requireComparable("Mine", TWO_BY_THREE, Matrix.row(0, 2)),
                "Mine: prediction is (2 x 3) and target is (1 x 2); expected the same shape, one row per example."
                        + " Are the targets class numbers? Matrix.oneHot(3, classes) makes a row of each.");
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.zeros(0, 1), Matrix.zeros(0, 1)),
                "Mine: prediction and target are empty, (0 x 1); a mean needs at least one entry.");
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.row(1, Double.NaN), Matrix.zeros(1, 2)),
                "Mine: prediction at row 0, column 1 is NaN; expected finite numbers. Look for NaN in the inputs, or"
                        + " try a smaller learning rate.");
    }

    @Test
    void targets_that_lie_the_wrong_way_are_recognised_and_others_are_not_guessed_at() {
        String advice = "expected the same shape, one row per example.";
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.column(0.2, 0.9), Matrix.row(0, 1)),
                "Mine: prediction is (2 x 1) and target is (1 x 2); " + advice
                        + " The targets lie in one row: Matrix.column(values) puts one below the other.");
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.zeros(4, 3), Matrix.zeros(2, 2)),
                "Mine: prediction is (4 x 3) and target is (2 x 2); " + advice);
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.zeros(4, 1), Matrix.row(0, 1, 0)),
                "Mine: prediction is (4 x 1) and target is (1 x 3); " + advice);
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.zeros(4, 3), Matrix.column(0, 1, 2)),
                "Mine: prediction is (4 x 3) and target is (3 x 1); " + advice);
    }

    /** A model hardly ever says exactly 0 and 1, and a target that isn't a label needn't come from one. */
    @Test
    void prediction_and_target_that_were_swapped_are_recognised() {
        assertRefused(() -> Checks.requireComparable("Mine", Matrix.column(0, 1, 1), Matrix.column(0.1, 0.9, 0.8)),
                "Mine: every prediction is 0 or 1, and no target is. Were they swapped? The prediction comes first, the"
                        + " target second.");
        Checks.requireComparable("Mine", Matrix.column(0, 1, 1), Matrix.column(0.1, 1, 0.8));
        Checks.requireComparable("Mine", Matrix.column(0, 1, 0.5), Matrix.column(0.1, 0.9, 0.8));
        Checks.requireComparable("Mine", Matrix.column(0.5, 1, 0), Matrix.column(0.1, 0.9, 0.8));
        Checks.requireComparable("Mine", Matrix.column(1, 1, 1), Matrix.column(0.1, 0.9, 0.8));
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
        Checks.requireWithin("Mine", "p", m, -1, 0.5, "Clip it.");
        assertRefused(() -> Checks.requireWithin("Mine", "p", m, -1, 0.4, "Clip it."),
                "Mine: p at row 0, column 1 is 0.5; expected values from -1 to 0.4. Clip it.");
        assertRefused(() -> Checks.requireWithin("Mine", "p", m, 0, 1, "Clip it."),
                "Mine: p at row 0, column 0 is -1.0; expected values from 0 to 1. Clip it.");
        m.set(1, 0, Double.NaN);
        assertRefused(() -> Checks.requireWithin("Mine", "p", m, -1, 1, "Clip it."),
                "Mine: p at row 1, column 0 is NaN; expected values from -1 to 1. Clip it.");
    }

    @Test
    void whoever_asks_is_only_asked_for_a_text_when_there_is_something_to_say() {
        Object shy = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("asked");
            }
        };
        Checks.requireColumns(shy, TWO_BY_THREE, 3);
        Checks.requireComparable(shy, TWO_BY_THREE, TWO_BY_THREE);
    }
}
