// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Tables of single neurons, each trained on a truth table, and a picture of one. */
public final class OneNeuron {

    private OneNeuron() {
    }

    /** What each neuron says in each row. */
    public static void rows(Map<TruthTable, Sequential> neurons, Output out) {
        out.row("  x0  x1", "%9s      p", neurons.keySet().stream());
        Matrix x = TruthTable.inputs();
        for (int i = 0; i < x.rows(); i++) {
            int row = i;
            out.row(Output.text("%4.0f%4.0f", x.get(row, 0), x.get(row, 1)), "%s", neurons.entrySet().stream()
                    .map(entry -> Output.text("%9.0f  %.3f", entry.getKey().targets().get(row, 0),
                            entry.getValue().output(x).get(row, 0))));
        }
        out.row("  right ", "%11d of 4", neurons.entrySet().stream()
                .map(entry -> entry.getKey().rowsRight(entry.getValue())));
        out.row("  loss  ", "%16.3f", neurons.entrySet().stream().map(entry -> entry.getKey().loss(entry.getValue())));
    }

    /** Where p is 0.5. */
    public static void lines(Map<TruthTable, Sequential> neurons, Output out) {
        out.say("%nThe line on which p is 0.5:");
        neurons.forEach((table, neuron) -> {
            Linear linear = (Linear) neuron.layers().get(0);
            double[] w = linear.weight().value().values();
            out.say("  %-3s  %s*x0 %s*x1 %s = 0", table, term(w[0]).replace("+ ", ""), term(w[1]),
                    term(linear.bias().value().get(0, 0)));
        });
    }

    /** A number as a term of a sum; one that is rounded to 0 has no sign. */
    private static String term(double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        return Output.text("%s %.2f", value < 0 && hundredths > 0 ? "-" : "+", hundredths / 100.0);
    }

    /** In how many runs each number of rows was the most that was right. */
    public static void most(Function<TruthTable, IntStream> mostRows, int seeds, Output out) {
        out.say("%nThe most rows right at any moment of a run, seeds 0 to %d:%n       1 of 4  2 of 4  3 of 4  4 of 4",
                seeds - 1);
        for (TruthTable table : TruthTable.values()) {
            int[] most = mostRows.apply(table).toArray();
            out.row(Output.text("  %-3s", table), "%8d", IntStream.rangeClosed(1, TruthTable.ROWS)
                    .mapToObj(rows -> Arrays.stream(most).filter(n -> n == rows).count()));
        }
    }

    /** A neuron with two inputs. */
    public static Picture picture() {
        return new Sketch("One neuron", "The inputs x0 and x1 go along arrows with the weights w0 and w1 into a sum,"
                + " to which the bias b is added; the sum z goes through the sigmoid, and p comes out.", 236)
                .arrow(Ink.PLAIN, 80, 80, 222, 122).arrow(Ink.PLAIN, 80, 180, 222, 138)
                .arrow(Ink.PLAIN, 255, 70, 255, 98).text(Ink.PLAIN, 255, 60, "bias b")
                .circle(60, 76, 24).text(Ink.PLAIN, 60, 81, "x0").circle(60, 184, 24).text(Ink.PLAIN, 60, 189, "x1")
                .text(Ink.PLAIN, 168, 82, "weight w0").text(Ink.PLAIN, 168, 192, "weight w1").circle(255, 130, 32)
                .text(Ink.PLAIN, 255, 135, "sum").arrow(Ink.PLAIN, 287, 130, 376, 130).text(Ink.FAINT, 331, 120, "z")
                .box(378, 100, 84, 60).text(Ink.PLAIN, 420, 135, "sigmoid").arrow(Ink.PLAIN, 462, 130, 536, 130)
                .text(Ink.FAINT, 420, 182, "activation function").text(Ink.FAINT, 60, 226, "inputs")
                .text(Ink.PLAIN, 550, 135, "p");
    }
}
