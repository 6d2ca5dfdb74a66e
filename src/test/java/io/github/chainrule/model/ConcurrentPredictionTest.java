// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConcurrentPredictionTest {

    private static final int THREADS = 8;
    private static final int BATCHES = 40;

    private final Random random = new Random(42);
    private final Sequential model = new Sequential(
            new Linear(60, 16, random), new ReLU(), new Linear(16, 12, random), new LeakyReLU(),
            new Linear(12, 9, random), new Tanh(), new Linear(9, 3, random), new Sigmoid());

    @Test
    @Timeout(60)
    void eight_threads_at_once_predict_what_one_thread_predicts_to_the_last_bit() throws Exception {
        List<Matrix> inputs = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            inputs.add(Matrix.zeros(1 + i, 60).map(zero -> random.nextGaussian()));
        }
        List<Matrix> expected = inputs.stream().map(model::output).toList();

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<Matrix>>> results = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return inputs.stream().map(model::output).toList();
                }));
            }
            for (Future<List<Matrix>> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
