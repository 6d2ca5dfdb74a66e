// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.stream.IntStream;

/** When to say what of the training data, and of the order in which it comes. */
final class DataRules {

    private static final double LARGE_INPUT = 10;
    private static final double SMALL_INPUT = 0.01;
    private static final double LARGE_TARGET = 10;
    private static final double HUGE_TARGET = 1000;
    /** Of fewer examples little can be said. */
    private static final int ENOUGH = 20;

    private final Observations seen;
    private final FindingList findings;

    DataRules(Observations seen, FindingList findings) {
        this.seen = seen;
        this.findings = findings;
    }

    void apply() {
        inputs();
        targetAmongInputs();
        order();
        batches();
        spread();
    }

    private void inputs() {
        double[] means = seen.sample().meanInputs();
        int largest = IntStream.range(0, means.length).reduce(0, (a, b) -> means[b] > means[a] ? b : a);
        if (means.length == 0) {
            return;
        }
        if (means[largest] == 0) {
            findings.add(Kind.UNSCALED_INPUTS, "the inputs are 0 in every column of the first %,d examples looked at,"
                    + " so there is nothing to learn from. Were the matrices changed after Dataset.of, which keeps them"
                    + " and doesn't copy? Look at how the inputs are made.", seen.sample().size());
        } else if (means[largest] > LARGE_INPUT) {
            findings.add(Kind.UNSCALED_INPUTS, "the mean |x| in column %d of the inputs is %s, over the first %,d"
                    + " examples looked at; weights start as if it were about 1. Divide pixels by 255; other columns"
                    + " Scaler.standard(train) scales, and the data to be tried with them.", largest,
                    text(means[largest]),
                    seen.sample().size());
        } else if (means[largest] < SMALL_INPUT) {
            findings.add(Kind.UNSCALED_INPUTS, "no column of the inputs has a mean |x| above %s, over the first %,d"
                    + " examples looked at; weights start as if it were about 1. Were they scaled twice?",
                    text(means[largest]), seen.sample().size());
        }
    }

    /** A column that is the same throughout each class, and another one in each; or a straight line to a quantity. */
    private void targetAmongInputs() {
        Matrix x = seen.sample().inputs();
        Matrix t = seen.sample().targets();
        for (int j = 0; j < x.cols() && x.cols() > 1 && x.rows() >= ENOUGH && seen.data().size() >= ENOUGH; j++) {
            if (seen.classes() > 0 ? tellsClass(x, j, t) : t.cols() == 1 && isLine(x, j, t)) {
                findings.add(Kind.TARGET_LEAKAGE, "column %d of the inputs, %s, says the target by itself: %s, in"
                        + " the first %d examples looked at. Is it the target, or was it made from it? Then it won't be"
                        + " there when the model is to be used: leave it out.", j, seen.data().names().featureName(j),
                        seen.classes() > 0 ? "it has a value of its own for each class" : "each is a straight line of"
                                + " the other", x.rows());
                return;
            }
        }
    }

    private boolean tellsClass(Matrix x, int j, Matrix t) {
        double[] values = new double[seen.classes()];
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
        int n = x.rows();
        double[] a = IntStream.range(0, n).mapToDouble(i -> x.get(i, j)).toArray();
        double[] b = IntStream.range(0, n).mapToDouble(i -> t.get(i, 0)).toArray();
        return Math.abs(Statistics.correlation(a, b)) > 1 - 1e-9;
    }

    /** After all other rules, since other findings may come of the targets. */
    void applyToTargets() {
        Matrix targets = seen.sample().targets();
        double size = Statistics.meanSize(targets);
        // What was learned without trouble needn't be scaled; but of huge targets even a bad model gets the size.
        double enough = size > HUGE_TARGET ? 0.1 : 0.5;
        if (seen.classes() == 0 && size > LARGE_TARGET && (findings.hasAny(Kind.UNSCALED_TARGETS.effects())
                || !(seen.losses().atEnd() < enough * seen.costOfTheMean()))) {
            findings.add(Kind.UNSCALED_TARGETS, "the mean |t| of the targets is %s, over the first %,d examples looked"
                    + " at; an untrained output is about 1, so the first error is as large as the target, and so are"
                    + " the steps. Scaler.standard(train).scale(train) scales them, and a Predictor turns its"
                    + " answers back.",
                    text(size), targets.rows());
        }
    }

    private void order() {
        int repeated = seen.order().repeated(seen.data());
        if (repeated > 0) {
            findings.add(Kind.NOT_RESHUFFLED, "%,d epochs went through the examples in the same order as the epoch before."
                    + " Were the batches made anew in each epoch, from the same seed? Make them once, before the loop:"
                    + " Batches batches = Batches.shuffled(...).", repeated);
        }
    }

    private void spread() {
        if (seen.spread().isSorted() && seen.data().size() >= ENOUGH) {
            findings.add(Kind.SORTED_TARGETS, "within a batch the targets deviate by %s, in all data by %s: the"
                    + " examples come sorted. Each step forgets the others. Shuffle the data: Batches.shuffled(...), or"
                    + " trainer.shuffle(true).", text(seen.spread().inBatch()), text(seen.spread().inAll()));
        }
    }

    private void batches() {
        long[] counts = seen.batches().counts();
        long all = Arrays.stream(counts).sum();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == all && all >= ENOUGH) {
                findings.add(Kind.SINGLE_CLASS_BATCHES, "all %,d examples seen are of class %s, so there is nothing to"
                        + " tell apart. Look at how the targets are made.", all, seen.className(c));
                return;
            }
        }
        double chance = all == 0 ? 1 : seen.batches().chanceOfOneClass();
        double n = seen.batches().batches();
        double surprising = n * chance + 4 * Math.sqrt(n * chance * (1 - chance));
        int one = seen.batches().ofOneClass();
        if (one >= 3 && one > surprising && one > n * (chance + 0.25 * (1 - chance))) {
            findings.add(Kind.SINGLE_CLASS_BATCHES, "%,d of %,d batches have examples of one class alone; by chance it"
                    + " would be about %,d. Each step forgets the other classes. Shuffle the data:"
                    + " Batches.shuffled(...), or trainer.shuffle(true).", one, seen.batches().batches(),
                    Math.round(n * chance));
        }
    }
}
