// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars, each with its name and its value, one below the other: times of several programs, parameters of several layers.
 *
 * {@snippet :
 * new BarChart("Time for one epoch").axis("seconds, less is better")
 *         .bar("Chainrule", 0.10).bar("PyTorch", 0.44).bar("Weka", 7)
 *         .save(Path.of("epoch.svg"));
 * }
 */
public final class BarChart extends Chart implements Picture {

    /** On a logarithmic axis, which has no 0 to begin at, the shortest bar still begins this far below its end. */
    private static final double SHORTEST = 3;
    private static final double HEIGHT = 24;
    private static final double ROW = 36;
    private static final double WIDEST_NAME = 220;
    /** From a bar's end to its value. */
    private static final double GAP = 6;

    private final List<Bar> bars = new ArrayList<>();
    private String axis = "";
    private boolean logScale;
    private int ink = Style.GRAY;

    private record Bar(String name, double value) {

        String text() {
            return TypesetNumber.of(value);
        }
    }

    /**
     * A chart without bars.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public BarChart(String title) {
        super("BarChart", title);
    }

    /**
     * Sets what the bars' lengths are.
     *
     * @param name what is measured, and in what, such as {@code seconds per epoch}
     * @return this
     */
    public BarChart axis(String name) {
        axis = TextLayout.clean(name);
        return this;
    }

    /**
     * Draws the bars in this ink instead of gray.
     *
     * @param ink such as plum, which in the course means gradients
     * @return this
     */
    public BarChart ink(Sketch.Ink ink) {
        this.ink = ink.series;
        return this;
    }

    /**
     * Adds a bar.
     *
     * @param name  what it is about
     * @param value its length
     * @return this
     * @throws IllegalArgumentException if the name is blank, or the value is NaN or infinite
     */
    public BarChart bar(String name, double value) {
        Bar bar = new Bar(name("bar", name), value);
        requireFinite("bar \"" + bar.name + "\"", value);
        bars.add(bar);
        return this;
    }

    /**
     * Makes equal ratios equally long: 1, 10, 100. All values must then be above 0.
     *
     * @return this
     */
    public BarChart logScale() {
        logScale = true;
        return this;
    }

    @Override
    double draw(Svg svg) {
        if (bars.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add a bar first: .bar(\"name\", value).");
        }
        double[] ends = Curve.ends(bars.stream().mapToDouble(Bar::value).toArray());
        if (logScale) {
            bars.forEach(bar -> requirePositive("bar \"" + bar.name + "\"", bar.value));
        }
        AxisRange range = logScale ? AxisRange.log(AxisRange.logName(axis), ends[0] / SHORTEST, ends[1])
                : AxisRange.of(axis, Math.min(0, ends[0]), Math.max(0, ends[1]));
        double room = GAP + TextLayout.width(bars.stream().map(Bar::text).toList());
        List<List<String>> names = bars.stream().map(bar -> TextLayout.wrap(bar.name, WIDEST_NAME, 2)).toList();
        double height = names.stream().anyMatch(lines -> lines.size() > 1) ? 2 * Style.LEADING + 6 : ROW;
        double left = Svg.MARGIN + TextLayout.width(names.stream().flatMap(List::stream).toList()) + Axis.GAP;
        double top = svg.top() + 6;
        double bottom = top + height * bars.size();
        Axis at = Axis.horizontal(range, left + (ends[0] < 0 ? room : 0), svg.width() - Svg.MARGIN - room);
        at.gridUp(svg, "cr-grid", top, bottom);
        for (int i = 0; i < bars.size(); i++) {
            double middle = top + height * (i + 0.5);
            svg.middle(left - Axis.GAP, middle, "cr-end", names.get(i));
            draw(svg, bars.get(i), at, middle);
        }
        return at.drawBelow(svg, bottom);
    }

    private void draw(Svg svg, Bar bar, Axis at, double middle) {
        double base = logScale ? at.from() : at.at(0);
        double end = at.at(bar.value);
        svg.path(Style.fill(ink), new SvgPath().box(base, middle - HEIGHT / 2, end - base, HEIGHT));
        svg.line("cr-axis", base, middle - HEIGHT / 2 - GAP, base, middle + HEIGHT / 2 + GAP);
        boolean left = bar.value < 0;
        svg.text(left ? end - GAP : end + GAP, middle + 5, left ? "cr-end cr-halo" : "cr-halo", bar.text());
    }

    @Override
    String description() {
        String name = logScale ? AxisRange.logName(axis) : axis;
        return "Bar chart" + (name.isEmpty() ? ". " : " of " + name + ". ")
                + bars.stream().map(bar -> bar.name + ": " + bar.text() + ".").collect(Collectors.joining(" "));
    }
}
