package io.github.chainrule.training;

import io.github.chainrule.matrix.Matrix;

/**
 * The share of right answers between several classes: a row's class is the column with its largest value, in the
 * prediction as in the target; the first of them when there are several.
 */
public final class Accuracy implements Metric {

    /** An accuracy; it has nothing to choose. */
    public Accuracy() {
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Score score(Matrix prediction, Matrix target) {
        Outcome.requireSameShape(this, prediction, target);
        if (prediction.cols() < 2) {
            throw new IllegalArgumentException("Accuracy: expected one column per class, got a prediction of "
                    + prediction.shape() + ", whose largest column is always the only one. For two classes in one"
                    + " column use BinaryAccuracy.");
        }
        int hits = 0;
        for (int i = 0; i < prediction.rows(); i++) {
            if (Outcome.largest(prediction, i) == Outcome.largest(target, i)) {
                hits++;
            }
        }
        return new Score(hits, prediction.rows());
    }

    /** {@return {@code Accuracy}} */
    @Override
    public String toString() {
        return "Accuracy";
    }
}
