// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.VanishingGradient.DeepNetwork;
import io.github.chainrule.walkthrough.parts.Confidence;
import io.github.chainrule.walkthrough.parts.Depths;
import io.github.chainrule.walkthrough.parts.TruthTable;
import io.github.chainrule.walkthrough.parts.ZerosAndOnes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The causes that the course names, each taken away to see whether the effect goes with it, with five seeds or more.
 * What it prints is kept in src/test/resources/course-runs.txt, and a test compares the chapters with that.
 *
 * <p>Arguments: the names of the studies to run; without one it lists them.
 */
final class Counterfactuals {

    private static final Loss LOSS = new BinaryCrossEntropy();
    private static final long[] SEEDS = {1, 2, 3, 4, 5};

    private Counterfactuals() {
    }

    private interface Study {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        Map<String, Study> studies = new TreeMap<>(Map.ofEntries(
                Map.entry("adam", Counterfactuals::adam), Map.entry("rates", Counterfactuals::rates),
                Map.entry("fullBatch", Counterfactuals::fullBatch), Map.entry("spikes", Counterfactuals::spikes),
                Map.entry("plateau", Counterfactuals::plateau), Map.entry("frozen", Counterfactuals::frozen),
                Map.entry("equalized", Counterfactuals::equalized), Map.entry("unscaled", Counterfactuals::unscaled),
                Map.entry("spread", Counterfactuals::spread), Map.entry("deadPairs", Counterfactuals::deadPairs),
                Map.entry("sizes", Counterfactuals::sizes), Map.entry("remedies", Counterfactuals::remedies),
                Map.entry("coin", Counterfactuals::coin), Map.entry("twoBent", Counterfactuals::twoBent),
                Map.entry("calibration", Counterfactuals::calibration),
                Map.entry("easierTest", Counterfactuals::easierTest),
                Map.entry("batchSizes", Counterfactuals::batchSizes),
                Map.entry("epsilon", Counterfactuals::epsilon)));
        if (args.length == 0) {
            System.out.println("studies: " + String.join(", ", studies.keySet()));
        }
        for (String name : args) {
            System.out.println("== " + name);
            studies.get(name).run();
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static String each(LongFunction<Object> value) {
        return Arrays.stream(SEEDS).mapToObj(value).map(v -> v instanceof Double d ? String.format(Locale.ROOT, "%.4g", d)
                : v.toString()).collect(Collectors.joining(", "));
    }

    private static Dataset first(Dataset all, int from, int count) {
        return all.subset(IntStream.range(from, from + count).toArray());
    }

    private static Trainer trained(Sequential model, Function<Sequential, Optimizer> optimizer, Dataset data, int epochs,
                                   int batchSize, long seed) {
        Trainer trainer = new Trainer(model, LOSS, optimizer.apply(model)).epochs(epochs).batchSize(batchSize).seed(seed);
        trainer.fit(data);
        return trainer;
    }

    /** BinaryMnist: how far Adam moves, and whether gradients that change sign are what makes later moves short. */
    private static void adam() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        for (long seed : SEEDS) {
            Sequential model = BinaryMnist.classifier(784, new int[] {16}, new Random(seed));
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
            say("seed %d: moves of 0 %.2f, below a twentieth %.2f; neighbors with one sign %.2f; after the first epoch the"
                    + " mean move is %.3f of the rate, with all gradients of one sign %.3f, with all of one size %.3f",
                    seed, (double) zero / moves, (double) small / moves, (double) same / pairs, moved / counted,
                    unflipped / counted, unsized / counted);
        }
    }

    /** BinaryMnist: does it need a rate for each weight? */
    private static void rates() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (double rate : new double[] {0.01, 0.1, 1}) {
            say("plain gradient descent %s, test loss: %s", rate, each(seed -> trained(
                    BinaryMnist.classifier(784, new int[] {16}, new Random(seed)), m -> new Sgd(m.parameters(), rate),
                    training, 3, 64, seed).evaluate(test).loss()));
        }
        say("Adam 0.001, test loss: %s", each(seed -> trained(BinaryMnist.classifier(784, new int[] {16},
                new Random(seed)), m -> new Adam(m.parameters(), 0.001), training, 3, 64, seed).evaluate(test).loss()));
    }

