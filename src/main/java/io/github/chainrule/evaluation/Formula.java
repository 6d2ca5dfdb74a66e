// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.data.Names;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A metric of the library: a formula over all rows, and the checks of its arguments. */
record Formula(String name, boolean higherIsBetter, OverRows formula) implements Metric {

    private static final double MIN_LOG = -100;

    private static final String PRESENT = "present";

    interface OverRows {
        /** The value for classes and targets with these names; without any, classes are called 0, 1, …. */
        double value(Names names, double threshold, Matrix predictions, Matrix targets);
    }

    /** Over the named targets, or all. */
    static Metric ofNumbers(String figure, boolean higherIsBetter, String[] named,
                            ToDoubleBiFunction<Matrix, Matrix> formula) {
        String name = name(figure, named);
        return new Formula(name, higherIsBetter, (names, threshold, predictions, targets) -> {
            requireComparable(name, predictions, targets);
            int[] columns = named.length == 0 ? IntStream.range(0, targets.cols()).toArray()
                    : Arrays.stream(named).mapToInt(target -> column(name, "target", target, names, targets)).toArray();
            return formula.applyAsDouble(columns(predictions, columns), columns(targets, columns));
        });
    }

    private static String name(String figure, String[] named) {
        return figure + (Objects.requireNonNull(named, "Metric: names is null.").length == 0 ? ""
                : " of " + String.join(", ", named));
    }

    /** The mean over the named classes or labels, where it is defined; without names, over class 1 of two, or all. */
    static Metric ofEach(String figure, String[] classes, ToDoubleBiFunction<ConfusionMatrix, String> formula) {
        String name = name(figure, classes);
        List<String> named = List.of(classes);
        return new Formula(name, true, (names, threshold, predictions, targets) -> {
            if (areLabels(names, targets)) {
                return mean((named.isEmpty() ? names.targets() : named).stream().mapToDouble(label ->
                        formula.applyAsDouble(label(name, label, names, threshold, predictions, targets), PRESENT)));
            }
            ConfusionMatrix confusion = confusion(name, names, threshold, predictions, targets);
            List<String> all = confusion.classes();
            return mean((!named.isEmpty() ? named : all.size() == 2 ? all.subList(1, 2) : all).stream()
                    .mapToDouble(className -> formula.applyAsDouble(confusion, className)));
        });
    }

