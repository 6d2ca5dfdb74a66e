// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.data.*;
import io.github.chainrule.evaluation.*;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.matrix.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.table.*;
import io.github.chainrule.training.*;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.IntStream;

/**
 * The networks of the examples Iris, Passengers and Diabetes, each with ten seeds, and of wine, breast cancer and
 * diabetes, with ten seeds and five folds. Prints {@code name seed fold score}, and writes what each was trained and tested with, so that tables.py can give the very same numbers to scikit-learn.
 */
final class Tables {

    record Job(String name, Table table, Map<String, MissingValues> missing, double test, int hidden, double rate,
               int epochs) {
    }

    public static void main(String[] args) throws IOException {
        Path files = Path.of("src", "test", "resources");
        Path folder = Path.of(args[0]);
        List<Job> jobs = List.of(
                new Job("iris", Table.read(files.resolve("iris.csv")).withClassTarget("species"), Map.of(), 0.2, 10, 0.01,
                        100),
                new Job("passengers", Table.read(files.resolve("passengers.csv")).without("name").asCategories("class")
                        .withClassTarget("survived"), Map.of("age", MissingValues.FILL_AND_FLAG, "port", MissingValues.FILL), 0.25, 8, 0.005, 30),
                new Job("diabetes", Table.read(files.resolve("diabetes.csv")).withNumericTargets("progression"), Map.of(), 0.2,
                        16, 0.002, 40));
        for (Job job : jobs) {
            for (int seed = 1; seed <= 10; seed++) {
                Split<Table> split = job.table().split(job.test(), seed);
                TableEncoder encoder = TableEncoder.fit(split.training(), job.missing());
                run(job, seed, "0", split.map(encoder::encode), folder);
            }
        }
        List<Job> inFolds = List.of(
                new Job("wine", Table.read(folder.resolve("wine.csv")).withClassTarget("target"), Map.of(), 0, 16, 0.005,
                        40),
                new Job("cancer", Table.read(folder.resolve("breast_cancer.csv")).withClassTarget("target"), Map.of(), 0,
                        16, 0.002, 30),
                new Job("diabetes-folds", Table.read(folder.resolve("diabetes.csv")).withNumericTargets("target"),
                        Map.of(), 0, 16, 0.002, 40));
        for (Job job : inFolds) {
            Dataset all = TableEncoder.fit(job.table()).encode(job.table());
            for (int seed = 1; seed <= 10; seed++) {
                List<Split<Dataset>> folds = all.folds(5, seed);
                for (int fold = 0; fold < folds.size(); fold++) {
                    run(job, seed, String.valueOf(fold), folds.get(fold), folder);
                }
            }
        }
    }

    private static void run(Job job, int seed, String fold, Split<Dataset> split, Path folder) throws IOException {
        Scaler scaler = Scaler.standard(split.training());
        Dataset training = scaler.transform(split.training());
        Dataset test = scaler.transform(split.test());
        int outputs = training.targetSize();
        Random random = new Random(seed);
        Linear hidden = new Linear(training.inputSize(), job.hidden(), random);
        Linear output = new Linear(job.hidden(), outputs, random);
        boolean quantity = !training.names().hasClasses();
        boolean two = !quantity && outputs == 1;
        Sequential model = two ? new Sequential(hidden, new ReLU(), output, new Sigmoid())
                : new Sequential(hidden, new ReLU(), output);
        Trainer trainer = new Trainer(model,
                quantity ? new MeanSquaredError() : two ? new BinaryCrossEntropy() : new CrossEntropy(),
                new Adam(model.parameters(), job.rate())).epochs(job.epochs()).batchSize(16).seed(seed);
        trainer.fit(training);
        double score = trainer.evaluate(test).score(quantity ? Metric.rSquared() : two ? new BinaryAccuracy()
                : Metric.accuracy());
        System.out.println(job.name() + " " + seed + " " + fold + " " + score + " " + job.hidden() + " " + job.rate() + " "
                + job.epochs());
        write(training, folder.resolve(job.name() + "-" + seed + fold + "-training.csv"));
        write(test, folder.resolve(job.name() + "-" + seed + fold + "-test.csv"));
    }

    private static void write(Dataset data, Path file) throws IOException {
        Matrix x = Matrix.zeros(data.size(), data.inputSize());
        Matrix t = Matrix.zeros(data.size(), data.targetSize());
        data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), x, t);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            StringJoiner line = new StringJoiner(",");
            for (int j = 0; j < x.cols(); j++) {
                line.add(Double.toString(x.get(i, j)));
            }
            line.add(Double.toString(t.cols() == 1 ? t.get(i, 0) : Prediction.classIndexOf(t, i)));
            lines.add(line.toString());
        }
        Files.write(file, lines);
    }
}
