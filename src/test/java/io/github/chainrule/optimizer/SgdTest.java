// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With powers of 2 all arithmetic is exact. */
class SgdTest {

    private final Parameter theta = Parameters.withGradient("theta", Matrix.row(1, -2), Matrix.row(4, -8));

    @Test
    void a_plain_step_goes_against_the_gradient() {
        Sgd sgd = new Sgd(List.of(theta), 0.5);
        sgd.step();
        assertThat(theta.value()).isEqualTo(Matrix.row(1 - 0.5 * 4, -2 + 0.5 * 8));
        sgd.step();
        assertThat(theta.value()).isEqualTo(Matrix.row(-3, 6));
    }

    @Test
    void momentum_carries_on_with_earlier_gradients() {
        Sgd sgd = new Sgd(List.of(theta), 0.5).momentum(0.25);
        sgd.step();                                     // m = (4, −8)
        assertThat(theta.value()).isEqualTo(Matrix.row(-1, 2));
        Parameters.setGradient(theta, 3, 0);
        sgd.step();                                     // m = (4, −8)/4 + (3, 0) = (4, −2)
        assertThat(theta.value()).isEqualTo(Matrix.row(-3, 3));
        Parameters.setGradient(theta, 0, 0);
        sgd.step();                                     // m = (1, −0.5)
        assertThat(theta.value()).isEqualTo(Matrix.row(-3.5, 3.25));
    }

    @Test
    void weight_decay_pulls_towards_0() {
        Parameters.setGradient(theta, 0, 0);
        new Sgd(List.of(theta), 0.5).weightDecay(0.25).step();   // θ ← θ − 0.5 · 0.25 · θ
        assertThat(theta.value()).isEqualTo(Matrix.row(0.875, -1.75));
    }

    @Test
    void weight_decay_goes_into_the_momentum() {
        Sgd sgd = new Sgd(List.of(theta), 0.5).momentum(0.5).weightDecay(0.25);
        sgd.step();                                     // m = (4.25, −8.5)
        assertThat(theta.value()).isEqualTo(Matrix.row(1 - 2.125, -2 + 4.25));
        Parameters.setGradient(theta, 0, 0);
        sgd.step();                                     // m = (4.25, −8.5)/2 + (−1.125, 2.25)/4
        assertThat(theta.value()).isEqualTo(Matrix.row(-1.125 - 0.5 * 1.84375, 2.25 + 0.5 * 3.6875));
    }

    @Test
    void each_parameter_has_a_momentum_of_its_own() {
        Parameter other = Parameters.withGradient("other", Matrix.row(0), Matrix.row(-16));
        Sgd sgd = new Sgd(List.of(theta, other), 0.5).momentum(0.25);
        sgd.step();
        Parameters.setGradient(theta, 0, 0);
        Parameters.setGradient(other, 0);
        sgd.step();
        assertThat(theta.value()).isEqualTo(Matrix.row(-1.5, 3));
        assertThat(other.value()).isEqualTo(Matrix.row(8 + 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_momentum_out_of_range_is_refused(double momentum) {
        assertRefused(() -> new Sgd(List.of(theta), 0.1).momentum(momentum), "Sgd: momentum is " + momentum + ";"
                + " expected a number of at least 0 and below 1, such as 0.9.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_decay_out_of_range_is_refused(double weightDecay) {
        assertRefused(() -> new Sgd(List.of(theta), 0.1).weightDecay(weightDecay), "Sgd: weightDecay is " + weightDecay
                + "; expected a number of at least 0, such as 0.0001.");
    }

    @Test
    void a_velocity_that_has_faded_away_becomes_0_and_the_weight_keeps_the_bits_of_the_textbook() {
        Parameter p = Parameters.withGradient("p", Matrix.row(1), Matrix.row(2));
        Sgd sgd = new Sgd(List.of(p), 0.1).momentum(0.9);
        double weight = 1;
        double m = 0;
        for (int t = 1; t <= 7500; t++) {
            double g = t == 1 || t == 7400 ? 2 : 0;
            m = 0.9 * m + g;
            weight -= 0.1 * m;
            Parameters.setGradient(p, g);
            sgd.step();
            assertThat(p.value().get(0, 0)).isEqualTo(weight);
            if (t == 7399) {
                assertThat(m).isBetween(Double.MIN_VALUE, Double.MIN_NORMAL);
                assertThat(sgd.state().buffers()).containsEntry("m", List.of(Matrix.row(0)));
            }
        }
    }
}
