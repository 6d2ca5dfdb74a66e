// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@TaskName("Task19Autodiff")
class Task19Test {

    private static Task19Autodiff number(double value) {
        return new Task19Autodiff(value);
    }

    private static Check value(String what, Function<Task19Autodiff, Task19Autodiff> f) {
        return Check.number(what, () -> {
            Task19Autodiff result = f.apply(number(0.5));
            Check.require(result != null, what + ": your code returned null.", null);
            return result.value;
        });
    }

    @Test
    @Points(1)
    void a_sum_a_product_and_a_tanh_have_values() {
        value("(0.5 plus 3).value", a -> a.plus(number(3)))
                .slip("That is the product.", 1.5).slip("That is only the one number: add b.", 0.5)
                .slip("That is the difference.", -2.5).is(3.5);
        value("(0.5 times 3).value", a -> a.times(number(3)))
                .slip("That is the sum.", 3.5).slip("That is the quotient.", 0.5 / 3).is(1.5);
        value("(0.5 tanh).value", Task19Autodiff::tanh)
                .slip("That is the slope. The value is Math.tanh(value).", 1 - Math.tanh(0.5) * Math.tanh(0.5))
                .slip("That is the tangent: Math.tanh is another function than Math.tan.", Math.tan(0.5))
                .is(Math.tanh(0.5));
    }

    /** Each number multiplies what it hands on by 10, so that the path of a gradient shows in its digits. */
    private static Task19Autodiff of(Task19Autodiff... from) {
        return new Task19Autodiff(0, c -> {
            for (Task19Autodiff a : from) {
                a.gradient += 10 * c.gradient;
            }
        }, from);
    }

    /** {@return a, b, c and d, where d is made of c and b, c of a and b, and b of a} */
    private static List<Task19Autodiff> network() {
        Task19Autodiff a = number(1);
        Task19Autodiff b = of(a);
        Task19Autodiff c = of(a, b);
        return List.of(a, b, c, of(c, b));
    }

    @Test
    @Points(2)
    void numbers_are_sorted_after_what_they_are_made_of() {
        List<Task19Autodiff> names = network();
        Check.row("sorted of d, made of c and b; c of a and b; b of a: the numbers, where a is 1, b 2, c 3 and d 4",
                () -> names.get(3).sorted().stream().mapToDouble(n -> names.indexOf(n) + 1).toArray())
                .slip("Each number stands before those it is made of. First visit what it is made of, then add it.",
                        new double[] {4, 3, 1, 2})
                .slip("Each number stands before those it is made of. First visit what it is made of, then add it.",
                        new double[] {4, 3, 2, 1})
                .slipIf("A number stands there twice: it is visited once. if (visited.add(this)) asks and notes it.",
                        v -> v[0].length > 4)
                .slip("The list is empty: add this number to it. visited.add(this) is true at the first visit.",
                        new double[0])
                .slip("Only the number itself is there: visit what it is made of, and let each visit ask"
                        + " visited.add(this) for itself.", new double[] {4})
                .slip("The number itself is missing: add it after those it is made of.", new double[] {1, 2, 3})
                .slip("The numbers that aren't made of others are missing: visit them as well.", new double[] {2, 3, 4})
                .slip("Only the number that isn't made of others is there: add each one.", new double[] {1})
                .slipIf("A number is missing: visit calls visit, for each one in from.",
                        v -> v[0].length == 3 && v[0][2] == 4)
                .is(new double[] {1, 2, 3, 4});
        Task19Autodiff d = of(names.get(1), names.get(2));
        Check.row("sorted of another d, made of b and c", () -> d.sorted().stream()
                .mapToDouble(n -> n == d ? 4 : names.indexOf(n) + 1).toArray())
                .slip("c stands before b, which it is made of: visit all of from before you add the number itself.",
                        new double[] {1, 3, 2, 4})
                .is(new double[] {1, 2, 3, 4});
    }

