// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.data.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.training.*;
import java.util.Random;

/**
 * Task 10: a network that tells a handwritten 0 from a 1.
 *
 * <p>You are given images of 784 pixels, first all zeros and then all ones, as files often are. Make a network 784 → 16
 * with {@code ReLU} → 1 with {@code Sigmoid}, and train it with {@code BinaryCrossEntropy} and {@code Adam}, learning
 * rate 0.001, for 3 epochs in batches of 64. {@code Batches.shuffled(training, 64, seed)} hands the examples out
 * in batches, in a new random order each time you loop over it; a {@code Batch} has {@code inputs()} and {@code
 * targets()}. Draw the weights from {@code random}, and make a step after each batch. You may write the loop yourself
 * or use {@code Trainer}.
 */
public final class Task10Digits {

    private Task10Digits() {
    }

    /**
     * Makes a network and trains it.
     *
     * @param training the images, sorted by class
     * @param seed     for the order of the examples
     * @param random   where the initial weights come from
     * @return the trained network
     */
    public static Sequential train(Dataset training, long seed, Random random) {
        throw new NotWrittenYet("train");
    }
}
