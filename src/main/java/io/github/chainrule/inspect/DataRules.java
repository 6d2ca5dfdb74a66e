// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The training data, and the order in which it comes. */
record DataRules(Observations seen, List<Finding> findings) implements Rules {

    private static final double LARGE_INPUT = 10;
    private static final double SMALL_INPUT = 0.01;
    private static final double LARGE_TARGET = 10;
    private static final double HUGE_TARGET = 1000;

    void apply() {
        inputs();
        leakage();
        order();
        classes();
    }

    private void inputs() {
        double[] means = seen.sample.meanInputs();
        int largest = IntStream.range(0, means.length).reduce(0, (a, b) -> means[b] > means[a] ? b : a);
        if (means.length == 0) {
            return;
        }
        int examples = seen.sample.size();
        if (means[largest] == 0) {
            add(Kind.UNSCALED_INPUTS, "the inputs are 0 in every column of the first %,d examples looked at, so there"
                    + " is nothing to learn from. Check how the inputs are made; Dataset.of doesn't copy its matrices,"
                    + " so don't change them afterward.", examples);
        } else if (means[largest] > LARGE_INPUT) {
            add(Kind.UNSCALED_INPUTS, "the mean |x| in column %d of the inputs, %s, is %s, over the first %,d"
                    + " examples looked at; initial weights are made for about 1. Divide pixels by 255; scale other"
                    + " columns with Scaler.standard(training), in every set.", largest,
                    seen.plan.training().names().featureName(largest), text(means[largest]), examples);
        } else if (means[largest] < SMALL_INPUT) {
            add(Kind.UNSCALED_INPUTS, "no column of the inputs has a mean |x| above %s, over the first %,d examples"
                    + " looked at; initial weights are made for about 1. Were they scaled twice?",
                    text(means[largest]), examples);
        }
    }

    /** A column with one value for each class, and no two the same; or a straight line to a numeric target. */
    private void leakage() {
        Matrix x = seen.sample.inputs();
        Matrix t = seen.sample.targets();
        boolean classes = !seen.classes.isEmpty();
        for (int j = 0; j < x.cols() && x.cols() > 1 && x.rows() >= MIN_EXAMPLES; j++) {
            if (classes ? isClass(x, j, t) : t.cols() == 1 && isLine(x, j, t)) {
                add(Kind.TARGET_LEAKAGE, "column %d of the inputs, %s, gives the target away: %s, in the first %d"
                        + " examples looked at. If it is the target, or was made from it, it won't be known when the"
                        + " model is used. Remove it: table.without(name).", j,
                        seen.plan.training().names().featureName(j), classes ? "it has one value for each class"
                                : "one is a linear function of the other", x.rows());
                return;
            }
        }
    }

    private boolean isClass(Matrix x, int j, Matrix t) {
        double[] values = new double[seen.classes.size()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < x.rows(); i++) {
            int c = Prediction.classIndexOf(t, i);
            if (!Double.isNaN(values[c]) && values[c] != x.get(i, j)) {
                return false;
            }
            values[c] = x.get(i, j);
        }
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        return known.length > 1 && Arrays.stream(known).distinct().count() == known.length;
    }

    private static boolean isLine(Matrix x, int j, Matrix t) {
        double[] targets = Arrays.copyOf(Statistics.column(t, 0), x.rows());    // more are kept than inputs
        return Math.abs(Statistics.correlation(Statistics.column(x, j), targets)) > 1 - 1e-9;
    }

    /** After all other rules, since other findings may come from the targets. */
    void applyToTargets() {
        Matrix targets = seen.sample.targets();
        double size = Statistics.meanSize(targets);
        // What was learned without trouble needn't be scaled; but even a bad model gets the size of huge targets.
        double enough = size > HUGE_TARGET ? 0.1 : 0.5;
        boolean hasEffects = findings.stream().anyMatch(f -> Kind.UNSCALED_TARGETS.effects().contains(f.kind()));
        if (seen.classes.isEmpty() && size > LARGE_TARGET
                && (hasEffects || !(seen.finalLoss() < enough * seen.meanGuessLoss()))) {
            add(Kind.UNSCALED_TARGETS, "the mean |t| of the targets is %s, over the first %,d examples looked at; an"
                    + " untrained output is about 1, so the first error is as large as the target, and so are the"
                    + " steps. Scale them with Scaler.standard(training).transform(training); a Predictor"
                    + " predicts in their own unit.", text(size), targets.rows());
        }
    }

    private void order() {
        int repeated = seen.batches.repeatedOrders();
        if (repeated > 0) {
            add(Kind.NOT_RESHUFFLED, "%,d epochs had the examples in the same order as the epoch before. If you make"
                    + " the batches in each epoch, from the same seed, make them once, before the loop: Batches batches"
                    + " = Batches.shuffled(...). If you make a new trainer for each epoch, let one make all of them:"
                    + " trainer.epochs(10).", repeated);
        }
        if (seen.batches.isSorted() && seen.plan.training().size() >= MIN_EXAMPLES) {
            add(Kind.SORTED_TARGETS, "the targets have a standard deviation of %s within a batch, and %s in all data:"
                    + " the examples come sorted. Each step forgets the others. Shuffle them: Batches.shuffled(...), or"
                    + " trainer.shuffle(true).", text(seen.batches.deviationInBatch()), text(seen.batches.deviation()));
        }
    }

    private void classes() {
        long[] counts = seen.batches.classCounts;
        long all = Arrays.stream(counts).sum();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == all && all >= MIN_EXAMPLES) {
                add(Kind.SINGLE_CLASS_BATCHES, "all %,d examples seen are of class %s, so there is nothing to tell"
                        + " apart. Check how the targets are made.", all, seen.classes.get(c));
                return;
            }
        }
        double chance = all == 0 ? 1 : seen.batches.chanceOfSingleClass();
        double n = seen.batches.batches;
        double surprising = n * chance + 4 * Math.sqrt(n * chance * (1 - chance));
        int single = seen.batches.singleClassBatches;
        if (single >= 3 && single > surprising && single > n * (chance + 0.25 * (1 - chance))) {
            add(Kind.SINGLE_CLASS_BATCHES, "%,d of %,d batches have examples of only one class; by chance it would be"
                    + " about %,d. Each step forgets the other classes. Shuffle the data: Batches.shuffled(...), or"
                    + " trainer.shuffle(true).", single, seen.batches.batches, Math.round(n * chance));
        }
    }
}
