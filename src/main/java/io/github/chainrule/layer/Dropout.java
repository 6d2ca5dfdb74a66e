// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import io.github.chainrule.matrix.Matrix;

import java.util.random.RandomGenerator;

/**
 * Switches off some of the neurons, different ones in each training pass. The idea is that no neuron can then rely on a
 * certain other one, and the network memorizes less of its training data.
 *
 * <pre>
 *   training    mask = 0 with probability p, and 1/(1−p) otherwise, drawn for each entry and each pass
 *               y  = x ⊙ mask           dx = dy ⊙ mask
 *   else        y  = x                  dx = dy
 * </pre>
 *
 * <p>In training, the pass replaces this layer with one whose mask is drawn: {@code model.forward(x, random)} calls
 * {@link #forTraining}, which draws a {@code nextDouble()} for each entry, row after row, and puts a 0 where it is
 * below p. So the same generator gives the same masks. The factor 1/(1−p) makes up for the zeros: the mean of y is x,
 * so a prediction, which never draws, sees sums of the usual size.
 *
 * {@snippet :
 * Random random = new Random(42);
 * Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Dropout(0.5),
 *         new Linear(16, 1, random), new Sigmoid());
 * ForwardPass forward = model.forward(inputs, random);    // draws a mask
 * Matrix p = model.output(inputs);                        // doesn't
 * }
 *
 * @param p how likely each entry is to be switched off in training, above 0 and below 1; 0.5 is usual, 0.2 is mild
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., "Dropout" (2014)</a>
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.Dropout.html">torch.nn.Dropout</a>
 */
public record Dropout(double p) implements Layer {

    /**
     * A dropout layer.
     *
     * @throws IllegalArgumentException if p is out of range
     */
    public Dropout {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("Dropout: expected a probability p above 0 and below 1, such as 0.5, got"
                    + " " + p + "." + (p == 0 ? " In Java 1 / 2 is 0: write 0.5. To drop nothing, leave the layer out."
                    : ""));
        }
    }

    @Override
    public Matrix forward(Matrix x) {
        return x.copy();
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        return dy.copy();
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    public Layer forTraining(Matrix x, RandomGenerator random) {
        double kept = 1 / (1 - p);
        return new Masked(name(), x.map(v -> random.nextDouble() < p ? 0 : kept));
    }

    /** {@return {@code Dropout(p)}} */
    @Override
    public String name() {
        return "Dropout(" + p + ")";
    }

    /** A dropout layer with its mask drawn. */
    private record Masked(String name, Matrix mask) implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            return x.map(mask, (v, m) -> v * m);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return dy.map(mask, (d, m) -> d * m);
        }
    }
}
