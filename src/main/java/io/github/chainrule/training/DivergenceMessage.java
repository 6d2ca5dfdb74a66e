// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Arrays;
import java.util.Locale;

/** Says where a number stopped being finite, why, and what to try. */
final class DivergenceMessage {

    private DivergenceMessage() {
    }

    /** A batch of an epoch, both from 1. */
    record Position(int epoch, int batch) {

        @Override
        public String toString() {
            return "epoch " + epoch + ", batch " + batch;
        }
    }

    static DivergedException inOutput(ForwardPass forward, Optimizer optimizer, Position position) {
        int k = 0;
        while (forward.activation(k + 1).isFinite()) {
            k++;
        }
        return diverged("the output of " + layer(forward.model(), k) + firstIn(forward.activation(k + 1)), forward,
                optimizer, position);
    }

    static DivergedException ofLoss(ForwardPass forward, Loss loss, double value, Optimizer optimizer,
                                    Position position) {
        return diverged("the loss, " + loss + ", is " + value + " although the model's output is finite", forward,
                optimizer, position);
    }

    static DivergedException ofGradient(ForwardPass forward, NonFiniteGradientException cause, Optimizer optimizer,
                                        Position position) {
        Parameter p = cause.parameter();
        DivergedException diverged = diverged("the gradient of " + in(forward.model(), p) + firstIn(p.gradient()),
                forward, optimizer, position);
        diverged.initCause(cause);
        return diverged;
    }

    /** A parameter that the last step of an epoch ruined: no later step would notice. */
    static void requireFiniteParameters(Sequential model, Optimizer optimizer, Position position) {
        for (Parameter p : model.parameters()) {
            if (!p.value().isFinite()) {
                throw tooLarge(position + ": after the step " + in(model, p) + firstIn(p.value()), optimizer);
            }
        }
    }

    /** Something about an epoch or a validation set, in which each batch was finite. */
    static DivergedException tooLarge(String what, Optimizer optimizer) {
        return new DivergedException(what + ": " + tooLarge(optimizer));
    }

    private static String tooLarge(Optimizer optimizer) {
        return "likely the steps were too large. Try a learning rate below " + optimizer.learningRate()
                + ", and inputs scaled to about [0, 1].";
    }

    private static DivergedException diverged(String what, ForwardPass forward, Optimizer optimizer,
                                              Position position) {
        double parameter = forward.model().parameters().stream().mapToDouble(p -> largest(p.value())).max().orElse(0);
        boolean isFirst = position.epoch() == 1 && position.batch() == 1;
        return new DivergedException(String.format(Locale.ROOT,
                "%s: %s. Largest input %.3g, largest parameter %.3g: %s The parameters %s before this batch.",
                position, what, largest(forward.activation(0)), parameter,
                isFirst ? "no step has been made yet, so the learning rate is not to blame. Look at the inputs (scale"
                        + " them to about [0, 1]), the initial parameters, and any layer or loss of your own."
                        : tooLarge(optimizer),
                Double.isFinite(parameter) ? "are those from" : "became NaN or infinite"));
    }

    private static String in(Sequential model, Parameter parameter) {
        int k = 0;
        while (!model.layers().get(k).parameters().contains(parameter)) {
            k++;
        }
        return parameter + " in " + layer(model, k);
    }

    private static String layer(Sequential model, int k) {
        return "layer " + k + ", " + model.layers().get(k) + ",";
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
