// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars, each with its name and its value: times of several programs, parameters of several layers.
 *
 * {@snippet :
 * new BarChart("Time for one epoch").axis("seconds, less is better")
 *         .bar("Chainrule", 0.10).bar("PyTorch", 0.44).bar("Weka", 7)
 *         .highlight("Chainrule").save(Path.of("epoch.svg"));
 * }
 *
 * <p>They lie, one below the other, so that long names can be read; {@link #vertical()} makes them stand.
 */
public final class BarChart implements Picture {

    private static final int MOST_BARS = 100;
    /** On a logarithmic axis, which has no 0 to begin at, the shortest bar still begins this far below its end. */
    private static final double SHORTEST = 3;

    private final String title;
    private final String me;
    private final List<Bar> bars = new ArrayList<>();
    private String axis = "";
    private String highlighted = "";
    private boolean logScale;
    private boolean vertical;

    /** What one bar says. */
    record Bar(String name, double value) {
    }

    /**
     * A chart without bars.
     *
     * @param title what the picture shows, in a few words
     * @throws IllegalArgumentException if the title is blank
     */
    public BarChart(String title) {
        this.title = ChartArguments.title("BarChart", title);
        this.me = ChartArguments.named("BarChart", this.title);
    }

    /**
     * What the bars' lengths are.
     *
     * @param name what is measured, and in what, such as {@code seconds per epoch}
     * @return this
     */
    public BarChart axis(String name) {
        axis = TextLayout.clean(name);
        return this;
    }

    /**
     * One more bar.
     *
     * @param name  what it is about
     * @param value its length
     * @return this
     * @throws IllegalArgumentException if the name is blank, the value is NaN or infinite, or there are 100 bars
     *                                  already
     */
    public BarChart bar(String name, double value) {
        Bar bar = new Bar(ChartArguments.name(me, "bar", name), value);
        ChartArguments.finite(me, "bar \"" + bar.name() + "\"", value);
        if (bars.size() == MOST_BARS) {
            throw new IllegalArgumentException(me + ": more than " + MOST_BARS + " bars can't be read."
                    + " Put several into one, or draw a LineChart.");
        }
        bars.add(bar);
        return this;
    }

    /**
     * Bars from two arrays.
     *
     * @param names  what they are about
     * @param values their lengths, as many
     * @return this
     * @throws IllegalArgumentException if the numbers of names and values differ, or as {@link #bar} says
     */
    public BarChart bars(List<String> names, double... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(me + ": " + names.size() + " names and " + values.length
                    + " values; expected as many of one as of the other.");
        }
        for (int i = 0; i < values.length; i++) {
            bar(names.get(i), values[i]);
        }
        return this;
    }

    /**
     * Puts one bar, or all of one name, into another colour.
     *
     * @param name the bar's name
     * @return this
     */
    public BarChart highlight(String name) {
        highlighted = TextLayout.clean(name);
        return this;
    }

    /**
     * Makes the bars stand side by side.
     *
     * @return this
     */
    public BarChart vertical() {
        vertical = true;
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
    public String svg() {
        if (bars.isEmpty()) {
            throw new IllegalStateException(me + ": nothing to plot. Add a bar first: .bar(\"name\", value).");
        }
        if (logScale) {
            bars.forEach(bar -> ChartArguments.positive(me, "bar \"" + bar.name() + "\"", bar.value()));
        }
        double least = bars.stream().mapToDouble(Bar::value).min().orElseThrow();
        double most = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
        AxisRange domain = logScale ? AxisRange.log(axis, least / SHORTEST, most)
                : AxisRange.of(axis, Math.min(0, least), Math.max(0, most));
        BarDrawing drawing = new BarDrawing(bars, highlighted, domain);
        Svg svg = new Svg(title, Svg.WIDTH);
        double height = vertical ? drawing.standing(svg) : drawing.lying(svg);
        return svg.finish(height, "Bar chart" + (domain.name().isEmpty() ? ". " : " of " + domain.name() + ". ")
                + bars.stream().map(bar -> bar.name() + ": " + TypesetNumber.of(bar.value()) + ".")
                .collect(Collectors.joining(" ")));
    }

    /** {@return kind and title, as in {@code BarChart "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
