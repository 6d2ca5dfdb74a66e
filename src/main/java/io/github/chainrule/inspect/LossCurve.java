// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import java.util.Arrays;

/** The loss of each step of a training, and its means over stretches of it. */
final class LossCurve {

    private double[] losses = new double[256];
    private int steps;

    void add(double loss) {
        if (steps == losses.length) {
            losses = Arrays.copyOf(losses, 2 * steps);
        }
        losses[steps++] = loss;
    }

    int steps() {
        return steps;
    }

    /** The mean from one step to another, from 0, the second not included. */
    double mean(int from, int to) {
        return Arrays.stream(losses, from, to).average().orElse(Double.NaN);
    }

    double first() {
        return mean(0, 1);
    }

    /** The mean of the last quarter. */
    double atEnd() {
        return mean(steps - Math.max(1, steps / 4), steps);
    }

    /** The mean of the steps up to one of them, from 1, a twentieth of all. */
    double around(int step) {
        return mean(Math.max(0, step - Math.max(1, steps / 20)), Math.max(1, step));
    }
}
