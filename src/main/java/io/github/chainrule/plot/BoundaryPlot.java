// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model with two inputs predicts all over the plane, and the examples. With two classes: the probability of
 * class 1 as a color, and the line where it is 0.5. With several: the color of the likeliest, paler where it is less
 * certain, and the lines between them. Each class's examples have a shape of their own.
 *
 * {@snippet :
 * new BoundaryPlot("Two moons", trainer.predictor(), test)
 *         .neurons()                                          // each hidden neuron's own line
 *         .save(Path.of("boundary.svg"));
 * }
 *
 * <p>Axes and classes have the predictor's {@link Names} or, if it has none, the examples'.
 */
public final class BoundaryPlot extends Chart implements Picture {

    private static final double PLOT_HEIGHT = 400;
    private static final double LEGEND_WIDTH = 170;
    private static final double LEGEND_GAP = 20;
    private static final double LEGEND_SIGN = 30;
    /** A full color's, light enough for points and lines on it. */
    private static final double OPACITY = 0.5;
    private static final double RADIUS = 4.5;
    /** Points that are nearer share their labels. */
    private static final double NEAR = 12;
    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.08;
    /** More need one line each in the legend. */
    private static final int MANY_CLASSES = 5;

    private final Predictor predictor;
    private final int outputs;
    private final Names names;
    private final double[][] points;
    private final int[] classes;
    private double[] range = {};
    private boolean neurons;
    private List<String> labels = List.of();
    private double legend;
    private String description = "";

    /**
     * A plot of a model and of examples, which also say how much of the plane is shown.
     *
     * @param title     what the picture shows, in a few words
     * @param predictor a model of two inputs, with one output for two classes or one for each of several; only used
     * @param dataset   examples with two inputs, whose target is a class; only read
     * @throws IllegalArgumentException if the title is blank, the model doesn't have two inputs, its outputs aren't
     *                                  those of classes, the examples have other sizes, or their target isn't a class
     */
    public BoundaryPlot(String title, Predictor predictor, Dataset dataset) {
        super("BoundaryPlot", title);
        this.predictor = Objects.requireNonNull(predictor, "BoundaryPlot: predictor is null.");
        Sequential model = predictor.model();
        if (model.inputSize().orElse(2) != 2) {
            throw new IllegalArgumentException(me + ": " + model + " has " + model.inputSize().getAsInt()
                    + " inputs; expected 2, since paper has two directions. Look at images with ImageGrid.");
        }
        this.outputs = model.output(Matrix.zeros(1, 2)).cols();
        List<String> known = predictor.names().classes();
        if (outputs != (known.size() > 2 ? known.size() : 1)) {
            throw new IllegalArgumentException(me + ": " + model + " has " + outputs + " outputs; expected "
                    + (known.size() > 2 ? "one for each of the classes " + known + "."
                    : "1, the probability of class 1. If there are several classes, use trainer.predictor(), which"
                    + " knows their names."));
        }
        if (dataset.inputSize() != 2 || dataset.targetSize() != outputs) {
            throw new IllegalArgumentException(me + ": the examples have " + dataset.inputSize() + " inputs and "
                    + dataset.targetSize() + " targets; expected 2 and " + outputs + ".");
        }
        if (!dataset.names().hasClasses()) {
            throw new IllegalArgumentException(me + ": the target of the examples is a number; expected a class.");
        }
        Matrix x = Matrix.zeros(dataset.size(), 2);
        Matrix t = Matrix.zeros(dataset.size(), outputs);
        dataset.read(IntStream.range(0, dataset.size()).toArray(), 0, dataset.size(), x, t);
        requireFinite("input", x.values());
        this.classes = IntStream.range(0, t.rows()).map(i -> Prediction.classIndexOf(t, i)).toArray();
        Matrix measured = dataset.scaler().map(scaler -> scaler.inverseInputs(x)).orElse(x);
        this.points = new double[][] {Curve.column(measured, 0), Curve.column(measured, 1)};
        List<String> features = predictor.names().features();
        this.names = new Names(features.isEmpty() ? dataset.names().features() : features,
                known.isEmpty() ? dataset.names().classes() : known, predictor.names().targets());
    }

