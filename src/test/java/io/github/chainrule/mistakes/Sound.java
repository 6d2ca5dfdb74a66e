// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingRun;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A run in which nothing is wrong, for the mistakes to be made in. */
final class Sound {

    static final Loss BCE = new BinaryCrossEntropy();

    private Sound() {
    }

    /** Two clusters, which a small network tells apart without trouble. */
    static Dataset data() {
        return ToyData.blobs(400, 2, 0.6, 1);
    }

    static Matrix inputs() {
        return read(data())[0];
    }

    /** 0 or 1 for each example. */
    static Matrix targets() {
        return read(data())[1];
    }

    static Matrix[] read(Dataset data) {
        Matrix[] both = {Matrix.zeros(data.size(), data.inputSize()), Matrix.zeros(data.size(), data.targetSize())};
        data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), both[0], both[1]);
        return both;
    }

    /** The same examples, class 0 first. */
    static Dataset sorted() {
        Matrix inputs = inputs();
        Matrix targets = targets();
        int[] order = IntStream.range(0, targets.rows()).boxed()
                .sorted((a, b) -> Double.compare(targets.get(a, 0), targets.get(b, 0))).mapToInt(i -> i).toArray();
        Matrix x = Matrix.zeros(inputs.rows(), inputs.cols());
        Matrix t = Matrix.zeros(targets.rows(), 1);
        data().read(order, 0, order.length, x, t);
        return Dataset.of(x, t);
    }

    static Sequential network() {
        return network(2);
    }

    static Sequential network(long seed) {
        Random random = new Random(seed);
        return new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 1, random), new Sigmoid());
    }

    /** y = sin x, with targets turned into something else. */
    static Dataset sine(DoubleUnaryOperator target) {
        Random random = new Random(5);
        Matrix x = Matrix.zeros(300, 1).map(zero -> 6 * random.nextDouble() - 3);
        return Dataset.of(x, x.map(v -> target.applyAsDouble(Math.sin(v))));
    }

    static Trainer trainer(Sequential model, Loss loss, Optimizer optimizer) {
        return new Trainer(model, loss, optimizer).epochs(20).batchSize(32).seed(3);
    }

    static Trainer trainer(Sequential model) {
        return trainer(model, BCE, new Adam(model.parameters(), 0.01));
    }

    /** With a trainer. */
    static Diagnosis diagnosis(Sequential model, Loss loss, Optimizer optimizer, Dataset data) {
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, loss, optimizer).listener(diagnosis).fit(data);
        return diagnosis;
    }

    static Diagnosis diagnosis(Sequential model, Dataset data) {
        return diagnosis(model, BCE, new Adam(model.parameters(), 0.01), data);
    }

    /** With a loop written by hand. */
    static Diagnosis byHand(Sequential model, Loss loss, Optimizer optimizer, Dataset data) {
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun training = new TrainingRun(model, loss, optimizer, data, diagnosis);
        Batches batches = Batches.shuffled(data, 32, 3);
        for (int epoch = 0; epoch < 20; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                BackwardPass back = pass.backward(loss.gradient(pass.output(), batch.targets()));
                training.step(batch, pass, back);
            }
        }
        return diagnosis;
    }

    static void assertOnly(Diagnosis diagnosis, Kind kind, String... parts) {
        assertThat(diagnosis.findings()).as("%s", diagnosis).extracting(Finding::kind).containsExactly(kind);
        assertThat(diagnosis.findings().get(0).message()).isASCII().contains(parts);
    }
}
