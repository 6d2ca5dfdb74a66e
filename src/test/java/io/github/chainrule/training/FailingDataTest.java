// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves behind when its data can no longer be read. */
class FailingDataTest {

    private static final int BATCH = 64;
    private static final int READABLE = 5 * BATCH;
    private static final Loss SQUARES = new MeanSquaredError();

    /** Examples of random numbers; from {@code readable} on, reading them throws. */
    private record Disk(int inputSize, int readable, Throwable failure) implements Dataset {

        @Override
        public int size() {
            return 2 * READABLE;
        }

        @Override
        public int targetSize() {
            return 1;
        }

        @Override
        public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
            for (int r = 0; r < length; r++) {
                if (indices[offset + r] >= readable) {
                    Disk.<RuntimeException>throwUndeclared(failure);
                }
                Random random = new Random(indices[offset + r]);
                for (int j = 0; j < inputSize; j++) {
                    inputs.set(r, j, random.nextGaussian());
                }
                targets.set(r, 0, random.nextGaussian());
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void throwUndeclared(Throwable e) throws E {
            throw (E) e;
        }
    }

    private static Sequential network(int inputs) {
        return new Sequential(new Linear(inputs, 1, new Random(1)));
    }

    /**
     * Another language, or a trick with generics, can throw what {@link Dataset#read} doesn't declare. Batches of 2
     * inputs are read by the caller, those of 100 by a thread of their own.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void a_checked_exception_comes_out_of_fit_as_itself_after_the_steps_before_it(int inputs) {
        IOException gone = new IOException("the disk is gone");
        Dataset disk = new Disk(inputs, READABLE, gone);
        Sequential model = network(inputs);
        Adam adam = new Adam(model.parameters(), 0.01);
        Trainer trainer = new Trainer(model, SQUARES, adam).batchSize(BATCH).shuffle(false);

        assertThatThrownBy(() -> trainer.fit(disk)).isSameAs(gone);

        Sequential byHand = network(inputs);
        Adam adamByHand = new Adam(byHand.parameters(), 0.01);
        for (Batch batch : Batches.inOrder(disk.subset(IntStream.range(0, READABLE).toArray()), BATCH)) {
            ForwardPass pass = byHand.forward(batch.inputs());
            pass.backward(SQUARES.gradient(pass.output(), batch.targets()));
            adamByHand.step();
        }
        assertThat(adam.stepCount()).isEqualTo(5);
        assertThat(Toy.weights(model)).isEqualTo(Toy.weights(byHand));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void training_goes_on_where_it_stopped_when_the_data_are_back(int inputs) {
        Sequential model = network(inputs);
        Trainer trainer = new Trainer(model, SQUARES, new Adam(model.parameters(), 0.01)).batchSize(BATCH);
        assertThatThrownBy(() -> trainer.fit(new Disk(inputs, 0, new IOException("the disk is gone"))))
                .hasMessage("the disk is gone");
        Dataset back = new Disk(inputs, 2 * READABLE, new AssertionError());

        assertThat(trainer.fit(back).epochs()).hasSize(1);
        Sequential undisturbed = network(inputs);
        new Trainer(undisturbed, SQUARES, new Adam(undisturbed.parameters(), 0.01)).batchSize(BATCH).fit(back);
        assertThat(Toy.weights(model)).isEqualTo(Toy.weights(undisturbed));
    }

    @Test
    void data_that_have_gone_say_so_themselves_when_a_run_is_resumed() {
        Sequential model = network(2);
        Adam adam = new Adam(model.parameters(), 0.01);
        IOException gone = new IOException("the disk is gone");
        Checkpoint checkpoint = new TrainingRun(model, SQUARES, adam, new Disk(2, 2 * READABLE, gone)).checkpoint();
        Trainer resumed = new Trainer(model, SQUARES, adam).resumeFrom(checkpoint);

        assertThatThrownBy(() -> resumed.fit(new Disk(2, 0, gone))).isSameAs(gone);
    }
}
