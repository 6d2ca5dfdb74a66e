// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task04BinaryCrossEntropy")
class Task04Test {

    /** PyTorch's example, and what it says of it. */
    private static final double[] P = {0.7896312868806005, 0.6303801946235656, 0.5307995842824434, 0.7760222815437966,
        0.2882677750642067, 0.4176907180768255};
    private static final double[] T = {1, 0, 0, 0, 1, 0};
    private static final double L = 0.878170419751222;
    private static final double[] DP = {-0.2110689754012599, 0.45091378828287415, 0.3552142348633267, 0.7441216377032461,
        -0.5781661395539079, 0.2862167439890739};

    private static double sumOfLogs(double ofOne, double ofZero) {
        double sum = 0;
        for (int i = 0; i < P.length; i++) {
            sum += ofOne * T[i] * Math.log(P[i]) + ofZero * (1 - T[i]) * Math.log(1 - P[i]);
        }
        return sum;
    }

    @Test
    @Points(2)
    void the_loss_is_pytorchs() {
        Check.number("value", () -> Task04BinaryCrossEntropy.value(P, T))
                .slip("The 1/N is missing: divide the sum by how many predictions there are.", 6 * L)
                .slip("The sum is divided by N twice.", L / 6)
                .slip("The value is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", 0)
                .slip("The value is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", -0.0)
                .slip("The sign is wrong: logarithms of probabilities are below 0, and a loss is above it.", -L)
                .slip("The half for class 0 is missing: where t = 0, the loss is -ln(1 - p).", -sumOfLogs(1, 0) / 6)
                .slip("The half for class 1 is missing: where t = 1, the loss is -ln p.", -sumOfLogs(0, 1) / 6)
                .is(L);
    }

    @Test
    @Points(1)
    void a_prediction_that_is_certain_costs_no_more_than_100() {
        Check.row("value of p = 0 for t = 1, of p = 1 for t = 0, and of p = 1 for t = 1", () -> new double[] {
                Task04BinaryCrossEntropy.value(new double[] {0}, new double[] {1}),
                Task04BinaryCrossEntropy.value(new double[] {1}, new double[] {0}),
                Task04BinaryCrossEntropy.value(new double[] {1}, new double[] {1})})
                .slip("Math.log(0) is -Infinity, and 0 times that is NaN: use Math.max(Math.log(...), -100).",
                        new double[] {Double.NaN, Double.NaN, Double.NaN})
                .slip("Math.log(0) is -Infinity, and 0 times that is NaN: use Math.max(Math.log(...), -100).",
                        new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN})
                .slip("Math.log(0) is -Infinity, and 0 times that is NaN: use Math.max(Math.log(...), -100).",
                        new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0})
                .slip("The sign is wrong: logarithms of probabilities are below 0, and a loss is above it.",
                        new double[] {-100, -100, 0})
                .is(new double[] {100, 100, 0});
    }

    @Test
    @Points(2)
    void the_gradient_is_pytorchs() {
        Check.row("gradient", () -> Task04BinaryCrossEntropy.gradient(P, T))
                .slip("The 1/N is missing in the gradient: the loss is a mean, so each prediction moves it by 1/N.",
                        Check.scaled(6, DP))
                .slip("The gradient is divided by N twice.", Check.scaled(1.0 / 6, DP))
                .slip("The gradient is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", Check.scaled(0, DP))
                .slip("The sign of the gradient is wrong: a prediction above its target should come out positive.",
                        Check.scaled(-1, DP))
                .slip("The denominator p·(1-p) is missing: (p - t)/N is the gradient behind a sigmoid, not of the loss"
                        + " alone.", errors())
                .is(DP);
    }

    private static double[] errors() {
        double[] errors = new double[P.length];
        for (int i = 0; i < P.length; i++) {
            errors[i] = (P[i] - T[i]) / P.length;
        }
        return errors;
    }

    @Test
    @Points(1)
    void the_gradient_at_the_ends_is_a_number() {
        Check.row("gradient at p = 1 for t = 1, and at p = 0 for t = 0", () -> Task04BinaryCrossEntropy.gradient(
                new double[] {1, 0}, new double[] {1, 0}))
                .slip("At p = 1 the denominator p·(1-p) is 0, and 0/0 is NaN: use Math.max(p·(1-p), 1e-12).",
                        new double[] {Double.NaN, Double.NaN})
                .is(new double[] {0, 0});
    }
}
