// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.VanishingGradient.DeepNetwork;
import io.github.chainrule.walkthrough.parts.SpiralNetwork;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each chapter's training with a diagnosis beside it: it says nothing where the chapter shows what goes well, and where
 * it shows what fails, that very failure: of the ten layers four don't learn, each in its own way. The main job of
 * BinaryMnist and the hidden neurons' are in DiagnosisTest and NoFalseAlarmTest.
 */
@Tag("long")
class ChapterTrainingsTest {

    private static final Loss BCE = new BinaryCrossEntropy();
    private static ZerosAndOnes images;

    private static List<Kind> kinds(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::kind).toList();
    }

    private static Diagnosis table(TruthTable table, Sequential model, double rate, int steps) {
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, BCE, new Adam(model.parameters(), rate)).epochs(steps).shuffle(false).listener(diagnosis)
                .fit(Dataset.of(TruthTable.inputs(), table.targets()));
        return diagnosis;
    }

    private static Diagnosis line(Function<Sequential, Optimizer> optimizer, int steps) {
        Sequential model = new Sequential(new Linear(Matrix.row(1.7), Matrix.row(-0.5)));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, new MeanSquaredError(), optimizer.apply(model)).epochs(steps).shuffle(false)
                .listener(diagnosis).fit(Dataset.of(GradientDescent.pointsX(), GradientDescent.pointsY()));
        return diagnosis;
    }

    @Test
    void gradient_descent_on_a_line() {
        for (double rate : new double[] {0.02, 0.05, 0.2}) {
            assertThat(kinds(line(model -> GradientDescent.plain(model, rate), 100))).as("%s", rate).isEmpty();
        }
        assertThat(kinds(line(model -> GradientDescent.momentum(model, 0.05), 100))).isEmpty();
        assertThat(kinds(line(model -> new Adam(model.parameters(), 0.1), 100))).isEmpty();
        assertThat(kinds(line(model -> GradientDescent.plain(model, 0.25), 100)))
                .containsExactly(Kind.LEARNING_RATE_TOO_HIGH);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void one_neuron_learns_all_but_xor(long seed) {
        for (TruthTable table : List.of(TruthTable.AND, TruthTable.OR)) {
            assertThat(kinds(table(table, LinearSeparability.neuron(seed), 0.05, 1000))).isEmpty();
        }
        assertThat(table(TruthTable.XOR, LinearSeparability.neuron(seed), 0.05, 1000).findings()).singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isIn(Kind.NOT_LEARNING, Kind.CONSTANT_PREDICTION))
                .extracting(Finding::message).asString().contains("hidden layer");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void xor_with_enough_hidden_neurons(long seed) {
        for (var activation : List.of(new Tanh(), new Sigmoid(), new LeakyReLU(), new ReLU())) {
            Sequential model = XorProblem.network(seed, 16, activation);
            Diagnosis diagnosis = table(TruthTable.XOR, model, 0.05, 1000);
            assertThat(TruthTable.XOR.rowsRight(model)).isEqualTo(4);
            assertThat(kinds(diagnosis)).as("%s", activation).isEmpty();
        }
    }

    @Test
    void the_circles() {
        Sequential model = XorProblem.network(0, 8, new Tanh());
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, BCE, new Adam(model.parameters(), 0.05)).epochs(300).batchSize(1000).listener(diagnosis)
                .fit(ToyData.circles(200, 0.05, 1));
        assertThat(kinds(diagnosis)).isEmpty();
    }

    @Test
    void the_layer_of_ones_own() {
        Sequential model = XorProblem.network(0, 1, new OwnLayer.PReLU());
        Diagnosis diagnosis = table(TruthTable.XOR, model, 0.05, 1000);
        assertThat(kinds(diagnosis)).isEmpty();
    }

    @Test
    void the_spiral_of_the_hidden_neurons() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new Tanh(), new Linear(8, 8, random), new Tanh(),
                new Linear(8, 1, random), new Sigmoid());
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, BCE, new Adam(model.parameters(), 0.02)).epochs(1500).batchSize(SpiralNetwork.POINTS)
                .listener(diagnosis).fit(ToyData.spiral(SpiralNetwork.POINTS, 2, 0.02, 1));
        assertThat(kinds(diagnosis)).isEmpty();
    }

    @Test
    void the_classifiers_of_hidden_neurons() throws IOException {
        ImageDataset images = Mnist.load().training(Task.evenVsOdd());
        for (int[] hidden : new int[][] {{16}, {16, 16}}) {
            Sequential model = BinaryMnist.classifier(784, hidden, new Random(1));
            Diagnosis diagnosis = new Diagnosis();
            new Trainer(model, BCE, new Adam(model.parameters(), 0.001)).epochs(2).seed(1).listener(diagnosis)
                    .validation(images.subset(IntStream.range(50_000, 51_000).toArray()))
                    .fit(images.subset(IntStream.range(0, 5000).toArray()));
            assertThat(kinds(diagnosis)).isEmpty();
        }
    }

    /** 200 images are memorized, and so are a coin's answers, which are no use for other images. */
    @Test
    void memorizing() throws IOException {
        ImageDataset images = Mnist.load().training(Task.evenVsOdd());
        Dataset validation = images.subset(IntStream.range(50_000, 50_500).toArray());
        assertThat(kinds(memorized(images
                .subset(IntStream.range(0, 200).toArray()), validation, 100))).containsExactly(Kind.OVERFITTING);
        assertThat(kinds(memorized(images.subset(IntStream.range(0, 2000).toArray()), validation, 5))).isEmpty();
        assertThat(kinds(memorized(Overfitting.withRandomTargets(images
                .subset(IntStream.range(0, 200).toArray()), new Random(42)), validation, 60)))
                .containsExactly(Kind.OVERFITTING);
    }

    private static Diagnosis memorized(Dataset training, Dataset validation, int epochs) {
        Sequential model = BinaryMnist.classifier(784, new int[] {32}, new Random(42));
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, BCE, new Adam(model.parameters(), 0.001)).epochs(epochs).batchSize(20).seed(42)
                .listener(diagnosis).validation(validation).fit(training);
        return diagnosis;
    }

    private static ZerosAndOnes images() throws IOException {
        images = images == null ? ZerosAndOnes.load(DeepNetwork.BATCH_SIZE) : images;
        return images;
    }

    @ParameterizedTest
    @EnumSource(DeepNetwork.class)
    void networks_of_ten_layers(DeepNetwork network) throws IOException {
        Dataset images = images().dataset();
        if (network.name().startsWith("SIGMOID")) {
            assertThat(kinds(deep(network, 2, images))).isEmpty();
        }
        assertThat(kinds(deep(network, 10, images))).isEqualTo(switch (network) {
            case SIGMOID, SIGMOID_GLOROT -> List.of(Kind.VANISHING_GRADIENT);
            case RELU -> List.of(Kind.DEAD_UNITS);
            case TANH -> List.of(Kind.CONSTANT_PREDICTION);
            case TANH_GLOROT, RELU_HE -> List.of();
        });
    }

    @Test
    void pixels_that_are_not_scaled() throws IOException {
        assertThat(kinds(deep(DeepNetwork.SIGMOID, 2, images().unscaled().dataset())))
                .containsExactly(Kind.UNSCALED_INPUTS);
    }

    private static Diagnosis deep(DeepNetwork network, int depth, Dataset images) {
        Sequential model = network.build(784, depth, VanishingGradient.SEED);
        Diagnosis diagnosis = new Diagnosis();
        new Trainer(model, BCE, new Sgd(model.parameters(), 0.1)).epochs(DeepNetwork.EPOCHS)
                .batchSize(DeepNetwork.BATCH_SIZE).seed(VanishingGradient.SEED).listener(diagnosis).fit(images);
        return diagnosis;
    }
}
