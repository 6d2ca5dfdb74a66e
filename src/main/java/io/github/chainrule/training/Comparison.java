// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.model.Sequential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Which setting is best: how many neurons, which learning rate, which activation. Each is trained with several seeds,
 * on all cores, and evaluated on validation data; in the end the best is evaluated on test data.
 *
 * {@snippet file="io/github/chainrule/examples/ComparisonExampleTest.java" region="comparison"}
 *
 * <p>One run says little: another seed would have given another result. So there are several, with the same
 * seeds for each setting, and the result gives their {@link ScoreStatistics}. And if you choose by the test data, you have no
 * test data any more: of many settings, one is the luckiest there. So the validation data choose, and
 * {@link Ranking#testBest} tries nothing but what was chosen.
 *
 * <p>The result is the same bits on any number of threads.
 */
public final class Comparison {

    private record Setting(String name, LongFunction<Trainer> trainer) {
    }

    private final Dataset training;
    private final Dataset validation;
    private final List<Setting> settings = new ArrayList<>();
    private Optional<Metric> metric = Optional.empty();
    private Optional<ProgressBar> progress = Optional.empty();
    private int repeats = 5;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * A comparison by the loss, with 5 seeds, unless told otherwise.
     *
     * @param training   what each run learns from; read by several threads at once
     * @param validation what chooses; neither training nor test data
     */
    public Comparison(Dataset training, Dataset validation) {
        this.training = RunChecks.requireNonNull("the training data", training);
        this.validation = RunChecks.requireNonNull("the validation data", validation);
    }

    /**
     * One more setting.
     *
     * @param name    what tables and pictures call it, such as {@code 16 neurons}
     * @param trainer makes model, optimizer and trainer anew for each run, with this seed for the weights and for the
     *                order; called by several threads at once
     * @return this
     * @throws IllegalArgumentException if the name is blank, or there is a setting of this name
     */
    public Comparison candidate(String name, LongFunction<Trainer> trainer) {
        if (RunChecks.requireNonNull("the name of a setting", name).isBlank()) {
            throw new IllegalArgumentException("Comparison: the name of a setting is blank. Say in a few words what is"
                    + " special about it.");
        }
        if (settings.stream().anyMatch(setting -> setting.name.equals(name))) {
            throw new IllegalArgumentException("Comparison: there is a setting \"" + name + "\" already. Give each a"
                    + " name of its own.");
        }
        settings.add(new Setting(name, RunChecks.requireNonNull("what makes a trainer", trainer)));
        return this;
    }

    /**
     * Compares by a metric instead of the loss, as one must where settings have different losses.
     *
     * @param metric what is to be best on the validation data
     * @return this
     */
    public Comparison rankBy(Metric metric) {
        this.metric = Optional.of(RunChecks.requireNonNull("the metric", metric));
        return this;
    }

    /**
     * How often each setting is trained.
     *
     * @param seeds at least 1; less than 3 say little
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Comparison repeats(int seeds) {
        this.repeats = atLeastOne("seed", seeds);
        return this;
    }

    /**
     * What all seeds come from.
     *
     * @param seed any number; 0 unless told otherwise
     * @return this
     */
    public Comparison seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * How many runs there are at once. The result doesn't depend on it.
     *
     * @param threads at least 1; as many as there are cores, unless told otherwise
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public Comparison threads(int threads) {
        this.threads = atLeastOne("thread", threads);
        return this;
    }

    /**
     * Shows how far it is, and each setting when all its runs are done.
     *
     * @param progress where to show it
     * @return this
     */
    public Comparison progress(ProgressBar progress) {
        this.progress = Optional.of(RunChecks.requireNonNull("the progress bar", progress));
        return this;
    }

    private static int atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("Comparison: expected at least 1 " + what + ", got " + value + ".");
        }
        return value;
    }

    /**
     * Trains each setting with each seed.
     *
     * @return all settings, the best first
     * @throws IllegalStateException    if there is no setting, the thread was interrupted, or the metric isn't defined
     *                                  for the validation data
     * @throws IllegalArgumentException if model, loss, metric and data don't fit together, or two runs share a model;
     *                                  the message says in which setting
     */
    public Ranking run() {
        if (settings.isEmpty()) {
            throw new IllegalStateException("Comparison: there is nothing to compare. Add settings first, as in"
                    + " .setting(\"16 neurons\", seed -> trainer(16, seed)).");
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
        Set<Sequential> models = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        List<List<Future<Ranking.Run>>> futures = new ArrayList<>();
        for (Setting setting : settings) {
            List<Future<Ranking.Run>> ofSetting = new ArrayList<>();
            for (int i = 0; i < repeats; i++) {
                long mixed = Seeds.derive(seed, i);
                ofSetting.add(workers.submit(() -> train(setting, mixed, models)));
            }
            futures.add(ofSetting);
        }
        String score = metric.map(Metric::name).orElse("loss");
        List<Ranking.Candidate> entries = new ArrayList<>();
        for (int s = 0; s < settings.size(); s++) {
            List<Ranking.Run> runs = new ArrayList<>();
            for (Future<Ranking.Run> future : futures.get(s)) {
                runs.add(result(future));
                int done = s * repeats + runs.size();
                progress.ifPresent(bar -> bar.compared(done, settings.size() * repeats));
            }
            Ranking.Candidate entry = new Ranking.Candidate(settings.get(s).name, runs);
            progress.ifPresent(bar -> bar.line(entry.name() + "  " + score + " " + entry.text()));
            entries.add(entry);
        }
        return new Ranking(entries, metric);
    }

    /** Waits in the order of the settings, so that what is told, and what fails first, depends on no thread. */
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

    private Ranking.Run train(Setting setting, long seed, Set<Sequential> models) {
        try {
            Trainer trainer = setting.trainer.apply(seed);
            if (!models.add(trainer.model())) {
                throw new IllegalArgumentException("another run trains this model, too. Make model, optimizer and"
                        + " trainer anew for each seed.");
            }
            OptionalDouble score = score(trainer);
            return new Ranking.Run(seed, trainer.predictor(), score);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Comparison: setting \"" + setting.name + "\": " + e.getMessage(), e);
        }
    }

    /** How a training ended; empty if it diverged. */
    private OptionalDouble score(Trainer trainer) {
        try {
            trainer.fit(training);
        } catch (DivergedException e) {
            return OptionalDouble.empty();
        }
        try {
            double score = score(metric, trainer.evaluate(validation));
            return Double.isInfinite(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
        } catch (ArithmeticException e) {       // an output that is finite for the training data alone
            return OptionalDouble.empty();
        }
    }

    static double score(Optional<Metric> metric, Evaluation evaluation) {
        double score = metric.map(evaluation::score).orElse(evaluation.loss());
        if (Double.isNaN(score)) {
            throw new IllegalStateException("Comparison: " + metric.map(Metric::name).orElse("the loss") + " isn't"
                    + " defined for " + evaluation.targets().rows()
                            + " examples such as these. Use more of them, or compare by"
                    + " something else.");
        }
        return score;
    }

    /** {@return what is compared, as in {@code Comparison of 12 settings by accuracy, 5 seeds each}} */
    @Override
    public String toString() {
        return "Comparison of " + settings.size() + (settings.size() == 1 ? " setting by " : " settings by ")
                + metric.map(Metric::name).orElse("loss") + ", " + repeats + " seeds each";
    }
}
