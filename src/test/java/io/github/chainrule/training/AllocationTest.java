// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final int BATCH = 64;
    private static final int STEPS = 500;
    /** Forward z₁, a₁, z₂, a₂; backward da₂, dz₂, da₁, dz₁: each 64 × 16 or 64 × 1 doubles. */
    private static final long ACTIVATIONS = 8L * BATCH * (4 * 16 + 4);
    /**
     * Array and object headers, lists, the vectors of zeros that sums start from, and those of SIMD that the compiler
     * hasn't removed, as it doesn't always. A copy of the weights or their gradients would be 100,616.
     */
    private static final long AROUND_THEM = 16_384;
    private static final long MOST = ACTIVATIONS + AROUND_THEM;

    private final Random random = new Random(42);
    private final Sequential model = new Sequential(
            new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid());
    private final Loss loss = new BinaryCrossEntropy();
    private final Adam adam = new Adam(model.parameters(), 0.001);
    private final Matrix x = Matrix.zeros(BATCH, 784).map(v -> random.nextDouble());
    private final Matrix t = Matrix.zeros(BATCH, 1).map(v -> random.nextInt(2));

    /** Not the gradients, which are as large as the weights: they are overwritten. */
    @Test
    void a_step_of_the_main_job_allocates_little_more_than_its_small_activations() {
        assertThat(bytesPerStep(this::train, MOST)).isBetween(ACTIVATIONS, MOST);
    }

    /** What is remembered of each step, and handed to listeners and metrics, is small too. */
    @Test
    void nor_does_a_trainer_add_much() {
        Dataset data = Dataset.of(x, t);
        Trainer trainer = new Trainer(model, loss, adam).batchSize(BATCH).metric(new BinaryAccuracy()).epochs(STEPS);
        long batch = 8L * BATCH * (784 + 1);    // each of these epochs has one batch, and a buffer of its own

        assertThat(bytesPerStep(() -> trainer.fit(data), batch + MOST) - batch).isBetween(ACTIVATIONS, MOST);
    }

    /** Until the compiler has removed the vectors, they are objects; how long that takes is up to it. */
    private static long bytesPerStep(Runnable steps, long most) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > most; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            steps.run();
            least = Math.min(least, (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / STEPS);
        }
        return least;
    }

    private void train() {
        for (int step = 0; step < STEPS; step++) {
            ForwardPass pass = model.forward(x);
            loss.value(pass.output(), t);
            pass.backward(loss.gradient(pass.output(), t));
            adam.step();
        }
    }
}
