package io.github.chainrule.training;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Optimizer;

import java.util.Locale;

/** Finds out where a number stopped being finite. */
final class Divergence {

    private Divergence() {
    }

    static DivergedException ofOutput(ForwardPass pass, Optimizer optimizer, String where) {
        int k = 0;
        while (pass.activation(k + 1).isFinite()) {
            k++;
        }
        return diverged(pass, where + ": the output of " + name(pass.model(), k) + " has "
                + firstIn(pass.activation(k + 1)), optimizer);
    }

    static DivergedException ofLoss(ForwardPass pass, Loss loss, double value, Optimizer optimizer, String where) {
        return diverged(pass, where + ": the loss, " + loss + ", is " + value
                + " although the model's output is finite", optimizer);
    }

    static DivergedException ofGradient(ForwardPass pass, Parameter parameter, Optimizer optimizer, String where) {
        for (int k = 0; k < pass.model().layers().size(); k++) {
            if (pass.model().layers().get(k).parameters().contains(parameter)) {
                where += ": the gradient of " + parameter + " in " + name(pass.model(), k);
            }
        }
        return diverged(pass, where + " has " + firstIn(parameter.gradient()), optimizer);
    }

    private static DivergedException diverged(ForwardPass pass, String what, Optimizer optimizer) {
        return new DivergedException(what + ". Largest input " + text(largest(pass.activation(0)))
                + ", largest parameter " + text(pass.model().parameters().stream()
                        .mapToDouble(p -> largest(p.value())).max().orElse(0))
                + ": likely the steps were too large. Try a learning rate below " + optimizer.learningRate()
                + ", and inputs scaled to about [0, 1]. The parameters are those from before this batch.");
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
            max = Math.max(max, Math.abs(v));
        }
        return max;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
