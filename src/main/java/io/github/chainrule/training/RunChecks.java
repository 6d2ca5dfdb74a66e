// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.internal.Seeds;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Whether the parts of a run belong together, and whether a checkpoint belongs to it. */
final class RunChecks {
    static final String UNKNOWN = "unknown";
    private static final Matrix NONE = Matrix.zeros(0, 0);

    private RunChecks() {
    }

    static int requirePositive(String expected, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(expected + ", got " + value + ".");
        }
        return value;
    }

    /** What a run on this data trains. Its first epoch fills in the range of the inputs. */
    static Predictor predictor(Sequential model, Loss loss, Dataset training) {
        return new Predictor(model, loss, training.names(), training.scaler(), training.encoder(),
                Matrix.zeros(2, training.inputSize()).map(unknown -> Double.NaN), Predictor.DEFAULT_THRESHOLD);
    }

    /** The optimizer may update only some of the model's parameters; the others are frozen. */
    static void requireOwnParameters(Optimizer optimizer, Sequential model) {
        Set<Parameter> trained = new HashSet<>(model.parameters());     // by identity: a parameter equals only itself
        for (Parameter p : optimizer.parameters()) {
            if (!trained.contains(p)) {
                throw new IllegalArgumentException("the optimizer's parameter " + p + " is not in the model and would"
                        + " get no gradient. Make the optimizer with model.parameters() of this very model.");
            }
        }
    }

    /** What must be the same when a run is resumed; its trainer adds more. */
    static Map<String, String> settings(TrainingListener.Plan plan, Map<String, String> trainers) {
        Map<String, String> all = new TreeMap<>(trainers);
        all.put("model", plan.predictor().model().toString());
        all.put("loss", plan.predictor().loss().name());
        // The learning rate may have changed since; the checkpoint has it.
        all.put("optimizer", plan.optimizer().getClass().getSimpleName() + "(learning rate"
                + plan.optimizer().options() + ")");
        all.put("training data", text(plan.training()));
        all.put("validation data", plan.validation().map(RunChecks::text).orElse("none"));
        all.put("checksum of the training data", checksum(plan.training()));
        all.put("metrics", plan.metrics().stream().map(Metric::name).toList().toString());
        return all;
    }

    private static String text(Dataset data) {
        return data.size() + " examples of " + data.inputSize() + " numbers, "
                + String.join(", ", data.names().targets())
                + (data.names().hasClasses() ? " " + data.names().classes() : "");
    }

    /** Covers up to 64 examples from everywhere in the data; no inputs, if they differ from reading to reading. */
    static String checksum(Dataset data) {
        int count = Math.min(64, data.size());
        int[] indices = IntStream.range(0, count).map(i -> (int) ((long) i * data.size() / count)).toArray();
        try {
            Dataset some = data.subset(indices);
            String hash = hash(some, true);
            return hash.equals(hash(some, true)) ? hash : hash(some, false);
        } catch (Exception e) {
            return UNKNOWN;       // a step will say so
        }
    }

    private static String hash(Dataset data, boolean withInputs) {
        Batch all = Batches.inOrder(data, data.size()).iterator().next();
        long hash = 0;
        boolean isWeighted = Arrays.stream(all.weights().values()).anyMatch(weight -> weight != 1);
        for (Matrix numbers : List.of(withInputs ? all.inputs() : NONE, all.targets(),
                isWeighted ? all.weights() : NONE)) {
            for (double value : numbers.values()) {
                hash = Seeds.derive(hash, Double.doubleToLongBits(value));
            }
        }
        return Long.toHexString(hash);
    }

    static void requireShapes(String whose, List<Matrix> saved, List<Parameter> parameters) {
        List<String> shapes = parameters.stream().map(p -> p.value().shape()).toList();
        if (!saved.stream().map(Matrix::shape).toList().equals(shapes)) {
            throw new IllegalArgumentException("resume: " + whose + " parameters in the checkpoint have the shapes "
                    + saved.stream().map(Matrix::shape).toList() + ", but the model's have " + shapes
                    + ". Make the model as it was when the checkpoint was made.");
        }
    }

    static void setValues(List<Parameter> parameters, List<Matrix> values) {
        for (int i = 0; i < values.size(); i++) {
            parameters.get(i).setValue(values.get(i));
        }
    }

    /** The same exception, with the index of the first example whose targets the loss refuses, if that is why. */
    static RuntimeException located(RuntimeException refused, Loss loss, Dataset data) {
        if (!String.valueOf(refused.getMessage()).contains(" row ")) {
            return refused;
        }
        int i = 0;
        for (Batch one : Batches.inOrder(data, 1)) {
            try {
                loss.gradient(one.targets().map(harmless -> 0.5), one.targets());
            } catch (IllegalArgumentException e) {
                return new IllegalArgumentException(refused.getMessage() + " That row is the batch's; the first such"
                        + " example of the training data is number " + i + ", counted from 0.", refused);
            }
            i++;
        }
        return refused;
    }
}
