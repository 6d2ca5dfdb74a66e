package io.github.chainrule.walkthrough;

import io.github.chainrule.data.ImageDataset;
import io.github.chainrule.data.Mnist;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.matrix.Kernels;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.model.Summary;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.plot.Report;
import io.github.chainrule.training.BinaryAccuracy;
import io.github.chainrule.training.ConfusionMatrix;
import io.github.chainrule.training.History;
import io.github.chainrule.training.ProgressBar;
import io.github.chainrule.training.Result;
import io.github.chainrule.training.Score;
import io.github.chainrule.training.Trainer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The lecture's program: a network with one hidden layer learns to tell two kinds of handwritten digits apart.
 *
 * <pre>
 *   784 pixels → Linear(784, 16) → ReLU → Linear(16, 1) → Sigmoid → p, the probability of class 1
 * </pre>
 *
 * <p>Binary cross-entropy, Adam with learning rate 0.001, batches of 64, three epochs. From a clone of the project,
 *
 * <pre>
 *   mvn -q compile exec:exec
 *   mvn -q compile exec:exec -Dargs="--task even --hidden 32,16 --epochs 5"
 * </pre>
 */
public final class BinaryMnist {

    private static final int DIGITS_SHOWN = 3;

    private final Options options;
    private final PrintStream out;

    private BinaryMnist(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Trains, tests and shows.
     *
     * @param args options; {@code --help} lists them. The exit status is 0, 1 if something failed, or 2 for a wrong
     *             option
     */
    public static void main(String[] args) {
        Chapter.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Options options = new Options()
                .option("task", "TASK", "0v1", "what to tell apart: 0v1 or any pair, 7vRest, even")
                .option("hidden", "SIZES", "16", "neurons in each hidden layer, as in 32,16")
                .option("epochs", "N", "3", "how often to go through the training images")
                .option("batch", "N", "64", "images in one step")
                .option("learning-rate", "X", "0.001", "Adam's")
                .option("seed", "N", "42", "of initial weights and order; the same seed gives the same bits")
                .option("data", "FOLDER", "", "IDX files to read instead of the MNIST inside")
                .option("report", "FILE", "target/report.html", "where to write a page about the training")
                .flag("quiet", "print the test result alone");
        return Chapter.run("Trains a small network to tell two kinds of handwritten digits apart.", options, args, out,
                err, (given, printer) -> new BinaryMnist(given, printer).run());
    }

    private void run() throws IOException, Options.WrongOptionException {
        String task = options.text("task");
        Random random = new Random(options.integer("seed"));
        int[] hidden = options.positives("hidden");
        int epochs = options.positive("epochs");
        int batchSize = options.positive("batch");
        double learningRate = options.positiveDouble("learning-rate");
        requireTwoClasses(task);

        Mnist mnist = options.text("data").isEmpty() ? Mnist.load() : Mnist.read(Path.of(options.text("data")));
        ImageDataset train = mnist.train(task);
        ImageDataset test = mnist.test(task);

        Sequential model = classifier(train.inputSize(), hidden, random);
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), learningRate))
                .epochs(epochs).batchSize(batchSize).seed(options.integer("seed"))
                .metric(new BinaryAccuracy());
        if (options.has("quiet")) {
            trainer.fit(train);
            printResult(trainer.evaluate(test));
            return;
        }
        String title = train.classNames().get(0) + " against " + train.classNames().get(1);
        out.printf(Locale.ROOT, "%s: %,d images to learn from, %,d to be tested on (kernel: %s)%n%n%s%n",
                title, train.size(), test.size(), Kernels.description(), Summary.of(model));
        Diagnosis diagnosis = new Diagnosis();
        History history = trainer.listener(new ProgressBar(out)).listener(diagnosis).fit(train);
        Result result = trainer.evaluate(test);
        out.println();
        printResult(result);
        out.printf("%n%s%n", ConfusionMatrix.of(model, test, test.classNames()));
        out.print(DigitText.worst(model, test, DIGITS_SHOWN));
        out.printf("%n%s", diagnosis);

        Path report = Path.of(options.text("report"));
        new Report(title, model, history).diagnosis(diagnosis).test(result, test, test.classNames())
                .setting("training images", String.format(Locale.ROOT, "%,d", train.size())).setting("loss", "binary cross-entropy")
                .setting("optimizer", "Adam").setting("learning rate", learningRate)
                .setting("batch size", batchSize).setting("epochs", epochs).setting("seed", options.text("seed"))
                .command("mvn -q compile exec:exec"
                        + (options.given().isEmpty() ? "" : " -Dargs=\"" + options.given() + "\""))
                .save(report);
        out.println("report: " + report);
    }

    private static void requireTwoClasses(String task) throws Options.WrongOptionException {
        try {
            if (Mnist.classNames(task).size() != 2) {
                throw new Options.WrongOptionException("--task " + task + " has more than two classes: this network"
                        + " has one output, which tells two apart");
            }
        } catch (IllegalArgumentException e) {
            throw new Options.WrongOptionException("--task: " + e.getMessage());
        }
    }

    /** Hidden layers with ReLU, and a single output with a sigmoid. */
    static Sequential classifier(int inputs, int[] hidden, Random random) {
        List<Layer> layers = new ArrayList<>();
        int size = inputs;
        for (int neurons : hidden) {
            layers.add(new Linear(size, neurons, random));
            layers.add(new ReLU());
            size = neurons;
        }
        layers.add(new Linear(size, 1, random));
        layers.add(new Sigmoid());
        return new Sequential(layers.toArray(Layer[]::new));
    }

    private void printResult(Result result) {
        Score score = result.scores().get(0);
        out.printf(Locale.ROOT, "test: loss %.4f, accuracy %.4f (%,d of %,d right)%n",
                result.loss(), score.mean(), (long) score.sum(), score.count());
    }
}