    /** BinaryMnist: three exact steps, and 594 rough ones. */
    private static void fullBatch() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (double rate : new double[] {0.001, 0.01, 0.1}) {
            say("all images in each of three steps, Adam %s, test accuracy: %s", rate, each(seed -> trained(
                    BinaryMnist.classifier(784, new int[] {16}, new Random(seed)), m -> new Adam(m.parameters(), rate),
                    training, 3, 12_665, seed).evaluate(test).accuracy()));
        }
    }

    /** Loss: a mean over the batch; does the best rate stay the same when the batch grows? */
    private static void batchSizes() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        ImageDataset test = Mnist.load().test(Task.pair(0, 1));
        for (int batchSize : new int[] {16, 64, 1024}) {
            for (double rate : new double[] {0.03, 0.1, 0.3, 1, 3}) {
                say("batches of %d, plain gradient descent %s, test loss: %s", batchSize, rate, each(seed -> trained(
                        BinaryMnist.classifier(784, new int[] {16}, new Random(seed)),
                        m -> new Sgd(m.parameters(), rate), training, 3, batchSize, seed).evaluate(test).loss()));
            }
        }
    }

    /** BinaryMnist: the spikes of the loss, with and without their hardest image. */
    private static void spikes() throws IOException {
        ImageDataset training = Mnist.load().training(Task.pair(0, 1));
        for (long seed : SEEDS) {
            Sequential model = BinaryMnist.classifier(784, new int[] {16}, new Random(seed));
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
            say("seed %d: the ten highest losses after step 300 are %.4f in the mean, %.4f without one image each, and the"
                    + " median is %.4f", seed, with, without, late[late.length / 2]);
        }
    }

    /** XorProblem: networks that failed, trained on, and with their saturation taken away. */
    private static void plateau() {
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
    private static void frozen() throws IOException {
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
                return trained(model, m -> new Adam(upper, 0.01).epsilon(1e-30), data, 20, 64, seed).evaluate(data).loss();
            }));
        }
    }

    /** VanishingGradient: every layer's gradient brought to the size of the last one's, while the forward signal vanishes. */
    private static void equalized() throws IOException {
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
    private static void unscaled() throws IOException {
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
    private static void spread() throws IOException {
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
    private static void deadPairs() throws IOException {
        Dataset data = first(Mnist.load().training(Task.pair(0, 1)), 0, 3000);
        Dataset test = first(Mnist.load().training(Task.pair(0, 1)), 4000, 1000);
        for (int width : new int[] {2, 16}) {
            for (boolean leaky : new boolean[] {false, true}) {
                say("%d,%d with %s: of 40 runs, with one answer to every image: %d", width, width,
                        leaky ? "LeakyReLU" : "ReLU", LongStream.rangeClosed(1, 40).filter(seed -> {
                            Random random = new Random(seed);
                            Layer bend = leaky ? new LeakyReLU() : new ReLU();
                            Sequential model = new Sequential(new Linear(784, width, random), bend,
                                    new Linear(width, width, random), bend, new Linear(width, 1, random), new Sigmoid());
                            Trainer trainer = trained(model, m -> new Adam(m.parameters(), 0.001), data, 8, 64, seed);
                            double[] p = trainer.evaluate(test).predictions().values();
                            return Arrays.stream(p).max().orElseThrow() - Arrays.stream(p).min().orElseThrow() < 1e-9;
                        }).count());
            }
        }
    }

    /** Overfitting: which sizes overfit, and by which measure; 200 images, 1,200 others to measure on. */
    private static void sizes() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        for (int hidden : new int[] {2, 4, 32, 128, 512}) {
            Evaluation[] ends = Arrays.stream(SEEDS).mapToObj(seed -> trained(BinaryMnist.classifier(784,
                    new int[] {hidden}, new Random(seed)), m -> new Adam(m.parameters(), 0.001), first(all, 0, 200), 60, 20,
                    seed).evaluate(first(all, 52_000, 2000))).toArray(Evaluation[]::new);
            say("%d neurons, loss: %s; accuracy: %s", hidden, each(s -> ends[(int) s - 1].loss()),
                    each(s -> ends[(int) s - 1].accuracy()));
        }
    }

    /** Overfitting: weight decay with Adam and decoupled; more images with as many epochs. */
    private static void remedies() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        Dataset test = first(all, 52_000, 2000);
        Map<String, Function<Sequential, Optimizer>> optimizers = new TreeMap<>(Map.of(
                "no decay", m -> new Adam(m.parameters(), 0.001),
                "decay 0.05 in Adam's gradient", m -> new Adam(m.parameters(), 0.001).weightDecay(0.05),
                "decay 0.05, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(0.05),
                "decay 1, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(1),
                "decay 5, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(5)));
        optimizers.forEach((name, optimizer) -> {
            Evaluation[] ends = Arrays.stream(SEEDS).mapToObj(seed -> trained(BinaryMnist.classifier(784, new int[] {32},
                    new Random(seed)), optimizer, first(all, 0, 200), 60, 20, seed).evaluate(test))
                    .toArray(Evaluation[]::new);
            say("%s, loss: %s; accuracy: %s", name, each(s -> ends[(int) s - 1].loss()),
                    each(s -> ends[(int) s - 1].accuracy()));
        });
        for (int epochs : new int[] {3, 60}) {
            Evaluation[] ends = Arrays.stream(SEEDS).mapToObj(seed -> trained(BinaryMnist.classifier(784, new int[] {32},
                    new Random(seed)), m -> new Adam(m.parameters(), 0.001), first(all, 0, 4000), epochs, 20, seed)
                    .evaluate(test)).toArray(Evaluation[]::new);
            say("4000 images, %d epochs, loss: %s; accuracy: %s", epochs, each(s -> ends[(int) s - 1].loss()),
                    each(s -> ends[(int) s - 1].accuracy()));
        }
    }

    /** Overfitting: what a network that has memorized a coin does on new images, with many coins. */
    private static void coin() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        Dataset images = first(all, 0, 200);
        Dataset others = first(all, 50_000, 1000);
        Matrix inputs = Matrix.zeros(200, 784);
        Matrix truth = Matrix.zeros(200, 1);
        images.read(IntStream.range(0, 200).toArray(), 0, 200, inputs, truth);
        double[][] results = LongStream.range(0, 24).mapToObj(seed -> {
            Dataset random = Overfitting.withRandomTargets(images, new Random(seed < 4 ? 42 + seed : seed * 7919 + 12_345));
            Matrix drawn = Matrix.zeros(200, 1);
            random.read(IntStream.range(0, 200).toArray(), 0, 200, Matrix.zeros(200, 784), drawn);
            double agree = IntStream.range(0, 200).filter(i -> drawn.get(i, 0) == truth.get(i, 0)).count() / 200.0;
            return new double[] {agree, trained(BinaryMnist.classifier(784, new int[] {32}, new Random(seed)),
                    m -> new Adam(m.parameters(), 0.001), random, 120, 20, seed).evaluate(others).accuracy()};
        }).toArray(double[][]::new);
        Arrays.sort(results, (a, b) -> Double.compare(a[0], b[0]));
        for (double[] result : results) {
            say("the coin is right about %.3f of the 200 images, the network about %.3f of the others", result[0],
                    result[1]);
        }
        say("mean over 24 coins: %.3f", Arrays.stream(results).mapToDouble(r -> r[1]).average().orElseThrow());
    }

    /** OwnLayer: one and two hidden neurons with PReLU. */
    private static void twoBent() {
        for (int hidden : new int[] {1, 2}) {
            say("PReLU, %d hidden: %d of 1000 solve XOR", hidden, IntStream.range(0, 1000).filter(seed ->
                    TruthTable.XOR.isSolvedBy(XorProblem.trained(seed, hidden, new OwnLayer.PReLU(), 1000, 0.05)))
                    .count());
        }
    }

    /** TenDigits: the mean probability of the predicted class, and how often it is the right one. */
    private static void calibration() throws IOException {
        ImageDataset all = Mnist.load().training(Task.allClasses());
        ImageDataset test = Mnist.load().test(Task.allClasses());
        for (int[] run : new int[][] {{60_000, 4}, {1000, 60}}) {
            Evaluation[] ends = Arrays.stream(SEEDS).mapToObj(seed -> TenDigits.trained(first(all, 0, run[0]), 128, run[1],
                    seed).evaluate(test)).toArray(Evaluation[]::new);
            say("%d images, %d epochs: accuracy %s; mean p %s; of those with p above 0.99 correct: %s", run[0], run[1],
                    each(s -> ends[(int) s - 1].score(Metric.accuracy())),
                    each(s -> sure(ends[(int) s - 1], 0)[0]), each(s -> sure(ends[(int) s - 1], 0.99)[1]));
        }
    }

    private static double[] sure(Evaluation evaluation, double limit) {
        List<Outcome> outcomes = IntStream.range(0, evaluation.targets().rows()).mapToObj(evaluation::outcome)
                .filter(o -> Confidence.p(o) >= limit).toList();
        return new double[] {outcomes.stream().mapToDouble(Confidence::p).average().orElseThrow(),
            outcomes.stream().mapToDouble(o -> o.isCorrect() ? 1 : 0).average().orElseThrow()};
    }

    /** HiddenNeurons: is the better test result luck, or are these images easier for every network? */
    private static void easierTest() throws IOException {
        ImageDataset all = Mnist.load().training(Task.evenVsOdd());
        ImageDataset test = Mnist.load().test(Task.evenVsOdd());
        for (int[] hidden : new int[][] {{}, {16}, {128}}) {
            Trainer[] ends = Arrays.stream(SEEDS).mapToObj(seed -> trained(BinaryMnist.classifier(784, hidden,
                    new Random(seed)), m -> new Adam(m.parameters(), 0.001), first(all, 0, 50_000), 8, 64, seed))
                    .toArray(Trainer[]::new);
            say("%s neurons: validation %s; test %s", Arrays.toString(hidden),
                    each(s -> ends[(int) s - 1].evaluate(first(all, 50_000, 10_000)).accuracy()),
                    each(s -> ends[(int) s - 1].evaluate(test).accuracy()));
        }
    }

    /** VanishingGradient: Adam's epsilon, which is larger than the first layers' gradients. */
    private static void epsilon() throws IOException {
        Dataset data = ZerosAndOnes.load(64).dataset();
        for (double epsilon : new double[] {1e-8, 1e-30}) {
            say("sigmoid, ten layers, Adam 0.01 with epsilon %s, loss after 20 epochs: %s", epsilon, each(seed ->
                    trained(DeepNetwork.SIGMOID.build(784, 10, seed), m -> new Adam(m.parameters(), 0.01).epsilon(epsilon),
                            data, 20, 64, seed).evaluate(data).loss()));
        }
    }
}
