// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

@TaskName("Task17Softmax")
class Task17Test {

    private static final double[][] Z = {{1, 2.5, 0.5}, {-1, 0, 3}};
    private static final int[] CLASSES = {1, 0};

    private static final String WHOLE = "In whole numbers 1 / N is 0: write 1.0 / N.";

    private static double[][] exps(double[][] z) {
        return Check.map(z, Math::exp);
    }

    private static double[][] p(double[][] z) {
        return Arrays.stream(exps(z)).map(row -> Check.scaled(1 / Arrays.stream(row).sum(), row))
                .toArray(double[][]::new);
    }

    @Test
    @Points(2)
    void softmax_makes_each_row_sum_to_1() {
        double[][] e = exps(Z);
        double all = Arrays.stream(e).flatMapToDouble(Arrays::stream).sum();
        Check.matrix("softmax", () -> Task17Softmax.softmax(Z)).keeps("z", Z)
                .slip("The exponentials aren't divided by their sum.", e)
                .slip("The exponentials aren't divided by their sum.", fromLargest())
                .slip("That is z divided by its sum: the exponentials are missing.", Check.scaled(1 / 4.0, Z[0]),
                        Check.scaled(1 / 2.0, Z[1]))
                .slip("Everything is divided by one sum. Each row has a sum of its own.", Check.map(e, v -> v / all))
                .slip("The columns sum to 1. The rows should: an example stands in a row.",
                        Given.transpose(p(Given.transpose(Z))))
                .slip("That is a sigmoid of each number by itself. Divide by the sum of the row.",
                        Check.map(Z, v -> 1 / (1 + Math.exp(-v))))
                .slip("Those are the logarithms of p.", Check.map(p(Z), Math::log))
                .slip("The sign in the exponent is wrong: the largest z has the largest p.",
                        p(Check.map(Z, v -> -v)))
                .slip("Only 1 stands at the largest number. Softmax is softer: exp(z) / sum.", new double[] {0, 1, 0},
                        new double[] {0, 0, 1})
                .slip("You divided by the largest number, where you should subtract it in the exponent.",
                        p(new double[][] {Check.scaled(1 / 2.5, Z[0]), Check.scaled(1 / 3.0, Z[1])}))
                .slip("The sum isn't set back to 0 before each row.", p(Z)[0],
                        Check.scaled(1 / all, e[1]))
                .slip("The sum isn't set back to 0 before each row.", p(Z)[0], Check.scaled(1 / fromLargestSum(),
                        fromLargest()[1]))
                .is(p(Z));
    }

    /** The exponentials, where the largest number is subtracted. */
    private static double[][] fromLargest() {
        return new double[][] {exps(new double[][] {{-1.5, 0, -2}})[0], exps(new double[][] {{-4, -3, 0}})[0]};
    }

    private static double fromLargestSum() {
        return Arrays.stream(fromLargest()).flatMapToDouble(Arrays::stream).sum();
    }

    @Test
    @Points(1)
    void softmax_of_large_numbers_is_a_number() {
        Check.matrix("softmax of 1000, 999, -1000 and of three times -1000",
                () -> Task17Softmax.softmax(new double[][] {
            {1000, 999, -1000}, {-1000, -1000, -1000}}))
                .slipIf("Math.exp(1000) is infinite, and Math.exp(-1000) is 0: subtract the row's largest number first."
                        + " If all are below 0, the largest is too: don't begin with 0, nor with Double.MIN_VALUE,"
                        + " which is the smallest number above 0.", Check::hasNaN)
                .is(p(new double[][] {{1, 0, -1999}, {0, 0, 0}}));
    }

    private static double loss(double[][] z) {
        return -(Math.log(p(z)[0][1]) + Math.log(p(z)[1][0])) / 2;
    }

