package io.github.chainrule.readme;

import io.github.chainrule.data.*;
import io.github.chainrule.evaluation.*;
import io.github.chainrule.file.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.table.*;
import io.github.chainrule.training.*;
import java.io.IOException;
import java.nio.file.Path;
import java.util.*;

public class Survivors {
    public static void main(String[] args) throws IOException {
        Split<Table> tables = Table.read(Path.of(args[0])).without("name").asCategories("class")
                .withClassTarget("survived").split(0.15, 0.15, 42);             // validation, test, seed
        TableEncoder encoder = TableEncoder.fit(tables.training(), MissingValues.FILL);
        Scaler scaler = Scaler.standard(encoder.encode(tables.training()));
        Split<Dataset> data = tables.map(encoder::encode).map(scaler::transform);

        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(data.training().inputSize(), 16, random), new ReLU(),
                new Linear(16, 1, random));
        Trainer trainer = new Trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.005))
                .epochs(50).batchSize(16).validation(data.validation()).listener(new EarlyStopping(5));
        trainer.fit(data.training());
        System.out.println(trainer.evaluate(data.test()));
        ModelFile.save(trainer.predictor(), Path.of(args[1]));

        Predictor predictor = ModelFile.load(Path.of(args[1]));                 // in this program or another
        System.out.println(predictor.predict(Map.of("class", 1, "sex", "female", "age", 29, "port", "C",
                "relatives", 0, "fare", 80)));
    }
}
