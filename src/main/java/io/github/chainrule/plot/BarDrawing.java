// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.List;

/** Draws the bars of a {@link BarChart}, lying or standing. */
final class BarDrawing {

    private static final double WIDEST_NAME = 200;
    private static final double BAR = 24;
    private static final double SPACE = 12;
    private static final double PLOT_HEIGHT = 240;
    /** From a bar's end to its value. */
    private static final double GAP = 6;
    /** The narrowest place for a standing bar's name. */
    private static final double NARROWEST_NAME = 44;
    private static final double SHARE_OF_SLOT = 0.68;
    private static final double WIDEST_BAR = 64;

    private final List<BarChart.Bar> bars;
    private final String highlighted;
    private final AxisRange domain;
    private final double valueWidth;
    private final boolean negative;

    BarDrawing(List<BarChart.Bar> bars, String highlighted, AxisRange domain) {
        this.bars = bars;
        this.highlighted = highlighted;
        this.domain = domain;
        this.valueWidth = bars.stream().mapToDouble(bar -> TextLayout.width(text(bar), Style.TEXT_SIZE)).max().orElse(0);
        this.negative = bars.stream().anyMatch(bar -> bar.value() < 0);
    }

    private static String text(BarChart.Bar bar) {
        return TypesetNumber.of(bar.value());
    }

    private String colour(BarChart.Bar bar) {
        return Style.fill(bar.name().equals(highlighted) ? 1 : 0);
    }

    /** Where bars begin: at 0, or at the axis's end where there is no 0. */
    private static double base(Axis axis) {
        return axis.log() ? axis.from() : axis.at(0);
    }

    /** One below the other; returns the picture's height. */
    double lying(Svg svg) {
        List<List<String>> names = bars.stream()
                .map(bar -> TextLayout.wrap(bar.name(), WIDEST_NAME, Style.TEXT_SIZE, 2)).toList();
        double nameWidth = names.stream().flatMap(List::stream)
                .mapToDouble(line -> TextLayout.width(line, Style.TEXT_SIZE)).max().orElse(0);
        double slot = names.stream().anyMatch(lines -> lines.size() > 1) ? 2 * Style.LEADING + 6 : BAR + SPACE;
        double top = svg.top() + SPACE / 2;
        double bottom = top + slot * bars.size();
        double left = Svg.MARGIN + nameWidth + ChartFrame.GAP;
        Axis axis = Axis.horizontal(domain, left + (negative ? valueWidth + GAP : 0),
                svg.width() - Svg.MARGIN - valueWidth - GAP);
        for (Tick tick : axis.ticks()) {
            svg.line("cr-grid", axis.at(tick.value()), top, axis.at(tick.value()), bottom);
        }
        for (int i = 0; i < bars.size(); i++) {
            BarChart.Bar bar = bars.get(i);
            double middle = top + slot * (i + 0.5);
            List<String> lines = names.get(i);
            svg.lines(left - ChartFrame.GAP, middle + 5 - (lines.size() - 1) * Style.LEADING / 2, "cr-end", lines);
            double end = axis.at(bar.value());
            double from = Math.min(base(axis), end);
            svg.add("rect", "class", colour(bar), "x", from, "y", middle - BAR / 2,
                    "width", Math.abs(end - base(axis)), "height", BAR);
            boolean toLeft = bar.value() < 0;
            svg.text(toLeft ? end - GAP : end + GAP, middle + 5, toLeft ? "cr-end cr-halo" : "cr-halo", text(bar));
        }
        svg.line("cr-axis", base(axis), top, base(axis), bottom);
        ChartFrame.horizontal(svg, axis, bottom);
        return ChartFrame.height(bottom, 1, axis.name());
    }

    /** Side by side; returns the picture's height. */
    double standing(Svg svg) {
        double top = ChartFrame.top(svg, domain.name()) + Style.LEADING;
        double bottom = top + PLOT_HEIGHT;
        double below = bottom - (negative ? Style.LEADING + GAP : 0);
        Axis axis = Axis.vertical(domain, below, top);
        double left = Svg.MARGIN + axis.labelWidth() + ChartFrame.GAP;
        double slot = (svg.width() - Svg.MARGIN - left) / bars.size();
        ChartFrame.yName(svg, axis.name());
        ChartFrame.vertical(svg, axis, left, svg.width() - Svg.MARGIN);
        // Where the bars are too close for names, only each second or third one has its name.
        int each = (int) Math.ceil(NARROWEST_NAME / slot);
        int most = 1;
        for (int i = 0; i < bars.size(); i++) {
            BarChart.Bar bar = bars.get(i);
            double middle = left + slot * (i + 0.5);
            double end = axis.at(bar.value());
            double width = Math.min(WIDEST_BAR, SHARE_OF_SLOT * slot);
            svg.add("rect", "class", colour(bar), "x", middle - width / 2, "y", Math.min(base(axis), end),
                    "width", width, "height", Math.abs(end - base(axis)));
            if (valueWidth <= slot) {
                svg.text(middle, bar.value() < 0 ? end + Style.LEADING - 2 : end - GAP, "cr-mid cr-halo", text(bar));
            }
            if (i % each == 0) {
                List<String> lines = TextLayout.wrap(bar.name(), each * slot - GAP, Style.TEXT_SIZE, 3);
                most = Math.max(most, lines.size());
                double half = lines.stream().mapToDouble(l -> TextLayout.width(l, Style.TEXT_SIZE)).max().orElse(0) / 2;
                svg.lines(Math.min(middle, svg.width() - 2 - half), bottom + Style.LEADING + 2, "cr-mid", lines);
            }
        }
        svg.line("cr-axis", left, base(axis), svg.width() - Svg.MARGIN, base(axis));
        return ChartFrame.height(bottom, most, "");
    }
}
