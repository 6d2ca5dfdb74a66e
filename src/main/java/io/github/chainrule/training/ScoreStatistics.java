// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import java.util.Arrays;
import java.util.Locale;

/**
 * The scores of several runs that differ only in their seed.
 *
 * @param mean              their mean
 * @param standardDeviation √(Σ (score − mean)² / (n − 1)); NaN for a single run
 * @param min               the smallest
 * @param max               the largest
 */
public record ScoreStatistics(double mean, double standardDeviation, double min, double max) {

    /** The statistics of at least one score. */
    static ScoreStatistics of(double... scores) {
        double mean = Arrays.stream(scores).average().orElseThrow();
        double squares = Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
        return new ScoreStatistics(mean, Math.sqrt(squares / (scores.length - 1)),
                Arrays.stream(scores).min().orElseThrow(), Arrays.stream(scores).max().orElseThrow());
    }

    static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.4f" : "%,.0f", value);
    }

    /** {@return mean and range, as in {@code 0.9812 (0.9790 to 0.9830)}} */
    @Override
    public String toString() {
        return text(mean) + " (" + text(min) + " to " + text(max) + ")";
    }
}
