// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The text of {@link BinaryMnist}, and that its loop written out does what the program does. */
@Isolated("it sets the default locale")
class BinaryMnistByHandTest {

    private static final ChapterText PAGE = new ChapterText(BinaryMnist.class, BinaryMnist.CHAPTER::run);

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
        assertThat(PAGE.blocks().stream().map(BinaryMnistByHandTest::everywhere)).contains(everywhere(program.out()));
    }

    /** That program runs with PyTorch: what is shown is what is run. */
    @Test
    void the_lecture_s_program_is_shown_as_it_is_kept() throws IOException {
        String program = Files.readString(Path.of("src", "bench", "peers", "lecture.py")).replace("\r\n", "\n");
        List<String> shown = PAGE.blocks("python");

        assertThat(shown).hasSize(2).allMatch(part -> program.replaceAll("(?m)^    ", "").contains(part)
                || program.contains(part));
    }

    /** In the median over all moves of the weights of pixels with ink; only the first is the learning rate itself. */
    @Test
    void after_its_first_step_adam_moves_most_weights_by_far_less_than_the_learning_rate() throws IOException {
        double[][] moves = adamsMoves(Mnist.load().training(Task.pair(0, 1)));

        assertThat(median(moves[0])).isCloseTo(1, within(0.001));
        assertThat(median(moves[9])).isLessThan(0.5);
        assertThat(median(Arrays.stream(moves).flatMapToDouble(Arrays::stream).toArray())).isLessThan(0.05);
    }

    /** How far each step of three epochs moves each weight of a pixel with ink, in learning rates. */
    private static double[][] adamsMoves(ImageDataset train) {
        boolean[] ink = new boolean[784];
        IntStream.range(0, train.size()).mapToObj(train::pixels).forEach(pixels ->
                IntStream.range(0, 784).filter(k -> pixels[k] > 0).forEach(k -> ink[k] = true));
        Sequential model = BinaryMnist.classifier(784, new int[] {16}, new Random(42));
        Matrix weights = model.parameters().get(0).value();
        int[] inked = IntStream.range(0, weights.values().length).filter(k -> ink[k / 16]).toArray();
        Adam adam = new Adam(model.parameters(), 0.001);
        BinaryCrossEntropy loss = new BinaryCrossEntropy();
        List<double[]> moves = new ArrayList<>();
        Batches batches = Batches.shuffled(train, 64, 42);
        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : batches) {
                double[] before = weights.values().clone();
                ForwardPass pass = model.forward(batch.inputs());
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                adam.step();
                moves.add(IntStream.of(inked).mapToDouble(k -> Math.abs(weights.values()[k] - before[k]) / 0.001)
                        .toArray());
            }
        }
        return moves.toArray(double[][]::new);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Test
    void the_loop_written_out_comes_to_the_same_result() {
        assertThat(byHand.status()).as(byHand.err()).isZero();
        assertThat(byHand.out()).startsWith("test: loss 0.0026, accuracy 0.9995 (2,114 of 2,115 correct)\n");
        assertThat(program.out()).contains("accuracy 0.9995 (2,114 of 2,115 correct)\n");
    }

    @Test
    void the_losses_go_from_that_of_knowing_nothing_to_less_than_a_hundredth_of_it_in_594_steps() throws IOException {
        List<Double> losses = BinaryMnist.trainedByHand(Mnist.load().training(Task.pair(0, 1))).losses();

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
