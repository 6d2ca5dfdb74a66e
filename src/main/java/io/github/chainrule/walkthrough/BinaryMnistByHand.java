package io.github.chainrule.walkthrough;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.evaluation.Evaluation;
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
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.LineChart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** {@link BinaryMnist} without a trainer: the loop written out, as its text shows it, and the text's pictures. */
final class BinaryMnistByHand {

    private static final int DIGITS = 12;

    private final Sequential model;
    private final List<Double> losses;

    private BinaryMnistByHand(Sequential model, List<Double> losses) {
        this.model = model;
        this.losses = losses;
    }

    public static void main(String[] args) {
        Chapter.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Options options = new Options()
                .option("pictures", "FOLDER", "target/pictures", "where to save the pictures");
        return Chapter.run("BinaryMnist with its loop written out.", options, args, out, err,
                (given, printer) -> run(Path.of(given.text("pictures")), printer));
    }

    private static void run(Path folder, PrintStream out) throws IOException {
        Mnist mnist = Mnist.load();
        BinaryMnistByHand trained = trained(mnist.train(Task.pair(0, 1)));
        out.println("test: " + trained.evaluation(mnist.test(Task.pair(0, 1))));
        new LineChart("0 against 1: the loss of each step").axes("step", "loss").logY()
                .line("loss", trained.losses.stream().mapToDouble(Double::doubleValue).toArray())
                .save(folder.resolve("BinaryMnist-loss.svg"));
        ImageDataset train = mnist.train(Task.pair(0, 1));
        ImageGrid grid = new ImageGrid("The first training images").columns(6);
        for (int i = 0; i < DIGITS; i++) {
            grid.digit(train, i, "target " + train.classOf(i));
        }
        grid.save(folder.resolve("BinaryMnist-digits.svg"));
        out.println("pictures: " + folder);
    }

    static BinaryMnistByHand trained(ImageDataset train) {
        // @start region=model
        Random random = new Random(42);
        Sequential model = new Sequential(
                new Linear(784, 16, random),
                new ReLU(),
                new Linear(16, 1, random),
                new Sigmoid());
        // @end
        return new BinaryMnistByHand(model, train(model, train));
    }

    /** The loss of every step. */
    List<Double> losses() {
        return losses;
    }

    private static List<Double> train(Sequential model, ImageDataset train) {
        // @start region=loop
        Loss loss = new BinaryCrossEntropy();
        Optimizer adam = new Adam(model.parameters(), 0.001);
        Batches batches = Batches.shuffled(train, 64, 42);
        List<Double> losses = new ArrayList<>();

        for (int epoch = 0; epoch < 3; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                losses.add(loss.value(pass.output(), batch.targets()));
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                adam.step();
            }
        }
        // @end
        return losses;
    }

    private Evaluation evaluation(ImageDataset test) {
        // @start region=test
        Evaluation evaluation = Evaluation.of(model, new BinaryCrossEntropy(), test);
        double accuracy = evaluation.accuracy();
        // @end
        return evaluation;
    }
}
