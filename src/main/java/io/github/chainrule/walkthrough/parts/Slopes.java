// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Sketch;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Tables and pictures of slopes. */
public final class Slopes {

    private Slopes() {
    }

    /**
     * A matrix that counts the multiplications that made it.
     *
     * @param multiplications how many there were; none for a matrix that was given
     */
    public record CountedMatrix(Matrix value, long multiplications) {

        /** Each entry of the product is a sum over the columns of the first, which are the rows of the second. */
        public CountedMatrix times(CountedMatrix b) {
            long own = (long) value.rows() * value.cols() * b.value.cols();
            return new CountedMatrix(value.times(b.value), multiplications + b.multiplications + own);
        }
    }

    /** Numeric slopes, by the size of their step, and how far each is from the analytic one. */
    public static void numeric(DoubleUnaryOperator numericSlope, double slope, Output out) {
        out.say("   without calculus:  h      (y(x+h) - y(x-h)) / 2h      error");
        for (int exponent : new int[] {-1, -3, -5, -8, -11}) {
            double numeric = numericSlope.applyAsDouble(h(exponent));
            out.say("                     1e%-4d      %.10f          %.1e", exponent, numeric,
                    Math.abs(numeric - slope));
        }
    }

    /** A power of ten. */
    public static double h(double exponent) {
        return Double.parseDouble("1e" + (int) exponent);
    }

    /** A chain of layers with one input and one output each: its values, slopes and products of slopes. */
    public static void chain(List<Layer> layers, List<String> formulas, Matrix a0, IntToDoubleFunction slope,
                             IntToDoubleFunction product, Output out) {
        out.say("%n2. A chain of four layers, at a0 = 0.8: each one's slope, and their product%n%n"
                + "   layer                      in        out     its slope   from here to the end");
        Matrix x = a0;
        for (int k = 0; k < layers.size(); k++) {
            Matrix y = layers.get(k).forward(x);
            out.say("   a%d = %-17s  %8.4f  %9.4f  %10.4f  %13.6f", k + 1, formulas.get(k), x.get(0, 0), y.get(0, 0),
                    slope.applyAsDouble(k), product.applyAsDouble(k));
            x = y;
        }
    }

    /** What the paths through two neurons have a share in. */
    public interface Paths {
        double[] of(Matrix w0, Matrix w2, Matrix a2);
    }

    /** The two paths from the first input of the network on paper, and their sum. */
    public static void paths(Paths shares, double byLibrary, Output out) {
        Sequential network = PaperNetwork.model();
        Matrix w0 = ((Linear) network.layers().get(0)).weight().value();
        Matrix w2 = ((Linear) network.layers().get(2)).weight().value();
        Matrix a2 = network.forward(PaperNetwork.input()).activation(2);
        double[] paths = shares.of(w0, w2, a2);
        out.say("%n3. Two paths from pixel 0 to a3, in the network on paper%n");
        for (int j = 0; j < paths.length; j++) {
            out.say("   through hidden neuron %d     %4.1f * %.4f * %-4.1f = %.4f", j, w0.get(0, j),
                    a2.get(0, j) * (1 - a2.get(0, j)), w2.get(j, 0), paths[j]);
        }
        out.say("   da3/da0[0], the sum of both                      = %.4f", paths[0] + paths[1]);
        out.say("   from the library's backward pass                   %.4f", byLibrary);
    }

    /** The work of the same product from the end of a chain, and from its inputs. */
    public static void orders(List<CountedMatrix> orders, Output out) {
        long few = orders.get(0).multiplications;
        long many = orders.get(1).multiplications;
        out.say("%n4. Three steps, 784 -> 128 -> 64 -> 1, as matrices of slopes. Multiplications:%n");
        out.say("   from the end,    row * matrix,     %,11d", few);
        out.say("   from the inputs, matrix * matrix,  %,11d,  %.0f times as many", many, (double) many / few);
        Matrix differences = orders.get(0).value.map(orders.get(1).value, (a, b) -> Math.abs(a - b));
        out.say("   The same 784 slopes come out, but for rounding: largest difference %.1e",
                Arrays.stream(differences.values()).max().orElseThrow());
    }

    /** A function, and its tangent at x. */
    public static Picture tangent(DoubleUnaryOperator f, double x, double slope) {
        double[] curve = IntStream.rangeClosed(0, 180).mapToDouble(i -> i / 100.0).toArray();
        double[] ends = {0.6, x, 1.6};
        return new LineChart("A curve and its tangent at x = 1.1").axes("x", "y")
                .line("sin(x\u00b2)", curve, heights(curve, f)).ink(Sketch.Ink.PLUM)
                .line("tangent", ends, heights(ends, end -> f.applyAsDouble(x) + slope * (end - x)));
    }

    /** The errors of two kinds of numeric slopes, by the size of h. */
    public static Picture errors(DoubleUnaryOperator oneSided, DoubleUnaryOperator twoSided) {
        double[] exponents = IntStream.rangeClosed(-14, -1).asDoubleStream().toArray();
        return new LineChart("Error of the numeric slope by size of h").logScale()
                .axes("h, as a power of ten", "error")
                .line("one-sided", exponents, heights(exponents, e -> oneSided.applyAsDouble(h(e))))
                .line("two-sided", exponents, heights(exponents, e -> twoSided.applyAsDouble(h(e))));
    }

    private static double[] heights(double[] x, DoubleUnaryOperator y) {
        return Arrays.stream(x).map(y).toArray();
    }
}
