// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix that training changes, and how the loss moves with it.
 *
 * <p>A backward pass overwrites {@link #gradient()}; an optimizer reads it and changes {@link #value()}. Both keep
 * their shape and their identity for life. Until the first backward pass the gradient is NaN everywhere: it isn't known
 * yet, and unlike 0, NaN can't be mistaken for a result.
 *
 * <p>A gradient belongs to one value, and is good for one step. So a parameter counts how often its value has changed:
 * a forward pass refuses to go back if the value has changed since, and an optimizer refuses to use a gradient twice.
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="parameter"}
 */
public final class Parameter {

    /** So many backward passes without the first step are no inspection any more. */
    private static final int PATIENCE = 100;

    private final String name;
    private final Matrix value;
    private final Matrix gradient;
    private int version;
    /** Of which version the gradient is; below 0 as long as no backward pass has written one. */
    private int gradientVersion = -1;
    /** How many gradients the first step has let pass; below 0 when no optimizer is to make one. */
    private int unused = -1;

    /**
     * A parameter with its initial value.
     *
     * @param name  what messages and files call it, such as {@code weight}
     * @param value the initial value; <b>kept, not copied</b>, and changed by training
     * @throws NullPointerException if one of them is null
     */
    public Parameter(String name, Matrix value) {
        this.name = Objects.requireNonNull(name, "Parameter: name is null.");
        this.value = Objects.requireNonNull(value, "Parameter: value is null.");
        this.gradient = Matrix.zeros(value.rows(), value.cols());
        Arrays.fill(gradient.values(), Double.NaN);
    }

    /** {@return what messages and files call it} */
    public String name() {
        return name;
    }

    /** {@return the value θ itself, not a copy: an optimizer changes it in place} */
    public Matrix value() {
        return value;
    }

    /** {@return dL/dθ of the last backward pass, in the shape of θ: not a copy, each backward pass overwrites it} */
    public Matrix gradient() {
        return gradient;
    }

    /** {@return how often the value has changed: once with each step, and not at all if {@code step()} is forgotten} */
    public int version() {
        return version;
    }

    /** Says that the value has changed. An optimizer's step calls this; so must you, where you change the value. */
    public void markChanged() {
        version++;
        unused = -1;
    }

    /**
     * Says that the gradient has been written, and belongs to the present value. A backward pass calls this.
     *
     * @throws IllegalStateException if an optimizer waits for its first step, and this is the 101st gradient since
     */
    public void gradientWritten() {
        gradientVersion = version;
        if (unused >= 0 && unused++ == PATIENCE) {
            throw new IllegalStateException("backward: " + PATIENCE + " gradients of " + this + " have been overwritten"
                    + " and none was used: an optimizer was made, but it has never made a step. Was optimizer.step()"
                    + " left out of the loop? To look at gradients before training, make the optimizer later.");
        }
    }

    /** Says that an optimizer is going to change the value, so that a forgotten {@code step()} is noticed. */
    public void stepExpected() {
        unused = Math.max(unused, 0);
    }

    /** {@return whether the value has changed since a backward pass wrote the gradient; false if none ever did} */
    public boolean isGradientStale() {
        return gradientVersion >= 0 && gradientVersion != version;
    }

    /** {@return how many numbers it holds} */
    public int size() {
        return value.values().length;
    }

    /** {@return name and shape, as in {@code weight (784 x 16)}} */
    @Override
    public String toString() {
        return name + " " + value.shape();
    }
}
