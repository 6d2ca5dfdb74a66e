package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearSeparabilityTest {

    private static final long SEED = 42;

    @TempDir
    private static Path pictures;
    private static Run printed;

    @BeforeAll
    static void runWithoutOptions() {
        printed = run();
    }

    private static Run run(String... options) {
        String[] args = Stream.concat(Stream.of("--pictures", pictures.toString()), Stream.of(options))
                .toArray(String[]::new);
        return ChapterText.run((out, err) -> LinearSeparability.run(args, out, err));
    }

    /** As if the pictures had been saved in the usual folder. */
    private static String text(Run run) {
        return ChapterText.plain(run.out().replace(pictures.toString().replace('\\', '/'), "target/pictures"));
    }

    private static String block(int n) throws IOException {
        return ChapterText.blocks(LinearSeparability.class).get(n);
    }

    private static void assertIsShown(String image, String svg, String options) throws IOException {
        ChapterText.assertIsShown(image, svg, "mvn -q compile exec:exec"
                + " -Dchapter=LinearSeparability -Dargs=\"" + options
                + "--pictures src/main/javadoc/io/github/chainrule/walkthrough/doc-files\"");
    }

    @Test
    void the_program_prints_what_the_text_says() throws IOException {
        assertThat(printed.status()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(text(printed)).isEqualTo(block(2));
    }

    @Test
    void the_output_is_ascii_and_fits_into_80_columns() {
        assertThat(printed.out().chars()).allMatch(c -> c == '\n' || c >= ' ' && c <= '~');
        assertThat(printed.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @EnumSource(TruthTable.class)
    void the_picture_in_the_text_is_what_is_drawn(TruthTable table) throws IOException {
        String image = "LinearSeparability-" + table + ".svg";

        assertIsShown(image, Files.readString(pictures.resolve(image)), "");
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
        Matrix p = neuron.predict(TruthTable.inputs());

        assertThat(p.values()).containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(5e-4));
        assertThat(TruthTable.XOR.loss(neuron)).isEqualTo(Math.log(2), within(1e-6));
        assertThat(((Linear) neuron.layers().get(0)).weight().value().values())
                .containsExactly(new double[] {0, 0}, within(5e-3));
    }

    @Test
    void lines_make_all_functions_of_two_inputs_but_two() {
        assertThat(LinearSeparability.functionsOfLines()).hasSize(14).doesNotContain("0110", "1001");
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
        Run wrong = run("--seed", "x");

        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).isEqualTo("--seed must be a whole number, not 'x' (--help shows all options)\n");
    }
}
