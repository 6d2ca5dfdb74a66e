// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task08Adam")
class Task08Test {

    private static final double W = 0.6613521715704522;
    private static final double[] G = {1.417536747076676, -1.1827915167384517, -0.5228502891747725};

    private static final String CORRECTION = "The bias correction is missing: divide m by 1 - beta1^t and v by"
            + " 1 - beta2^t before you use them.";
    private static final String INSIDE = "Epsilon is inside the root: it is added after it, sqrt(vHat) + epsilon.";
    private static final String UPHILL = "That is uphill: subtract, do not add.";
    private static final String SQUARE = "v is the running mean of g squared: g·g.";
    private static final String STORED = "The corrected means were stored: keep m and v as they are, and put mHat and"
            + " vHat into variables of their own.";
    private static final String UNWEIGHTED = "The gradient is added whole: weigh it with 1 - beta.";

    private static double[] after(double... gradients) {
        double[] theta = {W};
        double[] m = {0};
        double[] v = {0};
        for (int t = 1; t <= gradients.length; t++) {
            Task08Adam.step(theta, new double[] {gradients[t - 1]}, m, v, t, 0.001);
        }
        return theta;
    }

    /** A slip's own way through the same steps. */
    private interface Rule {
        double step(double m, double v, int t);
    }

    private static double slip(double power, Rule rule, double... gradients) {
        double theta = W;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= gradients.length; t++) {
            m = 0.9 * m + 0.1 * gradients[t - 1];
            v = 0.999 * v + 0.001 * Math.pow(gradients[t - 1], power);
            theta -= 0.001 * rule.step(m, v, t);
        }
        return theta;
    }

    private static double hat(double value, double beta, int t) {
        return value / (1 - Math.pow(beta, t));
    }

    @Test
    @Points(2)
    void the_first_step_is_as_long_as_the_learning_rate() {
        Check.row("theta after the first step", () -> after(G[0]))
                .slip(CORRECTION, slip(2, (m, v, t) -> m / (Math.sqrt(v) + 1e-8), G[0]))
                .slip(UPHILL, slip(2, (m, v, t) -> -hat(m, 0.9, t) / (Math.sqrt(hat(v, 0.999, t)) + 1e-8), G[0]))
                .slip(SQUARE, slip(1, (m, v, t) -> hat(m, 0.9, t) / (Math.sqrt(hat(v, 0.999, t)) + 1e-8), G[0]))
                .slip(UNWEIGHTED, W - 0.001 * G[0] / 0.1 / (Math.sqrt(G[0] * G[0] / 0.001) + 1e-8))
                .is(right(G[0]));
    }

    private static double right(double... gradients) {
        return slip(2, (m, v, t) -> hat(m, 0.9, t) / (Math.sqrt(hat(v, 0.999, t)) + 1e-8), gradients);
    }

    /** PyTorch's parameter after three steps. */
    @Test
    @Points(2)
    void three_steps_are_pytorchs() {
        Check.row("theta after three steps", () -> after(G))
                .slip(CORRECTION, slip(2, (m, v, t) -> m / (Math.sqrt(v) + 1e-8), G))
                .slip(UPHILL, slip(2, (m, v, t) -> -hat(m, 0.9, t) / (Math.sqrt(hat(v, 0.999, t)) + 1e-8), G))
                .slip(STORED, stored())
                .is(PYTORCH);
    }

    private static final double PYTORCH = 0.6604609926305021;

    private static double stored() {
        double theta = W;
        double m = 0;
        double v = 0;
        for (int t = 1; t <= G.length; t++) {
            m = hat(0.9 * m + 0.1 * G[t - 1], 0.9, t);
            v = hat(0.999 * v + 0.001 * G[t - 1] * G[t - 1], 0.999, t);
            theta -= 0.001 * m / (Math.sqrt(v) + 1e-8);
        }
        return theta;
    }

    @Test
    @Points(1)
    void epsilon_is_added_after_the_root() {
        double g = 1e-6;
        Check.row("theta - W after a step with a gradient of 1e-6, in millionths", () ->
                new double[] {Math.round(1e9 * (after(g)[0] - W)) / 1e3})
                .slip(INSIDE, Math.round(1e9 * (slip(2,
                        (m, v, t) -> hat(m, 0.9, t) / Math.sqrt(hat(v, 0.999, t) + 1e-8), g) - W)) / 1e3)
                .slip(CORRECTION, Math.round(1e9 * (slip(2, (m, v, t) -> m / (Math.sqrt(v) + 1e-8), g) - W)) / 1e3)
                .slip(UPHILL, -Math.round(1e9 * (right(g) - W)) / 1e3)
                .is(Math.round(1e9 * (right(g) - W)) / 1e3);
    }
}
