// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@TaskName("Task10Digits")
class Task10Test {

    private static final int IMAGES = 2000;

    private static ImageDataset all;
    private static ImageDataset test;

    @BeforeAll
    static void read() throws IOException {
        Mnist mnist = Mnist.load();
        all = mnist.train(Task.pair(0, 1)).slice(0, IMAGES);
        test = mnist.test(Task.pair(0, 1));
    }

    /** First all zeros, then all ones; remembers in which order they are read. */
    private static final class Sorted implements Dataset {

        private final int[] order = IntStream.range(0, IMAGES).boxed()
                .sorted((a, b) -> Integer.compare(all.classOf(a), all.classOf(b))).mapToInt(i -> i).toArray();
        private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public int inputSize() {
            return all.inputSize();
        }

        @Override
        public int targetSize() {
            return 1;
        }

        @Override
        public Names names() {
            return all.names();
        }

        @Override
        public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
            int[] mapped = new int[count];
            for (int r = 0; r < count; r++) {
                seen.add(rows[from + r]);
                mapped[r] = order[rows[from + r]];
            }
            all.read(mapped, 0, count, inputs, targets);
        }

        private List<Integer> epoch(int number) {
            return List.copyOf(seen.subList(number * IMAGES, (number + 1) * IMAGES));
        }
    }

    @Test
    @Points(3)
    void the_network_tells_0_from_1() {
        Sorted training = new Sorted();
        Sequential model = Task10Digits.train(training, 7, new Random(42));
        if (model == null) {
            throw new AssertionError("train: your code returned null. Return the trained network.");
        }
        if (model.parameters().stream().allMatch(p -> p.version() == 0)) {
            throw new AssertionError("train: the network knows nothing.\n  Hint: No weight has changed since the network"
                    + " was made: each step ends with optimizer.step().");
        }
        int read = training.seen.size();
        if (read < 3 * IMAGES) {
            throw new AssertionError("train: " + read + " images were read; 3 epochs read " + 3 * IMAGES
                    + ".\n  Hint: That is too short a training: go through all images three times.");
        }
        requireShuffled(training);
        double accuracy = Evaluation.of(model, new BinaryCrossEntropy(), test).accuracy();
        if (accuracy < 0.99) {
            throw new AssertionError(String.format(java.util.Locale.ROOT, "train: %.4f of the test images are recognised;"
                    + " expected at least 0.99.", accuracy));
        }
    }

    private static void requireShuffled(Sorted training) {
        List<Integer> first = training.epoch(0);
        if (first.equals(IntStream.range(0, IMAGES).boxed().toList())) {
            throw new AssertionError("train: the images were seen in the order of the file.\n  Hint: First all zeros, then"
                    + " all ones: each step forgets the other class. Shuffle: Batches.shuffled(training, 64, seed).");
        }
        if (first.equals(training.epoch(1))) {
            throw new AssertionError("train: both epochs saw the images in the same order.\n  Hint: Make the batches once,"
                    + " before the loop over the epochs: Batches counts its epochs, and each gets another order.");
        }
    }

    @Test
    @Points(1)
    void the_same_seeds_give_the_same_network() {
        double[] once = weights();
        double[] again = weights();
        if (!Arrays.equals(once, again)) {
            throw new AssertionError("train: two trainings with the same seeds gave different weights.\n  Hint: All"
                    + " randomness must come from random and seed: no Math.random(), no new Random().");
        }
    }

    private static double[] weights() {
        Sequential model = Task10Digits.train(new Sorted(), 7, new Random(42));
        return model == null ? new double[0] : model.parameters().get(0).value().values().clone();
    }
}
