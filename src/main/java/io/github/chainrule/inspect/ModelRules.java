// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.List;

/** When to say what of the model's layers, and of how its end suits the loss and the targets. */
final class ModelRules {

    private final Observations seen;
    private final List<Layer> layers;
    private final FindingList findings;

    ModelRules(Observations seen, FindingList findings) {
        this.seen = seen;
        this.layers = seen.layers();
        this.findings = findings;
    }

    void apply() {
        reach();
        squashedTwice();
        reluAtEnd();
        dropoutAtEnd();
        nothingBetween();
        equalNeurons();
        if (!seen.sameNumbers.isEmpty()) {
            findings.add(Kind.SAME_RANDOM_NUMBERS, "%s began with the same random numbers, up to a factor: were two"
                    + " generators made with the same seed? Make one, Random random = new Random(42), and pass it to"
                    + " all layers.", seen.sameNumbers);
        }
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    private void reach() {
        double low = last() instanceof Sigmoid || last() instanceof ReLU ? 0
                : last() instanceof Tanh ? -1 : Double.NEGATIVE_INFINITY;
        double high = last() instanceof Sigmoid || last() instanceof Tanh ? 1 : Double.POSITIVE_INFINITY;
        double[] targets = seen.sample().targets().values();
        long outside = Arrays.stream(targets).filter(t -> t < low || t > high).count();
        if (outside > 0) {
            boolean signs = Arrays.stream(targets).allMatch(t -> Math.abs(t) == 1);
            findings.add(Kind.UNREACHABLE_TARGETS, "%,d of %,d targets looked at lie outside of what the last layer,"
                    + " %s, can give: they go from %s to %s, its outputs from %s. Those targets can't be met. %s",
                    outside,
                    targets.length, last().name(), text(Arrays.stream(targets).min().orElse(0)),
                    text(Arrays.stream(targets).max().orElse(0)),
                    high == 1 ? text(low) + " to 1" : "0 upwards",
                    signs ? "Labels of -1 and 1 become 0 and 1 with (t + 1) / 2; or end the model with a Tanh."
                            : "Leave the last layer out, or scale the targets.");
        }
    }

    private void squashedTwice() {
        if (last() instanceof Tanh && seen.expectsLogits()) {
            findings.add(Kind.EXTRA_OUTPUT_ACTIVATION, "the last layer is a Tanh, but %s has a %s inside and expects logits."
                    + " Between -1 and 1 they can't say anything for sure, and the loss can't become small. Leave the"
                    + " Tanh out.", seen.loss().name(), seen.outputs() > 1 ? "softmax" : "sigmoid");
        } else if (seen.alwaysSquashed()) {
            findings.add(Kind.EXTRA_OUTPUT_ACTIVATION, "in all %,d batches looked at the model's outputs were probabilities%s,"
                    + " but %s has a %s inside and expects logits. A second one flattens what the first has said, and"
                    + " the loss can't become small. Leave the model's last layer, %s, out.", seen.looks(),
                    seen.outputs() > 1 ? ", which sum to 1 in each row" : "", seen.loss().name(),
                    seen.outputs() > 1 ? "softmax" : "sigmoid", last().name());
        }
    }

    private void dropoutAtEnd() {
        if (last() instanceof Dropout) {
            findings.add(Kind.DROPOUT_OUTPUT, "the last layer is %s: in each step it sets outputs to 0, and makes the"
                    + " others larger, so that the loss is about something else than what the model says. Put it behind"
                    + " a hidden layer, or leave it out.", last().name());
        }
    }

    private void reluAtEnd() {
        if (last() instanceof ReLU && seen.classes() > 0) {
            findings.add(Kind.RELU_OUTPUT, "the last layer is a ReLU, and %.0f %% of the outputs looked at were 0: of"
                    + " those no gradient comes back. %s", 100 * seen.shareOfZeroOutputs(),
                    seen.expectsLogits() ? "Leave it out: " + seen.loss().name() + " expects logits, which may be negative."
                            : "End the model with a Sigmoid instead.");
        }
    }

    /** A narrow place between two wide ones has a meaning of its own, and is left alone. */
    private void nothingBetween() {
        for (int k = 0; k + 1 < layers.size(); k++) {
            int next = k + 1;
            while (next + 1 < layers.size() && layers.get(next) instanceof Dropout) {
                next++;
            }
            if (layers.get(k) instanceof Linear first && layers.get(next) instanceof Linear second) {
                int in = first.weight().value().rows();
                int between = first.weight().value().cols();
                int out = second.weight().value().cols();
                if (between >= Math.min(in, out)) {
                    findings.add(Kind.NO_ACTIVATION_BETWEEN, "layer %d, %s, and layer %d, %s, have %s between them: what"
                            + " %,d numbers say there is no more than a single Linear(%d, %d) could. Put an activation"
                            + " between them, such as new ReLU().", k, first.name(), next, second.name(),
                            next > k + 1 ? "no more than a Dropout" : "nothing",
                            first.weight().size() + first.bias().size() + second.weight().size()
                                    + second.bias().size(), in, out);
                    return;
                }
            }
        }
    }

    private void equalNeurons() {
        for (int k = 0; k < layers.size(); k++) {
            int equal = seen.equalNeurons(k);
            if (equal > 0 && layers.get(k) instanceof Linear linear) {
                Matrix weight = linear.weight().value();
                int neurons = weight.cols();
                boolean zero = Arrays.stream(weight.values()).allMatch(w -> w == 0);
                findings.add(Kind.IDENTICAL_NEURONS, "layer %d, %s: after the last batch looked at, %d of %d neurons still"
                        + " had the same weights and the same bias%s. They compute the same, get the same gradient,"
                        + " and stay alike: together they can do what one of them can. Start from random weights, as in"
                        + " new Linear(%d, %d, random).", k, linear.name(), equal, neurons, zero ? ", all 0" : "",
                        weight.rows(), neurons);
                return;
            }
        }
    }
}
