// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;

import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Handwritten zeros and ones: the first 640 of MNIST, and the first batch of them.
 *
 * @param inputs       a row of 784 pixels for each image
 * @param targets      0 or 1
 * @param batch        the first rows of the inputs
 * @param batchTargets the first rows of the targets
 */
public record ZerosAndOnes(Matrix inputs, Matrix targets, Matrix batch, Matrix batchTargets) {

    public static final int IMAGES = 640;

    public static ZerosAndOnes load(int batchSize) throws IOException {
        Dataset all = Mnist.load().training(Task.pair(0, 1));
        ZerosAndOnes images = new ZerosAndOnes(Matrix.zeros(IMAGES, all.inputSize()), Matrix.zeros(IMAGES, 1),
                Matrix.zeros(batchSize, all.inputSize()), Matrix.zeros(batchSize, 1));
        int[] rows = IntStream.range(0, IMAGES).toArray();
        all.read(rows, 0, IMAGES, images.inputs, images.targets);
        all.read(rows, 0, batchSize, images.batch, images.batchTargets);
        return images;
    }

    /** With pixels from 0 to 255, as they are in a file. */
    public ZerosAndOnes unscaled() {
        return new ZerosAndOnes(inputs.map(x -> 255 * x), targets, batch.map(x -> 255 * x), batchTargets);
    }

    public Dataset dataset() {
        return Dataset.of(inputs, targets);
    }
}
