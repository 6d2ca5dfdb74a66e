// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Matrix;

/** Finished versions of what earlier tasks are about, so that each task can be solved on its own. */
public final class Given {

    private Given() {
    }

    /** {@return the matrix product a·b (task 1)} */
    public static double[][] times(double[][] a, double[][] b) {
        return rows(Matrix.of(a).times(Matrix.of(b)));
    }

    /** {@return the transpose: rows become columns} */
    public static double[][] transpose(double[][] a) {
        return rows(Matrix.of(a).transpose());
    }

    /** {@return max(x, 0), entry by entry (task 2)} */
    public static double[][] relu(double[][] x) {
        return rows(Matrix.of(x).map(v -> Math.max(v, 0)));
    }

    /** {@return 1 / (1 + e⁻ˣ), entry by entry (task 2)} */
    public static double[][] sigmoid(double[][] x) {
        return rows(Matrix.of(x).map(v -> 1 / (1 + Math.exp(-v))));
    }

    /** {@return x·W + b, where b is added to each row (task 3)} */
    public static double[][] linear(double[][] x, double[][] W, double[] b) {
        return rows(Matrix.of(x).timesPlusRow(Matrix.of(W), Matrix.row(b)));
    }

    /** {@return the mean binary cross-entropy of probabilities p and targets t (task 4)} */
    public static double loss(double[][] p, double[][] t) {
        return new BinaryCrossEntropy().value(Matrix.of(p), Matrix.of(t));
    }

    /** {@return dW = xᵀ·dy (task 5)} */
    public static double[][] weightGradient(double[][] x, double[][] dy) {
        return rows(Matrix.of(x).transposeTimes(Matrix.of(dy)));
    }

    /** {@return db, the sum of the rows of dy (task 5)} */
    public static double[] biasGradient(double[][] dy) {
        return Matrix.of(dy).columnSums(Matrix.zeros(1, dy[0].length)).values();
    }

    /** {@return dx = dy·Wᵀ (task 5)} */
    public static double[][] inputGradient(double[][] dy, double[][] W) {
        return rows(Matrix.of(dy).timesTranspose(Matrix.of(W)));
    }

    private static double[][] rows(Matrix m) {
        double[][] rows = new double[m.rows()][m.cols()];
        for (int i = 0; i < m.rows(); i++) {
            for (int j = 0; j < m.cols(); j++) {
                rows[i][j] = m.get(i, j);
            }
        }
        return rows;
    }
}
