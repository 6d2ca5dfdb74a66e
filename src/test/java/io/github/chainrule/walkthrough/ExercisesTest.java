// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.VanishingGradient.DeepNetwork;
import io.github.chainrule.walkthrough.parts.Chapter;
import io.github.chainrule.walkthrough.parts.Options;
import io.github.chainrule.walkthrough.parts.PaperNetwork;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exercises say readers should see, done here as they would do it. */
@Isolated("BinaryMnist takes System.out for itself")
@Tag("long")
class ExercisesTest {

    private static final Pattern TESTED =
            Pattern.compile("test: loss ([\\d.]+), accuracy ([\\d.]+) \\(([\\d,]+) of ([\\d,]+) correct\\)");
    private static final int SEEDS = 1000;

    private static void assertSays(Class<?> chapter, String... sentences) {
        assertThat(new ChapterText(chapter, null).text()).contains(sentences);
    }

    @Test
    void with_50_steps_and_is_learned_and_or_by_650_of_1000_seeds_at_some_moment() {
        int[] or = IntStream.range(0, SEEDS).parallel().map(seed -> most(TruthTable.OR, seed)).toArray();

        assertThat(IntStream.range(0, SEEDS).parallel().map(seed -> most(TruthTable.AND, seed))).containsOnly(4);
        assertThat(or).containsOnly(3, 4);
        assertThat(IntStream.of(or).filter(rows -> rows == 4).count()).isEqualTo(650);
        for (TruthTable table : List.of(TruthTable.AND, TruthTable.OR)) {
            Sequential neuron = LinearSeparability.neuron(42);
            table.train(neuron, new Adam(neuron.parameters(), 0.05), 50);
            assertThat(table.loss(neuron)).isCloseTo(0.28, within(0.005));
        }
        assertSays(LinearSeparability.class, "with 650 of 1,000 seeds", "Both losses are at 0.28");
    }

    private static int most(TruthTable table, int seed) {
        Sequential neuron = LinearSeparability.neuron(seed);
        Adam adam = new Adam(neuron.parameters(), 0.05);
        int most = table.rowsRight(neuron);
        for (int step = 0; step < 50; step++) {
            table.train(neuron, adam, 1);
            most = Math.max(most, table.rowsRight(neuron));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"0, 0.8784", "1, 0.5369"})
    void with_another_target_the_loss_of_the_paper_network_is_that_in_the_text(double target, double loss) {
        Matrix p = PaperNetwork.model().output(PaperNetwork.input());

        assertThat(PaperNetwork.loss().value(p, Matrix.row(target))).isCloseTo(loss, within(5e-5));
        assertSays(HandCalculation.class, "The library's loss becomes 0.8784");
    }

    @Test
    void a_first_input_of_0_gives_sums_of_0_and_doubled_output_weights_a_surer_answer() {
        ForwardPass dark = PaperNetwork.model().forward(Matrix.row(0, 0.5));
        double a3 = 2 * PaperNetwork.model().forward(PaperNetwork.input()).activation(3).get(0, 0);

        assertThat(dark.activation(1)).isEqualTo(Matrix.row(0, 0));
        assertThat(dark.activation(2)).isEqualTo(Matrix.row(0.5, 0.5));
        assertThat(a3).isCloseTo(0.683, within(5e-4));
        assertThat(1 / (1 + Math.exp(-a3))).isCloseTo(0.664, within(5e-4));
        assertSays(HandCalculation.class, "a3 doubles to 0.683, and a4 rises to 0.664");
    }

    @Test
    void the_slope_at_1_5_is_negative_and_from_one_input_it_is_cheaper_to_start_there() {
        assertThat(ChainRule.slope(1.5)).isCloseTo(-1.885, within(5e-4));
        assertThat(64 * 128 + 784 * 64).isEqualTo(58_368);
        assertThat(784 * 64 * 128 + 784 * 128).isEqualTo(6_522_880);
        assertSays(ChainRule.class, "2·1.5·cos 2.25 = −1.885", "58,368 multiplications", "6,522,880");
    }

