// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.XorRuns.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
class OwnLayerTest {

    private static final Matrix X = Matrix.of(new double[][] {{0.5, -1}, {-0.3, 2}, {1.2, -0.7}});

    private static final ChapterText PAGE = new ChapterText(OwnLayer.class, OwnLayer.CHAPTER::run);

    @TempDir
    private static Path pictures;
    private static String printed;

    @BeforeAll
    static void runWithoutOptions() {
        printed = PAGE.printed(pictures);
    }

    @Test
    void the_program_prints_what_the_text_says() {
        assertThat(ChapterText.plain(printed)).isEqualTo(PAGE.blocks().get(1));
    }

    @Test
    void the_output_is_ascii_and_fits_into_84_columns() {
        ChapterText.assertFits(84, printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OwnLayer-function.svg", "OwnLayer-xor.svg"})
    void the_picture_in_the_text_is_what_is_drawn(String image) throws IOException {
        PAGE.assertShows(image, pictures, "");
    }

    @Test
    void the_layer_does_what_its_formulas_say() {
        OwnLayer.PReLU layer = new OwnLayer.PReLU();
        Matrix y = layer.forward(X);
        Matrix dy = Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}});
        layer.computeParameterGradients(X, y, dy);

        assertThat(y).isEqualTo(Matrix.of(new double[][] {{0.5, -0.25}, {-0.075, 2}, {1.2, -0.175}}));
        assertThat(layer.inputGradient(X, y, dy)).isEqualTo(Matrix.of(new double[][] {{1, 0.5}, {0.75, 4}, {5, 1.5}}));
        assertThat(layer.parameters().get(0).gradient().get(0, 0))
                .isEqualTo(2 * -1 + 3 * -0.3 + 6 * -0.7, within(1e-15));
    }

    @Test
    void the_check_passes_the_right_layer_alone_and_in_a_network() {
        Sequential model = XorProblem.network(0, 3, new OwnLayer.PReLU());

        assertThat(GradientCheck.of(new OwnLayer.PReLU(), X.copy()).passed()).isTrue();
        assertThat(GradientCheck.of(model, new BinaryCrossEntropy(), Matrix.of(new double[][] {{0.3, -1}, {-2, 0.7}}),
                Matrix.column(0, 1)).passed()).isTrue();
    }

    @Test
    void the_check_finds_the_mistake_and_where_it_is() {
        GradientCheck check = GradientCheck.of(new OwnLayer.WrongPReLU(), X.copy());

        assertThat(check.passed()).isFalse();
        assertThat(check.relativeError()).isEqualTo(0.4, within(0.01)).isGreaterThan(GradientCheck.FAIL_ABOVE);
        assertThat(check.worstEntry()).contains("slope");
        assertThat(check.numeric()).isEqualTo(1.0466, within(1e-4));
    }

    @Test
    void with_inputs_above_0_alone_a_mistake_in_the_other_branch_would_not_be_found() {
        Layer wrongBelow0 = new Layer() {
            @Override
            public Matrix forward(Matrix x) {
                return x.map(v -> v > 0 ? v : 0.25 * v);
            }

            @Override
            public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
                return dy;
            }
        };

        assertThat(GradientCheck.of(wrongBelow0, X.map(Math::abs)).passed()).isTrue();
        assertThat(GradientCheck.of(wrongBelow0, X.copy()).passed()).isFalse();
    }

    @Tag("long")
    @Test
    void the_library_s_functions_never_solve_xor_with_one_hidden_neuron() {
        List<Supplier<Layer>> functions = List.of(Sigmoid::new, Tanh::new, ReLU::new, LeakyReLU::new);

        assertThat(functions).allMatch(function -> OwnLayer.solved(function, 50) == 0);
    }

    @Tag("long")
    @Test
    void every_network_that_solves_it_has_learned_a_slope_below_0() {
        IntStream.range(0, 50).forEach(seed -> {
            OwnLayer.PReLU activation = new OwnLayer.PReLU();
            Sequential model = XorProblem.trained(seed, 1, activation, 1000, 0.05);
            if (TruthTable.XOR.isSolvedBy(model)) {
                assertThat(activation.slope()).isNegative();
            }
        });
    }

    @Tag("long")
    @Test
    void most_that_fail_have_all_rows_on_one_side_of_the_neuron_s_line_and_two_neurons_do_better() {
        List<Sequential> failed = IntStream.range(0, 100)
                .mapToObj(seed -> XorProblem.trained(seed, 1, new OwnLayer.PReLU(), 1000, 0.05))
                .filter(model -> TruthTable.XOR.rowsRight(model) < 4).toList();
        long failedWithTwo = IntStream.range(0, 100)
                .mapToObj(seed -> XorProblem.trained(seed, 2, new OwnLayer.PReLU(), 1000, 0.05))
                .filter(model -> TruthTable.XOR.rowsRight(model) < 4).count();

        assertThat(failed.stream().filter(model -> !Ending.of(model).bent()).count()).isGreaterThan(failed.size() / 2);
        assertThat(failedWithTwo).isLessThan(failed.size());
    }
}
