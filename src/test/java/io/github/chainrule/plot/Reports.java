// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A report of every kind of training, for the tests and for looking at: {@code main} writes them to a folder. */
final class Reports {

    private static final Map<String, Supplier<Made>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("two-digits", Reports::twoDigits), Map.entry("ten-digits", Reports::tenDigits),
            Map.entry("logits", Reports::logits), Map.entry("moons", Reports::moons),
            Map.entry("three-classes", Reports::threeClasses),
            Map.entry("squares-for-classes", Reports::squaresForClasses),
            Map.entry("regression", Reports::regression), Map.entry("two-quantities", Reports::twoQuantities),
            Map.entry("plane-of-a-quantity", Reports::planeOfAQuantity), Map.entry("deep", Reports::deep),
            Map.entry("no-linear", Reports::noLinear), Map.entry("validation-of-0", Reports::validationOfZero),
            Map.entry("one-step", Reports::oneStep), Map.entry("diverged", Reports::diverged),
            Map.entry("all-equal", Reports::allEqual)));

    /** A report with what it is about. */
    record Made(Report report, Evaluation test, History history) {
    }

    private Reports() {
    }

    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, Made> made : all().entrySet()) {
            made.getValue().report.save(Path.of(args[0], made.getKey() + ".html"));
        }
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    static Map<String, Made> all() {
        Map<String, Made> reports = new TreeMap<>();
        ALL.forEach((name, made) -> reports.put(name, made.get()));
        return reports;
    }

    static Made twoDigits() {
        Mnist mnist = mnist();
        return made("4 against 9", network(new Random(42), new BinaryCrossEntropy(), 784, 16, 1),
                new BinaryCrossEntropy(), first(4_000, mnist.training(Task.pair(4, 9))),
                first(500, mnist.test(Task.pair(4, 9))), 3, 0.001, List.of(new BinaryAccuracy()), false);
    }

    static Made tenDigits() {
        Mnist mnist = mnist();
        return made("Ten digits", network(new Random(42), new CrossEntropy(), 784, 20, 10), new CrossEntropy(),
                first(3_000, mnist.training(Task.allClasses())), first(400, mnist.test(Task.allClasses())), 14,
                0.003, List.of(Metric.accuracy()), true);
    }

    private static Dataset first(int count, Dataset dataset) {
        return dataset.subset(IntStream.range(0, count).toArray());
    }

    private static Mnist mnist() {
        try {
            return Mnist.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Made logits() {
        Random random = new Random(1);
        Names names = Names.NONE.withFeatures("length", "width").withClasses("iris", "rose");
        return made("Logits", network(random, new BinaryCrossEntropyWithLogits(), 2, 3, 1),
                new BinaryCrossEntropyWithLogits(), Gallery.moons(300, random).withNames(names),
                Gallery.moons(200, random).withNames(names), 6, 0.01, List.of(new BinaryAccuracy()), true);
    }

    static Made moons() {
        Random random = new Random(1);
        return made("Two moons", network(random, new BinaryCrossEntropy(), 2, 8, 1), new BinaryCrossEntropy(),
                Gallery.moons(300, random), Gallery.moons(200, random), 40, 0.03, List.of(new BinaryAccuracy()), true);
    }

    static Made threeClasses() {
        Random random = new Random(2);
        return made("Three kinds of iris", network(random, new CrossEntropy(), 2, 6, 3), new CrossEntropy(),
                blobs(150, random), blobs(90, random), 30, 0.02, List.of(Metric.accuracy()), true);
    }

    /** Three clusters of points, which overlap a little. */
    static Dataset blobs(int size, Random random) {
        int[] classes = IntStream.range(0, size).map(i -> i % 3).toArray();
        Matrix x = Matrix.zeros(size, 2);
        for (int i = 0; i < size; i++) {
            x.set(i, 0, List.of(0.0, 2.0, 1.0).get(classes[i]) + 0.5 * random.nextGaussian());
            x.set(i, 1, List.of(0.0, 0.0, 1.5).get(classes[i]) + 0.5 * random.nextGaussian());
        }
        return Dataset.of(x, Matrix.oneHot(3, classes)).withNames(Names.NONE
                .withFeatures("petal length", "petal width").withClasses("setosa", "versicolor", "virginica"));
    }

    /** A model for two classes trained on squared errors predicts what need not be a probability. */
    static Made squaresForClasses() {
        Random random = new Random(1);
        return made("Squares for classes", network(random, new MeanSquaredError(), 2, 4, 1), new MeanSquaredError(),
                Gallery.moons(300, random), Gallery.moons(200, random), 20, 0.01, List.of(new BinaryAccuracy()), false);
    }

    static Made regression() {
        Random random = new Random(1);
        Dataset training = flats(400, random);
        Scaler scaler = Scaler.standard(training);
        return made("What flats cost", network(random, new MeanSquaredError(), 4, 8, 1), new MeanSquaredError(),
                scaler.transform(training), scaler.transform(flats(150, random)), 30, 0.01,
                List.of(Metric.meanAbsoluteError(), Metric.rSquared()), true);
    }

    private static Dataset flats(int size, Random random) {
        Matrix x = Matrix.zeros(size, 4).map(v -> random.nextGaussian());
        Matrix price = Matrix.zeros(size, 1);
        for (int i = 0; i < size; i++) {
            price.set(i, 0, 300 + 120 * x.get(i, 0) - 50 * x.get(i, 1) + 40 * x.get(i, 2) * x.get(i, 3)
                    + 20 * random.nextGaussian());
        }
        return Dataset.of(x, price).withNames(Names.NONE
                .withFeatures("area", "age", "rooms", "floor").withTargets("price"));
    }

    static Made twoQuantities() {
        Random random = new Random(1);
        Matrix x = Matrix.zeros(100, 3).map(v -> random.nextGaussian());
        Dataset data = Dataset.of(x, Matrix.of(IntStream.range(0, 100).mapToObj(i -> new double[] {x.get(i, 0),
                x.get(i, 1) * x.get(i, 2)}).toArray(double[][]::new)));
        return made("Two quantities", network(random, new MeanSquaredError(), 3, 8, 2), new MeanSquaredError(), data,
                data, 10, 0.01, List.of(Metric.rSquared()), false);
    }

    /** Two inputs, and a target that no boundary can be drawn for. */
    static Made planeOfAQuantity() {
        Random random = new Random(1);
        Matrix x = Matrix.zeros(200, 2).map(v -> random.nextGaussian());
        Dataset data = Dataset.of(x, Matrix.column(IntStream.range(0, 200)
                .mapToDouble(i -> 150 + 20 * x.get(i, 0) * x.get(i, 1)).toArray()));
        return made("A quantity over a plane", network(random, new MeanSquaredError(), 2, 8, 1),
                new MeanSquaredError(), data, data, 20, 0.05, List.of(Metric.meanAbsoluteError()), false);
    }

    /** More layers than fit side by side. */
    static Made deep() {
        Random random = new Random(1);
        int[] sizes = IntStream.range(0, 27).map(k -> k == 26 ? 1 : 2).toArray();
        return made("Twenty-six layers", network(random, new BinaryCrossEntropy(), sizes), new BinaryCrossEntropy(),
                Gallery.moons(100, random), Gallery.moons(100, random), 20, 0.01, List.of(new BinaryAccuracy()), false);
    }

    /** A layer with a parameter that isn't Linear. */
    private static Layer shift(Parameter b) {
        return new OwnLayer("Shift", x -> x.map(v -> v + b.value().get(0, 0)), (x, dy) -> dy, b) {
            @Override
            public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
                b.gradient().set(0, 0, dy.columnSumsInto(Matrix.zeros(1, 1)).get(0, 0));
            }
        };
    }

    static Made noLinear() {
        Dataset data = Dataset.of(Matrix.column(-2, -1, 1, 2), Matrix.column(0, 0, 1, 1));
        return made("No linear layer", new Sequential(shift(new Parameter("b", Matrix.row(0.5))), new Sigmoid()),
                new BinaryCrossEntropy(), data, data, 3, 0.01, List.of(new BinaryAccuracy()), false);
    }

    /** A sigmoid as confident as numbers can be. */
    static Made validationOfZero() {
        Sequential model = new Sequential(new Linear(Matrix.row(1_000), Matrix.row(0)), new Sigmoid());
        return made("Nothing to improve", model, new BinaryCrossEntropy(),
                Dataset.of(Matrix.column(0.001, -0.001, 0), Matrix.column(1, 0, 1)),
                Dataset.of(Matrix.column(1, 2), Matrix.column(1, 1)), 3, 0.01, List.of(new BinaryAccuracy()), true);
    }

    static Made oneStep() {
        Dataset corners = Dataset.of(Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}),
                Matrix.column(0, 1, 1, 0)).withNames(
                Names.NONE.withFeatures("a", "b").withClasses("equal", "different"));
        return made("One step", network(new Random(1), new BinaryCrossEntropy(), 2, 4, 1), new BinaryCrossEntropy(),
                corners, corners, 1, 0.01, List.of(new BinaryAccuracy()), false);
    }

    /** Linear layers of these sizes with ReLU or tanh between them, and the end that the loss asks for. */
    static Sequential network(Random random, Loss loss, int... sizes) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new Linear(sizes[i - 1], sizes[i], random));
            if (i < sizes.length - 1) {
                layers.add(sizes[0] > 100 ? new ReLU() : new Tanh());
            } else if (loss instanceof BinaryCrossEntropy) {
                layers.add(new Sigmoid());
            }
        }
        return new Sequential(layers.toArray(Layer[]::new));
    }

    /** Nothing to learn: R² has nothing to explain, and no weight moves. */
    static Made allEqual() {
        Dataset data = Dataset.of(Matrix.column(1, 2, 3), Matrix.column(5, 5, 5));
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(5)));
        return made("All equal", model, new MeanSquaredError(), data, data, 3, 0.01, List.of(Metric.rSquared()), false);
    }

    /** A regression that was cut short, and so has no test. */
    static Made diverged() {
        Random random = new Random(1);
        Dataset data = flats(64, random);
        Sequential model = network(random, new MeanSquaredError(), 4, 1);
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 1)).epochs(300)
                .batchSize(2).seed(7).metric(Metric.meanAbsoluteError()).listener(diagnosis);
        try {
            trainer.fit(data);
            throw new AssertionError("it didn't diverge");
        } catch (DivergedException e) {
            return new Made(new Report("Steps that were too large", new Predictor(model, new MeanSquaredError(),
                    data.names(), data.scaler()),
                    e.history()).diagnosis(diagnosis).setting("learning rate", 1)
                    .setting("broke off", e.getMessage()), null, e.history());
        }
    }

    static Made made(String title, Sequential model, Loss loss, Dataset training, Dataset test, int epochs,
                             double rate, List<Metric> metrics, boolean validated) {
        Diagnosis diagnosis = new Diagnosis();
        Trainer trainer = new Trainer(model, loss, new Adam(model.parameters(), rate)).epochs(epochs)
                .batchSize(32).seed(7).listener(diagnosis);
        metrics.forEach(trainer::metric);
        if (validated) {
            trainer.validation(test);
        }
        History history = trainer.fit(training);
        Evaluation evaluation = trainer.evaluate(test);
        Report report = new Report(title, evaluation.predictor(), history).diagnosis(diagnosis).test(evaluation)
                .setting("loss", loss.name()).setting("learning rate", rate).setting("epochs", epochs)
                .command("mvn -q compile exec:exec");
        return new Made(report, evaluation, history);
    }
}