    @Test
    @Points(2)
    void the_loss_is_minus_the_logarithm_of_the_classs_p() {
        double[][] q = p(Z);
        double l = loss(Z);
        double[] logs = Arrays.stream(fromLargest()).mapToDouble(row -> Math.log(Arrays.stream(row).sum())).toArray();
        Check.number("value", () -> Task17Softmax.value(Z, CLASSES.clone())).keeps("z", Z)
                .slip("The 1/N is missing: divide by the number of examples.", 2 * l)
                .slip("N is the number of examples, not that of the classes.", 2 * l / 3)
                .slip("N is the number of examples, not that of all numbers.", 2 * l / 6)
                .slip("The sign is wrong: the logarithm of a probability is below 0, and a loss above it.", -l)
                .slip("All classes are summed up. Of each row, only its own class counts.", -Arrays.stream(q)
                        .flatMapToDouble(Arrays::stream).map(Math::log).sum() / 2)
                .slip("The logarithm is missing: that is the mean of -p.", -(q[0][1] + q[1][0]) / 2)
                .slip("That is the mean of 1 - p. The loss is -ln p.", 1 - (q[0][1] + q[1][0]) / 2)
                .slip("You took the most probable class. It is the true one that counts.",
                        -(Math.log(q[0][1]) + Math.log(q[1][2])) / 2)
                .slip("You took entry i of row i. Its class is classes[i].",
                        -(Math.log(q[0][0]) + Math.log(q[1][1])) / 2)
                .slip(WHOLE, 0)
                .slip("ln is Math.log, and Math.log10 is another logarithm.", l / Math.log(10))
                .slip("That is -z. The loss subtracts the logarithm of the sum as well.", -(Z[0][1] + Z[1][0]) / 2)
                .slip("ln p = z - m - ln(sum): m is subtracted once, as in the exponents, and not forgotten.",
                        l + (2.5 + 3) / 2)
                .slip("ln p = z - m - ln(sum): m is subtracted once, as in the exponents, and not forgotten.",
                        l - (2.5 + 3) / 2)
                .slip("ln p = z - m - ln(sum): m is subtracted once, as in the exponents, and not forgotten.",
                        l - (2.5 + 3))
                .slip("The logarithm of the sum is added: ln p = z - m - ln(sum).", l - logs[0] - logs[1])
                .slip("The sum isn't set back to 0 before each row.",
                        l + (Math.log(fromLargestSum()) - logs[1]) / 2)
                .slip("You took the first row's class for all rows: classes[i].",
                        -(Math.log(q[0][1]) + Math.log(q[1][1])) / 2)
                .slip("Only the last row is left: += adds where = replaces.", -Math.log(q[1][0]) / 2)
                .slip("Only the first row counts: return after the loop, not inside it.", -Math.log(q[0][1]) / 2)
                .is(l);
        Check.number("value of 1000 and -1000, where the class is 1", () -> Task17Softmax.value(new double[][] {
            {1000, -1000}}, new int[] {1}))
                .slipIf("p is 0 here, and its logarithm infinite. Don't calculate p: ln p = z - m - ln(sum).",
                        v -> !Double.isFinite(v[0][0]))
                .slipIf("You keep the logarithm or p away from its end. ln p = z - m - ln(sum) needs no such thing.",
                        v -> v[0][0] > 10 && v[0][0] < 1000)
                .is(2000);
        Check.number("value of 1000 and 0, and of twice -1000, where the classes are 0", () -> Task17Softmax.value(
                new double[][] {{1000, 0}, {-1000, -1000}}, new int[] {0, 0}))
                .slipIf("The largest number isn't looked for anew in each row: begin with its first one.",
                        v -> !Double.isFinite(v[0][0]))
                .is(Math.log(2) / 2);
    }

    private static double[][] gradient(double subtracted, double n) {
        double[][] d = p(Z);
        d[0][1] -= subtracted;
        d[1][0] -= subtracted;
        return Check.map(d, v -> v / n);
    }

    @Test
    @Points(2)
    void the_gradient_is_p_minus_1_at_the_class() {
        double[][] right = gradient(1, 2);
        double[][] q = p(Z);
        Check.matrix("gradient", () -> Task17Softmax.gradient(Z, CLASSES.clone())).keeps("z", Z)
                .slip("The 1/N is missing.", gradient(1, 1))
                .slip("N is the number of examples, not that of the classes.", gradient(1, 3))
                .slip("The sign is wrong: p - 1 at the class.", Check.map(right, v -> -v))
                .slip("The 1 isn't subtracted: that is p / N.", gradient(0, 2))
                .slip("The 1 is added: subtract it.", gradient(-1, 2))
                .slip("At the class only -1 is left of p - 1: -= subtracts where = replaces.", new double[] {
                    q[0][0] / 2, -0.5, q[0][2] / 2}, new double[] {-0.5, q[1][1] / 2, q[1][2] / 2})
                .slip("1 is subtracted from p / N. Subtract it first, and divide then.", less(q, 0.5, 1))
                .slip("1 is subtracted everywhere. Subtract it at the class only.", Check.map(q, v -> (v - 1) / 2))
                .slip("Only the class has a gradient. The other classes have p / N.", new double[] {0, right[0][1], 0},
                        new double[] {right[1][0], 0, 0})
                .slip("That is -1/p at the class: the gradient of ln p. Through the softmax it becomes p - 1.",
                        new double[] {0, -0.5 / q[0][1], 0}, new double[] {-0.5 / q[1][0], 0, 0})
                .slip("You multiplied by p*(1 - p), as for sigmoids. Through a softmax p - 1 is all.",
                        times(right, q))
                .slip(WHOLE, new double[2][3])
                .slip("That is z instead of p.", less(Z, 0.5, 0.5))
                .slip("N divides the row of the class only: divide all.", n(q))
                .is(right);
        Check.matrix("gradient of 1000 and -1000, where the class is 1", () -> Task17Softmax.gradient(new double[][] {
            {1000, -1000}}, new int[] {1}))
                .slipIf("Math.exp(1000) is infinite: subtract the row's largest number first.", Check::hasNaN)
                .is(new double[] {1, -1});
    }

    private static double[][] less(double[][] q, double factor, double subtracted) {
        double[][] d = Check.map(q, v -> v * factor);
        d[0][1] -= subtracted;
        d[1][0] -= subtracted;
        return d;
    }

    private static double[][] times(double[][] d, double[][] q) {
        double[][] c = Check.map(d, v -> v);
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c[0].length; j++) {
                c[i][j] *= q[i][j] * (1 - q[i][j]);
            }
        }
        return c;
    }

    private static double[][] n(double[][] q) {
        double[][] d = less(q, 1, 1);
        d[0][1] /= 2;
        d[1][0] /= 2;
        return d;
    }
}