    private static double[] gradients(int backwards) {
        List<Task19Autodiff> all = network();
        Task19Autodiff d = all.get(3);
        Check.require(d.sorted().equals(all), "backward: it can only be right when visit is.", null);
        for (int i = 0; i < backwards; i++) {
            d.backward();
        }
        return new double[] {d.gradient, all.get(2).gradient, all.get(1).gradient, all.get(0).gradient};
    }

    @Test
    @Points(2)
    void backward_goes_from_the_result_to_its_beginnings() {
        Check.row("the gradients of d, c, b and a, where d is made of c and b, c of a and b, b of a, and each rule"
                + " multiplies by 10", () -> gradients(1))
                .slip("All gradients are 0: that of the result with respect to itself is 1, and is set after all are"
                        + " set to 0.", new double[4])
                .slip("Only the result has a gradient: set all to 0 before the loop, not in it, and call rule.handOn(...) of every number in the list, from its last"
                        + " index on, which is size() - 1.", new double[] {1, 0, 0, 0})
                .slip("Only the result's rule had a gradient to hand on. Call the rules of all numbers in the list,"
                        + " from its end on.", new double[] {1, 10, 10, 0})
                .slip("b's rule was called twice: once for d, and once for c. Go through the list, in which each number"
                        + " stands once.", new double[] {1, 10, 110, 2300})
                .slip("Each rule needs its own number: list.get(i).rule.handOn(list.get(i)).",
                        new double[] {1, 10, 20, 20})
                .slip("Only the result's gradient begins with 1. All others begin with 0.",
                        new double[] {1, 11, 121, 1321})
                .slipIf("All gradients are set back after the rules: do that first.", v -> v[0][0] == 0)
                .is(new double[] {1, 10, 110, 1200});
        Check.row("the same, when backward is called twice", () -> gradients(2))
                .slipIf("The gradients of the first call are still there: set all of them to 0 first.",
                        v -> v[0][3] > 1200)
                .is(new double[] {1, 10, 110, 1200});
    }

    /** A number that hands on the whole gradient of c to a, made with nothing of the student's. */
    private static Task19Autodiff timesKnown(double factor, Task19Autodiff a) {
        return new Task19Autodiff(factor * a.value, c -> a.gradient += factor * c.gradient, a);
    }

    private static Task19Autodiff sumKnown(Task19Autodiff a, Task19Autodiff b) {
        return new Task19Autodiff(a.value + b.value, c -> {
            a.gradient += c.gradient;
            b.gradient += c.gradient;
        }, a, b);
    }

    private static Check slope(String what, double x, Function<Task19Autodiff, Task19Autodiff> f) {
        return Check.number("d(" + what + ")/da at a = " + x, () -> Check.rounded(gradient(x, f)));
    }

    /** With a backward pass of the grader's own, so that only the rules are tested. */
    private static double gradient(double x, Function<Task19Autodiff, Task19Autodiff> f) {
        Task19Autodiff a = number(x);
        Task19Autodiff result = f.apply(timesKnown(1, a));
        List<Task19Autodiff> sorted = new ArrayList<>();
        sort(result, sorted);
        result.gradient = 1;
        for (int i = sorted.size() - 1; i >= 0; i--) {
            sorted.get(i).rule.handOn(sorted.get(i));
        }
        return a.gradient;
    }

    private static void sort(Task19Autodiff number, List<Task19Autodiff> sorted) {
        if (!sorted.contains(number)) {
            number.from.forEach(each -> sort(each, sorted));
            sorted.add(number);
        }
    }

    private static double numeric(double x, Function<Task19Autodiff, Task19Autodiff> f) {
        return Check.rounded((f.apply(number(x + 1e-5)).value - f.apply(number(x - 1e-5)).value) / 2e-5);
    }

    private static final String PARENTS = "Nothing reaches a: a rule adds c's gradient to it, and the new number names"
            + " what it is made of, as in new Task19Autodiff(value, rule, this, b).";
    private static final String PLUS = "a is used more than once, and only one use counts: += adds where = replaces.";

