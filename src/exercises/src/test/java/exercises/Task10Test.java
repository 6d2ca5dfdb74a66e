// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TaskName("Task10Digits")
class Task10Test {

    private static final int IMAGES = 2000;

    private static Mnist mnist;
    /** The first weights with seeds 7 and 42: both tests ask for them. */
    private static double[] first;

    /** Read for the first network that trains: what isn't written yet is said at once. */
    private static synchronized Mnist mnist() {
        try {
            mnist = mnist == null ? Mnist.load() : mnist;
            return mnist;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First all zeros, then all ones; remembers in which order they are read. */
    private static final class Sorted implements Dataset {

        private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        private volatile int largestBatch;
        private ImageDataset sorted;

        private synchronized ImageDataset sorted() {
            if (sorted == null) {
                ImageDataset all = mnist().training(Task.pair(0, 1));
                sorted = all.subset(IntStream.range(0, IMAGES).boxed().sorted(Comparator.comparingInt(all::classIndex))
                        .mapToInt(i -> i).toArray());
            }
            return sorted;
        }

        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public int inputSize() {
            return sorted().inputSize();
        }

        @Override
        public int targetSize() {
            return 1;
        }

        @Override
        public Names names() {
            return sorted().names();
        }

        @Override
        public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
            largestBatch = Math.max(largestBatch, length);
            for (int r = 0; r < length; r++) {
                seen.add(indices[offset + r]);
            }
            sorted().read(indices, offset, length, inputs, targets);
        }

        /** 0 is the last epoch; what a trainer looks at before its first step doesn't count. */
        private List<Integer> epochBeforeLast(int number) {
            int end = seen.size() - number * IMAGES;
            return List.copyOf(seen.subList(end - IMAGES, end));
        }
    }

    private static Sequential trained(Dataset training, long seed, long randomSeed) {
        Sequential model = Moves.trained(Task10Digits.train(training, seed, new Random(randomSeed)));
        Check.require(!Arrays.equals(Moves.firstWeights(model), before(randomSeed)), "train: the network knows"
                + " nothing.", "No weight has changed since this network was made: each step ends with"
                + " optimizer.step(), and the network to return is the one that was trained.");
        return model;
    }

    @Test
    @Points(3)
    void the_network_tells_0_from_1() {
        Sorted training = new Sorted();
        Sequential model = trained(training, 7, 42);
        first = Moves.firstWeights(model).clone();
        int read = training.seen.size();
        Check.require(read >= 3 * IMAGES, "train: " + read + " images were read; 3 epochs read " + 3 * IMAGES
                + ".", "That is too short a run: go through all images three times.");
        requireShuffled(training);
        Check.require(training.largestBatch == 64, "train: the images were read " + training.largestBatch + " at a"
                + " time.", "The batches should have 64 images.");
        String layers = model.layers().stream().map(Layer::name).collect(Collectors.joining(", "));
        Check.require(layers.equals("Linear(784, 16), ReLU, Linear(16, 1), Sigmoid"), "train: the network is"
                + " made of " + layers + ".", "It should be 784 -> 16 with ReLU -> 1 with Sigmoid: four layers.");
        requireStepsOfAdam(before(42), Moves.firstWeights(model));
        Check.require(!Arrays.equals(Moves.firstWeights(model), Moves.firstWeights(withAdams(7, 42))), "train: the"
                + " weights are those of three optimizers, one for each epoch.", "A new Adam in each epoch has no"
                + " memory of the gradients before. Make one, before the loops.");
        double accuracy = Predictor.of(model, new BinaryCrossEntropy())
                .evaluate(mnist().test(Task.pair(0, 1))).accuracy();
        Check.require(accuracy > 0.1, "train: nearly all images are taken for the other digit.", "Does backward get"
                + " loss.gradient(output, targets), in this order?");
        if (accuracy < 0.99) {
            throw new AssertionError(String.format(Locale.ROOT, "train: %.4f of the test images are recognized;"
                    + " expected at least 0.99.\n  Is it Adam, with a learning rate of 0.001?", accuracy));
        }
    }

    /** Three steps of Adam move all weights about equally far, and none further than three times the learning rate. */
    private static void requireStepsOfAdam(double[] before, double[] after) {
        Check.require(Moves.longest(before, after) > 0.002, "train: no weight has moved by more than 0.002.", "Is the"
                + " learning rate 0.001, and does a step follow each batch?");
        Check.require(!(Moves.longest(before, after) < 0.004 && Moves.shareOfLong(before, after) > 0.5),
                "train: no weight has moved further than in 3 steps.", "A step follows each batch: optimizer.step()"
                        + " belongs inside the loop over the batches.");
        Check.require(!Moves.areWholeSteps(before, after, 0.001), "train: most weights have moved by a multiple of"
                + " 0.001.", "A new Adam in each step has no memory of the gradients before, and all its steps"
                + " are equally long. Make one, before the loops.");
    }

    /** What comes of a new Adam in each epoch. */
    private static Sequential withAdams(long seed, long randomSeed) {
        Random random = new Random(randomSeed);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        Batches batches = Batches.shuffled(new Sorted(), 64, seed);
        for (int epoch = 0; epoch < 3; epoch++) {
            Adam adam = new Adam(model.parameters(), 0.001);
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                pass.backward(new BinaryCrossEntropy().gradient(pass.output(), batch.targets()));
                adam.step();
            }
        }
        return model;
    }

    private static double[] before(long randomSeed) {
        return new Linear(784, 16, new Random(randomSeed)).weight().value().values();
    }

    private static void requireShuffled(Sorted training) {
        List<Integer> first = training.epochBeforeLast(1);
        Check.require(!first.equals(IntStream.range(0, IMAGES).boxed().toList()), "train: the images were seen in the"
                + " order of the file.", "First all zeros, then all ones: each step forgets the other class."
                + " Shuffle: Batches.shuffled(training, 64, seed).");
        Check.require(!first.equals(training.epochBeforeLast(0)), "train: both epochs saw the images in the same"
                + " order.", "Make the batches once, before the loop over the epochs: Batches counts its epochs, and"
                + " each gets another order.");
    }

    @Test
    @Points(1)
    void the_same_seeds_give_the_same_network() {
        double[] once = first == null ? weights(7, 42) : first;
        Check.require(Arrays.equals(once, weights(7, 42)), "train: two runs with the same seeds gave different"
                + " weights.", "All randomness must come from random and seed: no Math.random(), no new Random().");
        Check.require(!Arrays.equals(once, weights(7, 43)), "train: another random gave the same weights.",
                "Draw the initial weights from the random that you are given.");
        if (Arrays.equals(once, weights(8, 42))) {
            throw new AssertionError("train: another seed gave the same weights. Shuffle with the seed that you are"
                    + " given.");
        }
    }

    private static double[] weights(long seed, long randomSeed) {
        return Moves.firstWeights(trained(new Sorted(), seed, randomSeed)).clone();
    }
}
