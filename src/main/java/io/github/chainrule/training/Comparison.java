// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.internal.Printable;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Which candidate is best: how many neurons, which learning rate, which activation. Each is trained with several seeds,
 * on all cores, and evaluated on validation data; in the end the best is evaluated on test data.
 *
 * {@snippet file="io/github/chainrule/examples/ComparisonExampleTest.java" region="comparison"}
 *
 * <p>One run says little: another seed would have given another score. So there are several, with the same seeds for
 * each candidate, and the result has their {@link ScoreStatistics}. And if you choose by the test data, you no longer
 * have any: of many candidates, one is the luckiest on it. So the validation data chooses, and {@link Ranking#testBest}
 * evaluates only what was chosen.
 *
 * <p>With little data, cross-validation uses all of it: {@code new Comparison(folds)} trains a new model for each fold
 * and shows mean and spread. The result is the same bits on any number of threads.
 */
public final class Comparison {

    private final List<Split<Dataset>> folds;
    private final Map<String, LongFunction<Trainer>> candidates = new LinkedHashMap<>();
    private Optional<Metric> metric = Optional.empty();
    private Optional<ProgressBar> progress = Optional.empty();
    private int repeats;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * A comparison by the loss, with 5 runs for each candidate, unless set otherwise.
     *
     * @param training   what each run learns from; read by several threads at once
     * @param validation what chooses; neither training nor test data
     */
    public Comparison(Dataset training, Dataset validation) {
        this(List.of(Split.of(Objects.requireNonNull(training, "Comparison: training is null."),
                Objects.requireNonNull(validation, "Comparison: validation is null."))));
        this.repeats = 5;
    }

    /**
     * A comparison by the loss with cross-validation: one run for each candidate and fold, unless set otherwise.
     *
     * @param folds each run learns from the training set of one, and its test set chooses; such as
     *              {@code data.folds(5, 42)}, scaled fold by fold
     * @throws IllegalArgumentException if there are none
     */
    public Comparison(List<Split<Dataset>> folds) {
        this.folds = List.copyOf(folds);
        RunChecks.requirePositive("Comparison: expected at least 1 fold", folds.size());
        this.repeats = 1;
    }

    /**
     * Adds a candidate.
     *
     * @param name    what tables and pictures call it, such as {@code 16 neurons}
     * @param trainer makes a new model, optimizer and trainer for each run, with this seed for the weights and for the
     *                order; called by several threads at once
     * @return this
     * @throws IllegalArgumentException if the name is blank, or there is a candidate of this name
     */
    public Comparison candidate(String name, LongFunction<Trainer> trainer) {
        Objects.requireNonNull(trainer, "Comparison: trainer is null.");
        if (Objects.requireNonNull(name, "Comparison: name is null.").isBlank()) {
            throw new IllegalArgumentException("Comparison: the name of a candidate is blank. Say in a few words what"
                    + " is special about it.");
        }
        if (candidates.putIfAbsent(name, trainer) != null) {
            throw new IllegalArgumentException("Comparison: there is a candidate \"" + name + "\" already. Give each a"
                    + " name of its own.");
        }
        return this;
    }

    /**
     * Compares by a metric instead of the loss, as you must if candidates have different losses.
     *
     * @param metric what should be best on the validation data
     * @return this
     */
    public Comparison rankBy(Metric metric) {
        this.metric = Optional.of(Objects.requireNonNull(metric, "Comparison: metric is null."));
        return this;
    }

    /**
     * Sets how many runs each candidate gets, or each candidate and fold, each with another seed.
     *
     * @param runs at least 1; fewer than 3 say little
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Comparison repeats(int runs) {
        this.repeats = RunChecks.requirePositive("Comparison: expected at least 1 run", runs);
        return this;
    }

    /**
     * Sets what the seeds of all runs are derived from.
     *
     * @param seed any number; 0 unless set otherwise
     * @return this
     */
    public Comparison seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets how many runs there are at once. The result doesn't depend on it.
     *
     * @param threads at least 1; the number of cores, unless set otherwise
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Comparison threads(int threads) {
        this.threads = RunChecks.requirePositive("Comparison: expected at least 1 thread", threads);
        return this;
    }

    /**
     * Shows how much is done, and each candidate when all its runs are.
     *
     * @param progress where to show it
     * @return this
     */
    public Comparison progress(ProgressBar progress) {
        this.progress = Optional.of(Objects.requireNonNull(progress, "Comparison: progress is null."));
        return this;
    }

    /**
     * Trains each candidate with each seed.
     *
     * @return all candidates, the best first
     * @throws IllegalStateException    if there is no candidate, the thread was interrupted, or the metric isn't
     *                                  defined for the validation data
     * @throws IllegalArgumentException if model, loss, metric and data don't fit together, or two runs share a model;
     *                                  the message names the candidate
     */
    public Ranking run() {
        if (candidates.isEmpty()) {
            throw new IllegalStateException("Comparison: there is nothing to compare. Add candidates first, as in"
                    + " .candidate(\"16 neurons\", seed -> trainer(16, seed)).");
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            return run(workers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Comparison: interrupted before all runs were done.", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private Ranking run(ExecutorService workers) throws InterruptedException {
        Set<Sequential> models = ConcurrentHashMap.newKeySet();
        List<Future<Ranking.Run>> futures = new ArrayList<>();
        int runsEach = repeats * folds.size();
        for (String name : candidates.keySet()) {
            for (int i = 0; i < runsEach; i++) {
                long derived = Seeds.derive(seed, i);
                Split<Dataset> fold = folds.get(i % folds.size());
                futures.add(workers.submit(() -> train(name, derived, fold, models)));
            }
        }
        int done = 0;
        List<Ranking.Candidate> trained = new ArrayList<>();
        for (String name : candidates.keySet()) {
            List<Ranking.Run> runs = new ArrayList<>();
            while (runs.size() < runsEach) {
                runs.add(result(futures.get(done++)));
                int finished = done;
                progress.ifPresent(bar -> bar.compared(finished, futures.size()));
            }
            Ranking.Candidate candidate = new Ranking.Candidate(name, List.copyOf(runs));
            progress.ifPresent(bar -> bar.line(name + "  " + criterion(metric) + " " + candidate.text()));
            trained.add(candidate);
        }
        double sign = metric.map(Metric::higherIsBetter).orElse(false) ? -1 : 1;
        trained.sort(Comparator.comparingDouble(candidate -> candidate.statistics()
                .map(statistics -> sign * statistics.mean()).orElse(Double.POSITIVE_INFINITY)));
        return new Ranking(List.copyOf(trained), metric, folds);
    }

    /** Waits in the order of the candidates, so that what is shown, and what fails first, depends on no thread. */
    private static Ranking.Run result(Future<Ranking.Run> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();     // a run throws no checked exception
        }
    }

    private Ranking.Run train(String name, long seed, Split<Dataset> fold, Set<Sequential> models) {
        try {
            Trainer trainer = Objects.requireNonNull(candidates.get(name)).apply(seed);
            if (!models.add(trainer.model())) {
                throw new IllegalArgumentException("another run trains this model, too. Make a new model, optimizer and"
                        + " trainer for each seed.");
            }
            OptionalDouble score = score(trainer, fold);
            return new Ranking.Run(seed, trainer.predictor(), score);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Comparison: candidate \"" + name + "\": " + e.getMessage(), e);
        }
    }

    /** One run's score; empty if it diverged. */
    private OptionalDouble score(Trainer trainer, Split<Dataset> fold) {
        try {
            trainer.fit(fold.training());
        } catch (DivergedException e) {
            return OptionalDouble.empty();
        }
        try {
            double score = score(metric, trainer.evaluate(fold.test()));
            return Double.isInfinite(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
        } catch (ArithmeticException e) {       // an output that is finite only for the training data
            return OptionalDouble.empty();
        }
    }

    static double score(Optional<Metric> metric, Evaluation evaluation) {
        double score = metric.map(evaluation::score).orElse(evaluation.loss());
        if (Double.isNaN(score)) {
            throw new IllegalStateException("Comparison: " + criterion(metric) + " isn't defined for "
                    + evaluation.targets().rows() + " examples such as these. Use more of them, or compare by something"
                    + " else.");
        }
        return score;
    }

    static String criterion(Optional<Metric> metric) {
        return metric.map(Metric::name).orElse("loss");
    }

    /** {@return what is compared, as in {@code Comparison of 12 candidates by accuracy, 5 runs each}} */
    @Override
    public String toString() {
        return "Comparison of " + Printable.count(candidates.size(), "candidate") + " by " + criterion(metric) + ", "
                + Printable.count(repeats, "run") + " each"
                + (folds.size() == 1 ? "" : " in " + folds.size() + " folds");
    }
}
