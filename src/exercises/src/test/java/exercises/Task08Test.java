// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

@TaskName("Task08Adam")
class Task08Test {

    private static final double W = 0.6613521715704522;
    private static final double[] G = {1.417536747076676, -1.1827915167384517, -0.5228502891747725};
    private static final double SMALL = 1e-6;
    private static final double PYTORCH = 0.6604609926305021;

    private static double after(double... gradients) {
        double[] theta = {W};
        double[] m = {0};
        double[] v = {0};
        for (int t = 1; t <= gradients.length; t++) {
            Task08Adam.step(theta, new double[] {gradients[t - 1]}, m, v, t, 0.001);
        }
        return theta[0];
    }

    // What slips would say

    /** A new m of the old one and g; or a new v of the old one, g, and the new m. */
    private interface Mean {
        double next(double old, double g, double m, int t);
    }

    /** By how much θ becomes smaller, if η is 1. */
    private interface Step {
        double by(double m, double v, double g, int t);
    }

    private record Rule(Mean m, Mean v, Step step) {

        double after(double... gradients) {
            double theta = W;
            double m = 0;
            double v = 0;
            for (int t = 1; t <= gradients.length; t++) {
                double g = gradients[t - 1];
                m = this.m.next(m, g, 0, t);
                v = this.v.next(v, g, m, t);
                theta -= 0.001 * step.by(m, v, g, t);
            }
            return theta;
        }
    }

    private static final Mean M = (m, g, none, t) -> 0.9 * m + 0.1 * g;
    private static final Mean V = (v, g, m, t) -> 0.999 * v + 0.001 * g * g;
    private static final Step STEP = (m, v, g, t) -> mHat(m, t) / (Math.sqrt(vHat(v, t)) + 1e-8);

    private static double mHat(double m, int t) {
        return m / (1 - Math.pow(0.9, t));
    }

    private static double vHat(double v, int t) {
        return v / (1 - Math.pow(0.999, t));
    }

