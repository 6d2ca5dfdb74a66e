// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

@TaskName("Task11OwnLayer")
class Task11Test {

    private static final double[] X = {-2, -0.5, 0, 1, 3};

    private static double softplus(double x) {
        return Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] each(java.util.function.DoubleUnaryOperator f) {
        return java.util.Arrays.stream(X).map(f).toArray();
    }

    private static double[] values(Matrix m) {
        return m == null ? null : m.values();
    }

    @Test
    @Points(1)
    void forward_is_softplus() {
        Check.row("forward", () -> values(new Task11OwnLayer().forward(Matrix.row(X))))
                .slip("That is the derivative, the sigmoid. forward is ln(1 + e^x).", each(Task11Test::sigmoid))
                .slip("That is the softplus of -x: look at the sign in the exponent.", each(x -> softplus(-x)))
                .slip("The logarithm is of 1 + e^x, brackets included: Math.log(1 + Math.exp(x)).", each(Math::exp))
                .slip("The logarithm is missing: that is 1 + e^x.", each(x -> 1 + Math.exp(x)))
                .slip("For large x the logarithm is added: x + ln(1 + e^-x).", each(x -> x > 0 ? x - softplus(-x)
                        : softplus(x)))
                .slip("That is a ReLU, with its corner at 0.", each(x -> Math.max(x, 0)))
                .slip("ln is Math.log, and Math.log10 is another logarithm.", each(x -> softplus(x) / Math.log(10)))
                .slip("ln(e^x) is x: the 1 + is missing.", X)
                .slip("For x > 0 the x + is missing: ln(1 + e^x) = x + ln(1 + e^-x).",
                        each(x -> softplus(-Math.abs(x))))
                .slipIf("You say x where the formula for large x isn't needed yet: ln(1 + e^3) is 3.05. Use x + ln(1 +"
                        + " e^-x).", y -> y[0].length == 5 && y[0][4] == 3)
                .is(each(Task11Test::softplus));
    }

