// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

@TaskName("Task18ScaleLayer")
class Task18Test {

    private static final double[][] X = {{1, 2, -1}, {3, 0.5, 2}};
    private static final double[][] DY = {{1, -2, 3}, {0.5, 4, -1}};
    private static final double[] GAIN = {2, -1, 0.5};
    private static final double[] SHIFT = {10, 20, 30};

    private static final double[][] Y = each((i, j) -> X[i][j] * GAIN[j] + SHIFT[j]);

    private static Task18ScaleLayer layer() {
        Task18ScaleLayer layer = new Task18ScaleLayer(3);
        List<Parameter> parameters = layer.parameters();
        Check.require(parameters != null && parameters.size() == 2, "parameters: "
                + parameters, "A layer names all that it learns: List.of(gain, shift). What isn't named, no optimizer"
                + " changes.");
        Check.require(parameters.get(0).name().equals("gain") && parameters.get(1).name().equals("shift"),
                "parameters: " + parameters, "First gain, then shift, and always the same two: the ones of this"
                        + " layer.");
        Check.require(parameters.get(0) == layer.parameters().get(0), "parameters: each call gives other ones.",
                "Return the two fields. An optimizer would change copies.");
        parameters.get(0).setValue(Matrix.row(GAIN));
        parameters.get(1).setValue(Matrix.row(SHIFT));
        return layer;
    }

    private interface Entry {
        double at(int i, int j);
    }

