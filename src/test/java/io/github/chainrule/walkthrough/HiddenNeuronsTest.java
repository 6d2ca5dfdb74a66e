// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.walkthrough.parts.SpiralNetwork;
import io.github.chainrule.walkthrough.parts.Trials;
import io.github.chainrule.walkthrough.parts.Trials.Size;
import io.github.chainrule.walkthrough.parts.Trials.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The claims of {@link HiddenNeurons}, from a run of the chapter and from the kept results of its long study. */
@Isolated("it sets the default locale")
@Tag("long")
class HiddenNeuronsTest {

    private static final ChapterText PAGE = new ChapterText(HiddenNeurons.class, HiddenNeurons.CHAPTER::run);
    private static final Size LINEAR = Size.of();

    @TempDir
    private static Path folder;
    private static Run run;
    /** Task, or task-test, to results. */
    private static Map<String, Trials> study;

    private static Mnist mnist;
    private static HiddenNeurons zeroOrOne;

    @BeforeAll
    static void runAndReadTheStudy() throws IOException {
        mnist = Mnist.load();
        zeroOrOne = new HiddenNeurons(mnist, Task.pair(0, 1));
        run = PAGE.run("--pictures", folder.toString());
        study = ChapterText.kept("HiddenNeurons-study.txt").stream().map(line -> line.split(" "))
                .collect(Collectors.groupingBy(words -> words[0], Collectors.collectingAndThen(Collectors.toList(),
                        HiddenNeuronsTest::results)));
    }

