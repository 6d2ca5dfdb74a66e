// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.matrix.Matrix;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws a {@link BoundaryPlot}, one layer of it upon the other, and a legend on the right that grows with them. */
final class BoundaryDrawing {

    private static final double PLOT_HEIGHT = 400;
    private static final double LEGEND_WIDTH = 156;
    private static final double LEGEND_GAP = 20;
    private static final double LEGEND_SIGN = 30;
    /** Of a full colour: light enough for points and lines on it. */
    private static final double OPACITY = 0.5;
    private static final double RADIUS = 4.5;
    /** From here on, only one point of a class is drawn where several would cover each other. */
    private static final int MANY_POINTS = 2000;
    private static final double COVER = 6;
    /** More need one line each in the legend. */
    private static final int MANY_CLASSES = 5;

    private final Svg svg;
    private final Axis x;
    private final Axis y;
    private final List<String> classNames;
    private final boolean named;
    private final StringBuilder description = new StringBuilder();
    private Optional<DecisionLines> neuronLines = Optional.empty();
    private double legend;

    /** With names of classes that are the data's own. */
    BoundaryDrawing(Svg svg, AxisRange xDomain, AxisRange yDomain, List<String> classNames, boolean named) {
        this.svg = svg;
        this.classNames = classNames;
        this.named = named;
        double top = ChartFrame.top(svg, yDomain.name());
        y = Axis.vertical(yDomain, top + PLOT_HEIGHT, top);
        x = Axis.horizontal(xDomain, Svg.MARGIN + y.labelWidth() + ChartFrame.GAP,
                svg.width() - Svg.MARGIN - LEGEND_WIDTH - LEGEND_GAP);
        legend = top;
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    private double legendX() {
        return x.to() + LEGEND_GAP;
    }

    /** The text of a legend's line; a line's sign stands left of it. */
    private void legendText(String text) {
        List<String> lines = TextLayout.wrap(text, LEGEND_WIDTH - LEGEND_SIGN, Style.TEXT_SIZE, mostLines());
        svg.lines(legendX() + LEGEND_SIGN, legend + 17, "", lines);
        legend += lines.size() * Style.LEADING + 7;
    }

    private int mostLines() {
        return classNames.size() > MANY_CLASSES ? 1 : 2;
    }

    /** What the model says as colours, and what they mean. */
    void field(PredictionGrid field) {
        svg.image("cr-field", x.from(), y.to(), x.to() - x.from(), y.from() - y.to(), field.png(OPACITY));
        if (classNames.size() > 2) {
            List<String> lines = TextLayout.wrap("likeliest class; the paler, the less sure", LEGEND_WIDTH,
                    Style.TEXT_SIZE, 3);
            svg.lines(legendX(), legend + 14, "cr-muted", lines);
            legend += lines.size() * Style.LEADING + 8;
            description.append("The plane of two inputs, coloured by the likeliest class, with the lines between"
                    + " classes.");
            return;
        }
        boolean probabilities = field.areProbabilities();
        svg.text(legendX(), legend + 14, "cr-muted", TextLayout.shorten(
                named ? p() : probabilities ? "probability" : "response", LEGEND_WIDTH, Style.TEXT_SIZE));
        description.append("The plane of two inputs, coloured by the ").append(probabilities ? "probability of "
                : "model's response, which is not a probability everywhere, to ")
                .append(named ? classNames.get(1) : "class 1").append(", with the line where it is 0.5.");
        DivergingColors.key(svg, legendX(), legend + 22, LEGEND_WIDTH, OPACITY, "0", "0.5", "1");
        legend += 76;
    }

    private String p() {
        return named ? "p(" + classNames.get(1) + ")" : "p";
    }

    void neurons(Matrix w, Matrix b) {
        neuronLines = Optional.of(new DecisionLines(svg, x, y, w, b));
        neuronLines.get().draw();
        int crossing = neuronLines.get().count();
        int all = w.cols();
        svg.line("cr-neuron", legendX(), legend + 12, legendX() + 22, legend + 12);
        legendText(all == 1 ? "neuron" : crossing == all ? all + " neurons" : crossing + " of " + all + " neurons");
        description.append(" The lines of ").append(crossing).append(" of ").append(all)
                .append(" neurons of the first layer run through it.");
    }

    /** The lines where two classes are equally likely. */
    void boundary(PredictionGrid field) {
        String path = field.boundary().toString();
        if (!path.isEmpty()) {
            svg.add("path", "class", "cr-line cr-strong", "d", path);
        }
        svg.line("cr-line cr-strong", legendX() + 1, legend + 12, legendX() + 21, legend + 12);
        legendText(classNames.size() > 2 ? path.isEmpty() ? "one class only" : "boundaries"
                : p() + " = 0.5" + (path.isEmpty() ? " nowhere" : ""));
    }

    /** Examples, each class with a shape of its own: circles, triangles, squares, diamonds. */
    void points(Matrix inputs, int[] classes) {
        svg.add("path", "class", "cr-axis", "d",
                new SvgPath().box(x.from(), y.to(), x.to() - x.from(), y.from() - y.to()));
        if (inputs.rows() == 0) {
            return;
        }
        for (int c = 0; c < classNames.size(); c++) {
            SvgPath marks = new SvgPath();
            int count = 0;
            Set<Long> covered = new HashSet<>();
            for (int i = 0; i < inputs.rows(); i++) {
                double left = x.at(inputs.get(i, 0));
                double top = y.at(inputs.get(i, 1));
                if (classes[i] == c && inside(left, top)) {
                    count++;
                    if (inputs.rows() <= MANY_POINTS || covered.add(place(left, top))) {
                        marks.mark(c, left, top, RADIUS);
                    }
                }
            }
            svg.add("path", "class", "cr-mark " + Style.fill(c), "d", marks);
            svg.add("path", "class", "cr-mark " + Style.fill(c), "d",
                    new SvgPath().mark(c, legendX() + 11, legend + 12, RADIUS + 1));
            legendText(classNames.get(c));
            description.append(' ').append(classNames.get(c)).append(": ").append(TypesetNumber.of(count, "point"))
                    .append('.');
        }
    }

    /** A word beside each point, or beside several that cover each other, on the side where there is more room. */
    void labels(Matrix inputs, List<String> labels) {
        boolean[] done = new boolean[labels.size()];
        for (int i = 0; i < done.length; i++) {
            double left = x.at(inputs.get(i, 0));
            double top = y.at(inputs.get(i, 1));
            StringBuilder text = new StringBuilder(labels.get(i));
            for (int j = i + 1; j < done.length && !done[i]; j++) {
                if (Math.hypot(x.at(inputs.get(j, 0)) - left, y.at(inputs.get(j, 1)) - top) < 2 * COVER) {
                    text.append(", ").append(labels.get(j));
                    done[j] = true;
                }
            }
            if (!done[i] && inside(left, top)) {
                boolean before = left > (x.from() + x.to()) / 2;
                svg.text(before ? left - 2 * COVER : left + 2 * COVER, top + 5, before ? "cr-end cr-halo" : "cr-halo",
                        text.toString());
            }
        }
    }

    private boolean inside(double left, double top) {
        return left >= x.from() && left <= x.to() && top >= y.to() && top <= y.from();
    }

    private static long place(double left, double top) {
        return Math.round(left / COVER) << 32 | Math.round(top / COVER);
    }

    String finish() {
        neuronLines.ifPresent(DecisionLines::names);
        ChartFrame.yName(svg, y.name());
        ChartFrame.verticalTexts(svg, y, x.from());
        ChartFrame.horizontal(svg, x, y.from());
        return svg.finish(ChartFrame.height(y.from(), 1, x.name()), description.toString());
    }
}
