// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The job this library is made for, next to PyTorch: 784-16-1 learns to tell 0 from 1, one epoch of Adam in the order
 * of the file, from PyTorch's initial values.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MnistParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-mnist-0v1.txt");
    private static final List<String> PARAMETERS = List.of("0.weight", "0.bias", "2.weight", "2.bias");
    private static final int BATCH_SIZE = 64;

    private final Loss loss = new BinaryCrossEntropy();
    private final Sequential model = new Sequential(
            new Linear(parameter("initial.0.weight"), parameter("initial.0.bias")), new ReLU(),
            new Linear(parameter("initial.2.weight"), parameter("initial.2.bias")), new Sigmoid());

    private final List<Double> stepLosses = new ArrayList<>();
    private List<Matrix> firstGradient;
    private Batch test;

    private static Matrix parameter(String name) {
        return name.endsWith("weight") ? REFERENCE.weight(name) : REFERENCE.get(name);
    }

    @BeforeAll
    void train_for_one_epoch() throws IOException {
        Mnist mnist = Mnist.load();
        Adam adam = new Adam(model.parameters(), 0.001);
        for (Batch batch : Batches.inOrder(mnist.training(Task.pair(0, 1)), BATCH_SIZE)) {
            ForwardPass pass = model.forward(batch.inputs());
            stepLosses.add(loss.value(pass.output(), batch.targets()));
            pass.backward(loss.gradient(pass.output(), batch.targets()));
            if (firstGradient == null) {
                firstGradient = model.parameters().stream().map(p -> p.gradient().copy()).toList();
            }
            adam.step();
        }
        Dataset all = mnist.test(Task.pair(0, 1));
        test = Batches.inOrder(all, all.size()).iterator().next();
    }

    @Test
    void the_first_gradient_is_that_of_pytorch() {
        for (int i = 0; i < PARAMETERS.size(); i++) {
            String name = "first_gradient." + PARAMETERS.get(i);
            Parity.assertSame(name, firstGradient.get(i), parameter(name));
        }
    }

    @Test
    void the_loss_of_each_of_the_198_steps_is_that_of_pytorch() {
        assertThat(stepLosses).hasSize(198);
        Parity.assertSame("step_loss", Matrix.row(stepLosses.stream().mapToDouble(l -> l).toArray()),
                REFERENCE.get("step_loss"));
    }

    @Test
    void every_final_weight_is_that_of_pytorch() {
        for (int i = 0; i < PARAMETERS.size(); i++) {
            String name = "final." + PARAMETERS.get(i);
            Parity.assertSame(name, model.parameters().get(i).value(), parameter(name));
        }
    }

    @Test
    void the_trained_model_predicts_what_that_of_pytorch_predicts() {
        Matrix output = model.output(test.inputs());
        Matrix reference = REFERENCE.get("test_output_first_20");
        Parity.assertSame("test_output_first_20",
                Matrix.column(IntStream.range(0, 20).mapToDouble(i -> output.get(i, 0)).toArray()), reference);
        Parity.assertSame("test_loss", loss.value(output, test.targets()), REFERENCE.number("test_loss"));

        long hits = IntStream.range(0, test.size())
                .filter(i -> (output.get(i, 0) > 0.5 ? 1 : 0) == test.targets().get(i, 0)).count();
        assertThat((double) hits / test.size()).isEqualTo(REFERENCE.number("test_accuracy"));
    }
}
