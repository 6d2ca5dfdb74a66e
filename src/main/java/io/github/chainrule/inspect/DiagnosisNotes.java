// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.EvaluationLog.EvaluatedSet;
import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.inspect.GradientFlow.Measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a diagnosis looked at, in sentences that hold the figures. */
record DiagnosisNotes(Observations seen, List<Measurement> looks, List<LayerStatistics> last, List<String> notes) {

    static DiagnosisNotes of(Observations seen, List<Measurement> looks) {
        return new DiagnosisNotes(seen, looks, looks.get(looks.size() - 1).layers(), new ArrayList<>());
    }

    List<String> all() {
        if (seen.sample.meanInputs().length > 0) {
            add("Inputs: the largest mean |x| of a column is %s.",
                    text(Arrays.stream(seen.sample.meanInputs()).max().orElse(0)));
        }
        targets();
        add("Loss: %s in the first step, %s in the last.", text(seen.firstLoss()),
                text(seen.meanLoss(seen.steps() - 1, seen.steps())));
        for (int k = 0; k < last.size(); k++) {
            if (seen.units(k) > 0) {
                deadUnits(k);
            }
            if (!Double.isNaN(last.get(k).saturatedFraction())) {
                add("Saturation: %.0f %% of the outputs of layer %d, %s, are within 0.01 of an end%s.",
                        100 * last.get(k).saturatedFraction(), k, last.get(k).layer(), k == last.size() - 1
                                ? "; in the last layer that means confidence" : "");
            }
        }
        gradient();
        double[] updates = last.stream().mapToDouble(LayerStatistics::updateRatio).filter(u -> !Double.isNaN(u))
                .sorted().toArray();
        if (updates.length > 0) {
            add("Updates: the last step looked at changed the weights by %s to %s of their size, depending on the"
                    + " layer.", text(updates[0]), text(updates[updates.length - 1]));
        }
        for (EvaluatedSet set : seen.evaluations.sets) {
            add("Evaluated on %,d examples, after step %,d: loss %s; their mean |x| is %s, in training %s.",
                    set.data().size(), set.steps().get(set.steps().size() - 1), text(set.lastLoss()),
                    text(set.sample().meanInput()), text(seen.sample.meanInput()));
        }
        return notes;
    }

    private void targets() {
        long[] counts = seen.batches.classCounts;
        long all = Arrays.stream(counts).sum();
        if (seen.classes.isEmpty()) {
            add("Targets: the mean |t| is %s.", text(Statistics.meanSize(seen.sample.targets())));
        } else if (all > 0) {
            add("Classes: %s. Batches of a single class: %,d of %,d.", IntStream.range(0, counts.length).mapToObj(
                    c -> String.format(Locale.ROOT, "%.0f %% are %s", 100.0 * counts[c] / all, seen.classes.get(c)))
                    .collect(Collectors.joining(", ")), seen.batches.singleClassBatches, seen.batches.batches);
        }
    }

    private void deadUnits(int k) {
        int looksBack = Math.max(1, looks.size() / 4);
        int[] dead = seen.dead(k, looksBack);
        String where = "layer " + k + ", " + last.get(k).layer();
        if (dead.length == 0) {
            add("Dead units: none of the %d of %s.", seen.units(k), where);
        } else {
            add("Dead units: %d of the %d of %s, %s, returned 0 for every example of the last %d batches looked at%s.",
                    dead.length, seen.units(k), where, NumberFormatter.numbers(dead), looksBack,
                    2 * dead.length < seen.units(k) ? "; the others do the work" : "");
        }
    }

    private void gradient() {
        int[] linear = looks.get(0).withWeights();
        if (linear.length > 1) {
            int from = linear[linear.length - 1];
            add("Gradient: in the backward pass the mean |dL/da| goes from %s at layer %d to %s at layer %d.",
                    text(last.get(from).meanGradient()), from, text(last.get(linear[0]).meanGradient()), linear[0]);
        }
    }

    private void add(String format, Object... arguments) {
        notes.add(String.format(Locale.ROOT, format, arguments));
    }
}
