package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of {@link BinaryMnist}, and that its loop written out does what the program does. */
class BinaryMnistByHandTest {

    private static final ChapterText PAGE = new ChapterText(BinaryMnist.class, BinaryMnist::run);

    @TempDir
    private static Path folder;
    private static Run program;
    private static Run byHand;

    @BeforeAll
    static void run() {
        program = PAGE.run("--report", folder.resolve("report.html").toString());
        byHand = PAGE.run("--by-hand", "--pictures", folder.toString());
    }

    /** What isn't the same everywhere: the kernel, the time, and where the report is. */
    private static String everywhere(String printed) {
        return ChapterText.plain(printed).replaceAll("\\(kernel: .*\\)", "(kernel: some)")
                .replaceAll("\\d+\\.\\d\\d s\\b", "some s").replaceAll("report: .*", "report: some");
    }

    @Test
    void the_text_shows_what_the_program_prints() throws IOException {
        assertThat(program.status()).as(program.err()).isZero();
        assertThat(PAGE.blocks().stream().map(BinaryMnistByHandTest::everywhere))
                .contains(everywhere(program.out()));
    }

    @Test
    void the_loop_written_out_comes_to_the_same_result() {
        assertThat(byHand.status()).as(byHand.err()).isZero();
        assertThat(byHand.out()).startsWith("test: loss 0.0026, accuracy 0.9995 (2,114 of 2,115 right)\n");
        assertThat(program.out()).contains("accuracy 0.9995 (2,114 of 2,115 right)\n");
    }

    @Test
    void the_losses_go_from_that_of_knowing_nothing_to_less_than_a_hundredth_of_it_in_594_steps() throws IOException {
        List<Double> losses = BinaryMnist.trainedByHand(Mnist.load().train(Task.pair(0, 1))).losses();

        assertThat(losses).hasSize(3 * 198);
        assertThat(losses.get(0)).isCloseTo(Math.log(2), within(0.03));
        assertThat(losses.subList(396, 594).stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .isLessThan(0.00693);
    }

    @Test
    void the_pictures_are_what_is_drawn_today() throws IOException {
        for (String name : new String[] {"BinaryMnist-digits.svg", "BinaryMnist-loss.svg"}) {
            PAGE.assertShows(name, folder, "--by-hand ");
        }
    }
}
