// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets the default locale")
class HandCalculationTest {

    private static final Offset<Double> ROUNDING = within(1e-15);

    private final ChapterText page = new ChapterText(HandCalculation.class, HandCalculation.CHAPTER::run);
    private final ForwardPass pass = PaperNetwork.model().forward(PaperNetwork.input());

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        assertThat(page.assertShowsWhatTheProgramDoes(folder)).contains("Yes.", "a probability of 58 %");
    }

    @Test
    void the_calculation_by_hand_is_the_librarys_to_15_digits() {
        double h0 = sigmoid(0.5 + 0.5 - 0.5);
        double h1 = sigmoid(-1 + 0.25 - 0.25);
        double z = 2 * h0 - 1.5 * h1 - 0.5;
        double p = sigmoid(z);

        assertThat(pass.activation(1).values()).containsExactly(0.5, -1);
        assertThat(pass.activation(2).values()).containsExactly(new double[] {h0, h1}, ROUNDING);
        assertThat(pass.activation(3).values()).containsExactly(new double[] {z}, ROUNDING);
        assertThat(pass.output().values()).containsExactly(new double[] {p}, ROUNDING);
        assertThat(PaperNetwork.loss().value(pass.output(), PaperNetwork.target())).isCloseTo(-Math.log(p), ROUNDING);
    }

    @Test
    void both_columns_of_the_table_are_equal_to_15_digits() {
        List<HandCalculation.Step> steps = HandCalculation.steps();

        assertThat(steps).hasSize(7);
        assertThat(steps).allSatisfy(step -> assertThat(step.byHand()).isCloseTo(step.byLibrary(), ROUNDING));
    }

    @Test
    void losses_of_other_answers_are_those_in_the_text() {
        assertThat(page.text()).contains("one of 1/2 costs 0.693; one of 0.01 costs 4.6",
                "1 − 0.584556 = 0.415444", "−ln 0.415444 = 0.8784.");
        assertThat(-Math.log(0.5)).isCloseTo(0.693, within(0.0005));
        assertThat(-Math.log(0.01)).isCloseTo(4.6, within(0.05));
        assertThat(1 - pass.output().get(0, 0)).isCloseTo(0.415444, within(0.0000005));
        assertThat(new BinaryCrossEntropy().value(pass.output(), Matrix.row(0))).isCloseTo(0.8784, within(0.00005));
    }

    @Test
    void without_the_sigmoid_in_the_middle_it_would_be_a_single_neuron() {
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            double x0 = random.nextDouble();
            double x1 = random.nextDouble();
            Matrix sums = PaperNetwork.model().layers().get(0).forward(Matrix.row(x0, x1));
            assertThat(PaperNetwork.model().layers().get(2).forward(sums).get(0, 0))
                    .isCloseTo(2.5 * x0 + 1.25 * x1 - 1.125, ROUNDING);
        }
    }

    @Test
    void a_blacker_first_pixel_makes_the_network_surer() {
        assertThat(pass.backwardToInput(Matrix.row(1)).gradient(0).get(0, 0)).isPositive();
        assertThat(ChainRule.slopeByLibrary()).isCloseTo(0.53, within(0.005));
        assertThat(page.text()).contains("about 0.53 times as much as the pixel changes");
    }

    @Test
    void parameters_and_multiplications_are_as_many_as_the_text_says() {
        assertThat(PaperNetwork.model().parameterCount()).isEqualTo(9);
        assertThat(PaperNetwork.model().summary().multiplications()).isEqualTo(6);
        assertThat(BinaryMnist.classifier(784, new int[] {16}, new Random(1)).summary().multiplications())
                .isEqualTo(12_560);
        assertThat(page.text()).contains("12,560 multiplications instead of 6", "<p>Nine: four weights and two biases");
    }
}
