// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.NonFiniteGradientException;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Locale;

/** Finds out where a number stopped being finite. */
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

    static DivergedException inOutput(ForwardPass pass, Optimizer optimizer, Position place) {
        int k = 0;
        while (pass.activation(k + 1).isFinite()) {
            k++;
        }
        return diverged("the output of " + name(pass.model(), k) + " has " + firstIn(pass.activation(k + 1)), pass,
                optimizer, place);
    }

    static DivergedException ofLoss(ForwardPass pass, Loss loss, double value, Optimizer optimizer, Position place) {
        return diverged("the loss, " + loss + ", is " + value + " although the model's output is finite", pass,
                optimizer, place);
    }

    static DivergedException ofGradient(ForwardPass pass, NonFiniteGradientException cause, Optimizer optimizer,
                                        Position place) {
        Parameter parameter = cause.parameter();
        int k = 0;
        while (!pass.model().layers().get(k).parameters().contains(parameter)) {
            k++;
        }
        DivergedException diverged = diverged("the gradient of " + parameter + " in " + name(pass.model(), k) + " has "
                + firstIn(parameter.gradient()), pass, optimizer, place);
        diverged.initCause(cause);
        return diverged;
    }

    /** A parameter that the last step ruined. */
    static void requireFiniteParameters(Sequential model, Optimizer optimizer, Position place) {
        for (int k = 0; k < model.layers().size(); k++) {
            for (Parameter p : model.layers().get(k).parameters()) {
                if (!p.value().isFinite()) {
                    throw new DivergedException(place + ": after the step " + p + " in " + name(model, k) + " has "
                            + firstIn(p.value()) + ": " + tooLarge(optimizer));
                }
            }
        }
    }

    /** The mean of an epoch or of a validation set, all of whose parts may be finite. */
    static DivergedException ofMean(String place, String what, Optimizer optimizer) {
        return new DivergedException(place + ": " + what + ": " + tooLarge(optimizer));
    }

    private static DivergedException diverged(String what, ForwardPass pass, Optimizer optimizer, Position place) {
        double input = largest(pass.activation(0));
        double parameter = pass.model().parameters().stream().mapToDouble(p -> largest(p.value())).max().orElse(0);
        return new DivergedException(place + ": " + what + ". Largest input " + text(input) + ", largest parameter "
                + text(parameter) + ": " + advice(optimizer, place) + (Double.isFinite(parameter)
                ? " The parameters are those from before this batch." : " The parameters were ruined before this batch."
        ));
    }

    private static String advice(Optimizer optimizer, Position place) {
        if (place.epoch() == 1 && place.batch() == 1) {
            return "no step has been made yet, so the learning rate is not to blame. Look at the inputs (scale them to"
                    + " about [0, 1]), the initial parameters, and any layer or loss of your own.";
        }
        return tooLarge(optimizer);
    }

    private static String tooLarge(Optimizer optimizer) {
        return "likely the steps were too large. Try a learning rate below " + optimizer.learningRate()
                + ", and inputs scaled to about [0, 1].";
    }

    private static String name(Sequential model, int k) {
        Layer layer = model.layers().get(k);
        return "layer " + k + ", " + layer + ",";
    }

    private static String firstIn(Matrix m) {
        int first = 0;
        while (Double.isFinite(m.values()[first])) {
            first++;
        }
        return m.values()[first] + " at row " + first / m.cols() + ", column " + first % m.cols();
    }

    private static double largest(Matrix m) {
        double max = 0;
        for (double v : m.values()) {
            max = Math.max(max, Double.isNaN(v) ? Double.POSITIVE_INFINITY : Math.abs(v));
        }
        return max;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
