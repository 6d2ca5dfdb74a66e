// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.inspect.LayerKind.Factor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;

/** What each layer and each loss computes, and its derivative, in the letters of one pass. */
record Formulas(ForwardPass forward) {

    /** As in {@code a3 = a2 * W2 + b2}: how layer k computes its output. */
    Expression output(int k) {
        Matrix x = forward.activation(k);
        if (layer(k) instanceof Linear linear) {
            return new Expression().matrix("a" + k, x).sign(" * ").matrix("W" + k, linear.weight().value())
                    .sign(" + ").matrix("b" + k, linear.bias().value());
        }
        String[] around = LayerKind.of(layer(k)).formula().split("%s");
        return new Expression().sign(around[0]).matrix("a" + k, x).sign(around[1]);
    }

    /** As in {@code dL/da2 = dL/da3 * W2^T}. */
    Expression inputGradient(int k, BackwardPass backward) {
        String y = "a" + (k + 1);
        Expression e = new Expression().matrix("dL/d" + y, backward.gradient(k + 1));
        if (layer(k) instanceof Linear linear) {
            return e.sign(" * ").matrix("W" + k + "^T", linear.weight().value().transpose());
        }
        LayerKind kind = LayerKind.of(layer(k));
        for (Factor factor : kind.factors()) {
            int of = factor.ofInput() ? k : k + 1;
            e.sign(" .* ").matrix(factor.letters().formatted("a" + of), forward.activation(of).map(factor.value()));
        }
        return kind.factors().isEmpty() ? e.unknown(" * d" + y + "/da" + k) : e;
    }

    /** As in {@code dL/dW2 = a2^T * dL/da3}. */
    Expression parameterGradient(int k, Parameter p, BackwardPass backward) {
        String dy = "dL/da" + (k + 1);
        if (layer(k) instanceof Linear linear) {
            return p == linear.weight()
                    ? new Expression().matrix("a" + k + "^T", forward.activation(k).transpose()).sign(" * ")
                    .matrix(dy, backward.gradient(k + 1))
                    : new Expression().sign("sum of the rows of ").matrix(dy, backward.gradient(k + 1));
        }
        return new Expression().matrix(dy, backward.gradient(k + 1)).unknown(" * da" + (k + 1) + "/d"
                + parameter(k, p));
    }

    /** {@code W0} and {@code b0} for those of a linear layer, {@code slope0} for the slope in your own. */
    String parameter(int k, Parameter p) {
        return (layer(k) instanceof Linear linear ? p == linear.weight() ? "W" : "b" : p.name()) + k;
    }

    /** As in {@code 2/N (a2 - t)}. */
    Expression lossGradient(Loss loss, Matrix targets) {
        String a = "a" + forward.model().layers().size();
        Matrix y = forward.output();
        int n = y.values().length;
        if (loss instanceof BinaryCrossEntropy) {
            return difference("1", n, a, y, targets).sign(" ./ (").matrix(a, y).sign(" .* ")
                    .matrix("(1 - " + a + ")", y.map(v -> 1 - v)).sign(")");
        } else if (loss instanceof BinaryCrossEntropyWithLogits) {
            return difference("1", n, "sigmoid(" + a + ")", loss.predictions(y), targets);
        } else if (loss instanceof MeanSquaredError) {
            return difference("2", n, a, y, targets);
        } else if (loss instanceof CrossEntropy) {
            return difference("1", y.rows(), "softmax(" + a + ")", loss.predictions(y), targets);
        }
        return new Expression().unknown("d" + loss.getClass().getSimpleName() + "(" + a + ", t)/d" + a);
    }

    private static Expression difference(String factor, int n, String letters, Matrix predictions, Matrix targets) {
        return new Expression().number(factor + "/N (", factor + "/" + n + " (").matrix(letters, predictions)
                .sign(" - ").matrix("t", targets).sign(")");
    }

    private Layer layer(int k) {
        return forward.model().layers().get(k);
    }
}
