// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import io.github.chainrule.data.*;
import io.github.chainrule.evaluation.*;
import io.github.chainrule.layer.*;
import io.github.chainrule.loss.*;
import io.github.chainrule.model.*;
import io.github.chainrule.optimizer.*;
import io.github.chainrule.table.*;
import io.github.chainrule.training.*;
import java.nio.file.Path;
import java.util.Random;

public class Iris {
    public static void main(String[] args) throws Exception {
        Split<Table> tables = Table.read(Path.of("src/test/resources/iris.csv")).withClassTarget("species")
                .split(0.2, 42);
        TableEncoder encoder = TableEncoder.fit(tables.training());
        Split<Dataset> raw = tables.map(encoder::encode);
        Split<Dataset> data = raw.map(Scaler.standard(raw.training())::transform);
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(4, 10, random), new ReLU(), new Linear(10, 3, random));
        Trainer trainer = new Trainer(model, new CrossEntropy(), new Adam(model.parameters(), 0.01))
                .epochs(100).batchSize(16).seed(42);
        trainer.fit(data.training());
        Evaluation test = trainer.evaluate(data.test());
        System.out.println(test + "\n" + test.confusionMatrix());
        System.out.println(test.predictor().predict(5.1, 3.5, 1.4, 0.2));
    }
}
