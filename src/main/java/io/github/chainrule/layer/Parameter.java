// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix θ that training changes, and its gradient dL/dθ: how the loss changes with it.
 *
 * <p>A backward pass overwrites {@link #gradient()}; an optimizer reads it and changes {@link #value()}. Both keep
 * their shape and their identity for life. Until the first backward pass the gradient is NaN everywhere: it isn't known
 * yet, and unlike 0, NaN can't be mistaken for a result.
 *
 * <p>A gradient belongs to one value, and is good for one step: an optimizer refuses to use it twice, and a forward
 * pass refuses to go back once the value has changed. {@code version()} counts the changes.
 *
 * {@snippet :
 * Linear neuron = new Linear(Matrix.column(0.5, -0.5), Matrix.row(0));
 * Parameter weight = neuron.weight();
 * Matrix x = Matrix.row(3, 7);
 * neuron.computeParameterGradients(x, neuron.forward(x), Matrix.row(10));
 * double g = weight.gradient().get(0, 0);         // 30: the input 3 times dL/dy = 10
 * }
 */
@SuppressWarnings("exports")    // of what it inherits, only version() is for other modules
public final class Parameter extends Versioned {

    private final String name;
    private final Matrix value;
    private final Matrix gradient;

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

    /** {@return θ itself, not a copy: an optimizer changes it in place} */
    public Matrix value() {
        return value;
    }

    /** {@return dL/dθ of the last backward pass, in the shape of θ: not a copy, each backward pass overwrites it} */
    public Matrix gradient() {
        return gradient;
    }

    /**
     * Copies a value into θ.
     *
     * @param value in the shape of θ; only read
     * @throws IllegalArgumentException if it has another shape
     */
    public void setValue(Matrix value) {
        copy(value, "value", this.value);
        markChanged();
    }

    /**
     * Copies a gradient that was computed without a backward pass.
     *
     * @param gradient dL/dθ for the present θ, in its shape; only read
     * @throws IllegalArgumentException if it has another shape
     */
    public void setGradient(Matrix gradient) {
        copy(gradient, "gradient", this.gradient);
        markGradientComputed(this);
    }

    private void copy(Matrix from, String what, Matrix to) {
        Checks.requireShape(this, what, from, to.rows(), to.cols());
        System.arraycopy(from.values(), 0, to.values(), 0, size());
    }

    /** Records that θ was changed in place: its gradient, and each pass made with it, can no longer be used. */
    public void markChanged() {
        countChange();
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