    @Test
    @Points(2)
    void sums_hand_on_their_gradient() {
        slope("3*(a + 4)", 5, a -> timesKnown(3, a.plus(number(4))))
                .slip(PARENTS, 0)
                .slip("The gradient of the sum is missing: hand on c.gradient, not 1.", 1)
                .slip("A sum has slope 1, whatever the other summand is: that is the rule of a product.", 12)
                .slip("Both rules add to a: the second one is b.gradient += c.gradient.", 6)
                .is(3);
        slope("3*(2 + a)", 5, a -> timesKnown(3, number(2).plus(a)))
                .slip("b gets nothing: a sum is made of both, and hands its gradient to both.", 0)
                .slip("The sign is wrong: a sum has slope 1.", -3).is(3);
        slope("(2 + a) + 3*2, with one 2", 5, a -> {
            Task19Autodiff two = number(2);
            return sumKnown(two.plus(a), timesKnown(3, two));
        })
                .slip("Hand on c.gradient, the sum's: b got the gradient of the other number.", 4)
                .is(1);
        slope("a + a", 5, a -> a.plus(a)).slip(PLUS, 1).is(2);
    }

    @Test
    @Points(2)
    void products_hand_on_the_other_factor() {
        slope("(a*3)*2", 5, a -> timesKnown(2, a.times(number(3))))
                .slip(PARENTS, 0)
                .slip("The product's gradient is missing: b.value * c.gradient.", 3)
                .slip("a gets its own value. The slope with respect to a is the other factor, b.value.", 10)
                .slip("That is the rule of a sum. A product hands on the other factor.", 2)
                .slip("The other factor is meant, not the product's value.", 30)
                .is(6);
        slope("2*(3*a)", 5, a -> timesKnown(2, number(3).times(a)))
                .slip("b gets nothing: a product is made of both, and hands on to both.", 0)
                .slip("That is the rule of a sum. A product hands on the other factor: a.value for b.", 2).is(6);
        slope("a*a", 5, a -> a.times(a)).slip(PLUS, 5).is(10);
    }

    @Test
    @Points(1)
    void a_tanh_hands_on_its_slope() {
        double t = Math.tanh(0.5);
        slope("2*tanh(a)", 0.5, a -> timesKnown(2, a.tanh()))
                .slip(PARENTS, 0)
                .slip("The slope is missing: (1 - c.value^2) * c.gradient.", 2)
                .slip("c.gradient is missing: the chain rule multiplies by it.", Check.rounded(1 - t * t))
                .slip("You took a's value. The slope is made of the result: 1 - c.value^2.",
                        Check.rounded(2 * (1 - 0.25)))
                .slip("The square is missing: 1 - c.value^2.", Check.rounded(2 * (1 - t)))
                .slip("That is the slope of a sigmoid. That of tanh is 1 - c.value^2.", Check.rounded(2 * t * (1 - t)))
                .slip("The slope is 1 minus the square, not plus.", Check.rounded(2 * (1 + t * t)))
                .slip("(1 - c.value^2) * c.gradient: a pair of brackets is missing.", Check.rounded(1 - 2 * t * t))
                .slip("The sign is wrong: a tanh goes up.", Check.rounded(-2 * (1 - t * t)))
                .is(Check.rounded(2 * (1 - t * t)));
        slope("tanh(a) + tanh(a)", 0.5, a -> sumKnown(a.tanh(), a.tanh())).slip(PLUS, Check.rounded(1 - t * t))
                .is(Check.rounded(2 * (1 - t * t)));
    }

    @Test
    @Points(1)
    void the_derivative_of_a_small_network_is_the_numeric_one() {
        Function<Task19Autodiff, Task19Autodiff> network = a -> {
            Task19Autodiff h = a.times(number(0.7)).plus(number(-0.1)).tanh();
            return h.times(h).plus(h.times(a)).tanh();
        };
        Check.number("d(a small network)/da at a = 0.5", () -> {
            Task19Autodiff a = number(0.5);
            network.apply(a).backward();
            return Check.rounded(a.gradient);
        }).is(numeric(0.5, network));
    }
}