    @Test
    @Points(1)
    void forward_of_large_numbers_is_a_number() {
        Check.row("forward of -1000 and 1000", () -> values(new Task11OwnLayer().forward(Matrix.row(-1000, 1000))))
                .slip("Math.exp(1000) is infinite. For x > 0 use x + ln(1 + e^-x).",
                        new double[] {0, Double.POSITIVE_INFINITY})
                .slip("x + ln(1 + e^-x) is for x > 0, and ln(1 + e^x) for the others: you have it the other way"
                        + " round.", new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY})
                .slipIf("Don't cut it off: for large x, ln(1 + e^x) is x.", y -> y[0].length == 2 && y[0][1] > 1
                        && y[0][1] <= 100)
                .slip("e^-x is infinite for x = -1000. Use x + ln(1 + e^-x) for x > 0 only, or max(x, 0) + ln(1 +"
                + " e^-|x|).",
                        new double[] {Double.POSITIVE_INFINITY, 1000})
                .is(new double[] {0, 1000});
    }

    @Test
    @Points(2)
    void the_gradient_is_the_numeric_one() {
        Matrix x = Matrix.row(X);
        Matrix dy = Matrix.row(1, -2, 3, -4, 5);
        Matrix y = x.map(Task11Test::softplus);
        Check.row("inputGradient", () -> values(new Task11OwnLayer().inputGradient(x, y, dy.copy())))
                .slip("dy is missing: the chain rule multiplies the slope by dy.", each(Task11Test::sigmoid))
                .slip("You took the sigmoid of y. The slope is the sigmoid of x.",
                        product(dy, each(v -> sigmoid(softplus(v)))))
                .slip("That is the slope of a sigmoid. The slope of softplus is the sigmoid itself.",
                        product(dy, each(v -> sigmoid(v) * (1 - sigmoid(v)))))
                .slip("That is only dy. The chain rule multiplies it by the slope, the sigmoid of x.", dy.values())
                .slip("That is a ReLU's gate. The slope of softplus is the sigmoid of x.",
                        product(dy, each(v -> v > 0 ? 1 : 0)))
                .slip("That is the sigmoid of -x: look at the sign in the exponent.",
                        product(dy, each(v -> sigmoid(-v))))
                .slip("You multiplied by y. The slope is the sigmoid of x.", product(dy, each(Task11Test::softplus)))
                .slip("The sign is wrong: softplus goes up, so its slope is above 0.",
                        product(dy, each(v -> -sigmoid(v))))
                .slip("x and dy are exchanged: take the sigmoid of x, and multiply by dy.",
                        product(x, dy.map(Task11Test::sigmoid).values()))
                .slip("You took the sigmoid of dy. Take that of x, and multiply by dy.",
                        dy.map(Task11Test::sigmoid).values())
                .slip("That is y. The slope of softplus is the sigmoid of x, times dy.", each(Task11Test::softplus))
                .slip("Divide by 1 + e^-x, in brackets: dy / (1 + Math.exp(-x)).", product(dy, each(v -> 1
                        / sigmoid(v))))
                .slip("Divide by 1 + e^-x, in brackets: dy / (1 + Math.exp(-x)).", dy.map(x, (d, v) -> d
                        + Math.exp(-v)).values())
                .slip("That is e^x, without the division by 1 + e^x.", product(dy, each(Math::exp)))
                .slip("dy belongs above the line.", x.map(dy, (v, d) -> sigmoid(v) / d).values())
                .slip("You added dy. The chain rule multiplies by it.", dy.map(Matrix.row(each(Task11Test::sigmoid)),
                        Double::sum).values())
                .is(product(dy, each(Task11Test::sigmoid)));
        Check.row("inputGradient at x = -1000 and 1000", () -> values(new Task11OwnLayer().inputGradient(
                Matrix.row(-1000, 1000), Matrix.row(0, 1000), Matrix.row(3, 3))))
                .slipIf("Math.exp(1000) is infinite. 1 / (1 + e^-x) is a number for every x.", Check::hasNaN)
                .is(new double[] {0, 3});
        Matrix two = Matrix.of(new double[][] {{1, -1}, {0.5, 2}});
        Matrix ones = two.map(v -> 1);
        Check.matrix("inputGradient of two examples", () -> Check.rows(new Task11OwnLayer().inputGradient(two,
                two.map(Task11Test::softplus), ones)))
                .slip("Rows and columns are exchanged.", Given.transpose(Check.rows(two.map(Task11Test::sigmoid))))
                .slipIf("You divided by the number of examples, but the 1/N is in dy already, from the loss.",
                        actual -> Check.equal(actual, Check.rows(two.map(v -> sigmoid(v) / 2))))
                .is(Check.rows(two.map(Task11Test::sigmoid)));
        GradientCheck check = GradientCheck.of(new Task11OwnLayer(), Matrix.row(X));
        if (!check.passed()) {
            throw new AssertionError("The gradient check says: " + check);
        }
    }

    private static double[] product(Matrix dy, double[] slopes) {
        return dy.map(Matrix.row(slopes), (d, s) -> d * s).values();
    }

    @Test
    @Points(1)
    void x_and_dy_stay_as_they_are() {
        Matrix x = Matrix.row(X);
        Matrix dy = Matrix.row(1, -2, 3, -4, 5);
        new Task11OwnLayer().inputGradient(x, x.map(Task11Test::softplus), dy);
        Check.row("dy after inputGradient", dy::values)
                .slip("You wrote the result into dy, which others still need. Return a new matrix.",
                        product(Matrix.row(1, -2, 3, -4, 5), each(Task11Test::sigmoid)))
                .is(new double[] {1, -2, 3, -4, 5});
        Check.row("x after forward", () -> {
            new Task11OwnLayer().forward(x);
            return x.values();
        })
                .slip("You wrote the result into x, which the backward pass still needs. Return a new matrix.",
                        each(Task11Test::softplus))
                .is(X);
    }
}
