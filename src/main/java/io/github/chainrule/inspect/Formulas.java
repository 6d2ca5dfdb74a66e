// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;

/** What each layer and each loss computes, and its derivative, in the letters of one pass. */
final class Formulas {

    private final ForwardPass pass;

    Formulas(ForwardPass pass) {
        this.pass = pass;
    }

    /** As in {@code a3 = a2 * W2 + b2}: what layer k makes of what it is given. */
    Expression output(int k) {
        Layer layer = layer(k);
        Matrix x = pass.activation(k);
        if (layer instanceof Linear linear) {
            return new Expression().matrix("a" + k, x).sign(" * ").matrix("W" + k, linear.weight().value())
                    .sign(" + ").matrix("b" + k, linear.bias().value());
        }
        return new Expression().sign(function(k) + "(").matrix("a" + k, x).sign(layer instanceof ReLU ? ", 0)" : ")");
    }

    /** As in {@code dL/da2 = dL/da3 * W2^T}. */
    Expression inputGradient(int k, BackwardPass back) {
        Layer layer = layer(k);
        Matrix x = pass.activation(k);
        Matrix y = pass.activation(k + 1);
        String a = "a" + (k + 1);
        Expression e = new Expression().matrix("dL/d" + a, back.gradient(k + 1));
        if (layer instanceof Linear linear) {
            return e.sign(" * ").matrix("W" + k + "^T", linear.weight().value().transpose());
        } else if (layer instanceof ReLU) {
            return e.sign(" .* ").matrix("(a" + k + " > 0)", x.map(v -> v > 0 ? 1 : 0));
        } else if (layer instanceof LeakyReLU leaky) {
            return e.sign(" .* ").matrix("(a" + k + " > 0 ? 1 : " + leaky.negativeSlope() + ")",
                    x.map(v -> v > 0 ? 1 : leaky.negativeSlope()));
        } else if (layer instanceof Sigmoid) {
            return e.sign(" .* ").matrix(a, y).sign(" .* ").matrix("(1 - " + a + ")", y.map(v -> 1 - v));
        } else if (layer instanceof Tanh) {
            return e.sign(" .* ").matrix("(1 - " + a + " .* " + a + ")", y.map(v -> 1 - v * v));
        }
        return e.unknown(" * d" + a + "/da" + k);
    }

    /** As in {@code dL/dW2 = a2^T * dL/da3}. */
    Expression parameterGradient(int k, Parameter p, BackwardPass back) {
        String dy = "dL/da" + (k + 1);
        if (layer(k) instanceof Linear linear) {
            return p == linear.weight()
                    ? new Expression().matrix("a" + k + "^T", pass.activation(k).transpose()).sign(" * ")
                    .matrix(dy, back.gradient(k + 1))
                    : new Expression().sign("sum of the rows of ").matrix(dy, back.gradient(k + 1));
        }
        return new Expression().matrix(dy, back.gradient(k + 1)).unknown(" * da" + (k + 1) + "/d" + parameter(k, p));
    }

    /** {@code W0} and {@code b0} for those of a linear layer, {@code slope0} for the slope of one's own. */
    String parameter(int k, Parameter p) {
        return (layer(k) instanceof Linear linear ? p == linear.weight() ? "W" : "b" : p.name()) + k;
    }

    /** As in {@code 2/N (a2 - t)}. */
    Expression lossGradient(Loss loss, Matrix targets) {
        int last = pass.model().layers().size();
        String a = "a" + last;
        Matrix p = pass.output();
        if (loss instanceof BinaryCrossEntropy) {
            return start("1", p.values().length).matrix(a, p).sign(" - ").matrix("t", targets).sign(") ./ (")
                    .matrix(a, p).sign(" .* ").matrix("(1 - " + a + ")", p.map(v -> 1 - v)).sign(")");
        } else if (loss instanceof BinaryCrossEntropyWithLogits) {
            return start("1", p.values().length).matrix("sigmoid(" + a + ")", loss.predictions(p)).sign(" - ")
                    .matrix("t", targets).sign(")");
        } else if (loss instanceof MeanSquaredError) {
            return start("2", p.values().length).matrix(a, p).sign(" - ").matrix("t", targets).sign(")");
        } else if (loss instanceof CrossEntropy) {
            return start("1", p.rows()).matrix("softmax(" + a + ")", loss.predictions(p)).sign(" - ").matrix("t", targets)
                    .sign(")");
        }
        return new Expression().unknown("d" + loss.getClass().getSimpleName() + "(" + a + ", t)/d" + a);
    }

    private static Expression start(String factor, int n) {
        return new Expression().number(factor + "/N (", factor + "/" + n + " (");
    }

    private String function(int k) {
        Layer layer = layer(k);
        String name = layer.getClass().getSimpleName();
        return layer instanceof ReLU ? "max" : layer instanceof Sigmoid ? "sigmoid" : layer instanceof Tanh ? "tanh"
                : name.isEmpty() ? "f" + k : name;
    }

    private Layer layer(int k) {
        return pass.model().layers().get(k);
    }
}
