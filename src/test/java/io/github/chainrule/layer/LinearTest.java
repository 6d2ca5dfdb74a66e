// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.chainrule.matrix.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTest {

    private static final Matrix X = Matrix.of(new double[] {1, 2}, new double[] {3, 4});
    private static final Matrix DY = Matrix.of(new double[] {1, 0, -1}, new double[] {2, 1, 10});

    /** Weights 1 to 6 row after row, and biases 100, 200 and 300. */
    private static Linear linear() {
        return new Linear(Matrix.of(new double[] {1, 2, 3}, new double[] {4, 5, 6}), Matrix.row(100, 200, 300));
    }

    @Test
    void forward_is_the_weighted_sum_of_the_inputs_plus_the_bias() {
        // Row 0, neuron 0: 1·1 + 2·4 + 100 = 109.
        assertThat(linear().forward(X))
                .isEqualTo(Matrix.of(new double[] {109, 212, 315}, new double[] {119, 226, 333}));
    }

    @Test
    void input_gradient_is_dy_times_the_transposed_weight() {
        // Row 1, input 0: 2·1 + 1·2 + 10·3 = 34.
        Linear linear = linear();
        assertThat(linear.inputGradient(X, linear.forward(X), DY))
                .isEqualTo(Matrix.of(new double[] {-2, -2}, new double[] {34, 73}));
    }

    @Test
    void parameter_gradients_are_sums_over_the_batch_without_a_1_over_N() {
        // Weight from input 0 to neuron 0: 1·1 + 3·2 = 7.
        Linear linear = linear();
        linear.computeParameterGradients(X, linear.forward(X), DY);
        assertThat(linear.weight().gradient()).isEqualTo(Matrix.of(new double[] {7, 3, 29}, new double[] {10, 4, 38}));
        assertThat(linear.bias().gradient()).isEqualTo(Matrix.row(3, 1, 9));
    }

    @Test
    void parameter_gradients_are_overwritten_and_never_added_to() {
        Linear linear = linear();
        Matrix y = linear.forward(X);
        linear.computeParameterGradients(X, y, DY.map(d -> 1000 * d));
        linear.computeParameterGradients(X, y, DY);
        assertThat(linear.weight().gradient()).isEqualTo(Matrix.of(new double[] {7, 3, 29}, new double[] {10, 4, 38}));
        assertThat(linear.bias().gradient()).isEqualTo(Matrix.row(3, 1, 9));
    }

    @Test
    void forward_and_input_gradient_leave_parameters_and_their_gradients_alone() {
        Linear linear = linear();
        linear.computeParameterGradients(X, linear.forward(X), DY);
        Matrix gradient = linear.weight().gradient().copy();

        linear.inputGradient(X.map(v -> -v), linear.forward(X.map(v -> -v)), DY.map(d -> 5 * d));

        assertThat(linear.weight().gradient()).isEqualTo(gradient);
        assertThat(linear.weight().value()).isEqualTo(linear().weight().value());
        assertThat(linear.bias().value()).isEqualTo(linear().bias().value());
    }

    @Test
    void weight_and_bias_are_its_parameters_in_this_order() {
        Linear linear = linear();
        assertThat(linear.parameters()).containsExactly(linear.weight(), linear.bias());
        assertThat(linear.weight()).hasToString("weight (2 x 3)");
        assertThat(linear.bias()).hasToString("bias (1 x 3)");
    }

    @Test
    void given_matrices_are_kept_and_not_copied() {
        Matrix weight = Matrix.row(2);
        Matrix bias = Matrix.row(1);
        Linear linear = new Linear(weight, bias);
        assertThat(linear.weight().value()).isSameAs(weight);
        assertThat(linear.bias().value()).isSameAs(bias);
        weight.set(0, 0, 10);
        assertThat(linear.forward(Matrix.row(3))).isEqualTo(Matrix.row(31));
    }

    @Test
    void sizes_and_text_are_in_and_out() {
        assertThat(linear().inputSize()).hasValue(2);
        assertThat(linear().outputSize(2)).isEqualTo(3);
        assertThat(linear().name()).isEqualTo("Linear(2, 3)");
    }

    @Test
    void input_with_another_number_of_columns_is_refused() {
        assertRefused(() -> linear().forward(Matrix.zeros(64, 3)), "Linear(2, 3): expected 2 columns, got x (64 x 3)."
                + " Rows are examples, columns are features.");
    }

    @Test
    void a_bias_that_does_not_fit_the_weight_is_refused() {
        String message = "Linear: weight (2 x 3) needs a bias of (1 x 3), one for each neuron, got %s."
                + " The weight is (in x out); PyTorch's is (out, in) and must be transposed.";
        Matrix weight = Matrix.zeros(2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Linear(weight, Matrix.row(1, 2)))
                .withMessage(message, "(1 x 2)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Linear(weight, Matrix.column(1, 2, 3)))
                .withMessage(message, "(3 x 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Linear(weight, Matrix.zeros(2, 3)))
                .withMessage(message, "(2 x 3)");
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 'Linear(0, 4): expected at least 1 input and 1 output, got 0.'",
            "4, 0, 'Linear(4, 0): expected at least 1 input and 1 output, got 0.'",
            "-3, 4, 'matrix (-3 x 4): a size can''t be negative.'",
            "4, -1, 'matrix (4 x -1): a size can''t be negative.'"})
    void a_size_below_1_is_refused(int in, int out, String message) {
        assertRefused(() -> new Linear(in, out, new Random(1)), message);
    }

    @Test
    void a_copy_has_the_same_values_in_matrices_of_its_own() {
        Linear linear = linear();
        Linear copy = linear.copy();
        assertThat(copy.weight().value()).isEqualTo(linear.weight().value()).isNotSameAs(linear.weight().value());
        assertThat(copy.bias().value()).isEqualTo(linear.bias().value()).isNotSameAs(linear.bias().value());
        assertThat(copy.weight().gradient().values()).containsOnly(Double.NaN);
    }

    @Test
    void a_layer_without_an_initializer_or_randomness_or_too_large_for_one_matrix_is_refused() {
        assertThatNullPointerException().isThrownBy(() -> new Linear(4, 2, null))
                .withMessage("Linear(4, 2): random is null. Pass one new Random(42) to all layers.");
        assertThatNullPointerException().isThrownBy(() -> new Linear(4, 2, null, new Random(1)))
                .withMessage("Linear(4, 2): initializer is null. Pass Initializer.uniform().");
        assertRefused(() -> new Linear(100_000, 100_000, new Random(1)), "matrix (100000 x 100000): 10000000000 entries"
                + " are more than an array can hold (2147483639). Use smaller batches or layers.");
    }
}
