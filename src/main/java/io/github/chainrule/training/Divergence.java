// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.optimizer.NonFiniteGradientException;

import java.util.Arrays;
import java.util.Locale;

/** Says where in a run a number stopped being finite, why, and what to try. A position is an epoch and a batch. */
record Divergence(TrainingListener.Plan plan) {

    DivergedException inOutput(ForwardPass forward, String position) {
        int k = 0;
        while (forward.activation(k + 1).isFinite()) {
            k++;
        }
        return inStep(position + ": the output of " + layer(k) + firstIn(forward.activation(k + 1)), forward);
    }

    DivergedException inLoss(double value, ForwardPass forward, String position) {
        return inStep(position + ": the loss, " + plan.predictor().loss().name() + ", is " + value
                + " although the model's output is finite", forward);
    }

    DivergedException inUpdate(RuntimeException cause, ForwardPass forward, String position) {
        DivergedException diverged = cause instanceof NonFiniteGradientException e ? inStep(position
                + ": the gradient of " + name(e.parameter()) + firstIn(e.parameter().gradient()), forward)
                : new DivergedException(position + ": " + cause.getMessage());
        diverged.initCause(cause);
        return diverged;
    }

    /** The last step of an epoch may have made a parameter NaN or infinite, and no later step would notice. */
    void requireFiniteParameters(String position) {
        for (Parameter p : plan.predictor().model().parameters()) {
            if (!p.value().isFinite()) {
                throw inEpoch(position + ": after the step " + name(p) + firstIn(p.value()));
            }
        }
    }

    /** In an epoch or a validation set whose batches were all finite. */
    DivergedException inEpoch(String what) {
        return new DivergedException(what + ": " + tooLarge());
    }

    private String tooLarge() {
        return "the steps were probably too large. Try a learning rate below " + plan.optimizer().learningRate()
                + ", and inputs scaled to about [0, 1].";
    }

    private DivergedException inStep(String what, ForwardPass forward) {
        double parameter = plan.predictor().model().parameters().stream().mapToDouble(p -> largest(p.value())).max()
                .orElse(0);
        return new DivergedException(String.format(Locale.ROOT,
                "%s. Largest input %.3g, largest parameter %.3g: %s The parameters %s before this batch.",
                what, largest(forward.activation(0)), parameter, plan.optimizer().stepCount() > 0 ? tooLarge()
                        : "no step has been made yet, so the learning rate is not to blame. Look at the inputs (scale"
                        + " them to about [0, 1]), the initial parameters, and any layer or loss of your own.",
                Double.isFinite(parameter) ? "are those from" : "became NaN or infinite"));
    }

    private String name(Parameter parameter) {
        int k = 0;
        while (!plan.predictor().model().layers().get(k).parameters().contains(parameter)) {
            k++;
        }
        return parameter + " in " + layer(k);
    }

    private String layer(int k) {
        return "layer " + k + ", " + plan.predictor().model().layers().get(k).name() + ",";
    }

    private static String firstIn(Matrix m) {
        int first = 0;
        while (Double.isFinite(m.values()[first])) {
            first++;
        }
        return " has " + m.values()[first] + " at row " + first / m.cols() + ", column " + first % m.cols();
    }

    private static double largest(Matrix m) {
        return Arrays.stream(m.values()).map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : Math.abs(v)).max()
                .orElse(0);
    }
}
