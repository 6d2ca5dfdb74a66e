// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a model ranks: the probability that an example of class 1 gets a higher response than one of class 0, where
 * a tie counts half. It is the area under the ROC curve, and depends on no threshold.
 *
 * <p>1 is a perfect order, 0.5 is chance. With several classes it is the mean of each class against the rest. If the
 * examples are all of one class it is NaN, and in a mean over classes a class without examples is left out.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_auc_score.html">scikit-learn,
 *      roc_auc_score</a>
 */
public final class RocAuc implements Metric {

    /** An area under the ROC curve; it has nothing to choose. */
    public RocAuc() {
    }

    @Override
    public String name() {
        return "ROC AUC";
    }

    @Override
    public double value(Matrix response, Matrix target) {
        Checks.requireClasses(this, response, target);
        return IntStream.range(0, target.cols()).mapToDouble(c -> ofColumn(c, response, target))
                .filter(area -> !Double.isNaN(area)).average().orElse(Double.NaN);
    }

    /**
     * Goes upwards through the responses, and counts for each positive the negatives below it twice, its equals once.
     */
    private static double ofColumn(int c, Matrix response, Matrix target) {
        List<Integer> order = IntStream.range(0, target.rows()).boxed()
                .sorted(Comparator.comparingDouble(i -> response.get(i, c))).toList();
        long negativesBelow = 0;
        long positives = 0;
        long pairs = 0;
        for (int from = 0; from < order.size(); ) {
            int to = from;
            long positive = 0;
            while (to < order.size() && response.get(order.get(to), c) == response.get(order.get(from), c)) {
                positive += target.get(order.get(to), c) == 1 ? 1 : 0;
                to++;
            }
            long negative = to - from - positive;
            pairs += positive * (2 * negativesBelow + negative);
            negativesBelow += negative;
            positives += positive;
            from = to;
        }
        return pairs / (2.0 * positives * negativesBelow);
    }

    /** {@return {@code RocAuc}} */
    @Override
    public String toString() {
        return "RocAuc";
    }
}
