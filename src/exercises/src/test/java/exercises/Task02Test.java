// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task02Activations")
class Task02Test {

    private static final String OVERFLOW = "Math.exp of a large number is infinite, and infinity divided by infinity is"
            + " NaN. With 1 / (1 + Math.exp(-x)) the infinity stands below the line, where it does no harm.";

    @Test
    @Points(1)
    void relu_lets_through_what_is_above_zero() {
        Check.row("relu of -2, 0 and 3", () -> new double[] {Task02Activations.relu(-2), Task02Activations.relu(0),
                Task02Activations.relu(3)})
                .slip("That is the absolute value. Below 0 a ReLU says 0.", new double[] {2, 0, 3})
                .is(new double[] {0, 0, 3});
    }

    @Test
    @Points(1)
    void relus_gradient_is_dy_or_nothing() {
        Check.row("reluGradient at x = -2, 0 and 3 with dy = 5", () -> new double[] {
                Task02Activations.reluGradient(-2, 0, 5), Task02Activations.reluGradient(0, 0, 5),
                Task02Activations.reluGradient(3, 3, 5)})
                .slip("That is the derivative y' alone. The chain rule multiplies it by dy.", new double[] {0, 0, 1})
                .slip("That is y times dy. Where x > 0 the slope is 1, whatever y is.", new double[] {0, 0, 15})
                .slip("At x = 0 the gradient should be 0: y' is 1 only where x > 0.", new double[] {0, 5, 5})
                .is(new double[] {0, 0, 5});
    }

    /** PyTorch's numbers. */
    @Test
    @Points(1)
    void sigmoid_makes_a_probability() {
        Check.row("sigmoid of -1, 0 and 2", () -> new double[] {Task02Activations.sigmoid(-1),
                Task02Activations.sigmoid(0), Task02Activations.sigmoid(2)})
                .slip("That is the sigmoid of -x: look at the sign in the exponent.",
                        new double[] {0.7310585786300049, 0.5, 0.1192029220221175})
                .is(new double[] {0.2689414213699951, 0.5, 0.8807970779778823});
    }

    @Test
    @Points(1)
    void sigmoid_of_large_numbers_is_a_number() {
        Check.row("sigmoid of -1000 and 1000", () -> new double[] {Task02Activations.sigmoid(-1000),
                Task02Activations.sigmoid(1000)})
                .slip(OVERFLOW, new double[] {0, Double.NaN})
                .slip(OVERFLOW, new double[] {Double.NaN, 1})
                .slip("That is the sigmoid of -x: look at the sign in the exponent.", new double[] {1, 0})
                .is(new double[] {0, 1});
    }

    /** At x = 2, where y = 0.8808: y' = 0.10499. */
    @Test
    @Points(2)
    void sigmoids_gradient_is_the_numeric_one() {
        double x = 2;
        double y = 1 / (1 + Math.exp(-x));
        double h = 1e-5;
        double slope = (1 / (1 + Math.exp(-x - h)) - 1 / (1 + Math.exp(-x + h))) / (2 * h);
        Check.number("sigmoidGradient at x = 2 with dy = 3", () -> rounded(Task02Activations.sigmoidGradient(x, y, 3)))
                .slip("You put x into y' = y·(1 − y). The derivative is written in y, the sigmoid's output.",
                        rounded(3 * x * (1 - x)))
                .slip("That is the derivative y' alone. The chain rule multiplies it by dy.", rounded(slope))
                .slip("You took the sigmoid of y, which is a sigmoid already.",
                        rounded(3 / (1 + Math.exp(-y)) * (1 - 1 / (1 + Math.exp(-y)))))
                .is(rounded(3 * slope));
    }

    /** To as many digits as a numeric derivative has. */
    private static double rounded(double value) {
        return Math.round(1e8 * value) / 1e8;
    }
}
