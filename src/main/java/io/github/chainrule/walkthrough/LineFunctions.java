package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;

import java.util.Locale;
import java.util.TreeSet;

/** Which functions of two inputs, each 0 or 1, one straight line can make. */
final class LineFunctions {

    private static final int FUNCTIONS = 16;

    private LineFunctions() {
    }

    /** How many they are, and which are missing. */
    static String text() {
        TreeSet<String> made = made();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%nOf the %d functions of two inputs, lines"
                + " make %d. The others, by their targets%nin the four rows from top to bottom:%n", FUNCTIONS,
                made.size()));
        for (int function = 0; function < FUNCTIONS; function++) {
            String outputs = Integer.toBinaryString(FUNCTIONS + function).substring(1);
            if (!made.contains(outputs)) {
                text.append(String.format("  %s  %s%n", outputs,
                        outputs.equals("0110") ? "XOR" : "1 where XOR is 0"));
            }
        }
        return text.toString();
    }

    /** The functions that lines make, each as its outputs in the four rows; the weights are those of a grid. */
    static TreeSet<String> made() {
        TreeSet<String> functions = new TreeSet<>();
        for (int w0 = -2; w0 <= 2; w0++) {
            for (int w1 = -2; w1 <= 2; w1++) {
                for (double b = -3.5; b <= 3.5; b++) {
                    StringBuilder outputs = new StringBuilder();
                    Matrix z = new Linear(Matrix.column(w0, w1), Matrix.row(b)).forward(TruthTable.inputs());
                    for (double value : z.values()) {
                        outputs.append(value > 0 ? '1' : '0');
                    }
                    functions.add(outputs.toString());
                }
            }
        }
        return functions;
    }
}
