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
                .slip("That is a ReLU, with its corner at 0.", each(x -> Math.max(x, 0)))
                .is(each(Task11Test::softplus));
    }

    @Test
    @Points(1)
    void forward_of_large_numbers_is_a_number() {
        Check.row("forward of -1000 and 1000", () -> values(new Task11OwnLayer().forward(Matrix.row(-1000, 1000))))
                .slip("Math.exp(1000) is infinite. For x > 0 use x + ln(1 + e^-x).",
                        new double[] {0, Double.POSITIVE_INFINITY})
                .slip("e^-x is infinite for x = -1000. Use x + ln(1 + e^-x) for x > 0 only, or max(x, 0) + ln(1 + e^-|x|).",
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
                .is(product(dy, each(Task11Test::sigmoid)));
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
    void the_arguments_stay_as_they_are() {
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
        }).is(X);
    }
}
