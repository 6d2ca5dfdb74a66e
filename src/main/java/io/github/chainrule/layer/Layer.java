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
 * <p>The letters are the same in every layer: {@code x} is the input, {@code y} the output, L the loss;
 * {@code dx = dL/dx} and {@code dy = dL/dy} are how the loss changes with them, entry by entry, so dx has the shape of
 * x. Rows are examples. {@code A·B} is the matrix product, {@code a ⊙ b} multiplies entry by entry.
 *
 * <p><b>Its life.</b> It is made once, with its parameters, and put into a model. Each batch calls {@link #forward},
 * and the pass keeps x and y. The backward pass hands both back, in {@link #computeParameterGradients} and
 * {@link #inputGradient}, in any order; for the first layer of a model it calls the latter only if the input's gradient
 * is asked for. Then the optimizer changes the parameters in place. A prediction only calls {@link #forward}. Since a
 * layer keeps no activations, many threads can use it at once, there is nothing to reset, and you can look at
 * everything.
 *
 * <p><b>Its limits.</b> One matrix goes in and one comes out, with a row for each example. There are no branches,
 * unless a single layer contains them, and no axes but rows and columns. Nothing is remembered from one batch to the
 * next, as a running mean or a recurrent state would be.
 *
 * <p>A layer of your own implements {@link #forward} and {@link #inputGradient}. If it has parameters, it also
 * implements {@link #computeParameterGradients}, {@link #parameters} and {@link #copy}; if it changes the number of
 * columns, {@link #inputSize} and {@link #outputSize}; if it draws random numbers in training, {@link #isRandom} and
 * {@link #forTraining}. {@code GradientCheck} compares its gradients with numeric ones.
 *
 * {@snippet :
 * // y = x², so dx = dy ⊙ 2x
 * record Square() implements Layer {
 *
 *     @Override
 *     public Matrix forward(Matrix x) {
 *         return x.map(v -> v * v);
 *     }
 *
 *     @Override
 *     public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
 *         return x.map(dy, (v, d) -> d * 2 * v);
 *     }
 * }
 * }
 */
public interface Layer {

    /**
     * {@code y = f(x; θ)}; touches no state.
     *
     * @param x batch × in; only read
     * @return y, batch × out; a new matrix
     * @throws IllegalArgumentException if x doesn't have as many columns as the layer expects
     */
    Matrix forward(Matrix x);

    /**
     * How the loss changes with the input. That is the chain rule: in each example, x<sub>i</sub> changes the loss
     * through every output that it feeds, {@code dxᵢ = Σⱼ dyⱼ · ∂yⱼ/∂xᵢ}. Use x or y, whichever makes the formula
     * shorter: a sigmoid needs y, a linear layer neither.
     *
     * @param x  batch × in, what {@link #forward} was given; only read
     * @param y  batch × out, what {@link #forward} returned for x; only read
     * @param dy batch × out, dL/dy; only read
     * @return dL/dx, batch × in; a new matrix
     */
    Matrix inputGradient(Matrix x, Matrix y, Matrix dy);

    /**
     * How the loss changes with the parameters: {@code dθ = Σⱼ dyⱼ · ∂yⱼ/∂θ}, summed over the examples. Each
     * parameter's gradient is <b>overwritten</b>, never added to, so there is nothing to set to zero first.
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

    /** {@return whether the layer draws random numbers in training, as {@link Dropout} does} */
    default boolean isRandom() {
        return false;
    }

    /**
     * The layer for one training pass, with its random numbers drawn, if it {@linkplain #isRandom is random}. The
     * returned layer keeps them, so the backward pass uses the same ones; this layer doesn't change.
     *
     * @param x      batch × in, what the pass will give to {@link #forward}; only read
     * @param random where the randomness comes from
     * @return a layer with the same parameters; this one, unless it is random
     */
    default Layer forTraining(Matrix x, RandomGenerator random) {
        return this;
    }

    /**
     * A layer with copies of this one's parameters, which can be trained independently.
     *
     * @return the copy; this layer itself if it has no parameters
     * @throws UnsupportedOperationException if it has parameters and doesn't override this method
     */
    default Layer copy() {
        if (parameters().isEmpty()) {
            return this;
        }
        throw new UnsupportedOperationException(name() + ": it has parameters, so it must override copy() and return a"
                + " new layer with new Parameter(p.name(), p.value().copy()) for each.");
    }

    /** {@return what messages and tables call it: the name of its class, unless a layer says more} */
    default String name() {
        return getClass().getSimpleName().isEmpty() ? "Layer" : getClass().getSimpleName();
    }
}
