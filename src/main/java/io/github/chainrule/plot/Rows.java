// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.List;

/** Rows with a name each, one below the other, over a common axis. */
final class Rows {

    private static final double WIDEST_NAME = 220;
    private static final double HEIGHT = 36;

    /** Draws the i-th row. */
    interface Row {
        void draw(Axis axis, int i, double middle);
    }

    private Rows() {
    }

    /** Draws all rows, with room for more beside the axis; returns where the picture ends. */
    static double draw(Svg svg, AxisRange range, List<String> names, double before, double after, Row row) {
        List<List<String>> lines = names.stream().map(name -> TextLayout.wrap(name, WIDEST_NAME, 2)).toList();
        double height = lines.stream().anyMatch(l -> l.size() > 1) ? 2 * Style.LEADING + 6 : HEIGHT;
        double left = Svg.MARGIN + TextLayout.width(lines.stream().flatMap(List::stream).toList()) + Axis.GAP;
        double top = svg.top() + 6;
        double bottom = top + height * names.size();
        Axis axis = Axis.horizontal(range, left + before, svg.width() - Svg.MARGIN - after);
        axis.gridUp(svg, "cr-grid", top, bottom);
        for (int i = 0; i < names.size(); i++) {
            double middle = top + height * (i + 0.5);
            svg.middle(left - Axis.GAP, middle, "cr-end", lines.get(i));
            row.draw(axis, i, middle);
        }
        return axis.drawBelow(svg, bottom);
    }
}
