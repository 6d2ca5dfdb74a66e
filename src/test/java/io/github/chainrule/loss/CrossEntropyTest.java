// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.matrix.NumericGradient;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {

    private final Loss loss = new CrossEntropy();

    @Test
    void a_model_that_knows_nothing_of_ten_classes_pays_ln_10() {
        Matrix z = Matrix.zeros(4, 10).map(zero -> 7);
        assertThat(loss.value(z, Matrix.oneHot(10, 0, 3, 9, 3))).isCloseTo(Math.log(10), within(1e-14));
    }

    @Test
    void value_is_the_mean_over_the_rows_of_minus_the_log_of_the_right_probability() {
        // Softmax of (ln 1, ln 2, ln 5) is (1/8, 2/8, 5/8).
        Matrix z = Matrix.of(new double[] {0, Math.log(2), Math.log(5)}, new double[] {0, Math.log(2), Math.log(5)});
        assertThat(loss.value(z, Matrix.oneHot(3, 0, 1))).isCloseTo((Math.log(8) + Math.log(4)) / 2, within(1e-15));
    }

    @Test
    void gradient_is_softmax_minus_target_over_the_number_of_rows() {
        Matrix z = Matrix.of(new double[] {0, Math.log(2), Math.log(5)}, new double[] {0, Math.log(2), Math.log(5)});
        assertThat(loss.gradient(z, Matrix.oneHot(3, 0, 1)).values()).containsExactly(
                new double[] {-7.0 / 16, 2.0 / 16, 5.0 / 16, 1.0 / 16, -6.0 / 16, 5.0 / 16}, within(1e-15));
    }

    @Test
    void a_target_may_be_probabilities_and_then_the_gradient_is_0_where_softmax_equals_them() {
        Matrix z = Matrix.row(0, Math.log(2), Math.log(5));
        Matrix t = Matrix.row(0.125, 0.25, 0.625);
        assertThat(loss.gradient(z, t).values()).containsExactly(new double[] {0, 0, 0}, within(1e-15));
        assertThat(loss.value(z, t)).isCloseTo((Math.log(8) + 2 * Math.log(4) + 5 * Math.log(1.6)) / 8, within(1e-15));
    }

    @Test
    void with_two_classes_it_is_the_binary_cross_entropy_of_the_difference_of_the_logits() {
        Matrix z = Matrix.of(new double[] {0.5, 2}, new double[] {-1, 3});
        double binary = new BinaryCrossEntropyWithLogits().value(Matrix.column(1.5, 4), Matrix.column(1, 0));
        assertThat(loss.value(z, Matrix.oneHot(2, 1, 0))).isCloseTo(binary, within(1e-15));
    }

    @Test
    void large_logits_do_not_overflow() {
        Matrix z = Matrix.of(new double[] {800, 0, -800}, new double[] {-800, -900, -1700});
        Matrix t = Matrix.oneHot(3, 0, 1);
        assertThat(loss.value(z, t)).isEqualTo(50);
        assertThat(loss.gradient(z, t).isFinite()).isTrue();
    }

    @Test
    void class_indices_as_targets_are_refused_and_the_message_says_how_to_make_rows_of_them() {
        Losses.assertRefused(loss, Matrix.zeros(3, 10), Matrix.column(7, 0, 9), "CrossEntropy: outputs (3 x 10) and"
                + " targets (3 x 1) must have the same shape, one row per example. If there is a class index for each"
                + " row, Matrix.oneHot(10, classIndices) makes a row of each.");
        assertThatThrownBy(() -> new CrossEntropy().value(Matrix.zeros(4, 3), Matrix.row(0, 1, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageEndingWith(
                        " If there is a class index for each row, Matrix.oneHot(3, classIndices) makes a row of each.");
        Losses.assertRefused(loss, Matrix.column(1, 2), Matrix.column(1, 1), "CrossEntropy: outputs and targets have"
                + " one column; expected one for each class. Make targets of class indices with"
                + " Matrix.oneHot(classCount, classIndices), and give the last Linear classCount outputs. With one"
                + " output use BinaryCrossEntropyWithLogits.");
    }

    @Test
    void a_target_row_that_does_not_sum_to_1_is_refused() {
        String hint = "; expected 1. Each row is 1 for the actual class and 0 elsewhere: Matrix.oneHot(classCount, classIndices).";
        Losses.assertRefused(loss, Matrix.zeros(2, 3), Matrix.of(new double[] {0, 1, 0}, new double[] {0, 0, 0}),
                "CrossEntropy: target row 1 sums to 0.0" + hint);
        Losses.assertRefused(loss, Matrix.zeros(1, 3), Matrix.row(1, 0, 1), "CrossEntropy: target row 0 sums to 2.0"
                + hint);
        Losses.assertRefused(loss, Matrix.zeros(1, 2), Matrix.row(0.5, 0.25),
                "CrossEntropy: target row 0 sums to 0.75" + hint);
    }

    @Test
    void probabilities_that_sum_to_1_but_for_rounding_are_taken() {
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        assertThat(loss.value(Matrix.zeros(1, 10), Matrix.row(tenths))).isCloseTo(Math.log(10), within(1e-14));
    }

    @Test
    void a_target_outside_0_to_1_whose_row_sums_to_1_and_a_logit_that_is_not_finite_are_refused() {
        Losses.assertRefused(loss, Matrix.zeros(1, 2), Matrix.row(2, -1),
                "CrossEntropy: target at row 0, column 0 is 2.0; expected values from 0 to 1."
                        + " Each row is 1 for the actual class and 0 elsewhere: Matrix.oneHot(classCount, classIndices).");
        Losses.assertRefused(loss, Matrix.row(0, Double.NaN), Matrix.oneHot(2, 0),
                "CrossEntropy: output at row 0, column 1 is NaN; expected finite numbers."
                        + " Look for NaN in the inputs, or try a smaller learning rate.");
    }

    @Test
    void logits_may_lie_as_far_apart_as_doubles_do() {
        assertThat(new CrossEntropy().value(Matrix.row(1e308, -1e308), Matrix.oneHot(2, 0))).isZero();
    }

    /** Softmax of each row is (1/8, 2/8, 5/8). */
    @Test
    void with_class_weights_each_example_counts_as_often_as_its_class_and_N_is_the_sum_of_these() {
        Loss weighted = new CrossEntropy().withClassWeights(4, 1, 2);
        double[] row = {0, Math.log(2), Math.log(5)};
        Matrix z = Matrix.of(row, row);
        assertThat(weighted.value(z, Matrix.oneHot(3, 0, 1))).isCloseTo((4 * Math.log(8) + Math.log(4)) / 5,
                within(1e-15));
        assertThat(weighted.gradient(z, Matrix.oneHot(3, 0, 1)).values()).containsExactly(new double[] {
            4 * -7.0 / 40, 4 * 2.0 / 40, 4 * 5.0 / 40, 1.0 / 40, -6.0 / 40, 5.0 / 40}, within(1e-15));
        assertThat(weighted.predictions(z)).isEqualTo(loss.predictions(z));
        assertThat(weighted.name()).isEqualTo("CrossEntropy(4.0, 1.0, 2.0)");
    }

    @Test
    void of_probabilities_as_targets_each_counts_as_often_as_its_class() {
        Loss weighted = new CrossEntropy().withClassWeights(4, 1, 2);
        Matrix z = Matrix.row(0, Math.log(2), Math.log(5));
        Matrix t = Matrix.row(0.5, 0.25, 0.25);     // weighs 2, 1/4 and 1/2
        assertThat(weighted.value(z, t)).isCloseTo(
                (2 * Math.log(8) + 0.25 * Math.log(4) + 0.5 * Math.log(1.6)) / 2.75, within(1e-15));
        NumericGradient.assertGradient("outputs", weighted.gradient(z, t), z, () -> weighted.value(z, t));
    }

    @Test
    void a_class_without_a_target_costs_nothing_even_if_its_logit_is_infinitely_far_below() {
        Loss weighted = new CrossEntropy().withClassWeights(4, 1);
        assertThat(weighted.value(Matrix.row(1e308, -1e308), Matrix.oneHot(2, 0))).isZero();
    }

    @Test
    void equal_class_weights_change_nothing_and_a_weight_for_all_but_one_is_refused() {
        Matrix z = Matrix.of(new double[] {1, -2, 3}, new double[] {0, 5, 0.5});
        Matrix t = Matrix.oneHot(3, 2, 0);
        Loss equal = new CrossEntropy().withClassWeights(2, 2, 2);
        assertThat(equal.value(z, t)).isEqualTo(loss.value(z, t));
        assertThat(equal.gradient(z, t)).isEqualTo(loss.gradient(z, t));
        Losses.assertRefused(new CrossEntropy().withClassWeights(1, 2), z, t,
                "CrossEntropy(1.0, 2.0): there are 2 weights for 3 classes. Give each class one.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void a_class_weight_that_is_not_above_0_is_refused(double weight) {
        assertRefused(() -> new CrossEntropy().withClassWeights(1, weight),
                "CrossEntropy: expected weights above 0, got " + weight + ".");
    }
}
