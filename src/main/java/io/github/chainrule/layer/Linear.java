// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A layer of {@code out} neurons, each a weighted sum of all inputs plus a bias: {@code y = x·W + b}.
 *
 * <pre>
 *   forward     y  = x·W + b            (batch × in)·(in × out) + (1 × out) → (batch × out)
 *   gradients   dx = dy·Wᵀ              an input changes the loss through each neuron that it feeds
 *               dW = xᵀ·dy              W[i][j] by input i times dy of neuron j, summed over the examples
 *               db = Σ rows of dy       b[j] by dy of neuron j, summed over the examples
 * </pre>
 *
 * <p>Column j of W holds the weights of neuron j. (PyTorch holds the transpose, (out, in).) With two examples, two
 * inputs and three neurons, and rows separated by semicolons:
 *
 * <pre>
 *   x = (1 2; 3 4)      W = (1 2 3; 4 5 6)      dy = (1 0 −1; 2 1 10)
 *
 *   y[0][0]  = 1·1 + 2·4 + b[0]           the inputs of example 0, times the weights of neuron 0
 *   dW[0][0] = 1·1 + 3·2 = 7              for each example: input 0, times dy of neuron 0
 *   dx[1][0] = 2·1 + 1·2 + 10·3 = 34      input 0 of example 1 feeds three neurons: dy of each, times its weight
 *   db       = (3 1 9)                    as dW, with 1 for the input
 * </pre>
 *
 * <p>The sums over the batch in dW and db carry no 1/N of their own: it is in {@code dy} already, from the loss.
 *
 * {@snippet :
 * Linear neurons = new Linear(Matrix.of(new double[][] {{1, 2}, {3, 4}}), Matrix.row(10, 20));
 * Matrix y = neurons.forward(Matrix.row(1, -1));  // 1·1 − 1·3 + 10 = 8 and 1·2 − 1·4 + 20 = 18
 * }
 *
 * @param weight W, in × out
 * @param bias   b, 1 × out
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Linear.html">torch.nn.Linear</a>
 */
public record Linear(Parameter weight, Parameter bias) implements Layer {

    /**
     * A layer with given parameters.
     *
     * @throws IllegalArgumentException if W is empty, or b isn't 1 × out
     */
    public Linear {
        Matrix w = weight.value();
        if (w.rows() == 0 || w.cols() == 0) {
            throw new IllegalArgumentException("Linear(" + w.rows() + ", " + w.cols()
                    + "): expected at least 1 input and 1 output, got 0.");
        }
        if (bias.value().rows() != 1 || bias.value().cols() != w.cols()) {
            throw new IllegalArgumentException("Linear: weight " + w.shape() + " needs a bias of (1 x " + w.cols()
                    + "), one for each neuron, got " + bias.value().shape()
                    + ". The weight is (in x out); PyTorch's is (out, in) and must be transposed.");
        }
    }

    /**
     * A layer with random initial values, those of {@link Initializer#uniform()}.
     *
     * @param in     how many columns x has, at least 1
     * @param out    how many neurons, and so how many columns y has, at least 1
     * @param random where the initial values come from; {@code new Random(42)} gives the same ones everywhere
     * @throws IllegalArgumentException if a size is below 1 or {@code in · out} is more than a matrix can hold
     */
    public Linear(int in, int out, RandomGenerator random) {
        this(in, out, Initializer.uniform(), random);
    }

    /**
     * A layer with initial values of your choice.
     *
     * @param in          how many columns x has, at least 1
     * @param out         how many neurons, and so how many columns y has, at least 1
     * @param initializer how to choose them
     * @param random      where the randomness comes from
     * @throws IllegalArgumentException if a size is below 1 or {@code in · out} is more than a matrix can hold
     */
    public Linear(int in, int out, Initializer initializer, RandomGenerator random) {
        this(Matrix.zeros(in, out), Matrix.zeros(1, out));
        Objects.requireNonNull(initializer, () -> name() + ": initializer is null. Pass Initializer.uniform().");
        Objects.requireNonNull(random, () -> name() + ": random is null. Pass one new Random(42) to all layers.");
        initializer.initialize(weight.value(), bias.value(), random);
    }

    /**
     * A layer with given values, for calculations by hand.
     *
     * @param weight W, in × out; kept, not copied, and changed by training
     * @param bias   b, 1 × out; kept, not copied, and changed by training
     * @throws IllegalArgumentException if W is empty, or b isn't 1 × out
     */
    public Linear(Matrix weight, Matrix bias) {
        this(new Parameter("weight", Objects.requireNonNull(weight, "Linear: weight is null.")),
                new Parameter("bias", Objects.requireNonNull(bias, "Linear: bias is null.")));
    }

    @Override
    public Matrix forward(Matrix x) {
        Checks.requireColumns(name(), "x", x, weight.value().rows());
        return x.timesPlusRow(weight.value(), bias.value());
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return dy.timesTranspose(weight.value());
    }

    @Override
    public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
        x.transposeTimesInto(dy, weight.gradient());    // dW ← xᵀ·dy
        dy.columnSumsInto(bias.gradient());             // db ← Σ rows of dy
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public OptionalInt inputSize() {
        return OptionalInt.of(weight.value().rows());
    }

    @Override
    public int outputSize(int inputSize) {
        return weight.value().cols();
    }

    @Override
    public Linear copy() {
        return new Linear(weight.value().copy(), bias.value().copy());
    }

    /** {@return {@code Linear(in, out)}} */
    @Override
    public String name() {
        return "Linear(" + weight.value().rows() + ", " + weight.value().cols() + ")";
    }
}
