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

public class Diabetes {
    public static void main(String[] args) throws Exception {
        Split<Table> tables = Table.read(Path.of("src/test/resources/diabetes.csv")).withNumericTargets("progression")
                .split(0.2, 42);
        TableEncoder encoder = TableEncoder.fit(tables.training());
        Split<Dataset> raw = tables.map(encoder::encode);
        Split<Dataset> data = raw.map(Scaler.standard(raw.training())::transform);
        var random = new Random(42);
        Sequential model = new Sequential(new Linear(10, 16, random), new ReLU(), new Linear(16, 1, random));
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Adam(model.parameters(), 0.002))
                .epochs(40).batchSize(16).seed(42).metric(Metric.rSquared()).metric(Metric.meanAbsoluteError());
        trainer.fit(data.training());
        Evaluation test = trainer.evaluate(data.test());
        System.out.printf("%s%nR2 %.3f%n", test, test.score(Metric.rSquared()));
        System.out.println(test.predictor().predict(59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87));
    }
}
