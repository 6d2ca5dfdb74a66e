// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The result of a {@link Comparison}: its candidates, the best first.
 *
 * {@snippet :
 * Ranking ranking = comparison.run();
 * System.out.print(ranking);
 * System.out.println("on test data: " + ranking.testBest(test));
 * Predictor predictor = ranking.best().runs().get(0).predictor();
 * }
 *
 * @param candidates all candidates: the one with the best mean first, those that diverged in any run last
 * @param metric     what was compared; the loss, if it is empty
 * @param folds      what was trained on and chosen by
 */
public record Ranking(List<Candidate> candidates, Optional<Metric> metric, List<Split<Dataset>> folds) {

    /**
     * One training run.
     *
     * @param seed      what its trainer was made with
     * @param predictor the trained model and what its output means
     * @param score     loss or metric on the validation data; empty if the run diverged
     */
    public record Run(long seed, Predictor predictor, OptionalDouble score) {
    }

    /**
     * One alternative.
     *
     * @param name its name
     * @param runs one for each seed; the seeds and their order are the same for all candidates
     */
    public record Candidate(String name, List<Run> runs) {

        /** {@return the statistics of its runs' scores; empty if one of them diverged} */
        public Optional<ScoreStatistics> statistics() {
            return diverged() > 0 ? Optional.empty() : Optional.of(ScoreStatistics.of(
                    runs.stream().mapToDouble(run -> run.score.getAsDouble()).toArray()));
        }

        private long diverged() {
            return runs.stream().filter(run -> run.score.isEmpty()).count();
        }

        String text() {
            return statistics().map(ScoreStatistics::toString)
                    .orElseGet(() -> "diverged in " + diverged() + " of " + Printable.count(runs.size(), "run"));
        }
    }

    /**
     * The chosen candidate: the one with the best mean on the validation data.
     *
     * @return the first of the {@link #candidates()}
     * @throws IllegalStateException if all of them diverged
     */
    public Candidate best() {
        if (candidates.get(0).statistics().isEmpty()) {
            throw new IllegalStateException("Ranking: every candidate diverged with at least one seed. Try smaller"
                    + " learning rates, and inputs scaled to about [0, 1].");
        }
        return candidates.get(0);
    }

    /**
     * Evaluates only the chosen candidate, on data that had no influence on the choice.
     *
     * @param test neither training nor validation data; only read
     * @return the statistics of all its runs' scores
     * @throws IllegalStateException    if all candidates diverged, or the metric isn't defined for this data
     * @throws IllegalArgumentException if the data doesn't fit the model, or was used to train or to choose it
     * @throws ArithmeticException      if an output is NaN or infinite
     */
    public ScoreStatistics testBest(Dataset test) {
        Candidate best = best();
        if (folds.stream().anyMatch(fold -> isSame(fold.training(), test) || isSame(fold.test(), test))) {
            throw new IllegalArgumentException("Ranking.testBest: the candidates were trained on or chosen by these"
                    + " very examples, so the score would be too good. Hold out a test set first: data.split(0.15,"
                    + " 0.15, 42).");
        }
        return ScoreStatistics.of(best.runs.stream()
                .mapToDouble(run -> Comparison.score(metric, run.predictor.evaluate(test))).toArray());
    }

    /** {@return a table of all candidates, and how certain it is that the first is best} */
    @Override
    public String toString() {
        int width = candidates.stream().mapToInt(candidate -> candidate.name.length()).max().orElse(0);
        String row = "  %-" + Math.max(width, "candidate".length()) + "s";
        String columns = row + "  %10s".repeat(4) + "\n";
        StringBuilder text = new StringBuilder("validation " + Comparison.criterion(metric) + " with " + runs()
                + ", the best first\n\n"
                + String.format(Locale.ROOT, columns, "candidate", "mean", "deviation", "min", "max"));
        for (Candidate candidate : candidates) {
            text.append(candidate.statistics().map(s -> String.format(Locale.ROOT, columns, candidate.name,
                            ScoreStatistics.text(s.mean()), ScoreStatistics.text(s.standardDeviation()),
                            ScoreStatistics.text(s.min()), ScoreStatistics.text(s.max())))
                    .orElseGet(() -> String.format(Locale.ROOT, row + "  %s\n", candidate.name, candidate.text())));
        }
        return text + "\n" + verdict() + "\n";
    }

    /** Whether it has the same examples, on the same scale or not scaled. */
    private static boolean isSame(Dataset used, Dataset test) {
        return RunChecks.checksum(used).equals(RunChecks.checksum(test.scaler().isPresent() ? test
                : used.scaler().map(scaler -> scaler.transform(test)).orElse(test)));
    }

    private String runs() {
        int repeats = candidates.get(0).runs.size() / folds.size();
        return folds.size() == 1 ? Printable.count(repeats, "seed")
                : folds.size() + " folds" + (repeats == 1 ? "" : " and " + repeats + " seeds");
    }

    /** Two runs on the same data. */
    private boolean ignoresSeed(Candidate candidate) {
        return candidate.runs.size() > folds.size()
                && weights(candidate.runs.get(0)).equals(weights(candidate.runs.get(folds.size())));
    }

    private static List<Matrix> weights(Run run) {
        return run.predictor.model().parameters().stream().map(Parameter::value).toList();
    }

    private String verdict() {
        if (candidates.get(0).statistics().isEmpty()) {
            return "every candidate diverged with at least one seed";
        }
        ScoreStatistics best = best().statistics().orElseThrow();
        long rivals = candidates.stream().skip(1).flatMap(candidate -> candidate.statistics().stream())
                .filter(other -> other.min() <= best.max() && other.max() >= best.min()).count();
        String fixed = candidates.stream().filter(this::ignoresSeed).map(Candidate::name)
                .collect(Collectors.joining(", "));
        return "chosen: " + best().name + (rivals == 0 ? "" : "; " + runs() + " cannot tell it from "
                + Printable.count((int) rivals, "other") + ", whose runs reach into its range")
                + (fixed.isEmpty() ? "" : "; the seed changes nothing in the weights of " + fixed + ". Use it for the"
                + " weights and for the order: seed -> trainer(16, seed)");
    }
}
