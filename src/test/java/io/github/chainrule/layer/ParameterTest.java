// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.chainrule.internal.Versioned;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

class ParameterTest {

    @Test
    void the_gradient_is_NaN_everywhere_until_a_backward_pass_has_been_made() {
        Parameter p = new Parameter("weight", Matrix.zeros(2, 3));
        assertThat(p.gradient().shape()).isEqualTo("(2 x 3)");
        assertThat(p.gradient().values()).containsOnly(Double.NaN);
    }

    @Test
    void the_value_is_kept_and_not_copied() {
        Matrix value = Matrix.row(1, 2);
        assertThat(new Parameter("bias", value).value()).isSameAs(value);
    }

    @Test
    void it_knows_its_name_its_size_and_its_shape() {
        Parameter p = new Parameter("weight", Matrix.zeros(784, 16));
        assertThat(p.name()).isEqualTo("weight");
        assertThat(p.size()).isEqualTo(12_544);
        assertThat(p).hasToString("weight (784 x 16)");
    }

    @Test
    void its_changes_are_counted() {
        Parameter p = new Parameter("weight", Matrix.row(1));
        assertThat(p.version()).isZero();
        p.markChanged();
        p.setValue(Matrix.row(2));
        assertThat(p.version()).isEqualTo(2);
    }

    @Test
    void a_gradient_is_stale_when_the_value_has_changed_since_and_only_then() {
        Parameter p = new Parameter("weight", Matrix.row(1));
        p.markChanged();
        assertThat(Versioned.isGradientStale(p)).as("there is none").isFalse();
        Versioned.markGradientComputed(p);
        assertThat(Versioned.isGradientStale(p)).isFalse();
        p.markChanged();
        assertThat(Versioned.isGradientStale(p)).isTrue();
        p.setGradient(Matrix.row(3));
        assertThat(Versioned.isGradientStale(p)).isFalse();
        p.setValue(Matrix.row(2));
        assertThat(Versioned.isGradientStale(p)).isTrue();
    }

    @Test
    void a_value_and_a_gradient_that_are_set_are_copied_into_its_own_matrices() {
        Parameter p = new Parameter("weight", Matrix.row(1, 2));
        Matrix value = p.value();
        Matrix gradient = p.gradient();
        Matrix given = Matrix.row(3, 4);
        p.setValue(given);
        p.setGradient(given);
        given.set(0, 0, 5);
        assertThat(p.value()).isSameAs(value).isEqualTo(Matrix.row(3, 4));
        assertThat(p.gradient()).isSameAs(gradient).isEqualTo(Matrix.row(3, 4));
    }

    @Test
    void a_value_or_a_gradient_of_another_shape_is_refused() {
        Parameter p = new Parameter("weight", Matrix.row(1, 2));
        assertRefused(() -> p.setValue(Matrix.column(3, 4)), "weight (1 x 2): expected value of shape (1 x 2), got (2 x"
                + " 1).");
        assertRefused(() -> p.setGradient(Matrix.row(3)), "weight (1 x 2): expected gradient of shape (1 x 2), got (1 x"
                + " 1).");
        assertThatNullPointerException().isThrownBy(() -> p.setValue(null))
                .withMessage("weight (1 x 2): value is null.");
        assertThat(p.value()).isEqualTo(Matrix.row(1, 2));
        assertThat(p.version()).isZero();
    }
}
