// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Sgd;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialTest {

    private final Random random = new Random(42);

    private Linear linear(int in, int out) {
        return new Linear(in, out, random);
    }

    private static void assertInputRefused(Sequential model, Matrix x, String message) {
        assertRefused(() -> model.forward(x), message);
        assertRefused(() -> model.output(x), message);
    }

    @Test
    void layers_are_applied_one_after_the_other() {
        Sequential model = new Sequential(
                new Linear(Matrix.row(2, -2), Matrix.row(1, 1)), new ReLU(),
                new Linear(Matrix.column(10, 100), Matrix.row(5)));
        // x = 3: (7, −5) → (7, 0) → 75;  x = −1: (−1, 3) → (0, 3) → 305
        assertThat(model.output(Matrix.column(3, -1))).isEqualTo(Matrix.column(75, 305));
    }

    @Test
    void predict_gives_the_bits_of_forward() {
        Sequential model = new Sequential(linear(5, 7), new Tanh(), linear(7, 3), new Sigmoid());
        Matrix x = Matrix.zeros(9, 5).map(zero -> random.nextGaussian());
        assertThat(model.output(x)).isEqualTo(model.forward(x).output());
    }

    @Test
    void predict_and_forward_leave_the_input_alone() {
        Sequential model = new Sequential(linear(2, 2), new ReLU());
        Matrix x = Matrix.row(-1, 2);
        model.output(x);
        model.forward(x);
        assertThat(x).isEqualTo(Matrix.row(-1, 2));
    }

    @Test
    void parameters_are_those_of_all_layers_in_order() {
        Linear first = linear(784, 16);
        Linear second = linear(16, 1);
        Sequential model = new Sequential(first, new ReLU(), second, new Sigmoid());
        assertThat(model.parameters()).containsExactly(first.weight(), first.bias(), second.weight(), second.bias());
        assertThat(model.parameters()).isEqualTo(model.parameters());
        assertThat(model.parameterCount()).isEqualTo(784 * 16 + 16 + 16 + 1);
    }

    @Test
    void the_text_is_the_layers() {
        assertThat(new Sequential(linear(2, 4), new Tanh(), linear(4, 1), new Sigmoid()))
                .hasToString("Sequential(Linear(2, 4), Tanh, Linear(4, 1), Sigmoid)");
    }

    @Test
    void neighbors_that_do_not_fit_are_refused_and_the_message_names_what_may_be_missing() {
        assertRefused(() -> new Sequential(linear(784, 784), new ReLU(), linear(16, 1)), "layer 2, Linear(16, 1):"
                + " expected 16 columns, got 784. The layer before it, ReLU, passes on 784 columns: was a Linear(784,"
                + " 16) left out?");
        assertRefused(() -> new Sequential(new ReLU(), linear(3, 4), linear(5, 1)), "layer 2, Linear(5, 1): expected 5"
                + " columns, got 4. The layer before it, Linear(3, 4), passes on 4 columns: was a Linear(4, 5) left"
                + " out?");
    }

    @Test
    void no_layers_and_a_missing_layer_are_refused() {
        assertRefused(Sequential::new, "Sequential: expected at least one layer, got none.");
        assertRefused(() -> new Sequential(new ReLU(), null), "Sequential: layer 1 is null.");
        assertRefused(() -> new Sequential(null, new ReLU()), "Sequential: layer 0 is null.");
    }

    @Test
    void the_same_layer_twice_is_refused_if_it_has_parameters() {
        Linear linear = linear(3, 3);
        assertRefused(() -> new Sequential(linear, new ReLU(), linear), "Sequential: a layer with parameters appears"
                + " twice, or two layers share a parameter, so each would overwrite the other's gradient. Pass"
                + " layer.copy() for one of them, or write one layer of your own that uses it twice and adds both"
                + " gradients.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequential(linear,
                new Linear(linear.weight().value(), Matrix.row(0, 0, 0))))
                .withMessageStartingWith("Sequential: a layer with parameters appears twice, or two layers share");
        assertThatCode(() -> new Sequential(linear, new ReLU(), linear.copy())).doesNotThrowAnyException();
    }

    @Test
    void two_layers_may_begin_with_the_same_random_numbers() {
        Linear trained = linear(3, 3);
        Sequential model = new Sequential(new Linear(3, 3, new Random(1)), new ReLU(), new Linear(3, 3, new Random(1)),
                new Linear(trained.weight().value().copy(), trained.bias().value().copy()), trained);
        assertThat(model.output(Matrix.row(1, 2, 3)).shape()).isEqualTo("(1 x 3)");
    }

    @Test
    void a_copy_predicts_the_same_and_is_trained_on_its_own() {
        Sequential model = new Sequential(linear(3, 4), new Tanh(), new Dropout(0.5), linear(4, 1));
        Sequential copy = model.copy();
        Matrix x = Matrix.row(1, 2, 3);
        Matrix before = model.output(x);
        assertThat(copy.output(x)).isEqualTo(before);
        assertThat(copy).hasToString(model.toString());

        copy.forward(x, new Random(1)).backward(Matrix.row(1));
        new Sgd(copy.parameters(), 1).step();
        assertThat(copy.output(x)).isNotEqualTo(before);
        assertThat(model.output(x)).isEqualTo(before);
    }

    @Test
    void a_layer_of_ones_own_with_parameters_must_say_how_it_is_copied() {
        Sequential model = new Sequential(new OwnLayer("Bias", new Parameter("b", Matrix.row(1))));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(model::copy)
                .withMessage("Bias: it has parameters, so it must override copy() and return a new layer with"
                        + " new Parameter(p.name(), p.value().copy()) for each.");
    }

    @Test
    void the_same_activation_may_be_there_twice_since_it_keeps_nothing() {
        ReLU relu = new ReLU();
        Sequential model = new Sequential(relu, new Linear(Matrix.row(-1), Matrix.row(2)), relu);
        assertThat(model.output(Matrix.column(-7, 1, 5))).isEqualTo(Matrix.column(2, 1, 0));
    }

    @Test
    void an_input_with_another_number_of_columns_is_refused() {
        Sequential model = new Sequential(linear(4, 1), new Sigmoid());
        assertInputRefused(model, Matrix.zeros(64, 3), "Sequential(Linear(4, 1), Sigmoid): expected an input with 4"
                + " columns, got (64 x 3). Rows are examples, columns are features.");
        assertInputRefused(model, Matrix.zeros(4, 1), "Sequential(Linear(4, 1), Sigmoid): expected an input with 4"
                + " columns, got (4 x 1). Rows are examples, columns are features; a single example is"
                + " Matrix.row(values).");
    }

    @Test
    void an_input_that_is_not_finite_is_refused_where_it_is_first() {
        Sequential model = new Sequential(linear(3, 1));
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Matrix x = Matrix.zeros(4, 3);
            x.set(2, 1, wrong);
            x.set(3, 2, Double.NaN);
            assertInputRefused(model, x, "Sequential(Linear(3, 1)): the input at row 2, column 1 is " + wrong
                    + "; expected finite numbers. Look for missing values in the data, or a division by 0 where it was"
                    + " scaled.");
        }
    }

    @Test
    void a_bad_value_is_found_even_where_the_first_layer_would_hide_it() {
        assertInputRefused(new Sequential(new ReLU(), linear(2, 1)), Matrix.row(1, Double.NEGATIVE_INFINITY),
                "Sequential(ReLU, Linear(2, 1)): the input at row 0, column 1 is -Infinity; expected finite numbers."
                        + " Look for missing values in the data, or a division by 0 where it was scaled.");
    }

    @Test
    void a_finite_input_whose_outputs_overflow_is_not_taken_for_a_bad_one() {
        Sequential model = new Sequential(new Linear(Matrix.row(1e308), Matrix.row(0)));
        assertThat(model.output(Matrix.row(1e308))).isEqualTo(Matrix.row(Double.POSITIVE_INFINITY));
        assertThat(model.forward(Matrix.row(1e308)).output()).isEqualTo(Matrix.row(Double.POSITIVE_INFINITY));
    }

    @Test
    void the_input_size_is_that_of_the_first_layer_that_has_one() {
        assertThat(new Sequential(linear(5, 2)).inputSize()).hasValue(5);
        assertThat(new Sequential(new Tanh(), new ReLU(), linear(5, 2)).inputSize()).hasValue(5);
        assertInputRefused(new Sequential(new Tanh(), linear(2, 1)), Matrix.row(1), "Sequential(Tanh, Linear(2, 1)):"
                + " expected an input with 2 columns, got (1 x 1). Rows are examples, columns are features.");
    }

    @Test
    void a_model_of_activations_takes_any_number_of_columns() {
        Sequential model = new Sequential(new ReLU());
        assertThat(model.inputSize()).isEmpty();
        assertThat(model.output(Matrix.row(-1, 2, -3))).isEqualTo(Matrix.row(0, 2, 0));
        assertThat(model.output(Matrix.row(4))).isEqualTo(Matrix.row(4));
    }

    /** A custom layer: the sums of neighboring columns, so half as many columns, of whatever number. */
    private static final class PairSums implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            Matrix y = Matrix.zeros(x.rows(), outputSize(x.cols()));
            for (int i = 0; i < y.values().length; i++) {
                y.values()[i] = x.values()[2 * i] + x.values()[2 * i + 1];
            }
            return y;
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            Matrix dx = Matrix.zeros(x.rows(), x.cols());
            for (int i = 0; i < dx.values().length; i++) {
                dx.values()[i] = dy.values()[i / 2];
            }
            return dx;
        }

        @Override
        public int outputSize(int inputSize) {
            return inputSize / 2;
        }

        @Override
        public String toString() {
            return "PairSums";
        }
    }

    @Test
    void an_own_layer_can_change_the_number_of_columns() {
        Sequential model = new Sequential(new Linear(Matrix.row(1, 2, 3, 4), Matrix.row(0, 0, 0, 0)), new PairSums(),
                new Linear(Matrix.column(1, 10), Matrix.row(0)));
        assertThat(model.output(Matrix.row(1))).isEqualTo(Matrix.row(73));
        assertThat(model.forward(Matrix.row(1)).backwardToInput(Matrix.row(1)).gradient(0)).isEqualTo(Matrix.row(73));

        assertRefused(() -> new Sequential(linear(3, 8), new PairSums(), linear(8, 1)), "layer 2, Linear(8, 1):"
                + " expected 8 columns, got 4. The layer before it, PairSums, passes on 4 columns: was a Linear(4, 8)"
                + " left out? If PairSums changes the number of columns, override its outputSize.");
    }

    @Test
    void before_an_own_layer_that_changes_the_number_of_columns_the_input_size_is_not_known() {
        Sequential model = new Sequential(new PairSums(), new Linear(Matrix.column(1, 10), Matrix.row(0)));
        assertThat(model.inputSize()).isEmpty();
        assertThat(model.output(Matrix.row(1, 2, 3, 4))).isEqualTo(Matrix.row(73));
    }
}
