// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.OptionalInt;

/**
 * Precision and recall in one number, their harmonic mean: it is only high if both are.
 *
 * <pre>
 *   F1 = 2 · right / (2 · right + wrongly called so + missed)
 * </pre>
 *
 * <p>With two classes in one column it is about class 1; with several it is the mean over all classes ("macro"). It may
 * also be about one class that you choose. If there is no example of the class and none was called so, it is NaN, and
 * in a mean over classes that class is left out.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.f1_score.html">scikit-learn,
 *      f1_score</a>
 */
public final class F1 implements Metric {

    private final OptionalInt classNumber;

    /** Of class 1 of two classes, or the mean over several. */
    public F1() {
        classNumber = OptionalInt.empty();
    }

    /**
     * Of one class.
     *
     * @param classIndex the class's number, from 0
     * @throws IllegalArgumentException if it is below 0
     */
    public F1(int classNumber) {
        this.classNumber = OptionalInt.of(Checks.requireClassNumber("F1", classNumber));
    }

    @Override
    public String name() {
        return Checks.nameOf("F1", classNumber);
    }

    @Override
    public double value(Matrix response, Matrix target) {
        return ConfusionMatrix.of(this, response, target).mean(this, classNumber, ConfusionMatrix::f1);
    }

    /** {@return {@code F1}, and of which class if one was chosen} */
    @Override
    public String toString() {
        return Checks.nameOf("F1", classNumber);
    }
}
