// SPDX-License-Identifier: Apache-2.0
package exercises;

import exercises.Task06TwoLayers.Gradients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@TaskName("Task06TwoLayers")
class Task06Test {

    private static final double[][] X = {{0.5, -1}, {1, 2}, {-1, 0.3}, {0.2, 0.7}};
    private static final double[][] T = {{1}, {0}, {1}, {0}};
    private static final double[][] W1 = {{0.4, -0.6}, {-0.3, 0.8}};
    private static final double[] B1 = {0.1, -0.2};
    private static final double[][] W2 = {{1.5}, {-0.7}};
    private static final double[] B2 = {0.3};

    private static Gradients gradients() {
        Gradients gradients = Task06TwoLayers.gradients(X, T, W1, B1, W2, B2);
        if (gradients == null) {
            throw new AssertionError("gradients: your code returned null.");
        }
        return gradients;
    }

    private static double loss() {
        return Given.loss(output(), T);
    }

    private static double[][] output() {
        return Given.sigmoid(Given.linear(Given.relu(Given.linear(X, W1, B1)), W2, B2));
    }

    /** How the loss changes when one number changes a little: no calculus needed. */
    private static double[][] numeric(double[]... parameter) {
        double h = 1e-5;
        double[][] gradient = new double[parameter.length][parameter[0].length];
        for (int i = 0; i < parameter.length; i++) {
            for (int j = 0; j < parameter[i].length; j++) {
                double before = parameter[i][j];
                parameter[i][j] = before + h;
                double above = loss();
                parameter[i][j] = before - h;
                double below = loss();
                parameter[i][j] = before;
                gradient[i][j] = Check.rounded((above - below) / (2 * h));
            }
        }
        return gradient;
    }

    private static double[][] rounded(double[][] m) {
        return m == null ? null : Check.map(m, Check::rounded);
    }

    private static double[][] row(double[] b) {
        return b == null ? null : new double[][] {b};
    }

    // What slips would say

    /** The backward pass, from dz and with a gate on dh, of which each slip changes one thing. */
    private static Gradients back(double[][] h, double[][] dz, double[][] gate) {
        double[][] dh1 = both(Given.inputGradient(dz, W2), gate, (d, g) -> d * g);
        return new Gradients(Given.weightGradient(X, dh1), Given.biasGradient(dh1), Given.weightGradient(h, dz),
                Given.biasGradient(dz));
    }

