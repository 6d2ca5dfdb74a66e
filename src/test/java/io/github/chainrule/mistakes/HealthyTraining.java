// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
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
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run with settings drawn at random from what is usual, in which nothing is wrong. That it goes well is seen
 * without a diagnosis: the training loss ends below 0.7 of what knowing nothing costs, and in no epoch was above twice
 * that; the validation loss ends at most a tenth above its lowest. Settings with which it doesn't are drawn anew.
 *
 * @param line     number, draws, settings, losses and findings
 * @param findings what the diagnosis says of it
 */
record HealthyTraining(String line, List<Finding> findings) {

    private static final List<String> TASKS = List.of("blobs", "moons", "circles", "spiral", "four blobs", "iris",
            "passengers", "sine", "diabetes", "0 against 1", "even", "ten digits");

    static HealthyTraining number(int number) throws IOException {
        Random random = new Random(1_000_003L * number);
        for (int draw = 1; ; draw++) {
            Settings settings = Settings.draw(TASKS.get(number % TASKS.size()), random);
            Diagnosis diagnosis = new Diagnosis();
            Split<Dataset> split = data(settings.task(), random).split(0.2, 0.2, random.nextInt());
            Scaler scaler = Scaler.standard(split.training());
            boolean pixels = split.training().inputSize() == 784;
            Dataset training = pixels ? split.training() : scaler.transform(split.training());
            Dataset validation = pixels ? split.validation() : scaler.transform(split.validation());
            Sequential model = settings.model(training, random);
            Trainer trainer = new Trainer(model, settings.loss(training), settings.optimizer(model))
                    .epochs(settings.epochs()).batchSize(settings.batch()).seed(random.nextInt()).listener(diagnosis)
                    .validation(validation);
            History history;
            try {
                history = trainer.fit(training);
            } catch (DivergedException e) {
                continue;
            }
            double first = settings.loss(training).value(settings.unknowing(training), Sound.read(training)[1]);
            double trained = history.lastEpoch().training().loss();
            double tried = history.lastEpoch().validation().orElseThrow().loss();
            double lowest = history.epochs().stream().mapToDouble(e -> e.validation().orElseThrow().loss()).min()
                    .orElseThrow();
            double highest = history.epochs().stream().mapToDouble(e -> e.training().loss()).max().orElseThrow();
            if (trained < 0.7 * first && highest < 2 * first && tried <= 1.1 * lowest) {
                trainer.evaluate(pixels ? split.test() : scaler.transform(split.test()));
                List<Finding> findings = diagnosis.findings();
                return new HealthyTraining(String.format(Locale.ROOT, "%d | %d | %s | %.4f | %.4f | %.4f | %s", number,
                        draw, settings, first, trained, tried, findings.isEmpty() ? "nothing"
                                : findings.stream().map(f -> f.kind().name()).collect(Collectors.joining(", "))),
                        findings);
            }
        }
    }

    private static Dataset data(String task, Random random) throws IOException {
        double noise = 0.05 + 0.15 * random.nextDouble();
        long seed = random.nextInt();
        return switch (task) {
            case "blobs" -> ToyData.blobs(400, 2, 0.6, seed);
            case "moons" -> ToyData.moons(400, noise, seed);
            case "circles" -> ToyData.circles(400, noise / 2, seed);
            case "spiral" -> ToyData.spiral(600, 3, noise / 2, seed);
            case "four blobs" -> ToyData.blobs(400, 4, 0.6, seed);
            case "iris" -> encoded(table("iris").withClassTarget("species"));
            case "passengers" -> encoded(table("passengers").without("name").asCategories("class").withClassTarget("survived"));
            case "diabetes" -> encoded(table("diabetes").withNumericTargets("progression"));
            case "sine" -> Sound.sine(y -> y + 0.1 * random.nextGaussian());
            case "0 against 1" -> Mnist.load().training(Task.pair(0, 1)).subset(IntStream.range(0, 2000).toArray());
            case "even" -> Mnist.load().training(Task.evenVsOdd()).subset(IntStream.range(0, 2000).toArray());
            default -> Mnist.load().training(Task.allClasses()).subset(IntStream.range(0, 3000).toArray());
        };
    }

