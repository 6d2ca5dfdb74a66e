// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Models for PyTorch, and models from there. {@code write FOLDER} trains one halfway, saves it, and writes
 * how its training went on here; {@code read FOLDER} fills a model from a file that PyTorch's side wrote. Numbers
 * beside the models are raw doubles, little-endian. Started by {@code src/check/run}.
 */
public final class Torch {

    private static final int EXAMPLES = 64;
    private static final double MOST = 1e-12;
    private static final Matrix EQUAL = Matrix.zeros(EXAMPLES, 1).map(v -> 1);

    private Torch() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        if (args[0].equals("write")) {
            write(folder);
        } else {
            read(folder);
        }
    }

    private static void write(Path folder) throws IOException {
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        Matrix x = Matrix.zeros(EXAMPLES, 784).map(v -> random.nextInt(256) / 255.0);
        Matrix t = Matrix.zeros(EXAMPLES, 1).map(v -> random.nextInt(2));
        train(model, x, t, new Adam(model.parameters(), 0.001), 30, EQUAL);
        ModelFile.save(Predictor.of(model, new BinaryCrossEntropy()), folder.resolve("here.safetensors"));
        numbers(folder.resolve("here.x"), x);
        numbers(folder.resolve("here.t"), t);
        numbers(folder.resolve("here.y"), model.output(x));
        for (String name : List.of("sgd", "adam", "weighted")) {
            Sequential on = ModelFile.load(folder.resolve("here.safetensors")).model();
            train(on, x, t, name.equals("sgd") ? new Sgd(on.parameters(), 0.01).momentum(0.9)
                    : new Adam(on.parameters(), 0.001), 20,
                    name.equals("weighted") ? t.map(v -> 0.25 + 1.5 * v) : EQUAL);
            numbers(folder.resolve("here-" + name + ".y"), on.output(x));
        }
    }

    private static void train(Sequential model, Matrix x, Matrix t, Optimizer optimizer, int steps, Matrix weights) {
        Loss loss = new BinaryCrossEntropy().withWeights(weights);
        for (int step = 0; step < steps; step++) {
            ForwardPass pass = model.forward(x);
            pass.backward(loss.gradient(pass.output(), t));
            optimizer.step();
        }
    }

    private static void read(Path folder) throws IOException {
        Random random = new Random(1);
        Sequential plain = new Sequential(new Linear(5, 7, random), new Tanh(), new Linear(7, 3, random));
        ModelFile.loadWeights(plain, folder.resolve("sequential.safetensors"));
        compare("nn.Sequential", folder.resolve("sequential"), plain);

        Sequential named = new Sequential(new Linear(5, 7, random), new Tanh(), new Linear(7, 3, random));
        ModelFile.loadWeights(named, folder.resolve("attributes.safetensors"), Map.of(0, "linear1", 2, "linear2"));
        compare("attributes", folder.resolve("attributes"), named);

        // And back: saved here, with all that a prediction needs, it is the same model.
        ModelFile.save(Predictor.of(named, new MeanSquaredError()), folder.resolve("back.safetensors"));
        compare("saved here again", folder.resolve("attributes"),
                ModelFile.load(folder.resolve("back.safetensors")).model());
    }

    private static void compare(String name, Path files, Sequential model) throws IOException {
        double[] x = numbers(Path.of(files + ".x"));
        double[] expected = numbers(Path.of(files + ".y"));
        double[] y = model.output(Matrix.wrap(x.length / 5, 5, x)).values();
        double largest = y.length == expected.length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(y.length, expected.length); i++) {
            largest = Math.max(largest, Math.abs(y[i] - expected[i]));
        }
        System.out.println("from PyTorch, " + name + ": " + y.length + " outputs, largest difference " + largest);
        if (!(largest <= MOST)) {
            throw new AssertionError("expected at most " + MOST);
        }
    }

    private static void numbers(Path file, Matrix matrix) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * matrix.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(matrix.values());
        Files.write(file, bytes.array());
    }

    private static double[] numbers(Path file) throws IOException {
        double[] values = new double[(int) Files.size(file) / 8];
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }
}
