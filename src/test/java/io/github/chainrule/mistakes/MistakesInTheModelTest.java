// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.byHand;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Usual mistakes in putting a model together. The numbers are those of the fifty: see this package. */
class MistakesInTheModelTest {

    /** Three classes. */
    private static Dataset three() {
        int[] classes = new Random(2).ints(300, 0, 3).toArray();
        Random random = new Random(1);
        Matrix inputs = Matrix.zeros(300, 2);
        for (int i = 0; i < 300; i++) {
            inputs.set(i, 0, Math.cos(2 * classes[i]) + 0.3 * random.nextGaussian());
            inputs.set(i, 1, Math.sin(2 * classes[i]) + 0.3 * random.nextGaussian());
        }
        return Dataset.of(inputs, Matrix.oneHot(3, classes));
    }

    @Test
    void mistake_01_layers_that_do_not_fit() {
        Random random = new Random(1);
        assertRefused(() -> new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(32, 1, random)), "layer"
                + " 2, Linear(32, 1): expected 32 columns, got 16. The layer before it, ReLU, passes on 16 columns: was"
                + " a Linear(16, 32) left out?");
    }

    @Test
    void mistake_04_a_forgotten_sigmoid_before_binary_cross_entropy() {
        Sequential logits = new Sequential(new Linear(2, 1, Initializer.he(), new Random(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(logits).fit(data()))
                .withMessageStartingWith("BinaryCrossEntropy: output at row ").withMessageEndingWith("; expected values"
                + " from 0 to 1. End the model with a Sigmoid, or use BinaryCrossEntropyWithLogits without one.");
    }

    @Test
    void mistake_14_all_weights_are_0() {
        Sequential model = new Sequential(new Linear(Matrix.zeros(2, 8), Matrix.zeros(1, 8)), new ReLU(),
                new Linear(Matrix.zeros(8, 1), Matrix.zeros(1, 1)), new Sigmoid());
        assertOnly(diagnosis(model, data()), Kind.IDENTICAL_NEURONS, "layer 0, Linear(2, 8): after the last batch looked"
                + " at, 8 of 8 neurons still had the same weights and the same bias, all 0. They compute the same, get"
                + " the same gradient, and stay the same, as one neuron would. Start from random weights:"
                + " new Linear(2, 8, random).");
    }

    @Test
    void mistake_15_all_weights_are_equal() {
        for (Layer activation : List.of(new Tanh(), new ReLU())) {
            Sequential model = new Sequential(new Linear(Matrix.zeros(2, 8).map(zero -> 0.1), Matrix.zeros(1, 8)),
                    activation, new Linear(Matrix.zeros(8, 1).map(zero -> 0.1), Matrix.zeros(1, 1)), new Sigmoid());
            assertOnly(diagnosis(model, data()), Kind.IDENTICAL_NEURONS, "layer 0, Linear(2, 8): ", "8 of 8 neurons still"
                    + " had the same weights and the same bias. They");
        }
    }

    @Test
    void mistake_22_a_sigmoid_before_cross_entropy() {
        Sequential model = new Sequential(new Linear(2, 3, new Random(1)), new Sigmoid());
        String message = "the model ends with a Sigmoid, but CrossEntropy expects logits, since it contains a softmax."
                + " Remove the Sigmoid.";
        assertRefused(() -> trainer(model, new CrossEntropy(), new Adam(model.parameters(), 0.1)).fit(three()),
                message);
        assertRefused(() -> new TrainingRun(model, new CrossEntropy(), new Adam(model.parameters(), 0.1), three()),
                message);
    }

    /** As in many tutorials. */
    private static final class Softmax implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            return CrossEntropy.softmax(x);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            Matrix dx = y.map(dy, (p, d) -> p * d);
            for (int i = 0; i < y.rows(); i++) {
                double sum = 0;
                for (int j = 0; j < y.cols(); j++) {
                    sum += dx.get(i, j);
                }
                for (int j = 0; j < y.cols(); j++) {
                    dx.set(i, j, dx.get(i, j) - y.get(i, j) * sum);
                }
            }
            return dx;
        }
    }

    @Test
    void mistake_23_a_softmax_of_ones_own_before_cross_entropy() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 3, random),
                new Softmax());
        assertOnly(diagnosis(model, new CrossEntropy(), new Adam(model.parameters(), 0.01), three()),
                Kind.EXTRA_OUTPUT_ACTIVATION,
                "the model's outputs were probabilities, which sum to 1 in each row, but CrossEntropy contains a"
                        + " softmax and expects logits.", "Remove the model's last layer, Softmax.");
    }

    @Test
    void mistake_24_a_sigmoid_before_a_loss_with_a_sigmoid_inside() {
        Loss loss = new BinaryCrossEntropyWithLogits();
        Sequential model = network();
        String message = "the model ends with a Sigmoid, but BinaryCrossEntropyWithLogits expects logits, since it"
                + " contains a sigmoid. Remove the Sigmoid, or use BinaryCrossEntropy.";
        assertRefused(() -> trainer(model, loss, new Sgd(model.parameters(), 0.1)).fit(data()), message);
        assertRefused(() -> byHand(model, loss, new Sgd(model.parameters(), 0.1), data()), message);
    }

    @Test
    void mistake_28_the_same_layer_twice() {
        Linear shared = new Linear(4, 4, new Random(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequential(shared, new ReLU(), shared))
                .withMessageStartingWith("Sequential: a layer with parameters appears twice, or two layers share");
    }

    @Test
    void mistake_41_dead_relus() {
        Sequential model = network();
        for (int unit = 0; unit < 5; unit++) {
            model.layers().get(0).parameters().get(1).value().set(0, unit, -100);
        }
        assertOnly(diagnosis(model, data()), Kind.DEAD_UNITS, "layer 1, ReLU: 5 of 8 units returned 0 for every example"
                + " of the last 6 batches looked at: numbers 0, 1, 2, 3, 4. A dead unit gets no gradient and stays"
                + " dead. Try a smaller learning rate, Initializer.he(), or LeakyReLU.");
    }

    @Test
    void mistake_42_the_same_seed_in_two_layers() {
        Sequential model = new Sequential(new Linear(2, 8, new Random(42)), new ReLU(),
                new Linear(8, 1, new Random(42)), new Sigmoid());
        assertOnly(diagnosis(model, data()), Kind.SAME_RANDOM_NUMBERS, "layer 0, Linear(2, 8), and layer 2, Linear(8, 1),"
                + " began with the same random numbers, up to a factor: were two generators made with the same seed?"
                + " Make one, Random random = new Random(42), and pass it to all layers.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mistake_47_a_relu_as_the_last_layer(long seed) {
        Random random = new Random(seed);
        Sequential model = new Sequential(new Linear(2, 8, random), new ReLU(),
                new Linear(Matrix.zeros(8, 1).map(zero -> -0.1), Matrix.row(0.05)), new ReLU());
        assertOnly(diagnosis(model, BCE, new Sgd(model.parameters(), 1e-4), data()), Kind.RELU_OUTPUT,
                "the last layer is a ReLU, and ", " % of the outputs looked at were 0: those pass no gradient back."
                        + " End the model with a Sigmoid instead.");
    }

    @Test
    void mistake_48_two_linear_layers_with_nothing_between_them() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new Linear(8, 1, random), new Sigmoid());
        assertOnly(diagnosis(model, data()), Kind.NO_ACTIVATION_BETWEEN, "layer 0, Linear(2, 8), and layer 1, Linear(8, 1),"
                + " have nothing between them: their 33 parameters can do no more than a single Linear(2, 1)."
                + " Put an activation between them, such as new ReLU().");
    }

    @Test
    void mistake_50_eight_sigmoid_layers() {
        Random random = new Random(4);
        List<Layer> chain = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            chain.add(new Linear(k == 0 ? 2 : 16, 16, random));
            chain.add(new Sigmoid());
        }
        chain.add(new Linear(16, 1, random));
        chain.add(new Sigmoid());
        Sequential model = new Sequential(chain.toArray(Layer[]::new));
        Diagnosis diagnosis = diagnosis(model, BCE, new Sgd(model.parameters(), 0.1), data());
        assertOnly(diagnosis, Kind.VANISHING_GRADIENT, "in the backward pass the mean |dL/da| shrinks from ",
                "Try ReLU with Initializer.he()");
    }
}
