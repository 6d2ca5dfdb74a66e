// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether what a training is made of belongs together. */
final class RunChecks {

    private RunChecks() {
    }

    static <T> T requireNonNull(String what, T object) {
        return Objects.requireNonNull(object, () -> "Training: " + what + " is null.");
    }

    /** What a run on this data trains. */
    static Predictor predictor(Sequential model, Loss loss, Dataset training) {
        return new Predictor(model, loss, requireNonNull("the training data", training).names(), training.scaler());
    }

    /** The optimizer may update some of the model's parameters only: what is frozen just isn't among them. */
    static void requireOwnParameters(Optimizer optimizer, Sequential model) {
        Set<Parameter> trained = Collections.newSetFromMap(new IdentityHashMap<>());
        trained.addAll(model.parameters());
        for (Parameter p : optimizer.parameters()) {
            if (!trained.contains(p)) {
                throw new IllegalArgumentException("the optimizer's parameter " + p + " is not in the model and would"
                        + " get no gradient. Make the optimizer with model.parameters() of this very model.");
            }
        }
    }

    /** What must be the same when a run is resumed, besides what only its trainer knows. */
    static Map<String, String> settings(TrainingListener.Plan plan, Optional<Dataset> validation,
                                        Map<String, String> trainers) {
        Map<String, String> all = new TreeMap<>(trainers);
        all.put("model", plan.model().toString());
        all.put("loss", plan.loss().toString());
        // The learning rate is the checkpoint's.
        all.put("optimizer", plan.optimizer().toString()
                .replace("(" + plan.optimizer().learningRate(), "(learning rate"));
        all.put("training data", text(plan.training()));
        all.put("validation data", validation.map(RunChecks::text).orElse("none"));
        all.put("metrics", plan.metrics().stream().map(Metric::name).toList().toString());
        return all;
    }

    private static String text(Dataset data) {
        return data.size() + " examples of " + data.inputSize() + " numbers, "
                + String.join(", ", data.names().targets())
                + (data.names().hasClasses() ? " " + data.names().classes() : "");
    }

    /** What a checkpoint keeps of each parameter. */
    static void requireShapes(String whose, List<Matrix> kept, List<Parameter> parameters) {
        List<String> shapes = parameters.stream().map(p -> p.value().shape()).toList();
        if (!kept.stream().map(Matrix::shape).toList().equals(shapes)) {
            throw new IllegalArgumentException("resume: " + whose + " parameters in the checkpoint have the shapes "
                    + kept.stream().map(Matrix::shape).toList() + ", but the model's have " + shapes
                    + ". Make the model as it was when the checkpoint was made.");
        }
    }

    /** A training goes on with the same bits only if all is as it was. */
    static void requireSameSettings(Map<String, String> kept, Map<String, String> here) {
        new TreeMap<>(here).forEach((name, setting) -> {
            if (!setting.equals(kept.get(name))) {
                throw new IllegalArgumentException("resume: the checkpoint was made with the " + name + " "
                        + kept.getOrDefault(name, "unknown") + "; here it is " + setting + ". Make all as it"
                        + " was, or start a new run with the checkpoint's parameters.");
            }
        });
    }

    /** What a loop written by hand may mix up. It does so from its first step on. */
    @SuppressWarnings("ReferenceEquality")    // a loss without a scale of its own gives back what it got
    static void requireOneStep(Sequential model, Loss loss, Batch batch, ForwardPass pass, BackwardPass back) {
        if (pass.model() != model) {
            throw new IllegalArgumentException("step: another model, " + pass.model() + ", made this pass. Call"
                    + " model.forward(batch.inputs()) of the model that is trained, " + model + ".");
        }
        Matrix dy = back.gradient(model.layers().size());
        if (dy.equals(loss.gradient(pass.output(), batch.targets()))) {
            return;
        }
        if (isSwapped(dy, loss, batch.targets(), pass.output())) {
            throw new IllegalStateException("step: the arguments of the loss's gradient were swapped, so each step"
                    + " would make the loss larger. The prediction comes first: loss.gradient(pass.output(),"
                    + " batch.targets()).");
        }
        Matrix response = loss.predictions(pass.output());
        if (response != pass.output() && dy.equals(loss.gradient(response, batch.targets()))) {
            throw new IllegalStateException("step: the loss was given probabilities, but " + loss + " turns the model's"
                    + " output into them itself. Pass the output as it is: loss.gradient(pass.output(),"
                    + " batch.targets()).");
        }
    }

    private static boolean isSwapped(Matrix dy, Loss loss, Matrix targets, Matrix output) {
        try {
            return dy.equals(loss.gradient(targets, output));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The same exception, with the number of the first example whose targets the loss refuses, if that is why. */
    static RuntimeException located(RuntimeException refused, Loss loss, Dataset data) {
        if (!String.valueOf(refused.getMessage()).contains(" row ")) {
            return refused;
        }
        Matrix inputs = Matrix.zeros(1, data.inputSize());
        Matrix targets = Matrix.zeros(1, data.targetSize());
        Matrix harmless = targets.map(zero -> 0.5);
        for (int i = 0; i < data.size(); i++) {
            data.read(new int[] {i}, 0, 1, inputs, targets);
            try {
                loss.gradient(harmless, targets);
            } catch (IllegalArgumentException e) {
                return new IllegalArgumentException(refused.getMessage() + " That row is the batch's; the first such"
                        + " example of the training data is number " + i + ", counted from 0.", refused);
            }
        }
        return refused;
    }
}
