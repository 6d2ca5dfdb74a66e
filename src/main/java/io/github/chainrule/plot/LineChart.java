// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.plot.Ticks.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines: losses, accuracies, gradients, of one run or several. Each line has its name at its end.
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
public final class LineChart extends Chart implements Picture {

    private static final double PLOT_HEIGHT = 260;
    /** The width without a title. */
    private static final double NARROW = 440;
    private static final double LOW_PLOT = 200;
    private static final double WIDEST_NAME = 160;
    /** From the end of a curve to its name: a short line in its color. */
    private static final double LEADER = 22;
    private static final int MAX_MARKS = 40;
    private static final double MARK = 4.5;
    /** A longer line goes up and down in every dot. */
    private static final int MAX_THICK = 150;
    /** How far from its curve's end a name may be for a leader to lead there. */
    private static final double LONGEST_LEADER = 60;
    private static final int MAX_EPOCHS = 4;

    private final List<Curve> curves = new ArrayList<>();
    private String xName = "";
    private String yName = "";
    private boolean log;
    private int ink = Style.INK;
    private double[] epochEnds = {};
    private List<String> xLabels = List.of();

    /**
     * A chart without lines.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public LineChart(String title) {
        super("LineChart", title);
    }

    /**
     * Names the axes.
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
     * Draws the lines that are added from here on in this ink instead of the text's; dashes and marks tell them apart.
     *
     * @param ink such as plum, which in the course means gradients
     * @return this
     */
    public LineChart ink(Sketch.Ink ink) {
        this.ink = ink.series;
        return this;
    }

    /**
     * Sets what is written at x = 1, 2, 3 and so on instead of these numbers, where the places are sizes or kinds.
     *
     * @param names one for each place
     * @return this
     * @throws IllegalArgumentException if one is blank
     */
    public LineChart xLabels(String... names) {
        xLabels = Arrays.stream(names).map(name -> name("place", name)).toList();
        return this;
    }

    /** Marks the last steps of epochs, or of every second, third and so on, by dotted lines. */
    LineChart epochs(double... lastSteps) {
        int by = (lastSteps.length + MAX_EPOCHS - 1) / MAX_EPOCHS;
        epochEnds = IntStream.range(0, lastSteps.length).filter(i -> (i + 1) % by == 0)
                .mapToDouble(i -> lastSteps[i]).toArray();
        return this;
    }

    /**
     * Adds a line, at x = 1, 2, 3 and so on, as steps and epochs are counted.
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
     * Adds a line through points (x, y).
     *
     * @param name what it is, such as {@code training}
     * @param x    from left to right, so that none is less than the one before; copied
     * @param y    as many heights; copied
     * @return this
     * @throws IllegalArgumentException if there is no point, the numbers of x and y differ, x falls, a value is NaN
     *                                  or infinite, or there is a line of this name
     */
    public LineChart line(String name, double[] x, double[] y) {
        return line(name, color(name("line", name)), x, y);
    }

    /** In the color of a series. */
    LineChart line(String name, int color, double[] x, double[] y) {
        double[] heights = y.clone();
        return add(new Curve(name("line", name), color, x.clone(), heights, heights));
    }

    /** Only points whose height is wanted; no line if there is none. */
    LineChart points(String name, int color, double[] x, double[] y, DoublePredicate wanted) {
        int[] drawn = IntStream.range(0, y.length).filter(i -> wanted.test(y[i])).toArray();
        return drawn.length == 0 ? this : line(name, color, Arrays.stream(drawn).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(drawn).mapToDouble(i -> y[i]).toArray());
    }

