// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.training.History;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A {@link History} as charts and as a table: training in ink, what it wasn't trained on in the color of that. */
record TrainingCurves(History history, List<History.Epoch> epochs) {

    static final String ACCURACY = "accuracy";
    /** A mean is taken over this many batches: with fewer the curve is restless, with more it is late. */
    static final int WINDOW = 25;

    static TrainingCurves of(History history) {
        return new TrainingCurves(history, history.epochs());
    }

    /** The last epoch's figures, or if none was finished the last step's. */
    Scores last() {
        return epochs.isEmpty() ? history.steps().get(history.steps().size() - 1).scores()
                : history.lastEpoch().training();
    }

    LineChart loss(String title, OptionalDouble test) {
        return chart(new LineChart(title).axes("step", "loss"), Scores::loss, test, true);
    }

    /** The share of wrong predictions, where accuracy was measured: it shows more than the share of correct ones. */
    Optional<LineChart> errors(OptionalDouble test) {
        return !last().byMetric().containsKey(ACCURACY) ? Optional.empty()
                : Optional.of(chart(new LineChart("Wrong predictions").axes("step", "wrong predictions, %"),
                scores -> 100 * (1 - scores.byMetric().getOrDefault(ACCURACY, Double.NaN)), test, false));
    }

    private LineChart chart(LineChart chart, ToDoubleFunction<Scores> value, OptionalDouble test, boolean each) {
        double[] steps = history.steps().stream().mapToDouble(step -> value.applyAsDouble(step.scores()))
                .takeWhile(v -> v <= Chart.LARGEST).toArray();
        boolean few = steps.length < 4 * WINDOW;
        double[] means = few ? steps : runningMean(steps);
        double[] validation = validation(value);
        double[] all = Stream.of(each ? steps : means, validation, test.stream().toArray())
                .flatMapToDouble(Arrays::stream).toArray();
        // A log scale has no 0: that of wrong predictions lies on the lower edge.
        OptionalDouble least = Arrays.stream(all).filter(v -> v > 0).min();
        boolean log = least.isPresent() && (!each || Arrays.stream(all).allMatch(v -> v > 0));
        double edge = log ? Ticks.logarithmic(least.getAsDouble() / 2, false) : Double.NEGATIVE_INFINITY;
        double[] x = Curve.counted(steps.length);
        double[] ends = IntStream.rangeClosed(1, epochs.size()).mapToDouble(epoch -> history.steps().stream()
                .filter(step -> step.epoch() <= epoch).count()).toArray();
        if (log) {
            chart.logScale();
        }
        if (each && !few) {
            chart.line("each batch", Style.NOISE, x, steps);
        }
        chart.line(few ? "each batch" : "mean of " + WINDOW, Style.INK, x, raised(means, edge));
        if (validation.length > 0) {
            chart.line("validation", Style.UNSEEN, Arrays.copyOf(ends, validation.length), raised(validation, edge));
        }
        test.ifPresent(v -> chart.line("test " + TypesetNumber.of(v), Style.UNSEEN, new double[] {steps.length},
                new double[] {Math.max(v, edge)}));
        return chart.epochs(ends);
    }

    private double[] validation(ToDoubleFunction<Scores> value) {
        return epochs.stream().flatMap(epoch -> epoch.validation().stream()).mapToDouble(value).toArray();
    }

    private static double[] raised(double[] values, double edge) {
        return Arrays.stream(values).map(v -> Math.max(v, edge)).toArray();
    }

    /** The mean of each value and those before it, {@value #WINDOW} in all or as many as there are. */
    private static double[] runningMean(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i ->
                Arrays.stream(values, Math.max(0, i + 1 - WINDOW), i + 1).average().orElseThrow()).toArray();
    }

    /** One metric, epoch by epoch; empty if it isn't defined for any of them. */
    LineChart metric(String name) {
        double[] training = epochs.stream().mapToDouble(epoch -> epoch.training().byMetric().get(name)).toArray();
        double[] validation = validation(scores -> scores.byMetric().get(name));
        double[] numbers = Curve.counted(epochs.size());
        return new LineChart(capitalized(name)).axes("epoch", capitalized(name))
                .points("training", Style.INK, numbers, training, Double::isFinite)
                .points("validation", Style.UNSEEN, numbers, validation, Double::isFinite);
    }

    static String capitalized(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Each epoch's figures by their names. */
    List<Map<String, String>> table() {
        return epochs.stream().map(epoch -> {
            Map<String, String> figures = new LinkedHashMap<>(Map.of("Epoch", String.valueOf(epoch.number())));
            put(figures, "", epoch.training());
            epoch.validation().ifPresent(scores -> put(figures, "validation ", scores));
            return figures;
        }).toList();
    }

    private static void put(Map<String, String> figures, String set, Scores scores) {
        figures.put(capitalized(set + "loss"), TypesetNumber.of(scores.loss()));
        scores.byMetric().forEach((name, score) -> figures.put(capitalized(set + name),
                name.equals(ACCURACY) ? TypesetNumber.percent(score) : TypesetNumber.of(score)));
    }
}
