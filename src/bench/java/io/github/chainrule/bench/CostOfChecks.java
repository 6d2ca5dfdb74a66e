// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.bench;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What the checks of a training run cost: the main job's three epochs in turn, without any, in a {@link Trainer}, and
 * with a {@link Diagnosis}. One process, and the training thread's own time, so that what else the machine does counts
 * little.
 */
public final class CostOfChecks {

    private static final int EPOCHS = 3;

    private final ImageDataset even = Mnist.load().training(Task.evenVsOdd());
    private final Loss loss = new BinaryCrossEntropy();
    private final Sequential model;
    private final Adam adam;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private CostOfChecks() throws IOException {
        Random random = new Random(42);
        model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid());
        adam = new Adam(model.parameters(), 0.001);
    }

    /** How many rounds to make; 20 unless told otherwise. */
    public static void main(String[] args) throws IOException {
        new CostOfChecks().run(args.length > 0 ? Integer.parseInt(args[0]) : 20);
    }

    private void run(int rounds) {
        double[][] times = new double[3][rounds];
        for (int round = -3; round < rounds; round++) {
            for (int i = 0; i < 3; i++) {
                int way = Math.floorMod(i + round, 3);
                double time = time(way);
                if (round >= 0) {
                    times[way][round] = time;
                }
            }
        }
        String[] names = {"by hand", "Trainer", "Trainer and Diagnosis"};
        for (int way = 0; way < 3; way++) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = times[way][round] / times[0][round];
            }
            System.out.printf(Locale.ROOT, "%-22s median %.2f ms, least %.2f ms, median ratio %.4f%n", names[way],
                    median(times[way]), Arrays.stream(times[way]).min().orElseThrow(), median(ratios));
        }
    }

    private double time(int way) {
        long start = threads.getCurrentThreadCpuTime();
        switch (way) {
            case 0 -> byHand();
            case 1 -> trainer().fit(even);
            default -> trainer().listener(new Diagnosis()).fit(even);
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / EPOCHS;
    }

    private Trainer trainer() {
        return new Trainer(model, loss, adam).epochs(EPOCHS).batchSize(64);
    }

    private void byHand() {
        double sum = 0;
        Batches batches = Batches.shuffled(even, 64, 0);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                sum += loss.value(pass.output(), batch.targets());
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                adam.step();
            }
        }
        if (!Double.isFinite(sum)) {
            throw new ArithmeticException("the loss is " + sum);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
