// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static org.assertj.core.api.Assertions.assertThat;

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
}
