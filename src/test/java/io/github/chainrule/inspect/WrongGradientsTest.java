// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.inspect.Samples.assertRight;
import static io.github.chainrule.inspect.Samples.assertWrong;
import static io.github.chainrule.inspect.Samples.linear;
import static io.github.chainrule.inspect.Samples.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.inspect.Samples.Altered;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A mistake in a gradient is found, and the message says where it is. */
class WrongGradientsTest {

    private static final Matrix INPUTS = random(4, 3, new Random(5));
    private static final Matrix TARGETS = Matrix.column(0, 1, 1, 0);

    /** 3-5-1 with a probability at its end. */
    private static GradientCheck checkWith(Layer hidden) {
        Sequential model = new Sequential(hidden, new Tanh(), linear(5, 1), new Sigmoid());
        return GradientCheck.of(model, new BinaryCrossEntropy(), INPUTS, TARGETS);
    }

    @Test
    void the_layer_that_is_altered_below_is_right_when_it_is_not() {
        assertRight(checkWith(Altered.input(linear(3, 5), dx -> dx)));
    }

    @Test
    void a_wrong_input_gradient_of_a_layer_is_found() {
        GradientCheck check = GradientCheck.of(Altered.input(new Tanh(), dx -> dx.map(d -> 1.1 * d)), INPUTS);

        assertThat(check.passed()).isFalse();
        assertThat(check.relativeError()).isCloseTo(0.1 / 1.1, within(1e-6));
        assertThat(check.worstEntry()).startsWith("input at row ");
        assertThat(check.analytic() / check.numeric()).isCloseTo(1.1, within(1e-6));
    }

    @Test
    void the_very_entry_of_an_input_gradient_is_named() {
        Layer wrong = Altered.input(linear(3, 5), dx -> {
            dx.set(2, 1, 2 * dx.get(2, 1));
            return dx;
        });

        assertWrong(GradientCheck.of(wrong, INPUTS), "input at row 2, column 1");
        assertWrong(checkWith(wrong), "input at row 2, column 1");
    }

    @Test
    void the_very_entry_of_a_parameter_is_named() {
        Layer weight = Altered.entry(linear(3, 5), 0, 1, 3, g -> -g);
        Layer bias = Altered.entry(linear(3, 5), 1, 0, 4, g -> 2 * g);

        assertWrong(GradientCheck.of(weight, INPUTS), "MyLinear(3, 5), weight at row 1, column 3");
        assertWrong(GradientCheck.of(bias, INPUTS), "MyLinear(3, 5), bias at row 0, column 4");
        assertWrong(checkWith(weight), "layer 0, MyLinear(3, 5), weight at row 1, column 3");
        assertWrong(checkWith(bias), "layer 0, MyLinear(3, 5), bias at row 0, column 4");
    }

    @Test
    void an_entry_that_should_be_0_and_one_that_is_0_but_should_not_are_found() {
        assertWrong(checkWith(Altered.entry(linear(3, 5), 0, 2, 2, g -> 0.0)),
                "layer 0, MyLinear(3, 5), weight at row 2, column 2");
        Linear dead = new Linear(Matrix.of(new double[] {1}, new double[] {1}, new double[] {1}), Matrix.row(-100));
        Sequential model = new Sequential(Altered.entry(dead, 1, 0, 0, g -> 1e-6), new ReLU());
        assertWrong(GradientCheck.of(model, new MeanSquaredError(), INPUTS, Matrix.zeros(4, 1)),
                "layer 0, MyLinear(3, 1), bias at row 0, column 0");
    }

