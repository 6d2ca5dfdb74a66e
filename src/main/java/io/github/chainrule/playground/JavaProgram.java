// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program that does what a page shows, ready to be copied: the same settings, and so the same bits. */
final class JavaProgram {

    private static final String IMPORTS = Stream.of("data", "inspect", "layer", "loss", "matrix", "model", "optimizer",
            "training").map(name -> "import io.github.chainrule." + name + ".*;").collect(Collectors.joining("\n"));
    private static final String LINE = "\n        ";

    private JavaProgram() {
    }

    /**
     * A class {@code Playground} with a {@code main}.
     *
     * @param setup what is trained
     * @param steps how many steps, at least 1
     */
    static String of(Setup setup, int steps) {
        String training = setup.test > 0 ? "split.training()" : "data";
        return String.format("""
                %s
                import java.util.Iterator;
                import java.util.Random;

                public class Playground {

                    public static void main(String[] args) {
                        System.out.println(train());
                    }

                    static Sequential train() {
                        long seed = %sL;
                        %s%s
                        Dataset training = %s;

                        Random random = new Random(seed);
                        random.nextDouble();        // hardly differs between neighboring seeds
                        Sequential model = new Sequential(
                                %s);
                        Loss loss = new %s();
                        Optimizer optimizer = %s;

                        Diagnosis diagnosis = new Diagnosis();
                        TrainingRun run = new TrainingRun(model, loss, optimizer, training, diagnosis);
                        Batches batches = Batches.shuffled(training, %s, seed);
                        Iterator<Batch> epoch = batches.iterator();
                        for (int step = 0; step < %s; step++) {
                            epoch = epoch.hasNext() ? epoch : batches.iterator();
                            Batch batch = epoch.next();
                            ForwardPass forward = model.forward(batch.inputs(), random);
                            Matrix dy = loss.gradient(forward.output(), batch.targets());
                            run.step(batch, forward, forward.backward(dy));%s
                        }
                        System.out.println(run.evaluate(training));%s
                        System.out.print(diagnosis);
                        return model;
                    }
                }
                """, IMPORTS, setup.seed, data(setup),
                setup.test > 0 ? LINE + "Split<Dataset> split = data.split(" + setup.test + ", seed);" : "",
                setup.scale ? "Scaler.standard(" + training + ").transform(" + training + ")" : training,
                String.join(",\n                ", layers(setup)), setup.loss.getClass().getSimpleName(),
                setup.rule.code().replace("RATE", String.valueOf(setup.rate))
                        .replace("DECAY", String.valueOf(setup.shrinkage > 0 ? 0 : setup.decay)), setup.batch, steps,
                setup.shrinkage > 0 ? LINE + "    model.parameters().forEach(p -> p.setValue(p.value().map(v ->" + LINE
                        + "            Math.signum(v) * Math.max(0, Math.abs(v) - " + setup.shrinkage + "))));" : "",
                setup.test > 0 ? LINE + "System.out.println(run.evaluate(split.test()));" : "");
    }

    /** The examples. Inputs other than a point's place are made from it, and so are numeric targets. */
    private static String data(Setup setup) {
        String points = setup.data.code().replace("POINTS", String.valueOf(setup.points))
                .replace("NOISE", String.valueOf(setup.noise)).replace("OWN", setup.own.code());
        boolean numbers = setup.classes == 0;
        return !numbers && setup.inputs.equals(Choice.INPUTS.subList(0, 2)) ? "Dataset data = " + points + ";"
                : String.format("""
                Dataset points = %s;
                        Batch all = Batches.inOrder(points, points.size()).iterator().next();
                        double[][] inputs = new double[points.size()][];
                        Matrix targets = %s;
                        for (int i = 0; i < inputs.length; i++) {
                            double x1 = all.inputs().get(i, 0);
                            double x2 = all.inputs().get(i, 1);
                            inputs[i] = new double[] {%s};%s
                        }
                        Dataset data = Dataset.of(Matrix.of(inputs), targets)%s;""", points,
                numbers ? "Matrix.zeros(inputs.length, 1);" + LINE + "Random noise = new Random(seed)"
                        : "all.targets()",
                setup.inputs.stream().map(Choice::code).collect(Collectors.joining(", ")),
                setup.target.map(target -> LINE + "    targets.set(i, 0, " + target.code() + " + " + setup.noise
                        + " * noise.nextGaussian());").orElse(""),
                numbers ? "" : ".withNames(points.names().withFeatures(" + Text.javaStrings(setup.inputNames()) + "))");
    }

    private static List<String> layers(Setup setup) {
        Sequential model = Network.model(setup, new Random(0));
        boolean given = setup.weights.size() == model.parameterCount();
        return model.layers().stream().map(layer -> !(layer instanceof Linear linear)
                ? "new " + layer.name() + (layer.name().endsWith(")") ? "" : "()")
                : given ? "new Linear(" + code(linear.weight().value()) + ", " + code(linear.bias().value()) + ")"
                : "new " + layer.name().replace(")", ", " + setup.initial.code() + ", random)")).toList();
    }

    private static String code(Matrix m) {
        return "Matrix.wrap(" + m.rows() + ", " + m.cols() + Arrays.toString(m.values()).replace("[", ", ")
                .replace("]", ")");
    }
}
