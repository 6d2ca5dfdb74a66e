package io.github.chainrule.training;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks, before the first batch, that model, loss, optimizer, metrics and data belong together. */
final class Wiring {

    private Wiring() {
    }

    static void requireSameParameters(Sequential model, Optimizer optimizer) {
        Set<Parameter> updated = identities(optimizer.parameters());
        for (int k = 0; k < model.layers().size(); k++) {
            for (Parameter p : model.layers().get(k).parameters()) {
                if (!updated.contains(p)) {
                    throw new IllegalArgumentException("Trainer: layer " + k + ", " + model.layers().get(k) + ": its "
                            + p + " is not among the optimizer's parameters and would never change."
                            + " Make the optimizer with model.parameters().");
                }
            }
        }
        Set<Parameter> trained = identities(model.parameters());
        for (Parameter p : optimizer.parameters()) {
            if (!trained.contains(p)) {
                throw new IllegalArgumentException("Trainer: the optimizer's parameter " + p + " is not in the"
                        + " model and would get no gradient. Make the optimizer with model.parameters() of this very"
                        + " model.");
            }
        }
    }

    private static Set<Parameter> identities(List<Parameter> parameters) {
        Set<Parameter> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(parameters);
        return set;
    }

    /** The mistakes that give no error but wrong figures. */
    static void requireRightEnd(Sequential model, Loss loss, List<Metric> metrics) {
        Layer last = model.layers().get(model.layers().size() - 1);
        if (loss instanceof BinaryCrossEntropyWithLogits && last instanceof Sigmoid) {
            throw new IllegalArgumentException("Trainer: the model ends with a Sigmoid, and " + loss
                    + " has a second one inside. Leave the Sigmoid out, or use BinaryCrossEntropy.");
        }
        if (loss instanceof CrossEntropy && last instanceof Sigmoid) {
            throw new IllegalArgumentException("Trainer: the model ends with a Sigmoid, but " + loss
                    + " has a softmax inside and expects logits. Leave the Sigmoid out.");
        }
        for (Metric metric : metrics) {
            if (metric instanceof BinaryAccuracy accuracy) {
                requireRightThreshold(accuracy, loss);
            }
        }
    }

    private static void requireRightThreshold(BinaryAccuracy accuracy, Loss loss) {
        if (loss instanceof BinaryCrossEntropyWithLogits && accuracy.threshold() == 0.5) {
            throw new IllegalArgumentException("Trainer: with " + loss + " the model's outputs are logits, and"
                    + " class 1 begins at 0, not at 0.5. Use BinaryAccuracy.forLogits().");
        }
        if (loss instanceof CrossEntropy) {
            throw new IllegalArgumentException("Trainer: with " + loss + " a row's class is its largest column, but"
                    + " BinaryAccuracy would count each column by itself, and nine tenths of ten are zeros. Use"
                    + " Accuracy.");
        }
    }

    static void requireFit(Sequential model, Dataset data, String what) {
        if (model.inputSize().isPresent() && model.inputSize().getAsInt() != data.inputSize()) {
            throw new IllegalArgumentException("Trainer: the model expects "
                    + count(model.inputSize().getAsInt(), "input") + ", but the " + what + " data has "
                    + data.inputSize() + " per example.");
        }
        int outputs = data.inputSize();
        for (Layer layer : model.layers()) {
            outputs = layer.outputSize(outputs);
        }
        if (outputs != data.targetSize()) {
            throw new IllegalArgumentException("Trainer: the model has " + count(outputs, "output") + ", but the "
                    + what + " data has " + count(data.targetSize(), "target") + " per example. The last Linear needs "
                    + count(data.targetSize(), "output") + ".");
        }
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
