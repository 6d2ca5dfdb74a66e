// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest {

    private final Loss mse = new MeanSquaredError();

    @Test
    void value_and_gradient_are_means_over_all_entries() {
        Matrix p = Matrix.of(new double[] {1, 2}, new double[] {3, 4});
        Matrix t = Matrix.of(new double[] {1, 0}, new double[] {6, 5});
        // (0 + 4 + 9 + 1) / 4, and 2 · error / 4
        assertThat(mse.value(p, t)).isEqualTo(3.5);
        assertThat(mse.gradient(p, t)).isEqualTo(Matrix.of(new double[] {0, 1}, new double[] {-1.5, -0.5}));
    }

    @Test
    void nothing_wrong_costs_nothing() {
        Matrix p = Matrix.row(-1e200, 1e-200);
        assertThat(mse.value(p, p)).isZero();
        assertThat(mse.gradient(p, p)).isEqualTo(Matrix.row(0, 0));
    }

    @Test
    void numbers_that_are_not_finite_are_refused_on_either_side() {
        Losses.assertRefused(mse, Matrix.row(1, Double.NaN), Matrix.row(1, 2),
                "MeanSquaredError: output at row 0, column 1 is NaN; expected finite numbers."
                        + " Look for NaN in the inputs, or try a smaller learning rate.");
        Losses.assertRefused(mse, Matrix.row(1, 2), Matrix.row(Double.NEGATIVE_INFINITY, 2),
                "MeanSquaredError: target at row 0, column 0 is -Infinity; expected finite numbers."
                        + " Correct this target, or remove its example.");
    }
}
