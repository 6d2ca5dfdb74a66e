package io.github.chainrule.optimizer;

import io.github.chainrule.layer.Parameter;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Changes parameters so that the loss falls: one {@link #step()} after each backward pass.
 *
 * <p>It is bound to its parameters when it is made, because most optimizers remember something about each:
 * {@code new Adam(model.parameters(), 0.001)}. In the formulas θ is a parameter, g its gradient, η the learning rate.
 *
 * {@snippet file="io/github/chainrule/examples/OptimizerExamplesTest.java" region="optimizer"}
 *
 * <p>An optimizer of one's own:
 *
 * {@snippet file="io/github/chainrule/examples/OptimizerExamplesTest.java" region="own"}
 */
public abstract class Optimizer {

    private final List<Parameter> parameters;
    private final double learningRate;

    /**
     * Binds the optimizer to its parameters.
     *
     * @param parameters   what {@link #step()} changes, at least one
     * @param learningRate η, above 0
     * @throws IllegalArgumentException if there are no parameters, one is there twice, or η isn't above 0
     * @throws NullPointerException     if the list or a parameter is null
     */
    protected Optimizer(List<Parameter> parameters, double learningRate) {
        Objects.requireNonNull(parameters, () -> name() + ": parameters is null. Pass model.parameters().");
        parameters.forEach(p -> Objects.requireNonNull(p, () -> name() + ": a parameter is null."));
        this.parameters = List.copyOf(parameters);
        if (this.parameters.isEmpty()) {
            throw new IllegalArgumentException(name() + ": there are no parameters to update."
                    + " Pass model.parameters() of a model with at least one Linear.");
        }
        Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Parameter p : this.parameters) {
            if (!seen.add(p)) {
                throw new IllegalArgumentException(name() + ": the parameter " + p + " was passed twice,"
                        + " and would be updated twice in each step. Pass each one once.");
            }
        }
        this.learningRate = learningRate;
        require("the learning rate", learningRate, learningRate > 0, "above 0, such as 0.001");
        this.parameters.forEach(Parameter::stepExpected);
    }

    /** {@return what {@link #step()} changes} */
    public final List<Parameter> parameters() {
        return parameters;
    }

    /** {@return η} */
    public final double learningRate() {
        return learningRate;
    }

    /**
     * Changes every parameter once, by the gradients that the last backward pass left. Each gradient is used once.
     *
     * @throws NonFiniteGradientException if a gradient is not finite, or no backward pass has been made; then nothing
     *                                    has been changed
     * @throws IllegalStateException      if a gradient was used already, or the value has changed otherwise since; then
     *                                    nothing has been changed
     */
    public final void step() {
        for (Parameter p : parameters) {
            if (p.isGradientStale()) {
                throw new IllegalStateException(name() + ".step: " + p + " has changed since its gradient was computed:"
                        + " one gradient is good for one step. Call pass.backward(loss.gradient(...)) before each"
                        + " step(). If it was called, is this another model's optimizer, or do two threads train one"
                        + " model? No parameter was changed.");
            }
            if (!p.gradient().isFinite()) {
                throw new NonFiniteGradientException(p,
                        name() + ".step: " + whatIsWrongWith(p) + " No parameter was changed.");
            }
        }
        update();
        parameters.forEach(Parameter::valueChanged);
    }

    /** Changes every parameter; called when all gradients are known to be finite. */
    protected abstract void update();

    private static String whatIsWrongWith(Parameter p) {
        int first = -1;
        int count = 0;
        for (int i = 0; i < p.size(); i++) {
            if (!Double.isFinite(p.gradient().values()[i])) {
                first = first < 0 ? i : first;
                count++;
            }
        }
        double g = p.gradient().values()[first];
        if (count == p.size() && Double.isNaN(g)) {
            return "the gradient of " + p + " is NaN everywhere: either no backward pass has reached it,"
                    + " then call pass.backward(loss.gradient(...)) before step(), or the loss itself was NaN.";
        }
        return "the gradient of " + p + " is " + g + " at row " + first / p.gradient().cols() + ", column "
                + first % p.gradient().cols() + " (" + count + " of " + p.size() + " entries are not finite)."
                + " Try a smaller learning rate, and inputs scaled to about [0, 1].";
    }

    /**
     * Refuses a setting.
     *
     * @param what     its name
     * @param value    what it was set to
     * @param ok       whether that is allowed
     * @param expected what would be
     * @throws IllegalArgumentException if it isn't, or isn't finite
     */
    final void require(String what, double value, boolean ok, String expected) {
        if (!ok || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name() + ": " + what + " is " + value + "; expected a number "
                    + expected + ".");
        }
    }

    private String name() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? "Optimizer" : name;
    }

    /** {@return the name and the learning rate, as in {@code Adam(0.001)}} */
    @Override
    public String toString() {
        return name() + "(" + learningRate + ")";
    }
}
