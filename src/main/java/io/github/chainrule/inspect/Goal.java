package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;

import java.util.List;
import java.util.function.DoublePredicate;

/**
 * What a model is trained for, found out from its first batch. A listener isn't told the loss function; but it sees
 * the loss, and whichever function gives the same bits is the one.
 *
 * @param classes   how many classes there are to tell apart; 0 if it is another task
 * @param threshold with two classes and one output, above which output class 1 begins
 * @param ignorance the loss of a model that knows nothing and finds all classes equally likely; NaN if not known
 * @param squares   whether the loss is the mean of squares, whose ignorance is the targets' variance
 */
record Goal(int classes, double threshold, double ignorance, boolean squares) {

    private static final double SUM_TOLERANCE = 1e-6;

    static Goal of(ForwardPass pass, Matrix targets, double loss) {
        Matrix output = pass.output();
        if (!targets.isFinite()) {
            return new Goal(0, 0.5, Double.NaN, false);     // a loss of one's own may know what to do with them
        }
        List<Layer> layers = pass.model().layers();
        boolean sigmoid = layers.get(layers.size() - 1) instanceof Sigmoid;
        boolean shares = all(targets, t -> t >= 0 && t <= 1);
        boolean labels = all(targets, t -> t == 0 || t == 1);
        boolean rows = shares && rowsSumToOne(targets);
        boolean bce = shares && all(output, p -> p >= 0 && p <= 1)
                && is(new BinaryCrossEntropy(), output, targets, loss);
        boolean logits = shares && is(new BinaryCrossEntropyWithLogits(), output, targets, loss);
        boolean softmax = rows && is(new CrossEntropy(), output, targets, loss);
        boolean squares = is(new MeanSquaredError(), output, targets, loss);
        boolean two = output.cols() == 1 && labels && (bce || logits || sigmoid);
        return new Goal(two ? 2 : output.cols() > 1 && labels && rows ? output.cols() : 0, logits ? 0 : 0.5,
                bce || logits ? StrictMath.log(2) : softmax ? StrictMath.log(output.cols()) : Double.NaN, squares);
    }

    private static boolean is(Loss loss, Matrix output, Matrix targets, double value) {
        return loss.value(output, targets) == value;
    }

    private static boolean all(Matrix m, DoublePredicate condition) {
        for (double v : m.values()) {
            if (!condition.test(v)) {
                return false;
            }
        }
        return true;
    }

    private static boolean rowsSumToOne(Matrix m) {
        for (int i = 0; i < m.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < m.cols(); j++) {
                sum += m.get(i, j);
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE / 2) {
                return false;
            }
        }
        return true;
    }

    int predicted(Matrix output, int row) {
        return classOf(output, row, threshold);
    }

    int right(Matrix targets, int row) {
        return classOf(targets, row, 0.5);
    }

    private static int classOf(Matrix m, int row, double threshold) {
        if (m.cols() == 1) {
            return m.get(row, 0) > threshold ? 1 : 0;
        }
        int best = 0;
        for (int j = 1; j < m.cols(); j++) {
            best = m.get(row, j) > m.get(row, best) ? j : best;
        }
        return best;
    }
}
