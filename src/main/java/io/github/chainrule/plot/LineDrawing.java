// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws the curves of a {@link LineChart}, and each one's name at its end. */
final class LineDrawing {

    private static final double PLOT_HEIGHT = 260;
    private static final double WIDEST_NAME = 160;
    /** From the end of a curve to its name: a short line in its colour. */
    private static final double LEADER = 22;
    private static final int MOST_MARKS = 40;
    private static final double MARK = 4.5;
    /** A longer line goes up and down in every dot. */
    private static final int MOST_THICK = 150;
    /** How far from its curve's end a name may stand for a leader to lead there. */
    private static final double LONGEST_LEADER = 60;
    private static final int MOST_DESCRIBED = 12;

    private final List<Curve> curves;
    private final List<String> names;
    private final AxisRange xDomain;
    private final AxisRange yDomain;
    private final List<String> places;

    /** With names for the places 1, 2, 3 and so on, if there are any. */
    LineDrawing(List<Curve> curves, AxisRange xDomain, AxisRange yDomain, List<String> places) {
        this.curves = curves;
        this.names = curves.stream().map(Curve::name).distinct().toList();
        this.xDomain = xDomain;
        this.yDomain = yDomain;
        this.places = places;
    }

    String draw(Svg svg) {
        double top = ChartFrame.top(svg, yDomain.name());
        double bottom = top + PLOT_HEIGHT;
        double nameWidth = Math.min(WIDEST_NAME, Stream.concat(names.stream().limit(shown()), Stream.of(more()))
                .mapToDouble(name -> TextLayout.width(name, Style.TEXT_SIZE)).max().orElse(0));
        Axis y = Axis.vertical(yDomain, bottom, top);
        Axis x = Axis.horizontal(xDomain, Svg.MARGIN + y.labelWidth() + ChartFrame.GAP,
                svg.width() - Svg.MARGIN - nameWidth - LEADER - 4).named(places);
        ChartFrame.yName(svg, y.name());
        ChartFrame.vertical(svg, y, x.from(), x.to());
        ChartFrame.horizontal(svg, x, bottom);
        curves.stream().filter(c -> !c.isLine()).forEach(c -> svg.add("path",
                "class", "cr-band " + Style.fill(colour(c)), "d", c.band(x, y)));
        curves.stream().filter(Curve::isLine).forEach(c -> line(svg, c, x, y));
        names(svg, x, y, nameWidth);
        return svg.finish(ChartFrame.height(bottom, 1, x.name()), description());
    }

    /** How many names there is room for. */
    private int shown() {
        int room = (int) (PLOT_HEIGHT / Style.LEADING) + 1;
        return names.size() <= room ? names.size() : room - 1;
    }

    private String more() {
        return shown() == names.size() ? "" : "and " + (names.size() - shown()) + " more";
    }

    private int colour(Curve curve) {
        return names.indexOf(curve.name());
    }

    private void line(Svg svg, Curve curve, Axis x, Axis y) {
        if (curve.size() > 1) {
            String thickness = curve.size() > MOST_THICK ? "cr-line cr-thin " : "cr-line ";
            svg.add("path", "class", thickness + Style.stroke(colour(curve)), "d", curve.line(x, y));
        }
        if (curve.size() <= MOST_MARKS && names.size() <= Style.COLOURS) {
            SvgPath marks = new SvgPath();
            for (int i = 0; i < curve.size(); i++) {
                marks.mark(colour(curve), x.at(curve.x()[i]), y.at(curve.low()[i]), MARK);
            }
            svg.add("path", "class", "cr-mark " + Style.fill(colour(curve)), "d", marks);
        }
    }

    /** Names at the ends of the curves, one below the other where the ends are close; the last ones may be left out. */
    private void names(Svg svg, Axis x, Axis y, double width) {
        int shown = shown();
        List<Double> wanted = new ArrayList<>();
        for (String name : names.subList(0, shown)) {
            Curve curve = curves.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
            wanted.add((y.at(curve.last()) + y.at(curve.high()[curve.size() - 1])) / 2);
        }
        if (shown < names.size()) {
            wanted.add(y.from());
        }
        double[] places = apart(wanted, y.to(), y.from());
        for (int i = 0; i < places.length; i++) {
            double from = x.to() + 3;
            String text = i < shown ? names.get(i) : more();
            if (i < shown) {
                svg.add("path", "class", "cr-line " + Style.stroke(i), "d", new SvgPath()
                        .move(from, leaderStart(names.get(i), x, wanted.get(i), places[i])).to(from + 7, places[i])
                        .to(from + LEADER - 7, places[i]));
            }
            svg.text(from + LEADER, places[i] + 5, "", TextLayout.shorten(text, width, Style.TEXT_SIZE));
        }
    }

    /** A leader begins where its curve ends, if that is at the right; else it only shows the colour. */
    private double leaderStart(String name, Axis x, double end, double place) {
        boolean atRight = curves.stream().anyMatch(c -> c.name().equals(name) && c.x()[c.size() - 1] == x.hi());
        return atRight && Math.abs(end - place) < LONGEST_LEADER ? end : place;
    }

    /** Each as near to its wanted place as the others leave it. */
    static double[] apart(List<Double> wanted, double top, double bottom) {
        double[] places = new double[wanted.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(wanted::get));
        double free = top;
        for (int i : order) {
            places[i] = Math.max(free, wanted.get(i));
            free = places[i] + Style.LEADING;
        }
        free = bottom;
        for (int k = places.length - 1; k >= 0; k--) {
            int i = order.get(k);
            places[i] = Math.min(free, places[i]);
            free = places[i] - Style.LEADING;
        }
        return places;
    }

    private String description() {
        String axes = "Line chart" + (yDomain.name().isEmpty() ? "" : " of " + yDomain.name())
                + (xDomain.name().isEmpty() ? ". " : " against " + xDomain.name() + ". ");
        return axes + curves.stream().limit(MOST_DESCRIBED).map(LineDrawing::describe).collect(Collectors.joining(" "))
                + (curves.size() > MOST_DESCRIBED ? " And " + (curves.size() - MOST_DESCRIBED) + " more." : "");
    }

    private static String describe(Curve curve) {
        int last = curve.size() - 1;
        String place = TypesetNumber.of(curve.size(), "point");
        if (!curve.isLine()) {
            return curve.name() + ", band: " + place + ", at the end from " + TypesetNumber.of(curve.last()) + " to "
                    + TypesetNumber.of(curve.high()[last]) + ".";
        }
        double least = Arrays.stream(curve.low()).min().orElseThrow();
        double most = Arrays.stream(curve.low()).max().orElseThrow();
        return curve.name() + ": " + place + ", from " + TypesetNumber.of(curve.low()[0]) + " to " + TypesetNumber.of(curve.last())
                + ", smallest " + TypesetNumber.of(least) + ", largest " + TypesetNumber.of(most) + ".";
    }
}
