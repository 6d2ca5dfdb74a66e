// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.util.Arrays;

/** The last losses, to see whether they jump up and down. */
final class Jumps {

    private static final int COUNT = 60;

    private final double[] losses = new double[COUNT];
    private int added;

    void add(double loss) {
        losses[added++ % COUNT] = loss;
    }

    /** Whether at least a quarter of the last steps made the loss larger, and none of it is small. */
    boolean areLarge() {
        long up = 0;
        for (int i = Math.max(1, added - COUNT + 1); i < added; i++) {
            up += losses[i % COUNT] > 1.01 * losses[(i - 1) % COUNT] ? 1 : 0;
        }
        return added >= COUNT / 2 && 4 * up >= Math.min(added, COUNT) && high() > 1.2 * low() && high() > 0.05;
    }

    double low() {
        return Arrays.stream(losses).limit(added).min().orElse(0);
    }

    double high() {
        return Arrays.stream(losses).limit(added).max().orElse(0);
    }
}
