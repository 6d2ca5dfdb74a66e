// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The values that a linear layer starts from.
 *
 * <p>If all weights started equal, all neurons of a layer would stay equal forever: each would get the same gradient.
 * So weights start at random. They start small, because each neuron sums over {@code in} inputs: the more inputs, the
 * smaller the weights must be for the sums to keep their size from layer to layer.
 *
 * <p>Values are drawn row after row, the weights before the biases. {@code new Random(42)} is a generator whose stream
 * is specified, so the same seed gives the same network on every machine. Pass the same generator to all layers: two
 * with the same seed would give two layers the same numbers.
 *
 * {@snippet :
 * Random random = new Random(42);
 * Linear hidden = new Linear(784, 16, Initializer.he(), random);
 * Linear output = new Linear(16, 1, Initializer.glorot(), random);
 * }
 */
@FunctionalInterface
public interface Initializer {

    /**
     * Overwrites both matrices with initial values.
     *
     * @param weight in × out; overwritten
     * @param bias   1 × out; overwritten
     * @param random where the randomness comes from
     */
    void initialize(Matrix weight, Matrix bias, RandomGenerator random);

    /**
     * PyTorch's default: weights and biases from U(−1/√in, 1/√in).
     *
     * @return the initializer that {@code new Linear(in, out, random)} uses
     * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Linear.html">torch.nn.Linear</a>
     */
    static Initializer uniform() {
        return new Named("uniform: weights and biases from U(-1/sqrt(in), 1/sqrt(in))", (weight, bias, random) -> {
            double bound = 1 / Math.sqrt(weight.rows());
            fill(weight, bound, random);
            fill(bias, bound, random);
        });
    }

    /**
     * For ReLU: weights from U(−√(6/in), √(6/in)), whose variance is 2/in; biases 0. The 2 makes up for the values that
     * a ReLU sets to zero, half of them. The paper's other form draws from a normal distribution; PyTorch calls this
     * one {@code kaiming_uniform_}.
     *
     * @return the initializer of He, Zhang, Ren and Sun, "Delving Deep into Rectifiers" (2015)
     */
    static Initializer he() {
        return new Named("he: weights from U(-sqrt(6/in), sqrt(6/in)), biases 0", (weight, bias, random) -> {
            fill(weight, Math.sqrt(6.0 / weight.rows()), random);
            Arrays.fill(bias.values(), 0);
        });
    }

    /**
     * For tanh and sigmoid: weights from U(−√(6/(in+out)), √(6/(in+out))); biases 0. With tanh it keeps the size of the
     * values in the forward pass and of the gradients in the backward pass about equal; the sigmoid's slope of at most
     * 1/4 makes both shrink all the same. PyTorch calls it {@code xavier_uniform_}.
     *
     * @return the initializer of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
     *         networks" (2010)
     */
    static Initializer glorot() {
        return new Named("glorot: weights from U(-sqrt(6/(in+out)), sqrt(6/(in+out))), biases 0",
                (weight, bias, random) -> {
                    fill(weight, Math.sqrt(6.0 / (weight.rows() + weight.cols())), random);
                    Arrays.fill(bias.values(), 0);
                });
    }

    /**
     * The same value for all weights; biases 0. Its only use is to show what goes wrong: with equal weights all neurons
     * of a layer get the same gradient and stay equal forever, and with 0 the layer passes no gradient on.
     *
     * @param value every weight; 0 for a network that never learns to tell its neurons apart
     * @return an initializer that draws nothing
     */
    static Initializer constant(double value) {
        return new Named("constant: weights " + value + ", biases 0", (weight, bias, random) -> {
            Arrays.fill(weight.values(), value);
            Arrays.fill(bias.values(), 0);
        });
    }

    private static void fill(Matrix m, double bound, RandomGenerator random) {
        Arrays.setAll(m.values(), i -> (2 * random.nextDouble() - 1) * bound);
    }
}

/** An initializer whose text says what it does. */
record Named(String text, Initializer rule) implements Initializer {

    @Override
    public void initialize(Matrix weight, Matrix bias, RandomGenerator random) {
        rule.initialize(weight, bias, random);
    }

    @Override
    public String toString() {
        return text;
    }
}