    /** All dy from here to the front are wrong: the last one that is right is the one after it. */
    @Test
    void a_wrong_derivative_of_an_activation_is_found_in_the_layers_before_it() {
        Layer wrong = Altered.input(new Tanh(), dx -> dx.map(d -> 1.5 * d));
        Sequential model = new Sequential(linear(3, 5), wrong, linear(5, 1), new Sigmoid());

        GradientCheck check = GradientCheck.of(model, new BinaryCrossEntropy(), INPUTS, TARGETS);

        assertThat(check.passed()).isFalse();
        assertThat(check.relativeError()).isCloseTo(1.0 / 3, within(1e-5));
        assertThat(check.worstEntry()).matches("(input|layer 0, Linear\\(3, 5\\), (weight|bias)) at row \\d, column \\d");
    }

    @Test
    void a_loss_with_a_wrong_gradient_is_found() {
        Loss withoutN = new Loss() {
            private final Loss right = new MeanSquaredError();

            @Override
            public double value(Matrix prediction, Matrix target) {
                return right.value(prediction, target);
            }

            @Override
            public Matrix gradient(Matrix prediction, Matrix target) {
                return right.gradient(prediction, target).map(g -> 4 * g);
            }
        };

        GradientCheck check = GradientCheck.of(new Sequential(linear(3, 1)), withoutN, INPUTS, TARGETS);

        assertThat(check.toString()).startsWith("a gradient is wrong: largest relative error 7.5e-01 of 16 numbers");
    }

    @Test
    void a_mistake_of_a_millionth_is_looked_at_more_closely() {
        GradientCheck check = checkWith(Altered.entry(linear(3, 5), 0, 1, 3, g -> g * (1 + 1e-5)));

        assertThat(check.passed()).isFalse();
        assertThat(check.worstEntry()).isEqualTo("layer 0, MyLinear(3, 5), weight at row 1, column 3");
        assertThat(check.toString()).startsWith("look closer: ");
    }

    /** The quotient's own error is 1.7e-5 of the slope, which half of h shows. */
    @Test
    void in_a_steep_wave_what_the_quotient_can_not_explain_is_wrong() {
        for (double factor : new double[] {1, 1 + 4e-5, 1 - 8e-5}) {
            Layer wave = new OwnLayer("Wave", x -> x.map(v -> StrictMath.sin(1000 * v)),
                    (x, dy) -> x.map(dy, (v, d) -> factor * 1000 * StrictMath.cos(1000 * v) * d));

            assertThat(GradientCheck.of(wave, Matrix.row(0)).passed()).isEqualTo(factor == 1);
        }
    }

    @Test
    void a_gradient_that_is_not_a_number_is_wrong_wherever_it_stands() {
        for (int col = 0; col < 5; col += 4) {
            GradientCheck check = checkWith(Altered.entry(linear(3, 5), 0, 0, col, g -> Double.NaN));

            assertWrong(check, "layer 0, MyLinear(3, 5), weight at row 0, column " + col);
            assertThat(check.relativeError()).isNaN();
            assertThat(check.analytic()).isNaN();
        }
    }

    @Test
    void not_a_number_is_worse_than_wrong() {
        Layer both = Altered.parameters(linear(3, 5), parameters -> {
            parameters.get(0).gradient().set(0, 0, 1e9);
            parameters.get(0).gradient().set(1, 1, Double.NaN);
            parameters.get(0).gradient().set(2, 2, -1e9);
        });

        assertWrong(GradientCheck.of(both, INPUTS), "MyLinear(3, 5), weight at row 1, column 1");
    }

    @Test
    void an_infinite_gradient_is_wrong() {
        assertWrong(checkWith(Altered.entry(linear(3, 5), 1, 0, 2, g -> Double.POSITIVE_INFINITY)),
                "layer 0, MyLinear(3, 5), bias at row 0, column 2");
    }

    private static final class Scale implements Layer {

        private final Parameter factor = new Parameter("factor", Matrix.row(0.5));
        private final boolean listed;
        private final boolean written;

        private Scale(boolean listed, boolean written) {
            this.listed = listed;
            this.written = written;
        }

        @Override
        public Matrix forward(Matrix x) {
            return x.map(v -> v * factor.value().get(0, 0));
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return forward(dy);
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            if (written) {
                factor.gradient().set(0, 0, Arrays.stream(x.map(dy, (v, d) -> v * d).values()).sum());
            }
        }

