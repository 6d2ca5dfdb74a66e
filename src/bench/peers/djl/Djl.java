// SPDX-License-Identifier: Apache-2.0
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The main job in PyTorch as it is today: its natives through DJL, whose layers, loss and Adam call them. Arguments and
 * output are those of {@code job.py}; batches are rows of a tensor in memory, as in {@code pytorch_mnist.py}.
 */
final class Djl {

    private final NDManager manager = NDManager.newBaseManager();
    private final List<String> given;
    private final boolean ten;
    private final DataType type;
    private final Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();

    private Djl(List<String> given) {
        this.given = given;
        this.ten = given.contains("--ten");
        this.type = given.contains("--double") ? DataType.FLOAT64 : DataType.FLOAT32;
    }

    /** DATA [--double] [--epochs 3] [--hidden 16] [--batch 64] [--images 60000] [--ten] [--no-predictions]. */
    public static void main(String[] args) throws IOException {
        new Djl(Arrays.asList(args)).run();
    }

    private void run() throws IOException {
        int images = Integer.parseInt(option("--images", "60000"));
        int batch = Integer.parseInt(option("--batch", "64"));
        NDArray x = pixels("train", images);
        NDArray t = targets("train", images);
        NDArray testX = pixels("t10k", 10_000);
        NDArray testT = targets("t10k", 10_000);
        DefaultTrainingConfig config = new DefaultTrainingConfig(
                ten ? Loss.softmaxCrossEntropyLoss() : Loss.sigmoidBinaryCrossEntropyLoss())
                .optOptimizer(adam);
        try (Model model = Model.newInstance("main-job")) {
            model.setBlock(block());
            model.setDataType(type);
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(1, 784));
                double[] epochs = IntStream.range(0, Integer.parseInt(option("--epochs", "3")))
                        .mapToDouble(e -> seconds(1, i -> epoch(trainer, x, t, batch, new Random(e)))).toArray();
                double accuracy = accuracy(trainer, testX, testT);
                String prediction = given.contains("--no-predictions") ? "" : String.format(Locale.ROOT,
                        ", prediction %.2f us", 1e6 * predictions(trainer, testX));
                System.out.printf(Locale.ROOT, "epochs%s s, accuracy %.4f%s%n", Arrays.stream(epochs)
                        .mapToObj(e -> String.format(Locale.ROOT, " %.4f", e)).reduce("", String::concat), accuracy,
                        prediction);
            }
        }
    }

    private String option(String name, String otherwise) {
        return given.contains(name) ? given.get(given.indexOf(name) + 1) : otherwise;
    }

    private Block block() {
        SequentialBlock block = new SequentialBlock();
        for (String neurons : option("--hidden", "16").split(",")) {
            block.add(Linear.builder().setUnits(Integer.parseInt(neurons)).build()).add(Activation.reluBlock());
        }
        return block.add(Linear.builder().setUnits(ten ? 10 : 1).build());
    }

    private byte[] bytes(String name, int header) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(given.get(0), name + "-ubyte.gz")))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        }
    }

    private NDArray pixels(String part, int images) throws IOException {
        byte[] bytes = bytes(part + "-images-idx3", 16);
        float[] values = new float[images * 784];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xff) / 255f;
        }
        return manager.create(values, new Shape(images, 784)).toType(type, false);
    }

    private NDArray targets(String part, int images) throws IOException {
        byte[] bytes = bytes(part + "-labels-idx1", 8);
        float[] values = new float[images];
        for (int i = 0; i < values.length; i++) {
            values[i] = ten ? bytes[i] : 1 - bytes[i] % 2;
        }
        return manager.create(values, new Shape(images, 1)).toType(type, false);
    }

    private void epoch(Trainer trainer, NDArray x, NDArray t, int batch, Random random) {
        int images = (int) x.size(0);
        List<Long> order = new ArrayList<>();
        for (long i = 0; i < images; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        long[] rows = order.stream().mapToLong(Long::longValue).toArray();
        for (int i = 0; i < images; i += batch) {
            try (NDManager step = manager.newSubManager()) {
                NDArray chosen = step.create(Arrays.copyOfRange(rows, i, Math.min(i + batch, images)));
                NDArray batchX = attach(step, x.get(new NDIndex("{}", chosen)));
                NDArray batchT = attach(step, t.get(new NDIndex("{}", chosen)));
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray y = attach(step, trainer.forward(new NDList(batchX)).head());
                    NDArray loss = attach(step, trainer.getLoss().evaluate(new NDList(batchT), new NDList(y)));
                    collector.backward(loss);
                }
                update(trainer);
            }
        }
    }

    /** What {@code trainer.step()} does, without its sum over each gradient: it looks for NaN in floats, and takes time. */
    private void update(Trainer trainer) {
        trainer.getModel().getBlock().getParameters().forEach(named -> adam.update(named.getKey(),
                named.getValue().getArray(), named.getValue().getArray().getGradient()));
    }

    private static NDArray attach(NDManager step, NDArray array) {
        array.attach(step);
        return array;
    }

    private double accuracy(Trainer trainer, NDArray x, NDArray t) {
        NDArray y = trainer.evaluate(new NDList(x)).head();
        NDArray said = ten ? y.argMax(1).reshape(t.getShape()).toType(type, false) : y.gt(0).toType(type, false);
        return said.eq(t).toType(type, false).mean().toType(DataType.FLOAT64, false).getDouble();
    }

    /** The second round's: in the first the JVM's compiler is still at work. */
    private double predictions(Trainer trainer, NDArray x) {
        List<NDArray> images = IntStream.range(0, 100).mapToObj(i -> x.get(new NDIndex(i + ":" + (i + 1)))).toList();
        double mean = 0;
        for (int round = 0; round < 2; round++) {
            mean = seconds(2000, i -> trainer.evaluate(new NDList(images.get(i % 100))).head().close()) / 2000;
        }
        return mean;
    }

    private static double seconds(int times, IntConsumer action) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
