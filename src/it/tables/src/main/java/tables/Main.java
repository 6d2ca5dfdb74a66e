// SPDX-License-Identifier: Apache-2.0
package tables;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * From a table with gaps, quoted commas and categories to an answer: {@code train} in one process, {@code predict} in
 * another, which must give the same bits.
 */
final class Main {
    private static final Map<String, Object> ROW = Map.of("class", 1, "sex", "female", "age", 29, "relatives", 0, "fare",
            80, "port", "C");

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        Path csv = Path.of(args[1]);
        Path model = Path.of(args[2]);
        Path answer = model.resolveSibling("answer.txt");
        if (args[0].equals("train")) {
            Predictor predictor = train(csv);
            ModelFile.save(predictor, model);
            Files.writeString(answer, bits(predictor, csv));
        } else if (!bits(ModelFile.load(model), csv).equals(Files.readString(answer))) {
            throw new IllegalStateException("the loaded model answers " + bits(ModelFile.load(model), csv)
                    + ", the trained one " + Files.readString(answer));
        } else {
            System.out.println("tables: " + ModelFile.load(model).predict(ROW) + ", as before saving");
        }
    }

    private static Predictor train(Path csv) throws IOException {
        Split<Table> tables = Table.read(csv).without("name").asCategories("class").withClassTarget("survived")
                .split(0.15, 0.15, 42);
        TableEncoder encoder = TableEncoder.fit(tables.training(), MissingValues.FILL);
        Scaler scaler = Scaler.standard(encoder.encode(tables.training()));
        Split<Dataset> data = tables.map(encoder::encode).map(scaler::transform);
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(data.training().inputSize(), 16, random), new ReLU(),
                new Linear(16, 1, random));
        Trainer trainer = new Trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.005))
                .epochs(50).batchSize(16).metric(new BinaryAccuracy()).validation(data.validation())
                .listener(new EarlyStopping(5));
        trainer.fit(data.training());
        if (trainer.evaluate(data.test()).accuracy() < 0.7) {
            throw new IllegalStateException("too few correct: " + trainer.evaluate(data.test()));
        }
        return trainer.predictor();
    }

    /** Of one row by its columns' names, and of the whole file without its target. */
    private static String bits(Predictor predictor, Path csv) throws IOException {
        StringBuilder bits = new StringBuilder(bits(predictor.predict(ROW)));
        predictor.predict(Table.read(csv).asCategories("class").without("survived"))
                .forEach(prediction -> bits.append(bits(prediction)));
        return bits.toString();
    }

    private static String bits(Prediction prediction) {
        return prediction.className() + " " + Long.toHexString(Double.doubleToLongBits(prediction.value())) + "\n";
    }
}
