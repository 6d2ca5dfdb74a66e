// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.OptionalInt;

/**
 * Of the examples of a class, the share that was called so.
 *
 * <pre>
 *   recall = right / (right + missed)
 * </pre>
 *
 * <p>With two classes in one column it is about class 1; with several it is the mean over all classes ("macro"). It may
 * also be about one class that you choose. If there is no example of the class, it is NaN, and in a mean over classes
 * that class is left out.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.recall_score.html">scikit-learn,
 *      recall_score</a>
 */
public final class Recall implements Metric {

    private final OptionalInt classNumber;

    /** Of class 1 of two classes, or the mean over several. */
    public Recall() {
        classNumber = OptionalInt.empty();
    }

    /**
     * Of one class.
     *
     * @param classIndex the class's number, from 0
     * @throws IllegalArgumentException if it is below 0
     */
    public Recall(int classNumber) {
        this.classNumber = OptionalInt.of(Checks.requireClassNumber("Recall", classNumber));
    }

    @Override
    public String name() {
        return Checks.nameOf("recall", classNumber);
    }

    @Override
    public double value(Matrix response, Matrix target) {
        return ConfusionMatrix.of(this, response, target).mean(this, classNumber, ConfusionMatrix::recall);
    }

    /** {@return {@code Recall}, and of which class if one was chosen} */
    @Override
    public String toString() {
        return Checks.nameOf("Recall", classNumber);
    }
}
