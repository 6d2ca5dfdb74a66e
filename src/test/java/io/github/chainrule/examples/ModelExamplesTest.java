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

/** The examples in the Javadoc of {@code model}: it shows the regions. */
class ModelExamplesTest {

    @Test
    void model() {
        // @start region=sequential
        Random random = new Random(42);
        Sequential model = new Sequential(
                new Linear(784, 16, random), new ReLU(),
                new Linear(16, 1, random), new Sigmoid());
        // @end
        // @start region=summary
        Summary summary = Summary.of(model);            // System.out.println(summary) prints a table
        // @end
        assertThat(summary.parameters()).isEqualTo(784 * 16 + 16 + 16 + 1);
        Matrix inputs = Matrix.zeros(64, 784);
        Matrix targets = Matrix.zeros(64, 1);
        Loss loss = new BinaryCrossEntropy();
        // @start region=pass
        ForwardPass pass = model.forward(inputs);
        Matrix hidden = pass.activation(2);                                     // what the ReLU returned
        BackwardPass back = pass.backward(loss.gradient(pass.output(), targets));
        Matrix dHidden = back.gradient(2);                                      // how the loss moves with it
        // @end
        assertThat(hidden.shape()).isEqualTo(dHidden.shape()).isEqualTo("(64 x 16)");
        assertThat(pass).hasToString(
                "ForwardPass[a0 (64 x 784), a1 (64 x 16), a2 (64 x 16), a3 (64 x 1), a4 (64 x 1)]");
        assertThat(back).hasToString(
                "BackwardPass[dL/da1 (64 x 16), dL/da2 (64 x 16), dL/da3 (64 x 1), dL/da4 (64 x 1)]");
    }
}
