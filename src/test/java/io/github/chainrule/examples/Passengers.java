// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import io.github.chainrule.data.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.table.*;
import io.github.chainrule.training.*;
import java.nio.file.Path;
import java.util.*;

public class Passengers {
    public static void main(String[] args) throws Exception {
        Split<Table> tables = Table.read(Path.of("src/test/resources/passengers.csv")).without("name")
                .asCategories("class").withClassTarget("survived").split(0.25, 42);
        var missing = Map.of("age", MissingValues.FILL_AND_FLAG, "port", MissingValues.FILL);
        TableEncoder encoder = TableEncoder.fit(tables.training(), missing);
        Split<Dataset> raw = tables.map(encoder::encode);
        Split<Dataset> data = raw.map(Scaler.standard(raw.training())::transform);
        Random random = new Random(42);
        var model = new Sequential(new Linear(12, 8, random), new ReLU(), new Linear(8, 1, random), new Sigmoid());
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.005));
        trainer.epochs(30).batchSize(16).seed(42).fit(data.training());
        var test = trainer.evaluate(data.test());
        System.out.println(test + "\n" + test.confusionMatrix());
        var anna = Map.of("class", 1, "sex", "female", "relatives", 0, "fare", 60, "port", "S");
        System.out.println(test.predictor().predict(encoder.encodeRow(anna)));
    }
}
