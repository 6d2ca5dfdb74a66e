// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.inspect.EvaluationLog.EvaluatedSet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How good the model is on data that it wasn't trained on. */
record EvaluationRules(Observations seen, List<Finding> findings) implements Rules {

    private static final double OTHER_SCALE = 3;
    /** Chance misses a class of which this many examples are expected once in 20,000 times. */
    private static final double MIN_EXPECTED = 10;
    /** How far the loss must have risen above its lowest, and how often it must have been measured since. */
    private static final double RISE = 1.25;
    private static final int SINCE = 3;
    private static final String SPLIT = "If sorted data was cut in two, use data.split(0.2, 42), which shuffles first.";

    void apply() {
        for (EvaluatedSet set : seen.evaluations.sets) {
            inputScale(set);
            classes(set);
            overfitting(set);
            targetRange(set);
            baseline(set);
            trainingSize(set);
        }
        onlyTraining();
    }

    /** The training set may be evaluated, too, but not alone. */
    private void onlyTraining() {
        List<EvaluatedSet> sets = seen.evaluations.sets;
        int size = seen.plan.training().size();
        boolean itself = sets.isEmpty() && seen.evaluations.ofTraining > 0 && size >= MIN_EXAMPLES;
        ExampleFingerprints training = new ExampleFingerprints(seen.plan.training());
        sets.forEach(set -> shared(set, training, size));
        if (itself || !sets.isEmpty() && sets.stream().allMatch(s -> training.containsAll(s.fingerprints(), size))) {
            add(Kind.EVALUATED_ON_TRAINING_SET, "the model was evaluated only on %s, which says nothing about new"
                    + " examples. Hold out a test set: data.split(0.2, 42).", itself ? "its own training data"
                    : String.format(Locale.ROOT, "examples that it was trained on (%,d of the %,d looked at are among"
                            + " %,d of the training data)", training.among(sets.get(0).fingerprints()),
                            sets.get(0).fingerprints().rows, training.rows));
        }
    }

    /** Rows that were copied before the split. */
    private void shared(EvaluatedSet set, ExampleFingerprints training, int size) {
        int shared = training.among(set.fingerprints());
        if (shared >= 5 && shared > 0.1 * training.expected(set.fingerprints(), size)
                && !training.containsAll(set.fingerprints(), size)) {
            add(Kind.SHARED_EXAMPLES, "%,d of %,d evaluated examples looked at are in the training data as well, so"
                    + " the score is too good. Remove copies of rows before data.split(0.2, 42).", shared,
                    set.fingerprints().rows);
        }
    }

    private void trainingSize(EvaluatedSet set) {
        int size = seen.plan.training().size();
        if (size >= MIN_EXAMPLES && set.data().size() > 2 * size) {
            add(Kind.SMALL_TRAINING_SET, "the model was trained on %,d examples and evaluated on %,d. The fractions of"
                    + " split(...) are those of validation and test set: data.split(0.2, 42) trains on 80 %%.", size,
                    set.data().size());
        }
    }

    private void targetRange(EvaluatedSet set) {
        if (!seen.classes.isEmpty()) {
            return;
        }
        double[] trained = Sample.of(seen.plan.training()).targets().values();
        double[] evaluated = set.sample().targets().values();
        double min = Arrays.stream(trained).min().orElse(0);
        double max = Arrays.stream(trained).max().orElse(0);
        long outside = Arrays.stream(evaluated).filter(t -> t < min || t > max).count();
        if (evaluated.length >= MIN_EXAMPLES && 2 * outside > evaluated.length) {
            add(Kind.DIFFERENT_TARGET_RANGE, "%,d of %,d evaluated targets looked at lie outside of %s to %s, the"
                    + " range that the model was trained on. It has learned nothing about them. %s Scale"
                    + " every set with the same Scaler.", outside, evaluated.length, text(min), text(max), SPLIT);
        }
    }

    private void inputScale(EvaluatedSet set) {
        double evaluated = set.sample().meanInput();
        double trained = seen.sample.meanInput();
        if (evaluated > OTHER_SCALE * trained || trained > OTHER_SCALE * evaluated) {
            add(Kind.DIFFERENT_INPUT_SCALE, "the mean |x| of the %,d examples that the model was evaluated on is %s; of"
                    + " those it was trained on it is %s. It has learned nothing about inputs of that size. Scale every"
                    + " set in the same way: divide all pixels by 255, or use the training set's Scaler.",
                    set.data().size(), text(evaluated), text(trained));
        }
    }

    private void classes(EvaluatedSet set) {
        long[] trained = seen.batches.classCounts;
        long[] evaluated = set.classCounts();
        double allTrained = Arrays.stream(trained).sum();
        double allEvaluated = Arrays.stream(evaluated).sum();
        for (int c = 0; c < evaluated.length; c++) {
            if (trained[c] == 0 && evaluated[c] / allEvaluated * allTrained >= MIN_EXPECTED) {
                add(Kind.DIFFERENT_CLASSES, "%,d of the %,d examples that the model was evaluated on are of class %s,"
                        + " but none of those it was trained on. %s", evaluated[c], Math.round(allEvaluated),
                        seen.classes.get(c), SPLIT);
                return;
            } else if (evaluated[c] == 0 && trained[c] / allTrained * allEvaluated >= MIN_EXPECTED) {
                add(Kind.DIFFERENT_CLASSES, "none of the %,d examples that the model was evaluated on is of class %s,"
                        + " but %.0f %% of those it was trained on. %s", Math.round(allEvaluated), seen.classes.get(c),
                        100 * trained[c] / allTrained, SPLIT);
                return;
            }
        }
    }

    private void overfitting(EvaluatedSet set) {
        List<Double> losses = set.losses();
        int best = set.best();
        int last = losses.size() - 1;
        if (last - best < SINCE || seen.stoppedEarly()) {
            return;
        }
        double lowest = losses.get(best);
        double end = losses.subList(last - SINCE + 1, last + 1).stream().mapToDouble(loss -> loss).average().orElse(0);
        double trainingThen = seen.lossAround(set.steps().get(best));
        double scale = Double.isNaN(seen.baselineLoss()) ? losses.get(0) : seen.baselineLoss();
        if (Math.min(end, losses.get(last)) > RISE * lowest && end - lowest > 0.02 * scale
                && seen.finalLoss() < 0.9 * trainingThen) {
            add(Kind.OVERFITTING, "the loss on the %,d examples that the model isn't trained on was lowest after step"
                    + " %,d, %s, and has risen to %s since, while the training loss fell from %s to %s. The model is"
                    + " memorizing its training examples. Stop earlier (new EarlyStopping(%d)), use a smaller model, or"
                    + " add examples.", set.data().size(), set.steps().get(best), text(lowest),
                    text(losses.get(last)), text(trainingThen), text(seen.finalLoss()), SINCE);
        }
    }

    private void baseline(EvaluatedSet set) {
        double baseline = seen.baselineLoss();
        if (seen.finalLoss() < 0.5 * baseline && set.lastLoss() > baseline) {
            add(Kind.WORSE_THAN_BASELINE, "the loss on the %,d examples that the model was evaluated on is %s; in"
                    + " training it ended at %s, and predicting the same for every example would cost %s. Either these"
                    + " examples are of another kind than the training examples, or the model has memorized those."
                    + " Check that all sets are of one task and were prepared in the same way.", set.data().size(),
                    text(set.lastLoss()), text(seen.finalLoss()), text(baseline));
        }
    }
}