    private static Table table(String name) throws IOException {
        return Table.read(Path.of("src", "test", "resources", name + ".csv"));
    }

    private static Dataset encoded(Table table) {
        return TableEncoder.fit(table, MissingValues.FILL_AND_FLAG).encode(table);
    }

    private record Settings(String task, List<Integer> hidden, String activation, String initializer, double dropout,
                            boolean logits, String optimizer, double rate, int batch, int epochs) {

        static Settings draw(String task, Random random) {
            List<Integer> hidden = new ArrayList<>();
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                hidden.add(8 << random.nextInt(4));
            }
            String activation = one(random, "ReLU", "ReLU", "LeakyReLU", "Tanh", "Sigmoid");
            String initializer = one(random, "uniform", activation.endsWith("LU") ? "he" : "glorot");
            String optimizer = one(random, "Adam", "Adam", "Sgd", "momentum");
            double size = random.nextDouble();
            double rate = switch (optimizer) {
                case "Adam" -> 5e-4 * StrictMath.pow(20, size);     // to 0.01
                case "Sgd" -> 0.01 * StrictMath.pow(30, size);      // to 0.3
                default -> 0.001 * StrictMath.pow(30, size);        // to 0.03
            };
            return new Settings(task, hidden, activation, initializer, random.nextInt(5) == 0 ? 0.2 : 0,
                    random.nextBoolean(), optimizer, rate, 8 << random.nextInt(4),
                    task.equals("even") || task.contains("digits") || task.contains("against") ? 2 + random.nextInt(6)
                            : 10 << random.nextInt(4));
        }

        private static String one(Random random, String... names) {
            return names[random.nextInt(names.length)];
        }

        Sequential model(Dataset data, Random random) {
            Initializer start = switch (initializer) {
                case "he" -> Initializer.he();
                case "glorot" -> Initializer.glorot();
                default -> Initializer.uniform();
            };
            List<Layer> layers = new ArrayList<>();
            int in = data.inputSize();
            for (int out : hidden) {
                layers.add(new Linear(in, out, start, random));
                layers.add(switch (activation) {
                    case "ReLU" -> new ReLU();
                    case "LeakyReLU" -> new LeakyReLU();
                    case "Tanh" -> new Tanh();
                    default -> new Sigmoid();
                });
                if (dropout > 0) {
                    layers.add(new Dropout(dropout));
                }
                in = out;
            }
            layers.add(new Linear(in, data.targetSize(), random));
            if (loss(data) instanceof BinaryCrossEntropy) {
                layers.add(new Sigmoid());
            }
            return new Sequential(layers.toArray(Layer[]::new));
        }

        Loss loss(Dataset data) {
            return !data.names().hasClasses() ? new MeanSquaredError() : data.targetSize() > 1 ? new CrossEntropy()
                    : logits ? new BinaryCrossEntropyWithLogits() : new BinaryCrossEntropy();
        }

        /** What a model predicts that knows nothing. */
        Matrix unknowing(Dataset data) {
            double equal = loss(data) instanceof BinaryCrossEntropy ? 0.5 : 0;
            return Matrix.zeros(data.size(), data.targetSize()).map(zero -> equal);
        }

        Optimizer optimizer(Sequential model) {
            return switch (optimizer) {
                case "Adam" -> new Adam(model.parameters(), rate);
                case "Sgd" -> new Sgd(model.parameters(), rate);
                default -> new Sgd(model.parameters(), rate).momentum(0.9);
            };
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s | %s %s %s%s | %s %.3g | batches of %d | %d epochs", task, hidden,
                    activation, initializer, dropout > 0 ? " dropout " + dropout : "", optimizer, rate, batch, epochs);
        }
    }
}
