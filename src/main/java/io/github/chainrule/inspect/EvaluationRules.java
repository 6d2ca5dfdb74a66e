// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.inspect.EvaluationLog.Judgement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** When to say what of how the model did on data that it wasn't trained on. */
final class EvaluationRules {

    private static final double OTHER_SCALE = 3;
    /** Chance misses a class of which so many examples are expected once in 20,000 times. */
    private static final double EXPECTED = 10;
    /** How much the loss must have risen above its lowest, and how often it must have been measured since. */
    private static final double RISE = 1.25;
    private static final int SINCE = 3;
    /** Of fewer examples little can be said. */
    private static final int FEW = 20;

    private final Observations seen;
    private final FindingList findings;

    EvaluationRules(Observations seen, FindingList findings) {
        this.seen = seen;
        this.findings = findings;
    }

    void apply() {
        for (Judgement judgement : seen.judgements().all()) {
            otherInputs(judgement);
            otherClasses(judgement);
            overfitting(judgement);
            otherTargets(judgement);
            worseThanGuessing(judgement);
        }
        triedOnTraining();
    }

    /** On others as well it may be tried on them. */
    private void triedOnTraining() {
        List<Judgement> all = seen.judgements().all();
        int size = seen.data().size();
        boolean itself = all.isEmpty() && seen.judgements().onTraining() > 1 && size >= FEW;
        if (itself || !all.isEmpty() && all.stream().allMatch(j -> seen.rows().holds(j.rows(), size))) {
            findings.add(Kind.EVALUATED_ON_TRAINING_SET, "the model was only tried on examples that it was trained on%s. How"
                    + " well it does there says nothing about new ones. Keep a part back: data.split(0.2, 42).",
                    itself ? ": the training data itself" : String.format(Locale.ROOT, ": %,d of the %,d examples"
                            + " looked at are among the %,d of the training data",
                            seen.rows().among(all.get(0).rows()), all.get(0).rows().rows(), seen.rows().rows()));
        }
    }

    private void otherTargets(Judgement judgement) {
        if (seen.classes() > 0) {
            return;
        }
        double[] there = Sample.of(seen.data()).targets().values();
        double[] here = judgement.sample().targets().values();
        double low = Arrays.stream(there).min().orElse(0);
        double high = Arrays.stream(there).max().orElse(0);
        long outside = Arrays.stream(here).filter(t -> t < low || t > high).count();
        if (here.length >= FEW && 2 * outside > here.length) {
            findings.add(Kind.DIFFERENT_TARGET_RANGE, "%,d of %,d targets looked at that the model was tried on lie outside of"
                    + " %s to %s, where those lie that it was trained on. It has learned nothing about them. Was sorted"
                    + " data cut in two? data.split(0.2, 42) shuffles first. Was only one part scaled?", outside,
                    here.length, text(low), text(high));
        }
    }

    private void otherInputs(Judgement judgement) {
        double here = judgement.sample().meanInput();
        double there = seen.sample().meanInput();
        if (here > OTHER_SCALE * there || there > OTHER_SCALE * here) {
            findings.add(Kind.DIFFERENT_INPUT_SCALE, "the mean |x| of the %,d examples that the model was tried on is %s; of"
                    + " those it was trained on it is %s. It has learned nothing about inputs of that size. Scale both"
                    + " in the same way: divide pixels by 255 here and there, or use the training data's Scaler for"
                    + " both.", judgement.data().size(), text(here), text(there));
        }
    }

    private void otherClasses(Judgement judgement) {
        long[] there = seen.batches().counts();
        long[] here = judgement.counts();
        double trained = Arrays.stream(there).sum();
        double tried = Arrays.stream(here).sum();
        for (int c = 0; c < here.length; c++) {
            if (there[c] == 0 && here[c] / tried * trained >= EXPECTED) {
                findings.add(Kind.DIFFERENT_CLASSES, "%,d of the %,d examples that the model was tried on are of class %s,"
                        + " and none of those it was trained on. %s", here[c], Math.round(tried), seen.className(c),
                        ADVICE);
                return;
            }
            if (here[c] == 0 && there[c] / trained * tried >= EXPECTED) {
                findings.add(Kind.DIFFERENT_CLASSES, "none of the %,d examples that the model was tried on is of class %s,"
                        + " and %.0f %% of those it was trained on. %s", Math.round(tried), seen.className(c),
                        100 * there[c] / trained, ADVICE);
                return;
            }
        }
    }

    private static final String ADVICE = "Was sorted data cut in two? data.split(0.2, 42) shuffles first, so that"
            + " both parts have all classes.";

    private void overfitting(Judgement judgement) {
        List<Double> losses = judgement.losses();
        int best = judgement.best();
        int last = losses.size() - 1;
        if (last - best < SINCE || seen.stoppedEarly()) {
            return;
        }
        double lowest = losses.get(best);
        double end = losses.subList(last - SINCE + 1, last + 1).stream().mapToDouble(loss -> loss).average().orElse(0);
        double trainingThen = seen.losses().around(judgement.steps().get(best));
        double scale = Double.isNaN(seen.baselineLoss()) ? losses.get(0) : seen.baselineLoss();
        if (Math.min(end, losses.get(last)) > RISE * lowest && end - lowest > 0.02 * scale
                && seen.losses().atEnd() < 0.9 * trainingThen) {
            findings.add(Kind.OVERFITTING, "the loss on the %,d examples that the model isn't trained on was lowest"
                    + " after step %,d, %s, and has risen to %s since, while the training loss fell from %s to %s. It"
                    + " learns the training examples by heart. Stop earlier, as new EarlyStopping(%d) does, take a"
                    + " smaller model, or more examples.", judgement.data().size(), judgement.steps().get(best),
                    text(lowest),
                    text(losses.get(last)), text(trainingThen), text(seen.losses().atEnd()), SINCE);
        }
    }

    private void worseThanGuessing(Judgement judgement) {
        double nothing = seen.baselineLoss();
        if (seen.losses().atEnd() < 0.5 * nothing && judgement.lastLoss() > nothing) {
            findings.add(Kind.WORSE_THAN_BASELINE, "the loss on the %,d examples that the model was tried on is %s; in"
                    + " training it ended at %s, and knowing nothing would cost %s. These examples are of another kind"
                    + " than those it was trained on, or it has learned those by heart. Check that both are of the same"
                    + " task and were prepared in the same way.", judgement.data().size(), text(judgement.lastLoss()),
                    text(seen.losses().atEnd()), text(nothing));
        }
    }
}
