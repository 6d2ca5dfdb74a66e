// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.training.History;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A {@link History} as charts, training beside validation, and as a table. */
final class TrainingCurves {

    /** Over so many batches a mean is taken: fewer are restless, more are late. */
    private static final int WINDOW = 25;
    /** An accuracy that comes so far is flat: its errors show more. */
    private static final double FLAT = 0.9;
    /** From here on, a metric's values get a logarithmic axis. */
    private static final double WIDE = 1000;
    private static final String ACCURACY = "accuracy";

    private final History history;
    private final List<History.Epoch> epochs;

    TrainingCurves(History history) {
        this.history = history;
        this.epochs = history.epochs();
    }

    /** The metrics other than accuracy. They need not be sums over examples, so a batch's value says little. */
    List<String> otherMetrics() {
        return last().byMetric().keySet().stream().filter(name -> !name.equals(ACCURACY)).toList();
    }

    boolean hasAccuracy() {
        return last().byMetric().containsKey(ACCURACY);
    }

    /** The last epoch's figures, or if none was finished the last step's. */
    private Scores last() {
        return epochs.isEmpty() ? history.steps().get(history.steps().size() - 1).scores() : history.lastEpoch().training();
    }

    LineChart loss() {
        double[] losses = Arrays.stream(steps(Scores::loss)).takeWhile(v -> v <= ChartArguments.LARGEST).toArray();
        double[] validation = validation(Scores::loss);
        LineChart chart = new LineChart("Loss").axes("step", "loss");
        if (DoubleStream.concat(Arrays.stream(losses), Arrays.stream(validation)).allMatch(v -> v > 0)) {
            chart.logScale();
        }
        chart.line("each batch", losses);
        addValidation(chart, validation);
        return losses.length < 4 * WINDOW ? chart : chart.line("mean of " + WINDOW + " batches", runningMean(losses));
    }

    /** Whether accuracy is near 1, so that its errors are to be shown. */
    boolean isNearlyRight() {
        return accuracy(last()) >= FLAT;
    }

    private static double accuracy(Scores scores) {
        return scores.byMetric().get(ACCURACY);
    }

    LineChart accuracy() {
        LineChart chart = new LineChart("Accuracy").axes("step", ACCURACY);
        addTraining(chart, steps(TrainingCurves::accuracy));
        return addValidation(chart, validation(TrainingCurves::accuracy));
    }

    /** The share of wrong answers; none if none was wrong. A log scale has no 0, so a 0 lies on the lower edge. */
    Optional<LineChart> errors() {
        double[] training = steps(result -> 1 - accuracy(result));
        double[] shown = training.length < WINDOW ? training : runningMean(training);
        double[] validation = validation(result -> 1 - accuracy(result));
        double least = DoubleStream.concat(Arrays.stream(shown), Arrays.stream(validation)).filter(v -> v > 0).min()
                .orElse(0);
        if (least == 0) {
            return Optional.empty();
        }
        double edge = Ticks.logarithmic(least / 2, false);
        LineChart chart = new LineChart("Errors").axes("step", "share of wrong answers").logScale();
        chart.line(nameFor(training), raised(shown, edge));
        return Optional.of(addValidation(chart, raised(validation, edge)));
    }

    private static double[] raised(double[] values, double edge) {
        return Arrays.stream(values).map(v -> Math.max(v, edge)).toArray();
    }

    /** One metric, epoch by epoch; none if it isn't defined for any of them. */
    Optional<LineChart> metric(String name) {
        LineChart chart = new LineChart(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .axes("epoch", "");
        double[] training = epochs.stream().mapToDouble(epoch -> epoch.training().byMetric().get(name)).toArray();
        double[] validation = validation(result -> result.byMetric().get(name));
        double[] defined = DoubleStream.concat(Arrays.stream(training), Arrays.stream(validation))
                .filter(Double::isFinite).sorted().toArray();
        if (defined.length == 0) {
            return Optional.empty();
        }
        if (defined[0] > 0 && defined[defined.length - 1] > WIDE * defined[0]) {
            chart.logScale();
        }
        addDefined(chart, "training", training);
        addDefined(chart, "validation", validation);
        return Optional.of(chart);
    }

    /** A metric that isn't defined for an epoch has no point there. */
    private static void addDefined(LineChart chart, String line, double[] values) {
        int[] defined = IntStream.range(0, values.length).filter(i -> Double.isFinite(values[i])).toArray();
        if (defined.length > 0) {
            chart.line(line, IntStream.of(defined).mapToDouble(i -> i + 1).toArray(),
                    IntStream.of(defined).mapToDouble(i -> values[i]).toArray());
        }
    }

    private static LineChart addTraining(LineChart chart, double[] values) {
        return chart.line(nameFor(values), values.length < WINDOW ? values : runningMean(values));
    }

    private static String nameFor(double[] values) {
        return values.length < WINDOW ? "each batch" : "mean of " + WINDOW + " batches";
    }

    /** Always the second line, so that it has one colour on the whole page. */
    private LineChart addValidation(LineChart chart, double[] values) {
        if (values.length > 0) {
            double[] ends = new double[values.length];
            for (int i = 0; i < history.steps().size(); i++) {
                int epoch = history.steps().get(i).epoch();
                if (epoch <= ends.length) {
                    ends[epoch - 1] = i + 1;
                }
            }
            chart.line("validation", ends, values);
        }
        return chart;
    }

    private double[] steps(ToDoubleFunction<Scores> figure) {
        return history.steps().stream().mapToDouble(step -> figure.applyAsDouble(step.scores())).toArray();
    }

    private double[] validation(ToDoubleFunction<Scores> figure) {
        return epochs.stream().flatMap(epoch -> epoch.validation().stream()).mapToDouble(figure).toArray();
    }

    /** The mean of each value and those before it, {@value #WINDOW} in all or as many as there are. */
    private static double[] runningMean(double[] values) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            means[i] = Arrays.stream(values, Math.max(0, i + 1 - WINDOW), i + 1).average().orElseThrow();
        }
        return means;
    }

    List<String> head() {
        List<String> head = new ArrayList<>(List.of("Epoch", "Loss"));
        head.addAll(history.lastEpoch().training().byMetric().keySet());
        history.lastEpoch().validation().ifPresent(result -> {
            head.add("Validation loss");
            result.byMetric().keySet().forEach(name -> head.add("Validation " + name));
        });
        return head;
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (History.Epoch epoch : epochs) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(epoch.number())));
            addNumbers(row, epoch.training());
            epoch.validation().ifPresent(result -> addNumbers(row, result));
            rows.add(row);
        }
        return rows;
    }

    private static void addNumbers(List<String> row, Scores result) {
        row.add(TypesetNumber.decimals(result.loss()));
        result.byMetric().values().forEach(score -> row.add(Double.isNaN(score) ? "not defined"
                : TypesetNumber.decimals(score)));
    }
}
