// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.file.CheckpointWriter;
import io.github.chainrule.file.CustomTypes;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.file.OnnxFile;
import io.github.chainrule.inspect.ChainRuleTrace;
import io.github.chainrule.inspect.ContractCheck;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Report;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import io.github.chainrule.training.History;
import io.github.chainrule.training.ProgressBar;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingRun;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistake 45: the message for an argument that is null says where it was given and what it is called. Where nothing
 * checks it, Java's own message names it.
 */
class NullArgumentsTest {

    private static final Matrix M = Matrix.row(0.5, 0.5);
    private static final Sequential MODEL = Sound.network();
    private static final Loss LOSS = Sound.BCE;
    private static final Dataset DATA = Sound.data();
    private static final Predictor PREDICTOR = Predictor.of(MODEL, LOSS);
    private static final Table TABLE = Table.parse("a,b\n1,2\n", CsvFormat.comma());
    private static final Path FILE = Path.of("file");
    private static final Random RANDOM = new Random(1);
    private static final TrainingRun TRAINING = new TrainingRun(MODEL, LOSS, new Sgd(MODEL.parameters(), 0.1), DATA);
    private static final Batch BATCH = Batches.inOrder(DATA, 4).iterator().next();
    private static final History HISTORY = new Trainer(MODEL, LOSS, new Sgd(MODEL.parameters(), 0.1)).fit(DATA);
    private static final ForwardPass PASS = MODEL.forward(BATCH.inputs());

    private static Arguments call(String argument, ThrowingCallable call) {
        return Arguments.of(argument, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"matrices", "networks", "data", "judgements", "inspections", "files"})
    void a_null_is_named(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(argument + " is null.");
    }

    /** Only because the compiler keeps the names of variables. */
    @Test
    void java_names_the_others() {
        assertThatNullPointerException().isThrownBy(() -> ContractCheck.ofDataset(null))
                .withMessageEndingWith("because \"dataset\" is null");
    }

