// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {

    private static final double ETA = 0.001;

    private final Parameter theta = Parameters.withGradient("theta", Matrix.row(1, 2, 3, 4),
            Matrix.row(1e-3, -1e-3, 1e6, -0.5));

    @Test
    void the_first_step_moves_each_weight_by_the_learning_rate_whatever_the_size_of_its_gradient() {
        new Adam(List.of(theta), ETA).step();
        // m̂ = g and v̂ = g², so the quotient is the sign of g, but for ε = 1e-8.
        assertThat(theta.value().values())
                .containsExactly(new double[] {1 - ETA, 2 + ETA, 3 - ETA, 4 + ETA}, within(1.1e-5 * ETA));
    }

    @Test
    void a_weight_without_a_gradient_stays_where_it_is() {
        Parameters.setGradient(theta, 0, 0, 0, 0);
        Adam adam = new Adam(List.of(theta), ETA);
        adam.step();
        adam.step();
        assertThat(theta.value()).isEqualTo(Matrix.row(1, 2, 3, 4));
    }

    @Test
    void two_steps_are_those_of_a_calculation_by_hand() {
        Parameter p = Parameters.withGradient("p", Matrix.row(1), Matrix.row(2));
        Adam adam = new Adam(List.of(p), 0.1).betas(0.5, 0.75);

        adam.step();
        // m = 1, v = 1; m̂ = 1/0.5 = 2, v̂ = 1/0.25 = 4
        double afterOne = 1 - 0.1 * 2 / (2 + 1e-8);
        assertThat(p.value().get(0, 0)).isCloseTo(afterOne, within(1e-15));

        Parameters.setGradient(p, -4);
        adam.step();
        // m = 0.5 − 2 = −1.5, v = 0.75 + 4 = 4.75; m̂ = −1.5/0.75 = −2, v̂ = 4.75/0.4375
        double afterTwo = afterOne + 0.1 * 2 / (Math.sqrt(4.75 / 0.4375) + 1e-8);
        assertThat(p.value().get(0, 0)).isCloseTo(afterTwo, within(1e-15));
    }

    @Test
    void epsilon_is_added_after_the_root_and_after_the_correction() {
        // 1 − m̂/(√v̂ + ε) = 1 − 2/(2 + 2); √(v̂ + ε) = √6 or an uncorrected root, 1 + 2, would give something else.
        Parameter p = Parameters.withGradient("p", Matrix.row(1), Matrix.row(2));
        new Adam(List.of(p), 1).betas(0.5, 0.75).epsilon(2).step();
        assertThat(p.value().get(0, 0)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void weight_decay_is_part_of_the_gradient() {
        Parameter decayed = Parameters.withGradient("p", Matrix.row(4), Matrix.row(1));
        new Adam(List.of(decayed), 0.5).betas(0.5, 0.75).epsilon(1).weightDecay(0.25).step();
        // g = 1 + 0.25 · 4 = 2
        Parameter plain = Parameters.withGradient("p", Matrix.row(4), Matrix.row(2));
        new Adam(List.of(plain), 0.5).betas(0.5, 0.75).epsilon(1).step();
        assertThat(decayed.value()).isEqualTo(plain.value());
    }

    @Test
    void decoupled_weight_decay_pulls_at_the_weight_itself() {
        Parameter decayed = Parameters.withGradient("p", Matrix.row(4), Matrix.row(1));
        new Adam(List.of(decayed), 0.5).decoupledWeightDecay(0.25).step();
        Parameter plain = Parameters.withGradient("p", Matrix.row(4 - 0.5 * 0.25 * 4), Matrix.row(1));
        new Adam(List.of(plain), 0.5).step();
        assertThat(decayed.value()).isEqualTo(plain.value());
    }

    @Test
    void squares_that_overflow_are_refused_in_the_first_step_and_later_in_one_of_64() {
        String message = "Adam.step: v, the mean of the squared gradient, has overflowed for theta (1 x 4), because a"
                + " gradient was above 1e154. Such a weight never changes again. Scale inputs and targets to"
                + " about [0, 1], try"
                + " smaller initial weights, or call clipGradients(1) before each step().";
        Parameters.setGradient(theta, 1, 1, 1e200, 1);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(new Adam(List.of(theta), ETA)::step)
                .withMessage(message);

        Adam later = new Adam(List.of(theta), ETA);
        Parameters.setGradient(theta, 1, 1, 1, 1);
        later.step();
        Parameters.setGradient(theta, 1, 1, 1e200, 1);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> {
            for (int step = 2; step <= 65; step++) {
                later.step();
            }
        }).withMessage(message);

        Adam clipped = new Adam(List.of(theta), ETA);
        clipped.clipGradients(1);
        clipped.step();
        assertThat(theta.value().isFinite()).isTrue();
    }

    @Test
    void a_mean_that_has_faded_away_becomes_0_and_the_weight_keeps_the_bits_of_the_textbook() {
        Parameter p = Parameters.withGradient("p", Matrix.row(1), Matrix.row(2));
        Adam adam = new Adam(List.of(p), ETA);
        double weight = 1;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= 8000; t++) {
            double g = t == 1 || t == 7900 ? 2 : 0;
            m = 0.9 * m + (1 - 0.9) * g;
            v = 0.999 * v + (1 - 0.999) * g * g;
            weight -= ETA / (1 - StrictMath.pow(0.9, t)) * m
                    / (Math.sqrt(v) * (1 / Math.sqrt(1 - StrictMath.pow(0.999, t))) + 1e-8);
            Parameters.setGradient(p, g);
            adam.step();
            assertThat(p.value().get(0, 0)).isEqualTo(weight);
            if (t == 7899) {
                assertThat(m).isBetween(Double.MIN_VALUE, Double.MIN_NORMAL);
                assertThat(adam.state().buffers()).containsEntry("m", List.of(Matrix.row(0)));
            }
        }
    }

    @Test
    void a_tiny_epsilon_makes_a_tiny_mean_count_so_that_it_is_kept() {
        Parameter p = Parameters.withGradient("p", Matrix.row(1), Matrix.row(0x1p-1000));
        Adam adam = new Adam(List.of(p), 1).epsilon(0x1p-1000);
        for (int step = 1; step <= 64; step++) {
            adam.step();
        }
        assertThat(adam.state().buffers().get("m").get(0).get(0, 0)).isPositive();
        assertThat(p.value().get(0, 0)).isLessThan(-50);
    }

    @Test
    void without_memory_each_step_is_the_sign_of_its_own_gradient() {
        Parameter p = Parameters.withGradient("p", Matrix.row(0), Matrix.row(5));
        Adam adam = new Adam(List.of(p), 1).betas(0, 0);
        adam.step();
        Parameters.setGradient(p, -300);
        adam.step();
        Parameters.setGradient(p, -0.25);
        adam.step();
        assertThat(p.value().get(0, 0)).isCloseTo(1, within(1e-7));
    }

    @Test
    void each_parameter_has_means_of_its_own() {
        Parameter first = Parameters.withGradient("first", Matrix.row(0), Matrix.row(1));
        Parameter second = Parameters.withGradient("second", Matrix.row(0), Matrix.row(-100));
        Adam both = new Adam(List.of(first, second), ETA);
        both.step();
        both.step();

        Parameter alone = Parameters.withGradient("alone", Matrix.row(0), Matrix.row(-100));
        Adam one = new Adam(List.of(alone), ETA);
        one.step();
        one.step();
        assertThat(second.value()).isEqualTo(alone.value());
        assertThat(first.value().get(0, 0)).isNegative();
    }

    @Test
    void the_defaults_are_those_of_the_paper() {
        Parameter byDefault = Parameters.withGradient("p", Matrix.row(1), Matrix.row(1e-8));
        Parameter explicit = Parameters.withGradient("p", Matrix.row(1), Matrix.row(1e-8));
        Adam a = new Adam(List.of(byDefault), 0.1);
        Adam b = new Adam(List.of(explicit), 0.1).betas(0.9, 0.999).epsilon(1e-8);
        for (double g : new double[] {1e-8, -3e-8, 2e-8}) {
            Parameters.setGradient(byDefault, g);
            Parameters.setGradient(explicit, g);
            a.step();
            b.step();
        }
        assertThat(byDefault.value()).isEqualTo(explicit.value()).isNotEqualTo(Matrix.row(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void a_beta_out_of_range_is_refused(double beta) {
        List<Parameter> p = List.of(theta);
        assertRefused(() -> new Adam(p, ETA).betas(beta, 0.999), "Adam: beta1 is " + beta
                + "; expected a number of at least 0 and below 1, such as 0.9.");
        assertRefused(() -> new Adam(p, ETA).betas(0.9, beta), "Adam: beta2 is " + beta
                + "; expected a number of at least 0 and below 1, such as 0.999.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-8, Double.NaN, Double.POSITIVE_INFINITY})
    void an_epsilon_out_of_range_is_refused(double epsilon) {
        assertRefused(() -> new Adam(List.of(theta), ETA).epsilon(epsilon), "Adam: epsilon is " + epsilon
                + "; expected a number above 0, such as 1e-8.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_decay_out_of_range_is_refused(double weightDecay) {
        assertRefused(() -> new Adam(List.of(theta), ETA).weightDecay(weightDecay), "Adam: weightDecay is "
                + weightDecay + "; expected a number of at least 0, such as 0.0001.");
    }
}