    private static Trials results(List<String[]> lines) {
        Trials results = new Trials();
        for (String[] words : lines) {
            results.add(new Trial(size(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]),
                    Long.parseLong(words[4])));
        }
        return results;
    }

    private static Size size(String text) {
        return text.equals("none") ? LINEAR
                : Size.of(Arrays.stream(text.split(",")).map(Integer::valueOf).toArray(Integer[]::new));
    }

    private static double mean(String task, Integer... hidden) {
        return study.get(task).mean(Size.of(hidden));
    }

    private static String printed() {
        return ChapterText.plain(run.out().replace(folder.toString(), "target/pictures").replace('\\', '/'));
    }

    /** The mean accuracy of a size in the run, as printed. */
    private static double printedMean(String size) {
        String even = run.out().substring(run.out().indexOf("odd against even"));
        return Double.parseDouble(even.lines().map(String::strip).filter(line -> line.startsWith(size + " "))
                .findFirst().orElseThrow().split(" +")[2]);
    }

    @Test
    void even_against_odd_a_linear_model_gets_about_90_per_cent_right_and_16_neurons_more_than_97() {
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(printedMean("none")).isBetween(0.90, 0.915);
        assertThat(printedMean("16")).isGreaterThan(0.97);
        assertThat(mean("even")).isBetween(0.90, 0.915);
        assertThat(mean("even", 16)).isGreaterThan(0.97);
    }

    @Test
    void the_text_shows_what_the_program_prints() throws IOException {
        assertThat(PAGE.blocks()).contains(printed());
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
        assertThat(run.out().chars()).allMatch(c -> c == '\n' || c >= ' ' && c <= '~');
    }

    @Test
    void the_text_shows_the_study_as_it_is_kept() throws IOException {
        for (String task : study.keySet().stream().filter(name -> !name.endsWith("-test")).toList()) {
            Trials trials = study.get(task);
            String table = Trials.HEADER + "\n" + Stream.of("none", "2", "4", "8", "16", "32", "64", "128", "2,2", "4,4",
                    "8,8", "16,16", "32,32", "64,64", "128,128").map(size -> trials.row(size(size)) + "\n")
                    .collect(Collectors.joining())
                    + trials.verdict(trials.winner(HiddenNeurons.chosen(trials)), tested(task));
            assertThat(PAGE.blocks()).contains(ChapterText.plain(table));
        }
        assertThat(study.keySet()).containsExactlyInAnyOrder("0v1", "0v1-test", "even", "even-test");
    }

    private static Trial tested(String task) {
        Trials tests = study.get(task + "-test");
        return tests.winner(tests.best());
    }

    /** Six of its 300 networks are trained again. */
    @Test
    void the_study_is_what_the_program_gives_today() {
        for (String size : List.of("none", "4", "16")) {
            Trials firstTwo = new Trials();
            for (String line : study.get("even").lines("even").lines().toList()) {
                String[] words = line.split(" ");
                if (words[1].equals(size) && Integer.parseInt(words[2]) <= 2) {
                    firstTwo.add(new Trial(size(size), Long.parseLong(words[2]), Long.parseLong(words[3]),
                            Long.parseLong(words[4])));
                }
            }
            assertThat(run.out()).contains(firstTwo.row(size(size)));
        }
    }

    @Test
    void the_pictures_are_what_is_drawn_today() throws IOException {
        for (String task : List.of("0v1", "even")) {
            String name = "HiddenNeurons-" + task + ".svg";
            PAGE.assertShows(name, folder, "");
        }
        for (String name : List.of("first1", "first4", "second1", "second3", "spirals")) {
            PAGE.assertShows("HiddenNeurons-" + name + ".svg", folder, "");
        }
        PAGE.assertShows("HiddenNeurons-sizes.svg", study.get("even").chart().svg(), "--full ");
    }

    @Test
    void a_neuron_that_is_cut_out_says_what_it_says_in_the_network() {
        SpiralNetwork spirals = new SpiralNetwork();
        Matrix x = Matrix.of(new double[][] {{0.5, -1}, {-0.3, 0.2}, {0, 0.7}});
        ForwardPass pass = spirals.model().forward(x);
        for (int step : List.of(0, 2)) {
            for (int j = 0; j < SpiralNetwork.WIDTH; j++) {
                Matrix p = spirals.neuron(step, j).output(x);
                for (int row = 0; row < x.rows(); row++) {
                    assertThat(p.get(row, 0)).isCloseTo(1 / (1 + Math.exp(-pass.activation(step + 1).get(row, j))),
                            within(1e-12));
                }
            }
        }
        assertThat(PAGE.text()).contains(spirals.right() + " of " + SpiralNetwork.POINTS + " points right");
    }

    @Test
    void each_doubling_brings_less_than_the_one_before() {
        double before = mean("even", 2) - mean("even");
        assertThat(before).isGreaterThan(0.03);
        for (int n = 4; n <= 128; n *= 2) {
            double gain = mean("even", n) - mean("even", n / 2);
            assertThat(gain).as("with %d neurons", n).isBetween(0.0, before);
            before = gain;
        }
        assertThat(mean("even")).isGreaterThan(0.90);
        assertThat(mean("even", 128)).isGreaterThan(0.98);
    }

    @Test
    void one_layer_and_two_of_the_same_size_overlap_at_every_size() {
        for (String task : List.of("0v1", "even")) {
            for (int n = 2; n <= 128; n *= 2) {
                double[] one = accuracies(task, String.valueOf(n));
                double[] two = accuracies(task, n + "," + n);

                assertThat(one[0]).as("%s %d", task, n).isLessThanOrEqualTo(two[9]);
                assertThat(two[0]).as("%s %d", task, n).isLessThanOrEqualTo(one[9]);
            }
        }
    }

    /** Of all ten seeds, from the lowest to the highest. */
    private static double[] accuracies(String task, String size) {
        double[] sorted = study.get(task).lines(task).lines().map(line -> line.split(" "))
                .filter(words -> words[1].equals(size))
                .mapToDouble(words -> Double.parseDouble(words[3]) / Double.parseDouble(words[4])).sorted().toArray();
        assertThat(sorted).hasSize(10);
        return sorted;
    }

    @Test
    void for_0_against_1_all_sizes_from_4_neurons_on_are_less_than_two_images_apart() {
        List<Double> means = study.get("0v1").sizes().stream().filter(size -> size.parameters() >= 3145)
                .map(study.get("0v1")::mean).sorted().toList();

        assertThat(means).hasSize(12);
        assertThat((means.get(11) - means.get(0)) * 2111).isLessThan(2);
        assertThat(study.get("0v1").lines("x").lines().filter(line -> line.endsWith(" 2111 2111"))).hasSize(16);
        assertThat(study.get("0v1").lines("x").lines()).hasSize(150);
    }

    @Test
    void five_neurons_look_for_a_hole_in_the_middle_and_eleven_for_a_stroke() {
        Sequential model = zeroOrOne.network(Size.of(16), 1);
        Matrix w = ((Linear) model.layers().get(0)).weight().value();
        Matrix out = ((Linear) model.layers().get(2)).weight().value();
        for (int j = 0; j < 16; j++) {
            double middle = 0;
            for (int pixel = 12 * 28 + 12; pixel < 16 * 28; pixel += pixel % 28 == 15 ? 25 : 1) {
                middle += w.get(pixel, j);
            }
            assertThat(Math.signum(middle)).as("neuron %d", j).isEqualTo(Math.signum(out.get(j, 0)));
        }
        assertThat(Arrays.stream(out.values()).filter(v -> v < 0).count()).isEqualTo(5);
    }

    @Test
    void weights_of_the_171_pixels_without_ink_stay_what_they_were() {
        ImageDataset training = mnist.training(Task.pair(0, 1)).subset(IntStream.range(0, 10_554).toArray());
        boolean[] ink = new boolean[784];
        for (int i = 0; i < training.size(); i++) {
            double[] pixels = training.pixels(i);
            for (int k = 0; k < ink.length; k++) {
                ink[k] |= pixels[k] > 0;
            }
        }
        int[] empty = IntStream.range(0, 784).filter(k -> !ink[k]).toArray();
        Matrix before = new Linear(784, 16, new Random(1)).weight().value();
        Matrix after = ((Linear) zeroOrOne.network(Size.of(16), 1).layers().get(0)).weight().value();

        assertThat(empty).hasSize(171);
        assertThat(IntStream.of(empty)).allMatch(k -> IntStream.range(0, 16)
                .allMatch(j -> after.get(k, j) == before.get(k, j)));
    }

    @Test
    void with_two_neurons_in_two_layers_seed_8_gives_a_network_that_says_the_same_to_every_image() {
        Sequential dead = zeroOrOne.network(Size.of(2, 2), 8);
        ImageDataset test = mnist.test(Task.pair(0, 1));

        assertThat(IntStream.range(0, test.size()).mapToObj(i -> dead.output(Matrix.row(test.pixels(i))).get(0, 0))
                .distinct()).hasSize(1);
        for (String task : List.of("0v1", "even")) {
            assertThat(study.get(task).lines(task).lines().filter(line -> line.startsWith(task + " 2,2 "))
                    .filter(line -> Double.parseDouble(line.split(" ")[3]) / Double.parseDouble(line.split(" ")[4])
                            < 0.6)).singleElement().asString().startsWith(task + " 2,2 8 ");
        }
    }

    @Test
    void the_smallest_size_is_chosen_that_can_not_be_distinguished_from_the_best() {
        Trials results = new Trials();
        Stream.of(trial(2, 1, 90), trial(2, 2, 92), trial(4, 1, 94), trial(4, 2, 98), trial(8, 1, 97), trial(8, 2, 96),
                trial(16, 1, 95), trial(16, 2, 99)).forEach(results::add);

        assertThat(results.best()).isEqualTo(Size.of(16));
        assertThat(HiddenNeurons.chosen(results)).isEqualTo(Size.of(4));
        assertThat(results.winner(Size.of(4))).isEqualTo(trial(4, 2, 98));
    }

    private static Trial trial(int neurons, long seed, long right) {
        return new Trial(Size.of(neurons), seed, right, 100);
    }

    @Test
    void digits_and_separators_are_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(study.get("even").row(LINEAR)).startsWith("  none            785   0.90");
            assertThat(Trials.line("even", trial(2, 1, 90))).isEqualTo("even 2 1 90 100\n");
        } finally {
            Locale.setDefault(before);
        }
    }
}