        @Override
        public List<Parameter> parameters() {
            return listed ? List.of(factor) : List.of();
        }
    }

    @Test
    void a_gradient_that_was_never_written_is_reported_even_if_an_earlier_one_is_still_there() {
        assertRight(GradientCheck.of(new Scale(true, true), INPUTS));
        Scale forgetful = new Scale(true, false);
        forgetful.factor.gradient().set(0, 0, 1);
        String message = "Scale: the gradient of factor (1 x 1) was never written, or is NaN everywhere."
                + " computeParameterGradients(x, y, dy) must overwrite each entry of the parameter's gradient().";

        assertThat(GradientCheck.of(forgetful, INPUTS).missing()).isEqualTo(message);
        assertThat(GradientCheck.of(new Sequential(forgetful, linear(3, 1)), new MeanSquaredError(), INPUTS, TARGETS)
                .missing()).isEqualTo("layer 0, " + message);
        assertThat(GradientCheck.of(forgetful, INPUTS).passed()).isFalse();
    }

    @Test
    void code_of_ones_own_is_never_called_with_null() {
        List<Object> given = new ArrayList<>();
        Layer layer = new Layer() {
            @Override
            public Matrix forward(Matrix x) {
                given.add(x);
                return x.map(v -> 2 * v);
            }

            @Override
            public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
                given.addAll(Arrays.asList(x, y, dy));
                return dy.map(v -> 2 * v);
            }

            @Override
            public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
                given.addAll(Arrays.asList(x, y, dy));
            }
        };
        Loss loss = new Loss() {
            @Override
            public double value(Matrix outputs, Matrix targets) {
                given.addAll(Arrays.asList(outputs, targets));
                return new MeanSquaredError().value(outputs, targets);
            }

            @Override
            public Matrix gradient(Matrix outputs, Matrix targets) {
                given.addAll(Arrays.asList(outputs, targets));
                return new MeanSquaredError().gradient(outputs, targets);
            }
        };

        assertRight(GradientCheck.of(new Sequential(linear(3, 1), layer), loss, INPUTS, TARGETS));
        assertRight(GradientCheck.of(layer, INPUTS));
        assertThat(ContractCheck.ofLayer(layer, INPUTS).violations()).isEmpty();
        assertThat(given).isNotEmpty().doesNotContainNull();
    }

    @Test
    void a_layer_that_returns_nothing_is_named_with_its_method() {
        Layer forgetful = Altered.input(new Tanh(), dx -> null);
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.of(forgetful, INPUTS))
                .withMessageEndingWith(".inputGradient returned null; expected a matrix.");
        Layer nothing = new Layer() {
            @Override
            public Matrix forward(Matrix x) {
                return null;
            }

            @Override
            public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
                throw new AssertionError("nothing to go back from");
            }

            @Override
            public String name() {
                return "Nothing";
            }
        };
        String message = "Nothing.forward returned null; expected a matrix.";
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.of(nothing, INPUTS)).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> ContractCheck.ofLayer(nothing, INPUTS)).withMessage(message);
    }

    @Test
    void a_gradient_of_another_shape_is_refused() {
        Layer transposed = Altered.input(new Tanh(), Matrix::transpose);

        assertRefused(() -> GradientCheck.of(transposed, INPUTS), "GradientCheck: the gradient of input is (3 x 4);"
                + " expected (4 x 3), the shape of what it is the gradient of.");
    }

    @Test
    void a_wrong_gradient_leaves_the_parameters_as_they_were() {
        Linear linear = linear(3, 5);
        List<Matrix> before = linear.parameters().stream().map(Parameter::value).map(Matrix::copy).toList();

        checkWith(Altered.entry(linear, 0, 0, 0, g -> Double.NaN));

        assertThat(linear.parameters()).extracting(Parameter::value).isEqualTo(before);
    }
}
