// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link Comparison} has found: its settings, the best first.
 *
 * {@snippet :
 * Ranking ranking = comparison.run();
 * System.out.print(ranking);
 * System.out.println("on test data: " + ranking.test(test));
 * Predictor predictor = ranking.best().runs().get(0).predictor();
 * }
 */
public final class Ranking {

    /**
     * One training run.
     *
     * @param seed      what the setting was given
     * @param predictor the trained model and what its output means
     * @param score     loss or metric on the validation data; empty if the training diverged
     */
    public record Run(long seed, Predictor predictor, OptionalDouble score) {
    }

    /**
     * One setting.
     *
     * @param name its name
     * @param runs    one for each seed, in the order of the seeds, which is the same for all settings
     */
    public record Candidate(String name, List<Run> runs) {

        /**
         * A setting whose list of runs can't change.
         *
         * @param setting its name
         * @param runs    one for each seed
         */
        public Candidate {
            runs = List.copyOf(runs);
        }

        /** {@return the scores of its runs; empty if one of them diverged} */
        public Optional<ScoreStatistics> statistics() {
            return diverged() > 0 ? Optional.empty()
                    : Optional.of(ScoreStatistics.of(runs.stream().mapToDouble(run -> run.score.getAsDouble()).toArray()));
        }

        private long diverged() {
            return runs.stream().filter(run -> run.score.isEmpty()).count();
        }

        String text() {
            return statistics().map(ScoreStatistics::toString).orElseGet(() -> "diverged with " + diverged() + " of " + runs.size()
                    + " seeds");
        }
    }

    private static final String COLUMNS = "  %10s  %10s  %10s\n";

    private final List<Candidate> candidates;
    private final Optional<Metric> metric;

    Ranking(List<Candidate> entries, Optional<Metric> metric) {
        double sign = metric.map(Metric::higherIsBetter).orElse(false) ? -1 : 1;
        this.candidates = entries.stream().sorted(Comparator.comparingDouble(entry ->
                entry.statistics().map(spread -> sign * spread.mean()).orElse(Double.POSITIVE_INFINITY))).toList();
        this.metric = metric;
    }

    /** {@return all settings: the one with the best mean first, those that diverged with any seed last} */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** {@return what was compared: {@code loss}, or the metric's name} */
    public String criterion() {
        return metric.map(Metric::name).orElse("loss");
    }

    /**
     * The setting that was chosen: the one with the best mean on the validation data.
     *
     * @return the first of the {@link #candidates()}
     * @throws IllegalStateException if all of them diverged
     */
    public Candidate best() {
        if (candidates.get(0).statistics().isEmpty()) {
            throw new IllegalStateException("Ranking: each setting diverged with a seed at least. Try smaller learning"
                    + " rates, and inputs scaled to about [0, 1].");
        }
        return candidates.get(0);
    }

    /**
     * Tries the chosen setting, and no other, on data that had no say in the choice.
     *
     * @param test neither training nor validation data; only read
     * @return the scores of all its runs
     * @throws IllegalStateException    if all settings diverged, or the metric isn't defined for these data
     * @throws IllegalArgumentException if the data don't fit the model
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public ScoreStatistics testBest(Dataset test) {
        return ScoreStatistics.of(best().runs.stream()
                .mapToDouble(run -> Comparison.score(metric, run.predictor.evaluate(test))).toArray());
    }

    /** Settings whose runs overlap with the best one's: with so few seeds they can't be told apart. */
    private long rivals() {
        ScoreStatistics best = best().statistics().orElseThrow();
        return candidates.stream().skip(1).flatMap(entry -> entry.statistics().stream())
                .filter(other -> other.min() <= best.max() && other.max() >= best.min()).count();
    }

    /** {@return a table of all settings, and how sure it is that the first is best} */
    @Override
    public String toString() {
        int width = candidates.stream().mapToInt(entry -> entry.name.length()).max().orElse(0);
        String row = "  %-" + Math.max(width, "setting".length()) + "s";
        StringBuilder text = new StringBuilder("validation " + criterion() + " with " + seeds() + ", the best first\n\n");
        text.append(String.format(Locale.ROOT, row + COLUMNS, "setting", "mean", "least", "most"));
        for (Candidate entry : candidates) {
            text.append(entry.statistics().map(spread -> String.format(Locale.ROOT, row + COLUMNS, entry.name,
                            ScoreStatistics.text(spread.mean()), ScoreStatistics.text(spread.min()), ScoreStatistics.text(spread.max())))
                    .orElseGet(() -> String.format(Locale.ROOT, row + "  %s\n", entry.name, entry.text())));
        }
        return text.append(verdict()).toString();
    }

    private String seeds() {
        int seeds = candidates.get(0).runs.size();
        return seeds + (seeds == 1 ? " seed" : " seeds");
    }

    private String verdict() {
        if (candidates.get(0).statistics().isEmpty()) {
            return "\nevery setting diverged with some seed\n";
        }
        String others = rivals() == 1 ? "1 other, whose runs reach" : rivals() + " others, whose runs reach";
        return "\nchosen: " + best().name + (rivals() == 0 ? "" : "; " + seeds() + " cannot tell it from " + others
                + " into its range") + "\n";
    }
}
