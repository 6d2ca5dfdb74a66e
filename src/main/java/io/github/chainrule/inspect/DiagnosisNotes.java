// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow.Measurement;
import io.github.chainrule.inspect.EvaluationLog.Judgement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a diagnosis looked at, in sentences that hold the figures. */
final class DiagnosisNotes {

    private final Observations seen;
    private final List<Measurement> looks;
    private final List<LayerStatistics> last;
    private final List<String> notes = new ArrayList<>();

    DiagnosisNotes(Observations seen, GradientFlow flow) {
        this.seen = seen;
        this.looks = flow.measurements();
        this.last = flow.last().layers();
    }

    List<String> all() {
        double[] means = seen.sample().meanInputs();
        if (means.length > 0) {
            add("Inputs: the largest mean |x| of a column is %s.", NumberFormatter.text(Arrays.stream(means).max()
                    .orElse(0)));
        }
        targets();
        add("Loss: %s in the first step, %s in the last.", NumberFormatter.text(seen.losses().first()),
                NumberFormatter.text(seen.losses().mean(seen.steps() - 1, seen.steps())));
        for (int k = 0; k < last.size(); k++) {
            if (seen.units(k) > 0) {
                deadUnits(k);
            }
            if (!Double.isNaN(last.get(k).saturatedFraction())) {
                add("Saturation: %.0f %% of the outputs of layer %d, %s, are within 0.01 of an end%s.",
                        100 * last.get(k).saturatedFraction(), k, last.get(k).layer(), k == last.size() - 1
                                ? "; in the last layer that is what being sure looks like" : "");
            }
        }
        gradient();
        double[] updates = last.stream().mapToDouble(LayerStatistics::updateRatio).filter(u -> !Double.isNaN(u)).toArray();
        if (updates.length > 0) {
            add("Updates: the last step looked at moved the weights by %s to %s of their size, depending on the layer.",
                    NumberFormatter.text(Arrays.stream(updates).min().orElse(0)),
                    NumberFormatter.text(Arrays.stream(updates).max().orElse(0)));
        }
        for (Judgement judgement : seen.judgements().all()) {
            add("Tried on %,d examples, after step %,d: loss %s; their mean |x| is %s, in training %s.",
                    judgement.data().size(), judgement.steps().get(judgement.steps().size() - 1),
                    NumberFormatter.text(judgement.lastLoss()), NumberFormatter.text(judgement.sample().meanInput()),
                    NumberFormatter.text(seen.sample().meanInput()));
        }
        return notes;
    }

    private void targets() {
        long all = Arrays.stream(seen.batches().counts()).sum();
        if (seen.classes() == 0) {
            add("Targets: the mean |t| is %s.", NumberFormatter.text(Statistics.meanSize(seen.sample().targets())));
        } else if (all > 0) {
            add("Classes: %s. Batches of one class alone: %,d of %,d.", IntStream.range(0, seen.classes())
                    .mapToObj(c -> String.format(Locale.ROOT, "%s %.0f %%", seen.className(c),
                            100.0 * seen.batches().counts()[c] / all)).collect(Collectors.joining(", ")),
                    seen.batches().ofOneClass(), seen.batches().batches());
        }
    }

    private void deadUnits(int k) {
        int looksBack = Math.max(1, looks.size() / 4);
        int[] dead = seen.dead(k, looksBack);
        String where = "layer " + k + ", " + last.get(k).layer();
        if (dead.length == 0) {
            add("Dead units: none of the %d of %s.", seen.units(k), where);
        } else {
            add("Dead units: %d of the %d of %s, %s, gave 0 for every example of the last %d batches looked at%s.",
                    dead.length, seen.units(k), where, NumberFormatter.numbers(dead), looksBack,
                    2 * dead.length < seen.units(k) ? "; the others do the work" : "");
        }
    }

    private void gradient() {
        List<Integer> linear = new ArrayList<>();
        for (int k = 0; k < last.size(); k++) {
            if (!Double.isNaN(last.get(k).meanWeightGradient())) {
                linear.add(k);
            }
        }
        if (linear.size() > 1) {
            int from = linear.get(linear.size() - 1);
            int to = linear.get(0);
            add("Gradient: on the way back the mean |dL/da| goes from %s at layer %d to %s at layer %d.",
                    NumberFormatter.text(last.get(from).meanGradient()), from, NumberFormatter.text(last.get(to).meanGradient()),
                    to);
        }
    }

    private void add(String format, Object... arguments) {
        notes.add(String.format(Locale.ROOT, format, arguments));
    }
}
