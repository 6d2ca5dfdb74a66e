// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Mistakes in a layer of one's own: the layer itself is named, and not its neighbor. */
class OwnLayersTest {

    private static final UnaryOperator<Matrix> SAME = m -> m.map(v -> v);

    private final Random random = new Random(1);

    /** A layer without a text, whose two functions are given. */
    private static class Own implements Layer {

        private final UnaryOperator<Matrix> forward;
        private final UnaryOperator<Matrix> inputGradient;

        Own(UnaryOperator<Matrix> forward, UnaryOperator<Matrix> inputGradient) {
            this.forward = forward;
            this.inputGradient = inputGradient;
        }

        @Override
        public Matrix forward(Matrix x) {
            return forward.apply(x);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return inputGradient.apply(dy);
        }
    }

    /** Multiplies by a 3 × 5 matrix. */
    private static Own threeToFive() {
        Matrix w = Matrix.zeros(3, 5);
        return new Own(x -> x.times(w), dy -> dy.timesTranspose(w));
    }

    private static Matrix left(Matrix x, int cols) {
        Matrix y = Matrix.zeros(x.rows(), cols);
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < cols; j++) {
                y.set(i, j, x.get(i, j));
            }
        }
        return y;
    }

    @Test
    void a_missing_output_size_is_reported_when_the_layers_after_it_do_not_fit_or_by_the_first_pass() {
        assertRefused(() -> new Sequential(new Linear(7, 3, random), threeToFive(), new ReLU(), new Linear(5, 1,
                random)), "layer 3, Linear(5, 1): expected 5 columns, got 3. The layer before it, ReLU, passes on 3"
                + " columns: was a Linear(3, 5) left out? If Own changes the number of columns, override its"
                + " outputSize.");
        Sequential model = new Sequential(new Linear(7, 3, random), threeToFive());
        String message = "layer 1, Own: forward returned (2 x 5); expected (2 x 3), as outputSize says."
                + " If it changes the number of columns, override outputSize(int inputSize).";
        assertRefusedState(() -> model.forward(Matrix.zeros(2, 7)), message);
        assertRefusedState(() -> model.output(Matrix.zeros(2, 7)), message);
    }

    @Test
    void an_own_first_layer_without_sizes_is_named() {
        Sequential model = new Sequential(threeToFive(), new Linear(5, 1, random));
        assertRefused(() -> model.output(Matrix.zeros(2, 3)), "Sequential(Own, Linear(5, 1)): expected an input with 5"
                + " columns, got (2 x 3). Rows are examples, columns are features. If Own changes the number of"
                + " columns, override its outputSize.");
        assertThatIllegalArgumentException().as("only a layer before the first with a size may be the cause")
                .isThrownBy(() -> new Sequential(new Linear(5, 3, random), threeToFive()).output(Matrix.zeros(2, 3)))
                .withMessageEndingWith("Rows are examples, columns are features.");
    }

    @Test
    void with_only_the_output_size_a_model_works_and_the_input_size_is_not_known() {
        Sequential model = new Sequential(new Own(threeToFive().forward, threeToFive().inputGradient) {
            @Override
            public int outputSize(int inputSize) {
                return 5;
            }
        }, new Linear(5, 1, random));
        assertThat(model.inputSize()).isEmpty();
        assertThat(model.output(Matrix.zeros(2, 3)).shape()).isEqualTo("(2 x 1)");
    }

    @Test
    void a_missing_input_size_is_reported_by_the_first_forward_pass_that_fails() {
        Sequential model = new Sequential(new Linear(2, 4, random), threeToFive());
        assertThatIllegalArgumentException().isThrownBy(() -> model.output(Matrix.zeros(1, 2)))
                .withMessageStartingWith("layer 1, Own: forward failed for x (1 x 4): ")
                .withMessageContaining("a is (1 x 4) and b is (3 x 5)")
                .withMessageEndingWith(" If it only takes one number of columns, override inputSize().");
        Sequential index = new Sequential(new Own(x -> left(x, 9), SAME));
        assertThatIllegalArgumentException().isThrownBy(() -> index.output(Matrix.zeros(1, 2)))
                .withMessageStartingWith("layer 0, Own: forward failed for x (1 x 2): ")
                .withCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_a_layer_throws_that_knows_its_size_arrives_unchanged() {
        Sequential model = new Sequential(new Own(x -> left(x, 9), SAME) {
            @Override
            public OptionalInt inputSize() {
                return OptionalInt.of(2);
            }
        });
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> model.output(Matrix.zeros(1, 2))).withMessageNotContaining("Own");
    }

    @Test
    void a_forward_or_an_input_gradient_that_is_null_or_of_another_shape_is_named() {
        assertRefusedState(() -> new Sequential(new Own(x -> null, SAME)).forward(Matrix.row(1, 2)), "layer 0, Own:"
                + " forward returned null; expected (1 x 2), as outputSize says. If it changes the number of columns,"
                + " override outputSize(int inputSize).");
        assertThatIllegalStateException().isThrownBy(() -> new Sequential(new ReLU(),
                new Own(x -> Matrix.zeros(1, 2), SAME)).forward(Matrix.zeros(3, 2)))
                .withMessageStartingWith("layer 1, Own: forward returned (1 x 2); expected (3 x 2), as");
        Matrix x = Matrix.zeros(2, 3);
        assertRefusedState(() -> new Sequential(new ReLU(), new Own(SAME, dy -> null)).forward(x).backward(x), "layer"
                + " 1, Own: inputGradient returned null; expected (2 x 3), the shape of x.");
        assertRefusedState(() -> new Sequential(new Own(SAME, Matrix::transpose)).forward(x).backwardToInput(x), "layer"
                + " 0, Own: inputGradient returned (3 x 2); expected (2 x 3), the shape of x.");
    }

    @Test
    void a_layer_without_a_text_is_called_by_its_class() {
        Layer anonymous = new Own(SAME, SAME) {
        };
        assertThat(new Own(SAME, SAME).name()).isEqualTo("Own");
        assertThat(anonymous.name()).isEqualTo("Layer");
        assertThat(new Linear(2, 3, random).name()).isEqualTo("Linear(2, 3)");
        Sequential model = new Sequential(new Linear(2, 3, random), new Own(SAME, SAME));
        assertThat(model).hasToString("Sequential(Linear(2, 3), Own)");
        assertThat(model.summary().rows().get(1).layer()).isEqualTo("Own");
    }

    @Test
    void parameters_that_are_made_at_each_call_are_refused() {
        Layer anew = new Own(SAME, SAME) {
            @Override
            public List<Parameter> parameters() {
                return List.of(new Parameter("w", Matrix.row(1)));
            }

            @Override
            public String name() {
                return "Anew";
            }
        };
        assertRefused(() -> new Sequential(new Linear(2, 2, random), anew), "layer 1, Anew: parameters() returns new"
                + " objects at each call, so no training would reach them. Make each Parameter once, in a field.");
    }
}
