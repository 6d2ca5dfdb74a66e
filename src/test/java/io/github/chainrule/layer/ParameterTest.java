// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
    void it_counts_how_often_its_value_has_changed() {
        Parameter p = new Parameter("weight", Matrix.row(1));
        assertThat(p.version()).isZero();
        p.markChanged();
        p.markChanged();
        assertThat(p.version()).isEqualTo(2);
    }

    @Test
    void a_gradient_is_stale_when_the_value_has_changed_since_and_only_then() {
        Parameter p = new Parameter("weight", Matrix.row(1));
        p.markChanged();
        assertThat(p.isGradientStale()).as("there is none").isFalse();
        p = new Parameter("weight", Matrix.row(1));
        p.gradientWritten();
        assertThat(p.isGradientStale()).isFalse();
        p.markChanged();
        assertThat(p.isGradientStale()).isTrue();
        p.gradientWritten();
        assertThat(p.isGradientStale()).isFalse();
    }

    @Test
    void the_101st_gradient_is_refused_when_an_optimizer_waits_for_its_first_step_and_only_then() {
        Parameter p = new Parameter("weight", Matrix.zeros(2, 3));
        write(p, 1000);
        p.stepExpected();
        write(p, 100);
        p.stepExpected();      // a second optimizer doesn't begin to count anew
        assertThatIllegalStateException().isThrownBy(p::gradientWritten).withMessage("backward: 100 gradients of"
                + " weight (2 x 3) have been overwritten and none was used: an optimizer was made, but it has never"
                + " made a step. Was optimizer.step() left out of the loop? To look at gradients before training, make"
                + " the optimizer later.");

        Parameter stepped = new Parameter("weight", Matrix.zeros(2, 3));
        stepped.stepExpected();
        write(stepped, 100);
        stepped.markChanged();
        write(stepped, 1000);
    }

    private static void write(Parameter p, int times) {
        for (int i = 0; i < times; i++) {
            p.gradientWritten();
        }
    }
}
