// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

/** So many steps in a second, or as many as there can be. */
final class Pace {

    /** How much time that was lost is made up for. */
    private static final long PATIENCE = 50_000_000;

    private final long period;
    private long next;

    /** With 0 as fast as it goes. */
    Pace(int stepsPerSecond, long now) {
        this.period = stepsPerSecond == 0 ? 0 : 1_000_000_000L / stepsPerSecond;
        this.next = now;
    }

    boolean isFree() {
        return period == 0;
    }

    /** How many nanoseconds are left until the next step; the step counts as made if it is 0. */
    long waiting(long now) {
        if (now < next) {
            return next - now;
        }
        next = Math.max(next, now - PATIENCE) + period;
        return 0;
    }
}
