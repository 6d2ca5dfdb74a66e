// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.OnnxFile;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.Trainer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Writes models as ONNX, with examples and what the models predict for them here: raw doubles, little-endian. The
 * argument is a folder. Started by {@code src/check/run}.
 */
public final class Export {

    private static final int[] BATCHES = {1, 7, 64};

    private Export() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        StringBuilder index = new StringBuilder();
        for (Map.Entry<String, Predictor> each : predictors().entrySet()) {
            String name = each.getKey();
            Predictor predictor = each.getValue();
            save(predictor, folder.resolve(name));
            save(Predictor.of(predictor.model(), new MeanSquaredError()), folder.resolve(name + "-model"));
            int in = predictor.model().inputSize().getAsInt();
            for (int batch : BATCHES) {
                Random random = new Random(batch);
                // Numbers that a float holds exactly, so that both types get the same ones.
                Matrix x = Matrix.zeros(batch, in).map(v -> in > 100 ? random.nextInt(256) / 256.0
                        : (float) random.nextGaussian());
                write(folder.resolve(name + "-" + batch + ".x"), x);
                write(folder.resolve(name + "-" + batch + ".y"), predictor.predict(x));
                write(folder.resolve(name + "-model-" + batch + ".y"), predictor.model().output(x));
                index.append(name).append(' ').append(batch).append(' ').append(in).append('\n');
            }
        }
        Files.writeString(folder.resolve("index"), index);
    }

    private static void save(Predictor predictor, Path start) throws IOException {
        OnnxFile.save(predictor, Path.of(start + "-F32.onnx"));
        OnnxFile.saveFloat64(predictor, Path.of(start + "-F64.onnx"));
    }

    private static Map<String, Predictor> predictors() throws IOException {
        Random random = new Random(42);
        Map<String, Predictor> models = new LinkedHashMap<>();
        models.put("mnist", new Predictor(new Sequential(new Linear(784, 16, random), new ReLU(),
                new Linear(16, 1, random), new Sigmoid()), new BinaryCrossEntropy(), Names.NONE.withClasses("0", "1"),
                        Optional.empty()));
        models.put("ten", Predictor.of(new Sequential(new Linear(784, 32, random), new Tanh(),
                new Linear(32, 10, random)), new CrossEntropy()));
        models.put("iris", new Predictor(new Sequential(new Linear(4, 8, random), new LeakyReLU(),
                new Linear(8, 8, random), new Tanh(), large(new Linear(8, 3, random))), new CrossEntropy(),
                        new Names(List.of("l\u00e4nge", "b", "c", "d"), List.of("x", "y", "z"), List.of("iris")),
                        Optional.empty()));
        models.put("logits", Predictor.of(new Sequential(large(new Linear(3, 5, random)), new LeakyReLU(1.5),
                new Linear(5, 5, random), new LeakyReLU(-0.3), new Linear(5, 1, random)),
                        new BinaryCrossEntropyWithLogits()));
        models.put("scaled", new Predictor(new Sequential(new Linear(3, 5, random), new Tanh(), new Dropout(0.5),
                new Linear(5, 2, random)), new MeanSquaredError(), Names.NONE, Optional.of(new Scaler(
                List.of(0.5, -0.25, 0.0), List.of(0.75, 2.0, 3.0), List.of(0.5, -1.0), List.of(1.5, 2.0)))));
        models.put("passengers", passengers());
        models.put("line", Predictor.of(new Sequential(new Linear(2, 1, random)), new MeanSquaredError()));
        return models;
    }

    /** Of a file with gaps and categories, encoded and scaled. */
    private static Predictor passengers() throws IOException {
        Table table = Table.read(Path.of("src", "test", "resources", "passengers.csv")).without("name")
                .asCategories("class").withClassTarget("survived");
        Dataset raw = TableEncoder.fit(table, MissingValues.FILL).encode(table);
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(raw.inputSize(), 16, random), new ReLU(),
                new Linear(16, 1, random));
        Trainer trainer = new Trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.005));
        trainer.epochs(20).fit(Scaler.standard(raw).transform(raw));
        return trainer.predictor();
    }

    /** As after a long training. */
    private static Linear large(Linear linear) {
        return new Linear(linear.weight().value().map(w -> 10 * w), linear.bias().value());
    }

    private static void write(Path file, Matrix matrix) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * matrix.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(matrix.values());
        Files.write(file, bytes.array());
    }
}
