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

/** The program that does what a page shows, ready to be copied: the same settings, and so the same bits. */
final class JavaProgram {

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
        StringBuilder code = new StringBuilder();
        for (String name : List.of("data", "inspect", "layer", "loss", "matrix", "model", "optimizer", "training")) {
            code.append("import io.github.chainrule.").append(name).append(".*;\n");
        }
        code.append("""
                import java.util.Random;
                import java.util.stream.IntStream;

                public class Playground {

                    public static void main(String[] args) {
                        System.out.println(train());
                    }

                    static Sequential train() {
                        long seed = SEEDL;
                        Dataset data = DATA;
                """.replace("SEED", String.valueOf(setup.seed)).replace("DATA", prepared
                ? "prepared(" + setup.data.code(setup) + ", new Random(seed))" : setup.data.code(setup)));
        if (setup.test > 0) {
            line(code, "Split<Dataset> split = data.split(" + setup.test + ", seed);");
        }
        line(code, "Dataset training = " + (setup.test > 0 ? "split.training()" : "data") + ";");
        if (setup.scale) {
            line(code, "Scaler scaler = Scaler.standard(training);");
            line(code, "training = scaler.transform(training);");
        }
        code.append("""

                        Random random = new Random(seed);
                        random.nextDouble();        // hardly differs between neighboring seeds
                        Sequential model = new Sequential(
                """).append(INDENT).append(String.join(",\n" + INDENT, layers(setup))).append(");\n");
        line(code, "Loss loss = new " + setup.goal.loss(setup.classes).getClass().getSimpleName() + "();");
        line(code, "Optimizer optimizer = " + setup.rule.code(setup.rate, setup.decay) + ";");
        code.append("""

                        Diagnosis diagnosis = new Diagnosis();
                        TrainingRun run = new TrainingRun(model, loss, optimizer, training, diagnosis);
                        Batches batches = Batches.shuffled(training, BATCH, seed);
                        int steps = 0;
                        while (steps < STEPS) {
                            for (Batch batch : batches) {
                                if (steps++ < STEPS) {
                                    ForwardPass forward = model.forward(batch.inputs(), random);
                                    Matrix dy = loss.gradient(forward.output(), batch.targets());
                                    run.step(batch, forward, forward.backward(dy));
                                }
                            }
                        }
                        System.out.println(run.evaluate(training));
                """.replace("BATCH", String.valueOf(setup.batch)).replace("STEPS", String.valueOf(steps)));
        if (setup.test > 0) {
            line(code, "System.out.println(run.evaluate(split.test()));");
        }
        code.append("""
                        System.out.print(diagnosis);
                        return model;
                    }
                """);
        if (prepared) {
            code.append(prepared(setup));
        }
        return code.append("}\n").toString();
    }

    /** The method that makes the network's inputs, and targets that are numbers, of points. */
    private static String prepared(Setup setup) {
        String target = setup.classes == 0 ? setup.data.targetCode + " + " + setup.noise + " * random.nextGaussian()"
                : "";
        return """

                    static Dataset prepared(Dataset points, Random random) {
                        int n = points.size();
                        Matrix x = Matrix.zeros(n, 2);
                        Matrix t = Matrix.zeros(n, points.targetSize());
                        points.read(IntStream.range(0, n).toArray(), 0, n, x, t);
                        Matrix inputs = Matrix.zeros(n, COUNT);
                        Matrix targets = TARGETS;
                        for (int i = 0; i < n; i++) {
                            double x1 = x.get(i, 0);
                            double x2 = x.get(i, 1);
                """.replace("COUNT", String.valueOf(setup.inputs.size())).replace("TARGETS", target.isEmpty() ? "t"
                : "Matrix.zeros(n, 1)")
                + IntStream.range(0, setup.inputs.size()).mapToObj(j -> "            inputs.set(i, " + j + ", "
                + setup.inputs.get(j).code + ");\n").collect(Collectors.joining())
                + (target.isEmpty() ? "" : "            targets.set(i, 0, " + target + ");\n")
                + "        }\n        return Dataset.of(inputs, targets)" + (target.isEmpty()
                ? ".withNames(points.names().withFeatures(" + Text.javaStrings(setup.inputNames()) + "))" : "") + ";\n"
                + "    }\n";
    }

    private static void line(StringBuilder code, String line) {
        code.append("        ").append(line).append('\n');
    }

    private static List<String> layers(Setup setup) {
        Sequential model = Network.model(setup, new Random(0));
        boolean given = Network.hasGivenWeights(setup, model);
        return model.layers().stream().map(layer -> layer instanceof Linear linear
                ? given ? "new Linear(Matrix.of(" + rows(linear.weight().value()) + "), Matrix.of("
                + rows(linear.bias().value()) + "))"
                : "new Linear(" + linear.weight().value().rows() + ", " + linear.weight().value().cols() + ", "
                + setup.initial.code + ", random)"
                : "new " + layer.getClass().getSimpleName() + "("
                + (layer instanceof Dropout ? setup.dropout : "") + ")").toList();
    }

    private static String rows(Matrix m) {
        return IntStream.range(0, m.rows()).mapToObj(i -> IntStream.range(0, m.cols())
                .mapToObj(j -> String.valueOf(m.get(i, j))).collect(Collectors.joining(", ", "new double[] {", "}")))
                .collect(Collectors.joining(", "));
    }
}
