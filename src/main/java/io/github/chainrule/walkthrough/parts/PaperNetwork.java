// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

/** The network that chapter HandCalculation goes through forward, and chapter Backpropagation backward. */
public final class PaperNetwork {

    private PaperNetwork() {
    }

    /** Two inputs, two hidden neurons, one output, with weights that are easy to multiply by. */
    // @start region="network"
    public static Sequential model() {
        // W0: a row for each input, a column for each hidden neuron
        Matrix w0 = Matrix.of(new double[] {0.5, -1},
                              new double[] {1, 0.5});
        Matrix b0 = Matrix.row(-0.5, -0.25);
        // W2: a row for each hidden neuron, a column for the output
        Matrix w2 = Matrix.column(2, -1.5);
        Matrix b2 = Matrix.row(-0.5);
        Linear hidden = new Linear(w0, b0);
        Linear output = new Linear(w2, b2);
        return new Sequential(hidden, new Sigmoid(), output, new Sigmoid());
    }

    /** One example: an image of two pixels. */
    public static Matrix input() {
        return Matrix.row(1, 0.5);
    }

    /** It is of class 1. */
    public static Matrix target() {
        return Matrix.row(1);
    }

    public static Loss loss() {
        return new BinaryCrossEntropy();
    }
    // @end
}
