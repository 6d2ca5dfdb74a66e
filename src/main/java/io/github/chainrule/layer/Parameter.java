package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/**
 * A matrix that training changes, and how the loss moves with it.
 *
 * <p>A backward pass overwrites {@link #gradient()}; an optimizer reads it and changes {@link #value()}. Both keep
 * their shape and their identity for life. Until the first backward pass the gradient is NaN everywhere: it is not
 * known yet, and NaN, unlike 0, can't be mistaken for a result.
 */
public final class Parameter {

    private final String name;
    private final Matrix value;
    private final Matrix gradient;

    /**
     * A parameter with its initial value.
     *
     * @param name  what messages and files call it, such as {@code weight}
     * @param value the initial value; <b>kept, not copied</b>, and changed by training
     */
    public Parameter(String name, Matrix value) {
        this.name = name;
        this.value = value;
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
