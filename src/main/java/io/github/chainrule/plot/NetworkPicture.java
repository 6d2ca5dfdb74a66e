// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The network itself: a circle for each neuron, a line for each weight. In wide layers the neurons with the largest
 * weights are shown; in small networks the weights are written out.
 */
final class NetworkPicture extends Chart {

    private static final int MAX_LAYERS = 24;
    /** All of this many are drawn; of more, the first few by size of weights. */
    private static final int MAX_NEURONS = 16;
    private static final int SOME_NEURONS = 12;
    private static final int MAX_WRITTEN = 12;
    private static final double HIGHEST = 340;
    private static final double WIDEST_SPACE = 84;
    private static final double NARROWEST_COLUMN = 76;
    private static final double LARGEST_NODE = 15;
    private static final double WIDEST_EDGE = 5;
    private static final double NARROWEST_EDGE = 0.6;
    private static final double FAINTEST_EDGE = 0.25;
    private static final double WIDEST_NAME = 110;
    private static final double KEY_WIDTH = 220;

    private final Sequential model;
    private final List<String> inputNames;
    private final List<String> outputNames;
    private List<Column> columns = List.of();
    private double largest;
    private double left;
    /** From one column to the next. */
    private double apart;
    /** Where all columns begin, and how high they are. */
    private double top;
    private double height;

    /**
     * The inputs, or the neurons of a layer.
     *
     * @param size    how many there are
     * @param weights those that lead here: in × size; without rows if no {@link Linear} layer does
     * @param notes   what happens to its numbers, such as {@code ReLU}
     * @param shown   which of them are drawn, from top to bottom
     */
    private record Column(int size, Matrix weights, List<String> notes, List<Integer> shown) {

        /** Places one below the other: one for each that is drawn, and one for the dots that stand for the others. */
        int slots() {
            return shown.size() + (shown.size() < size ? 1 : 0);
        }

        /** With the neurons whose weights, to and from here, are the largest. */
        Column choose(Matrix onwards) {
            Comparator<Integer> byStrength = Comparator.comparingDouble(j -> -IntStream.range(0, weights.rows())
                    .mapToDouble(i -> weights.get(i, j) * weights.get(i, j)).sum() - IntStream.range(0, onwards.cols())
                    .mapToDouble(k -> onwards.get(j, k) * onwards.get(j, k)).sum());
            List<Integer> all = IntStream.range(0, size).boxed().toList();
            return new Column(size, weights, notes, size <= MAX_NEURONS ? all
                    : all.stream().sorted(byStrength).limit(SOME_NEURONS).sorted().toList());
        }
    }

    /** One weight between neurons that are drawn: the i-th on the left and the j-th on the right. */
    private record Edge(int i, int j, double weight) {
    }

    NetworkPicture(String title, Predictor predictor) {
        super("Picture.network", title);
        this.model = Objects.requireNonNull(predictor, "Picture.network: predictor is null.").model();
        long linear = model.layers().stream().filter(Linear.class::isInstance).count();
        if (model.inputSize().isEmpty() || linear == 0) {
            throw new IllegalArgumentException(me + ": " + model + " has no weights to draw; expected a Linear layer.");
        }
        if (linear > MAX_LAYERS) {
            throw new IllegalArgumentException(me + ": more than " + MAX_LAYERS
                    + " Linear layers side by side can't be seen. Draw a part of the model.");
        }
        int inputs = model.inputSize().getAsInt();
        this.inputNames = last(inputs, predictor.names().features());
        this.outputNames = last(model.output(Matrix.zeros(1, inputs)).cols(), predictor.names().classes());
    }

    /** With two classes, the only output is the second one's. */
    private static List<String> last(int count, List<String> names) {
        return names.stream().skip(Math.max(0, names.size() - count)).limit(names.size() < count ? 0 : count)
                .map(name -> TextLayout.shorten(TextLayout.clean(name), WIDEST_NAME)).toList();
    }

    private List<Column> columns() {
        List<Column> found = new ArrayList<>();
        int size = model.inputSize().orElseThrow();
        found.add(new Column(size, Matrix.zeros(0, size), new ArrayList<>(), List.of()));
        for (Layer layer : model.layers()) {
            int in = size;
            size = layer.outputSize(in);
            if (layer instanceof Linear linear) {
                found.add(new Column(size, linear.weight().value(), new ArrayList<>(), List.of()));
                continue;
            }
            if (size != in) {
                found.add(new Column(size, Matrix.zeros(0, size), new ArrayList<>(), List.of()));
            }
            found.get(found.size() - 1).notes.add(TextLayout.clean(layer.name()));
        }
        return IntStream.range(0, found.size()).mapToObj(c -> found.get(c).choose(
                c + 1 < found.size() && found.get(c + 1).weights.rows() > 0 ? found.get(c + 1).weights
                        : Matrix.zeros(found.get(c).size, 0))).toList();
    }

    @Override
    double draw(Svg svg) {
        columns = columns();
        columns.forEach(column -> requireFinite("a weight", column.weights.values()));
        int last = columns.size() - 1;
        largest = columns.stream().flatMapToDouble(c -> Arrays.stream(c.weights.values())).map(Math::abs).max()
                .orElse(0);
        height = Math.min(HIGHEST, WIDEST_SPACE * columns.stream().mapToInt(Column::slots).max().orElse(1));
        top = svg.top() + 8;
        left = beside(columns.get(0).shown.stream().map(this::inputName).toList());
        double right = beside(outputNames);
        apart = Math.max(NARROWEST_COLUMN, (Svg.WIDTH - left - right) / last);
        svg.fit(left + apart * last + right);
        for (int c = 1; c <= last; c++) {
            drawEdges(svg, c);
        }
        double below = 0;
        for (int c = 0; c <= last; c++) {
            drawNodes(svg, c, c == 0 || c == last);
            below = Math.max(below, drawCaption(svg, c, c == 0 ? "input" : c == last ? "output" : "neuron"));
        }
        DivergingColors.drawKey(svg, Svg.MARGIN, below + 6, KEY_WIDTH, largest);
        svg.text(Svg.MARGIN + KEY_WIDTH + 14, below + 17, "cr-muted", "weight");
        return below + 38 + Svg.MARGIN;
    }

