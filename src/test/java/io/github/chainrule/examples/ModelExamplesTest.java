// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of {@code model}: {@code SnippetsTest} compares the lines. */
class ModelExamplesTest {

    @Test
    void model() {
        Random random = new Random(42);
        Sequential model = new Sequential(
                new Linear(784, 16, random), new ReLU(),
                new Linear(16, 1, random), new Sigmoid());
        Summary summary = model.summary();              // System.out.println(summary) prints a table
        assertThat(summary.parameterCount()).isEqualTo(784 * 16 + 16 + 16 + 1);
        Matrix inputs = Matrix.zeros(64, 784);
        Matrix targets = Matrix.zeros(64, 1);
        Loss loss = new BinaryCrossEntropy();
        ForwardPass forward = model.forward(inputs);
        Matrix hidden = forward.activation(2);                                  // what the ReLU returned
        BackwardPass backward = forward.backward(loss.gradient(forward.output(), targets));
        Matrix dHidden = backward.gradient(2);                                  // how the loss changes with it
        assertThat(hidden.shape()).isEqualTo(dHidden.shape()).isEqualTo("(64 x 16)");
        assertThat(forward).hasToString(
                "ForwardPass[a0 (64 x 784), a1 (64 x 16), a2 (64 x 16), a3 (64 x 1), a4 (64 x 1)]");
        assertThat(backward).hasToString(
                "BackwardPass[dL/da1 (64 x 16), dL/da2 (64 x 16), dL/da3 (64 x 1), dL/da4 (64 x 1)]");
    }
}