    /**
     * Adds several runs of one thing, such as training with different seeds: their mean as a line, in a band from the
     * smallest to the largest.
     *
     * @param name what it is, such as {@code 5 seeds}
     * @param runs the heights of each run at x = 1, 2, 3 and so on, equally many; only read
     * @return this
     * @throws IllegalArgumentException if there is no run, one is longer than another, a value is NaN or infinite, or
     *                                  there is a line of this name
     */
    public LineChart runs(String name, double[]... runs) {
        String what = "\"" + name("line", name) + "\"";
        if (runs.length == 0) {
            throw new IllegalArgumentException(me + ": " + what + " has no run. Pass at least one.");
        }
        int size = runs[0].length;
        for (int r = 0; r < runs.length; r++) {
            if (runs[r].length != size) {
                throw new IllegalArgumentException(me + ": run " + r + " of " + what + " has " + runs[r].length
                        + " values, but run 0 has " + size + ". Cut all runs to one length.");
            }
            requireFinite("run " + r + " of " + what, runs[r]);
        }
        double[][] columns = IntStream.range(0, size)
                .mapToObj(i -> Arrays.stream(runs).mapToDouble(run -> run[i]).toArray()).toArray(double[][]::new);
        Function<Function<DoubleStream, Double>, double[]> each = f ->
                Arrays.stream(columns).mapToDouble(column -> f.apply(Arrays.stream(column))).toArray();
        return line(name, each.apply(s -> s.average().orElseThrow())).add(new Curve(name("band", name), color(name),
                Curve.counted(size), each.apply(s -> s.min().orElseThrow()), each.apply(s -> s.max().orElseThrow())));
    }

    private LineChart add(Curve curve) {
        if (curves.stream().anyMatch(c -> c.isLine() == curve.isLine() && c.name().equals(curve.name()))) {
            throw new IllegalArgumentException(me + ": there is a " + curve.what()
                    + " already. Give each a name of its own.");
        }
        curve.check(this);
        curves.add(curve);
        return this;
    }

    /** A line and a band of one name have one color. */
    private int color(String name) {
        List<String> names = names();
        String clean = TextLayout.clean(name);
        return Style.line(ink, names.contains(clean) ? names.indexOf(clean) : names.size());
    }

    private List<String> names() {
        return curves.stream().map(Curve::name).distinct().toList();
    }

    @Override
    double draw(Svg svg) {
        if (isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add a line first: .line(\"training\", losses).");
        }
        if (log) {
            curves.forEach(curve -> requirePositive(curve.what(), curve.low()));
        }
        svg.fit(NARROW);
        String name = svg.isTitled() ? yName() : "";
        double top = Axis.top(svg.top(), name);
        double bottom = top + (svg.isTitled() ? PLOT_HEIGHT : LOW_PLOT);
        List<String> labels = labels((int) ((bottom - top) / Style.LEADING) + 1);
        double nameWidth = Math.min(WIDEST_NAME, TextLayout.width(labels));
        double[] heights = Curve.ends(all(c -> Stream.of(c.low(), c.high())));
        Axis y = Axis.vertical(log ? AxisRange.log(name, heights[0], heights[1])
                : AxisRange.of(name, heights[0], heights[1]), bottom, top);
        Axis x = horizontal(Svg.MARGIN + y.labelWidth() + Axis.GAP, svg.width() - Svg.MARGIN - nameWidth - LEADER - 4);
        y.gridAcross(svg, x.from(), x.to());
        y.drawLeft(svg, x.from(), svg.top());
        double end = x.drawBelow(svg, bottom);
        if (epochEnds.length > 0) {
            x.gridUp(svg, "cr-axis cr-dots", top, bottom);
        }
        curves.stream().filter(c -> !c.isLine())
                .forEach(c -> svg.path("cr-band " + Style.fill(c.color()), c.band(x, y)));
        curves.stream().filter(Curve::isLine).forEach(c -> line(svg, c, x, y));
        drawLabels(svg, labels, x, y, nameWidth);
        return end;
    }

    boolean isEmpty() {
        return curves.isEmpty();
    }

    /** What the vertical axis shows, and how. */
    String yName() {
        return log ? AxisRange.logName(yName) : yName;
    }

    private double[] all(Function<Curve, Stream<double[]>> values) {
        return curves.stream().flatMap(values).flatMapToDouble(Arrays::stream).toArray();
    }

    private Axis horizontal(double from, double to) {
        double[] xs = all(c -> Stream.of(c.x()));
        double[] ends = Curve.ends(xs);
        boolean whole = Arrays.stream(xs).allMatch(v -> v == Math.rint(v));
        Axis axis = Axis.horizontal(AxisRange.exactly(xName, ends[0], ends[1], whole), from, to);
        List<Tick> ticks = epochEnds.length > 0
                ? Arrays.stream(epochEnds).mapToObj(end -> new Tick(end, TypesetNumber.of(end))).toList()
                : IntStream.range(0, xLabels.size()).mapToObj(i -> new Tick(i + 1, xLabels.get(i)))
                .filter(tick -> tick.value() >= axis.min() && tick.value() <= axis.max()).toList();
        return ticks.isEmpty() ? axis : axis.withTicks(ticks);
    }

