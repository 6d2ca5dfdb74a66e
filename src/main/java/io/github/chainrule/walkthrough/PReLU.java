package io.github.chainrule.walkthrough;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;

import java.util.List;

/**
 * A ReLU whose slope on the negative side is learned, entry by entry.
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.nn.PReLU.html">torch.nn.PReLU</a>
 */
// @start region=layer
final class PReLU implements Layer {

    private final Parameter slope = new Parameter("slope", Matrix.row(0.25));

    /** y = x where x > 0, slope * x elsewhere. */
    @Override
    public Matrix forward(Matrix x) {
        double a = slope();
        return x.map(v -> v > 0 ? v : a * v);
    }

    /** dx = dy where x > 0, slope * dy elsewhere. */
    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        double a = slope();
        return x.map(dy, (v, d) -> v > 0 ? d : a * d);
    }

    /** dslope = the sum of dy * x where x <= 0. */
    @Override
    public void parameterGradients(Matrix x, Matrix y, Matrix dy) {
        double sum = 0;
        for (int i = 0; i < x.values().length; i++) {
            if (x.values()[i] <= 0) {
                sum += dy.values()[i] * x.values()[i];
            }
        }
        slope.gradient().set(0, 0, sum);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(slope);
    }

    double slope() {
        return slope.value().get(0, 0);
    }

    /** What the check calls it. */
    @Override
    public String toString() {
        return "PReLU";
    }
}
// @end
