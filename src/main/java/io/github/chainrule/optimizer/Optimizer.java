// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.optimizer;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Changes parameters so that the loss falls: one {@link #step()} after each backward pass.
 *
 * <p>It is bound to its parameters when it is made, because most optimizers remember something about each:
 * {@code new Adam(model.parameters(), 0.001)}. In the formulas θ is a parameter, g its gradient, η the learning rate;
 * they hold entry by entry.
 *
 * {@snippet :
 * for (int step = 0; step < steps; step++) {
 *     ForwardPass forward = model.forward(inputs);
 *     forward.backward(loss.gradient(forward.output(), targets));
 *     optimizer.step();
 * }
 * }
 *
 * <p>Gradients aren't added up over several batches, unless you say so with {@code forward.backwardAdding(dy)}.
 *
 * <p>An optimizer of your own:
 *
 * {@snippet :
 * // Changes each weight by η against its gradient's sign, whatever its size.
 * class SignDescent extends Optimizer {
 *
 *     SignDescent(List<Parameter> parameters, double learningRate) {
 *         super(parameters, learningRate);
 *     }
 *
 *     @Override
 *     protected void update() {
 *         for (Parameter p : parameters()) {
 *             for (int i = 0; i < p.size(); i++) {
 *                 p.value().values()[i] -= learningRate() * Math.signum(p.gradient().values()[i]);
 *             }
 *         }
 *     }
 * }
 * }
 */
public abstract class Optimizer {

    private final List<Parameter> parameters;
    private double learningRate;
    private int steps;

    /**
     * Binds the optimizer to its parameters.
     *
     * @param parameters   what {@link #step()} changes, at least one
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters, one appears twice, or η isn't above 0
     * @throws NullPointerException     if the list or a parameter is null
     */
    protected Optimizer(List<Parameter> parameters, double learningRate) {
        Objects.requireNonNull(parameters, () -> type() + ": parameters is null. Pass model.parameters().");
        parameters.forEach(p -> Objects.requireNonNull(p, () -> type() + ": a parameter is null."));
        this.parameters = List.copyOf(parameters);
        if (this.parameters.isEmpty()) {
            throw new IllegalArgumentException(type() + ": there are no parameters to update."
                    + " Pass model.parameters() of a model with at least one Linear.");
        }
        if (this.parameters.stream().distinct().count() < this.parameters.size()) {
            throw new IllegalArgumentException(type() + ": a parameter was passed twice, and would be updated twice in"
                    + " each step. Pass each one once.");
        }
        setLearningRate(learningRate);
    }

    /**
     * Changes every parameter once, by the gradients that the last backward pass left. Each gradient is used once.
     *
     * @throws NonFiniteGradientException if a gradient is not finite, or no backward pass has been made; then nothing
     *                                    has been changed
     * @throws IllegalStateException      if a gradient was used already, or the value has changed since it was
     *                                    computed; then nothing has been changed
     * @throws ArithmeticException        if what it remembers has become infinite, so it can't continue
     */
    public final void step() {
        parameters.forEach(p -> requireUsable(p, ".step"));
        steps++;
        update();
        parameters.forEach(Parameter::markChanged);
    }

    /** Changes every parameter; called when all gradients are known to be finite. {@link #stepCount()} counts this. */
    protected abstract void update();

    /** {@return what {@link #step()} changes} */
    public final List<Parameter> parameters() {
        return parameters;
    }

    /** {@return η} */
    public final double learningRate() {
        return learningRate;
    }

    /**
     * Sets η for the steps to come, as in {@code setLearningRate(schedule.at(stepCount()))} before each step.
     *
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if it isn't
     */
    public final void setLearningRate(double learningRate) {
        require("the learning rate", learningRate, learningRate > 0, "above 0, such as 0.001");
        this.learningRate = learningRate;
    }

    /** {@return how many steps have been made} */
    public final int stepCount() {
        return steps;
    }

    /**
     * Shortens all gradients by one factor if together they are longer than a given length. With plain gradient descent
     * no step is then longer than η times that length. Call it between {@code backward} and {@link #step()}.
     *
     * <pre>
     *   norm = √Σ g²            over all parameters
     *   g ← g · min(1, maxNorm / (norm + 10⁻⁶))
     * </pre>
     *
     * @param maxNorm how long they may be, above 0, such as 1
     * @return how long they were
     * @throws IllegalArgumentException   if maxNorm isn't above 0
     * @throws NonFiniteGradientException if a gradient is not finite; then nothing has been changed
     * @throws IllegalStateException      if a gradient was used already, as after {@link #step()}
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html">clip_grad_norm_</a>
     */
    public final double clipGradients(double maxNorm) {
        require("maxNorm", maxNorm, maxNorm > 0, "above 0, such as 1");
        parameters.forEach(p -> requireUsable(p, ".clipGradients"));
        double norm = norm(1);
        norm = Double.isFinite(norm) ? norm : norm(1e200);
        double factor = Math.min(1, maxNorm / (norm + 1e-6));
        for (Parameter p : parameters) {
            double[] g = p.gradient().values();
            Arrays.setAll(g, i -> g[i] * factor);
        }
        return norm;
    }

    /** Measured in {@code unit}, so that the squares don't overflow. */
    private double norm(double unit) {
        double sum = 0;
        for (Parameter p : parameters) {
            for (double g : p.gradient().values()) {
                sum += g / unit * (g / unit);
            }
        }
        return unit * Math.sqrt(sum);
    }

