// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCrossEntropyTest {

    private final Loss bce = new BinaryCrossEntropy();

    @Test
    void a_model_that_knows_nothing_pays_ln_2() {
        Matrix half = Matrix.column(0.5, 0.5, 0.5, 0.5);
        assertThat(bce.value(half, Matrix.column(0, 1, 1, 0))).isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void value_is_the_mean_of_minus_the_logs_of_what_was_right() {
        Matrix p = Matrix.column(0.25, 0.25);
        assertThat(bce.value(p, Matrix.column(1, 0))).isCloseTo((Math.log(4) + Math.log(4.0 / 3)) / 2, within(1e-15));
    }

    @Test
    void gradient_is_the_error_over_the_slope_of_the_sigmoid_and_carries_the_1_over_N() {
        Matrix p = Matrix.column(0.25, 0.25);
        // (p − t) / (p(1−p)) / 2 with p(1−p) = 3/16.
        assertThat(bce.gradient(p, Matrix.column(1, 0)).values())
                .containsExactly(new double[] {-2, 2.0 / 3}, within(1e-15));
    }

    @Test
    void certain_and_right_costs_nothing_and_has_no_gradient() {
        Matrix certain = Matrix.column(0, 1);
        assertThat(bce.value(certain, certain)).isZero();
        assertThat(bce.gradient(certain, certain).values()).containsOnly(0);
    }

    @Test
    void a_prediction_too_small_to_change_1_still_costs_what_it_is() {
        // log(1 − p) would be 0, because 1 − 1e-20 is rounded to 1.
        assertThat(bce.value(Matrix.column(1e-20), Matrix.column(0))).isEqualTo(1e-20);
    }

    @Test
    void certain_and_wrong_costs_100_and_not_infinity() {
        Matrix wrong = Matrix.column(1, 0);
        assertThat(bce.value(wrong, Matrix.column(0, 1))).isEqualTo(100);
        // (p − t) / ε / 2
        assertThat(bce.gradient(wrong, Matrix.column(0, 1)).values())
                .containsExactly(new double[] {5e11, -5e11}, within(1e5));
    }

    @Test
    void a_target_may_be_a_probability_and_then_the_gradient_is_0_where_the_prediction_equals_it() {
        Matrix p = Matrix.column(0.3);
        assertThat(bce.gradient(p, Matrix.column(0.3))).isEqualTo(Matrix.column(0));
        assertThat(bce.value(p, p)).isCloseTo(-0.3 * Math.log(0.3) - 0.7 * Math.log(0.7), within(1e-15));
    }

    @Test
    void every_column_counts_as_an_example_of_its_own() {
        Matrix p = Matrix.row(0.25, 0.25);
        Matrix t = Matrix.row(1, 0);
        assertThat(bce.value(p, t)).isEqualTo(bce.value(p.transpose(), t.transpose()));
        assertThat(bce.gradient(p, t)).isEqualTo(bce.gradient(p.transpose(), t.transpose()).transpose());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.5})
    void a_prediction_that_is_no_probability_is_refused(double wrong) {
        Losses.assertRefused(bce, Matrix.column(0.5, wrong), Matrix.column(0, 1), "BinaryCrossEntropy: output at row 1,"
                + " column 0 is " + wrong + "; expected values from 0 to 1. End the model with a Sigmoid, or use"
                + " BinaryCrossEntropyWithLogits without one.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_prediction_that_is_no_number_has_another_cause(double wrong) {
        Losses.assertRefused(bce, Matrix.column(0.5, wrong), Matrix.column(0, 1),
                "BinaryCrossEntropy: output at row 1, column 0 is " + wrong + "; expected finite numbers."
                        + " Look for NaN in the inputs, or try a smaller learning rate.");
    }

    @Test
    void probabilities_just_inside_their_bounds_are_taken_and_just_outside_refused() {
        assertThat(bce.value(Matrix.column(0, -0.0, 1), Matrix.column(0, 0, 1))).isZero();
        Matrix above = Matrix.column(Math.nextUp(1.0));
        Matrix below = Matrix.column(-Double.MIN_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> bce.value(above, Matrix.column(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> bce.value(below, Matrix.column(1)));
    }

    @Test
    void class_labels_as_targets_are_refused_and_the_message_says_how_to_make_them_binary() {
        Losses.assertRefused(bce, Matrix.column(0.5, 0.5, 0.5), Matrix.column(0, 1, 7), "BinaryCrossEntropy: target at"
                + " row 2, column 0 is 7.0; expected values from 0 to 1. (t + 1) / 2 turns labels of -1 and 1 into 0"
                + " and 1. Of labels such as 0 to 9, tell one from the rest with t = label == 7 ? 1 : 0; for all"
                + " classes use CrossEntropy with Matrix.oneHot.");
    }
}
