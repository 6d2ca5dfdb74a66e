// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;

import java.util.List;

/** What shall become small, and so how the network ends. Two classes have one output, more have one for each. */
enum Goal {

    /** The probability's logarithm, of a network that ends with a probability. */
    PROBABILITY,
    /** The same number, of a network that ends before the sigmoid. */
    LOGITS,
    SQUARES;

    /** A softmax is always inside the loss. */
    private boolean endsWithSigmoid(int classes) {
        return this == SQUARES || this == PROBABILITY && classes == 2;
    }

    /** What follows the last linear layer. */
    List<Layer> end(int classes) {
        return endsWithSigmoid(classes) ? List.of(new Sigmoid()) : List.of();
    }

    Loss loss(int classes) {
        return this == SQUARES ? new MeanSquaredError() : classes > 2 ? new CrossEntropy()
                : this == LOGITS ? new BinaryCrossEntropyWithLogits() : new BinaryCrossEntropy();
    }

    /** {@link #end} in Java. */
    List<String> endCode(int classes) {
        return endsWithSigmoid(classes) ? List.of("new Sigmoid()") : List.of();
    }

    /** {@link #loss} in Java. */
    String lossCode(int classes) {
        return "new " + loss(classes).getClass().getSimpleName() + "()";
    }
}
