// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.OptionalInt;

/**
 * Of the examples that were called a class, the share that belongs to it.
 *
 * <pre>
 *   precision = right / (right + wrongly called so)
 * </pre>
 *
 * <p>With two classes in one column it is about class 1; with several it is the mean over all classes ("macro"). It may
 * also be about one class that you choose. If no example was called so, it is NaN, and in a mean over classes that
 * class is left out.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_score.html">scikit-learn,
 *      precision_score</a>
 */
public final class Precision implements Metric {

    private final OptionalInt classNumber;

    /** Of class 1 of two classes, or the mean over several. */
    public Precision() {
        classNumber = OptionalInt.empty();
    }

    /**
     * Of one class.
     *
     * @param classIndex the class's number, from 0
     * @throws IllegalArgumentException if it is below 0
     */
    public Precision(int classNumber) {
        this.classNumber = OptionalInt.of(Checks.requireClassNumber("Precision", classNumber));
    }

    @Override
    public String name() {
        return Checks.nameOf("precision", classNumber);
    }

    @Override
    public double value(Matrix response, Matrix target) {
        return ConfusionMatrix.of(this, response, target).mean(this, classNumber, ConfusionMatrix::precision);
    }

    /** {@return {@code Precision}, and of which class if one was chosen} */
    @Override
    public String toString() {
        return Checks.nameOf("Precision", classNumber);
    }
}
