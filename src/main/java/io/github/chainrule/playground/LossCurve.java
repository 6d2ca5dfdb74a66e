// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;

/** A curve of any length in a few hundred points: once they are full, two become one, their mean. */
final class LossCurve {

    static final int MOST = 400;

    private final int[] steps = new int[MOST];
    private final double[] values = new double[MOST];
    private int count;
    private int perPoint = 1;
    private double sum;
    private int summed;

    /** Adds a value, after so many steps. */
    void add(int step, double value) {
        sum += value;
        if (++summed == perPoint) {
            steps[count] = step;
            values[count++] = sum / perPoint;
            sum = 0;
            summed = 0;
            if (count == MOST) {
                halve();
            }
        }
    }

    private void halve() {
        count = MOST / 2;
        for (int i = 0; i < count; i++) {
            steps[i] = steps[2 * i + 1];
            values[i] = (values[2 * i] + values[2 * i + 1]) / 2;
        }
        perPoint *= 2;
    }

    /** Values after these numbers of steps. */
    record Points(int[] steps, double[] values) {
    }

    /** The points so far; a copy. */
    Points points() {
        return new Points(Arrays.copyOf(steps, count), Arrays.copyOf(values, count));
    }
}
