// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static io.github.chainrule.walkthrough.Counterfactuals.LOSS;
import static io.github.chainrule.walkthrough.Counterfactuals.each;
import static io.github.chainrule.walkthrough.Counterfactuals.first;
import static io.github.chainrule.walkthrough.Counterfactuals.network;
import static io.github.chainrule.walkthrough.Counterfactuals.runs;
import static io.github.chainrule.walkthrough.Counterfactuals.say;
import static io.github.chainrule.walkthrough.Counterfactuals.trained;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.TruthTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Causes that were still untried when the course was read from end to end. */
final class ReadingStudies {

    private ReadingStudies() {
    }

    /** BinaryMnist, Overfitting: is the first epoch's accuracy low because it includes the first batches? */
    static void firstEpoch() throws IOException {
        firstEpoch("0 against 1", Mnist.load().training(Task.pair(0, 1)), 16, 64);
        firstEpoch("odd against even, 200 images", first(Mnist.load().training(Task.evenVsOdd()), 0, 200), 32, 20);
    }

    private static void firstEpoch(String name, Dataset data, int hidden, int batchSize) {
        say("%s: as counted, and on the same images at the epoch's end: %s", name, each(seed -> {
            Sequential model = network(seed, hidden);
            Trainer trainer = new Trainer(model, LOSS, Counterfactuals.adam(model)).epochs(1).batchSize(batchSize)
                    .seed(seed).metric(new BinaryAccuracy());
            History history = trainer.fit(data);
            return String.format("%.4f and %.4f", history.lastEpoch().training().score(new BinaryAccuracy()),
                    trainer.evaluate(data).accuracy());
        }));
    }

    /** XorProblem: does a neuron that is off in all rows ever come back? Adam goes on moving it for a while. */
    static void revived() {
        for (int hidden : new int[] {2, 4}) {
            int died = 0;
            int back = 0;
            for (long seed = 0; seed < 300; seed++) {
                Sequential model = XorProblem.network(seed, hidden, new ReLU());
                Optimizer adam = new Adam(model.parameters(), 0.05);
                boolean[] wasDead = new boolean[hidden];
                for (int step = 0; step < 1000; step++) {
                    TruthTable.XOR.train(model, adam, 1);
                    if (step % 10 == 9) {
                        for (int j = 0; j < hidden; j++) {
                            boolean dead = isDead(model, j);
                            died += dead && !wasDead[j] ? 1 : 0;
                            back += wasDead[j] && !dead ? 1 : 0;
                            wasDead[j] = dead;
                        }
                    }
                }
            }
            say("%d ReLU neurons, 300 runs: off in all rows %d times, back again %d times", hidden, died, back);
        }
    }

    private static boolean isDead(Sequential model, int neuron) {
        Matrix a1 = model.forward(TruthTable.inputs()).activation(1);
        return IntStream.range(0, TruthTable.ROWS).allMatch(row -> a1.get(row, neuron) <= 0);
    }

    /** HiddenNeurons: how alike are the pictures of 16 neurons? The mean |cosine| of two of them. */
    static void alike() throws IOException {
        for (Task task : List.of(Task.pair(0, 1), Task.evenVsOdd())) {
            Dataset data = first(Mnist.load().training(task), 0, 10_000);
            say("%s: mean |cosine| %s", task, each(seed -> {
                Sequential model = network(seed, 16);
                trained(model, Counterfactuals::adam, data, 8, 64, seed);
                Matrix w = ((Linear) model.layers().get(0)).weight().value();
                return IntStream.range(0, 16).boxed().flatMapToDouble(i -> IntStream.range(0, i)
                        .mapToDouble(j -> Math.abs(product(w, i, j))
                                / Math.sqrt(product(w, i, i) * product(w, j, j)))).average().orElseThrow();
            }));
        }
    }

    private static double product(Matrix w, int i, int j) {
        return IntStream.range(0, w.rows()).mapToDouble(row -> w.get(row, i) * w.get(row, j)).sum();
    }

    /** Overfitting: from epoch 10 to 60, how many mistakes are there, and what does each cost? */
    static void expensive() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        for (int epochs : new int[] {10, 60}) {
            say("epoch %d: wrong of 2,000 and their mean loss, that of the others: %s", epochs, each(seed -> {
                Evaluation end = trained(network(seed, 32), Counterfactuals::adam, first(all, 0, 200), epochs, 20, seed)
                        .evaluate(first(all, 52_000, 2000));
                double[][] losses = new double[2][];
                for (int right = 0; right < 2; right++) {
                    boolean wanted = right == 1;
                    losses[right] = IntStream.range(0, 2000).filter(i -> end.outcome(i).isCorrect() == wanted)
                            .mapToDouble(i -> loss(end, i)).toArray();
                }
                return String.format("%d %.2f %.2f", losses[0].length, Arrays.stream(losses[0]).average().orElseThrow(),
                        Arrays.stream(losses[1]).average().orElseThrow());
            }));
        }
    }

    private static double loss(Evaluation end, int i) {
        double p = end.predictions().get(i, 0);
        return -Math.log(end.targets().get(i, 0) == 1 ? p : 1 - p);
    }

    /** BinaryMnist, exercise 2: are three epochs too few for a small learning rate? */
    static void slow() throws IOException {
        Dataset data = Mnist.load().training(Task.pair(0, 1));
        Dataset test = Mnist.load().test(Task.pair(0, 1));
        for (int epochs : new int[] {3, 30}) {
            say("Adam 0.0001, %d epochs, test loss: %s", epochs, each(seed -> trained(network(seed, 16),
                    model -> new Adam(model.parameters(), 0.0001), data, epochs, 64, seed).evaluate(test).loss()));
        }
    }

    /** AutomaticDifferentiation: how often is a ReLU's sum exactly 0, where the slope is a choice? */
    static void zeroSums() throws IOException {
        Dataset data = Mnist.load().training(Task.pair(0, 1));
        say("sums of exactly 0 in an epoch of %d: %s", 16 * data.size(), each(seed -> {
            Sequential model = network(seed, 16);
            Optimizer adam = Counterfactuals.adam(model);
            long zeros = 0;
            for (Batch batch : Batches.shuffled(data, 64, seed)) {
                ForwardPass pass = model.forward(batch.inputs());
                zeros += Arrays.stream(pass.activation(1).values()).filter(z -> z == 0).count();
                pass.backward(LOSS.gradient(pass.output(), batch.targets()));
                adam.step();
            }
            return zeros;
        }));
    }
}
