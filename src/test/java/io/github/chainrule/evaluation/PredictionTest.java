// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.chainrule.data.Names;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

class PredictionTest {

    private static final Names TWO = Names.NONE.withClasses("0", "1");
    private static final Names THREE = Names.NONE.withClasses("a", "b", "c");

    private static Prediction answer(Names names, double... response) {
        return new Prediction(names, Matrix.row(response), 0);
    }

    @Test
    void of_one_column_class_1_begins_above_a_half() {
        assertThat(answer(TWO, 0.5).classIndex()).isZero();
        assertThat(answer(TWO, Math.nextUp(0.5)).classIndex()).isEqualTo(1);
        assertThat(answer(TWO, -3).classIndex()).isZero();
        assertThat(Prediction.THRESHOLD).isEqualTo(0.5);
    }

    @Test
    void of_several_columns_the_first_largest_wins() {
        assertThat(answer(THREE, 0.2, 0.4, 0.4).className()).isEqualTo("b");
        assertThat(answer(THREE, -3, -2, -1).className()).isEqualTo("c");
        assertThat(Prediction.classIndexOf(Matrix.of(new double[] {1, 0}, new double[] {0, 1}), 1)).isEqualTo(1);
    }

    @Test
    void probabilities_of_two_classes_add_up_to_1() {
        assertThat(answer(TWO, 0.25).probability(1)).isEqualTo(0.25);
        assertThat(answer(TWO, 0.25).probability(0)).isEqualTo(0.75);
        assertThat(answer(TWO, 0.25).value()).isEqualTo(0.25);
    }

    @Test
    void a_class_that_is_not_there_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> answer(THREE, 1, 0, 0).probability("d"))
                .withMessage("Answer: there is no class \"d\"; the classes are [a, b, c].");
        assertThatIllegalArgumentException().isThrownBy(() -> answer(THREE, 1, 0, 0).probability(3))
                .withMessage("Prediction: there is no class number 3; the classes are counted from 0 to 2.");
    }

    @Test
    void a_quantity_is_no_class() {
        Prediction price = answer(Names.NONE.withTargets("price"), 0.7);
        String message = "Prediction: price is a quantity, not one of several classes: ask value(). If it is a class, say"
                + " what the classes are called: dataset.withNames(dataset.names().withClasses(...)).";

        assertThatIllegalStateException().isThrownBy(price::className).withMessage(message);
        assertThatIllegalStateException().isThrownBy(price::probabilities).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> price.probability(0)).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> price.probability("a")).withMessage(message);
    }

    @Test
    void several_values_are_asked_one_by_one() {
        Prediction two = answer(Names.NONE, 1.5, -20);

        assertThat(two.value(1)).isEqualTo(-20);
        assertThat(two.size()).isEqualTo(2);
        assertThat(two).hasToString("target 1.500, -20.00");
        assertThatIllegalStateException().isThrownBy(two::value)
                .withMessage("Prediction: there are 2 values, not one: ask value(0) to value(1).");
    }
}
