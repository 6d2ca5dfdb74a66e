package io.github.chainrule.training;

import io.github.chainrule.matrix.Matrix;

/** Which class a row stands for. */
final class Outcome {

    private Outcome() {
    }

    /** The class of a row: with one column 1 above the threshold and 0 else, with several the largest one's number. */
    static int of(Matrix m, int row, double threshold) {
        return m.cols() == 1 ? (m.get(row, 0) > threshold ? 1 : 0) : largest(m, row);
    }

    static int largest(Matrix m, int row) {
        int best = 0;
        for (int j = 1; j < m.cols(); j++) {
            if (m.get(row, j) > m.get(row, best)) {
                best = j;
            }
        }
        return best;
    }

    static void requireSameShape(Metric metric, Matrix prediction, Matrix target) {
        if (prediction.rows() != target.rows() || prediction.cols() != target.cols()) {
            throw new IllegalArgumentException(metric + ": prediction is " + prediction.shape() + " and target is "
                    + target.shape() + "; expected the same shape, one row per example.");
        }
    }
}
