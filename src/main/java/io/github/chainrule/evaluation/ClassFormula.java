// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** A metric of one class: the given one, or class 1 of two; of several classes the mean where it is defined. */
record ClassFormula(String figure, Optional<String> className, ToDoubleBiFunction<ConfusionMatrix, String> formula)
        implements Metric {

    static Metric of(String figure, String className, ToDoubleBiFunction<ConfusionMatrix, String> formula) {
        Objects.requireNonNull(className, () -> "Metric." + figure.toLowerCase(Locale.ROOT) + ": className is null.");
        return new ClassFormula(figure, Optional.of(className), formula);
    }

    static Metric ofAll(String figure, ToDoubleBiFunction<ConfusionMatrix, String> formula) {
        return new ClassFormula(figure, Optional.empty(), formula);
    }

    @Override
    public String name() {
        return figure + className.map(name -> " of class " + name).orElse("");
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double value(Matrix predictions, Matrix targets) {
        return value(List.of(), predictions, targets);
    }

    @Override
    public double value(Predictor predictor, Matrix predictions, Matrix targets) {
        return value(predictor.names().classes(), predictions, targets);
    }

    private double value(List<String> names, Matrix predictions, Matrix targets) {
        Formula.requireClasses(this, predictions, targets);
        List<String> classes = names.isEmpty()
                ? IntStream.range(0, Math.max(2, targets.cols())).mapToObj(String::valueOf).toList() : names;
        ConfusionMatrix confusion = new ConfusionMatrix(classes, predictions, targets);
        List<String> asked = className.map(List::of).orElse(classes.size() == 2 ? classes.subList(1, 2) : classes);
        return asked.stream().mapToDouble(name -> formula.applyAsDouble(confusion, name))
                .filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return name();
    }
}
