// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow.Measurement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How training goes. Each limit lies well outside of what a sound run shows: MNIST's binary tasks with Adam from 0.0001
 * to 0.01 and plain gradient descent from 0.01 to 0.3, XOR, ten classes, and a regression.
 */
record LearningRules(Observations seen, List<Measurement> looks, List<Finding> findings) implements Rules {

    private static final double SHRINKAGE = 1e3;
    private static final double GROWTH = 1e2;
    private static final double MAJORITY = 0.8;
    private static final int MIN_LOOKS = 5;
    private static final int MIN_STEPS = 20;

    void apply() {
        gradient();
        initialLoss();
        weightDecay();
        learningRate();
        schedule();
        deadUnits();
        saturation();
        constantPrediction();
        notLearning();
    }

    private void gradient() {
        int[] linear = looks.isEmpty() ? new int[0] : looks.get(0).withWeights();
        if (linear.length < 2) {
            return;
        }
        int first = linear[0];
        int last = linear[linear.length - 1];
        List<Measurement> byRatio = looks.stream().filter(look -> look.layers().get(last).meanGradient() > 0)
                .sorted(Comparator.comparingDouble(look -> ratio(look, first, last))).toList();
        if (byRatio.isEmpty()) {
            return;
        }
        Measurement usual = byRatio.get(byRatio.size() / 2);
        double ratio = ratio(usual, first, last);
        // If it learns anyway, the first layers are reported only if they can have no part in it.
        if (ratio < 1 / SHRINKAGE && !seen.learns() || ratio < 1 / (SHRINKAGE * SHRINKAGE)) {
            add(Kind.VANISHING_GRADIENT, "%s The first layers hardly learn. Try ReLU with Initializer.he(), tanh with"
                    + " Initializer.glorot(), or fewer layers.", fromTo("shrinks", usual, first, last));
        } else if (ratio > GROWTH && ratio(looks.get(0), first, last) > GROWTH) {    // later it is the steps' fault
            add(Kind.EXPLODING_GRADIENT, "%s The initial weights are too large. Try Initializer.he() for ReLU,"
                    + " Initializer.glorot() for tanh and sigmoid.", fromTo("grows", usual, first, last));
        }
    }

    private String fromTo(String verb, Measurement look, int first, int last) {
        return String.format(Locale.ROOT, "in the backward pass the mean |dL/da| %s from %s at layer %d, %s, to %s at"
                + " layer %d, %s (in step %d).", verb, text(look.layers().get(last).meanGradient()), last,
                name(last), text(look.layers().get(first).meanGradient()), first, name(first), look.step());
    }

    private String name(int k) {
        return seen.layers.get(k).name();
    }

    private static double ratio(Measurement look, int first, int last) {
        return look.layers().get(first).meanGradient() / look.layers().get(last).meanGradient();
    }

    private void initialLoss() {
        double expected = seen.uniformGuessLoss();
        if (seen.firstLoss() > 2.5 * expected) {       // with a few examples it may be twice that by chance
            int classes = seen.classes.size();
            add(Kind.HIGH_INITIAL_LOSS, "the first loss is %s; predicting all %d classes as equally likely would cost"
                    + " ln %d = %.3f. The untrained model is confident, and wrong. Try smaller initial weights, such as"
                    + " Initializer.uniform().", text(seen.firstLoss()), classes, classes, expected);
        }
    }

    private void weightDecay() {
        if (seen.remainingWeightRatio() < 0.1 && !seen.learns()) {
            add(Kind.EXCESSIVE_WEIGHT_DECAY, "in every layer the weights have shrunk to %.2g of their initial size or"
                    + " less: weight decay takes away more than each step adds. Try a smaller weight decay, or none.",
                    seen.remainingWeightRatio());
        }
    }

    private void learningRate() {
        int steps = seen.steps();
        int window = Math.max(Math.min(5, Math.max(1, steps / 4)), steps / 20);    // a few steps may be a jump
        double first = seen.firstLoss();
        // The first batch may be easy by chance; the baseline isn't.
        double start = Double.isNaN(seen.baselineLoss()) ? first : Math.max(first, seen.baselineLoss());
        double early = seen.meanLoss(0, window);
        double end = seen.finalLoss();
        double worst = start;
        for (int from = 0; from + window <= steps; from += window) {
            worst = Math.max(worst, seen.meanLoss(from, from + window));
        }
        double largestUpdate = looks.stream().flatMap(look -> look.layers().stream())
                .mapToDouble(LayerStatistics::updateRatio).filter(u -> !Double.isNaN(u)).max().orElse(Double.NaN);
        if (steps >= 2 && (seen.diverged || worst > 100 * start)
                || steps >= 3 && (worst > 2.5 * start || steps >= MIN_STEPS && end > 1.1 * start)) {
            add(Kind.LEARNING_RATE_TOO_HIGH, "the loss rose from %s to %s, and the largest update looked at was %s"
                    + " times as large as the weights%s. The steps are too large: try a tenth of the learning rate.%s",
                    text(start), text(Math.max(worst, end)), text(largestUpdate), seen.diverged ? "; then training"
                    + " broke off" : "", ownLoss());
        } else if (steps >= MIN_STEPS && largestUpdate < 1e-3 && end > 0.9 * early
                && !(end < 0.5 * seen.baselineLoss())) {
            add(Kind.LEARNING_RATE_TOO_LOW, "after %,d steps the loss is %s, and was %s at first; the largest update"
                    + " looked at was %s times as large as the weights, where about 0.001 is usual. The steps are too"
                    + " small: try ten times the learning rate.", steps, text(end), text(early), text(largestUpdate));
        }
    }

