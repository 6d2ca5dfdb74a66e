// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Adam;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets the default locale")
class InsideAdamTest {

    private static final List<IntToDoubleFunction> GRADIENTS = List.of(t -> 5, t -> 0.05, t -> t % 2 == 1 ? 5 : -5,
            t -> 5 * Math.pow(0.8, t - 1), t -> t == 1 ? 5 : 0);

    private final ChapterText page = new ChapterText(InsideAdam.class, InsideAdam.CHAPTER::run);

    @Test
    void the_text_shows_what_the_program_prints() {
        Run run = page.run();

        assertThat(run.status()).as(run.err()).isZero();
        ChapterText.assertFits(80, run.out());
        assertThat(page.block("output")).isEqualTo(ChapterText.plain(run.out()));
    }

    @Test
    void the_loop_by_hand_moves_a_weight_exactly_as_the_library_s_adam() {
        for (IntToDoubleFunction gradient : GRADIENTS) {
            Linear neuron = new Linear(Matrix.row(0), Matrix.row(0));
            Adam adam = new Adam(List.of(neuron.weight()), 0.001);
            double[] moves = InsideAdam.moves(gradient, 30);
            double w = 0;
            for (int t = 1; t <= 30; t++) {
                neuron.weight().setGradient(Matrix.row(gradient.applyAsDouble(t)));
                adam.step();
                w -= moves[t - 1];
                assertThat(neuron.weight().value().get(0, 0)).isCloseTo(w, within(1e-15));
            }
        }
    }

    @Test
    void without_bias_correction_the_first_step_would_be_3_16_times_as_long() {
        assertThat(0.1 / Math.sqrt(0.001)).isCloseTo(3.16, within(0.005));
        assertThat(page.text()).contains("0.1 / √0.001 = 3.16 times");
    }

    /** The exercises: no correction, one memory for both, and a gradient at every tenth step. */
    @Test
    void the_exercises_come_out_as_they_say() {
        double[] uncorrected = moves(GRADIENTS.get(0), 0.999, 1000, false);
        double[] forgetful = moves(GRADIENTS.get(3), 0.9, 20, true);
        double[] rare = moves(t -> t % 10 == 0 ? 1 : 0, 0.999, 400, true);

        assertThat(uncorrected[0]).isCloseTo(0.00316, within(5e-6));
        assertThat(uncorrected[19]).isCloseTo(0.0062, within(5e-5));
        assertThat(forgetful[19]).isCloseTo(0.00054, within(5e-6));
        assertThat(rare[399]).isCloseTo(0.00048, within(5e-6));
        assertThat(rare[398]).isCloseTo(0.00019, within(5e-6));
    }

    private static double[] moves(IntToDoubleFunction gradient, double beta2, int steps, boolean corrected) {
        double[] moves = new double[steps];
        double m = 0;
        double v = 0;
        for (int t = 1; t <= steps; t++) {
            double g = gradient.applyAsDouble(t);
            m = 0.9 * m + 0.1 * g;
            v = beta2 * v + (1 - beta2) * g * g;
            double mean = corrected ? m / (1 - Math.pow(0.9, t)) : m;
            double square = corrected ? v / (1 - Math.pow(beta2, t)) : v;
            moves[t - 1] = 0.001 * mean / (Math.sqrt(square) + 1e-8);
        }
        return moves;
    }
}
