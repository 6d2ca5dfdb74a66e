// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A differentiable function from (batch × in) to (batch × out), {@code y = f(x; θ)}. It owns its parameters θ and
 * nothing else.
 *
 * <p>A layer keeps no activations: it is given {@code x} and {@code y} again when it is asked for a gradient. So many
 * threads can use it at once, there is nothing to reset, and you can look at everything.
 *
 * <p><b>Its life.</b> It is made once, with its parameters, and put into a model. Each batch calls {@link #forward},
 * and the pass keeps x and y. The way back calls {@link #computeParameterGradients} first, then {@link #inputGradient}, with
 * the same x and y; for the first layer of a model it calls the latter only if somebody wants to know. Then the
 * optimizer changes the parameters in place. Prediction calls {@link #forward} alone.
 *
 * <p><b>Its limits.</b> One matrix goes in and one comes out, with a row for each example. There are no branches,
 * unless a single layer contains them, and no axes but rows and columns. Nothing is remembered from one batch to the
 * next, as a running mean or a recurrent state would be.
 *
 * <p>The letters are the same in every layer: {@code x} is the input, {@code y} the output, L the loss,
 * {@code dx = dL/dx} and {@code dy = dL/dy} how the loss moves with them. Rows are examples.
 *
 * <p>A layer of your own implements {@link #forward} and {@link #inputGradient}. If it has parameters, it also
 * implements {@link #computeParameterGradients} and {@link #parameters}; if it changes the number of columns,
 * {@link #inputSize} and {@link #outputSize}; if it draws random numbers in training, {@link #forTraining}.
 *
 * {@snippet file="io/github/chainrule/examples/LayerExamplesTest.java" region="layer"}
 */
public interface Layer {

    /**
     * {@code y = f(x; θ)}; touches no state.
     *
     * @param x batch × in; only read
     * @return y, batch × out; a new matrix
     * @throws IllegalArgumentException if x has not as many columns as the layer expects
     */
    Matrix forward(Matrix x);

    /**
     * How the loss moves with the input: {@code dx = dy · ∂y/∂x}, the chain rule.
     *
     * @param x  batch × in, what {@link #forward} was given; only read
     * @param y  batch × out, what {@link #forward} returned for x; only read
     * @param dy batch × out, dL/dy; only read
     * @return dL/dx, batch × in; a new matrix
     */
    Matrix inputGradient(Matrix x, Matrix y, Matrix dy);

    /**
     * How the loss moves with the parameters: {@code dθ = dy · ∂y/∂θ}. Each parameter's gradient is <b>overwritten</b>,
     * never added to, so there is nothing to set to zero first.
     *
     * @param x  batch × in, what {@link #forward} was given; only read
     * @param y  batch × out, what {@link #forward} returned for x; only read
     * @param dy batch × out, dL/dy; only read
     */
    default void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
    }

    /** {@return θ: what training changes; the same objects at each call} */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** {@return how many columns x must have; empty when any number will do} */
    default OptionalInt inputSize() {
        return OptionalInt.empty();
    }

    /**
     * How many columns y has.
     *
     * @param inputSize how many columns x has
     * @return the number of columns of y; the same as x, unless a layer says otherwise
     */
    default int outputSize(int inputSize) {
        return inputSize;
    }

    /**
     * The layer as it behaves in one training pass, if it draws random numbers there, as {@link Dropout} does. The
     * layer that is returned keeps what was drawn, so that going back uses the same numbers; this one stays as it is.
     *
     * @param x      batch × in, what the pass is going to give to {@link #forward}; only read
     * @param random where the randomness comes from; not touched when x has no rows
     * @return a layer with the same parameters; this one, unless it draws
     */
    default Layer forTraining(Matrix x, RandomGenerator random) {
        return this;
    }

    /** {@return what messages and tables call it: its {@code toString()}, or its class's name if it has none} */
    default String name() {
        String text = toString();
        String type = getClass().getName();
        if (!text.startsWith(type + "@")) {
            return text;
        }
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? type.substring(type.lastIndexOf('.') + 1) : simple;
    }
}