    @Test
    void with_target_0_the_blame_has_the_opposite_sign_and_is_1_4_times_as_large() {
        double p = PaperNetwork.model().output(PaperNetwork.input()).get(0, 0);

        assertThat(p).isCloseTo(0.5846, within(5e-5));
        assertThat(p / (1 - p)).isCloseTo(1.4, within(0.05));
        assertSays(Backpropagation.class, "a4 − 0 = +0.5846", "1.4 times as much");
    }

    @Test
    void with_a_rate_of_100_the_loss_of_a_single_example_falls_to_nothing() {
        Sequential model = PaperNetwork.model();
        ForwardPass pass = model.forward(PaperNetwork.input());
        pass.backward(PaperNetwork.loss().gradient(pass.output(), PaperNetwork.target()));
        new Sgd(model.parameters(), 100).step();

        assertThat(PaperNetwork.loss().value(model.output(PaperNetwork.input()), PaperNetwork.target()))
                .isLessThan(0.00005);
    }

    @ParameterizedTest
    @CsvSource({"16, 10.6", "4, 11.5"})
    void in_narrow_layers_reuse_saves_a_little_more(int width, double times) {
        Random random = new Random(42);
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < 20; k++) {
            layers.add(new Linear(width, width, random));
            layers.add(new Tanh());
        }
        ChainRuleTrace trace = ChainRuleTrace.of(new Sequential(layers.toArray(Layer[]::new)), new MeanSquaredError(),
                Matrix.zeros(1, width), Matrix.zeros(1, width));