    static Stream<Arguments> matrices() {
        return Stream.of(
                call("Matrix.of: rows", () -> Matrix.of((double[][]) null)),
                call("Matrix.wrap: values", () -> Matrix.wrap(1, 1, (double[]) null)),
                call("Matrix.row: values", () -> Matrix.row((double[]) null)),
                call("Matrix.column: values", () -> Matrix.column((double[]) null)),
                call("Matrix.oneHot: classIndices", () -> Matrix.oneHot(2, (int[]) null)),
                call("times: b", () -> M.times(null)),
                call("timesPlusRow: b", () -> M.timesPlusRow(null, M)),
                call("transposeTimes: b", () -> M.transposeTimes(null)),
                call("transposeTimesInto: b", () -> M.transposeTimesInto(null, M)),
                call("timesTranspose: b", () -> M.timesTranspose(null)),
                call("Matrix.map: f", () -> M.map((DoubleUnaryOperator) null)),
                call("Matrix.map: b", () -> M.map(null, Math::max)),
                call("Matrix.map: f", () -> M.map(M, (DoubleBinaryOperator) null)));
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                call("Linear(2, 8): random", () -> new Linear(2, 8, null)),
                call("Linear(2, 8): initializer", () -> new Linear(2, 8, (Initializer) null, RANDOM)),
                call("Linear: weight", () -> new Linear((Matrix) null, M)),
                call("Linear: bias", () -> new Linear(M, null)),
                call("Linear(2, 8): x", () -> new Linear(2, 8, RANDOM).forward(null)),
                call("Parameter: name", () -> new Parameter(null, M)),
                call("Parameter: value", () -> new Parameter("w", null)),
                call("Sequential: layers", () -> new Sequential((Layer[]) null)),
                call(MODEL + ": the input", () -> MODEL.forward(null)),
                call(MODEL + ": the input", () -> MODEL.output(null)),
                call(MODEL + ": random", () -> MODEL.forward(BATCH.inputs(), null)),
                call("backward: dy = loss.gradient(forward.output(), targets)", () -> PASS.backward(null)),
                call("BinaryCrossEntropy: outputs", () -> LOSS.value(null, M)),
                call("MeanSquaredError: targets", () -> new MeanSquaredError().gradient(M, null)),
                call("CrossEntropy: targets", () -> new CrossEntropy().value(M, null)),
                call("BinaryCrossEntropy: weights", () -> LOSS.withWeights(null)),
                call("Dataset.withWeights: weights", () -> DATA.withWeights((double[]) null)),
                call("Adam: parameters", () -> new Adam(null, 0.1)),
                call("Sgd: a parameter", () -> new Sgd(Collections.singletonList(null), 0.1)),
                call("restore: state", () -> new Adam(MODEL.parameters(), 0.1).restore((Optimizer.State) null)),
                call("Trainer: model", () -> new Trainer(null, LOSS, new Sgd(MODEL.parameters(), 0.1))),
                call("Trainer: optimizer", () -> new Trainer(MODEL, LOSS, null)),
                call("TrainingRun: training", () -> new TrainingRun(MODEL, LOSS, new Sgd(MODEL.parameters(), 1),
                null)),
                call("TrainingRun.step: batch", () -> TRAINING.step(null, PASS, null)),
                call("TrainingRun.step: forward", () -> TRAINING.step(BATCH, null, null)),
                call("TrainingRun.step: backward", () -> TRAINING.step(BATCH, PASS, null)),
                call("TrainingRun.evaluate: dataset", () -> TRAINING.evaluate(null)),
                call("ProgressBar: out", () -> new ProgressBar(null, false)));
    }

    static Stream<Arguments> data() {
        return Stream.of(
                call("Batch: inputs", () -> new Batch(null, M)),
                call("Batch: targets", () -> new Batch(M, null)),
                call("Batches.shuffled: dataset", () -> Batches.shuffled(null, 4, 1)),
                call("Batches.inOrder: dataset", () -> Batches.inOrder(null, 4)),
                call("Dataset.of: inputs", () -> Dataset.of(null, M)),
                call("Dataset.of: targets", () -> Dataset.of(M, null)),
                call("Dataset.withNames: names", () -> DATA.withNames(null)),
                call("subset: indices", () -> DATA.subset((int[]) null)),
                call("read: indices", () -> DATA.read(null, 0, 1, M, M)),
                call("Names: features", () -> Names.NONE.withFeatures((String[]) null)),
                call("Names: classes", () -> Names.NONE.withClasses((String[]) null)),
                call("Names: targets", () -> Names.NONE.withTargets((String[]) null)),
                call("CsvFormat: charset", () -> CsvFormat.comma().withCharset(null)),
                call("Names: a target name", () -> Names.NONE.withTargets((String) null)),
                call("Scaler.standard: training", () -> Scaler.standard(null)),
                call("Scaler.minMax: training", () -> Scaler.minMax(null)),
                call("Scaler.transform: dataset", () -> Scaler.standard(DATA).transform(null)),
                call("Split.of: training", () -> Split.of(null, DATA)),
                call("Split.of: validation", () -> Split.of(DATA, null, DATA)),
                call("Split.of: test", () -> Split.of(DATA, null)),
                call("Table.read: file", () -> Table.read(null)),
                call("Table.read: format", () -> Table.read(FILE, null)),
                call("Table.parse: text", () -> Table.parse(null, CsvFormat.comma())),
                call("Table.parse: format", () -> Table.parse("a", null)),
                call("TableEncoder.fit: training", () -> TableEncoder.fit(null)),
                call("TableEncoder.fit: missing", () -> TableEncoder.fit(TABLE, (MissingValues) null)),
                call("TableEncoder.encode: table", () -> TableEncoder.fit(TABLE.withNumericTargets("b")).encode(null)),
                call("Task.of: groups", () -> Task.of((Task.Group[]) null)),
                call("Task.Group: name", () -> new Task.Group(null, 1, 2)),
                call("Mnist.read: folder", () -> Mnist.read(null)),
                call("Mnist.training: task", () -> Mnist.load().training(null)));
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                call("Predictor: the model", () -> Predictor.of(null, LOSS)),
                call("Predictor: the loss", () -> Predictor.of(MODEL, null)),
                call("Predictor.predict: features", () -> PREDICTOR.predict((double[]) null)),
                call("Predictor.predict: inputs", () -> PREDICTOR.predict((Matrix) null)),
                call("Predictor: the evaluation data", () -> PREDICTOR.evaluate(null)),
                call("Evaluation.score: metric", () -> PREDICTOR.evaluate(DATA).score(null)),
                call("accuracy: predictions", () -> Metric.accuracy().value(null, M)),
                call("accuracy: targets", () -> Metric.accuracy().value(M, null)),
                call("Metric: names", () -> Metric.recall((String[]) null)),
                call("Prediction.value: target", () -> PREDICTOR.predict(1, 2).value(null)),
                call("the class name", () -> PREDICTOR.evaluate(DATA).confusionMatrix().recall(null)),
                call("Scores.score: metric", () -> new Scores(1, 0, Map.of()).score(null)));
    }

    static Stream<Arguments> inspections() {
        return Stream.of(
                call("ChainRuleTrace.of: model", () -> ChainRuleTrace.of(null, LOSS, M, M)),
                call("ChainRuleTrace.of: loss", () -> ChainRuleTrace.of(MODEL, null, M, M)),
                call("GradientCheck.of: model", () -> GradientCheck.of(null, LOSS, M, M)),
                call("GradientCheck.of: loss", () -> GradientCheck.of(MODEL, null, M, M)),
                call("GradientCheck.of: layer", () -> GradientCheck.of(null, M)),
                call("GradientFlow.of: forward", () -> GradientFlow.of(null, null)),
                call("LineChart: title", () -> new LineChart(null)),
                call("Picture.network: predictor", () -> Picture.network("a title", null)),
                call("Picture.confusionMatrix: matrix", () -> Picture.confusionMatrix("a title", null)),
                call("Picture.learningCurves: history", () -> Picture.learningCurves("a title", null)),
                call("Report.test: evaluation", () -> new Report("a title", PREDICTOR, HISTORY).test(null)),
                call("Report.command: command", () -> new Report("a title", PREDICTOR, HISTORY).command(null)),
                call("Report: history", () -> new Report("a title", PREDICTOR, null)));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                call("ModelFile.save: predictor", () -> ModelFile.save(null, FILE)),
                call("ModelFile.save: file", () -> ModelFile.save(PREDICTOR, null)),
                call("ModelFile.load: file", () -> ModelFile.load(null)),
                call("ModelFile.loadWeights: model", () -> ModelFile.loadWeights(null, FILE)),
                call("ModelFile.loadWeights: file", () -> ModelFile.loadWeights(MODEL, null)),
                call("CheckpointWriter: metric", () -> new CheckpointWriter(FILE).saveBest(Path.of("best"), null)),
                call("CustomTypes.layer: name", () -> new CustomTypes().layer(null, ReLU::new)),
                call("CustomTypes.layer: make", () -> new CustomTypes().layer("a", null)),
                call("CustomTypes.loss: name", () -> new CustomTypes().loss(null, MeanSquaredError::new)),
                call("CustomTypes.loss: make", () -> new CustomTypes().loss("a", null)),
                call("OnnxFile.save: predictor", () -> OnnxFile.save(null, FILE)),
                call("OnnxFile.save: file", () -> OnnxFile.save(PREDICTOR, null)),
                call("OnnxFile.saveFloat64: predictor", () -> OnnxFile.saveFloat64(null, FILE)));
    }
}
