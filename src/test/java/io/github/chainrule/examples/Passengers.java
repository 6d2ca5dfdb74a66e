// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import io.github.chainrule.data.*;
import io.github.chainrule.evaluation.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.training.*;
import java.nio.file.Path;
import java.util.*;

public class Passengers {
    public static void main(String[] args) throws Exception {
        Table table = Table.read(Path.of("src/test/resources/passengers.csv")).without("name");
        Split<Table> split = Split.of(table.asCategories("class").withClassTarget("survived"), 0.25, 42);
        TableEncoder encoder = TableEncoder.fit(split.training(), Map.of("age", MissingValues.FILL_AND_FLAG, "port", MissingValues.FILL));
        Dataset training = encoder.encode(split.training());
        Scaler scaler = Scaler.standard(training);
        Random random = new Random(42);
        var model = new Sequential(new Linear(12, 8, random), new ReLU(), new Linear(8, 1, random), new Sigmoid());
        Trainer trainer = new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.005))
                .epochs(30).batchSize(16).seed(42);
        trainer.fit(scaler.transform(training));
        Evaluation test = trainer.evaluate(scaler.transform(encoder.encode(split.test())));
        System.out.println(test + "\n" + test.confusionMatrix());
        var anna = Map.of("class", 1, "sex", "female", "relatives", 0, "fare", 60, "port", "S");
        System.out.println(test.predictor().predict(encoder.encodeRow(anna)));
    }
}