        assertThat((double) trace.multiplicationsWithoutReuse() / trace.multiplications())
                .isCloseTo(times, within(0.05));
        assertSays(Backpropagation.class, "11.5 instead of 10.6 times with 20 layers");
    }

    private static MatchResult tested(String... options) {
        Run run = Run.of(options);
        assertThat(run.err()).isEmpty();
        return TESTED.matcher(run.out()).results().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.4255", "0.1, 0.0028", "0.01, 0.0020", "0.001, 0.0026", "0.0001, 0.0695"})
    void each_learning_rate_has_the_test_loss_in_the_text(String rate, String loss) {
        assertThat(tested("--learning-rate", rate, "--quiet").group(1)).isEqualTo(loss);
        assertSays(BinaryMnist.class, "0.4255, 0.0028, 0.0020 and 0.0695; with 0.001 it was 0.0026");
    }

    @Test
    void three_and_eight_are_harder_and_batches_may_be_too_small_and_too_large() {
        MatchResult harder = tested("--task", "3v8", "--quiet");

        assertThat(harder.group(2)).isEqualTo("0.9703");
        assertThat(number(harder.group(4)) - number(harder.group(3))).isEqualTo(59);
        assertThat(tested("--batch", "1", "--epochs", "1", "--quiet").group(1)).isEqualTo("0.0014");
        assertThat(tested("--batch", "12665", "--quiet").group(3)).isEqualTo("980");
        assertSays(BinaryMnist.class, "0.9703, with 59 mistakes", "the test loss is 0.0014", "980 of 2,115 correct", "up to 0.99");
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    /** "More likely than not" of the coins: seven heads in a row, by at least one of 150 people. */
    @Test
    void one_of_150_people_has_seven_heads_more_likely_than_not() {
        assertThat(1 - Math.pow(1 - 1 / 128.0, 150)).isBetween(0.5, 0.8);
    }

    @Test
    void two_hidden_neurons_memorize_less() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        Sequential model = BinaryMnist.classifier(all.inputSize(), new int[] {2}, new Random(42));
        History.Epoch last = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001))
                .epochs(60).batchSize(20).seed(42).validation(all.subset(IntStream.range(50_000, 51_000).toArray()))
                .fit(all.subset(IntStream.range(0, 200).toArray()))
                .lastEpoch();

        assertThat(last.training().loss()).isCloseTo(0.12, within(0.005));
        assertThat(last.validation().orElseThrow().loss()).isCloseTo(0.44, within(0.005));
        assertSays(Overfitting.class, "is at 0.12 instead of 0.01, and the validation loss at 0.44");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void with_other_seeds_more_images_win_and_doing_nothing_has_the_highest_loss(long seed) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Chapter("Part 2.", new Options(), (options, out) -> new Overfitting(seed).whatHelps(out))
                .run(new String[0], new PrintStream(printed), System.err);
        double[] losses = Pattern.compile("(\\d\\.\\d{4})    \\d").matcher(printed.toString(StandardCharsets.UTF_8))
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1))).toArray();

        assertThat(losses).hasSize(7);
        assertThat(Arrays.stream(losses).skip(1)).allMatch(loss -> loss < losses[0]);
        assertThat(Arrays.stream(losses).limit(6)).allMatch(loss -> losses[6] < loss);
        assertThat(Arrays.stream(losses).limit(5)).allMatch(loss -> losses[5] < loss);
    }

    private static double lastLoss(DeepNetwork network, int depth, Dataset data) {
        Sequential model = network.build(data.inputSize(), depth, 42);
        return new Trainer(model, new BinaryCrossEntropy(), new Sgd(model.parameters(), 1)).epochs(DeepNetwork.EPOCHS)
                .batchSize(DeepNetwork.BATCH_SIZE).seed(42).fit(data).lastEpoch().training().loss();
    }

    @Test
    void with_a_rate_of_1_few_sigmoid_layers_learn_and_relu_with_he_is_destroyed() throws IOException {
        Dataset data = ZerosAndOnes.load(DeepNetwork.BATCH_SIZE).dataset();

        assertThat(lastLoss(DeepNetwork.SIGMOID, 2, data)).isCloseTo(0.006, within(5e-4));
        assertThat(lastLoss(DeepNetwork.RELU, 8, data)).isLessThan(0.1);
        assertThat(lastLoss(DeepNetwork.SIGMOID, 10, data)).isCloseTo(0.70, within(0.005));
        assertThat(IntStream.of(2, 4, 6, 8, 10, 12).mapToDouble(depth -> lastLoss(DeepNetwork.RELU_HE, depth, data)))
                .anyMatch(loss -> Math.abs(loss - 100 * 346 / 640.0) < 0.0005);
        assertThat(100 * 346 / 640.0).isCloseTo(54.063, within(5e-4));
        assertThat(new BinaryCrossEntropy().value(Matrix.row(0), Matrix.row(1))).isEqualTo(100);
        assertSays(VanishingGradient.class, "two sigmoid layers reach 0.006", "Ten sigmoid layers stay at 0.70",
                "100 · 346/640 is 54.063");
    }

    @Test
    void in_layers_of_64_as_much_is_left() {
        double size = 1 / Math.sqrt(3 * 64);

        assertThat(size).isCloseTo(0.072, within(5e-4));
        assertThat(Math.sqrt(64) * size).isCloseTo(0.577, within(5e-4));
    }

    @Test
    void a_slope_that_begins_at_1_is_learned_less_often() {
        assertThat(IntStream.range(0, 200).parallel().filter(seed -> {
            OwnLayer.PReLU layer = new OwnLayer.PReLU();
            layer.parameters().get(0).value().set(0, 0, 1);
            return TruthTable.XOR.rowsRight(XorProblem.trained(seed, 1, layer, 1000, 0.05)) == 4;
        }).count()).isEqualTo(51);
        assertSays(OwnLayer.class, "51 of 200 runs solve XOR instead of 95");
    }

    /** With (x0 − x1)² as the hidden neuron, p is above 1/2 exactly where XOR is 1. */
    @Test
    void a_square_solves_xor_with_one_neuron() {
        Matrix z = new Linear(Matrix.column(1, -1), Matrix.row(0)).forward(TruthTable.inputs());

        assertThat(z.map(v -> v * v)).isEqualTo(TruthTable.XOR.targets());
    }

    @Test
    void a_long_step_makes_relu_fail_most() {
        assertThat(failuresWithALongStep(4, ReLU::new)).isEqualTo(92);
        assertThat(failuresWithALongStep(16, Sigmoid::new)).isEqualTo(44);
        assertThat(failuresWithALongStep(16, Tanh::new)).isZero();
        assertSays(XorProblem.class, "With four of them 92 of 100 runs fail instead of 33", "fails 44 times");
    }

    private static long failuresWithALongStep(int hidden, Supplier<Layer> activation) {
        return IntStream.range(0, 100).parallel().filter(seed -> !TruthTable.XOR.isSolvedBy(
                XorProblem.trained(seed, hidden, activation.get(), 1000, 0.5))).count();
    }
}
