// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.matrix.NumericGradient;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract of {@link Layer} promises, for each of them. */
class EveryLayerTest {

    private static final int IN = 4;
    private static final int BATCH = 5;

    static Stream<Layer> layers() {
        return Stream.of(new Linear(IN, 3, new Random(11)), new Linear(IN, 1, new Random(12)),
                new Linear(IN, 3, Initializer.he(), new Random(13)),
                new ReLU(), new LeakyReLU(), new LeakyReLU(-0.5), new Sigmoid(), new Tanh(), new Dropout(0.5));
    }

    private static Matrix normal(int cols, long seed) {
        return NumericGradient.normal(BATCH, cols, new Random(seed));
    }

    /** Of the layers here only a dropout draws. */
    @ParameterizedTest
    @MethodSource("layers")
    void a_layer_that_draws_nothing_trains_as_it_is(Layer layer) {
        Layer training = layer.forTraining(normal(IN, 1), new Random(1));
        assertThat(training == layer).isEqualTo(!(layer instanceof Dropout)).isEqualTo(!layer.isRandom());
        assertThat(training.parameters()).isEqualTo(layer.parameters());
    }

    /** With L = Σ y·dy, dL/dy is dy. */
    @ParameterizedTest
    @MethodSource("layers")
    void input_gradient_is_the_slope_of_the_loss(Layer layer) {
        Matrix x = normal(IN, 1);
        Matrix y = layer.forward(x);
        Matrix dy = normal(y.cols(), 2);
        NumericGradient.assertGradient("x", layer.inputGradient(x, y, dy), x,
                () -> NumericGradient.dot(layer.forward(x), dy));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void parameter_gradients_are_the_slopes_of_the_loss(Layer layer) {
        Matrix x = normal(IN, 3);
        Matrix y = layer.forward(x);
        Matrix dy = normal(y.cols(), 4);
        layer.computeParameterGradients(x, y, dy);
        for (Parameter p : layer.parameters()) {
            NumericGradient.assertGradient(p.toString(), p.gradient(), p.value(),
                    () -> NumericGradient.dot(layer.forward(x), dy));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void no_call_leaves_anything_behind_that_a_later_one_would_see(Layer layer) {
        Matrix x = normal(IN, 5);
        Matrix y = layer.forward(x);
        Matrix dy = normal(y.cols(), 6);
        Matrix dx = layer.inputGradient(x, y, dy);

        // Another batch, of another size, in between.
        Matrix other = Matrix.zeros(2, IN).map(zero -> -3);
        Matrix otherY = layer.forward(other);
        layer.computeParameterGradients(other, otherY, otherY);
        layer.inputGradient(other, otherY, otherY);

        assertThat(layer.inputGradient(x, y, dy)).isEqualTo(dx);
        assertThat(layer.forward(x)).isEqualTo(y).isNotSameAs(y);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void each_row_is_computed_for_itself(Layer layer) {
        Matrix x = normal(IN, 7);
        Matrix y = layer.forward(x);
        for (int i = 0; i < BATCH; i++) {
            assertThat(layer.forward(row(x, i))).as("row %d", i).isEqualTo(row(y, i));
        }
    }

    private static Matrix row(Matrix m, int i) {
        Matrix row = Matrix.zeros(1, m.cols());
        System.arraycopy(m.values(), i * m.cols(), row.values(), 0, m.cols());
        return row;
    }

    @ParameterizedTest
    @MethodSource("layers")
    void parameters_are_the_same_objects_at_each_call(Layer layer) {
        assertThat(layer.parameters()).isEqualTo(layer.parameters());
        assertThat(layer.copy() == layer).as("only parameters are copied").isEqualTo(layer.parameters().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void an_empty_batch_goes_through_and_back(Layer layer) {
        Matrix x = Matrix.zeros(0, IN);
        Matrix y = layer.forward(x);
        layer.computeParameterGradients(x, y, y);

        assertThat(y).isEqualTo(Matrix.zeros(0, layer.outputSize(IN)));
        assertThat(layer.inputGradient(x, y, y)).isEqualTo(x);
        assertThat(layer.parameters()).allSatisfy(p ->
                assertThat(p.gradient()).isEqualTo(Matrix.zeros(p.value().rows(), p.value().cols())));
    }
}
