// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

    private final Matrix ones = Matrix.zeros(200, 500).map(zero -> 1);

    @Test
    void a_prediction_never_draws() {
        Matrix x = Matrix.row(1, -2, 3);
        Dropout dropout = new Dropout(0.9);
        assertThat(dropout.forward(x)).isEqualTo(x).isNotSameAs(x);
        assertThat(dropout.inputGradient(x, x, Matrix.row(4, 5, 6))).isEqualTo(Matrix.row(4, 5, 6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 0.9})
    void in_training_each_entry_is_0_or_made_up_for_and_the_mean_stays(double p) {
        double[] y = new Dropout(p).forTraining(ones, new Random(7)).forward(ones).values();
        assertThat(Arrays.stream(y).distinct().sorted().toArray()).containsExactly(0, 1 / (1 - p));
        // Standard deviation of the mean of 100,000 entries: √(p/(1−p)) / 316 is at most 0.0095.
        assertThat(Arrays.stream(y).average().getAsDouble()).isCloseTo(1, within(0.03));
    }

    @Test
    void the_backward_pass_uses_the_mask_of_the_forward_pass() {
        Layer drawn = new Dropout(0.5).forTraining(ones, new Random(7));
        Matrix y = drawn.forward(ones);
        assertThat(drawn.forward(ones)).isEqualTo(y);
        assertThat(drawn.inputGradient(ones, y, ones.map(one -> 3))).isEqualTo(y.map(v -> 3 * v));
    }

    @Test
    void its_gradient_is_right() {
        Matrix x = Matrix.of(new double[][] {{0.5, -1, 2}, {-0.3, 2, 1}});
        assertThat(GradientCheck.of(new Dropout(0.4).forTraining(x, new Random(1)), x).passed()).isTrue();
        assertThat(GradientCheck.of(new Dropout(0.4), x).passed()).isTrue();
    }

    @Test
    void the_same_seed_gives_the_same_masks_and_each_pass_another_one() {
        Dropout dropout = new Dropout(0.5);
        Random random = new Random(7);
        Matrix first = dropout.forTraining(ones, random).forward(ones);
        Matrix second = dropout.forTraining(ones, random).forward(ones);
        Random again = new Random(7);
        assertThat(dropout.forTraining(ones, again).forward(ones)).isEqualTo(first).isNotEqualTo(second);
        assertThat(dropout.forTraining(ones, again).forward(ones)).isEqualTo(second);
    }

    /** Recorded: the same on every machine, today and in ten years. */
    @Test
    void the_mask_of_seed_42_is_this() {
        Matrix x = Matrix.row(1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(new Dropout(0.5).forTraining(x, new Random(42)).forward(x))
                .isEqualTo(Matrix.row(2, 2, 0, 0, 2, 2, 0, 0));
    }

    @Test
    void an_empty_batch_draws_nothing() {
        Random random = new Random(7);
        new Dropout(0.5).forTraining(Matrix.zeros(0, 3), random);
        assertThat(random.nextLong()).isEqualTo(new Random(7).nextLong());
    }

    @Test
    void it_tells_its_probability_drawn_or_not() {
        assertThat(new Dropout(0.25).p()).isEqualTo(0.25);
        assertThat(new Dropout(0.25).name()).isEqualTo("Dropout(0.25)");
        assertThat(new Dropout(0.25).forTraining(ones, new Random(1)).name()).isEqualTo("Dropout(0.25)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void a_probability_out_of_range_is_refused(double p) {
        assertRefused(() -> new Dropout(p),  "Dropout: expected a probability p above 0 and below 1, such as 0.5, got "
                + p + ".");
    }
}
