// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.walkthrough.VanishingGradient.DeepNetwork;
import io.github.chainrule.walkthrough.parts.Depths;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("it sets the default locale")
@Tag("long")
class VanishingGradientTest {

    private static final int DEEP = VanishingGradient.DEEP;

    private static ZerosAndOnes images;
    private static Dataset dataset;

    private final ChapterText page = new ChapterText(VanishingGradient.class, VanishingGradient.CHAPTER::run);

    @BeforeAll
    static void load() throws IOException {
        images = ZerosAndOnes.load(DeepNetwork.BATCH_SIZE);
        dataset = images.dataset();
    }

    @Test
    void the_text_shows_what_the_program_prints_and_draws(@TempDir Path folder) throws IOException {
        page.assertShowsWhatTheProgramDoes(folder);
    }

    @Test
    void with_ten_sigmoid_layers_a_fifty_millionth_is_left_and_with_relu_and_he_nothing_is_lost() {
        assertThat(DeepNetwork.SIGMOID.left(DEEP, 42, images)).isCloseTo(1 / 50e6, within(2e-9));
        for (int seed = 0; seed < 10; seed++) {
            assertThat(DeepNetwork.SIGMOID.left(DEEP, seed, images)).isLessThan(1e-7);
            assertThat(DeepNetwork.RELU_HE.left(DEEP, seed, images)).isGreaterThan(0.1);
        }
    }

    @Test
    void each_sigmoid_layer_loses_more_than_four_fifths() {
        double[] gradients = DeepNetwork.SIGMOID.gradients(DEEP, 42, images);

        for (int k = 1; k < DEEP; k++) {
            assertThat(gradients[k - 1]).isLessThan(gradients[k] / 5);
        }
    }

    @ParameterizedTest
    @CsvSource({"SIGMOID, 0.144, 3e-8, 2e-8", "TANH, 0.577, 7e-3, 4e-3", "RELU, 0.408, 3e-4, 1e-4",
        "SIGMOID_GLOROT, 0.25, 4e-6, 2e-6", "TANH_GLOROT, 1, 1, 0.5", "RELU_HE, 1, 1, 0.5"})
    void what_is_left_is_about_what_the_text_works_out(DeepNetwork network, double perLayer, double nine,
            double measured) {
        assertThat(Math.pow(perLayer, DEEP - 1)).isCloseTo(nine, within(0.2 * nine));
        assertThat(median(network, DEEP)).isBetween(0.8 * measured, 1.5 * measured)
                .isBetween(nine / 3.5, nine);
    }

    @ParameterizedTest
    @EnumSource
    void the_text_shows_what_ten_seeds_give_at_the_ends_of_the_table(DeepNetwork network) {
        String[] rows = page.block("full").lines().filter(line -> line.startsWith("  " + network + "  "))
                .toArray(String[]::new);
        String[] left = rows[0].substring(20).strip().split(" +");
        String[] learned = rows[1].substring(20).strip().split(" +");

        for (int column : new int[] {0, 4, 5}) {
            double median = median(network, 2 + 2 * column);
            assertThat(left[column]).isEqualTo(String.format(Locale.ROOT, "%.0e", median));
        }
        assertThat(learned[4]).isEqualTo(String.valueOf(Depths.learned(
                seed -> network.train(DEEP, seed, dataset))));
    }

    /** Of the full table: all others in it are trained by {@code --full}, in half a minute. */
    @Test
    void adam_trains_eight_sigmoid_layers_and_not_ten() {
        assertThat(page.block("full"))
                .contains("sigmoid, with Adam       10       10       10       10        0        0");
        assertThat(Depths.last(withAdam(8))).isLessThan(0.1);
        assertThat(Depths.last(withAdam(10))).isGreaterThan(0.6);
        assertThat(DeepNetwork.SIGMOID.flow(DEEP, 42, images).subList(0, 6))
                .allMatch(layer -> !(layer.maxWeightGradient() >= 0.5e-8));
    }

    @Test
    void the_loss_that_remains_is_that_of_knowing_how_many_ones_there_are() {
        double ones = Arrays.stream(images.targets().values()).sum();
        double share = ones / ZerosAndOnes.IMAGES;

        assertThat(ones).isEqualTo(346);
        assertThat(-share * Math.log(share) - (1 - share) * Math.log(1 - share)).isCloseTo(0.690, within(0.0005));
        assertThat(page.text()).contains("346 of 640, and knowing just that costs 0.690");
    }

    @Test
    void two_sigmoid_layers_are_on_their_way() {
        double[] losses = DeepNetwork.SIGMOID.train(2, 42, dataset);

        assertThat(losses[19]).isCloseTo(0.466, within(0.0005)).isLessThan(losses[14] - 0.05);
    }

    @Test
    void ten_sigmoid_layers_pass_on_nearly_the_same_numbers_for_every_image() {
        ForwardPass pass = DeepNetwork.SIGMOID.build(784, DEEP, 42).forward(images.batch());
        double[] outputs = pass.output().values();

        assertThat(Arrays.stream(outputs).max().orElseThrow() - Arrays.stream(outputs).min().orElseThrow())
                .isLessThan(1e-6);
    }

    @Test
    void unscaled_inputs_push_nearly_all_outputs_of_a_tanh_to_its_ends() {
        ZerosAndOnes unscaled = images.unscaled();
        GradientFlow.LayerStatistics scaledTanh = DeepNetwork.TANH.flow(2, 42, images).get(1);
        GradientFlow.LayerStatistics tanh = DeepNetwork.TANH.flow(2, 42, unscaled).get(1);

        assertThat(scaledTanh.saturatedFraction()).isZero();
        assertThat(tanh.saturatedFraction()).isGreaterThan(0.9);
    }

    @Test
    void weights_twice_as_large_as_those_of_he_make_the_gradient_about_500_times_larger() {
        Initializer large = (weight, bias, random) -> {
            Initializer.he().initialize(weight, bias, random);
            double[] w = weight.values();
            Arrays.setAll(w, i -> 2 * w[i]);
        };
        double[] growth = IntStream.range(0, 10).mapToDouble(seed -> {
            List<Layer> layers = new ArrayList<>();
            Random random = new Random(seed);
            for (int k = 0; k < DEEP; k++) {
                layers.add(new Linear(k == 0 ? 784 : DeepNetwork.WIDTH, DeepNetwork.WIDTH, large, random));
                layers.add(new ReLU());
            }
            layers.add(new Linear(DeepNetwork.WIDTH, 1, random));
            layers.add(new Sigmoid());
            ForwardPass pass = new Sequential(layers.toArray(Layer[]::new)).forward(images.batch());
            Matrix dy = new BinaryCrossEntropy().gradient(pass.output(), images.batchTargets());
            List<GradientFlow.LayerStatistics> figures = GradientFlow.of(pass, pass.backward(dy))
                    .measurements().get(0).layers();
            return figures.get(0).meanGradient() / figures.get(2 * DEEP - 2).meanGradient();
        }).sorted().toArray();

        assertThat(Math.pow(2, DEEP - 1)).isCloseTo(500, within(20.0));
        assertThat((growth[4] + growth[5]) / 2).isBetween(150.0, 600.0);
    }

    private static double median(DeepNetwork network, int depth) {
        return Depths.median(seed -> network.left(depth, seed, images));
    }

    private static double[] withAdam(int depth) {
        return DeepNetwork.SIGMOID.train(depth, 0, dataset, model -> new Adam(model.parameters(), 0.01));
    }
}
