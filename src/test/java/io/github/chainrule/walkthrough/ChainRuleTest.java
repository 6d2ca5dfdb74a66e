// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import io.github.chainrule.walkthrough.parts.Slopes;
import io.github.chainrule.walkthrough.parts.Slopes.CountedMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class ChainRuleTest {

    private final ChapterText page = new ChapterText(ChainRule.class, ChainRule.CHAPTER::run);

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        page.assertShowsWhatTheProgramDoes(folder);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.3, 0, 0.5, 1.1, 3})
    void the_analytic_slope_is_the_numeric_one(double x) {
        assertThat(ChainRule.slope(x)).isCloseTo(2 * x * Math.cos(x * x), within(1e-15));
        assertThat(ChainRule.slope(x)).isCloseTo(ChainRule.numericSlope(v -> Math.sin(v * v), x, 1e-5), within(1e-8));
    }

    @Test
    void two_sides_are_better_than_one_and_best_near_1e_5_and_1e_6() {
        for (int exponent = -4; exponent <= -1; exponent++) {
            double h = Slopes.h(exponent);
            assertThat(ChainRule.twoSidedError(h)).isLessThan(ChainRule.oneSidedError(h) / 5);
        }
        for (int exponent = -4; exponent <= -2; exponent++) {
            double ten = Slopes.h(exponent);
            double one = Slopes.h(exponent - 1);
            assertThat(ChainRule.twoSidedError(ten) / ChainRule.twoSidedError(one)).isCloseTo(100, within(5.0));
            assertThat(ChainRule.oneSidedError(ten) / ChainRule.oneSidedError(one)).isCloseTo(10, within(0.5));
        }
        double[] best = {ChainRule.twoSidedError(1e-5), ChainRule.twoSidedError(1e-6)};
        assertThat(Math.max(best[0], best[1])).isLessThan(5e-10);
        for (int exponent : new int[] {-14, -13, -12, -11, -10, -9, -8, -7, -4, -3, -2, -1}) {
            assertThat(ChainRule.twoSidedError(Slopes.h(exponent))).isGreaterThan(Math.max(best[0], best[1]));
        }
    }

    @Test
    void the_slope_of_the_sine_is_taken_at_u() {
        assertThat(ChainRule.fSlope(ChainRule.g(1.1))).isCloseTo(0.353, within(0.0005));
        assertThat(ChainRule.fSlope(1.1)).isCloseTo(0.454, within(0.0005));
        assertThat(page.text()).contains("the sine has the slope cos 1.21 = 0.353", "at 1.1, which is 0.454");
    }

    @Test
    void the_product_of_the_layers_slopes_is_what_calculus_says_and_the_library() {
        double a2 = Math.tanh(1.5 * 0.8 - 0.5);
        double a4 = 1 / (1 + Math.exp(2 * a2 - 1));
        double expected = 1.5 * (1 - a2 * a2) * -2 * a4 * (1 - a4);
        Sequential model = new Sequential(ChainRule.CHAIN.toArray(Layer[]::new));
        double[] slopes = ChainRule.slopes(ChainRule.CHAIN, ChainRule.A0);

        assertThat(ChainRule.product(slopes, 0)).isCloseTo(expected, within(1e-15));
        assertThat(model.forward(ChainRule.A0).backwardToInput(Matrix.row(1)).gradient(0).get(0, 0))
                .isCloseTo(expected, within(1e-15));
        assertThat(ChainRule.numericSlope(x -> model.output(Matrix.row(x)).get(0, 0), 0.8, 1e-5))
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void the_two_paths_to_a3_add_up_to_the_librarys_slope() {
        Matrix w0 = Matrix.of(new double[] {0.5, -1}, new double[] {1, 0.5});
        Matrix w2 = Matrix.column(2, -1.5);
        double[] paths = ChainRule.paths(w0, w2, PaperNetwork.model().forward(PaperNetwork.input()).activation(2));

        assertThat(paths).containsExactly(new double[] {0.235, 0.295}, within(0.0005));
        assertThat(paths[0] + paths[1]).isCloseTo(ChainRule.slopeByLibrary(), within(1e-15));
        assertThat(page.text()).contains("about 0.53·h: 0.235·h comes through hidden neuron 0, and 0.295·h");
    }

    @Test
    void the_matrix_of_slopes_of_a_weighted_sum_is_w_the_other_way_round() {
        Matrix w = Matrix.of(new double[] {0.5, -1}, new double[] {1, 0.5}, new double[] {3, 4});
        Linear step = new Linear(w, Matrix.row(0, 0));
        Matrix x = Matrix.row(1, 2, 3);
        Matrix end = Matrix.row(0.3, -2);

        assertThat(step.inputGradient(x, step.forward(x), end)).isEqualTo(end.times(w.transpose()));
    }

    @Test
    void from_the_end_it_is_the_same_with_a_sixtieth_of_the_work() {
        List<CountedMatrix> orders = ChainRule.inBothOrders();
        long backward = orders.get(0).multiplications();
        long forward = orders.get(1).multiplications();

        assertThat(backward).isEqualTo(64 * 128 + 128 * 784).isEqualTo(108_544);
        assertThat(forward).isEqualTo(64 * 128 * 784 + 64 * 784).isEqualTo(6_472_704);
        assertThat((double) forward / backward).isCloseTo(60, within(0.5));
        assertThat(orders.get(0).value().shape()).isEqualTo("(1 x 784)");
        assertThat(orders.get(0).value().values()).containsExactly(orders.get(1).value().values(), within(1e-16));
    }

    @Test
    void ten_slopes_of_a_quarter_leave_a_millionth() {
        assertThat(Math.pow(0.25, 10)).isCloseTo(0.00000095, within(5e-9));
        assertThat(page.text()).contains("0.00000095");
    }

    @Test
    void all_slopes_backwards_cost_about_as_much_as_the_network_itself() {
        Sequential lecture = BinaryMnist.classifier(784, new int[] {16}, new Random(1));
        ChainRuleTrace trace = ChainRuleTrace.of(lecture, new BinaryCrossEntropy(), Matrix.zeros(1, 784),
                Matrix.row(1));

        assertThat(lecture.parameterCount()).isEqualTo(12_577);
        assertThat(2 * lecture.parameterCount()).isEqualTo(25_154);
        assertThat((double) trace.multiplications() / lecture.summary().multiplications()).isBetween(1.0, 1.01);
    }
}
