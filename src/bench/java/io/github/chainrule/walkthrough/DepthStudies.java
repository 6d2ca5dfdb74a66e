// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static io.github.chainrule.walkthrough.Counterfactuals.LOSS;
import static io.github.chainrule.walkthrough.Counterfactuals.each;
import static io.github.chainrule.walkthrough.Counterfactuals.first;
import static io.github.chainrule.walkthrough.Counterfactuals.say;
import static io.github.chainrule.walkthrough.Counterfactuals.trained;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.VanishingGradient.DeepNetwork;
import io.github.chainrule.walkthrough.parts.Depths;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What layers and their activations do to the gradient, and what comes of it. */
final class DepthStudies {

    private DepthStudies() {
    }

    /** XorProblem: networks that failed, trained on, and with their saturation taken away. */
    static void plateau() {
        int failed = 0;
        int later = 0;
        int woken = 0;
        int shaken = 0;
        double lowest = 1;
        double highest = 0;
        for (long seed = 0; seed < 300; seed++) {
            Sequential model = XorProblem.trained(seed, 2, new Tanh(), 1000, 0.05);
            if (TruthTable.XOR.isSolvedBy(model)) {
                continue;
            }
            failed++;
            double loss = TruthTable.XOR.loss(model);
            lowest = Math.min(lowest, loss);
            highest = Math.max(highest, loss);
            later += goOn(model.copy(), 1) ? 1 : 0;
            woken += goOn(scaled(model, 0.1), 1) ? 1 : 0;
            shaken += goOn(scaled(model, 0.01), 1) ? 1 : 0;
        }
        say("tanh, 2 neurons: of %d that failed (loss %.4f to %.4f), solved after 1000 steps more: %d; with the hidden"
                + " weights a tenth as large: %d; a hundredth: %d", failed, lowest, highest, later, woken, shaken);
    }

    private static boolean goOn(Sequential model, int times) {
        TruthTable.XOR.train(model, new Adam(model.parameters(), 0.05), 1000 * times);
        return TruthTable.XOR.isSolvedBy(model);
    }

    private static Sequential scaled(Sequential model, double factor) {
        Sequential copy = model.copy();
        for (Parameter parameter : copy.parameters().subList(0, 2)) {
            parameter.setValue(parameter.value().map(w -> factor * w));
        }
        return copy;
    }

    /** VanishingGradient: layers that get no gradient at all, in a network whose forward signal is kept. */
    static void frozen() throws IOException {
        Dataset data = ZerosAndOnes.load(64).dataset();
        for (DeepNetwork network : List.of(DeepNetwork.TANH_GLOROT, DeepNetwork.RELU_HE, DeepNetwork.SIGMOID)) {
            say("%s, ten layers, the first five never changed, loss after 20 epochs: %s", network, each(seed -> {
                Sequential model = network.build(784, 10, seed);
                List<Parameter> upper = model.parameters().subList(10, model.parameters().size());
                return trained(model, m -> new Sgd(upper, 0.1), data, 20, 64, seed).evaluate(data).loss();
            }));
            say("the same with Adam 0.01, epsilon 1e-30: %s", each(seed -> {
                Sequential model = network.build(784, 10, seed);
                List<Parameter> upper = model.parameters().subList(10, model.parameters().size());
                return trained(model, m -> new Adam(upper, 0.01).epsilon(1e-30), data, 20, 64, seed).evaluate(data)
                        .loss();
            }));
        }
    }

    /** VanishingGradient: all gradients as large as the last layer's, while the forward signal vanishes. */
    static void equalized() throws IOException {
        Dataset data = ZerosAndOnes.load(64).dataset();
        for (DeepNetwork network : List.of(DeepNetwork.SIGMOID, DeepNetwork.TANH)) {
            for (double rate : new double[] {0.1, 1, 10}) {
                say("%s, ten layers, all gradients of one size, rate %s, loss after 20 epochs: %s", network, rate,
                        each(seed -> equalized(network, seed, data, rate)));
            }
        }
    }

