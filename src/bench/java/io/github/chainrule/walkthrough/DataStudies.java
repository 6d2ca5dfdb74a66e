// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough;

import static io.github.chainrule.walkthrough.Counterfactuals.each;
import static io.github.chainrule.walkthrough.Counterfactuals.first;
import static io.github.chainrule.walkthrough.Counterfactuals.network;
import static io.github.chainrule.walkthrough.Counterfactuals.runs;
import static io.github.chainrule.walkthrough.Counterfactuals.say;
import static io.github.chainrule.walkthrough.Counterfactuals.trained;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Outcome;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.walkthrough.parts.Confidence;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How networks do on images that they weren't trained on. */
final class DataStudies {

    private DataStudies() {
    }

    /** Overfitting: which sizes overfit, and by which measure; 200 images, 1,200 others to measure on. */
    static void sizes() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        for (int hidden : new int[] {2, 4, 32, 128, 512}) {
            report(hidden + " neurons", runs(seed -> trained(network(seed, hidden), Counterfactuals::adam,
                    first(all, 0, 200), 60, 20, seed).evaluate(first(all, 52_000, 2000))));
        }
    }

    /** Overfitting: weight decay with Adam and decoupled; more images with as many epochs. */
    static void remedies() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        Dataset test = first(all, 52_000, 2000);
        Map<String, Function<Sequential, Optimizer>> optimizers = new TreeMap<>(Map.of(
                "no decay", Counterfactuals::adam,
                "decay 0.05 in Adam's gradient", m -> new Adam(m.parameters(), 0.001).weightDecay(0.05),
                "decay 0.05, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(0.05),
                "decay 1, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(1),
                "decay 5, decoupled", m -> new Adam(m.parameters(), 0.001).decoupledWeightDecay(5)));
        optimizers.forEach((name, optimizer) -> report(name, runs(seed -> trained(network(seed, 32), optimizer,
                first(all, 0, 200), 60, 20, seed).evaluate(test))));
        for (int epochs : new int[] {3, 60}) {
            report("4000 images, " + epochs + " epochs", runs(seed -> trained(network(seed, 32), Counterfactuals::adam,
                    first(all, 0, 4000), epochs, 20, seed).evaluate(test)));
        }
    }

    private static void report(String name, List<Evaluation> runs) {
        say("%s, loss: %s; accuracy: %s", name, each(runs, Evaluation::loss),
                each(runs, Evaluation::accuracy));
    }

    /** Overfitting: what a network that has memorized a coin does on new images, with many coins. */
    static void coin() throws IOException {
        Dataset all = Mnist.load().training(Task.evenVsOdd());
        Dataset images = first(all, 0, 200);
        Dataset others = first(all, 50_000, 1000);
        Matrix inputs = Matrix.zeros(200, 784);
        Matrix truth = Matrix.zeros(200, 1);
        images.read(IntStream.range(0, 200).toArray(), 0, 200, inputs, truth);
        double[][] results = LongStream.range(0, 24).mapToObj(seed -> {
            Dataset random = Overfitting.withRandomTargets(images,
                    new Random(seed < 4 ? 42 + seed : seed * 7919 + 12_345));
            Matrix drawn = Matrix.zeros(200, 1);
            random.read(IntStream.range(0, 200).toArray(), 0, 200, Matrix.zeros(200, 784), drawn);
            double agree = IntStream.range(0, 200).filter(i -> drawn.get(i, 0) == truth.get(i, 0)).count() / 200.0;
            return new double[] {agree, trained(network(seed, 32), Counterfactuals::adam, random, 120, 20,
                    seed).evaluate(others).accuracy()};
        }).toArray(double[][]::new);
        Arrays.sort(results, (a, b) -> Double.compare(a[0], b[0]));
        for (double[] result : results) {
            say("the coin is right about %.3f of the 200 images, the network about %.3f of the others", result[0],
                    result[1]);
        }
        say("mean over 24 coins: %.3f", Arrays.stream(results).mapToDouble(r -> r[1]).average().orElseThrow());
    }

    /** TenDigits: the mean probability of the predicted class, and how often it is the right one. */
    static void calibration() throws IOException {
        ImageDataset all = Mnist.load().training(Task.allClasses());
        ImageDataset test = Mnist.load().test(Task.allClasses());
        for (int[] run : new int[][] {{60_000, 4}, {1000, 4}, {1000, 10}, {1000, 60}}) {
            List<Evaluation> ends = runs(seed -> TenDigits.trained(first(all, 0, run[0]), 128, run[1], seed)
                    .evaluate(test));
            say("%d images, %d epochs: accuracy %s; mean p %s; of those with p above 0.99 correct: %s", run[0], run[1],
                    each(ends, end -> end.score(Metric.accuracy())), each(ends, end -> sure(end, 0)[0]),
                    each(ends, end -> sure(end, 0.99)[1]));
        }
    }

    private static double[] sure(Evaluation evaluation, double limit) {
        List<Outcome> outcomes = IntStream.range(0, evaluation.targets().rows()).mapToObj(evaluation::outcome)
                .filter(o -> Confidence.p(o) >= limit).toList();
        return new double[] {outcomes.stream().mapToDouble(Confidence::p).average().orElseThrow(),
            outcomes.stream().mapToDouble(o -> o.isCorrect() ? 1 : 0).average().orElseThrow()};
    }

    /** HiddenNeurons: is the better test result luck, or are these images easier for every network? */
    static void easierTest() throws IOException {
        ImageDataset all = Mnist.load().training(Task.evenVsOdd());
        ImageDataset test = Mnist.load().test(Task.evenVsOdd());
        for (int[] hidden : new int[][] {{}, {16}, {128}}) {
            List<Trainer> ends = runs(seed -> trained(network(seed, hidden), Counterfactuals::adam,
                    first(all, 0, 50_000), 8, 64, seed));
            say("%s neurons: validation %s; test %s", Arrays.toString(hidden),
                    each(ends, end -> end.evaluate(first(all, 50_000, 10_000)).accuracy()),
                    each(ends, end -> end.evaluate(test).accuracy()));
        }
    }
}
