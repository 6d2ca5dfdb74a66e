// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.matrix.NumericGradient;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the contract of {@link Loss} promises, for each of them. */
class EveryLossTest {

    static final List<Loss> LOSSES = Losses.ALL;

    /** Rows of probabilities that sum to 1: a prediction and a target that every loss accepts. */
    private static Matrix probabilities(int rows, int cols, long seed) {
        Random random = new Random(seed);
        Matrix m = Matrix.zeros(rows, cols).map(zero -> 0.2 + random.nextDouble());
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < cols; j++) {
                sum += m.get(i, j);
            }
            for (int j = 0; j < cols; j++) {
                m.set(i, j, m.get(i, j) / sum);
            }
        }
        return m;
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void gradient_is_the_slope_of_the_value(Loss loss) {
        Matrix prediction = probabilities(6, 3, 1);
        for (Matrix target : List.of(Matrix.oneHot(3, 0, 1, 2, 2, 1, 0), probabilities(6, 3, 2))) {
            NumericGradient.assertGradient("outputs", loss.gradient(prediction, target), prediction,
                    () -> loss.value(prediction, target));
        }
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void the_1_over_N_is_in_the_loss_so_a_batch_twice_over_has_the_same_value_and_half_the_gradient(Loss loss) {
        Matrix p = probabilities(4, 3, 3);
        Matrix t = Matrix.oneHot(3, 0, 1, 2, 2);
        Matrix pp = twice(p);
        Matrix tt = twice(t);
        assertThat(loss.value(pp, tt)).isCloseTo(loss.value(p, t), within(1e-15));
        assertThat(loss.gradient(pp, tt)).isEqualTo(twice(loss.gradient(p, t).map(g -> g / 2)));
    }

    private static Matrix twice(Matrix m) {
        Matrix twice = Matrix.zeros(2 * m.rows(), m.cols());
        int n = m.values().length;
        System.arraycopy(m.values(), 0, twice.values(), 0, n);
        System.arraycopy(m.values(), 0, twice.values(), n, n);
        return twice;
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void prediction_and_target_are_left_alone(Loss loss) {
        Matrix p = probabilities(4, 3, 5);
        Matrix t = Matrix.oneHot(3, 0, 1, 2, 2);
        loss.value(p, t);
        assertThat(loss.gradient(p, t)).isNotSameAs(p);
        assertThat(p).isEqualTo(probabilities(4, 3, 5));
        assertThat(t).isEqualTo(Matrix.oneHot(3, 0, 1, 2, 2));
        assertThat(loss.predictions(p).shape()).isEqualTo("(4 x 3)");
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void targets_in_one_row_or_of_another_number_of_rows_and_an_empty_batch_are_refused(Loss loss) {
        Losses.assertRefused(loss, Matrix.zeros(64, 1), Matrix.zeros(1, 64),
                loss.name() + ": outputs (64 x 1) and targets (1 x 64) must have the same shape, one row per example."
                        + " Matrix.column(values) puts one value in each row.");
        Losses.assertRefused(loss, Matrix.zeros(64, 1), Matrix.zeros(63, 1),
                loss.name() + ": outputs (64 x 1) and targets (63 x 1) must have the same shape, one row per example.");
        Losses.assertRefused(loss, Matrix.zeros(0, 3), Matrix.zeros(0, 3),
                loss.name() + ": outputs and targets are empty, (0 x 3); a mean needs at least one entry.");
    }

    @Test
    void the_name_is_that_of_the_class_with_its_weights() {
        assertThat(LOSSES).map(Loss::name).containsExactly(
                "BinaryCrossEntropy", "BinaryCrossEntropyWithLogits", "MeanSquaredError", "CrossEntropy",
                "BinaryCrossEntropyWithLogits(2.0)", "CrossEntropy(0.5, 1.0, 4.0)");
    }
}
