package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

/** The network that {@link HandCalculation} goes through forwards, and {@link Backpropagation} backwards. */
final class PaperNetwork {

    private PaperNetwork() {
    }

    /** Two inputs, two hidden neurons, one output, with weights that are easy to multiply by. */
    // @start region="network"
    static Sequential model() {
        Linear hidden = new Linear(
                Matrix.of(new double[] {0.5, -1},       // W0: from the first input to both hidden neurons,
                          new double[] {1, 0.5}),       //     from the second input to both hidden neurons
                Matrix.row(-0.5, -0.25));               // b0: the bias of each hidden neuron
        Linear output = new Linear(
                Matrix.column(2, -1.5),                 // W2: from both hidden neurons to the output
                Matrix.row(-0.5));                      // b2: the output's bias
        return new Sequential(hidden, new Sigmoid(), output, new Sigmoid());
    }

    /** One example: an image of two pixels. */
    static Matrix input() {
        return Matrix.row(1, 0.5);
    }

    /** It is of class 1. */
    static Matrix target() {
        return Matrix.row(1);
    }

    static Loss loss() {
        return new BinaryCrossEntropy();
    }
    // @end
}
