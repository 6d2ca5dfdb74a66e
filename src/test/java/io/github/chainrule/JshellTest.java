// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.file.CheckpointWriter;
import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.plot.BarChart;
import io.github.chainrule.plot.BoundaryPlot;
import io.github.chainrule.plot.ImageGrid;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Report;
import io.github.chainrule.plot.Sketch;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.Comparison;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.History;
import io.github.chainrule.training.ProgressBar;
import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Jshell prints every object that is made: in a few words, and never as a class with a number. */
class JshellTest {

    private static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 3, random), new Tanh(), new Linear(3, 1, random), new Sigmoid());
    }

    private static Trainer trainer(long seed) {
        Sequential model = network(seed);
        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).seed(seed);
    }

    private static List<Object> objects() throws IOException {
        Sequential model = network(1);
        Loss loss = new BinaryCrossEntropy();
        Adam adam = new Adam(model.parameters(), 0.01);
        Dataset data = ToyData.moons(60, 0.1, 1);
        Batches batches = Batches.shuffled(data, 16, 1);
        Batch batch = batches.iterator().next();
        ForwardPass pass = model.forward(batch.inputs());
        Diagnosis diagnosis = new Diagnosis();
        EarlyStopping stopping = new EarlyStopping(2);
        Trainer trainer = trainer(1).validation(data).metric(new BinaryAccuracy()).listener(diagnosis)
                .listener(stopping);
        History history = trainer.fit(data);
        Evaluation evaluation = trainer.evaluate(data);
        TrainingRun training = new TrainingRun(model, loss, adam, data);
        Comparison comparison = new Comparison(data, data).repeats(2).candidate("all", JshellTest::trainer);
        Ranking ranking = comparison.run();
        Dataset line = Dataset.of(Matrix.column(0, 1), Matrix.column(0, 2));
        Evaluation quantity = Predictor.of(new Sequential(new Linear(Matrix.row(1), Matrix.row(0))),
                new MeanSquaredError()).evaluate(line);
        Table table = Table.read(Path.of("src/test/resources/iris.csv")).withClassTarget("species");
        Mnist mnist = Mnist.load();
        List<Object> objects = new ArrayList<>(List.of(Matrix.zeros(2, 2), model, model.summary(), pass,
                pass.backward(loss.gradient(pass.output(), batch.targets())), loss, new CrossEntropy(), adam,
                new Sgd(model.parameters(), 0.1), Schedule.stepDecay(0.1, 10, 0.5),
                Schedule.cosineDecay(0.1, 0.01, 10).withWarmup(3),
                Initializer.he(), Initializer.glorot(), Initializer.uniform(), Initializer.constant(0),
                new Dropout(0.5), new LeakyReLU(), data, data.names(), batches, batch, data.split(0.2, 1),
                Scaler.standard(data), table, TableEncoder.fit(table), CsvFormat.comma(), mnist,
                mnist.training(Task.evenVsOdd()), Task.evenVsOdd(), Task.allClasses(), trainer, history));
        objects.addAll(List.of(training, stopping, new ProgressBar(), diagnosis, diagnosis.gradientFlow(),
                new GradientFlow(), comparison, ranking, ranking.best().statistics().orElseThrow(), evaluation,
                evaluation.confusionMatrix(), evaluation.hardest(1).get(0), evaluation.predictor(),
                evaluation.predictor().predict(0, 1), Scores.of(evaluation, List.of()), Metric.precision("1"),
                GradientCheck.of(model, loss, batch.inputs(), batch.targets()),
                ChainRuleTrace.of(model, loss, Matrix.row(0, 1), Matrix.row(1)),
                new CheckpointWriter(Path.of("c.safetensors")), new Report("a", evaluation.predictor(), history),
                new LineChart("a"), new BarChart("a"), new ImageGrid("a"), Picture.network("a", evaluation.predictor()),
                new BoundaryPlot("a", evaluation.predictor(), evaluation.dataset()),
                Picture.confusionMatrix("a", evaluation.confusionMatrix()),
                Picture.predictions("a", quantity), new Sketch("a", "b", 10)));
        objects.addAll(model.layers());
        objects.addAll(model.parameters());
        return objects;
    }

    @Test
    void everything_has_a_text_of_its_own() throws IOException {
        for (Object object : objects()) {
            assertThat(object.toString()).as(object.getClass().getSimpleName()).isNotBlank()
                    .doesNotContainPattern("[\\w.]+@[0-9a-f]{4,}").doesNotContain("$$", "Lambda");
            assertThat(object.toString().length()).as("length of %s", object.getClass().getSimpleName())
                    .isLessThan(4_000);
        }
    }

    @Test
    void the_text_says_what_it_is() {
        assertThat(new LineChart("Loss")).hasToString("LineChart \"Loss\"");
        assertThat(new EarlyStopping(3)).hasToString("EarlyStopping(3)");
        assertThat(Schedule.cosineDecay(0.1, 0.01, 10).withWarmup(3))
                .hasToString("cosineDecay(0.1, 0.01, 10).withWarmup(3)");
        assertThat(CsvFormat.separatedBy('\t')).hasToString("fields separated by '\\t', with a header");
        assertThat(new Comparison(ToyData.xor(), ToyData.xor()).rankBy(new BinaryAccuracy())
                .candidate("a", JshellTest::trainer)).hasToString("Comparison of 1 candidate by accuracy, 5 runs each");
    }
}
