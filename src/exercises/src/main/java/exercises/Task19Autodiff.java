// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Task 19: your own automatic differentiation. A number remembers what it was made of, so it can find its own
 * derivatives.
 *
 * <pre>
 *   c = a + b      a.gradient += c.gradient            b.gradient += c.gradient
 *   c = a · b      a.gradient += b.value · c.gradient  b.gradient += a.value · c.gradient
 *   c = tanh(a)    a.gradient += (1 − c.value²) · c.gradient
 * </pre>
 *
 * <p>Every rule has +=, because a number may be used more than once: d(a·a)/da = a + a. And a number may hand on its
 * gradient only when it is complete, that is, when everything that was made of it has handed on its own. So {@code
 * backward} sorts first: each number after those it is made of. Then it goes through that list from its end.
 *
 * <p>{@code new Task19Autodiff(value, rule, from...)} makes a number with a rule, which {@code backward} calls when
 * {@code gradient} is complete. In it, the new number is {@code c}:
 *
 * <pre>
 *   return new Task19Autodiff(-value, c -&gt; gradient -= c.gradient, this);      // c = −a, as an example
 * </pre>
 */
public final class Task19Autodiff {

    /** Adds to the gradients of what c was made of. */
    public interface Rule {

        /** Called when the gradient of c is complete. */
        void handOn(Task19Autodiff c);
    }

    public final double value;
    /** d(result)/d(this), when {@link #backward} was called on the result. */
    public double gradient;
    final Rule rule;
    final List<Task19Autodiff> from;

    /** A number that isn't made of others. */
    public Task19Autodiff(double value) {
        this(value, c -> { });
    }

    /** A number that is made of others. */
    public Task19Autodiff(double value, Rule rule, Task19Autodiff... from) {
        this.value = value;
        this.rule = rule;
        this.from = List.of(from);
    }

    /** {@return this + b} */
    public Task19Autodiff plus(Task19Autodiff b) {
        throw new NotWrittenYet("plus");
    }

    /** {@return this · b} */
    public Task19Autodiff times(Task19Autodiff b) {
        throw new NotWrittenYet("times");
    }

    /** {@return tanh(this)} */
    public Task19Autodiff tanh() {
        throw new NotWrittenYet("tanh");
    }

    /**
     * Finds the derivative of this number with respect to all that it is made of: sets all their gradients to 0 and its
     * own to 1, then calls the rules, from the end of {@link #sorted} to its beginning.
     */
    public void backward() {
        throw new NotWrittenYet("backward");
    }

    /**
     * Sorts what this number is made of: first visit everything in {@code from}, then add the number itself.
     *
     * @return this number and all that it is made of, each once, and each after those it is made of
     */
    public List<Task19Autodiff> sorted() {
        List<Task19Autodiff> list = new ArrayList<>();
        visit(list, new HashSet<>());
        return list;
    }

    /** Adds this number to the list, after those it is made of, unless it was visited before. */
    private void visit(List<Task19Autodiff> list, Set<Task19Autodiff> visited) {
        throw new NotWrittenYet("visit");
    }
}
