// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a {@link NetworkGraph}: a column for each layer, and a line for each weight from column to column. */
final class NetworkDrawing {

    private static final double HIGHEST = 340;
    private static final double WIDEST_SPACE = 84;
    private static final double NARROWEST_COLUMN = 76;
    private static final double LARGEST_NODE = 15;
    private static final double NODE_SHARE = 0.4;
    private static final double WIDEST_EDGE = 5;
    private static final double NARROWEST_EDGE = 0.6;
    private static final double FAINTEST_EDGE = 0.25;
    private static final double WIDEST_NAME = 110;
    private static final double KEY_WIDTH = 220;

    private final List<NetworkColumn> columns;
    private final List<String> inputNames;
    private final List<String> outputNames;
    private final double largest;
    private final double height;
    private final double left;
    private final double apart;
    private final Svg svg;

    NetworkDrawing(String title, List<NetworkColumn> columns, List<String> inputNames, List<String> outputNames) {
        this.columns = columns;
        this.inputNames = inputNames;
        this.outputNames = outputNames;
        largest = columns.stream().flatMapToDouble(c -> Arrays.stream(c.weights().values())).map(Math::abs).max()
                .orElse(0);
        height = Math.min(HIGHEST, WIDEST_SPACE * columns.stream().mapToInt(NetworkColumn::slots).max().orElse(1));
        left = beside(columns.get(0).shown().stream().map(this::inputName));
        double right = beside(columns.get(columns.size() - 1).shown().stream().map(this::outputName));
        apart = Math.max(NARROWEST_COLUMN, (Svg.WIDTH - left - right) / (columns.size() - 1));
        svg = new Svg(title, left + apart * (columns.size() - 1) + right);
    }

    private String inputName(int i) {
        return inputNames.isEmpty() ? "x" + TypesetNumber.subscript(i)
                : TextLayout.shorten(inputNames.get(i), WIDEST_NAME, Style.TEXT_SIZE);
    }

    private String outputName(int j) {
        return outputNames.isEmpty() ? "" : TextLayout.shorten(outputNames.get(j), WIDEST_NAME, Style.TEXT_SIZE);
    }

    /** The room for names beside the first or the last column, and for what stands below it. */
    private static double beside(Stream<String> names) {
        double width = names.mapToDouble(name -> TextLayout.width(name, Style.TEXT_SIZE)).max().orElse(0);
        return Svg.MARGIN + Math.max(width == 0 ? 0 : width + ChartFrame.GAP + LARGEST_NODE, NARROWEST_COLUMN / 2);
    }

    private double x(int column) {
        return left + apart * column;
    }

    private double space(int column) {
        return Math.min(WIDEST_SPACE, height / columns.get(column).slots());
    }

    /** The k-th one that is drawn, from the top. */
    private double y(int column, int k) {
        return svg.top() + 8 + height / 2 + (k - (columns.get(column).slots() - 1) / 2.0) * space(column);
    }

    String draw() {
        for (int c = 1; c < columns.size(); c++) {
            edges(c);
        }
        double below = 0;
        for (int c = 0; c < columns.size(); c++) {
            nodes(c);
            below = Math.max(below, caption(c));
        }
        String size = TypesetNumber.brief(largest);
        DivergingColors.key(svg, Svg.MARGIN, below + 6, KEY_WIDTH, 1, largest == 0 ? "" : TypesetNumber.MINUS + size, "0",
                largest == 0 ? "" : size);
        svg.text(Svg.MARGIN + KEY_WIDTH + 14, below + 17, "cr-muted", "weight");
        return svg.finish(below + 38 + Svg.MARGIN, description());
    }

    /** One weight between neurons that are drawn: the i-th on the left and the j-th on the right. */
    private record Edge(int i, int j, double weight) {
    }

