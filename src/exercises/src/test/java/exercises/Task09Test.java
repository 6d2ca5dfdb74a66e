// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

@TaskName("Task09Xor")
class Task09Test {

    private static final Matrix INPUTS = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});

    private static Sequential trained(long seed) {
        return Moves.trained(Task09Xor.train(new Random(seed)));
    }

    private static Sequential untrained(Random random) {
        return new Sequential(new Linear(2, 8, random), new Tanh(), new Linear(8, 1, random), new Sigmoid());
    }

    /** {@return how many steps of the task's loop give these weights, or -1 if it wasn't that loop} */
    private static int steps(double[] weights, long seed, boolean newAdamInEachStep) {
        Random random = new Random(seed);
        Sequential model = untrained(random);
        if (Arrays.equals(weights, Moves.firstWeights(untrained(random)))) {
            return 0;
        }
        Adam adam = new Adam(model.parameters(), 0.05);
        for (int step = 0; step <= 2000; step++) {
            if (Arrays.equals(weights, Moves.firstWeights(model))) {
                return step;
            }
            ForwardPass pass = model.forward(INPUTS);
            pass.backward(new BinaryCrossEntropy().gradient(pass.output(), Matrix.column(0, 1, 1, 0)));
            adam = newAdamInEachStep ? new Adam(model.parameters(), 0.05) : adam;
            adam.step();
        }
        return -1;
    }

    /** What is printed: the four rows, and what is likely wrong. */
    private static void requireSolved(long seed) {
        Sequential model = trained(seed);
        requireOneAdam(model, seed);
        double[] p = model.output(INPUTS).values();
        if (p[0] < 0.1 && p[1] > 0.9 && p[2] > 0.9 && p[3] < 0.1) {
            return;
        }
        StringBuilder text = new StringBuilder("XOR isn't solved. The network says");
        for (double v : p) {
            text.append(String.format(Locale.ROOT, " %.3f", v));
        }
        throw new AssertionError(text.append(", and should say 0 1 1 0.\n  ").append(why(model, p, seed)));
    }

    private static void requireOneAdam(Sequential model, long seed) {
        Check.require(steps(Moves.firstWeights(model), seed, true) <= 1, "train: the weights are those of another"
                        + " optimizer.",
                "A new Adam in each step has no memory of the gradients before, and makes all steps equally long. Make"
                        + " one, before the loop.");
    }

    private static String why(Sequential model, double[] p, long seed) {
        List<Layer> layers = model.layers();
        long linear = layers.stream().filter(Linear.class::isInstance).count();
        if (linear < 2) {
            return "Hint: There is no hidden layer: a single layer draws a straight line, and XOR needs more.";
        }
        if (layers.get(1) instanceof Linear) {
            return "Hint: There is nothing bent between the two Linear layers: together they are one Linear layer. Put"
                    + " a Tanh between them.";
        }
        if (!(layers.get(layers.size() - 1) instanceof Sigmoid)) {
            return "Hint: The last layer isn't a Sigmoid, so its outputs are no probabilities.";
        }
        int steps = steps(Moves.firstWeights(model), seed, false);
        if (steps == 0) {
            return "Hint: No weight has changed since this network was made: each step ends with optimizer.step(), and"
                    + " the network to return is the one that was trained.";
        }
        Linear first = (Linear) layers.get(0);
        if (neuronsAreEqual(first.weight().value())) {
            return "Hint: All hidden neurons are equal: they started with the same weights, get the same gradients, and"
                    + " stay equal forever. Draw the weights from random.";
        }
        if (steps > 0 && steps < 1000) {
            return "Hint: That is too short a run: " + steps + " steps were made, and 1,000 are needed.";
        }
        if (p[0] > 0.9 && p[1] < 0.1 && p[2] < 0.1 && p[3] > 0.9) {
            return "Hint: It has learned the opposite: look at the targets.";
        }
        if (Arrays.stream(p).allMatch(v -> v < 0.1)) {
            return "Hint: All outputs went down to 0. Does backward get loss.gradient(output, targets)?";
        }
        if (Arrays.stream(p).allMatch(v -> v < 0.1 || v > 0.9)) {
            return "Hint: It has learned something other than XOR: look at the four rows and their targets.";
        }
        return "Is it 8 hidden neurons, Adam, and a learning rate of 0.05?";
    }

    private static boolean neuronsAreEqual(Matrix weight) {
        for (int i = 0; i < weight.rows(); i++) {
            for (int j = 1; j < weight.cols(); j++) {
                if (Math.abs(weight.get(i, j) - weight.get(i, 0)) > 1e-12) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    @Points(3)
    void xor_is_solved() {
        requireSolved(1);
    }

    @Test
    @Points(1)
    void xor_is_solved_from_other_initial_weights_too() {
        for (long seed = 2; seed <= 4; seed++) {
            requireSolved(seed);
        }
        Check.require(Arrays.equals(weights(5), weights(5)) && !Arrays.equals(weights(5), weights(6)),
                "train: the weights don't come from random.", "Draw all weights from the random that you are given, new"
                        + " Linear(2, 8, random): no new Random().");
    }

    private static double[] weights(long seed) {
        return Moves.firstWeights(trained(seed));
    }
}
