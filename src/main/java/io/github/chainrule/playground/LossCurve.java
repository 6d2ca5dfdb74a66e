// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A curve of any length in a few hundred points: once they are full, two become one. Each keeps the smallest and the
 * largest value, since a mean would hide a loss that jumps up and down.
 */
final class LossCurve {

    static final int MAX_POINTS = 400;

    private final double[] steps = new double[MAX_POINTS];
    private final double[] low = new double[MAX_POINTS];
    private final double[] high = new double[MAX_POINTS];
    private int count;
    private int perPoint = 1;
    /** How many values the last point has; {@code perPoint} if it is full. */
    private int filled = 1;

    /** Adds a value, after a number of steps. */
    void add(int step, double value) {
        if (filled == perPoint) {
            if (count == MAX_POINTS) {
                halve();
            }
            low[count] = value;
            high[count++] = value;
            filled = 0;
        }
        steps[count - 1] = step;
        low[count - 1] = Math.min(low[count - 1], value);
        high[count - 1] = Math.max(high[count - 1], value);
        filled++;
    }

    private void halve() {
        count /= 2;
        for (int i = 0; i < count; i++) {
            steps[i] = steps[2 * i + 1];
            low[i] = Math.min(low[2 * i], low[2 * i + 1]);
            high[i] = Math.max(high[2 * i], high[2 * i + 1]);
        }
        perPoint *= 2;
        filled = perPoint;
    }

    /** Since which step all values lie within a part of the last one; never, before there is one. */
    double flatSince(double part) {
        int i = count;
        while (i > 0 && high[i - 1] <= high[count - 1] * (1 + part) && low[i - 1] >= high[count - 1] * (1 - part)) {
            i--;
        }
        return count == 0 ? Double.POSITIVE_INFINITY : steps[Math.min(i, count - 1)];
    }

    /** The last points of a curve. */
    private static final int LAST = 20;

    /** The smallest or largest value of the last points. */
    double last(boolean largest) {
        return Arrays.stream(largest ? high : low, Math.max(0, count - LAST), count)
                .reduce(largest ? Math::max : Math::min).orElse(Double.NaN);
    }

    /** Whether the last points jump up again and again, as a loss does whose steps are too large. */
    boolean jumps() {
        return count > LAST && IntStream.range(count - LAST, count)
                .filter(i -> high[i] > 1.05 * low[i - 1]).count() > LAST / 3;
    }

    JsonText json() {
        return new JsonText().with("step", JsonText.floats(Arrays.copyOf(steps, count)))
                .with("low", JsonText.floats(Arrays.copyOf(low, count)))
                .with("high", JsonText.floats(Arrays.copyOf(high, count)));
    }
}
