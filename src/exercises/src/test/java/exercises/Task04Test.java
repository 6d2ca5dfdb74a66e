// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TaskName("Task04BinaryCrossEntropy")
class Task04Test {

    /** PyTorch's example, and what it says of it. */
    private static final double[] P = {0.7896312868806005, 0.6303801946235656, 0.5307995842824434, 0.7760222815437966,
        0.2882677750642067, 0.4176907180768255};
    private static final double[] T = {1, 0, 0, 0, 1, 0};
    private static final double L = 0.878170419751222;
    private static final double[] DP = {-0.2110689754012599, 0.45091378828287415, 0.3552142348633267,
        0.7441216377032461, -0.5781661395539079, 0.2862167439890739};

    private static final String LOG_OF_0 = "Math.log(0) is -Infinity, and 0 times that is NaN: use"
            + " Math.max(Math.log(...), -100), for both logarithms.";

    private static double sumOfLogs(double ofOne, double ofZero) {
        return sum(i -> ofOne * T[i] * Math.log(P[i]) + ofZero * (1 - T[i]) * Math.log(1 - P[i]));
    }

    private static double sum(IntToDoubleFunction f) {
        return IntStream.range(0, P.length).mapToDouble(f).sum();
    }

    private static double[] each(IntToDoubleFunction f) {
        return IntStream.range(0, P.length).mapToDouble(f).toArray();
    }

    @Test
    @Points(2)
    void the_loss_is_pytorchs() {
        Check.number("value", () -> Task04BinaryCrossEntropy.value(P, T))
                .keeps("p", P).keeps("t", T)
                .slip("The 1/N is missing: divide the sum by how many predictions there are.", 6 * L)
                .slip("The sum is divided by N twice.", L / 6)
                .slip("You divided by N - 1: N is how many predictions there are.", L * 6 / 5)
                .slip("t and 1 - t are exchanged: where t = 1, the loss is -ln p.",
                        -sum(i -> T[i] * Math.log(1 - P[i]) + (1 - T[i]) * Math.log(P[i])) / 6)
                .slip("The value is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", 0)
                .slip("The value is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", -0.0)
                .slip("The sign is wrong: logarithms of probabilities are below 0, and a loss is above it.", -L)
                .slip("The half for class 0 is missing: where t = 0, the loss is -ln(1 - p).", -sumOfLogs(1, 0) / 6)
                .slip("The half for class 1 is missing: where t = 1, the loss is -ln p.", -sumOfLogs(0, 1) / 6)
                .slip("The two halves are subtracted: add t*ln p and (1-t)*ln(1-p).", -sumOfLogs(1, -1) / 6)
                .slip("Both logarithms are of p: the second one is of 1 - p.", -sum(i -> Math.log(P[i])) / 6)
                .slip("Only the last prediction is left: += adds where = replaces.", -Math.log(1 - P[5]) / 6)
                .slip("Only the first prediction counts: return after the loop, not inside it.", -Math.log(P[0]) / 6)
                .slip("ln is Math.log, and Math.log10 is another logarithm.", L / Math.log(10))
                .slip("That is the squared error. The cross-entropy is made of logarithms.",
                        sum(i -> (P[i] - T[i]) * (P[i] - T[i])) / 6)
                .slip("p and t are exchanged: the logarithm is of the prediction p.",
                        100 * sum(i -> T[i] * (1 - P[i]) + (1 - T[i]) * P[i]) / 6)
                .slipIf("p and t are exchanged: the logarithm is of the prediction p.", v -> !Double.isFinite(v[0][0]))
                .slip("No logarithm may be lower than -100: that is the larger one of both, Math.max.", 100)
                .is(L);
    }