    private static Map<String, Rule> slips() {
        Map<String, Rule> slips = new LinkedHashMap<>();
        slips.put("The bias correction is missing: divide m by 1 - beta1^t and v by 1 - beta2^t before you use them.",
                new Rule(M, V, (m, v, g, t) -> m / (Math.sqrt(v) + 1e-8)));
        slips.put("The bias correction of v is missing: vHat = v / (1 - beta2^t).",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / (Math.sqrt(v) + 1e-8)));
        slips.put("The bias correction of m is missing: mHat = m / (1 - beta1^t).",
                new Rule(M, V, (m, v, g, t) -> m / (Math.sqrt(vHat(v, t)) + 1e-8)));
        slips.put("The bias correction divides: m / (1 - beta1^t), not m*(1 - beta1^t).", new Rule(M, V, (m, v, g, t) ->
                m * (1 - Math.pow(0.9, t)) / (Math.sqrt(v * (1 - Math.pow(0.999, t))) + 1e-8)));
        slips.put("Both means are corrected with beta1: v belongs to beta2.",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / (Math.sqrt(mHat(v, t)) + 1e-8)));
        slips.put("(1 - beta)^t isn't 1 - beta^t: take the power of beta first.", new Rule(M, V, (m, v, g, t) ->
                m / Math.pow(1 - 0.9, t) / (Math.sqrt(v / Math.pow(1 - 0.999, t)) + 1e-8)));
        slips.put("beta^t is a power, Math.pow(beta, t), and not beta*t.", new Rule(M, V, (m, v, g, t) ->
                m / (1 - 0.9 * t) / (Math.sqrt(v / (1 - 0.999 * t)) + 1e-8)));
        slips.put("t is too large by one: it is 1 in the first step, as you were given it.",
                new Rule(M, V, (m, v, g, t) -> STEP.by(m, v, g, t + 1)));
        slips.put("t is too small by one: it is 1 in the first step, as you were given it.",
                new Rule(M, V, (m, v, g, t) -> STEP.by(m, v, g, t - 1)));
        slips.put("That is uphill: subtract, do not add.", new Rule(M, V, (m, v, g, t) -> -STEP.by(m, v, g, t)));
        slips.put("The learning rate is missing: move by eta * mHat / ...",
                new Rule(M, V, (m, v, g, t) -> 1000 * STEP.by(m, v, g, t)));
        slips.put("The root is missing: divide by sqrt(vHat) + epsilon.",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / (vHat(v, t) + 1e-8)));
        slips.put("Epsilon is inside the root: it is added after it, sqrt(vHat) + epsilon.",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / Math.sqrt(vHat(v, t) + 1e-8)));
        slips.put("Epsilon isn't below the line: a / (b + epsilon) needs its brackets.",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / Math.sqrt(vHat(v, t)) + 1e-5));
        slips.put("Epsilon is added before the bias correction: first vHat, then its root, then epsilon.",
                new Rule(M, V, (m, v, g, t) ->
                mHat(m, t) / ((Math.sqrt(v) + 1e-8) / Math.sqrt(1 - Math.pow(0.999, t)))));
        slips.put("Epsilon is missing: sqrt(vHat) + epsilon, so that nothing is divided by 0.",
                new Rule(M, V, (m, v, g, t) -> mHat(m, t) / Math.sqrt(vHat(v, t))));
        slips.put("v is the running mean of g squared: g*g.", new Rule(M, (v, g, m, t) -> 0.999 * v + 0.001 * g, STEP));
        slips.put("v is made of g, not of m: g*g.", new Rule(M, (v, g, m, t) -> 0.999 * v + 0.001 * m * m, STEP));
        slips.put("The gradient is added whole: weigh it with 1 - beta.",
                new Rule((m, g, none, t) -> 0.9 * m + g, (v, g, m, t) -> 0.999 * v + g * g, STEP));
        slips.put("The gradient is added to m whole: weigh it with 1 - beta1.",
                new Rule((m, g, none, t) -> 0.9 * m + g, V, STEP));
        slips.put("The squared gradient is added to v whole: weigh it with 1 - beta2.",
                new Rule(M, (v, g, m, t) -> 0.999 * v + g * g, STEP));
        slips.put("beta1 and beta2 are exchanged: m is made with beta1, v with beta2.", new Rule(
                (m, g, none, t) -> 0.999 * m + 0.001 * g, (v, g, m, t) -> 0.9 * v + 0.1 * g * g, STEP));
        slips.put("v is made with beta1: it has beta2.", new Rule(M, (v, g, m, t) -> 0.9 * v + 0.1 * g * g, STEP));
        slips.put("The step is made of g. It is made of mHat.",
                new Rule(M, V, (m, v, g, t) -> g / (Math.sqrt(vHat(v, t)) + 1e-8)));
        slips.put("The corrected means were stored: leave m and v uncorrected, and put mHat and vHat into variables of"
                + " their own.", new Rule((m, g, none, t) -> mHat(M.next(m, g, 0, t), t),
                (v, g, m, t) -> vHat(V.next(v, g, m, t), t), (m, v, g, t) -> m / (Math.sqrt(v) + 1e-8)));
        slips.put("m isn't kept until the next step: write into m[i] itself.",
                new Rule((m, g, none, t) -> 0.1 * g, V, STEP));
        slips.put("v isn't kept until the next step: write into v[i] itself.",
                new Rule(M, (v, g, m, t) -> 0.001 * g * g, STEP));
        slips.put("A mean grows by its new value. It becomes that: write = where you have +=.",
                new Rule((m, g, none, t) -> 1.9 * m + 0.1 * g, (v, g, m, t) -> 1.999 * v + 0.001 * g * g, STEP));
        return slips;
    }

    /** A slip fits if it explains the code's answers to all three tests. */
    private static Check check(String what, DoubleUnaryOperator shown, double... gradients) {
        Check check = Check.number(what, () -> shown.applyAsDouble(after(gradients)));
        slips().forEach((hint, rule) -> check.slipIf(hint, actual -> near(rule, G[0]) && near(rule, G) && near(rule,
                SMALL)));
        return check;
    }

    private static boolean near(Rule rule, double... gradients) {
        double expected = rule.after(gradients);
        double actual = after(gradients);
        return Math.abs(actual - expected) < 1e-10 || Double.isNaN(actual) && Double.isNaN(expected);
    }

    @Test
    @Points(2)
    void the_first_step_is_as_long_as_the_learning_rate() {
        check("theta after the first step", theta -> theta, G[0]).is(new Rule(M, V, STEP).after(G[0]));
    }

    /** PyTorch's parameter after three steps. */
    @Test
    @Points(2)
    void three_steps_are_pytorchs() {
        check("theta after three steps", theta -> theta, G).is(PYTORCH);
    }

    @Test
    @Points(1)
    void epsilon_is_added_after_the_root() {
        DoubleUnaryOperator millionths = theta -> Double.isFinite(theta) ? Math.round(1e9 * (theta - W)) / 1e3 : theta;
        check("theta after a step with a gradient of 1e-6, minus theta before it, in millionths", millionths, SMALL)
                .is(millionths.applyAsDouble(new Rule(M, V, STEP).after(SMALL)));
    }
}
