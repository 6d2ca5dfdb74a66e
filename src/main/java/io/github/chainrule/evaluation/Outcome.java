// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import java.util.Locale;

/**
 * One example of an evaluation: what was predicted, and what is true.
 *
 * @param index      its index in the dataset, from 0
 * @param prediction what the model predicts
 * @param target     the target, read as a prediction is
 */
public record Outcome(int index, Prediction prediction, Prediction target) {

    /**
     * Whether the predicted class is the actual one.
     *
     * @return whether it is
     * @throws IllegalStateException if the target is numeric
     */
    public boolean isCorrect() {
        return prediction.classIndex() == target.classIndex();
    }

    /**
     * How far the prediction is on the right side: with classes, the probability of the actual class minus that of the
     * most probable other one, below 0 for a mistake; for a numeric target, minus the distance to it. Smaller is
     * harder.
     */
    double margin() {
        return prediction.margin(target);
    }

    /** {@return the example in one line, as in {@code example 2031: predicted 1 (0.7467), actual 0}} */
    @Override
    public String toString() {
        return "example " + index + ": predicted " + prediction.text() + (prediction.isClass()
                ? ", actual " + target.className()
                : String.format(Locale.ROOT, ", actual %s (off by %.4g)", target.text(), -margin()));
    }
}
