// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.matrix.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import java.util.Random;

/**
 * Task 9: a network that solves XOR, built and trained with the library's classes.
 *
 * <pre>
 *   x0  x1  target
 *    0   0       0
 *    0   1       1
 *    1   0       1
 *    1   1       0
 * </pre>
 *
 * <p>One neuron can't do it: no straight line separates the targets. Make a network with 2 inputs, a hidden layer of 8
 * neurons with {@code Tanh}, and one output with a {@code Sigmoid}; draw all its weights from {@code random}:
 * {@code new Linear(2, 8, random)}. Train it on the four rows with {@code BinaryCrossEntropy} and {@code Adam},
 * learning rate 0.05, for 1,000 steps. The loop is in the course's chapter LinearSeparability and on the front page of
 * the library's documentation. {@code Matrix.of} makes a matrix from rows, {@code Matrix.column} one with a single
 * column.
 */
public final class Task09Xor {

    private Task09Xor() {
    }

    /**
     * Makes a network and trains it.
     *
     * @param random where the initial weights come from
     * @return the trained network, whose output is above 0.9 for target 1 and below 0.1 for target 0
     */
    public static Sequential train(Random random) {
        throw new NotWrittenYet("train");
    }
}
