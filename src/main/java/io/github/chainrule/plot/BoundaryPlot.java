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
 * What a model with two inputs says all over the plane, and the examples. Of two classes in one column: the probability
 * of class 1 as a colour, and the line where it is 0.5. Of several: the colour of the likeliest, the paler the less
 * sure, and the lines between them. Each class's examples have a shape of their own.
 *
 * {@snippet :
 * new BoundaryPlot("Two moons", trainer.predictor()).points(train)
 *         .neurons()                                          // each hidden neuron's own line
 *         .save(Path.of("boundary.svg"));
 * }
 */
public final class BoundaryPlot implements Picture {

    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.08;
    /** So many can be told apart by colour and shape together. */
    private static final int MOST_CLASSES = 12;

    private final String title;
    private final String me;
    private final Predictor predictor;
    private final int outputs;
    private Matrix inputs = Matrix.zeros(0, 2);
    private int[] classes = {};
    private List<String> classNames = List.of("class 0", "class 1");
    private String xName = "x\u2080";
    private String yName = "x\u2081";
    private double[] range = {};
    private boolean neurons;
    private List<String> labels = List.of();

    /**
     * A plot of a model, without points.
     *
     * @param title     what the picture shows, in a few words
     * @param predictor a model of two inputs, with one output for two classes or one for each of several, and what that
     *                  means; only used. Its names are those of the axes and classes; without any, it has one output
     * @throws IllegalArgumentException if the title is blank, the model hasn't two inputs, or its outputs aren't those
     *                                  of at most 12 classes
     */
    public BoundaryPlot(String title, Predictor predictor) {
        Objects.requireNonNull(predictor, "BoundaryPlot: predictor is null.");
        this.title = ChartArguments.title("BoundaryPlot", title);
        this.me = ChartArguments.named("BoundaryPlot", this.title);
        this.predictor = predictor;
        Sequential model = predictor.model();
        if (model.inputSize().orElse(2) != 2) {
            throw new IllegalArgumentException(me + ": " + model + " has " + model.inputSize().getAsInt()
                    + " inputs; expected 2, since paper has two directions. Look at images with ImageGrid.weights.");
        }
        this.outputs = model.output(Matrix.zeros(1, 2)).cols();
        Names names = predictor.names();
        if (outputs != (names.classes().size() > 2 ? names.classes().size() : 1)) {
            throw new IllegalArgumentException(me + ": " + model + " has " + outputs + " outputs; expected "
                    + (names.classes().size() > 2 ? "one for each of the classes " + names.classes() + "."
                    : "1, the probability of class 1. If there are several classes, use trainer.predictor(), which"
                    + " names them."));
        }
        if (outputs > MOST_CLASSES) {
            throw new IllegalArgumentException(me + ": " + outputs + " classes can't be told apart; expected at most "
                    + MOST_CLASSES + ".");
        }
        if (names.hasClasses()) {
            classes(names.classes().toArray(String[]::new));
        }
        if (!names.features().isEmpty()) {
            axes(names.featureName(0), names.featureName(1));
        }
    }

