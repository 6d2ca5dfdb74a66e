// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** The comparison must be able to fail. */
class ParityTest {

    @Test
    void the_last_few_digits_may_differ_and_no_more() {
        assertThatCode(() -> Parity.assertSame("v", 1e-300 * (1 + 0.9e-12), 1e-300)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Parity.assertSame("v", 1e-300 * (1 + 1.1e-12), 1e-300))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void where_pytorch_says_0_nothing_else_will_do() {
        assertThatThrownBy(() -> Parity.assertSame("v", Double.MIN_VALUE, 0)).isInstanceOf(AssertionError.class);
    }

    @Test
    void NaN_is_never_the_same() {
        assertThatThrownBy(() -> Parity.assertSame("v", Double.NaN, 1)).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_message_names_the_entry() {
        assertThatThrownBy(() -> Parity.assertSame("dx", Matrix.of(new double[] {1, 2}, new double[] {3, 5}),
                Matrix.of(new double[] {1, 2}, new double[] {3, 4})))
                .hasMessage("dx, entry (1, 1): expected PyTorch's 4.0, got 5.0; they differ by 0.25 of it,"
                        + " more than 1.0E-12");
    }

    @Test
    void a_tensor_is_read_in_its_shape_and_a_weight_is_transposed() {
        Reference layers = Reference.load("pytorch-layers.txt");
        assertThat(layers.get("linear.weight").shape()).isEqualTo("(3 x 4)");
        assertThat(layers.weight("linear.weight").shape()).isEqualTo("(4 x 3)");
        assertThat(layers.get("relu.x").get(1, 0)).isEqualTo(0.8734455849426772);
        assertThatIllegalArgumentException().isThrownBy(() -> layers.get("relu.z"))
                .withMessageContaining("has no tensor relu.z");
    }
}