    private void schedule() {
        if (seen.steps() >= 5 * MIN_STEPS && seen.lastRateChange < seen.steps() / 10
                && seen.lastRate < 0.2 * seen.maxRate) {
            add(Kind.SCHEDULE_ENDS_EARLY, "the learning rate fell from %s to %s in the first %d of %,d steps, and"
                    + " stayed there. If the schedule counts epochs, give it to the trainer as such:"
                    + " trainer.schedulePerEpoch(schedule).", text(seen.maxRate), text(seen.lastRate),
                    seen.lastRateChange, seen.steps());
        }
    }

    /** A loss that isn't the library's may have a wrong gradient. */
    private String ownLoss() {
        return seen.loss.getClass().getName().startsWith("io.github.chainrule.loss.") ? "" : " First of all, check"
                + " the gradient of your own " + seen.loss.name() + ": GradientCheck.of(model, loss, inputs, targets).";
    }

    private void deadUnits() {
        int last = Math.max(MIN_LOOKS, looks.size() / 4);
        for (int k = 0; k < seen.layers.size() && looks.size() >= last; k++) {
            int[] dead = seen.dead(k, last);
            // Many of them may die in a network that solves its task with the others; and where it doesn't, a few
            // among many aren't the reason: the notes name them.
            boolean mostFromTheFirst = 2 * seen.dead(k, looks.size()).length > seen.units(k);
            if (mostFromTheFirst || 4 * dead.length >= seen.units(k) && dead.length > 0 && !seen.learns()) {
                add(Kind.DEAD_UNITS, "layer %d, %s: %d of %d units returned 0 for every example of the last %d batches"
                        + " looked at: %s. A dead unit gets no gradient and stays dead. Try a smaller learning rate,"
                        + " Initializer.he(), or LeakyReLU.", k, name(k), dead.length, seen.units(k), last,
                        NumberFormatter.numbers(dead));
                return;
            }
        }
    }

    private void saturation() {
        int quarter = Math.max(1, looks.size() / 4);
        // The last layer should saturate in the end; a hidden one may while it learns, but not before.
        for (int k = 0; k < seen.layers.size() - 1 && !looks.isEmpty(); k++) {
            double early = saturated(k, looks.subList(0, 1));
            double late = saturated(k, looks.subList(looks.size() - quarter, looks.size()));
            if (early > 0.5 || late > 0.5 && !seen.learns()) {
                add(Kind.SATURATION, "layer %d, %s: %.0f %% of the outputs are within 0.01 of an end, where the"
                        + " derivative is nearly 0 and the gradient is lost. Try smaller initial weights, such as"
                        + " Initializer.glorot(), a smaller learning rate, or ReLU.", k, name(k),
                        100 * (early > 0.5 ? early : late));
                return;
            }
        }
    }

    private static double saturated(int k, List<Measurement> looks) {
        return Statistics.median(looks.stream().mapToDouble(look -> look.layers().get(k).saturatedFraction())
                .toArray());
    }

    private void notLearning() {
        double baseline = seen.baselineLoss();
        if (seen.steps() >= 5 * MIN_STEPS && seen.finalLoss() > 0.9 * baseline) {
            add(Kind.NOT_LEARNING, "after %,d steps the loss is %s, and predicting the same for every example would"
                    + " cost %s. Check that inputs and targets belong together; try a larger learning rate, more"
                    + " epochs, or a larger hidden layer.%s", seen.steps(), text(seen.finalLoss()), text(baseline),
                    ownLoss());
        }
    }

    private void constantPrediction() {
        int last = seen.looksWithOnePrediction;
        if (last >= Math.max(MIN_LOOKS, looks.size() / 4)) {
            double fraction = (double) seen.batches.classCounts[seen.predictedClass]
                    / Arrays.stream(seen.batches.classCounts).sum();
            add(Kind.CONSTANT_PREDICTION, "in the last %d batches looked at every prediction was class %s, though the"
                    + " targets were not. The model has found the most frequent class and no more. %sCheck that inputs"
                    + " and targets belong together; try a larger learning rate, more epochs, or a hidden layer.", last,
                    seen.classes.get(seen.predictedClass), fraction <= MAJORITY ? "" : String.format(Locale.ROOT,
                            "%.0f %% of all targets are of that class, so accuracy says little here: look at"
                                    + " Metric.f1(). ", 100 * fraction));
        }
    }
}
