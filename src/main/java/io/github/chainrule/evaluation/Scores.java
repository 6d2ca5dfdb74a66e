// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How good a model is on some examples, in numbers.
 *
 * @param exampleCount how many examples
 * @param loss         the mean loss over them
 * @param byMetric     each metric's name and its value, in the order in which the metrics were given
 */
public record Scores(int exampleCount, double loss, Map<String, Double> byMetric) {

    /**
     * The scores of an evaluation.
     *
     * @param evaluation one pass over the examples
     * @param metrics    what to compute
     * @return its loss, and a score for each metric
     * @throws IllegalArgumentException if a metric is for other targets, or two have the same name
     */
    public static Scores of(Evaluation evaluation, List<Metric> metrics) {
        return of(evaluation.targets().rows(), evaluation.loss(), metrics, evaluation::score);
    }

    /**
     * The scores of outputs.
     *
     * @param predictor says what the outputs mean
     * @param loss      the mean loss over these examples
     * @param metrics   what to compute; without any, the outputs aren't looked at
     * @param outputs   the model's outputs, one row per example; only read
     * @param targets   the targets that it was trained with, scaled if they were scaled; only read
     * @return loss and scores
     * @throws IllegalArgumentException if a metric is for other targets, or two have the same name
     */
    public static Scores of(Predictor predictor, double loss, List<Metric> metrics, Matrix outputs, Matrix targets) {
        if (metrics.isEmpty()) {
            return new Scores(outputs.rows(), loss, Map.of());
        }
        Matrix predictions = predictor.predictionsOf(outputs);
        Matrix unscaled = predictor.unscaled(targets);
        return of(outputs.rows(), loss, metrics, metric -> metric.value(predictor, predictions, unscaled));
    }

    private static Scores of(int exampleCount, double loss, List<Metric> metrics, ToDoubleFunction<Metric> score) {
        Map<String, Double> byMetric = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (byMetric.put(metric.name(), score.applyAsDouble(metric)) != null) {
                throw new IllegalArgumentException("Scores: two metrics have the name \"" + metric.name()
                        + "\". Remove one of them.");
            }
        }
        // A history has one for each step: with one metric, as most have, its map takes 32 bytes instead of 240.
        return new Scores(exampleCount, loss, byMetric.size() < 2 ? Map.copyOf(byMetric)
                : Collections.unmodifiableMap(byMetric));
    }

    /**
     * The value of one metric.
     *
     * @param metric one of those that were computed; its name counts
     * @return its value
     * @throws IllegalArgumentException if it wasn't computed
     */
    public double score(Metric metric) {
        String name = Objects.requireNonNull(metric, "Scores.score: metric is null.").name();
        if (!byMetric.containsKey(name)) {
            throw new IllegalArgumentException("Scores: " + name + " wasn't computed, only " + (byMetric.isEmpty()
                    ? "the loss" : byMetric.keySet()) + ". Before training, call trainer.metric(...) with it.");
        }
        return byMetric.get(name);
    }

    /** {@return loss and scores in one line, as in {@code loss 0.0026, accuracy 0.9995}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", loss) + byMetric.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, ", %s %.4f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }
}
