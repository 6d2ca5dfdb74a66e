package io.github.chainrule.plot;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model with two inputs and one output says all over the plane: the probability of class 1 as a colour, the
 * line where it is 0.5, and the examples, round ones and triangles.
 *
 * {@snippet :
 * new BoundaryPlot("Two moons", new Predictor(model, loss, train.names())).points(train)
 *         .neurons()                                          // each hidden neuron's own line
 *         .save(Path.of("boundary.svg"));
 * }
 */
public final class BoundaryPlot implements Picture {

    /** Around the points, as a part of their range. */
    private static final double ROOM = 0.08;

    private final String title;
    private final String me;
    private final Predictor predictor;
    private Matrix inputs = Matrix.zeros(0, 2);
    private Matrix targets = Matrix.zeros(0, 1);
    private List<String> classNames = List.of("class 0", "class 1");
    private String xName = "x\u2080";
    private String yName = "x\u2081";
    private double[] range = {};
    private boolean neurons;

    /**
     * A plot of a model, without points.
     *
     * @param title     what the picture shows, in a few words
     * @param predictor a model of two inputs and one output, and what that means; only used. Its names are those of the
     *                  axes and classes, if it has any
     * @throws IllegalArgumentException if the title is blank or the model hasn't two inputs and one output
     */
    public BoundaryPlot(String title, Predictor predictor) {
        this.title = Requirements.title("BoundaryPlot", title);
        this.me = Requirements.named("BoundaryPlot", this.title);
        this.predictor = predictor;
        Sequential model = predictor.model();
        if (model.inputSize().orElse(2) != 2) {
            throw new IllegalArgumentException(me + ": " + model + " has " + model.inputSize().getAsInt()
                    + " inputs; expected 2, since paper has two directions. Look at images with ImageGrid.weights.");
        }
        int outputs = model.predict(Matrix.zeros(1, 2)).cols();
        if (outputs != 1) {
            throw new IllegalArgumentException(me + ": " + model + " has " + outputs
                    + " outputs; expected 1, the probability of class 1.");
        }
        Names names = predictor.names();
        if (names.classes().size() == 2) {
            classes(names.classes().get(0), names.classes().get(1));
        }
        if (!names.features().isEmpty()) {
            axes(names.feature(0), names.feature(1));
        }
    }

    /**
     * Examples to be shown, and so how much of the plane.
     *
     * @param data examples with two inputs and a target of 0 or 1; only read
     * @return this
     * @throws IllegalArgumentException if they have other sizes, or a target isn't 0 or 1
     */
    public BoundaryPlot points(Dataset data) {
        if (data.inputSize() != 2 || data.targetSize() != 1) {
            throw new IllegalArgumentException(me + ": the examples have " + data.inputSize() + " inputs and "
                    + data.targetSize() + " targets; expected 2 and 1.");
        }
        Matrix x = Matrix.zeros(data.size(), data.inputSize());
        Matrix t = Matrix.zeros(data.size(), data.targetSize());
        data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), x, t);
        return points(x, t);
    }

    /**
     * Examples to be shown, and so how much of the plane.
     *
     * @param inputs  n × 2, an example in each row; copied
     * @param targets n × 1, 0 or 1; copied
     * @return this
     * @throws IllegalArgumentException if they have other sizes, a target isn't 0 or 1, or an input is NaN or infinite
     */
    public BoundaryPlot points(Matrix inputs, Matrix targets) {
        if (inputs.cols() != 2 || targets.cols() != 1 || inputs.rows() != targets.rows()) {
            throw new IllegalArgumentException(me + ": inputs are " + inputs.shape() + " and targets are "
                    + targets.shape() + "; expected (n x 2) and (n x 1), an example in each row.");
        }
        Requirements.finite(me, "input x0", column(inputs, 0));
        Requirements.finite(me, "input x1", column(inputs, 1));
        for (int i = 0; i < targets.rows(); i++) {
            double target = targets.get(i, 0);
            if (target != 0 && target != 1) {
                throw new IllegalArgumentException(me + ": the target in row " + i + " is " + target
                        + "; expected 0 or 1, the number of the class.");
            }
        }
        this.inputs = inputs.copy();
        this.targets = targets.copy();
        return this;
    }

    private static double[] column(Matrix m, int j) {
        return IntStream.range(0, m.rows()).mapToDouble(i -> m.get(i, j)).toArray();
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
        Requirements.finite(me, "range", x0, x1, y0, y1);
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
        xName = Labels.clean(x);
        yName = Labels.clean(y);
        return this;
    }

    /**
     * What the classes are called.
     *
     * @param zero the name of class 0
     * @param one  the name of class 1
     * @return this
     * @throws IllegalArgumentException if a name is blank
     */
    public BoundaryPlot classes(String zero, String one) {
        classNames = List.of(Requirements.name(me, "class", zero), Requirements.name(me, "class", one));
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
                    + " the first one of " + model + " is " + model.layers().get(0) + ".");
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
        Domain x = domain(xName, 0);
        Domain y = domain(yName, 1);
        BoundaryDrawing drawing = new BoundaryDrawing(new Svg(title, Svg.WIDTH), x, y, classNames);
        ResponseGrid field = new ResponseGrid(predictor, drawing.x(), drawing.y());
        drawing.field(field);
        if (neurons) {
            drawing.neurons((Linear) predictor.model().layers().get(0));
        }
        drawing.boundary(field);
        drawing.points(inputs, targets);
        return drawing.finish();
    }

    private Domain domain(String name, int column) {
        if (range.length > 0) {
            return Domain.exactly(name, range[2 * column], range[2 * column + 1], false);
        }
        double[] values = column(inputs, column);
        double lo = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
        double hi = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
        double room = ROOM * (hi - lo);
        return Domain.exactly(name, lo - room, hi + room, false);
    }
}
