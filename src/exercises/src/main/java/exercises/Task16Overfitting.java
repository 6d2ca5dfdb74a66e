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
 * Task 16: overfitting, seen and fixed.
 *
 * <p>You get a few noisy examples, each with two numbers and a class, 0 or 1. This program memorizes them:
 *
 * <pre>
 *   Sequential model = new Sequential(new Linear(2, 64, random), new Tanh(), new Linear(64, 64, random), new Tanh(),
 *           new Linear(64, 1, random));
 *   Trainer trainer = new Trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.01))
 *           .epochs(300).batchSize(16).seed(42).validation(validation);
 *   trainer.fit(training);
 *   return model;
 * </pre>
 *
 * <p>See it first: {@code fit} returns the history. Print it, and find where the validation loss begins to rise while
 * the training loss still falls. Then fix it. Stop early ({@code .listener(new EarlyStopping(20))}), or use weight
 * decay ({@code new Adam(...).decoupledWeightDecay(...)}), {@code Dropout}, a smaller network or several of these.
 * Choose on the validation set; the grader has a test set of its own. The last layer has no sigmoid: its output is a
 * logit.
 */
public final class Task16Overfitting {

    private Task16Overfitting() {
    }

    /**
     * Where overfitting begins.
     *
     * @param history of a run with a validation set: {@code history.epochs()}, and of each epoch {@code number()},
     *                {@code training().loss()} and {@code validation().orElseThrow().loss()}
     * @return the number of the epoch with the lowest validation loss
     */
    public static int bestEpoch(History history) {
        throw new NotWrittenYet("bestEpoch");
    }

    /**
     * Makes a network and trains it, without memorizing.
     *
     * @param training   60 examples
     * @param validation 60 others; don't train on them
     * @param random     where the initial weights come from
     * @return a network with two inputs and one logit
     */
    public static Sequential train(Dataset training, Dataset validation, Random random) {
        throw new NotWrittenYet("train");
    }
}
