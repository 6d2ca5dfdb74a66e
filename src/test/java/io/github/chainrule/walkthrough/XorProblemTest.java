// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.XorRuns.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it sets the default locale")
@Tag("long")
class XorProblemTest {

    private static final Pattern LINE =
            Pattern.compile("(?m)^ +(\\w+) +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+)$");
    private static final int SEEDS = 100;
    private static final int FULL = 1000;

    private static final ChapterText PAGE = new ChapterText(XorProblem.class, XorProblem.CHAPTER::run);

    @TempDir
    private static Path pictures;
    private static String printed;

    /** A line of the table. */
    private record Line(String activation, int hidden, int failed, int merged, int unbent, int both, int neither) {

        static List<Line> of(String table) {
            return LINE.matcher(table).results().map(match -> new Line(match.group(1), Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)), Integer.parseInt(match.group(4)),
                    Integer.parseInt(match.group(5)), Integer.parseInt(match.group(6)),
                    Integer.parseInt(match.group(7)))).toList();
        }
    }

    @BeforeAll
    static void runWithoutOptions() {
        printed = PAGE.printed(pictures);
    }

    private static Sequential shown(long seed) {
        return XorProblem.trained(seed, 2, new Tanh(), 1000, 0.05);
    }

    @Test
    void the_program_begins_with_what_the_text_says() {
        assertThat(ChapterText.plain(printed))
                .startsWith(PAGE.block("output") + "\n\nHow many of 100 runs fail (seeds 0 to 99), and why");
        ChapterText.assertFits(80, printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XorProblem-inputs.svg", "XorProblem-hidden.svg", "XorProblem-stuck.svg",
        "XorProblem-activations.svg", "XorProblem-circles1.svg", "XorProblem-circles2.svg", "XorProblem-circles3.svg",
        "XorProblem-circles8.svg"})
    void the_picture_in_the_text_is_what_is_drawn(String image) throws IOException {
        PAGE.assertShows(image, pictures, "--full ");
    }

    /** The tested seeds are the first tenth of those of the table. */
    @Test
    void the_table_in_the_text_goes_with_the_tested_seeds() {
        List<Line> quick = Line.of(printed);
        List<Line> full = Line.of(PAGE.block("full"));

        assertThat(full).hasSize(20);
        assertThat(quick).hasSize(20);
        for (int i = 0; i < full.size(); i++) {
            Line few = quick.get(i);
            Line many = full.get(i);
            double share = (double) many.failed / FULL;
            assertThat(few).extracting(Line::activation, Line::hidden).containsExactly(many.activation, many.hidden);
            assertThat(few.failed).isLessThanOrEqualTo(many.failed);
            assertThat(few.merged).isLessThanOrEqualTo(many.merged);
            assertThat(few.unbent).isLessThanOrEqualTo(many.unbent);
            assertThat(few.both).isLessThanOrEqualTo(many.both);
            assertThat((double) few.failed).as("%s", many)
                    .isEqualTo(share * SEEDS, within(1 + 4 * Math.sqrt(SEEDS * share * (1 - share))));
        }
    }

    @Test
    void the_figures_in_the_text_are_those_of_the_table() {
        List<Line> full = Line.of(PAGE.block("full"));

        assertThat(full.stream().mapToInt(Line::failed).sum()).isEqualTo(3829);
        assertThat(full.stream().mapToInt(Line::both).sum()).isEqualTo(955);
        assertThat(PAGE.text()).contains("955 of the failures are both", "all of these 4,000 do");
        assertThat(full).allMatch(line -> line.neither == 0 && line.merged + line.unbent + line.both == line.failed)
                .contains(new Line("Tanh", 4, FULL - 964, 36, 0, 0, 0))
                .filteredOn(line -> line.hidden == 16).hasSize(4).allMatch(line -> line.failed == 0);
        assertThat(PAGE.block("full")).endsWith("\n\nOf the 3,829 that failed, all are in one place or not bent;\n"
                + "of the 16,171 that solved it, 5 are.");
    }

    @Test
    void with_four_tanh_neurons_97_of_the_first_100_seeds_solve_it() {
        assertThat(Line.of(printed)).contains(new Line("Tanh", 4, 3, 3, 0, 0, 0));
    }

    @Test
    void each_failure_has_one_of_the_two_reasons() {
        assertThat(Line.of(printed)).allMatch(line -> line.neither == 0);
        assertThat(printed).contains("Of the 388 that failed, all are in one place or not bent;\n"
                + "of the 1,612 that solved it, none are.\n");
    }

    @Test
    void hidden_neurons_that_begin_equal_stay_equal() {
        Linear first = new Linear(Matrix.of(new double[][] {{0.3, 0.3}, {-0.7, -0.7}}), Matrix.row(0.1, 0.1));
        Linear second = new Linear(Matrix.column(0.5, 0.5), Matrix.row(0));
        Sequential model = new Sequential(first, new Tanh(), second, new Sigmoid());

        TruthTable.XOR.train(model, new Adam(model.parameters(), 0.05), 200);

        Matrix w = first.weight().value();
        assertThat(w.get(0, 0)).isEqualTo(w.get(0, 1)).isNotEqualTo(0.3);
        assertThat(w.get(1, 0)).isEqualTo(w.get(1, 1));
        assertThat(TruthTable.XOR.rowsRight(model)).isLessThan(4);
    }

    @Test
    void where_it_is_solved_every_row_is_right_and_both_circles_are_close_together() {
        Sequential model = shown(0);
        Matrix p = model.output(TruthTable.inputs());
        Matrix h = model.forward(TruthTable.inputs()).activation(2);

        assertThat(p.get(0, 0)).isLessThan(0.5);
        assertThat(p.get(1, 0)).isGreaterThan(0.5);
        assertThat(p.get(2, 0)).isGreaterThan(0.5);
        assertThat(p.get(3, 0)).isLessThan(0.5);
        assertThat(Ending.of(model)).isEqualTo(new Ending(true, false, true));
        for (int j = 0; j < 2; j++) {
            assertThat(h.get(0, j)).isEqualTo(h.get(3, j), within(0.02));
        }
    }

    @Test
    void where_it_is_stuck_two_rows_are_saturated_and_in_one_place() {
        Sequential model = shown(1);
        Matrix h = model.forward(TruthTable.inputs()).activation(2);

        assertThat(TruthTable.XOR.rowsRight(model)).isLessThan(4);
        assertThat(TruthTable.XOR.loss(model)).isEqualTo(Math.log(2) / 2, within(2e-3));
        assertThat(Ending.of(model)).isEqualTo(new Ending(false, true, true));
        for (int row : new int[] {1, 3}) {
            for (int j = 0; j < 2; j++) {
                assertThat(1 - h.get(row, j) * h.get(row, j)).isLessThan(0.00025);
            }
        }
    }

    @Test
    void a_row_for_which_all_relus_are_off_is_at_the_origin() {
        Linear hidden = new Linear(Matrix.of(new double[][] {{-1, -1}, {-1, -2}}), Matrix.row(0.5, 0.5));
        Sequential model = new Sequential(hidden, new ReLU(), new Linear(Matrix.column(1, 1), Matrix.row(0)),
                new Sigmoid());

        assertThat(Ending.of(model)).isEqualTo(new Ending(false, true, true));
        assertThat(model.forward(TruthTable.inputs()).activation(2).values()).endsWith(0, 0, 0, 0, 0, 0);
    }

    @Test
    void a_network_that_is_not_bent_ends_where_one_neuron_does() {
        List<Sequential> unbent = IntStream.range(0, 20)
                .mapToObj(seed -> XorProblem.trained(seed, 2, new LeakyReLU(), 1000, 0.05))
                .filter(model -> !Ending.of(model).bent()).toList();

        assertThat(unbent).isNotEmpty().allSatisfy(model -> assertThat(TruthTable.XOR.loss(model))
                .isEqualTo(Math.log(2), within(1e-3)));
    }

    @Test
    void without_an_activation_function_it_never_works() {
        assertThat(IntStream.range(0, 20)).allMatch(seed -> {
            Random random = TruthTable.random(seed);
            Sequential model = new Sequential(new Linear(2, 4, random), new Linear(4, 4, random),
                    new Linear(4, 1, random), new Sigmoid());
            TruthTable.XOR.train(model, new Adam(model.parameters(), 0.05), 500);
            return TruthTable.XOR.rowsRight(model) <= 3;
        });
    }

    @Test
    void the_second_layer_of_the_picture_is_that_of_the_network() {
        Sequential model = shown(0);
        Sequential second = new Sequential(model.layers().get(2), model.layers().get(3));

        assertThat(second.output(model.forward(TruthTable.inputs()).activation(2)))
                .isEqualTo(model.output(TruthTable.inputs()));
    }

    @Test
    void it_ends_well_where_there_is_nothing_solved_to_show() {
        assertThat(PAGE.printed(pictures.resolve("one-step"), "--steps", "1"))
                .contains("Seed 0 doesn't:").doesNotContain("solves it:");
    }
}