    private static double mean(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    /** Several columns with names of their own, and no classes. */
    private static boolean areLabels(Names names, Matrix targets) {
        return !names.hasClasses() && targets.cols() > 1 && names.targets().size() == targets.cols();
    }

    private static ConfusionMatrix label(String metric, String label, Names names, double threshold,
                                         Matrix predictions, Matrix targets) {
        requireLabels(metric, predictions, targets);
        int column = column(metric, "label", label, names, targets);
        return new ConfusionMatrix(List.of("absent", PRESENT), threshold, columns(predictions, column),
                columns(targets, column));
    }

    private static int column(String metric, String what, String name, Names names, Matrix targets) {
        int column = names.targets().size() == targets.cols() ? names.targets().indexOf(name) : -1;
        if (column < 0) {
            throw new IllegalArgumentException(metric + ": there is no " + what + " \"" + name + "\". The " + what
                    + "s are " + Printable.list(names.targets()) + ".");
        }
        return column;
    }

    private static Matrix columns(Matrix m, int... columns) {
        return Matrix.wrap(m.rows(), columns.length, IntStream.range(0, m.rows()).boxed().flatMapToDouble(i ->
                Arrays.stream(columns).mapToDouble(j -> m.get(i, j))).toArray());
    }

    private static ConfusionMatrix confusion(String metric, Names names, double threshold, Matrix predictions,
                                             Matrix targets) {
        requireClasses(metric, predictions, targets);
        List<String> numbered = IntStream.range(0, Math.max(2, targets.cols())).mapToObj(String::valueOf).toList();
        return new ConfusionMatrix(names.hasClasses() ? names.classes() : numbered, threshold, predictions, targets);
    }

    @Override
    public double value(Matrix predictions, Matrix targets) {
        return formula.value(Names.NONE, Predictor.DEFAULT_THRESHOLD, predictions, targets);
    }

    @Override
    public double value(Predictor predictor, Matrix predictions, Matrix targets) {
        return formula.value(predictor.names(), predictor.threshold(), predictions, targets);
    }

    @Override
    public String toString() {
        return name;
    }

    static double accuracy(Names names, double threshold, Matrix predictions, Matrix targets) {
        requireClasses("accuracy", predictions, targets);
        long correct = IntStream.range(0, targets.rows()).filter(i -> Prediction.classIndexOf(predictions, i, threshold)
                == Prediction.classIndexOf(targets, i)).count();
        return (double) correct / targets.rows();
    }

    static double rocAuc(Names names, double threshold, Matrix predictions, Matrix targets) {
        requireLabels("ROC AUC", predictions, targets);
        return mean(IntStream.range(0, targets.cols()).mapToDouble(c -> rocAucOfColumn(c, predictions, targets)));
    }

    /** In ascending order, each positive counts the negatives below it twice and its equals once. */
    private static double rocAucOfColumn(int c, Matrix predictions, Matrix targets) {
        TreeMap<Double, long[]> counts = new TreeMap<>();       // of 0s and 1s at each prediction
        for (int i = 0; i < targets.rows(); i++) {
            double p = predictions.get(i, c) + 0.0;             // -0.0 becomes 0.0
            counts.computeIfAbsent(p, key -> new long[2])[(int) targets.get(i, c)]++;
        }
        long negativesBelow = 0;
        long positives = 0;
        long pairs = 0;
        for (long[] count : counts.values()) {
            pairs += count[1] * (2 * negativesBelow + count[0]);
            negativesBelow += count[0];
            positives += count[1];
        }
        return pairs / (2.0 * positives * negativesBelow);
    }

    static double logLoss(Names names, double threshold, Matrix predictions, Matrix targets) {
        requireClasses("log loss", predictions, targets);
        Checks.requireBetween("log loss", "prediction", predictions, 0, 1,
                "Only a model that was trained with a cross-entropy predicts probabilities.");
        double sum = 0;
        for (int i = 0; i < targets.rows(); i++) {
            int actual = Prediction.classIndexOf(targets, i);
            double p = targets.cols() > 1 ? predictions.get(i, actual)
                    : actual == 1 ? predictions.get(i, 0) : 1 - predictions.get(i, 0);
            sum -= Math.max(MIN_LOG, StrictMath.log(p));
        }
        return sum / targets.rows();
    }

    static double rSquared(Matrix predictions, Matrix targets) {
        return IntStream.range(0, targets.cols()).mapToDouble(j -> rSquaredOfColumn(j, predictions, targets)).average()
                .orElse(Double.NaN);
    }

    private static double rSquaredOfColumn(int j, Matrix predictions, Matrix targets) {
        double[] actual = columns(targets, j).values();
        // A power of two, which rounds nothing: squares neither overflow nor vanish, however large the targets are.
        double unit = Math.scalb(1.0, -Math.getExponent(Arrays.stream(actual).map(Math::abs).max().orElse(1)));
        DoubleSummaryStatistics column = Arrays.stream(actual).map(t -> t * unit).summaryStatistics();
        if (column.getMin() == column.getMax()) {
            return Double.NaN;      // not by the variance: the mean of equal numbers is rounded
        }
        double unexplained = 0;
        double variance = 0;
        for (int i = 0; i < targets.rows(); i++) {
            double error = actual[i] * unit - predictions.get(i, j) * unit;
            double deviation = actual[i] * unit - column.getAverage();
            unexplained += error * error;
            variance += deviation * deviation;
        }
        return 1 - unexplained / variance;
    }

    static double meanError(Matrix predictions, Matrix targets, DoubleUnaryOperator error) {
        double sum = 0;
        for (int i = 0; i < targets.values().length; i++) {
            sum += error.applyAsDouble(predictions.values()[i] - targets.values()[i]);
        }
        return sum / targets.values().length;
    }

    /** Checks that both are finite and of one shape, with at least one example. */
    static void requireComparable(Object metric, Matrix predictions, Matrix targets) {
        Objects.requireNonNull(predictions, () -> metric + ": predictions is null.");
        Objects.requireNonNull(targets, () -> metric + ": targets is null.");
        Checks.requireSameShape(metric, "predictions", predictions, "targets", targets);
        if (targets.values().length == 0) {
            throw new IllegalArgumentException(metric + ": predictions and targets are empty, " + targets.shape()
                    + ". Pass at least one example.");
        }
        Checks.requireFinite(metric, "prediction", predictions,
                "Look for NaN in the inputs, or use a smaller learning rate.");
        Checks.requireFinite(metric, "target", targets, "Correct this target, or remove its example.");
    }

    /** Checks that each target is 0 or 1. */
    static void requireLabels(Object metric, Matrix predictions, Matrix targets) {
        requireComparable(metric, predictions, targets);
        for (int i = 0; i < targets.values().length; i++) {
            double t = targets.values()[i];
            if (t != 0 && t != 1) {
                throw new IllegalArgumentException(metric + ": target at row " + i / targets.cols() + ", column "
                        + i % targets.cols() + " is " + t + "; expected 0 or 1. " + (t == -1
                        ? "Convert targets of -1 and 1 with (t + 1) / 2."
                        : "Convert class indices with Matrix.oneHot(classCount, classIndices). For numeric targets use"
                        + " Metric.meanAbsoluteError() or Metric.rSquared()."));
            }
        }
    }

    /** Checks that each target is a class: 0 or 1 in one column, or a row with a single 1. */
    static void requireClasses(Object metric, Matrix predictions, Matrix targets) {
        requireLabels(metric, predictions, targets);
        for (int i = 0; i < targets.rows() && targets.cols() > 1; i++) {
            int row = i;
            double labels = IntStream.range(0, targets.cols()).mapToDouble(j -> targets.get(row, j)).sum();
            if (labels != 1) {
                throw new IllegalArgumentException(metric + ": row " + i + " of the targets has "
                        + (labels == 0 ? "no 1" : "several 1s") + "; expected a single 1, for the actual class. For"
                        + " several labels per row use BinaryAccuracy, or Metric.f1(label) with a name for each"
                        + " target.");
            }
        }
    }
}
