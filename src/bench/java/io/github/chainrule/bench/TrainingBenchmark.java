// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.bench;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.internal.Versioned;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.ImageDataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The main job, 784-16-1 with batches of 64: reading MNIST, an epoch, a step of it, and one prediction. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class TrainingBenchmark {

    private ImageDataset even;
    private Sequential model;
    private Loss loss;
    private Optimizer optimizer;
    private Trainer trainer;
    private Trainer watched;
    private Batch batch;
    private Matrix image;

    @Setup
    public void setUp() throws IOException {
        even = Mnist.load().training(Task.evenVsOdd());
        Random random = new Random(42);
        model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random), new Sigmoid());
        loss = new BinaryCrossEntropy();
        optimizer = new Adam(model.parameters(), 0.001);
        trainer = new Trainer(model, loss, optimizer).batchSize(64).metric(new BinaryAccuracy());
        watched = new Trainer(model, loss, optimizer).batchSize(64).metric(new BinaryAccuracy())
                .listener(new Diagnosis());
        batch = Batches.inOrder(even, 64).iterator().next();
        image = Matrix.row(even.pixels(0));
        step();
    }

    /** Reading and unpacking all 70,000 images. */
    @Benchmark
    public Mnist readMnist() throws IOException {
        return Mnist.load();
    }

    /** All 60,000 images once, in 938 steps. */
    @Benchmark
    public History epoch() {
        return trainer.fit(even);
    }

    /** The same with the diagnosis. */
    @Benchmark
    public History epochWithDiagnosis() {
        return watched.fit(even);
    }

    /** One batch forward and backward, and an update. */
    @Benchmark
    public double step() {
        ForwardPass pass = model.forward(batch.inputs());
        double value = loss.value(pass.output(), batch.targets());
        pass.backward(loss.gradient(pass.output(), batch.targets()));
        optimizer.step();
        return value;
    }

    /** Adam alone, on 12,577 parameters. */
    @Benchmark
    public void adam() {
        model.parameters().forEach(Versioned::markGradientComputed);
        optimizer.step();
    }

    /** One image. */
    @Benchmark
    public Matrix predictOne() {
        return model.output(image);
    }
}