    private static double equalized(DeepNetwork network, long seed, Dataset data, double rate) {
        Sequential model = network.build(784, 10, seed);
        Sgd sgd = new Sgd(model.parameters(), rate);
        Batches batches = Batches.shuffled(data, 64, seed);
        for (int epoch = 0; epoch < 20; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                pass.backward(LOSS.gradient(pass.output(), batch.targets()));
                double size = norm(model.parameters().get(model.parameters().size() - 2));
                for (Parameter parameter : model.parameters()) {
                    double own = norm(parameter);
                    double[] g = parameter.gradient().values();
                    for (int i = 0; i < g.length; i++) {
                        g[i] *= own == 0 ? 1 : size / own;
                    }
                }
                sgd.step();
            }
        }
        return Predictor.of(model, LOSS).evaluate(data).loss();
    }

    private static double norm(Parameter parameter) {
        return Math.sqrt(Arrays.stream(parameter.gradient().values()).map(g -> g * g).sum());
    }

    /** VanishingGradient: pixels from 0 to 255. */
    static void unscaled() throws IOException {
        ZerosAndOnes scaled = ZerosAndOnes.load(64);
        for (ZerosAndOnes images : List.of(scaled, scaled.unscaled())) {
            say("tanh, 2 layers: |dL/da| %s; |dL/dW| %s; loss after 20 epochs %s",
                    each(seed -> DeepNetwork.TANH.flow(2, seed, images).get(0).meanGradient()),
                    each(seed -> DeepNetwork.TANH.flow(2, seed, images).get(0).meanWeightGradient()),
                    each(seed -> trained(DeepNetwork.TANH.build(784, 2, seed), m -> new Sgd(m.parameters(), 0.1),
                            images.dataset(), 20, 64, seed).evaluate(images.dataset()).loss()));
        }
    }

    /** VanishingGradient: how much each layer's output differs between images: the mean standard deviation. */
    static void spread() throws IOException {
        ZerosAndOnes images = ZerosAndOnes.load(64);
        for (DeepNetwork network : DeepNetwork.values()) {
            say("%s: spread over images at layers 1 and 10, median of ten seeds: %.1e, %.1e", network,
                    median(network, images, 1), median(network, images, 19));
        }
    }

    private static double median(DeepNetwork network, ZerosAndOnes images, int k) {
        double[] spreads = LongStream.range(0, 10).mapToDouble(seed -> Depths.spread(
                network.build(784, 10, seed).forward(images.batch()).activation(k))).sorted().toArray();
        return (spreads[4] + spreads[5]) / 2;
    }

    /** HiddenNeurons: two layers of two, with ReLU and with LeakyReLU, and of sixteen. */
    static void deadPairs() throws IOException {
        Dataset data = first(Mnist.load().training(Task.pair(0, 1)), 0, 3000);
        Dataset test = first(Mnist.load().training(Task.pair(0, 1)), 4000, 1000);
        for (int width : new int[] {2, 16}) {
            for (boolean leaky : new boolean[] {false, true}) {
                say("%d,%d with %s: of 40 runs, with one answer to every image: %d", width, width,
                        leaky ? "LeakyReLU" : "ReLU", LongStream.rangeClosed(1, 40).filter(seed -> {
                            Random random = new Random(seed);
                            Layer bend = leaky ? new LeakyReLU() : new ReLU();
                            Sequential model = new Sequential(new Linear(784, width, random), bend,
                                    new Linear(width, width, random), bend, new Linear(width, 1, random),
                                    new Sigmoid());
                            Trainer trainer = trained(model, Counterfactuals::adam, data, 8, 64, seed);
                            double[] p = trainer.evaluate(test).predictions().values();
                            return Arrays.stream(p).max().orElseThrow() - Arrays.stream(p).min().orElseThrow() < 1e-9;
                        }).count());
            }
        }
    }

    /** XorProblem, exercise 1: four ReLU neurons with longer steps, and how many of them end dead. */
    static void longSteps() {
        for (double rate : new double[] {0.05, 0.5}) {
            List<Sequential> runs = LongStream.range(0, 100).mapToObj(seed ->
                    XorProblem.trained(seed, 4, new ReLU(), 1000, rate)).toList();
            say("learning rate %s: %d of 100 failed, %d of 400 neurons dead", rate,
                    runs.stream().filter(model -> !TruthTable.XOR.isSolvedBy(model)).count(),
                    runs.stream().mapToLong(DepthStudies::dead).sum());
        }
    }

    private static long dead(Sequential model) {
        Matrix sums = model.forward(TruthTable.inputs()).activation(1);
        return IntStream.range(0, sums.cols()).filter(j ->
                IntStream.range(0, sums.rows()).allMatch(i -> sums.get(i, j) <= 0)).count();
    }

    /** OwnLayer, exercise 1: where PReLU's slope begins. */
    static void firstSlope() {
        for (double slope : new double[] {-0.5, 0, 0.25, 0.5, 1, 1.5}) {
            say("PReLU from %s: %d of 200 solve XOR", slope, IntStream.range(0, 200).filter(seed -> {
                OwnLayer.PReLU activation = new OwnLayer.PReLU();
                activation.parameters().get(0).setValue(Matrix.row(slope));
                return TruthTable.XOR.isSolvedBy(XorProblem.trained(seed, 1, activation, 1000, 0.05));
            }).count());
        }
    }

    /** OwnLayer: one and two hidden neurons with PReLU. */
    static void twoBent() {
        for (int hidden : new int[] {1, 2}) {
            say("PReLU, %d hidden: %d of 1000 solve XOR", hidden, IntStream.range(0, 1000).filter(seed ->
                    TruthTable.XOR.isSolvedBy(XorProblem.trained(seed, hidden, new OwnLayer.PReLU(), 1000, 0.05)))
                    .count());
        }
    }

    /** VanishingGradient: Adam's epsilon, which is larger than the first layers' gradients. */
    static void epsilon() throws IOException {
        Dataset data = ZerosAndOnes.load(64).dataset();
        for (double epsilon : new double[] {1e-8, 1e-30}) {
            say("sigmoid, ten layers, Adam 0.01 with epsilon %s, loss after 20 epochs: %s", epsilon, each(seed ->
                    trained(DeepNetwork.SIGMOID.build(784, 10, seed),
                            m -> new Adam(m.parameters(), 0.01).epsilon(epsilon), data, 20, 64, seed).evaluate(data)
                            .loss()));
        }
    }
}