    private static double[][] each(Entry entry) {
        double[][] m = new double[2][3];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                m[i][j] = entry.at(i, j);
            }
        }
        return m;
    }

    private static double[] columns(Entry entry) {
        return Given.biasGradient(each(entry));
    }

    @Test
    @Points(1)
    void a_first_layer_changes_nothing_and_names_its_parameters() {
        layer();
        Check.matrix("forward of a new layer", () -> Check.rows(new Task18ScaleLayer(3).forward(Matrix.of(X)))).is(X);
    }

    @Test
    @Points(1)
    void forward_scales_and_shifts_each_column() {
        Matrix x = Matrix.of(X);
        Check.matrix("forward with gain 2 -1 0.5 and shift 10 20 30", () -> Check.rows(layer().forward(x)))
                .slipIf("A parameter's number is in value(), and gradient() isn't there yet.", Check::hasNaN)
                .slip("Nothing is scaled: that is x.", X)
                .slip("The shift is missing.", each((i, j) -> X[i][j] * GAIN[j]))
                .slip("The gain is missing.", each((i, j) -> X[i][j] + SHIFT[j]))
                .slip("(x + shift)*gain isn't x*gain + shift.", each((i, j) -> (X[i][j] + SHIFT[j]) * GAIN[j]))
                .slip("gain and shift are exchanged.", each((i, j) -> X[i][j] * SHIFT[j] + GAIN[j]))
                .slip("The shift is subtracted: add it.", each((i, j) -> X[i][j] * GAIN[j] - SHIFT[j]))
                .slip("All columns got the first column's gain and shift: take entry j.",
                        each((i, j) -> X[i][j] * GAIN[0] + SHIFT[0]))
                .slip("You took entry i of gain and shift. Each column has its own: entry j.",
                        each((i, j) -> X[i][j] * GAIN[i] + SHIFT[i]))
                .is(Y);
        Check.matrix("x after forward", () -> Check.rows(x))
                .slipIf("You wrote into x, which the backward pass still needs. Return a new matrix.", v -> true).is(X);
    }

    @Test
    @Points(1)
    void input_gradient_is_dy_times_gain() {
        Matrix dy = Matrix.of(DY);
        Check.matrix("inputGradient", () -> Check.rows(layer().inputGradient(Matrix.of(X), Matrix.of(Y), dy)))
                .slip("The gain is missing: dx isn't dy, unless the gain is 1.", DY)
                .slip("That is the gain itself. The chain rule multiplies it by dy.", each((i, j) -> GAIN[j]))
                .slip("You added the shift. A constant has no influence on a slope.",
                        each((i, j) -> DY[i][j] * GAIN[j] + SHIFT[j]))
                .slip("You multiplied by x: that is a part of dgain.", each((i, j) -> DY[i][j] * X[i][j]))
                .slip("You took entry i of the gain. Each column has its own: entry j.",
                        each((i, j) -> DY[i][j] * GAIN[i]))
                .slip("You multiplied y by the gain, where it should be dy.", each((i, j) -> Y[i][j] * GAIN[j]))
                .slip("That is the shift. A constant has no influence on a slope.", each((i, j) -> DY[i][j] * SHIFT[j]))
                .slip("All columns got the first column's gain: take entry j.", each((i, j) -> DY[i][j] * GAIN[0]))
                .slip("You added the gain. The chain rule multiplies by it.", each((i, j) -> DY[i][j] + GAIN[j]))
                .slip("You divided by the gain: multiply.", each((i, j) -> DY[i][j] / GAIN[j]))
                .is(each((i, j) -> DY[i][j] * GAIN[j]));
        Check.matrix("dy after inputGradient", () -> Check.rows(dy))
                .slipIf("You wrote into dy, which others still need. Return a new matrix.", v -> true).is(DY);
    }

    private static Parameter computed(int parameter) {
        Task18ScaleLayer layer = layer();
        layer.computeParameterGradients(Matrix.of(X), Matrix.of(Y), Matrix.of(DY));
        return layer.parameters().get(parameter);
    }

    /** With the slips that both parameters share; each example's part of the gradient is a row. */
    private static Check gradient(String name, int parameter, double[] right, double[][] parts) {
        return Check.row("the " + name + "'s gradient", () -> computed(parameter).gradient().values().clone())
                .slipIf("It was never set, or something was added to what stands there before the first time, which is"
                        + " NaN: " + name + ".setGradient(...) overwrites it.", Check::hasNaN)
                .slip("You divided by the number of examples, but the 1/N is in dy already.", Check.scaled(0.5, right))
                .slip("Only the last example is left: add up over all of them.", parts[1])
                .slip("Only the first example counts: add up over all of them.", parts[0]);
    }

    @Test
    @Points(2)
    void parameter_gradients_are_sums_over_the_examples() {
        double[] dgain = columns((i, j) -> X[i][j] * DY[i][j]);
        double[] dshift = columns((i, j) -> DY[i][j]);
        Check.row("gain after computeParameterGradients", () -> computed(0).value().values())
                .slipIf("You changed the gain itself. Set its gradient; the step is the optimizer's.", v -> true)
                .is(GAIN);
        gradient("gain", 0, dgain, each((i, j) -> X[i][j] * DY[i][j]))
                .slip("x is missing, or the two are exchanged: dgain is the sum of x*dy.", dshift)
                .slip("You took y, where it should be x: dgain is the sum of x*dy.",
                        columns((i, j) -> Y[i][j] * DY[i][j]))
                .slip("dy is missing: dgain is the sum of x*dy.", columns((i, j) -> X[i][j]))
                .slip("That is dx, summed up: dy/dgain is x.", columns((i, j) -> DY[i][j] * GAIN[j]))
                .slip("You multiplied by the gain: dy/dgain is x.", columns((i, j) -> X[i][j] * DY[i][j] * GAIN[j]))
                .is(dgain);
        gradient("shift", 1, dshift, DY)
                .slip("x doesn't belong there: dy/dshift is 1.", dgain)
                .slip("dy is missing: dshift is the sum of dy.", new double[] {2, 2, 2})
                .slip("You multiplied by the gain: dy/dshift is 1.", columns((i, j) -> DY[i][j] * GAIN[j]))
                .is(dshift);
    }

    @Test
    @Points(1)
    void the_gradient_check_passes() {
        GradientCheck check = GradientCheck.of(layer(), Matrix.of(X));
        Check.require(check.passed(), "The gradient check says: " + check, null);
    }
}
