// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.plot.BarChart;
import io.github.chainrule.plot.LineChart;
import io.github.chainrule.plot.Picture;
import io.github.chainrule.plot.Sketch;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Tables and pictures of networks by their number of hidden layers.
 *
 * @param networks their names are what they say of themselves
 */
public record Depths<T>(T[] networks, Output out) {

    private static final int SEEDS = 10;
    private static final List<Integer> DEPTHS = List.of(2, 4, 6, 8, 10, 12);

    /** A row for each network, a column for each number of hidden layers. */
    public void table(String title, String format, BiFunction<T, Integer, Object> value) {
        out.say(title + "%n");
        row("hidden layers", "%d", depth -> depth);
        for (T network : networks) {
            row(network.toString(), format, depth -> value.apply(network, depth));
        }
    }

    public void row(String name, String format, IntFunction<Object> value) {
        out.row(Output.text("  %-18s", name), "%9s", DEPTHS.stream().map(d -> Output.text(format, value.apply(d))));
    }

    /** The gradients of two networks as bars, the last layer first. */
    public void bars(T one, T other, Function<T, double[]> gradients) {
        double[] left = gradients.apply(one);
        double[] right = gradients.apply(other);
        out.say("(each # is half a power of ten)%n%n  layer  %-33s%s", one, other);
        for (int k = left.length - 1; k >= 0; k--) {
            out.say("  %5d  %-33s%s", k + 1, bar(left[k]), bar(right[k]));
        }
    }

    private static String bar(double gradient) {
        int length = (int) Math.max(1, Math.round(2 * (StrictMath.log10(gradient) + 12)));
        return Output.text("%.0e %s", gradient, "#".repeat(length));
    }

    /** How many of ten runs, by their seeds, end with a loss below 0.1; one that knows nothing has 0.693. */
    public static long learned(LongFunction<double[]> training) {
        return LongStream.range(0, SEEDS).filter(s -> last(training.apply(s)) < 0.1).count();
    }

    /** The median over ten seeds. */
    public static double median(LongToDoubleFunction value) {
        double[] sorted = LongStream.range(0, SEEDS).mapToDouble(value).sorted().toArray();
        return (sorted[SEEDS / 2 - 1] + sorted[SEEDS / 2]) / 2;
    }

    /** How much the rows of a matrix differ: the mean over its columns of their standard deviation. */
    public static double spread(Matrix a) {
        return IntStream.range(0, a.cols()).mapToDouble(j -> {
            double mean = IntStream.range(0, a.rows()).mapToDouble(i -> a.get(i, j)).average().orElseThrow();
            return Math.sqrt(IntStream.range(0, a.rows()).mapToDouble(i -> (a.get(i, j) - mean) * (a.get(i, j) - mean))
                    .average().orElseThrow());
        }).average().orElseThrow();
    }

    /** How many of the first layer's outputs are at an end of its activation function, and its gradient. */
    public static void ends(String pixels, List<LayerStatistics> flow, Output out) {
        out.say("  %-12s %3.0f %% of the first layer's outputs are at an end, |dL/da| %.0e", pixels,
                100 * flow.get(1).saturatedFraction(), flow.get(0).meanGradient());
    }

    public static Picture barChart(double[] gradients) {
        BarChart chart = new BarChart("The gradient in ten sigmoid layers")
                .axis("mean |dL/da|").logScale().ink(Sketch.Ink.PLUM);
        for (int k = gradients.length - 1; k >= 0; k--) {
            String place = k == 0 ? " (first)" : k == gradients.length - 1 ? " (last)" : "";
            chart.bar("layer " + (k + 1) + place, gradients[k]);
        }
        return chart;
    }

    /** A line for each network. */
    public LineChart lines(LineChart chart, Function<T, double[]> values) {
        for (T network : networks) {
            chart.line(network.toString(), values.apply(network));
        }
        return chart;
    }

    public static double last(double[] losses) {
        return losses[losses.length - 1];
    }
}
