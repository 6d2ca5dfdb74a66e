// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCrossEntropyWithLogitsTest {

    private final Loss loss = new BinaryCrossEntropyWithLogits();

    @Test
    void a_model_that_knows_nothing_pays_ln_2_and_is_pushed_by_half_in_the_right_direction() {
        Matrix z = Matrix.column(0, 0);
        Matrix t = Matrix.column(1, 0);
        assertThat(loss.value(z, t)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(loss.gradient(z, t)).isEqualTo(Matrix.column(-0.25, 0.25));
    }

    @Test
    void value_is_that_of_the_binary_cross_entropy_after_a_sigmoid() {
        Matrix z = Matrix.column(-3, -0.5, 0.1, 2, 5);
        Matrix t = Matrix.column(0, 1, 0.3, 1, 0);
        Matrix p = new Sigmoid().forward(z);
        assertThat(loss.value(z, t)).isCloseTo(new BinaryCrossEntropy().value(p, t), within(1e-14));
    }

    @Test
    void gradient_is_that_of_the_binary_cross_entropy_taken_back_through_the_sigmoid() {
        Matrix z = Matrix.column(-3, -0.5, 0.1, 2, 5);
        Matrix t = Matrix.column(0, 1, 0.3, 1, 0);
        Matrix p = new Sigmoid().forward(z);
        Matrix chained = new Sigmoid().inputGradient(z, p, new BinaryCrossEntropy().gradient(p, t));
        assertThat(loss.gradient(z, t).values()).containsExactly(chained.values(), within(1e-14));
    }

    @Test
    void nothing_overflows_and_a_wrong_logit_costs_its_own_size() {
        Matrix z = Matrix.column(1e308, -1e308);
        assertThat(loss.value(z, Matrix.column(1, 0))).isZero();
        assertThat(loss.gradient(z, Matrix.column(1, 0))).isEqualTo(Matrix.column(0, 0));
        assertThat(loss.value(Matrix.column(800, -400), Matrix.column(0, 1))).isEqualTo(600);
        assertThat(loss.gradient(z, Matrix.column(0, 1))).isEqualTo(Matrix.column(0.5, -0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_logit_that_is_not_finite_is_refused(double wrong) {
        Losses.assertRefused(loss, Matrix.column(7, wrong), Matrix.column(0, 1),
                "BinaryCrossEntropyWithLogits: output at row 1, column 0 is " + wrong + "; expected finite numbers."
                        + " Look for NaN in the inputs, or try a smaller learning rate.");
    }

    @Test
    void class_labels_as_targets_are_refused() {
        Losses.assertRefused(loss, Matrix.column(5), Matrix.column(9), "BinaryCrossEntropyWithLogits: target at row 0,"
                + " column 0 is 9.0; expected values from 0 to 1. (t + 1) / 2 turns labels of -1 and 1 into 0 and 1."
                + " Of labels such as 0 to 9, tell one from the rest with t = label == 7 ? 1 : 0; for all classes use"
                + " CrossEntropy with Matrix.oneHot.");
    }

    @Test
    void with_a_positive_weight_class_1_counts_as_often_and_class_0_once() {
        Loss weighted = new BinaryCrossEntropyWithLogits(3);
        Matrix z = Matrix.column(-Math.log(3), Math.log(3));       // p = 1/4 and 3/4
        // (3 · −log 1/4 + −log 1/4) / 2, and (3 · (p − 1) and p) / 2
        assertThat(weighted.value(z, Matrix.column(1, 0))).isCloseTo(2 * Math.log(4), within(1e-14));
        assertThat(weighted.gradient(z, Matrix.column(1, 0)).values())
                .containsExactly(new double[] {-9.0 / 8, 3.0 / 8}, within(1e-15));
        assertThat(weighted.predictions(z)).isEqualTo(loss.predictions(z));
        assertThat(weighted.value(Matrix.column(800, -800), Matrix.column(0, 1))).isEqualTo((800 + 3 * 800) / 2);
        assertThat(weighted.name()).isEqualTo("BinaryCrossEntropyWithLogits(3.0)");
    }

    @Test
    void a_positive_weight_of_1_is_no_weight_to_the_last_bit() {
        assertThat(new BinaryCrossEntropyWithLogits(1)).isEqualTo(loss);
        assertThat(loss.name()).isEqualTo("BinaryCrossEntropyWithLogits");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void a_positive_weight_that_is_not_above_0_is_refused(double weight) {
        assertRefused(() -> new BinaryCrossEntropyWithLogits(weight),
                "BinaryCrossEntropyWithLogits: expected weights above 0, got " + weight + ".");
    }
}
