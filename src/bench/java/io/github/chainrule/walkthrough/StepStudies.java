// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static io.github.chainrule.walkthrough.Counterfactuals.LOSS;
import static io.github.chainrule.walkthrough.Counterfactuals.SEEDS;
import static io.github.chainrule.walkthrough.Counterfactuals.each;
import static io.github.chainrule.walkthrough.Counterfactuals.network;
import static io.github.chainrule.walkthrough.Counterfactuals.say;
import static io.github.chainrule.walkthrough.Counterfactuals.trained;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.io.IOException;
import java.util.stream.IntStream;

/** How far steps go, and why: Adam, learning rates, batches. */
final class StepStudies {

    private StepStudies() {
    }

    /** BinaryMnist: how far Adam moves, and whether gradients that change sign are what makes later moves short. */
    static void adam() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        for (long seed : SEEDS) {
            Sequential model = network(seed, 16);
            Adam adam = new Adam(model.parameters(), 0.001);
            Parameter weight = model.parameters().get(0);
            int n = weight.size();
            double[] before = weight.value().values().clone();
            double[] last = new double[n];
            double[] m = new double[n];     // Adam's means of |g|: as if no gradient ever changed its sign
            double[] v = new double[n];
            double[] m1 = new double[n];    // and of the sign alone: as if no gradient ever changed its size
            double[] v1 = new double[n];
            long moves = 0;
            long zero = 0;
            long small = 0;
            long same = 0;
            long pairs = 0;
            double moved = 0;
            double unflipped = 0;
            double unsized = 0;
            long counted = 0;
            int t = 0;
            for (int epoch = 0; epoch < 3; epoch++) {
                for (Batch batch : Batches.inOrder(training, 64)) {
                    t++;
                    ForwardPass pass = model.forward(batch.inputs());
                    pass.backward(LOSS.gradient(pass.output(), batch.targets()));
                    double[] g = weight.gradient().values().clone();
                    adam.step();
                    double[] after = weight.value().values();
                    for (int i = 0; i < n; i++) {
                        double move = Math.abs(after[i] - before[i]) / 0.001;
                        m[i] = 0.9 * m[i] + 0.1 * Math.abs(g[i]);
                        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                        m1[i] = 0.9 * m1[i] + 0.1 * Math.signum(g[i]);
                        v1[i] = 0.999 * v1[i] + 0.001 * Math.signum(g[i]) * Math.signum(g[i]);
                        double c1 = 1 - StrictMath.pow(0.9, t);
                        double c2 = 1 - StrictMath.pow(0.999, t);
                        moves++;
                        zero += move == 0 ? 1 : 0;
                        small += move < 0.05 ? 1 : 0;
                        if (g[i] != 0 && last[i] != 0) {
                            pairs++;
                            same += g[i] > 0 == last[i] > 0 ? 1 : 0;
                        }
                        if (t > 198 && v[i] > 0) {
                            counted++;
                            moved += move;
                            unflipped += m[i] / c1 / Math.sqrt(v[i] / c2);
                            unsized += Math.abs(m1[i]) / c1 / Math.sqrt(v1[i] / c2);
                        }
                    }
                    last = g;
                    before = after.clone();
                }
            }
            say("seed %d: moves of 0 %.2f, below a twentieth %.2f; neighbors with one sign %.2f; after the first epoch"
                    + " the mean move is %.3f of the rate, with all gradients of one sign %.3f, with all of one size"
                    + " %.3f",
                    seed, (double) zero / moves, (double) small / moves, (double) same / pairs, moved / counted,
                    unflipped / counted, unsized / counted);
        }
    }

    /** BinaryMnist: does it need a rate for each weight? */
    static void rates() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (double rate : new double[] {0.01, 0.1, 1}) {
            say("plain gradient descent %s, test loss: %s", rate, each(seed -> trained(
                    network(seed, 16), m -> new Sgd(m.parameters(), rate),
                    training, 3, 64, seed).evaluate(test).loss()));
        }
        say("Adam 0.001, test loss: %s", each(seed -> trained(network(seed, 16), Counterfactuals::adam, training, 3, 64,
                seed).evaluate(test).loss()));
    }

    /** BinaryMnist: three exact steps, and 594 rough ones. */
    static void fullBatch() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (double rate : new double[] {0.001, 0.01, 0.1}) {
            say("all images in each of three steps, Adam %s, test accuracy: %s", rate, each(seed -> trained(
                    network(seed, 16), m -> new Adam(m.parameters(), rate),
                    training, 3, 12_665, seed).evaluate(test).accuracy()));
        }
    }

    /** Loss: a mean over the batch; does the best rate stay the same when the batch grows? */
    static void batchSizes() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (int batchSize : new int[] {16, 64, 1024}) {
            for (double rate : new double[] {0.03, 0.1, 0.3, 1, 3}) {
                say("batches of %d, plain gradient descent %s, test loss: %s", batchSize, rate, each(seed -> trained(
                        network(seed, 16),
                        m -> new Sgd(m.parameters(), rate), training, 3, batchSize, seed).evaluate(test).loss()));
            }
        }
    }

    /** BinaryMnist: the spikes of the loss, with and without their hardest image. */
    static void spikes() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        for (long seed : SEEDS) {
            Sequential model = network(seed, 16);
            Adam adam = new Adam(model.parameters(), 0.001);
            Batches batches = Batches.shuffled(training, 64, seed);
            double[][] losses = new double[594][];
            int t = 0;
            for (int epoch = 0; epoch < 3; epoch++) {
                for (Batch batch : batches) {
                    ForwardPass pass = model.forward(batch.inputs());
                    double hardest = 0;
                    for (int i = 0; i < pass.output().rows(); i++) {
                        hardest = Math.max(hardest, LOSS.value(Matrix.row(pass.output().get(i, 0)),
                                Matrix.row(batch.targets().get(i, 0))));
                    }
                    double loss = LOSS.value(pass.output(), batch.targets());
                    losses[t++] = new double[] {loss, loss - hardest / pass.output().rows()};
                    pass.backward(LOSS.gradient(pass.output(), batch.targets()));
                    adam.step();
                }
            }
            double[] late = IntStream.range(300, 594).mapToDouble(i -> losses[i][0]).sorted().toArray();
            double tenth = late[late.length - 10];
            double without = IntStream.range(300, 594).filter(i -> losses[i][0] >= tenth)
                    .mapToDouble(i -> losses[i][1]).average().orElseThrow();
            double with = IntStream.range(300, 594).filter(i -> losses[i][0] >= tenth)
                    .mapToDouble(i -> losses[i][0]).average().orElseThrow();
            say("seed %d: the ten highest losses after step 300 are %.4f in the mean, %.4f without one image each, and"
                    + " the median is %.4f", seed, with, without, late[late.length / 2]);
        }
    }
}
