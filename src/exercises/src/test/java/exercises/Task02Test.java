// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

@TaskName("Task02Activations")
class Task02Test {

    private static final String OVERFLOW = "Math.exp of a large number is infinite, and infinity divided by infinity is"
            + " NaN. With 1 / (1 + Math.exp(-x)) the infinity stands below the line, where it does no harm.";

    @Test
    @Points(1)
    void relu_lets_through_what_is_above_zero() {
        Check.row("relu of -2, 0 and 2.5", () -> new double[] {Task02Activations.relu(-2), Task02Activations.relu(0),
                Task02Activations.relu(2.5)})
                .slip("That is the absolute value. Below 0 a ReLU says 0.", new double[] {2, 0, 2.5})
                .slip("That is x itself. Below 0 a ReLU says 0.", new double[] {-2, 0, 2.5})
                .slip("That is the derivative y'. The ReLU itself says x where x > 0.", new double[] {0, 0, 1})
                .slip("That is the smaller one of x and 0, and a ReLU is the larger one.", new double[] {-2, 0, 0})
                .slip("The digits after the point are cut off: no int here.", new double[] {0, 0, 2})
                .is(new double[] {0, 0, 2.5});
    }

    @Test
    @Points(1)
    void relus_gradient_is_dy_or_nothing() {
        Check.row("reluGradient at x = -2, 0, 3 and 3 with dy = 5, 5, 5 and -5", () -> new double[] {
                Task02Activations.reluGradient(-2, 0, 5), Task02Activations.reluGradient(0, 0, 5),
                Task02Activations.reluGradient(3, 3, 5), Task02Activations.reluGradient(3, 3, -5)})
                .slip("That is only the derivative y'. The chain rule multiplies it by dy.", new double[] {0, 0, 1, 1})
                .slip("That is y times dy. Where x > 0 the slope is 1, whatever y is.", new double[] {0, 0, 15, -15})
                .slip("At x = 0 the gradient should be 0: y' is 1 only where x > 0.", new double[] {0, 5, 5, -5})
                .slip("Nothing is held back: where x <= 0 the gradient is 0. (y >= 0 is true everywhere.)",
                        new double[] {5, 5, 5, -5})
                .slip("You asked whether dy > 0. What counts is whether x > 0: dy may have any sign.",
                        new double[] {5, 5, 5, 0})
                .slip("It is the other way round: dy passes where x > 0.", new double[] {5, 0, 0, 0})
                .slip("It is the other way round: dy passes where x > 0.", new double[] {5, 5, 0, 0})
                .is(new double[] {0, 0, 5, -5});
    }

    /** PyTorch's numbers. */
    @Test
    @Points(1)
    void sigmoid_makes_a_probability() {
        Check.row("sigmoid of -1, 0, 2 and 15", () -> each(Task02Activations::sigmoid))
                .slip("That is the sigmoid of -x: look at the sign in the exponent.", each(x -> sigmoid(-x)))
                .slip("1 / 1 + e is 1 + e: a pair of brackets is missing.", each(x -> 1 + Math.exp(-x)))
                .slip("Below the line stands 1 plus, not 1 minus.", each(x -> 1 / (1 - Math.exp(-x))))
                .slip("Below the line 1 + is missing.", each(x -> 1 / Math.exp(-x)))
                .slip("That is tanh, which goes from -1 to 1.", each(Math::tanh))
                .slipIf("Don't cut it off: even far from 0 a sigmoid isn't quite 0 or 1.",
                        y -> y[0][3] == 1 && Math.abs(y[0][1] - 0.5) < 1e-9)
                .is(new double[] {0.2689414213699951, 0.5, 0.8807970779778823, sigmoid(15)});
    }

    @Test
    @Points(1)
    void sigmoid_of_large_numbers_is_a_number() {
        Check.row("sigmoid of -1000 and 1000", () -> new double[] {Task02Activations.sigmoid(-1000),
                Task02Activations.sigmoid(1000)})
                .slipIf(OVERFLOW, Check::hasNaN)
                .slip("That is the sigmoid of -x: look at the sign in the exponent.", new double[] {1, 0})
                .is(new double[] {0, 1});
    }

    /** At x = 1.5, where y = 0.8176: y' = 0.14915. */
    @Test
    @Points(2)
    void sigmoids_gradient_is_the_numeric_one() {
        double x = 1.5;
        double y = sigmoid(x);
        double h = 1e-5;
        double slope = (sigmoid(x + h) - sigmoid(x - h)) / (2 * h);
        Check.number("sigmoidGradient at x = 1.5 with dy = 3", () -> Check.rounded(
                Task02Activations.sigmoidGradient(x, y, 3)))
                .slip("You put x into y' = y*(1 - y). The derivative is written in y, the sigmoid's output.",
                        Check.rounded(3 * x * (1 - x)))
                .slip("That is only the derivative y'. The chain rule multiplies it by dy.", Check.rounded(slope))
                .slip("You took the sigmoid of y, which is a sigmoid already.",
                        Check.rounded(3 * sigmoid(y) * (1 - sigmoid(y))))
                .slip("You put dy into y' = y*(1 - y).", Check.rounded(3 * (1 - 3)))
                .slip("The sign is wrong: a sigmoid goes up, so its slope is above 0.", Check.rounded(-3 * slope))
                .slip("Both factors are made of y, the sigmoid's output: y*(1 - y), not y*(1 - x).",
                        Check.rounded(3 * y * (1 - x)))
                .slip("The second factor is 1 - y, not 1 + y.", Check.rounded(3 * y * (1 + y)))
                .slip("One factor of y*(1 - y) is missing.", Check.rounded(3 * y))
                .slip("One factor of y*(1 - y) is missing.", Check.rounded(3 * (1 - y)))
                .slip("dy*y*1 - y isn't dy*y*(1 - y): a pair of brackets is missing.", Check.rounded(3 * y - y))
                .slip("You added dy. The chain rule multiplies by it.", Check.rounded(3 + slope))
                .slip("That is the slope of tanh, 1 - y^2. Here it is y*(1 - y).", Check.rounded(3 * (1 - y * y)))
                .is(Check.rounded(3 * slope));
        Check.row("sigmoidGradient at x = -1000 and 1000", () -> new double[] {
                Task02Activations.sigmoidGradient(-1000, 0, 3), Task02Activations.sigmoidGradient(1000, 1, 3)})
                .slipIf("Math.exp(1000) is infinite. y is a number at all x: use y*(1 - y).", Check::hasNaN)
                .is(new double[] {0, 0});
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] each(DoubleUnaryOperator f) {
        return Arrays.stream(new double[] {-1, 0, 2, 15}).map(f).toArray();
    }
}
