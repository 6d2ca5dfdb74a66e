package io.github.chainrule.walkthrough;

import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The pictures of {@link ChainRule}: a curve with its tangent, and how good a numeric slope is. */
final class ChainRulePictures {

    private static final double FROM = 0.6;
    private static final double TO = 1.6;
    private static final int LEAST_EXPONENT = -14;
    private static final int LARGEST_EXPONENT = -1;

    private ChainRulePictures() {
    }

    static Picture tangent() {
        double[] curve = IntStream.rangeClosed(0, 180).mapToDouble(i -> i / 100.0).toArray();
        double y = ChainRule.f(ChainRule.g(ChainRule.X));
        double slope = ChainRule.slope(ChainRule.X);
        double[] ends = {FROM, ChainRule.X, TO};
        return new LineChart("A curve, and the line that touches it at x = 1.1").axes("x", "y")
                .line("sin(x\u00b2)", curve, heights(curve, x -> ChainRule.f(ChainRule.g(x))))
                .line("tangent", ends, heights(ends, x -> y + slope * (x - ChainRule.X)));
    }

    static Picture error() {
        double[] exponents = IntStream.rangeClosed(LEAST_EXPONENT, LARGEST_EXPONENT).asDoubleStream().toArray();
        return new LineChart("Error of the numeric slope, by the size of h").axes("power of ten of h", "error").logY()
                .line("one side", exponents, heights(exponents, e -> oneSided(ChainRule.h((int) e))))
                .line("two sides", exponents, heights(exponents, e -> twoSided(ChainRule.h((int) e))));
    }

    static double oneSided(double h) {
        double numeric = (y(ChainRule.X + h) - y(ChainRule.X)) / h;
        return Math.abs(numeric - ChainRule.slope(ChainRule.X));
    }

    static double twoSided(double h) {
        return Math.abs(ChainRule.numericSlope(ChainRulePictures::y, ChainRule.X, h) - ChainRule.slope(ChainRule.X));
    }

    private static double y(double x) {
        return ChainRule.f(ChainRule.g(x));
    }

    private static double[] heights(double[] x, DoubleUnaryOperator y) {
        return Arrays.stream(x).map(y).toArray();
    }
}
