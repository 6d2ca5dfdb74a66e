// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.playground.Choices.Input;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The program that does what a page shows, ready to be copied: the same settings, and so the same bits. */
final class JavaProgram {

    private static final String IMPORTS = Stream.of("data", "inspect", "layer", "loss", "matrix", "model", "optimizer",
            "training").map(name -> "import io.github.chainrule." + name + ".*;").collect(Collectors.joining("\n"));
    private static final String INDENT = "                ";

    private JavaProgram() {
    }

    /**
     * A class {@code Playground} with a {@code main}.
     *
     * @param setup what is trained
     * @param steps how many steps, at least 1
     */
    static String of(Setup setup, int steps) {
        boolean prepared = setup.classes == 0 || !setup.inputs.equals(Input.PLAIN);
        String data = setup.data.code(setup);
        return """
                $imports
                import java.util.Random;
                import java.util.stream.IntStream;

                public class Playground {

                    public static void main(String[] args) {
                        System.out.println(train());
                    }

                    static Sequential train() {
                        long seed = $seedL;
                        Dataset data = $data;$split
                        Dataset training = $training;

                        Random random = new Random(seed);
                        random.nextDouble();        // hardly differs between neighboring seeds
                        Sequential model = new Sequential(
                                $layers);
                        Loss loss = new $loss();
                        Optimizer optimizer = $optimizer;

                        Diagnosis diagnosis = new Diagnosis();
                        TrainingRun run = new TrainingRun(model, loss, optimizer, training, diagnosis);
                        Batches batches = Batches.shuffled(training, $batch, seed);
                        int steps = 0;
                        while (steps < $steps) {
                            for (Batch batch : batches) {
                                if (steps++ < $steps) {
                                    ForwardPass forward = model.forward(batch.inputs(), random);
                                    Matrix dy = loss.gradient(forward.output(), batch.targets());
                                    run.step(batch, forward, forward.backward(dy));
                                }
                            }
                        }
                        System.out.println(run.evaluate(training));$test
                        System.out.print(diagnosis);
                        return model;
                    }$prepared
                }
                """.replace("$imports", IMPORTS).replace("$training", training(setup))
                .replace("$split", setup.test == 0 ? ""
                : "\n        Split<Dataset> split = data.split(" + setup.test + ", seed);")
                .replace("$test", setup.test == 0 ? ""
                : "\n        System.out.println(run.evaluate(split.test()));")
                .replace("$seed", String.valueOf(setup.seed))
                .replace("$layers", String.join(",\n" + INDENT, layers(setup)))
                .replace("$loss", setup.goal.loss(setup.classes).getClass().getSimpleName())
                .replace("$optimizer", setup.rule.code(setup.rate, setup.decay))
                .replace("$batch", String.valueOf(setup.batch)).replace("$steps", String.valueOf(steps))
                .replace("$prepared", prepared ? prepared(setup) : "")
                .replace("$data", prepared ? "prepared(" + data + ", new Random(seed))" : data);
    }

    private static String training(Setup setup) {
        String training = setup.test > 0 ? "split.training()" : "data";
        return setup.scale ? "Scaler.standard(" + training + ").transform(" + training + ")" : training;
    }

    /** The method that makes the network's inputs, and targets that are numbers, of points. */
    private static String prepared(Setup setup) {
        boolean numbers = setup.classes == 0;
        return """


                    static Dataset prepared(Dataset points, Random random) {
                        int n = points.size();
                        Matrix x = Matrix.zeros(n, 2);
                        Matrix t = Matrix.zeros(n, points.targetSize());
                        points.read(IntStream.range(0, n).toArray(), 0, n, x, t);
                        Matrix inputs = Matrix.zeros(n, $count);
                        Matrix targets = $targets;
                        for (int i = 0; i < n; i++) {
                            double x1 = x.get(i, 0);
                            double x2 = x.get(i, 1);
                            $lines
                        }
                        return Dataset.of(inputs, targets)$names;
                    }""".replace("$count", String.valueOf(setup.inputs.size()))
                .replace("$targets", numbers ? "Matrix.zeros(n, 1)" : "t")
                .replace("$lines", IntStream.range(0, setup.inputs.size()).mapToObj(j -> "inputs.set(i, " + j + ", "
                + setup.inputs.get(j).code + ");").collect(Collectors.joining("\n            ")) + (!numbers ? ""
                : "\n            targets.set(i, 0, " + setup.data.targetCode + " + " + setup.noise
                + " * random.nextGaussian());"))
                .replace("$names", numbers ? "" : ".withNames(points.names().withFeatures("
                + Text.javaStrings(setup.inputNames()) + "))");
    }

    private static List<String> layers(Setup setup) {
        Sequential model = Network.model(setup, new Random(0));
        boolean given = Network.hasGivenWeights(setup, model);
        return model.layers().stream().map(layer -> layer instanceof Linear linear
                ? given ? "new Linear(Matrix.of(" + rows(linear.weight().value()) + "), Matrix.of("
                + rows(linear.bias().value()) + "))"
                : "new Linear(" + linear.weight().value().rows() + ", " + linear.weight().value().cols() + ", "
                + setup.initial.code() + ", random)"
                : "new " + layer.getClass().getSimpleName() + "("
                + (layer instanceof Dropout ? setup.dropout : "") + ")").toList();
    }

    private static String rows(Matrix m) {
        return IntStream.range(0, m.rows()).mapToObj(i -> IntStream.range(0, m.cols())
                .mapToObj(j -> String.valueOf(m.get(i, j))).collect(Collectors.joining(", ", "new double[] {", "}")))
                .collect(Collectors.joining(", "));
    }
}
