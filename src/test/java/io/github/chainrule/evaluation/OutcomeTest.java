// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static Outcome example(Names names, double[] response, double... target) {
        return new Outcome(7, new Prediction(names, Matrix.row(response), 0), new Prediction(names, Matrix.row(target), 0));
    }

    private static final Names TWO = Names.NONE.withClasses("cat", "dog");
    private static final Names THREE = Names.NONE.withClasses("a", "b", "c");

    @Test
    void the_margin_is_by_how_much_the_right_class_is_ahead() {
        assertThat(example(TWO, new double[] {0.9}, 1).margin()).isCloseTo(0.8, within(1e-15));
        assertThat(example(TWO, new double[] {0.9}, 0).margin()).isCloseTo(-0.8, within(1e-15));
        assertThat(example(THREE, new double[] {0.5, 0.3, 0.2}, 0, 1, 0).margin()).isCloseTo(-0.2, within(1e-15));
        assertThat(example(THREE, new double[] {0.5, 0.3, 0.2}, 1, 0, 0).margin()).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void the_margin_of_a_quantity_is_minus_its_distance() {
        assertThat(example(Names.NONE, new double[] {4}, 7).margin()).isEqualTo(-3);
        assertThat(example(Names.NONE, new double[] {4, 0}, 7, 4).margin()).isEqualTo(-5);
    }

    @Test
    void it_says_what_was_taken_for_what() {
        assertThat(example(TWO, new double[] {0.9}, 0)).hasToString("example 7: cat, taken for dog (0.9000)");
        assertThat(example(TWO, new double[] {0.1}, 0)).hasToString("example 7: cat, recognised as cat (0.9000)");
        assertThat(example(Names.NONE.withTargets("price"), new double[] {4}, 7))
                .hasToString("example 7: price 7.000, predicted 4.000 (off by 3.000)");
    }
}
