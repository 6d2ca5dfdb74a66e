package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The values that a linear layer starts from.
 *
 * <p>All weights equal would keep all neurons of a layer equal for ever: each would get the same gradient. So they
 * start at random, and small, because each neuron sums over {@code in} inputs: the more inputs, the smaller the
 * weights must be for the sum to stay of one size from layer to layer.
 *
 * <p>Values are drawn row after row, the weights before the biases. {@code new Random(42)} is a generator whose
 * stream is specified, so that the same seed gives the same network on every machine.
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
        return (weight, bias, random) -> {
            double bound = 1 / Math.sqrt(weight.rows());
            fill(weight, bound, random);
            fill(bias, bound, random);
        };
    }

    /**
     * For ReLU: weights from U(−√(6/in), √(6/in)), whose variance is 2/in; biases 0. The 2 makes up for the half of
     * the values that a ReLU sets to zero.
     *
     * @return the initializer of He, Zhang, Ren and Sun, "Delving Deep into Rectifiers" (2015)
     */
    static Initializer he() {
        return (weight, bias, random) -> {
            fill(weight, Math.sqrt(6.0 / weight.rows()), random);
            Arrays.fill(bias.values(), 0);
        };
    }

    /**
     * For tanh and sigmoid: weights from U(−√(6/(in+out)), √(6/(in+out))); biases 0. It keeps the size of the values
     * forwards and of the gradients backwards about equal.
     *
     * @return the initializer of Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
     *         networks" (2010)
     */
    static Initializer glorot() {
        return (weight, bias, random) -> {
            fill(weight, Math.sqrt(6.0 / (weight.rows() + weight.cols())), random);
            Arrays.fill(bias.values(), 0);
        };
    }

    private static void fill(Matrix m, double bound, RandomGenerator random) {
        double[] v = m.values();
        for (int i = 0; i < v.length; i++) {
            v[i] = (2 * random.nextDouble() - 1) * bound;
        }
    }
}
