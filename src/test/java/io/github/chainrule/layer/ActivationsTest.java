// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationsTest {

    static Stream<Layer> activations() {
        return Stream.of(new ReLU(), new LeakyReLU(), new Sigmoid(), new Tanh());
    }

    private static Matrix gradient(Layer layer, Matrix x, Matrix dy) {
        return layer.inputGradient(x, layer.forward(x), dy);
    }

    @Test
    void relu_passes_on_what_is_positive_and_its_gradient() {
        Matrix x = Matrix.row(-2, -Double.MIN_VALUE, Double.MIN_VALUE, 3);
        assertThat(new ReLU().forward(x)).isEqualTo(Matrix.row(0, 0, Double.MIN_VALUE, 3));
        assertThat(gradient(new ReLU(), x, Matrix.row(10, 20, 30, 40))).isEqualTo(Matrix.row(0, 0, 30, 40));
    }

    @Test
    void relu_at_a_zero_of_either_sign_is_0_and_has_no_gradient() {
        Matrix x = Matrix.row(0.0, -0.0);
        assertThat(new ReLU().forward(x)).isEqualTo(Matrix.row(0.0, 0.0));
        assertThat(gradient(new ReLU(), x, Matrix.row(10, 20))).isEqualTo(Matrix.row(0, 0));
    }

    @Test
    void leaky_relu_lets_a_little_through_on_the_negative_side() {
        Matrix x = Matrix.row(-2, 0, Double.MIN_VALUE, 3);
        LeakyReLU leaky = new LeakyReLU(0.25);
        assertThat(leaky.forward(x)).isEqualTo(Matrix.row(-0.5, 0, Double.MIN_VALUE, 3));
        assertThat(gradient(leaky, x, Matrix.row(16, 20, 30, 40))).isEqualTo(Matrix.row(4, 5, 30, 40));
    }

    @Test
    void leaky_relu_has_a_slope_of_a_hundredth_by_default() {
        assertThat(new LeakyReLU().forward(Matrix.row(-100))).isEqualTo(Matrix.row(-1));
        assertThat(new LeakyReLU().name()).isEqualTo("LeakyReLU(0.01)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void leaky_relu_refuses_a_slope_that_is_not_finite(double slope) {
        assertRefused(() -> new LeakyReLU(slope), "LeakyReLU: expected a finite slope such as 0.01, got " + slope
                + ".");
    }

    @Test
    void sigmoid_is_a_half_at_0_where_its_slope_is_a_quarter() {
        Matrix x = Matrix.row(0.0);
        assertThat(new Sigmoid().forward(x)).isEqualTo(Matrix.row(0.5));
        assertThat(gradient(new Sigmoid(), x, Matrix.row(8))).isEqualTo(Matrix.row(2));
    }

    @Test
    void sigmoid_of_log_3_is_three_quarters() {
        Matrix x = Matrix.row(Math.log(3), -Math.log(3));
        Matrix y = new Sigmoid().forward(x);
        assertThat(y.get(0, 0)).isCloseTo(0.75, within(1e-15));
        assertThat(y.get(0, 1)).isCloseTo(0.25, within(1e-15));
        assertThat(gradient(new Sigmoid(), x, Matrix.row(16, 16)).values()).containsExactly(new double[] {3, 3},
                within(1e-14));
    }

    @Test
    void sigmoid_saturates_without_overflow() {
        Matrix x = Matrix.row(800, -800, 1e308, -1e308);
        assertThat(new Sigmoid().forward(x)).isEqualTo(Matrix.row(1, 0, 1, 0));
        assertThat(gradient(new Sigmoid(), x, Matrix.row(5, 5, 5, 5))).isEqualTo(Matrix.row(0, 0, 0, 0));
    }

    @Test
    void tanh_is_0_at_0_where_its_slope_is_1_and_saturates() {
        Matrix x = Matrix.row(0, 800, -800);
        assertThat(new Tanh().forward(x)).isEqualTo(Matrix.row(0, 1, -1));
        assertThat(gradient(new Tanh(), x, Matrix.row(7, 7, 7))).isEqualTo(Matrix.row(7, 0, 0));
    }

    @Test
    void tanh_of_half_log_3_is_a_half() {
        // (e²ˣ − 1) / (e²ˣ + 1) = (3 − 1) / (3 + 1), and 1 − (1/2)² = 3/4.
        Matrix x = Matrix.row(Math.log(3) / 2);
        assertThat(new Tanh().forward(x).get(0, 0)).isCloseTo(0.5, within(1e-15));
        assertThat(gradient(new Tanh(), x, Matrix.row(4)).get(0, 0)).isCloseTo(3, within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void NaN_goes_through(Layer layer) {
        Matrix y = layer.forward(Matrix.row(1, Double.NaN, 2));
        assertThat(y.get(0, 1)).isNaN();
        assertThat(y.get(0, 0)).isFinite();
        assertThat(y.get(0, 2)).isFinite();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void a_NaN_gradient_goes_through(Layer layer) {
        Matrix dx = gradient(layer, Matrix.row(1, 1), Matrix.row(Double.NaN, 1));
        assertThat(dx.get(0, 0)).isNaN();
        assertThat(dx.get(0, 1)).isFinite();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void shape_stays_and_x_and_dy_are_left_alone(Layer layer) {
        Matrix x = Matrix.of(new double[] {-1, 2, 3}, new double[] {4, -5, 6});
        Matrix dy = x.map(v -> v * v);
        Matrix y = layer.forward(x);
        Matrix yBefore = y.copy();

        assertThat(layer.inputGradient(x, y, dy).shape()).isEqualTo("(2 x 3)");
        assertThat(y.shape()).isEqualTo("(2 x 3)");
        assertThat(layer.outputSize(3)).isEqualTo(3);
        assertThat(x).isEqualTo(Matrix.of(new double[] {-1, 2, 3}, new double[] {4, -5, 6}));
        assertThat(dy).isEqualTo(x.map(v -> v * v));
        assertThat(y).isEqualTo(yBefore);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void any_number_of_columns_will_do_and_there_is_nothing_to_train(Layer layer) {
        assertThat(layer.inputSize()).isEmpty();
        assertThat(layer.parameters()).isEmpty();
        layer.computeParameterGradients(Matrix.row(1), layer.forward(Matrix.row(1)), Matrix.row(1));
    }

    @Test
    void a_layer_without_a_text_is_called_by_its_class() {
        class Square implements Layer {
            @Override
            public Matrix forward(Matrix x) {
                return x.map(v -> v * v);
            }

            @Override
            public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
                return x.map(dy, (v, d) -> 2 * v * d);
            }
        }

        assertThat(new Square().name()).isEqualTo("Square");
        assertThat(new Square() { }.name()).isEqualTo("Layer");
        assertThat(new LeakyReLU(0.25).name()).isEqualTo("LeakyReLU(0.25)");
    }

    @Test
    void a_slope_can_be_asked_for() {
        assertThat(new LeakyReLU(0.25).negativeSlope()).isEqualTo(0.25);
    }

    @Test
    void names_are_short() {
        assertThat(activations().map(Layer::name)).containsExactly("ReLU", "LeakyReLU(0.01)", "Sigmoid", "Tanh");
    }

    @Test
    void a_gradient_of_another_shape_is_refused() {
        Matrix x = Matrix.row(1, 2);

        assertRefused(() -> new ReLU().inputGradient(x, x, Matrix.row(1, 2, 3)), "maskedBy: expected mask of shape (1 x"
                + " 3), got (1 x 2).");
    }
}
