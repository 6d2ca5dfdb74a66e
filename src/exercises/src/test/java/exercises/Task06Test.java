// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task06TwoLayers")
class Task06Test {

    private static final double[][] X = {{0.5, -1}, {1, 2}, {-1, 0.3}, {0.2, 0.7}};
    private static final double[][] T = {{1}, {0}, {1}, {0}};
    private static final double[][] W1 = {{0.4, -0.6}, {-0.3, 0.8}};
    private static final double[] B1 = {0.1, -0.2};
    private static final double[][] W2 = {{1.5}, {-0.7}};
    private static final double[] B2 = {0.3};

    private static Task06TwoLayers.Gradients gradients() {
        return Task06TwoLayers.gradients(X, T, W1, B1, W2, B2);
    }

    private static double loss() {
        return Given.loss(output(), T);
    }

    private static double[][] output() {
        return Given.sigmoid(Given.linear(Given.relu(Given.linear(X, W1, B1)), W2, B2));
    }

    /** How the loss moves when one number moves a little: no calculus needed. */
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
                gradient[i][j] = rounded((above - below) / (2 * h));
            }
        }
        return gradient;
    }

    private static double rounded(double v) {
        return Math.round(1e7 * v) / 1e7;
    }

    private static double[][] rounded(double[][] m) {
        return m == null ? null : Check.map(m, Task06Test::rounded);
    }

    // What is right, and what slips would say

    private static double[][] dz() {
        return subtract(output(), T, X.length);
    }

    private static double[][] subtract(double[][] p, double[][] t, double divisor) {
        double[][] d = new double[p.length][1];
        for (int i = 0; i < p.length; i++) {
            d[i][0] = (p[i][0] - t[i][0]) / divisor;
        }
        return d;
    }

    private static double[][] gated(double[][] dh, double[][] gate) {
        double[][] gated = new double[dh.length][];
        for (int i = 0; i < dh.length; i++) {
            gated[i] = dh[i].clone();
            for (int j = 0; j < gated[i].length; j++) {
                gated[i][j] = gate[i][j] > 0 ? dh[i][j] : 0;
            }
        }
        return gated;
    }

    private static double[][] withSigmoidTwice() {
        double[][] p = output();
        double[][] d = dz();
        for (int i = 0; i < d.length; i++) {
            d[i][0] *= p[i][0] * (1 - p[i][0]);
        }
        return d;
    }

    @Test
    @Points(1)
    void the_last_bias_moves_the_loss_by_the_mean_error() {
        double[][] right = numeric(B2);
        Check.row("db2", () -> new double[] {rounded(gradients().db2()[0])})
                .slip("The 1/N is missing: dz = (p - t) / N.", rounded(4 * right[0][0]))
                .slip("The sign of dz is wrong: it is p - t, not t - p.", rounded(-right[0][0]))
                .slip("You multiplied by the sigmoid's slope p·(1-p). In dz = (p - t)/N it is cancelled already.",
                        rounded(Given.biasGradient(withSigmoidTwice())[0]))
                .is(right);
    }

    @Test
    @Points(2)
    void the_second_weights_gradient_is_the_numeric_one() {
        double[][] h1 = Given.linear(X, W1, B1);
        Check.matrix("dW2", () -> rounded(gradients().dW2()))
                .slip("The 1/N is missing: dz = (p - t) / N.",
                        rounded(Check.map(Given.weightGradient(Given.relu(h1), dz()), v -> 4 * v)))
                .slip("The sign of dz is wrong: it is p - t, not t - p.",
                        rounded(Check.map(Given.weightGradient(Given.relu(h1), dz()), v -> -v)))
                .slip("You multiplied by the sigmoid's slope p·(1-p). In dz = (p - t)/N it is cancelled already.",
                        rounded(Given.weightGradient(Given.relu(h1), withSigmoidTwice())))
                .slip("You used h1, the sums, where h is needed: W2 is multiplied by what the ReLU passes on.",
                        rounded(Given.weightGradient(h1, dz())))
                .slip("You used x where h is needed: the second layer's input is what the first one passes on.",
                        rounded(Given.weightGradient(X, dz())))
                .is(numeric(W2));
    }

    @Test
    @Points(3)
    void the_first_layers_gradients_are_the_numeric_ones() {
        double[][] h1 = Given.linear(X, W1, B1);
        double[][] dh = Given.inputGradient(dz(), W2);
        double[][] slope = Given.inputGradient(withSigmoidTwice(), W2);
        Check.matrix("dW1", () -> rounded(gradients().dW1()))
                .slip("ReLU's gate is missing: where h1 <= 0, dh1 is 0.", rounded(Given.weightGradient(X, dh)))
                .slip("ReLU's gate looks at the wrong number: it is open where h1 > 0, not where dh > 0.",
                        rounded(Given.weightGradient(X, gated(dh, dh))))
                .slip("The 1/N is missing: dz = (p - t) / N.",
                        rounded(Check.map(Given.weightGradient(X, gated(dh, h1)), v -> 4 * v)))
                .slip("The sign of dz is wrong: it is p - t, not t - p.",
                        rounded(Check.map(Given.weightGradient(X, gated(dh, h1)), v -> -v)))
                .slip("You multiplied by the sigmoid's slope p·(1-p). In dz = (p - t)/N it is cancelled already.",
                        rounded(Given.weightGradient(X, gated(slope, h1))))
                .is(numeric(W1));
        Check.row("db1", () -> rounded(new double[][] {gradients().db1()})[0]).is(numeric(B1));
    }
}
