// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.ConfusionMatrix;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Every kind of picture, with ordinary and with awkward contents, for the tests and for looking at: {@code main} writes
 * them to a folder, with real MNIST weights and digits and a page that holds them all.
 */
final class Gallery {

    static final String KOREAN = "손실 함수 <b>&\"따옴표\"</b>";
    static final String LONG = "An extraordinarily long name that was given to a thing that could have been called"
            + " anything at all, and that goes on and on and on until no reader is left";

    private Gallery() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Map<String, Picture> pictures = new LinkedHashMap<>(mnist());
        pictures.putAll(all());
        StringBuilder page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name="
                + "\"viewport\" content=\"width=device-width\"><title>Gallery</title><style>body{margin:16px}main{"
                + "display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,600px),1fr))}"
                + "@media (prefers-color-scheme:dark){body{background:#15181d}}</style><main>");
        for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
            picture.getValue().save(folder.resolve(picture.getKey() + ".svg"));
            page.append("<div>").append(picture.getValue().svg()).append("</div>");
        }
        Files.writeString(folder.resolve("gallery.html"), page.append("</main></html>"));
    }

    /** Pictures that are quickly made. */
    static Map<String, Picture> all() {
        Random random = new Random(1);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("line-korean", new LineChart(KOREAN).axes(KOREAN, KOREAN).line(KOREAN, 1, 3, 2)
                .line("b & c", 2, 2));
        pictures.put("line-long", new LineChart(LONG + " " + LONG).axes(LONG, LONG).line(LONG, 1, 3, 2)
                .line(LONG + ".", 1, 3, 2.01));
        pictures.put("line-one", new LineChart("One point").axes("epoch", "loss").line("training", 0.25));
        pictures.put("line-equal", new LineChart("All equal").axes("epoch", "accuracy").line("training", 1, 1, 1, 1));
        pictures.put("line-million", new LineChart("A million steps").axes("step", "loss").line("training",
                random.doubles(1_000_000, -1, 1).map(v -> v * v * v + 2).toArray()));
        LineChart many = new LineChart("Thirty runs").axes("epoch", "loss");
        for (int r = 0; r < 30; r++) {
            int run = r;
            many.line("seed " + r, IntStream.range(0, 20).mapToDouble(i -> (1 + run * 0.05) / (i + 1)).toArray());
        }
        pictures.put("line-many", many);
        pictures.put("line-spread", new LineChart("Five seeds").axes("epoch", "loss")
                .runs("Adam", runs(random, 0.8)).runs("SGD", runs(random, 0.93)));
        pictures.put("line-log", new LineChart("Gradients in ten layers").axes("layer", "mean |dL/dW|").logScale()
                .line("sigmoid", IntStream.range(0, 10).mapToDouble(i -> StrictMath.pow(0.2, 10 - i)).toArray())
                .line("ReLU", IntStream.range(0, 10).mapToDouble(i -> 0.02 + 0.002 * i).toArray()));
        pictures.put("sketch", new Sketch("One neuron", "An input, a weight on an arrow, a neuron.", 130)
                .line(Sketch.Ink.FAINT, 20, 100, 580, 100)
                .line(Sketch.Ink.GREEN, 20, 100, 300, 60, 580, 100)
                .circle(100, 80, 16).box(284, 64, 32, 32).dot(Sketch.Ink.ORANGE, 500, 80)
                .arrow(Sketch.Ink.BLUE, 120, 80, 280, 80).text(Sketch.Ink.PLAIN, 200, 72, "w = 0.5"));
        pictures.put("bar", new BarChart("Time for one epoch").axis("seconds, less is better")
                .bar("Chainrule", 0.101).bar("scikit-learn, float", 0.31)
                .bar("PyTorch, float, with its DataLoader", 0.66)
                .bar("Smile", 1.3).bar("DL4J", 1.4).bar("Weka", 7));
        pictures.put("bar-log", new BarChart("Time for one prediction").axis("microseconds").logScale()
                .bar("Chainrule", 0.8).bar("Smile", 6.7).bar("PyTorch", 22)
                .bar("scikit-learn", 50));
        pictures.put("bar-awkward", new BarChart("Awkward").bar(LONG, 12_577).bar(KOREAN, -3_000).bar("0", 0));
        pictures.put("bar-signs", new BarChart("Biases").axis("bias").bar("the first one of all of them", -0.25)
                .bar("second", 0.5).bar(KOREAN, 0.125).bar("fourth", -0.01));
        pictures.put("boundary", new BoundaryPlot("Two moons",
                Predictor.of(moonsModel(), new BinaryCrossEntropy()), moons(200, random)).neurons());
        pictures.put("boundary-korean", new BoundaryPlot(KOREAN,
                new Predictor(untrained(2, 1), new BinaryCrossEntropy(), Names.NONE.withFeatures(LONG, KOREAN)
                        .withClasses(KOREAN, LONG), Optional.empty()), moons(2, random)).range(-1000, 1000, 0, 0.001));
        pictures.put("boundary-three", new BoundaryPlot("Three kinds of iris", Reports.threeClasses().test()
                .predictor(), Reports.blobs(200, random)));
        pictures.put("boundary-twelve", new BoundaryPlot("Twelve classes", new Predictor(untrained(2, 8, 12),
                new MeanSquaredError(), Names.NONE.withClasses(IntStream.range(0, 12).mapToObj(i -> i + LONG)
                .toArray(String[]::new)), Optional.empty()), Dataset.of(Matrix.zeros(12, 2).map(v -> 40
                * random.nextGaussian()), Matrix.oneHot(12, IntStream.range(0, 12).toArray())))
                .range(-50, 50, -50, 50));
        pictures.put("prediction", Picture.predictions(KOREAN, Reports.regression().test()));
        pictures.put("prediction-two", Picture.predictions("Two quantities", Reports.twoQuantities().test()));
        Reports.Made moons = Reports.moons();
        pictures.put("learning", Picture.learningCurves("Two moons", moons.history()));
        pictures.put("learning-short", Picture.learningCurves("One step", Reports.oneStep().history()));
        pictures.put("images", new ImageGrid("Grays and signs").gray("a ramp", 1, 5, 0, 0.25, 0.5, 0.75, 1)
                .signed("", 2, 2, -1, 0, 0.5, 1).gray(LONG, 3, 2, 0, 1, 0, 1, 1, 0).gray(KOREAN, 1, 1, 1));
        pictures.put("images-zero", new ImageGrid("All zero").signed("zero", 2, 2, 0, 0, 0, 0));
        pictures.put("confusion", Picture.confusionMatrix("Test images", confusion(List.of("0", "1"), random)));
        pictures.put("confusion-awkward", Picture.confusionMatrix("Three",
                confusion(List.of(KOREAN, LONG, "c"), random)));
        pictures.put("confusion-many", Picture.confusionMatrix("Twenty classes", confusion(
                IntStream.range(0, 20).mapToObj(i -> "class " + i).toList(), random)));
        pictures.put("network-small", network("2-2-1", Names.NONE.withFeatures("a", "b").withClasses("no", "a or b"),
                2, 2, 1));
        pictures.put("network-deep", network("Deep", Names.NONE, 3, 20, 8, 8, 8, 8, 8, 4, 2));
        pictures.put("network-korean", network(KOREAN, Names.NONE.withFeatures(KOREAN, LONG, "x")
                .withClasses("no", LONG), 3, 4, 1));
        return pictures;
    }

    private static Picture network(String title, Names names, int... sizes) {
        return Picture.network(title, new Predictor(untrained(sizes), new MeanSquaredError(), names, Optional.empty()));
    }

    private static double[][] runs(Random random, double factor) {
        return IntStream.range(0, 5).mapToObj(r -> IntStream.range(0, 50)
                .mapToDouble(i -> StrictMath.pow(factor, i) + 0.1 + 0.05 * random.nextDouble()).toArray())
                .toArray(double[][]::new);
    }

    /** Linear layers of these sizes, with ReLU between them and a sigmoid at the end. */
    static Sequential untrained(int... sizes) {
        Random random = new Random(3);
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new Linear(sizes[i - 1], sizes[i], random));
            layers.add(i < sizes.length - 1 ? new ReLU() : new Sigmoid());
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    static Dataset moons(int size, Random random) {
        Matrix x = Matrix.zeros(size, 2);
        Matrix t = Matrix.zeros(size, 1);
        for (int i = 0; i < size; i++) {
            double angle = Math.PI * random.nextDouble();
            int c = i % 2;
            x.set(i, 0, (c == 0 ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle)) + 0.15 * random.nextGaussian());
            x.set(i, 1, (c == 0 ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle)) + 0.15 * random.nextGaussian());
            t.set(i, 0, c);
        }
        return Dataset.of(x, t);
    }

    static Sequential moonsModel() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new Tanh(),
                new Linear(8, 1, random), new Sigmoid());
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.03)).epochs(40).batchSize(20)
                .fit(moons(200, random));
        return model;
    }

    /** Of made-up answers, mostly right. */
    static ConfusionMatrix confusion(List<String> classes, Random random) {
        int n = classes.size();
        int size = 500 * n;
        int[] actual = IntStream.range(0, size).map(i -> i % n).toArray();
        int[] predicted = IntStream.range(0, size)
                .map(i -> random.nextInt(40) == 0 ? random.nextInt(n) : actual[i]).toArray();
        Matrix eye = Matrix.oneHot(n, IntStream.range(0, n).toArray());
        Sequential identity = new Sequential(new Linear(eye, Matrix.zeros(1, n)));
        if (n == 2) {
            identity = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
        }
        Dataset data = n == 2 ? Dataset.of(column(predicted), column(actual))
                : Dataset.of(Matrix.oneHot(n, predicted), Matrix.oneHot(n, actual));
        return Predictor.of(identity, new MeanSquaredError()).evaluate(
                data.withNames(Names.NONE.withClasses(classes.toArray(String[]::new)))).confusionMatrix();
    }

    private static Matrix column(int[] values) {
        return Matrix.column(IntStream.of(values).asDoubleStream().toArray());
    }

    /** Real ones: the lecture's network on real digits. */
    private static Map<String, Picture> mnist() throws IOException {
        Mnist mnist = Mnist.load();
        ImageDataset train = mnist.training(Task.pair(0, 1));
        ImageDataset test = mnist.test(Task.pair(0, 1));
        Random random = new Random(42);
        Linear first = new Linear(784, 16, random);
        Sequential model = new Sequential(first, new ReLU(), new Linear(16, 1, random), new Sigmoid());
        History history = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.001))
                .epochs(3).seed(42).metric(new BinaryAccuracy()).fit(train);
        Map<String, Picture> pictures = new LinkedHashMap<>();
        double[] losses = history.steps().stream().mapToDouble(step -> step.scores().loss()).toArray();
        double[] accuracies = history.steps().stream().mapToDouble(step -> step.scores().byMetric().get("accuracy"))
                .toArray();
        pictures.put("mnist-loss", new LineChart("Loss").axes("step", "loss").line("training", losses));
        pictures.put("mnist-loss-log", new LineChart("Loss").axes("step", "loss").logScale().line("training", losses));
        pictures.put("mnist-accuracy", new LineChart("Accuracy").axes("step", "accuracy").line("training", accuracies));
        ImageGrid weights = new ImageGrid("What the hidden neurons look for");
        IntStream.range(0, 16).forEach(j -> weights.signed("neuron " + j, 28, 28,
                Curve.column(first.weight().value(), j)));
        pictures.put("mnist-weights", weights);
        ImageGrid digits = new ImageGrid("The first test images");
        for (int i = 0; i < 24; i++) {
            double p = model.output(Matrix.row(test.pixels(i))).get(0, 0);
            digits.gray(String.format(Locale.ROOT, "%d, p\u00a0=\u00a0%.4f", test.label(i), p), 28, 28, test.pixels(i));
        }
        pictures.put("mnist-digits", digits);
        pictures.put("mnist-confusion", Picture.confusionMatrix("Test images",
                Predictor.of(model, new BinaryCrossEntropy()).evaluate(test).confusionMatrix()));
        pictures.put("mnist-network", Picture.network("The network", Predictor.of(model, new BinaryCrossEntropy())));
        ImageDataset ten = mnist.test(Task.allClasses());
        Sequential big = new Sequential(new Linear(784, 32, random), new ReLU(), new Linear(32, 10, random));
        new Trainer(big, new CrossEntropy(), new Adam(big.parameters(), 0.003)).metric(Metric.accuracy()).fit(ten);
        pictures.put("mnist-confusion-ten", Picture.confusionMatrix("Ten digits", Predictor.of(big, new CrossEntropy())
                .evaluate(ten).confusionMatrix()));
        return pictures;
    }
}
