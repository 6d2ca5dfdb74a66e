// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.OwnLayer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.matrix.Matrix;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Random random = new Random(42);

    private Summary summaryOf784To16To1() {
        return new Sequential(new Linear(784, 16, random), new ReLU(),
                new Linear(16, 1, random), new Sigmoid()).summary();
    }

    @Test
    void there_is_a_line_for_each_layer() {
        Summary summary = summaryOf784To16To1();
        assertThat(summary.parameterCount()).isEqualTo(12_577);
        assertThat(summary.multiplications()).isEqualTo(784 * 16 + 16);
        assertThat(summary.rows()).containsExactly(
                new Summary.Row(0, "Linear(784, 16)", OptionalInt.of(784), OptionalInt.of(16), 12_560, 784 * 16),
                new Summary.Row(1, "ReLU", OptionalInt.of(16), OptionalInt.of(16), 0, 0),
                new Summary.Row(2, "Linear(16, 1)", OptionalInt.of(16), OptionalInt.of(1), 17, 16),
                new Summary.Row(3, "Sigmoid", OptionalInt.of(1), OptionalInt.of(1), 0, 0));
    }

    @Test
    void the_text_is_a_table() {
        assertThat(summaryOf784To16To1().toString().lines()).containsExactly(
                "       layer                      in           out  parameters  multiplications",
                "    0  Linear(784, 16)  (batch, 784)   (batch, 16)      12,560           12,544",
                "    1  ReLU              (batch, 16)   (batch, 16)           0                0",
                "    2  Linear(16, 1)     (batch, 16)    (batch, 1)          17               16",
                "    3  Sigmoid            (batch, 1)    (batch, 1)           0                0",
                "       total                                            12,577           12,560");
    }

    @Test
    void an_activation_in_front_has_the_size_of_the_layer_after_it() {
        assertThat(new Sequential(new Tanh(), new Linear(3, 2, random)).summary().rows()).containsExactly(
                new Summary.Row(0, "Tanh", OptionalInt.of(3), OptionalInt.of(3), 0, 0),
                new Summary.Row(1, "Linear(3, 2)", OptionalInt.of(3), OptionalInt.of(2), 8, 6));
    }

    @Test
    void where_any_number_of_columns_will_do_the_table_says_so() {
        Summary summary = new Sequential(new Tanh()).summary();
        assertThat(summary.rows()).containsExactly(new Summary.Row(0, "Tanh", OptionalInt.empty(),
                OptionalInt.empty(), 0, 0));
        assertThat(summary.toString().lines()).containsExactly(
                "       layer            in           out  parameters  multiplications",
                "    0  Tanh   (batch, any)  (batch, any)           0                0",
                "       total                                       0                0");
    }

    @Test
    void the_columns_are_as_wide_as_the_widest_shape() {
        assertThat(new Sequential(new Linear(12_345, 2, random)).summary().toString().lines()).containsExactly(
                "       layer                         in             out  parameters  multiplications",
                "    0  Linear(12345, 2)  (batch, 12345)      (batch, 2)      24,692           24,690",
                "       total                                                 24,692           24,690");
    }

    @Test
    void in_a_layer_of_ones_own_everything_but_a_bias_counts_as_a_weight() {
        Sequential model = new Sequential(new Linear(3, 5, random), new OwnLayer("Scale",
                new Parameter("weight", Matrix.zeros(1, 5)), new Parameter("bias", Matrix.zeros(1, 5))));
        assertThat(model.summary().rows().get(1)).isEqualTo(new Summary.Row(1, "Scale", OptionalInt.of(5),
                OptionalInt.of(5), 10, 5));
        assertThat(model.summary().multiplications()).isEqualTo(15 + 5);
    }
}
