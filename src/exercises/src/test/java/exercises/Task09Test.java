// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Random;
import org.junit.jupiter.api.Test;

@TaskName("Task09Xor")
class Task09Test {

    private static final Matrix INPUTS = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});

    private static Sequential trained(long seed) {
        Sequential model = Task09Xor.train(new Random(seed));
        if (model == null) {
            throw new AssertionError("train: your code returned null. Return the trained network.");
        }
        return model;
    }

    /** What is printed: the four rows, and what is likely wrong. */
    private static void requireSolved(Sequential model) {
        double[] p = model.predict(INPUTS).values();
        if (p[0] < 0.1 && p[1] > 0.9 && p[2] > 0.9 && p[3] < 0.1) {
            return;
        }
        StringBuilder text = new StringBuilder("XOR isn't solved. The network says");
        for (double v : p) {
            text.append(String.format(java.util.Locale.ROOT, " %.3f", v));
        }
        throw new AssertionError(text.append(", and should say 0 1 1 0.").append(why(model)));
    }

    private static String why(Sequential model) {
        long linear = model.layers().stream().filter(Linear.class::isInstance).count();
        if (linear < 2) {
            return "\n  Hint: There is no hidden layer: a single layer draws a straight line, and XOR needs more.";
        }
        if (linear == model.layers().size() - 1) {
            return "\n  Hint: There is nothing bent between the two Linear layers: together they are one Linear layer."
                    + " Put a Tanh between them.";
        }
        if (model.parameters().stream().allMatch(p -> p.version() == 0)) {
            return "\n  Hint: No weight has changed since the network was made: each step ends with optimizer.step().";
        }
        Linear first = (Linear) model.layers().get(0);
        if (neuronsAreEqual(first.weight().value())) {
            return "\n  Hint: All hidden neurons are equal: they started with the same weights, get the same gradients,"
                    + " and stay equal forever. Draw the weights from random.";
        }
        return "\n  Is it 1,000 steps with a learning rate of 0.05?";
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
        requireSolved(trained(1));
    }

    @Test
    @Points(1)
    void xor_is_solved_from_other_initial_weights_too() {
        for (long seed = 2; seed <= 4; seed++) {
            requireSolved(trained(seed));
        }
    }
}