    /**
     * Adds a word beside each point. Points that cover each other share theirs: "00, 11".
     *
     * @param labels one for each point, in their order
     * @return this
     * @throws IllegalArgumentException if there are more or fewer labels than points
     */
    public BoundaryPlot labels(String... labels) {
        if (labels.length != classes.length) {
            throw new IllegalArgumentException(me + ": " + labels.length + " labels for " + classes.length
                    + " points; expected one for each.");
        }
        this.labels = Arrays.stream(labels).map(TextLayout::clean).toList();
        return this;
    }

    /**
     * Sets how much of the plane is shown, instead of what the points need.
     *
     * @param minX the left edge
     * @param maxX the right edge, above minX
     * @param minY the lower edge
     * @param maxY the upper edge, above minY
     * @return this
     * @throws IllegalArgumentException if an edge isn't below its opposite, or is NaN or infinite
     */
    public BoundaryPlot range(double minX, double maxX, double minY, double maxY) {
        requireFinite("range", minX, maxX, minY, maxY);
        if (minX >= maxX || minY >= maxY) {
            throw new IllegalArgumentException(me + ": range(" + minX + ", " + maxX + ", " + minY + ", " + maxY
                    + "): expected minX < maxX and minY < maxY.");
        }
        range = new double[] {minX, maxX, minY, maxY};
        return this;
    }

    /**
     * Shows where each hidden neuron of the first layer has its edge, the line w·x + b = 0, with a short line to the
     * side on which it is positive.
     *
     * @return this
     * @throws IllegalArgumentException if the model's first layer isn't a {@link Linear} one
     */
    public BoundaryPlot neurons() {
        Sequential model = predictor.model();
        if (!(model.layers().get(0) instanceof Linear)) {
            throw new IllegalArgumentException(me + ": neurons() shows the lines of a first layer that is Linear, but"
                    + " the first one of " + model + " is " + model.layers().get(0).name() + ".");
        }
        neurons = true;
        return this;
    }

    @Override
    double draw(Svg svg) {
        double top = Axis.top(svg.top(), "named");
        Axis y = Axis.vertical(range(1), top + PLOT_HEIGHT, top);
        Axis x = Axis.horizontal(range(0), Svg.MARGIN + y.labelWidth() + Axis.GAP,
                svg.width() - Svg.MARGIN - LEGEND_WIDTH - LEGEND_GAP);
        legend = top;
        PredictionGrid grid = PredictionGrid.of(predictor, x, y);
        svg.image("cr-field", x.from(), y.to(), x.to() - x.from(), y.from() - y.to(), grid.png(OPACITY));
        drawKey(svg, x.to() + LEGEND_GAP, grid.areProbabilities());
        Optional<DecisionLines> lines = neurons ? Optional.of(new DecisionLines(x, y, sums(x, y))) : Optional.empty();
        lines.ifPresent(neuronLines -> drawNeurons(svg, neuronLines, x));
        SvgPath boundary = grid.boundary();
        if (!boundary.isEmpty()) {
            svg.path("cr-line cr-strong", boundary);
        }
        drawSign(svg, "cr-line cr-strong", x, outputs > 1 ? boundary.isEmpty() ? "one class only" : "boundaries"
                : "p = 0.5" + (boundary.isEmpty() ? " nowhere" : ""));
        svg.path("cr-axis", new SvgPath().box(x.from(), y.to(), x.to() - x.from(), y.from() - y.to()));
        drawPoints(svg, x, y);
        drawLabels(svg, x, y);
        lines.ifPresent(neuronLines -> neuronLines.drawNames(svg));
        y.drawLeft(svg, x.from(), svg.top());
        return x.drawBelow(svg, y.from());
    }

    private AxisRange range(int column) {
        String name = names.features().isEmpty() ? "x" + TypesetNumber.subscript(column) : names.featureName(column);
        return range.length > 0 ? AxisRange.exactly(name, range[2 * column], range[2 * column + 1], false)
                : AxisRange.around(name, points[column], ROOM);
    }

    /** What the first layer's neurons sum up at the corners, in their order around; axes show unscaled inputs. */
    private Matrix sums(Axis x, Axis y) {
        Matrix corners = Matrix.of(new double[][] {{x.min(), y.min()}, {x.max(), y.min()}, {x.max(), y.max()},
            {x.min(), y.max()}});
        return predictor.model().layers().get(0).forward(
                predictor.scaler().map(scaler -> scaler.transformInputs(corners)).orElse(corners));
    }

