// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines: losses, accuracies, gradients, of one run or several, and bands for how far runs spread. Each line has its
 * name at its end.
 *
 * {@snippet :
 * new LineChart("Loss").axes("step", "loss")
 *         .line("training", losses)
 *         .save(Path.of("loss.svg"));
 * }
 *
 * <p>{@link #logScale()} shows what spans orders of magnitude, such as gradients from layer to layer. Any number of
 * points will do: no more are drawn than can be seen.
 */
public final class LineChart implements Picture {

    private final String title;
    private final String me;
    private final List<Curve> curves = new ArrayList<>();
    private String xName = "";
    private String yName = "";
    private boolean log;
    private List<String> xLabels = List.of();

    /**
     * A chart without lines.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public LineChart(String title) {
        this.title = ChartArguments.title("LineChart", title);
        this.me = ChartArguments.named("LineChart", this.title);
    }

    /**
     * What the axes are about.
     *
     * @param x what goes from left to right, such as {@code step}
     * @param y what goes up, such as {@code loss}
     * @return this
     */
    public LineChart axes(String x, String y) {
        xName = TextLayout.clean(x);
        yName = TextLayout.clean(y);
        return this;
    }

    /**
     * Makes equal ratios equally far apart on the vertical axis: 1, 0.1, 0.01. All values must then be above 0.
     *
     * @return this
     */
    public LineChart logScale() {
        log = true;
        return this;
    }

    /**
     * What is written at x = 1, 2, 3 and so on instead of these numbers, where the places are sizes or kinds.
     *
     * @param names one for each place
     * @return this
     * @throws IllegalArgumentException if one is blank
     */
    public LineChart xLabels(String... names) {
        xLabels = Arrays.stream(names).map(name -> ChartArguments.name(me, "place", name)).toList();
        return this;
    }

    /**
     * One more line, at x = 1, 2, 3 and so on, as steps and epochs are counted.
     *
     * @param name what it is, such as {@code training}
     * @param y    its heights, at least one; copied
     * @return this
     * @throws IllegalArgumentException if there is no value, one is NaN or infinite, or there is a line of this name
     */
    public LineChart line(String name, double... y) {
        return line(name, Curve.counted(y.length), y);
    }

    /**
     * One more line, through points (x, y).
     *
     * @param name what it is, such as {@code training}
     * @param x    from left to right, so that none is less than the one before; copied
     * @param y    as many heights; copied
     * @return this
     * @throws IllegalArgumentException if there is no point, the numbers of x and y differ, x falls, a value is NaN
     *                                  or infinite, or there is a line of this name
     */
    public LineChart line(String name, double[] x, double[] y) {
        return add(Curve.line(ChartArguments.name(me, "line", name), x.clone(), y.clone()));
    }

    /**
     * One more band, at x = 1, 2, 3 and so on. It has the colour of the line of its name, if there is one.
     *
     * @param name what it is; the name of the line that runs in it
     * @param low  where it begins, for each x; copied
     * @param high where it ends, for each x; copied
     * @return this
     * @throws IllegalArgumentException if there is no value, the numbers of low and high differ, low is above high, a
     *                                  value is NaN or infinite, or there is a band of this name
     */
    public LineChart band(String name, double[] low, double[] high) {
        String clean = ChartArguments.name(me, "band", name);
        return add(new Curve(clean, Curve.counted(low.length), low.clone(), high.clone()));
    }

    /**
     * Several runs of one thing, such as training with different seeds: their mean as a line, in a band from the
     * least to the largest.
     *
     * @param name what it is, such as {@code 5 seeds}
     * @param runs the heights of each run at x = 1, 2, 3 and so on, equally many; only read
     * @return this
     * @throws IllegalArgumentException if there is no run, one is longer than another, a value is NaN or infinite, or
     *                                  there is a line of this name
     */
    public LineChart runs(String name, double[]... runs) {
        String what = "spread \"" + ChartArguments.name(me, "spread", name) + "\"";
        if (runs.length == 0) {
            throw new IllegalArgumentException(me + ": " + what + " has no run. Pass at least one.");
        }
        int size = runs[0].length;
        double[] low = new double[size];
        double[] mean = new double[size];
        double[] high = new double[size];
        for (int r = 0; r < runs.length; r++) {
            if (runs[r].length != size) {
                throw new IllegalArgumentException(me + ": run " + r + " of " + what + " has " + runs[r].length
                        + " values, but run 0 has " + size + ". Cut all runs to one length.");
            }
            ChartArguments.finite(me, "run " + r + " of " + what, runs[r]);
            for (int i = 0; i < size; i++) {
                low[i] = r == 0 ? runs[r][i] : Math.min(low[i], runs[r][i]);
                high[i] = r == 0 ? runs[r][i] : Math.max(high[i], runs[r][i]);
                mean[i] += runs[r][i] / runs.length;
            }
        }
        return line(name, mean).band(name, low, high);
    }

    private LineChart add(Curve curve) {
        if (curves.stream().anyMatch(c -> c.isLine() == curve.isLine() && c.name().equals(curve.name()))) {
            throw new IllegalArgumentException(me + ": there is a " + curve.what()
                    + " already. Give each a name of its own.");
        }
        curves.add(curve.checked(me));
        return this;
    }

    @Override
    public String svg() {
        if (curves.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add a line first: .line(\"training\", losses).");
        }
        if (log) {
            for (Curve curve : curves) {
                ChartArguments.positive(me, curve.what(), curve.low());
            }
        }
        double[] x = range(curves.stream().map(Curve::x));
        double[] y = range(curves.stream().flatMap(c -> Stream.of(c.low(), c.high())));
        boolean whole = curves.stream().flatMapToDouble(c -> DoubleStream.of(c.x())).allMatch(v -> v == Math.rint(v));
        AxisRange xDomain = AxisRange.exactly(xName, x[0], x[1], whole);
        AxisRange yDomain = log ? AxisRange.log(yName, y[0], y[1]) : AxisRange.of(yName, y[0], y[1]);
        return new LineDrawing(curves, xDomain, yDomain, xLabels).draw(new Svg(title, Svg.WIDTH));
    }

    private static double[] range(Stream<double[]> arrays) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double[] values : (Iterable<double[]>) arrays::iterator) {
            for (double value : values) {
                lo = Math.min(lo, value);
                hi = Math.max(hi, value);
            }
        }
        return new double[] {lo, hi};
    }

    /** {@return kind and title, as in {@code LineChart "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
