// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What remains of one batch, forward and backward: all of it can be looked at. */
class PassesTest {

    private final Linear first = new Linear(Matrix.row(2, -2), Matrix.row(1, 1));
    private final Linear second = new Linear(Matrix.column(10, 100), Matrix.row(5));
    private final Sequential model = new Sequential(first, new ReLU(), second);
    private final Matrix x = Matrix.column(3, -1);
    private final Matrix dy = Matrix.column(1, 4);

    @Test
    void a_forward_pass_keeps_every_activation() {
        ForwardPass pass = model.forward(x);
        assertThat(pass.activation(0)).isSameAs(x);
        assertThat(pass.activation(1)).isEqualTo(Matrix.of(new double[] {7, -5}, new double[] {-1, 3}));
        assertThat(pass.activation(2)).isEqualTo(Matrix.of(new double[] {7, 0}, new double[] {0, 3}));
        assertThat(pass.activation(3)).isEqualTo(Matrix.column(75, 305)).isSameAs(pass.output());
        assertThat(pass.model()).isSameAs(model);
    }

    @Test
    void an_activation_that_is_not_there_is_refused() {
        ForwardPass pass = model.forward(x);
        assertThatThrownBy(() -> pass.activation(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pass.activation(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_backward_pass_keeps_the_gradient_of_every_activation() {
        BackwardPass back = model.forward(x).backwardToInput(dy);
        assertThat(back.gradient(3)).isEqualTo(dy);
        assertThat(back.gradient(2)).isEqualTo(Matrix.of(new double[] {10, 100}, new double[] {40, 400}));
        assertThat(back.gradient(1)).isEqualTo(Matrix.of(new double[] {10, 0}, new double[] {0, 400}));
        assertThat(back.gradient(0)).isEqualTo(Matrix.column(20, -800));
        assertThatThrownBy(() -> back.gradient(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void backward_leaves_a_gradient_with_every_parameter() {
        model.forward(x).backward(dy);
        assertThat(second.weight().gradient()).isEqualTo(Matrix.column(7, 12));
        assertThat(second.bias().gradient()).isEqualTo(Matrix.row(5));
        assertThat(first.weight().gradient()).isEqualTo(Matrix.row(30, -400));
        assertThat(first.bias().gradient()).isEqualTo(Matrix.row(10, 400));
    }

    @Test
    void the_gradient_of_the_input_is_there_only_if_it_was_asked_for() {
        ForwardPass pass = model.forward(x);
        BackwardPass back = pass.backward(dy);
        assertRefusedState(() -> back.gradient(0), "the gradient of the input was not computed, because training"
                + " doesn't need it. Call forward.backwardToInput(dy) instead of forward.backward(dy).");
        BackwardPass toInput = pass.backwardToInput(dy);
        assertThat(toInput.gradient(0).shape()).isEqualTo("(2 x 1)");
        for (int k = 1; k <= 3; k++) {
            assertThat(back.gradient(k)).as("gradient(%d)", k).isEqualTo(toInput.gradient(k));
        }
    }

    @Test
    void going_back_twice_gives_the_same_gradients_and_not_their_sum() {
        ForwardPass pass = model.forward(x);
        pass.backward(dy);
        Matrix once = first.weight().gradient().copy();
        pass.backward(dy);
        assertThat(first.weight().gradient()).isEqualTo(once);
        pass.backward(dy.map(d -> 2 * d));
        assertThat(first.weight().gradient()).isEqualTo(once.map(g -> 2 * g));
    }

    @Test
    void backward_adding_adds_to_what_the_passes_before_it_have_left() {
        model.forward(x).backward(dy);
        BackwardPass back = model.forward(Matrix.row(2)).backwardAdding(Matrix.row(-1));
        // Of x = 2 alone: hidden (5, -3), ReLU (5, 0), dL/da1 (-10, 0).
        assertThat(second.weight().gradient()).isEqualTo(Matrix.column(7 - 5, 12));
        assertThat(second.bias().gradient()).isEqualTo(Matrix.row(5 - 1));
        assertThat(first.weight().gradient()).isEqualTo(Matrix.row(30 - 20, -400));
        assertThat(first.bias().gradient()).isEqualTo(Matrix.row(10 - 10, 400));
        assertThat(back.gradient(2)).isEqualTo(Matrix.row(-10, -100));

        model.forward(x).backwardAdding(dy);
        assertThat(first.weight().gradient()).isEqualTo(Matrix.row(10 + 30, -800));
        new Sgd(model.parameters(), 1).step();
        assertThat(first.weight().value()).isEqualTo(Matrix.row(2 - 40, -2 + 800));
    }

    @Test
    void backward_adding_is_refused_where_a_single_gradient_is_missing_or_of_another_value() {
        String message = "backwardAdding: there are no gradients of the present parameters to add to. Call backward(dy)"
                + " for the first part, and backwardAdding(dy) for the others.";
        ForwardPass pass = model.forward(x);
        assertRefusedState(() -> pass.backwardAdding(dy), message);
        first.weight().setGradient(Matrix.row(1, 1));
        assertRefusedState(() -> pass.backwardAdding(dy), message);
        pass.backward(dy);
        new Sgd(List.of(second.bias()), 1).step();
        ForwardPass after = model.forward(x);
        assertRefusedState(() -> after.backwardAdding(dy), message);
        after.backward(dy);
        second.bias().gradient().set(0, 0, Double.POSITIVE_INFINITY);
        assertRefusedState(() -> after.backwardAdding(dy), message);
        assertThat(first.bias().gradient()).isEqualTo(Matrix.row(10, 400));
    }

    @Test
    void backward_adding_refuses_what_backward_does_and_leaves_the_gradients_as_they_are() {
        ForwardPass pass = model.forward(x);
        pass.backward(dy);
        assertRefused(() -> pass.backwardAdding(Matrix.row(1)), "backward: expected dy = loss.gradient(forward.output(),"
                + " targets) of shape (2 x 1), got (1 x 1).");
        assertThat(second.weight().gradient()).isEqualTo(Matrix.column(7, 12));
    }

    @Test
    void the_gradients_of_a_backward_pass_stay_when_the_next_one_is_made() {
        BackwardPass back = model.forward(x).backwardToInput(dy);
        model.forward(Matrix.row(100)).backwardToInput(Matrix.row(-9));
        assertThat(back.gradient(0)).isEqualTo(Matrix.column(20, -800));
        assertThat(back.gradient(1)).isEqualTo(Matrix.of(new double[] {10, 0}, new double[] {0, 400}));
    }

    @Test
    void a_pass_can_go_back_after_another_one_was_made() {
        ForwardPass pass = model.forward(x);
        model.forward(Matrix.row(100)).backward(Matrix.row(-9));
        pass.backward(dy);
        assertThat(first.weight().gradient()).isEqualTo(Matrix.row(30, -400));
    }

    @Test
    void backward_changes_neither_the_parameters_nor_dy_nor_the_activations() {
        ForwardPass pass = model.forward(x);
        pass.backwardToInput(dy);
        assertThat(model.parameters()).extracting(Parameter::value).containsExactly(
                Matrix.row(2, -2), Matrix.row(1, 1), Matrix.column(10, 100), Matrix.row(5));
        assertThat(dy).isEqualTo(Matrix.column(1, 4));
        assertThat(pass.activation(1)).isEqualTo(Matrix.of(new double[] {7, -5}, new double[] {-1, 3}));
        assertThat(pass.output()).isEqualTo(Matrix.column(75, 305));
    }

    @Test
    void a_dy_of_another_shape_is_refused_before_any_gradient_is_overwritten() {
        ForwardPass pass = model.forward(x);
        pass.backward(dy);
        for (Matrix wrong : new Matrix[] {Matrix.row(1, 4), Matrix.column(1, 2, 3), Matrix.zeros(2, 2)}) {
            String message = "backward: expected dy = loss.gradient(forward.output(), targets) of shape (2 x 1), got "
                    + wrong.shape() + ".";
            assertRefused(() -> pass.backward(wrong), message);
            assertRefused(() -> pass.backwardToInput(wrong), message);
        }
        assertThat(second.weight().gradient()).isEqualTo(Matrix.column(7, 12));
    }

    /** An activation function of which only the values are of interest here. */
    private static Layer of(DoubleUnaryOperator f) {
        return new OwnLayer("Own", x -> x.map(f), (x, dy) -> dy);
    }

    @Test
    void a_pass_is_finite_if_its_output_is_and_what_each_layer_with_parameters_has_returned() {
        Linear ten = new Linear(Matrix.row(10), Matrix.row(0));
        Layer square = of(v -> v * v);
        Layer reciprocal = of(v -> 1 / v);

        assertThat(new Sequential(ten).forward(Matrix.row(1e200)).isFinite()).isTrue();
        assertThat(new Sequential(ten).forward(Matrix.row(1e308)).isFinite()).isFalse();
        assertThat(new Sequential(ten, reciprocal).forward(Matrix.row(1e308)).isFinite()).isFalse();
        assertThat(new Sequential(ten, square).forward(Matrix.row(1e200)).isFinite()).isFalse();
        assertThat(new Sequential(ten, square, reciprocal).forward(Matrix.row(1e200)).isFinite()).isTrue();
    }

    /** Doubles its input, and records what it is asked. */
    private static final class Witness implements Layer {

        private final List<Matrix> seen = new ArrayList<>();

        @Override
        public Matrix forward(Matrix x) {
            return x.map(v -> 2 * v);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            seen.addAll(List.of(x, y, dy));
            return dy.map(d -> 2 * d);
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            seen.addAll(List.of(x, y, dy));
        }
    }

    @Test
    void a_layer_is_given_again_what_it_was_given_and_what_it_returned() {
        Witness witness = new Witness();
        ForwardPass pass = new Sequential(new ReLU(), witness, new ReLU()).forward(Matrix.row(1, -2));
        BackwardPass back = pass.backward(Matrix.row(10, 20));

        Matrix x1 = pass.activation(1);
        assertThat(witness.seen).containsExactly(
                x1, pass.activation(2), back.gradient(2), x1, pass.activation(2), back.gradient(2));
        assertThat(x1).isNotEqualTo(pass.activation(2));
    }

    @Test
    void a_pass_prints_as_its_shapes() {
        ForwardPass pass = model.forward(x);
        assertThat(pass).hasToString("ForwardPass[a0 (2 x 1), a1 (2 x 2), a2 (2 x 2), a3 (2 x 1)]");
        assertThat(pass.backward(dy)).hasToString("BackwardPass[dL/da1 (2 x 2), dL/da2 (2 x 2), dL/da3 (2 x 1)]");
        assertThat(pass.backwardToInput(dy)).asString().startsWith("BackwardPass[dL/da0 (2 x 1), dL/da1 ");
    }

    @Test
    void an_empty_batch_goes_through_and_back_and_moves_nothing() {
        ForwardPass pass = model.forward(Matrix.zeros(0, 1));
        assertThat(pass.output()).isEqualTo(Matrix.zeros(0, 1));
        pass.backward(pass.output());
        assertThat(first.weight().gradient()).isEqualTo(Matrix.row(0, 0));
    }

    @Test
    void the_message_about_an_activation_that_is_not_there_says_which_are() {
        ForwardPass pass = new Sequential(new ReLU()).forward(Matrix.row(1));
        BackwardPass back = pass.backwardToInput(Matrix.row(1));

        assertThatThrownBy(() -> pass.activation(2)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("activation 2: they are counted from 0, the input, to 1, the output.");
        assertThatThrownBy(() -> back.gradient(-1)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("activation -1: they are counted from 0, the input, to 1, the output.");
    }
}
