// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class BackpropagationTest {

    private static final Offset<Double> ROUNDING = within(1e-15);

    private final ChapterText page = new ChapterText(Backpropagation.class, Backpropagation.CHAPTER::run);
    private final ChainRuleTrace trace = ChainRuleTrace.of(PaperNetwork.model(), PaperNetwork.loss(),
            PaperNetwork.input(), PaperNetwork.target());

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private void assertGradient(String name, double... expected) {
        assertThat(trace.product(name).value().values()).as(name).containsExactly(expected, ROUNDING);
    }

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        assertThat(page.assertShowsWhatTheProgramDoes(folder)).contains("The gradients agree, but for rounding.");
    }

    @Test
    void on_request_the_whole_trace_is_printed(@TempDir Path folder) {
        assertThat(page.run("--trace", "--pictures", folder.toString()).out()).startsWith(trace.toString());
    }

    @Test
    void the_gradients_are_those_on_paper() {
        double h0 = sigmoid(0.5);
        double h1 = sigmoid(-1);
        double p = sigmoid(2 * h0 - 1.5 * h1 - 0.5);
        double dz = p - 1;
        double d0 = dz * 2 * h0 * (1 - h0);
        double d1 = dz * -1.5 * h1 * (1 - h1);

        assertGradient("dL/da4", -1 / p);
        assertGradient("dL/da3", dz);
        assertGradient("dL/dW2", h0 * dz, h1 * dz);
        assertGradient("dL/db2", dz);
        assertGradient("dL/da2", 2 * dz, -1.5 * dz);
        assertGradient("dL/da1", d0, d1);
        assertGradient("dL/dW0", d0, d1, 0.5 * d0, 0.5 * d1);
        assertGradient("dL/db0", d0, d1);
        assertThat(d1).as("the second hidden neuron is turned down").isPositive();
    }

    @Test
    void multiplications_are_11_with_reuse_and_18_without() {
        assertThat(trace.multiplications()).isEqualTo(1 + 2 + 2 + 2 + 4).isEqualTo(11);
        assertThat(trace.multiplicationsWithoutReuse()).isEqualTo((1 + 2) + 1 + (1 + 2 + 2 + 4) + (1 + 2 + 2))
                .isEqualTo(18);
        assertThat(page.text()).contains("takes 11 multiplications on the way back", "it would be 18");
    }

    /** Beside the products of matrices, 16 · 16 multiplications each, there are 16 for each tanh on the way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 20})
    void it_is_2k_minus_1_products_of_matrices_with_reuse_and_k_squared_without(int k) {
        ChainRuleTrace deep = Backpropagation.deep(k);

        assertThat(deep.multiplications()).isEqualTo(256L * (2 * k - 1) + 16L * k);
        assertThat(deep.multiplicationsWithoutReuse()).isEqualTo(256L * k * k + 16L * k * (k + 1));
    }

    @Test
    void the_largest_counts_are_those_that_the_picture_describes() {
        ChainRuleTrace deep = Backpropagation.deep(20);

        assertThat(page.text()).contains(String.format(Locale.ROOT, "up to %,d; without", deep.multiplications()),
                String.format(Locale.ROOT, "up to %,d.", deep.multiplicationsWithoutReuse()));
    }

    @Test
    void the_gradient_check_passes_and_rounding_explains_all_of_the_difference() {
        GradientCheck check = Backpropagation.check();

        assertThat(check.passed()).isTrue();
        assertThat(check.relativeError()).isZero();
        assertThat(check.entryCount()).isEqualTo(9 + 2);
    }

    @Test
    void one_step_makes_the_loss_smaller() {
        assertThat(Backpropagation.step()[0]).isCloseTo(0.537, within(0.0005));
        assertThat(Backpropagation.step()[1]).isCloseTo(0.255, within(0.0005));
        assertThat(page.text()).contains("the loss fell from 0.537 to 0.255");
    }

    @Test
    void for_both_classes_the_slope_of_the_loss_is_that_in_the_text() {
        double p = trace.forward().output().get(0, 0);

        for (int t = 0; t <= 1; t++) {
            assertThat(PaperNetwork.loss().gradient(trace.forward().output(), Matrix.row(t)).get(0, 0))
                    .isCloseTo(-t / p + (1 - t) / (1 - p), within(1e-14))
                    .isCloseTo((p - t) / (p * (1 - p)), within(1e-14));
        }
    }

    @Test
    void the_slope_of_the_last_sigmoid_is_that_in_the_text() {
        double p = trace.forward().output().get(0, 0);

        assertThat(p * (1 - p)).isCloseTo(0.243, within(0.0005));
        assertThat(page.text()).contains("a4·(1 − a4) = 0.243", "dL/db2 = dL/da3 = −0.4154 = a4 − 1");
        assertThat(p - 1).isCloseTo(-0.4154, within(0.00005));
    }
}