    /**
     * What an optimizer must know to continue: everything but its parameters and the options it was made with.
     *
     * @param steps        how many steps have been made
     * @param learningRate η
     * @param buffers      what it remembers, by the letter of its formula: a matrix for each parameter, in its shape
     */
    public record State(int steps, double learningRate, Map<String, List<Matrix>> buffers) {
    }

    /** {@return a copy of what must be kept to continue later with the same bits} */
    public final State state() {
        return new State(steps, learningRate, Collections.unmodifiableMap(copy(buffers(), Matrix::copy)));
    }

    /**
     * Continues from a saved state.
     *
     * @param state what {@link #state()} gave, of an optimizer of the same kind over parameters of the same shapes;
     *              only read
     * @throws IllegalArgumentException if it is of another kind or has other shapes; then nothing has been changed
     */
    @SuppressWarnings("NullAway")    // both remember the same names, or it is refused first
    public final void restore(State state) {
        Objects.requireNonNull(state, "restore: state is null.");
        Map<String, List<String>> expected = copy(buffers(), Matrix::shape);
        Map<String, List<String>> given = copy(state.buffers(), Matrix::shape);
        if (!given.equals(expected) || state.steps() < 0) {
            throw new IllegalArgumentException(type() + ".restore: expected the buffers " + expected + ", got " + given
                    + " after " + state.steps() + " steps. Is the state of another kind of optimizer or model?");
        }
        setLearningRate(state.learningRate());
        steps = state.steps();
        buffers().forEach((name, matrices) -> {
            for (int i = 0; i < matrices.size(); i++) {
                double[] kept = state.buffers().get(name).get(i).values();
                System.arraycopy(kept, 0, matrices.get(i).values(), 0, kept.length);
            }
        });
    }

    private static <T> Map<String, List<T>> copy(Map<String, List<Matrix>> buffers, Function<Matrix, T> f) {
        Map<String, List<T>> copy = new TreeMap<>();
        buffers.forEach((name, matrices) -> copy.put(name, matrices.stream().map(f).toList()));
        return copy;
    }

    /**
     * What the optimizer remembers from step to step.
     *
     * @return the matrices themselves, not copies, by the letter of the formula: one for each parameter, in its shape
     */
    protected Map<String, List<Matrix>> buffers() {
        return Map.of();
    }

    /** {@return a matrix of zeros for each parameter, in its shape: how a buffer begins} */
    protected final List<Matrix> zeroBuffers() {
        return parameters.stream().map(p -> Matrix.zeros(p.value().rows(), p.value().cols())).toList();
    }

    /**
     * Every 64 steps, sets to 0 what is too small to change a weight. Once a weight gets no more gradient, its running
     * mean shrinks until it is denormal, below 2⁻¹⁰²², and a processor may take a hundred times as long for denormals.
     */
    final void clearDenormals(List<Matrix> means, double divisor) {
        double tiny = divisor * 0x1p-950;       // in 64 steps, β = 0.9 takes it to 2⁻⁹⁶⁰
        for (int i = 0; i < means.size() && steps % 64 == 0; i++) {
            double[] m = means.get(i).values();
            Arrays.setAll(m, j -> Math.abs(m[j]) < tiny ? 0 : m[j]);
        }
    }

    private void requireUsable(Parameter p, String where) {
        if (Versioned.isGradientStale(p)) {
            throw new IllegalStateException(type() + where + ": " + p + " has changed since its gradient was computed."
                    + " Call forward.backward(loss.gradient(...)) before each step(). If you do, check that this"
                    + " optimizer belongs to this model and that only one thread trains it. No parameter was changed.");
        }
        double[] g = p.gradient().values();
        if (!p.gradient().isFinite()) {
            int cols = p.gradient().cols();
            int i = IntStream.range(0, g.length).filter(k -> !Double.isFinite(g[k])).findFirst().orElseThrow();
            throw new NonFiniteGradientException(p, type() + where + ": the gradient of " + p + " is "
                    + (IntStream.range(0, g.length).allMatch(k -> Double.isNaN(g[k]))
                    ? "NaN everywhere. Either no backward pass has reached it: call"
                    + " forward.backward(loss.gradient(...)) first, and make the optimizer with model.parameters() of"
                    + " this very model, not of a copy. Or the loss itself was NaN."
                    : g[i] + " at row " + i / cols + ", column " + i % cols + ". Try a smaller learning rate, and"
                    + " inputs scaled to about [0, 1].") + " No parameter was changed.");
        }
    }

    /** Checks an option's new value, and that no step has been made with another one. */
    final double option(String name, double value, boolean allowed, String expected) {
        require(name, value, allowed, expected);
        if (steps > 0) {
            throw new IllegalStateException(type() + ": " + name + " was set to " + value + " after step " + steps
                    + ", but options are fixed from the first step on. Set it where the optimizer is made.");
        }
        return value;
    }

    private void require(String what, double value, boolean allowed, String expected) {
        if (!allowed || !Double.isFinite(value)) {
            throw new IllegalArgumentException(type() + ": " + what + " is " + value + "; expected a number "
                    + expected + ".");
        }
    }

    private String type() {
        return getClass().getSimpleName().isEmpty() ? "Optimizer" : getClass().getSimpleName();
    }

    /** {@return non-default options, as in {@code ", momentum 0.9"}; a run resumes only with the same ones} */
    public String options() {
        return "";
    }

    static String optionText(String name, double value, double usual) {
        return value == usual ? "" : ", " + name + " " + value;
    }

    /** {@return the name, the learning rate and the options that were set, as in {@code Sgd(0.1, momentum 0.9)}} */
    @Override
    public String toString() {
        return type() + "(" + learningRate + options() + ")";
    }
}
