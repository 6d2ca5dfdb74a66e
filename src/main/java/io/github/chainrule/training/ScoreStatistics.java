// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import java.util.Arrays;
import java.util.Locale;

/**
 * What several runs came to that differ in their seed alone.
 *
 * @param mean  their mean
 * @param min the smallest of them
 * @param max  the largest
 */
public record ScoreStatistics(double mean, double min, double max) {

    /**
     * Mean, smallest and largest.
     *
     * @param values one for each run, at least one
     * @return the spread
     */
    static ScoreStatistics of(double... values) {
        return new ScoreStatistics(Arrays.stream(values).average().orElseThrow(), Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.4f" : "%,.0f", value);
    }

    /** {@return mean and ends, as in {@code 0.9812 (0.9790 to 0.9830)}} */
    @Override
    public String toString() {
        return text(mean) + " (" + text(min) + " to " + text(max) + ")";
    }
}
