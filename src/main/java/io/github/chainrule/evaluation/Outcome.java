// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import java.util.Locale;

/**
 * One example of an evaluation: what the model said, and what would have been right.
 *
 * @param index its number in the dataset, from 0
 * @param prediction what the model said
 * @param target what would have been right
 */
public record Outcome(int index, Prediction prediction, Prediction target) {

    /**
     * Whether the model named the wrong class.
     *
     * @return whether it was wrong
     * @throws IllegalStateException if the target is a quantity
     */
    public boolean isMistake() {
        return prediction.classIndex() != target.classIndex();
    }

    /**
     * How far the model was on the right side: with classes, the probability of the right class minus that of the most
     * probable other one, below 0 for a mistake; of a quantity, minus the distance to the target.
     *
     * @return the less, the harder
     */
    public double margin() {
        if (!prediction.isClass()) {
            double squares = 0;
            for (int j = 0; j < prediction.size(); j++) {
                squares += (prediction.value(j) - target.value(j)) * (prediction.value(j) - target.value(j));
            }
            return -Math.sqrt(squares);
        }
        int right = target.classIndex();
        double other = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < Math.max(2, prediction.size()); c++) {
            other = c == right ? other : Math.max(other, prediction.probability(c));
        }
        return prediction.probability(right) - other;
    }

    /** {@return the example in one line, as in {@code example 2031: 0, taken for 1 (0.7467)}} */
    @Override
    public String toString() {
        if (prediction.isClass()) {
            return "example " + index + ": " + target.className() + ", "
                    + (isMistake() ? "taken for " : "recognised as ") + prediction;
        }
        return String.format(Locale.ROOT, "example %d: %s, predicted %s (off by %.4g)", index, target,
                prediction.quantity(), -margin());
    }
}