    private String className(int c) {
        String name = names.hasClasses() ? TextLayout.clean(names.classes().get(c)) : String.valueOf(c);
        return name.matches("\\d+") ? "class " + name : name;
    }

    /** What the colors mean. */
    private void drawKey(Svg svg, double left, boolean areProbabilities) {
        String what = (areProbabilities ? "probability of " : "prediction for ") + className(1);
        List<String> lines = TextLayout.wrap(outputs > 1 ? "most likely class; paler is less certain" : what,
                LEGEND_WIDTH, 3);
        svg.lines(left, legend + 12, "cr-muted", lines);
        legend += lines.size() * Style.LEADING + 8;
        if (outputs > 1) {
            description = "The plane of two inputs, colored by the most likely class, with the lines between classes.";
        } else {
            DivergingColors.drawKey(svg, left, legend - 5, LEGEND_WIDTH, OPACITY, "0", "0.5", "1");
            legend += 39;
            description = "The plane of two inputs, colored by the " + what + (areProbabilities ? ""
                    : ", which isn't a probability everywhere") + ", with the line where it is 0.5.";
        }
    }

    /** A line of the legend with a short line as its sign. */
    private void drawSign(Svg svg, String classes, Axis x, String text) {
        double left = x.to() + LEGEND_GAP;
        svg.line(classes, left + 1, legend + 12, left + 21, legend + 12);
        drawLegend(svg, x, text);
    }

    private void drawLegend(Svg svg, Axis x, String text) {
        List<String> lines = TextLayout.wrap(text, LEGEND_WIDTH - LEGEND_SIGN, outputs > MANY_CLASSES ? 1 : 2);
        svg.lines(x.to() + LEGEND_GAP + LEGEND_SIGN, legend + 17, "", lines);
        legend += lines.size() * Style.LEADING + 7;
    }

    private void drawNeurons(Svg svg, DecisionLines lines, Axis x) {
        lines.draw(svg);
        String count = lines.count() == lines.all() ? TypesetNumber.of(lines.all(), "neuron")
                : lines.count() + " of " + TypesetNumber.of(lines.all(), "neuron");
        drawSign(svg, "cr-neuron", x, count);
        description += " The lines of " + count + " of the first layer run through it.";
    }

    /** Examples, each class with a shape of its own: circles, triangles, squares, diamonds. */
    private void drawPoints(Svg svg, Axis x, Axis y) {
        for (int c = 0; c < Math.max(2, outputs); c++) {
            int ofClass = c;
            int[] inside = IntStream.range(0, classes.length)
                    .filter(i -> classes[i] == ofClass && isInside(i, x, y)).toArray();
            svg.path("cr-mark " + Style.fill(c), new SvgPath()
                    .marks(c, places(inside, 0, x), places(inside, 1, y), RADIUS)
                    .mark(c, x.to() + LEGEND_GAP + 11, legend + 12, RADIUS + 1));
            drawLegend(svg, x, className(c));
            description += " " + className(c) + ": " + TypesetNumber.of(inside.length, "point") + ".";
        }
    }

    private double[] places(int[] indices, int column, Axis axis) {
        return Arrays.stream(indices).mapToDouble(i -> axis.at(points[column][i])).toArray();
    }

    private boolean isInside(int i, Axis x, Axis y) {
        return points[0][i] >= x.min() && points[0][i] <= x.max() && points[1][i] >= y.min() && points[1][i] <= y.max();
    }

    /** On the side where there is more room. */
    private void drawLabels(Svg svg, Axis x, Axis y) {
        boolean[] done = new boolean[labels.size()];
        for (int i = 0; i < done.length; i++) {
            double left = x.at(points[0][i]);
            double top = y.at(points[1][i]);
            StringBuilder text = new StringBuilder(labels.get(i));
            for (int j = i + 1; j < done.length && !done[i]; j++) {
                if (!done[j] && Math.hypot(x.at(points[0][j]) - left, y.at(points[1][j]) - top) < NEAR) {
                    text.append(", ").append(labels.get(j));
                    done[j] = true;
                }
            }
            if (!done[i] && isInside(i, x, y)) {
                boolean before = left > (x.from() + x.to()) / 2;
                svg.text(before ? left - NEAR : left + NEAR, top + 5, before ? "cr-end cr-halo" : "cr-halo",
                        text.toString());
            }
        }
    }

    @Override
    String description() {
        return description;
    }
}