    private void line(Svg svg, Curve curve, Axis x, Axis y) {
        if (curve.size() > 1) {
            String width = curve.color() == Style.NOISE ? "cr-noise " : curve.size() > MAX_THICK ? "cr-thin " : "";
            svg.path("cr-line " + width + Style.stroke(curve.color()), curve.line(x, y));
        }
        if (curve.size() <= MAX_MARKS && names().size() <= Style.LINES) {
            svg.path("cr-mark " + Style.fill(curve.color()), new SvgPath()
                    .marks(Style.shape(curve.color()), x.at(curve.x()), y.at(curve.low()), MARK));
        }
    }

    /** The names for which there is room, and how many more there are. */
    private List<String> labels(int room) {
        List<String> names = names();
        return names.size() <= room ? names : Stream.concat(names.stream().limit(room - 1),
                Stream.of("and " + (names.size() - room + 1) + " more")).toList();
    }

    /** Names at the ends of the curves, one below the other where the ends are close. */
    private void drawLabels(Svg svg, List<String> labels, Axis x, Axis y, double width) {
        List<Curve> named = labels.stream()
                .flatMap(label -> curves.stream().filter(c -> c.name().equals(label)).limit(1)).toList();
        double[] wanted = IntStream.range(0, labels.size())
                .mapToDouble(i -> i < named.size() ? named.get(i).last(y) : y.from()).toArray();
        double[] places = apart(wanted, y.to(), y.from());
        double from = x.to() + 3;
        for (int i = 0; i < places.length; i++) {
            if (i < named.size()) {
                Curve curve = named.get(i);
                // A leader begins where its curve ends, if that is at the right; else it only shows the color.
                boolean leads = curve.x()[curve.size() - 1] == x.max()
                        && Math.abs(wanted[i] - places[i]) < LONGEST_LEADER;
                svg.path("cr-line " + Style.stroke(curve.color()), new SvgPath().to(from, leads ? wanted[i] : places[i])
                        .to(from + 7, places[i]).to(from + LEADER - 7, places[i]));
            }
            svg.text(from + LEADER, places[i] + 5, "", TextLayout.shorten(labels.get(i), width));
        }
    }

    /** Each as near to its wanted place as the others leave it. */
    private static double[] apart(double[] wanted, double top, double bottom) {
        double[] places = wanted.clone();
        int[] order = IntStream.range(0, places.length).boxed().sorted(Comparator.comparing(i -> wanted[i]))
                .mapToInt(i -> i).toArray();
        double free = top;
        for (int i : order) {
            places[i] = Math.max(free, places[i]);
            free = places[i] + Style.LEADING;
        }
        free = bottom;
        for (int k = places.length - 1; k >= 0; k--) {
            places[order[k]] = Math.min(free, places[order[k]]);
            free = places[order[k]] - Style.LEADING;
        }
        return places;
    }

    @Override
    String description() {
        return "Line chart" + (yName().isEmpty() ? "" : " of " + yName())
                + (xName.isEmpty() ? ". " : " against " + xName + ". ")
                + curves.stream().map(LineChart::describe).collect(Collectors.joining(" "));
    }

    private static String describe(Curve curve) {
        String points = TypesetNumber.of(curve.size(), "point");
        String low = TypesetNumber.of(curve.low()[curve.size() - 1]);
        if (!curve.isLine()) {
            return curve.name() + ", band: " + points + ", at the end from " + low + " to "
                    + TypesetNumber.of(curve.high()[curve.size() - 1]) + ".";
        }
        double[] ends = Curve.ends(curve.low());
        return curve.name() + ": " + points + ", from " + TypesetNumber.of(curve.low()[0]) + " to " + low
                + ", smallest " + TypesetNumber.of(ends[0]) + ", largest " + TypesetNumber.of(ends[1]) + ".";
    }
}
