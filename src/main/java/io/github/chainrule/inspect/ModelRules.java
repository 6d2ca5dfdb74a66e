// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static io.github.chainrule.inspect.NumberFormatter.text;

import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The model's layers, and how its end suits the loss and the targets. */
record ModelRules(Observations seen, List<Layer> layers, Layer last, LayerKind lastKind, List<Finding> findings)
        implements Rules {

    /** Numbers are compared up to a factor, since an initializer's bound may differ from layer to layer. */
    private static final double ROUNDING = 1e-12;

    static ModelRules of(Observations seen, List<Finding> findings) {
        Layer last = seen.layers.get(seen.layers.size() - 1);
        return new ModelRules(seen, seen.layers, last, LayerKind.of(last), findings);
    }

    void apply() {
        unreachableTargets();
        lossArguments();
        extraActivation();
        unsuitableOutput();
        noActivationBetween();
        identicalNeurons();
        if (!seen.sameNumbers.isEmpty()) {
            add(Kind.SAME_RANDOM_NUMBERS, "%s began with the same random numbers, up to a factor: were two generators"
                    + " made with the same seed? Make one, Random random = new Random(42), and pass it to all layers.",
                    seen.sameNumbers);
        }
    }

    private void unreachableTargets() {
        double min = lastKind.min();
        double max = lastKind.max();
        double[] targets = seen.sample.targets().values();
        long outside = Arrays.stream(targets).filter(t -> t < min || t > max).count();
        if (outside > 0) {
            boolean signs = Arrays.stream(targets).allMatch(t -> Math.abs(t) == 1);
            add(Kind.UNREACHABLE_TARGETS, "%,d of %,d targets looked at can't be predicted: they lie from %s to %s, and"
                    + " the last layer, %s, returns numbers %s. %s", outside, targets.length,
                    text(Arrays.stream(targets).min().orElse(0)), text(Arrays.stream(targets).max().orElse(0)),
                    last.name(), "from " + text(min) + (lastKind.saturates() ? " to " + text(max) : " upward"),
                    signs ? "Convert targets of -1 and 1 with (t + 1) / 2, or end the model with a Tanh."
                            : "Remove the last layer, or scale the targets.");
        }
    }

    private void lossArguments() {
        if (seen.lossArguments == LossArguments.SWAPPED) {
            add(Kind.SWAPPED_LOSS_ARGUMENTS, "the gradient of the first step is that of %s with its arguments swapped,"
                    + " so each step makes the loss larger. The outputs come first: loss.gradient(forward.output(),"
                    + " batch.targets()).", seen.loss.name());
        } else if (seen.lossArguments == LossArguments.UNWEIGHTED) {
            add(Kind.IGNORED_WEIGHTS, "in the first step the gradient was that of %s without the weights of the"
                    + " examples. Call loss.withWeights(batch.weights()).gradient(forward.output(), batch.targets()).",
                    seen.loss.name());
        } else if (seen.lossArguments == LossArguments.PREDICTIONS) {
            add(Kind.EXTRA_OUTPUT_ACTIVATION, "in the first step the loss was given probabilities, but %s turns the"
                    + " model's outputs into them itself. Pass the outputs unchanged: loss.gradient(forward.output(),"
                    + " batch.targets()).", seen.loss.name());
        }
    }

    private void extraActivation() {
        String inside = seen.outputs > 1 ? "softmax" : "sigmoid";
        if (lastKind.min() < 0 && lastKind.saturates() && seen.expectsLogits) {
            add(Kind.EXTRA_OUTPUT_ACTIVATION, "the last layer is a %s, but %s contains a %s and expects logits. Logits"
                    + " between %s and %s can't express certainty, so the loss can't become small. Remove the last"
                    + " layer.", last.name(), seen.loss.name(), inside, text(lastKind.min()), text(lastKind.max()));
        } else if (seen.outputsAreProbabilities()) {
            add(Kind.EXTRA_OUTPUT_ACTIVATION, "in all %,d batches looked at the model's outputs were probabilities%s,"
                    + " but %s contains a %s and expects logits. A second %s flattens the first, so the loss can't"
                    + " become small. Remove the model's last layer, %s.", seen.looks, seen.outputs > 1 ? ", which sum"
                    + " to 1 in each row" : "", seen.loss.name(), inside, inside, last.name());
        }
    }

    private void unsuitableOutput() {
        if (last instanceof Dropout) {
            add(Kind.DROPOUT_OUTPUT, "the last layer is %s: in each step it sets outputs to 0 and enlarges the others,"
                    + " so the loss is not that of the model's predictions. Move it after a hidden layer, or remove"
                    + " it.", last.name());
        } else if (lastKind.canDie() && !seen.classes.isEmpty()) {
            add(Kind.RELU_OUTPUT, "the last layer is a %s, and %.0f %% of the outputs looked at were 0: those pass no"
                    + " gradient back. %s", last.name(), 100.0 * seen.zeroOutputs / seen.allOutputs, seen.expectsLogits
                    ? "Remove it: " + seen.loss.name() + " expects logits, which may be negative."
                    : "End the model with a Sigmoid instead.");
        }
    }

    /** A narrow layer between two wide ones is a deliberate choice, and accepted. */
    private void noActivationBetween() {
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
                    add(Kind.NO_ACTIVATION_BETWEEN, "layer %d, %s, and layer %d, %s, have %s between them: their %,d"
                            + " parameters can do no more than a single Linear(%d, %d). Put an activation between"
                            + " them, such as new ReLU().", k, first.name(), next, second.name(),
                            next > k + 1 ? "only a Dropout" : "nothing", first.weight().size() + first.bias().size()
                                    + second.weight().size() + second.bias().size(), in, out);
                    return;
                }
            }
        }
    }

    private void identicalNeurons() {
        for (int k = 0; k < layers.size(); k++) {
            int identical = seen.identicalNeurons(k);
            if (identical > 0 && layers.get(k) instanceof Linear linear) {
                double[] weights = linear.weight().value().values();
                int neurons = linear.weight().value().cols();
                add(Kind.IDENTICAL_NEURONS, "layer %d, %s: after the last batch looked at, %d of %d neurons still had"
                        + " the same weights and the same bias%s. They compute the same, get the same gradient, and"
                        + " stay the same, as one neuron would. Start from random weights: new Linear(%d, %d, random).",
                        k, linear.name(), identical, neurons, Arrays.stream(weights).allMatch(w -> w == 0) ? ", all 0"
                        : "", weights.length / neurons, neurons);
                return;
            }
        }
    }

    /**
     * Names the first two layers whose weights begin with multiples of each other, as two generators with one seed make
     * them; empty if there are none.
     */
    static String sameNumbers(List<Layer> layers) {
        for (int k = 0; k < layers.size(); k++) {
            for (int j = 0; j < k; j++) {
                if (same(weights(layers.get(j)), weights(layers.get(k)))) {
                    return "layer " + j + ", " + layers.get(j).name() + ", and layer " + k + ", "
                            + layers.get(k).name() + ",";
                }
            }
        }
        return "";
    }

    private static double[] weights(Layer layer) {
        return layer.parameters().isEmpty() ? new double[0] : layer.parameters().get(0).value().values();
    }

    private static boolean same(double[] a, double[] b) {
        int n = Math.min(a.length, b.length);
        return n > 1 && a[0] != a[1] && IntStream.range(0, n).allMatch(i -> looksDrawn(a[i]) && looksDrawn(b[i])
                && Math.abs(a[i] * b[0] - a[0] * b[i]) <= ROUNDING * Math.abs(a[0] * b[i]));
    }

    /** Typed numbers have few digits. */
    private static boolean looksDrawn(double value) {
        return Double.toString(value).length() > 14;
    }
}