    private void edges(int c) {
        NetworkColumn from = columns.get(c - 1);
        NetworkColumn to = columns.get(c);
        Matrix w = to.weights();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < from.shown().size() && w.rows() > 0; i++) {
            for (int j = 0; j < to.shown().size(); j++) {
                edges.add(new Edge(i, j, w.get(from.shown().get(i), to.shown().get(j))));
            }
        }
        // The largest last, so that they lie on top.
        edges.sort(Comparator.comparingDouble(edge -> Math.abs(edge.weight)));
        for (Edge edge : edges) {
            double share = largest == 0 ? 0 : Math.abs(edge.weight) / largest;
            svg.add("path", "class", "cr-edge " + DivergingColors.stroke(edge.weight),
                    "d", new SvgPath().move(x(c - 1), y(c - 1, edge.i)).to(x(c), y(c, edge.j)),
                    "style", "stroke-width:" + TypesetNumber.opacity(NARROWEST_EDGE + share * (WIDEST_EDGE - NARROWEST_EDGE))
                            + "px;stroke-opacity:" + TypesetNumber.opacity(FAINTEST_EDGE + share * (1 - FAINTEST_EDGE)));
        }
        weights(c, edges);
    }

    /** Writes the weights on their lines, near where these begin, if there is room for all. */
    private void weights(int c, List<Edge> edges) {
        for (double share : new double[] {0.3, 0.25, 0.35, 0.4, 0.2}) {
            double[] y = edges.stream().mapToDouble(e -> y(c - 1, e.i) + share * (y(c, e.j) - y(c - 1, e.i))).toArray();
            double[] sorted = Arrays.stream(y).sorted().toArray();
            boolean room = edges.size() <= 12 && apart > NARROWEST_COLUMN;
            for (int k = 1; k < sorted.length; k++) {
                room &= sorted[k] - sorted[k - 1] >= Style.LEADING;
            }
            if (room) {
                for (int k = 0; k < y.length; k++) {
                    svg.words(x(c - 1) + share * apart, y[k] + 5, "", TypesetNumber.brief(edges.get(k).weight));
                }
                return;
            }
        }
    }

    private void nodes(int c) {
        NetworkColumn column = columns.get(c);
        double radius = Math.min(LARGEST_NODE, NODE_SHARE * space(c));
        SvgPath nodes = new SvgPath();
        for (int k = 0; k < column.shown().size(); k++) {
            nodes.mark(0, x(c), y(c, k), radius);
            if (c == 0) {
                svg.text(x(c) - radius - ChartFrame.GAP, y(c, k) + 5, "cr-end", inputName(column.shown().get(k)));
            } else if (c == columns.size() - 1) {
                svg.text(x(c) + radius + ChartFrame.GAP, y(c, k) + 5, "", outputName(column.shown().get(k)));
            }
        }
        svg.add("path", "class", "cr-node cr-paper", "d", nodes);
        if (!column.isWhole()) {
            svg.text(x(c), y(c, column.shown().size()) + 5, "cr-mid cr-bold", "\u22ee");
        }
    }

    /** How many there are and what becomes of them; returns where it ends. */
    private double caption(int c) {
        NetworkColumn column = columns.get(c);
        String what = c == 0 ? "input" : c == columns.size() - 1 ? "output" : "neuron";
        List<String> lines = new ArrayList<>();
        lines.add(TypesetNumber.of(column.size(), what));
        lines.addAll(column.layers());
        if (!column.isWhole()) {
            lines.add(column.shown().size() + " shown");
        }
        List<String> fitting = lines.stream().flatMap(line -> TextLayout.wrap(TextLayout.clean(line),
                Math.min(apart, 2 * NARROWEST_COLUMN) - 6, Style.TEXT_SIZE, 2).stream()).toList();
        double top = svg.top() + 8 + height + Style.LEADING + 4;
        svg.lines(x(c), top, "cr-mid", fitting);
        return top + fitting.size() * Style.LEADING;
    }

    private String description() {
        return "A network: " + columns.stream().map(column -> TypesetNumber.of(column.size())
                + column.layers().stream().map(layer -> ", " + TextLayout.clean(layer)).collect(Collectors.joining()))
                .collect(Collectors.joining("; ")) + ". Lines are weights, blue below zero and orange above; the"
                + " largest size is " + TypesetNumber.of(largest) + ".";
    }
}
