package io.github.chainrule.training;

import io.github.chainrule.matrix.Matrix;

/** What people want to know about predictions, other than the loss; nothing is trained by it. */
public interface Metric {

    /** {@return what tables call it, such as {@code accuracy}} */
    String name();

    /**
     * The score of one batch.
     *
     * @param prediction one row per example; only read
     * @param target     what would have been right, in the same shape; only read
     * @return a sum and how many entries it is over, so that batches of unequal size can be added up
     */
    Score score(Matrix prediction, Matrix target);
}
