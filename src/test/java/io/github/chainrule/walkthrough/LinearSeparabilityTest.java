// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.TruthTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("it sets the default locale")
class LinearSeparabilityTest {

    private static final long SEED = 42;

    private final ChapterText page = new ChapterText(LinearSeparability.class, LinearSeparability.CHAPTER::run);

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        page.assertShowsWhatTheProgramDoes(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"AND", "OR"})
    void one_neuron_learns_and_and_or(TruthTable table) {
        assertThat(IntStream.range(0, 50)).allMatch(seed ->
                table.rowsRight(LinearSeparability.trained(table, seed)) == 4);
    }

    /** Also with other seeds than those of the program. */
    @Test
    void one_neuron_never_has_more_than_three_rows_of_xor_right() {
        assertThat(IntStream.range(5000, 5200)).allMatch(seed ->
                LinearSeparability.mostRowsRight(TruthTable.XOR, seed) <= 3);
    }

    @Test
    void for_xor_it_ends_with_one_half_in_each_row_and_a_loss_of_ln_2() {
        Sequential neuron = LinearSeparability.trained(TruthTable.XOR, SEED);
        Matrix p = neuron.output(TruthTable.inputs());

        assertThat(p.values()).containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(5e-4));
        assertThat(TruthTable.XOR.loss(neuron)).isEqualTo(Math.log(2), within(1e-6));
        assertThat(((Linear) neuron.layers().get(0)).weight().value().values())
                .containsExactly(new double[] {0, 0}, within(5e-3));
    }

    @Test
    void no_weights_are_better_for_xor_than_zero_because_both_pairs_of_rows_have_the_same_sum() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            Linear linear = new Linear(Matrix.column(random.nextGaussian(), random.nextGaussian()),
                    Matrix.row(random.nextGaussian()));
            double[] z = linear.forward(TruthTable.inputs()).values();

            assertThat(z[1] + z[2]).isEqualTo(z[0] + z[3], within(1e-14));
            assertThat(TruthTable.XOR.loss(new Sequential(linear, new Sigmoid()))).isGreaterThan(Math.log(2));
        }
    }

    @Test
    void lines_make_all_functions_of_two_inputs_but_two() {
        Set<String> made = new TreeSet<>();
        for (int w0 = -2; w0 <= 2; w0++) {
            for (int w1 = -2; w1 <= 2; w1++) {
                for (double b = -3.5; b <= 3.5; b++) {
                    Matrix z = new Linear(Matrix.column(w0, w1), Matrix.row(b)).forward(TruthTable.inputs());
                    made.add(Arrays.stream(z.values()).mapToObj(v -> v > 0 ? "1" : "0").collect(Collectors.joining()));
                }
            }
        }
        assertThat(made).hasSize(14).doesNotContain("0110", "1001");
    }

    @Test
    void to_be_sure_and_wrong_costs_more_than_to_know_nothing() {
        assertThat(-Math.log(0.02)).isEqualTo(3.9, within(0.05));
        assertThat(-Math.log(0.5)).isEqualTo(0.693, within(5e-4));
    }

    @Test
    void a_third_input_that_is_the_product_makes_xor_separable() {
        Matrix x = Matrix.of(new double[][] {{0, 0, 0}, {0, 1, 0}, {1, 0, 0}, {1, 1, 1}});
        Linear linear = new Linear(Matrix.column(1, 1, -2), Matrix.row(-0.5));

        assertThat(linear.forward(x)).isEqualTo(Matrix.column(-0.5, 0.5, 0.5, -0.5));
    }

    @Test
    void a_wrong_option_is_refused() {
        Run wrong = page.run("--seed", "x");

        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).isEqualTo("--seed must be a whole number, not 'x' (--help shows all options)\n");
    }
}
