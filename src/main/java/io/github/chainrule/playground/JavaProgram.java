// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Linear;

import java.util.List;

/** The program that does what a page shows, ready to be copied: the same settings, and so the same bits. */
final class JavaProgram {

    private static final String INDENT = "                ";

    private JavaProgram() {
    }

    /**
     * A class {@code Playground} with a {@code main}.
     *
     * @param setup  what is trained
     * @param epochs how many, at least 1
     */
    static String of(Setup setup, int epochs) {
        String training = setup.hasTest() ? "split.training()" : "data";
        String test = "split.test()";
        StringBuilder code = new StringBuilder();
        for (String name : List.of("data", "inspect", "layer", "loss", "matrix", "model", "optimizer", "training")) {
            code.append("import io.github.chainrule.").append(name).append(".*;\n");
        }
        code.append("""
                import java.util.Random;

                public class Playground {

                    public static void main(String[] args) {
                        System.out.println(train());
                    }

                    static Sequential train() {
                        long seed = %sL;
                        Dataset data = %s;
                """.formatted(setup.seed(), setup.data().code(setup)));
        if (setup.hasTest()) {
            line(code, "Split<Dataset> split = data.split(" + setup.test() + ", seed);");
        }
        line(code, "Dataset training = " + training + ";");
        if (setup.scale()) {
            line(code, "Scaler scaler = Scaler.standard(training);");
            line(code, "training = scaler.transform(training);");
            test = "scaler.transform(split.test())";
        }
        code.append("""

                        Random random = new Random(seed);
                        Sequential model = new Sequential(
                """).append(INDENT).append(String.join(",\n" + INDENT, layers(setup))).append(");\n");
        line(code, "Loss loss = " + "new " + setup.goal().loss(setup.classes()).getClass().getSimpleName() + "();");
        line(code, "Optimizer optimizer = " + setup.rule().code(setup.rate(), setup.decay()) + ";");
        code.append("""

                        Diagnosis diagnosis = new Diagnosis();
                        History history = new Trainer(model, loss, optimizer)
                                .epochs(%s).batchSize(%s).seed(seed)
                """.formatted(epochs, setup.batch()));
        if (setup.hasTest()) {
            line(code, "        .validation(" + test + ")");
        }
        code.append("""
                                .listener(diagnosis)
                                .fit(training);
                        System.out.println(history);
                        System.out.print(diagnosis);
                        return model;
                    }
                }
                """);
        return code.toString();
    }

    private static void line(StringBuilder code, String line) {
        code.append("        ").append(line).append('\n');
    }

    private static List<String> layers(Setup setup) {
        return Network.of(setup).layers().stream().map(layer -> layer instanceof Linear linear
                ? "new Linear(" + linear.weight().value().rows() + ", " + linear.weight().value().cols() + ", "
                + setup.initial().code + ", random)"
                : "new " + layer.getClass().getSimpleName() + "("
                + (layer instanceof Dropout ? setup.dropout() : "") + ")").toList();
    }
}