    private String inputName(int i) {
        return inputNames.isEmpty() ? "x" + TypesetNumber.subscript(i) : inputNames.get(i);
    }

    /** The room for names beside the first or the last column, and for what is below it. */
    private static double beside(List<String> names) {
        return Svg.MARGIN + Math.max(names.isEmpty() ? 0 : TextLayout.width(names) + Axis.GAP + LARGEST_NODE,
                NARROWEST_COLUMN / 2);
    }

    private double x(int column) {
        return left + apart * column;
    }

    private double space(int column) {
        return Math.min(WIDEST_SPACE, height / columns.get(column).slots());
    }

    /** The k-th one that is drawn, from the top. */
    private double y(int column, double k) {
        return top + height / 2 + (k - (columns.get(column).slots() - 1) / 2.0) * space(column);
    }

    private void drawEdges(Svg svg, int c) {
        List<Integer> from = columns.get(c - 1).shown;
        List<Integer> to = columns.get(c).shown;
        Matrix w = columns.get(c).weights;
        // The largest last, so that they lie on top.
        List<Edge> edges = IntStream.range(0, w.rows() == 0 ? 0 : from.size() * to.size()).mapToObj(k -> new Edge(
                k / to.size(), k % to.size(), w.get(from.get(k / to.size()), to.get(k % to.size()))))
                .sorted(Comparator.comparingDouble(edge -> Math.abs(edge.weight))).toList();
        for (Edge edge : edges) {
            double share = largest == 0 ? 0 : Math.abs(edge.weight) / largest;
            String width = TypesetNumber.hundredths(NARROWEST_EDGE + share * (WIDEST_EDGE - NARROWEST_EDGE));
            String opacity = TypesetNumber.hundredths(FAINTEST_EDGE + share * (1 - FAINTEST_EDGE));
            svg.add("path", "class", "cr-edge " + (edge.weight < 0 ? "cr-neg-edge" : "cr-pos-edge"),
                    "d", new SvgPath().to(x(c - 1), y(c - 1, edge.i)).to(x(c), y(c, edge.j)),
                    "style", "stroke-width:" + width + "px;stroke-opacity:" + opacity);
        }
        if (edges.size() <= MAX_WRITTEN && apart > NARROWEST_COLUMN) {
            writeWeights(svg, c, edges);
        }
    }

    /** Writes the weights on their lines, near where these begin, if there is a place with room for all. */
    private void writeWeights(Svg svg, int c, List<Edge> edges) {
        for (double share : new double[] {0.3, 0.25, 0.35, 0.4, 0.2}) {
            double[] y = edges.stream().mapToDouble(e -> y(c - 1, e.i) + share * (y(c, e.j) - y(c - 1, e.i))).toArray();
            double[] sorted = Arrays.stream(y).sorted().toArray();
            if (IntStream.range(1, y.length).allMatch(k -> sorted[k] - sorted[k - 1] >= Style.LEADING)) {
                for (int k = 0; k < y.length; k++) {
                    svg.words(x(c - 1) + share * apart, y[k] + 5, "", TypesetNumber.of(edges.get(k).weight));
                }
                return;
            }
        }
    }

    private void drawNodes(Svg svg, int c, boolean named) {
        List<Integer> shown = columns.get(c).shown;
        double radius = Math.min(LARGEST_NODE, 0.4 * space(c));
        SvgPath nodes = new SvgPath();
        for (int k = 0; k < shown.size(); k++) {
            nodes.mark(0, x(c), y(c, k), radius);
            if (c == 0) {
                svg.text(x(c) - radius - Axis.GAP, y(c, k) + 5, "cr-end", inputName(shown.get(k)));
            } else if (named && !outputNames.isEmpty()) {
                svg.text(x(c) + radius + Axis.GAP, y(c, k) + 5, "", outputNames.get(shown.get(k)));
            }
        }
        svg.path("cr-node cr-paper", nodes);
        if (shown.size() < columns.get(c).size) {
            svg.text(x(c), y(c, shown.size()) + 5, "cr-mid cr-bold", "\u22ee");
        }
    }

    /** How many there are and what becomes of them; returns where it ends. */
    private double drawCaption(Svg svg, int c, String what) {
        Column column = columns.get(c);
        List<String> lines = new ArrayList<>(List.of(TypesetNumber.of(column.size, what)));
        lines.addAll(column.notes);
        if (column.shown.size() < column.size) {
            lines.add(column.shown.size() + " shown");
        }
        List<String> fitting = lines.stream().flatMap(line ->
                TextLayout.wrap(line, Math.min(apart, 2 * NARROWEST_COLUMN) - 6, 2).stream()).toList();
        double first = top + height + Style.LEADING + 4;
        svg.lines(x(c), first, "cr-mid", fitting);
        return first + fitting.size() * Style.LEADING;
    }

    @Override
    String description() {
        return "A network: " + columns.stream().map(column -> TypesetNumber.of(column.size)
                + column.notes.stream().map(note -> ", " + note).collect(Collectors.joining()))
                .collect(Collectors.joining("; ")) + ". Lines are weights, blue below zero and orange above; the"
                + " largest size is " + TypesetNumber.of(largest) + ".";
    }
}
