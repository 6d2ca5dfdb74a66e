// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.Samples.assertRight;
import static io.github.chainrule.inspect.Samples.assertWrong;
import static io.github.chainrule.inspect.Samples.linear;
import static io.github.chainrule.inspect.Samples.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.inspect.Samples.Altered;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a ReLU bends, the slopes to the left and to the right differ, and neither is wrong. */
class KinksTest {

    /** h is 1e-5: all of these are closer to the kink. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, -1e-9, 3e-6, -3e-6, 9e-6, -9e-6})
    void an_input_at_a_kink_or_close_to_one_is_right_and_counted(double x) {
        Matrix inputs = Matrix.of(new double[] {0.5, x, -0.7}, new double[] {x, 1, 0.2});

        for (Layer layer : new Layer[] {new ReLU(), new LeakyReLU(), new LeakyReLU(0.3)}) {
            GradientCheck check = GradientCheck.of(layer, inputs);
            assertRight(check);
            assertThat(check.kinkCount()).as(check.toString()).isEqualTo(2);
            assertThat(check.entryCount()).isEqualTo(6);
        }
    }

    @Test
    void far_from_a_kink_none_is_counted() {
        GradientCheck check = GradientCheck.of(new ReLU(), Matrix.row(0.5, -0.5, 1.1e-5, -1.1e-5));

        assertRight(check);
        assertThat(check.kinkCount()).isZero();
        assertThat(check.toString()).doesNotContain("kink");
    }

    @Test
    void kinks_are_reported() {
        assertThat(GradientCheck.of(new ReLU(), Matrix.row(0, 1, 2)).toString())
                .contains(" of 3 numbers (1 at a kink)\n  at input at row 0, column 0:");
    }

    /** All weights and biases of the first layer are 0, and so is what the ReLU is given. */
    @Test
    void a_network_whose_every_neuron_is_at_its_kink_is_right() {
        Sequential model = new Sequential(new Linear(Matrix.zeros(3, 4), Matrix.zeros(1, 4)), new ReLU(), linear(4, 1));

        GradientCheck check = GradientCheck.of(model, new MeanSquaredError(), random(1, 3, new Random(1)),
                Matrix.column(2));

        assertRight(check);
        assertThat(check.kinkCount()).isEqualTo(3 * 4 + 4);
    }

    @Test
    void a_wrong_gradient_is_found_although_a_relu_is_near() {
        Layer wrong = Altered.entry(linear(3, 5), 0, 2, 0, g -> 1.5 * g);
        Sequential model = new Sequential(wrong, new ReLU(), linear(5, 1));
        Matrix inputs = random(6, 3, new Random(3));
        Matrix targets = random(6, 1, new Random(4));

        assertRight(GradientCheck.of(new Sequential(linear(3, 5), new ReLU(), linear(5, 1)), new MeanSquaredError(),
                inputs, targets));
        assertWrong(GradientCheck.of(model, new MeanSquaredError(), inputs, targets),
                "layer 0, MyLinear(3, 5), weight at row 2, column 0");
    }

    /** Between the slopes 0 and c everything is allowed at a kink, but nothing outside them. */
    @Test
    void at_a_kink_a_gradient_outside_both_slopes_is_wrong() {
        for (double wrong : new double[] {1.5, -0.5}) {
            Matrix inputs = Matrix.row(0.5, 0, 1);
            Layer altered = new OwnLayer("Altered", new ReLU()::forward,
                    (x, dy) -> x.map(dy, (v, d) -> v > 0 ? d : v < 0 ? 0 : wrong * d));

            assertWrong(GradientCheck.of(altered, inputs), "input at row 0, column 1");
        }
    }

    @Test
    void beside_a_kink_a_wrong_gradient_is_not_excused() {
        Layer altered = Altered.input(new ReLU(), dx -> dx.map(d -> 2 * d));

        GradientCheck check = GradientCheck.of(altered, Matrix.row(0, 1));

        assertWrong(check, "input at row 0, column 1");
        assertThat(check.relativeError()).isBetween(0.4999, 0.5);
        assertThat(check.numeric()).as("c is between -1 and 1").isBetween(-1.0, 1.0);
    }

    /** The slopes of v² to the left and to the right differ by 2e-5, a kink's by more than a thousandth of 0.0222. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 12_000})
    void a_curve_excuses_no_gradient_between_its_slopes(double offset) {
        Layer square = new OwnLayer("Square", x -> x.map(v -> v * v + offset),
                (x, dy) -> x.map(dy, (v, d) -> (2 * v + 6e-6) * d));

        assertThat(GradientCheck.of(square, Matrix.row(0.0111)).passed()).isFalse();
    }

    /**
     * Large numbers that cancel leave their roundings behind. Several of these failed when only the loss was counted.
     */
    @Test
    void a_kink_beside_a_large_input_is_no_false_alarm() {
        for (int seed = 0; seed < 1200; seed++) {
            Random random = new Random(seed);
            double large = Math.pow(10, 1 + random.nextInt(7));
            Matrix x = Matrix.zeros(3, 4).map(zero -> {
                double kind = random.nextDouble();
                double v = 2 * random.nextDouble() - 1;
                return kind < 0.25 ? v * 1e-5 : kind < 0.5 ? v * large : v;
            });
            Sequential model = new Sequential(new Linear(4, 5, random), new ReLU(), new Linear(5, 1, random));
            Matrix targets = Matrix.zeros(3, 1).map(zero -> large * random.nextGaussian());

            assertRight(GradientCheck.of(new ReLU(), x));
            assertRight(GradientCheck.of(new LeakyReLU(), x));
            assertRight(GradientCheck.of(model, new MeanSquaredError(), x, targets));
        }
    }
}
