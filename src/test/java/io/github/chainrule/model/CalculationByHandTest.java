// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.optimizer.Sgd;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * A 2-2-1 network with sigmoids, on one example: every number as one would work it out on paper, without a matrix.
 *
 * <pre>
 *   x₁ ─┬─ w₁₁ ─ h₁ ─ v₁ ─┐
 *       ╳                 ├─ p
 *   x₂ ─┴─ w₂₂ ─ h₂ ─ v₂ ─┘
 * </pre>
 */
class CalculationByHandTest {

    private static final Offset<Double> ROUNDING = within(1e-15);

    private static final double X1 = 0.5, X2 = -1.5, T = 1;
    private static final double W11 = 0.1, W12 = -0.2, W21 = 0.3, W22 = 0.4, B1 = 0.05, B2 = -0.15;
    private static final double V1 = 0.7, V2 = -0.6, C = 0.25;

    private static final double H1 = sigmoid(X1 * W11 + X2 * W21 + B1);
    private static final double H2 = sigmoid(X1 * W12 + X2 * W22 + B2);
    private static final double P = sigmoid(H1 * V1 + H2 * V2 + C);

    /** The loss is −log p, so dL/dp = −1/p; and with σ' = σ(1 − σ) the logit's gradient is p − 1. */
    private static final double DZ = P - T;
    private static final double DH1 = DZ * V1, DH2 = DZ * V2;
    private static final double DA1 = DH1 * H1 * (1 - H1), DA2 = DH2 * H2 * (1 - H2);

    private final Linear hidden = new Linear(
            Matrix.of(new double[] {W11, W12}, new double[] {W21, W22}), Matrix.row(B1, B2));
    private final Linear last = new Linear(Matrix.column(V1, V2), Matrix.row(C));
    private final Sequential model = new Sequential(hidden, new Sigmoid(), last, new Sigmoid());
    private final Loss loss = new BinaryCrossEntropy();
    private final Matrix target = Matrix.row(T);
    private final ForwardPass pass = model.forward(Matrix.row(X1, X2));

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static void assertEntries(Matrix m, double... expected) {
        assertThat(m.values()).containsExactly(expected, ROUNDING);
    }

    @Test
    void activations_and_loss_are_those_on_paper() {
        assertEntries(pass.activation(1), X1 * W11 + X2 * W21 + B1, X1 * W12 + X2 * W22 + B2);
        assertEntries(pass.activation(2), H1, H2);
        assertEntries(pass.output(), P);
        assertThat(loss.value(pass.output(), target)).isCloseTo(-Math.log(P), ROUNDING);
    }

    @Test
    void gradients_of_the_activations_are_those_on_paper() {
        BackwardPass back = pass.backwardToInput(loss.gradient(pass.output(), target));
        assertEntries(back.gradient(4), -1 / P);
        assertEntries(back.gradient(3), DZ);
        assertEntries(back.gradient(2), DH1, DH2);
        assertEntries(back.gradient(1), DA1, DA2);
        assertEntries(back.gradient(0), DA1 * W11 + DA2 * W12, DA1 * W21 + DA2 * W22);
    }

    @Test
    void gradients_of_the_parameters_are_those_on_paper() {
        pass.backward(loss.gradient(pass.output(), target));
        assertEntries(last.weight().gradient(), DZ * H1, DZ * H2);
        assertEntries(last.bias().gradient(), DZ);
        assertEntries(hidden.weight().gradient(), DA1 * X1, DA2 * X1, DA1 * X2, DA2 * X2);
        assertEntries(hidden.bias().gradient(), DA1, DA2);
    }

    @Test
    void one_step_of_gradient_descent_is_that_on_paper_and_the_loss_falls() {
        pass.backward(loss.gradient(pass.output(), target));
        new Sgd(model.parameters(), 0.5).step();
        assertEntries(last.weight().value(), V1 - 0.5 * DZ * H1, V2 - 0.5 * DZ * H2);
        assertEntries(last.bias().value(), C - 0.5 * DZ);
        assertEntries(hidden.weight().value(),
                W11 - 0.5 * DA1 * X1, W12 - 0.5 * DA2 * X1, W21 - 0.5 * DA1 * X2, W22 - 0.5 * DA2 * X2);
        assertEntries(hidden.bias().value(), B1 - 0.5 * DA1, B2 - 0.5 * DA2);
        assertThat(loss.value(model.output(Matrix.row(X1, X2)), target)).isLessThan(-Math.log(P));
    }
}
