// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SameNumbersTest {

    private static String found(Layer... layers) {
        return ModelRules.sameNumbers(List.of(layers));
    }

    @Test
    void two_layers_that_were_drawn_with_the_same_seed_are_found() {
        for (Initializer initializer : List.of(Initializer.uniform(), Initializer.he(), Initializer.glorot())) {
            assertThat(found(new Linear(2, 4, initializer, new Random(7)), new ReLU(),
                    new Linear(4, 2, initializer, new Random(8)), new ReLU(),
                    new Linear(2, 1, initializer, new Random(7))))
                    .isEqualTo("layer 0, Linear(2, 4), and layer 4, Linear(2, 1),");
        }
    }

    @Test
    void layers_drawn_by_one_generator_are_not() {
        Random random = new Random(7);
        assertThat(found(new Linear(2, 4, random), new ReLU(), new Linear(4, 2, random))).isEmpty();
    }

    @Test
    void equal_weights_that_were_not_drawn_are_not() {
        Matrix typed = Matrix.of(new double[][] {{0.1, -0.2}, {0.3, 0.45}});
        Matrix third = Matrix.zeros(2, 2).map(zero -> 1.0 / 3);
        for (Matrix weight : List.of(typed, third, Matrix.zeros(2, 2))) {
            assertThat(found(new Linear(weight.copy(), Matrix.row(0, 0)), new Linear(weight.copy(), Matrix.row(0, 0))))
                    .isEmpty();
        }
        assertThat(found(new Linear(2, 2, new Random(1)), new Linear(Matrix.zeros(2, 2), Matrix.row(0, 0)))).isEmpty();
    }

    /** Of one number each, any is a multiple of the other. */
    @Test
    void layers_with_one_weight_each_tell_nothing() {
        assertThat(found(new Linear(1, 1, new Random(1)), new Linear(1, 1, new Random(2)),
                new Linear(1, 3, new Random(3)))).isEmpty();
    }
}
