// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TaskName("Task16Overfitting")
class Task16Test {

    private static final double ENOUGH = 0.42;
    private static final Dataset ALL = ToyData.circles(520, 0.2, 5);
    private static final Dataset TRAINING = part(0, 60);
    private static final Dataset VALIDATION = part(60, 120);
    private static final Dataset TEST = part(120, 520);

    private static Dataset part(int from, int to) {
        return ALL.subset(IntStream.range(from, to).toArray());
    }

    private static History history(double[] training, double[] validation) {
        List<History.Epoch> epochs = new ArrayList<>();
        for (int i = 0; i < training.length; i++) {
            epochs.add(new History.Epoch(i + 1, new Scores(60, training[i], Map.of()),
                    Optional.of(new Scores(60, validation[i], Map.of())), Duration.ofMillis(5)));
        }
        return new History(epochs, List.of());
    }

    @Test
    @Points(1)
    void a_history_shows_where_overfitting_begins() {
        double[] training = {0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.12};
        double[] validation = {0.8, 0.9, 0.7, 0.6, 0.65, 0.7, 0.75};
        Check.number("bestEpoch with training losses " + Arrays.toString(training) + " and validation losses "
                + Arrays.toString(validation), () -> (double) Task16Overfitting.bestEpoch(history(training,
                        validation)))
                .slip("That is the epoch with the lowest training loss. Take the validation loss: the training loss"
                        + " goes on falling.", 6)
                .slip("That is the last epoch. Overfitting began earlier.", 7)
                .slip("Epochs are numbered from 1: ask the epoch for its number().", 3)
                .slip("It rises after the first epoch, and falls again later: take the lowest of all.", 1)
                .slip("That is the epoch after the best one.", 5)
                .slip("No loss was lower than what you began with: begin with infinity, not with 0.", 0)
                .slip("That is the highest validation loss. Take the lowest.", 2)
                .is(4);
    }

    /** The first network of each seed: both tests ask for it. */
    private static final Map<Long, Sequential> FIRST = new HashMap<>();

    private static Sequential first(long seed) {
        return FIRST.computeIfAbsent(seed, Task16Test::trained);
    }

    private static Sequential trained(long seed) {
        return trained(seed, VALIDATION);
    }

    private static Sequential trained(long seed, Dataset validation) {
        return Moves.trained(Task16Overfitting.train(TRAINING, validation, new Random(seed)));
    }

    private static double loss(Sequential model, Dataset data) {
        return Predictor.of(model, new BinaryCrossEntropyWithLogits()).evaluate(data).loss();
    }

    @Test
    @Points(3)
    void overfitting_is_mended() {
        for (long seed = 1; seed <= 3; seed++) {
            Sequential model = first(seed);
            Matrix output = model.output(Matrix.of(new double[][] {{0, 0}, {1, 1}, {9, -9}, {-9, 9}}));
            Check.require(output.cols() == 1, "train: the network has " + output.cols() + " outputs.",
                    "It needs one logit: a last layer new Linear(..., 1, random).");
            judge(loss(model, TRAINING), loss(model, VALIDATION), loss(model, TEST));
        }
    }

    private static void judge(double training, double validation, double test) {
        String got = String.format(Locale.ROOT, "train: the loss is %.3f on the training set and %.3f on the test set;"
                + " expected at most %.2f on the test set.", training, test, ENOUGH);
        Check.require(test <= ENOUGH || validation > 0.8 * training, got, "The network was trained on the validation"
                + " set: fit(training).");
        Check.require(test <= ENOUGH || training > 0.12, got, "The network memorizes: its training loss is far below"
                + " its test loss. If you stop early, is it the validation loss that is watched? Otherwise take more"
                + " weight decay, or a smaller network.");
        Check.require(test <= ENOUGH || training < 0.5, got, "The network has hardly learned anything, which isn't"
                + " overfitting but its opposite. Is fit called, with BinaryCrossEntropyWithLogits and a learning rate"
                + " near 0.01? Then train longer or with more patience, with a larger network (no straight line parts"
                + " the classes), or less weight decay.");
        Check.require(test <= ENOUGH, got, "It neither memorizes nor learns all it could: a little more of the one, a"
                + " little less of the other. Compare a few settings on the validation set.");
    }

    @Test
    @Points(1)
    void the_same_random_gives_the_same_network() {
        double[] once = weights(first(1));
        Dataset reversed = VALIDATION.subset(IntStream.range(0, 60).map(i -> 59 - i).toArray());
        boolean same = Arrays.equals(once, weights(trained(1, reversed)));
        Check.require(same || Arrays.equals(once, weights(trained(1))), "train: two runs gave different weights.",
                "All randomness must come from random, and seed(...) of the trainer.");
        Check.require(same, "train: the validation examples in another order gave other weights.", "The network was"
                + " trained on the validation set: fit(training), and validation(validation).");
        Check.require(!Arrays.equals(once, weights(first(2))), "train: another random gave the same weights.",
                "Draw the weights from the random that you are given.");
    }

    private static double[] weights(Sequential model) {
        return Moves.firstWeights(model).clone();
    }
}