    @Test
    @Points(1)
    void a_prediction_that_is_certain_costs_no_more_than_100() {
        Check.row("value of twice p = 0 for t = 1, of twice p = 1 for t = 0, and of twice p = 1 for t = 1", () -> new double[] {
                Task04BinaryCrossEntropy.value(new double[] {0, 0}, new double[] {1, 1}),
                Task04BinaryCrossEntropy.value(new double[] {1, 1}, new double[] {0, 0}),
                Task04BinaryCrossEntropy.value(new double[] {1, 1}, new double[] {1, 1})})
                .slipIf(LOG_OF_0, v -> Check.hasNaN(v) || v[0][0] == Double.POSITIVE_INFINITY)
                .slipIf("You keep p away from 0 and 1. Here p stays unchanged, and the logarithm is held:"
                        + " Math.max(Math.log(...), -100).", v -> v[0][0] > 5 && v[0][0] < 45)
                .slip("The sign is wrong: logarithms of probabilities are below 0, and a loss is above it.",
                        new double[] {-100, -100, 0})
                .is(new double[] {100, 100, 0});
    }

    @Test
    @Points(2)
    void the_gradient_is_pytorchs() {
        Check.row("gradient", () -> Task04BinaryCrossEntropy.gradient(P, T))
                .keeps("p", P).keeps("t", T)
                .slip("The 1/N is missing in the gradient: the loss is a mean, so each prediction moves it by 1/N.",
                        Check.scaled(6, DP))
                .slip("The gradient is divided by N twice.", Check.scaled(1.0 / 6, DP))
                .slip("The gradient is 0: in whole numbers 1 / N is 0. Write 1.0 / N.", Check.scaled(0, DP))
                .slip("The sign of the gradient is wrong: a prediction above its target should come out positive.",
                        Check.scaled(-1, DP))
                .slip("The denominator p*(1-p) is missing: (p - t)/N is the gradient of the sigmoid's input, not"
                        + " of p.", each(i -> (P[i] - T[i]) / 6))
                .slip("a / p * (1-p) multiplies by (1-p): the denominator p*(1-p) needs brackets.",
                        each(i -> (P[i] - T[i]) / P[i] * (1 - P[i]) / 6))
                .slip("You multiplied by p*(1-p): divide by it.", each(i -> (P[i] - T[i]) * P[i] * (1 - P[i]) / 6))
                .slip("Where t = 1 the sign is wrong: a prediction below its target should come out negative.",
                        each(i -> Math.abs(DP[i])))
                .slipIf("All entries are equal, but each prediction moves the loss in its own way: don't sum.",
                        v -> v[0].length == 6 && v[0][0] != 0 && Arrays.stream(v[0]).allMatch(d -> d == v[0][0]))
                .slip("The denominator is 1e-12 everywhere. It is p*(1-p), of the predictions, and Math.max holds it"
                        + " above 1e-12.",
                        each(i -> (P[i] - T[i]) / 1e-12 / 6))
                .is(DP);
    }

    @Test
    @Points(1)
    void the_gradient_at_the_ends_is_a_number() {
        Check.row("gradient of p = 1, 0 and 0 for t = 1, 0 and 1", () -> Task04BinaryCrossEntropy.gradient(
                new double[] {1, 0, 0}, new double[] {1, 0, 1}))
                .slipIf("At p = 1 the denominator p*(1-p) is 0, and 0/0 is NaN: use Math.max(p*(1-p), 1e-12).",
                        v -> Double.isNaN(v[0][0]))
                .slipIf("Only p*(1-p) is held at 1e-12. N doesn't belong inside the Math.max.",
                        v -> rightElsewhere() && Check.equal(v, new double[][] {{0, 0, -1e12}}))
                .slipIf("The smallest denominator should be 1e-12.", v -> rightElsewhere() && v[0][0] == 0
                        && v[0][1] == 0 && v[0][2] < -1 && Double.isFinite(v[0][2]))
                .is(new double[] {0, 0, -1e12 / 3});
    }

    private static boolean rightElsewhere() {
        return Check.equal(new double[][] {Task04BinaryCrossEntropy.gradient(P.clone(), T.clone())},
                new double[][] {DP});
    }
}
