package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;

import java.io.IOException;
import java.util.stream.IntStream;

/**
 * The handwritten digits that {@link VanishingGradient} learns from: all of them, and the first batch.
 *
 * @param inputs       a row of 784 pixels for each image
 * @param targets      0 or 1
 * @param batch        the first rows of the inputs
 * @param batchTargets the first rows of the targets
 */
record ZerosAndOnes(Matrix inputs, Matrix targets, Matrix batch, Matrix batchTargets) {

    static final int IMAGES = 640;
    private static final int WHITE = 255;

    static ZerosAndOnes load() throws IOException {
        Dataset all = Mnist.load().train(Task.pair(0, 1));
        int[] rows = IntStream.range(0, IMAGES).toArray();
        ZerosAndOnes images = new ZerosAndOnes(Matrix.zeros(IMAGES, all.inputSize()), Matrix.zeros(IMAGES, 1),
                Matrix.zeros(DeepNetwork.BATCH_SIZE, all.inputSize()), Matrix.zeros(DeepNetwork.BATCH_SIZE, 1));
        all.read(rows, 0, IMAGES, images.inputs, images.targets);
        all.read(rows, 0, DeepNetwork.BATCH_SIZE, images.batch, images.batchTargets);
        return images;
    }

    /** With pixels from 0 to 255, as they are in a file. */
    ZerosAndOnes unscaled() {
        return new ZerosAndOnes(inputs.map(x -> WHITE * x), targets, batch.map(x -> WHITE * x), batchTargets);
    }

    Dataset dataset() {
        return Dataset.of(inputs, targets);
    }

    /** The mean |dL/da| of each hidden layer, the first one first, before training. */
    double[] gradients(DeepNetwork network, int depth, long seed) {
        return network.gradients(depth, seed, batch, batchTargets);
    }

    /** How much of the last hidden layer's gradient is left at the first one. */
    double left(DeepNetwork network, int depth, long seed) {
        double[] gradients = gradients(network, depth, seed);
        return gradients[0] / gradients[depth - 1];
    }
}
