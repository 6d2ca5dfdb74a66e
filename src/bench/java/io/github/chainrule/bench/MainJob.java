// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.bench;

import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main job with the arguments of the peers' programs, and the line that they print. */
public final class MainJob {

    private static final int PREDICTIONS = 10_000;

    private MainJob() {
    }

    /** [--epochs 3] [--hidden 16] [--batch 64] [--images 60000] [--ten]. */
    public static void main(String[] args) throws IOException {
        List<String> given = Arrays.asList(args);
        boolean ten = given.contains("--ten");
        Mnist mnist = Mnist.load();
        ImageDataset test = mnist.test(ten ? Task.allClasses() : Task.evenVsOdd());
        Sequential model = model(option(given, "--hidden", "16"), ten);
        Loss loss = ten ? new CrossEntropy() : new BinaryCrossEntropy();
        Trainer trainer = new Trainer(model, loss, new Adam(model.parameters(), 0.001))
                .epochs(Integer.parseInt(option(given, "--epochs", "3")))
                .batchSize(Integer.parseInt(option(given, "--batch", "64")))
                .metric(ten ? Metric.accuracy() : new BinaryAccuracy());
        int images = Integer.parseInt(option(given, "--images", "60000"));
        History history = trainer.fit(mnist.training(ten ? Task.allClasses() : Task.evenVsOdd())
                .subset(IntStream.range(0, images).toArray()));
        System.out.printf(Locale.ROOT, "epochs %s s, accuracy %.4f, prediction %.2f us%n",
                history.epochs().stream().map(epoch -> String.format(Locale.ROOT, "%.4f", epoch.duration().toNanos() / 1e9))
                        .collect(Collectors.joining(" ")),
                Predictor.of(model, loss).evaluate(test).accuracy(), microsecondsOfAPrediction(model, test));
    }

    private static String option(List<String> given, String name, String otherwise) {
        return given.contains(name) ? given.get(given.indexOf(name) + 1) : otherwise;
    }

    private static Sequential model(String hidden, boolean ten) {
        Random random = new Random(42);
        List<Layer> layers = new ArrayList<>();
        int size = 784;
        for (String neurons : hidden.split(",")) {
            layers.add(new Linear(size, Integer.parseInt(neurons), random));
            layers.add(new ReLU());
            size = Integer.parseInt(neurons);
        }
        layers.add(new Linear(size, ten ? 10 : 1, random));
        if (!ten) {
            layers.add(new Sigmoid());
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    /** The second round's: in the first the compiler is still at work. */
    private static double microsecondsOfAPrediction(Sequential model, ImageDataset test) {
        List<Matrix> images = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            images.add(Matrix.row(test.pixels(i)));
        }
        double microseconds = 0;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < PREDICTIONS; i++) {
                model.output(images.get(i % images.size()));
            }
            microseconds = (System.nanoTime() - start) / 1e3 / PREDICTIONS;
        }
        return microseconds;
    }
}