    /**
     * Examples to be shown, and so how much of the plane.
     *
     * @param data examples with two inputs, whose target is a class; only read
     * @return this
     * @throws IllegalArgumentException if they have other sizes, or a target isn't a class
     */
    public BoundaryPlot points(Dataset data) {
        if (data.inputSize() != 2 || data.targetSize() != outputs) {
            throw new IllegalArgumentException(me + ": the examples have " + data.inputSize() + " inputs and "
                    + data.targetSize() + " targets; expected 2 and " + outputs + ".");
        }
        Matrix x = Matrix.zeros(data.size(), data.inputSize());
        Matrix t = Matrix.zeros(data.size(), data.targetSize());
        data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), x, t);
        return points(data.scaler().map(scaler -> scaler.inverseInputs(x)).orElse(x), t);
    }

    /**
     * Examples to be shown, and so how much of the plane.
     *
     * @param inputs  n × 2, an example in each row; copied
     * @param targets n × 1 of 0 and 1, or n × classes with a single 1 in each row; only read
     * @return this
     * @throws IllegalArgumentException if they have other sizes, a target isn't a class, or an input is NaN or infinite
     */
    public BoundaryPlot points(Matrix inputs, Matrix targets) {
        if (inputs.cols() != 2 || targets.cols() != outputs || inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException(me + ": inputs are " + inputs.shape() + " and targets are "
                    + targets.shape() + "; expected (n x 2) and (n x " + outputs + "), an example in each row.");
        }
        ChartArguments.finite(me, "input x0", column(inputs, 0));
        ChartArguments.finite(me, "input x1", column(inputs, 1));
        this.inputs = inputs.copy();
        this.classes = IntStream.range(0, targets.rows()).map(i -> classOf(targets, i)).toArray();
        return this;
    }

    private int classOf(Matrix targets, int row) {
        double sum = 0;
        for (int j = 0; j < targets.cols(); j++) {
            double target = targets.get(row, j);
            if (target != 0 && target != 1) {
                throw new IllegalArgumentException(me + ": the target in row " + row + " is " + target
                        + "; expected 0 or 1" + (outputs == 1 ? ", the number of the class." : "."));
            }
            sum += target;
        }
        if (outputs > 1 && sum != 1) {
            throw new IllegalArgumentException(me + ": row " + row + " of the targets holds " + Math.round(sum)
                    + " ones; expected a single one, for the class.");
        }
        return Prediction.classIndexOf(targets, row);
    }

    private static double[] column(Matrix m, int j) {
        return IntStream.range(0, m.rows()).mapToDouble(i -> m.get(i, j)).toArray();
    }

    /**
     * A word beside each point. Points that cover each other share theirs: "00, 11".
     *
     * @param labels one for each point, in their order
     * @return this
     * @throws IllegalArgumentException if there are more or fewer labels than points
     */
    public BoundaryPlot labels(String... labels) {
        if (labels.length != inputs.rows()) {
            throw new IllegalArgumentException(me + ": " + labels.length + " labels for " + inputs.rows()
                    + " points; expected one for each. Give the points first.");
        }
        this.labels = Arrays.stream(labels).map(TextLayout::clean).toList();
        return this;
    }

    /**
     * How much of the plane is shown, instead of what the points need.
     *
     * @param x0 the left edge
     * @param x1 the right edge, above x0
     * @param y0 the lower edge
     * @param y1 the upper edge, above y0
     * @return this
     * @throws IllegalArgumentException if an edge isn't below its opposite, or is NaN or infinite
     */
    public BoundaryPlot range(double x0, double x1, double y0, double y1) {
        ChartArguments.finite(me, "range", x0, x1, y0, y1);
        if (x0 >= x1 || y0 >= y1) {
            throw new IllegalArgumentException(me + ": range(" + x0 + ", " + x1 + ", " + y0 + ", " + y1
                    + "): expected x0 < x1 and y0 < y1.");
        }
        range = new double[] {x0, x1, y0, y1};
        return this;
    }

    /**
     * What the axes are about; x₀ and x₁, as columns are counted, unless told otherwise.
     *
     * @param x what goes from left to right, the first input
     * @param y what goes up, the second input
     * @return this
     */
    public BoundaryPlot axes(String x, String y) {
        xName = TextLayout.clean(x);
        yName = TextLayout.clean(y);
        return this;
    }

    /**
     * What the classes are called.
     *
     * @param names a name for each class, in their order
     * @return this
     * @throws IllegalArgumentException if there are more or fewer names than classes, or one is blank
     */
    public BoundaryPlot classes(String... names) {
        int count = Math.max(2, outputs);
        if (names.length != count) {
            throw new IllegalArgumentException(me + ": " + names.length + " names for " + count + " classes; expected"
                    + " a name for each.");
        }
        classNames = Arrays.stream(names).map(name -> ChartArguments.name(me, "class", name)).toList();
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
    public String svg() {
        if (inputs.rows() == 0 && range.length == 0) {
            throw new IllegalStateException(me
                    + ": nothing says how much of the plane to show. Add .points(train) or .range(-1, 1, -1, 1).");
        }
        AxisRange x = domain(xName, 0);
        AxisRange y = domain(yName, 1);
        BoundaryDrawing drawing = new BoundaryDrawing(new Svg(title, Svg.WIDTH), x, y, classNames,
                predictor.names().hasClasses());
        PredictionGrid field = new PredictionGrid(predictor, drawing.x(), drawing.y());
        drawing.field(field);
        if (neurons) {
            neurons(drawing, (Linear) predictor.model().layers().get(0));
        }
        drawing.boundary(field);
        drawing.points(inputs, classes);
        drawing.labels(inputs, labels);
        return drawing.finish();
    }

    /** With weights and biases for inputs as they are measured, which is what the axes show. */
    private void neurons(BoundaryDrawing drawing, Linear layer) {
        Matrix w = layer.weight().value().copy();
        Matrix b = layer.bias().value().copy();
        predictor.scaler().ifPresent(scaler -> {
            for (int j = 0; j < w.cols(); j++) {
                for (int i = 0; i < w.rows(); i++) {
                    w.set(i, j, w.get(i, j) / scaler.inputScale().get(i));
                    b.set(0, j, b.get(0, j) - w.get(i, j) * scaler.inputShift().get(i));
                }
            }
        });
        drawing.neurons(w, b);
    }

    private AxisRange domain(String name, int column) {
        if (range.length > 0) {
            return AxisRange.exactly(name, range[2 * column], range[2 * column + 1], false);
        }
        double[] values = column(inputs, column);
        double lo = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
        double hi = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
        double room = ROOM * (hi - lo);
        return AxisRange.exactly(name, lo - room, hi + room, false);
    }

    /** {@return kind and title, as in {@code BoundaryPlot "My title"}} */
    @Override
    public String toString() {
        return me;
    }
}
