// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How well a model did on some examples, in numbers.
 *
 * @param exampleCount how many
 * @param loss     the mean loss over them
 * @param scores   what each metric says, in the order in which the metrics were given
 */
public record Scores(int exampleCount, double loss, List<Score> scores) {

    /**
     * A result whose list of scores can't change.
     *
     * @param examples how many
     * @param loss     the mean loss over them
     * @param scores   what each metric says
     */
    public Scores {
        scores = List.copyOf(scores);
    }

    /**
     * Asks each metric.
     *
     * @param predictor says what the output means
     * @param loss      the mean loss over these examples
     * @param metrics   what is asked; with none, the output isn't looked at
     * @param output    what the model said, one row per example; only read
     * @param targets   what would have been right, on the same scale; only read
     * @return loss and scores
     */
    public static Scores of(Predictor predictor, double loss, List<Metric> metrics, Matrix output, Matrix targets) {
        if (metrics.isEmpty()) {
            return new Scores(output.rows(), loss, List.of());
        }
        Matrix response = predictor.response(output);
        Matrix measured = predictor.measured(targets);
        return new Scores(output.rows(), loss, metrics.stream()
                .map(metric -> new Score(metric.name(), metric.value(response, measured))).toList());
    }

    /**
     * What one metric says.
     *
     * @param metric the metric's name, such as {@code accuracy}
     * @return its value
     * @throws IllegalStateException if there is no such metric
     */
    public double score(String metric) {
        return scores.stream().filter(score -> score.metric().equals(metric)).findFirst()
                .orElseThrow(() -> new IllegalStateException("Result: there is no " + metric + "; "
                        + (scores.isEmpty() ? "no metric was asked for" : "the metrics are "
                        + scores.stream().map(Score::metric).collect(Collectors.joining(", ")))
                        + ". Add it, as in .metric(new BinaryAccuracy()).")).value();
    }

    /**
     * The share of right answers.
     *
     * @return {@code score("accuracy")}
     * @throws IllegalStateException if accuracy wasn't asked for
     */
    public double accuracy() {
        return score("accuracy");
    }

    /** {@return loss and scores in one line, as in {@code loss 0.0026, accuracy 0.9995}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", loss) + scores.stream()
                .map(score -> ", " + score.metric() + " " + score).collect(Collectors.joining());
    }
}
