// SPDX-License-Identifier: Apache-2.0
package exercises;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import java.util.List;

/**
 * Task 18: a layer of your own that learns. It scales and shifts each column:
 *
 * <pre>
 *   forward               y[i][j]  = x[i][j] · gain[j] + shift[j]
 *   input gradient        dx[i][j] = dy[i][j] · gain[j]
 *   parameter gradients   dgain[j]  = Σᵢ x[i][j] · dy[i][j]
 *                         dshift[j] = Σᵢ dy[i][j]
 * </pre>
 *
 * <p>A {@code Parameter} has a {@code value()} and a {@code gradient()}, both (1 × columns) here. Set the gradient with
 * {@code gain.setGradient(matrix)}; it replaces what was there. {@code Matrix.zeros(rows, cols)} makes a matrix,
 * {@code get(i, j)} and {@code set(i, j, v)} read and write its entries, {@code rows()} and {@code cols()} are its
 * size.
 *
 * <p>The proof is that of task 11: {@code System.out.println(GradientCheck.of(new Task18ScaleLayer(3), x))}.
 */
public final class Task18ScaleLayer implements Layer {

    private final Parameter gain;
    private final Parameter shift;

    /**
     * A layer that changes nothing yet: all gains are 1, and all shifts 0.
     *
     * @param columns how many columns x has
     */
    public Task18ScaleLayer(int columns) {
        gain = new Parameter("gain", Matrix.zeros(1, columns).map(v -> 1));
        shift = new Parameter("shift", Matrix.zeros(1, columns));
    }

    @Override
    public Matrix forward(Matrix x) {
        throw new NotWrittenYet("forward");
    }

    @Override
    public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
        throw new NotWrittenYet("inputGradient");
    }

    @Override
    public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
        throw new NotWrittenYet("computeParameterGradients");
    }

    @Override
    public List<Parameter> parameters() {
        throw new NotWrittenYet("parameters");
    }
}
