// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Sketch.Ink;
import io.github.chainrule.plot.Sketch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Tables and pictures of weights on their way downhill. */
public final class Descents {

    private static final List<Integer> SHOWN = List.of(1, 2, 3, 10, 20);
    private static final List<Integer> STEPS = List.of(1, 10, 100, 1000);

    private Descents() {
    }

    /** A weight after some of its steps, for each learning rate. */
    public static void oneWeight(DoubleFunction<double[]> descend, double[] rates, Output out) {
        out.row("   rate      w after step 1", "%9d", SHOWN.stream().skip(1));
        for (double rate : rates) {
            double[] w = descend.apply(rate);
            out.row(Output.text("   %4.2f            ", rate), "%9.3f", SHOWN.stream().map(step -> w[step]));
        }
    }

    /** The loss after some steps, for each optimizer. */
    public static <T> void twoWeights(Map<String, T> optimizers, Function<T, double[][]> fit, Output out) {
        out.row(" ".repeat(25), "%11d", STEPS.stream());
        optimizers.forEach((name, optimizer) -> {
            double[][] path = fit.apply(optimizer);
            out.row(Output.text("   %-22s", name), "%11.1e", STEPS.stream().map(step -> path[step][2]));
        });
    }

    /** The curve (w - 3)², and steps on it with three learning rates. */
    public static Picture curve(DoubleFunction<double[]> descend) {
        Sketch sketch = new Sketch("One weight, three learning rates",
                "Three parabolas with the steps of gradient descent as dots.", 250);
        List<Double> rates = List.of(0.02, 0.3, 1.05);
        List<String> names = List.of("0.02: too small", "0.3: good", "1.05: too large");
        for (int k = 0; k < rates.size(); k++) {
            double[] w = descend.apply(rates.get(k));
            new Panel(sketch, new double[] {26 + 196 * k, 74, 168, 130}, new double[] {-2.5, 8.5},
                    new double[] {0, 27}).title(names.get(k)).tickX(0, "0").tickX(3, "3").tickX(6, "6")
                    .graph(Ink.FAINT, v -> (v - 3) * (v - 3))
                    .path(Ink.PLUM, w, Arrays.stream(w).map(v -> (v - 3) * (v - 3)).toArray());
        }
        return sketch.text(Ink.FAINT, 306, 245, "horizontal: w; vertical: the loss");
    }

    /** Lines of equal loss around the line that fits some points best, and paths among them with three rates. */
    public static Picture surface(Matrix x, Matrix y, DoubleFunction<double[][]> fit) {
        Sketch sketch = new Sketch("Two weights, three learning rates",
                "Three maps of the same valley with the path of gradient descent.", 290);
        List<Double> rates = List.of(0.02, 0.2, 0.25);
        List<String> names = List.of("0.02: too small", "0.2: good", "0.25: too large");
        double meanX = mean(x);
        double squares = mean(x.map(v -> v * v));
        double w = (mean(x.map(y, (a, b) -> a * b)) - meanX * mean(y)) / (squares - meanX * meanX);
        double b = mean(y) - w * meanX;
        for (int k = 0; k < rates.size(); k++) {
            double[][] path = fit.apply(rates.get(k));
            Panel panel = new Panel(sketch, new double[] {34 + 194 * k, 74, 162, 162}, new double[] {-1.2, 2.4},
                    new double[] {-1.2, 2.9}).title(names.get(k)).tickX(0.5, "0.5").tickX(2, "2").tickY(1, "1");
            for (double level : new double[] {0.02, 0.1, 0.4, 1.2, 3, 6}) {
                panel.around(Ink.FAINT, w, b, angle -> radius(angle, level, squares, meanX));
            }
            panel.path(Ink.PLUM, Arrays.stream(path).mapToDouble(place -> place[0]).toArray(),
                    Arrays.stream(path).mapToDouble(place -> place[1]).toArray()).text(Ink.PLAIN, w, b - 0.1, "+");
        }
        return sketch.text(Ink.FAINT, 306, 280, "horizontal: w; vertical: b");
    }

    private static double mean(Matrix m) {
        return Arrays.stream(m.values()).average().orElseThrow();
    }

    /** How far from the lowest point, in a direction, the loss is that large: it is the mean of (u x + v)². */
    public static double radius(double angle, double loss, double squares, double meanX) {
        double u = StrictMath.cos(angle);
        double v = StrictMath.sin(angle);
        return Math.sqrt(loss / (squares * u * u + 2 * meanX * u * v + v * v));
    }
}