    private static double[][] both(double[][] a, double[][] b, DoubleBinaryOperator f) {
        double[][] c = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                c[i][j] = f.applyAsDouble(a[i][j], b[i][j]);
            }
        }
        return c;
    }

    private static Map<String, Gradients> slips() {
        double[][] h1 = Given.linear(X, W1, B1);
        double[][] h = Given.relu(h1);
        double[][] p = output();
        double[][] dz = both(p, T, (a, t) -> (a - t) / 4);
        double[][] gate = Check.map(h1, v -> v > 0 ? 1 : 0);
        double[][] slope = Check.map(p, v -> v * (1 - v));
        double[][] dh = Given.inputGradient(dz, W2);
        double[][] sigmoidOfH1 = Given.sigmoid(h1);
        Map<String, Gradients> slips = new LinkedHashMap<>();
        slips.put("The 1/N is missing: dz = (p - t) / N.", back(h, Check.map(dz, v -> 4 * v), gate));
        slips.put("The 1/N is there twice: it belongs to dz, and to nothing else.",
                back(h, Check.map(dz, v -> v / 4), gate));
        slips.put("It is twice as large: N is the number of examples, x.length, and the loss has no square.",
                back(h, Check.map(dz, v -> 2 * v), gate));
        slips.put("The gradient is 0: in whole numbers 1 / N is 0. Write 1.0 / N.",
                back(h, Check.map(dz, v -> 0), gate));
        slips.put("The sign of dz is wrong: it is p - t, not t - p.", back(h, Check.map(dz, v -> -v), gate));
        slips.put("You multiplied by the sigmoid's slope p*(1-p). In dz = (p - t)/N it is cancelled already.",
                back(h, both(dz, slope, (d, s) -> d * s), gate));
        slips.put("You divided by p*(1-p): that is dL/dp. For dz multiply it by the sigmoid's slope, p*(1-p),"
                + " and it is gone.", back(h, both(dz, slope, (d, s) -> d / s), gate));
        slips.put("p isn't a probability: the last sigmoid is missing.",
                back(h, both(Given.linear(h, W2, B2), T, (a, t) -> (a - t) / 4), gate));
        slips.put("The hidden layer has no ReLU in the forward pass: h = relu(h1).", back(h1,
                both(Given.sigmoid(Given.linear(h1, W2, B2)), T, (a, t) -> (a - t) / 4), gate));
        slips.put("The hidden layer has a sigmoid. Its activation is a ReLU: h = relu(h1).", back(sigmoidOfH1,
                both(Given.sigmoid(Given.linear(sigmoidOfH1, W2, B2)), T, (a, t) -> (a - t) / 4), gate));
        slips.put("You used h1, the sums, where h is needed: W2 is multiplied by what the ReLU passes on.",
                back(h1, dz, gate));
        slips.put("You used x where h is needed: the second layer's input is what the first one passes on.",
                back(X, dz, gate));
        slips.put("ReLU's gate is missing: where h1 <= 0, dh1 is 0. (h < 0 is true nowhere.)",
                back(h, dz, Check.map(h1, v -> 1)));
        slips.put("ReLU's gate looks at the wrong number: it is open where h1 > 0, not where dh > 0.",
                back(h, dz, Check.map(dh, v -> v > 0 ? 1 : 0)));
        slips.put("ReLU's gate is the wrong way round: dh passes where h1 > 0.",
                back(h, dz, Check.map(h1, v -> v > 0 ? 0 : 1)));
        slips.put("ReLU's gate multiplies by its slope, which is 1 or 0, and not by h.", back(h, dz, h));
        slips.put("That is a sigmoid's slope, h*(1-h). ReLU's is 1 where h1 > 0, else 0.",
                back(h, dz, Check.map(h, v -> v * (1 - v))));
        slips.put("That is only the gate: it lets dh pass where h1 > 0.",
                back(h, dz, both(gate, dh, (g, d) -> g / d)));
        return slips;
    }

    private static Check check(String what, Function<Gradients, double[][]> part) {
        Check check = Check.matrix(what, () -> rounded(part.apply(gradients())))
                .keeps("x", X).keeps("t", T).keeps("W1", W1).keeps("b1", B1).keeps("W2", W2).keeps("b2", B2);
        slips().forEach((hint, says) -> check.slip(hint, rounded(part.apply(says))));
        return check;
    }

    @Test
    @Points(1)
    void the_last_bias_moves_the_loss_by_the_mean_error() {
        check("db2", g -> row(g.db2())).is(numeric(B2));
    }

    @Test
    @Points(2)
    void the_second_weights_gradient_is_the_numeric_one() {
        check("dW2", Gradients::dW2).is(numeric(W2));
    }

    @Test
    @Points(3)
    void the_first_layers_gradients_are_the_numeric_ones() {
        double[][] h = Given.relu(Given.linear(X, W1, B1));
        double[][] gate = Check.map(h, v -> v > 0 ? 1 : 0);
        double[][] dh1 = both(Given.inputGradient(both(output(), T, (p, t) -> (p - t) / 4), W2), gate, (d, g) -> d * g);
        check("dW1", Gradients::dW1)
                .slip("You used h where x is needed: the first layer's input is x.",
                        rounded(Given.weightGradient(h, dh1)))
                .is(numeric(W1));
        check("db1", g -> row(g.db1())).is(numeric(B1));
        Check.row("db1, where h1 is 0 and 1", () -> Task06TwoLayers.gradients(new double[][] {{1, 1}},
                new double[][] {{1}}, new double[][] {{1, 2}, {-1, -1}}, new double[2], new double[][] {{3}, {2}},
                new double[] {-2}).db1())
                .slipIf("ReLU's gate is open where h1 > 0, and closed where h1 is 0.", v -> v[0][0] != 0)
                .is(new double[] {0, -1});
    }
}
