// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Names;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final Names CATS = Names.NONE.withClasses("cat", "dog");

    @Test
    void one_example_is_asked_in_one_call() {
        Prediction answer = new Predictor(new Sequential(new Linear(Matrix.column(1, -1), Matrix.row(2))),
                new BinaryCrossEntropyWithLogits(), CATS).predict(3, 4);

        double p = 1 / (1 + StrictMath.exp(-1));
        assertThat(answer.className()).isEqualTo("dog");
        assertThat(answer.probability("dog")).isCloseTo(p, within(1e-15));
        assertThat(answer.probability("cat")).isCloseTo(1 - p, within(1e-15));
        assertThat(answer).hasToString("dog (0.7311)");
    }

    @Test
    void each_of_several_classes_has_its_probability() {
        Prediction answer = new Predictor(Given.IDENTITY, new CrossEntropy(), Names.NONE.withClasses("a", "b", "c"))
                .predict(0, StrictMath.log(2), 0);

        assertThat(answer.className()).isEqualTo("b");
        assertThat(answer.probability("b")).isCloseTo(0.5, within(1e-15));
        assertThat(answer.probabilities().keySet()).containsExactly("a", "b", "c");
        assertThat(answer.probabilities().values()).allSatisfy(p -> assertThat(p).isBetween(0.24, 0.51));
    }

    @Test
    void a_quantity_is_a_value_with_its_name() {
        Prediction answer = new Predictor(new Sequential(new Linear(Matrix.row(2), Matrix.row(1))), new MeanSquaredError(),
                Names.NONE.withTargets("price")).predict(75);

        assertThat(answer.isClass()).isFalse();
        assertThat(answer.value()).isEqualTo(151);
        assertThat(answer).hasToString("price 151.0");
    }

    @Test
    void many_examples_are_asked_at_once_with_the_same_numbers() {
        Predictor predictor = new Predictor(new Sequential(new Linear(2, 3, new Random(1))), new CrossEntropy(),
                Names.NONE.withClasses("a", "b", "c"));
        Matrix all = predictor.predict(Matrix.of(new double[] {1, 2}, new double[] {3, 4}));

        assertThat(predictor.predict(3, 4).probabilities()).isEqualTo(
                Map.of("a", all.get(1, 0), "b", all.get(1, 1), "c", all.get(1, 2)));
    }

    @Test
    void squashing_twice_is_refused() {
        Sequential squashed = new Sequential(new Linear(2, 1, new Random(1)), new Sigmoid());

        assertThat(new Predictor(squashed, new BinaryCrossEntropy())).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Predictor(squashed, new BinaryCrossEntropyWithLogits()))
                .withMessage("the model ends with a Sigmoid, and BinaryCrossEntropyWithLogits has a second one inside."
                        + " Leave the Sigmoid out, or use BinaryCrossEntropy.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Predictor(squashed, new CrossEntropy()))
                .withMessage("the model ends with a Sigmoid, but CrossEntropy has a softmax inside and expects logits."
                        + " Leave the Sigmoid out.");
    }

    @Test
    void nothing_is_refused_by_its_name() {
        assertThatNullPointerException().isThrownBy(() -> new Predictor(null, new MeanSquaredError()))
                .withMessage("Predictor: the model is null.");
        assertThatNullPointerException().isThrownBy(() -> new Predictor(Given.IDENTITY, null))
                .withMessage("Predictor: the loss is null.");
        assertThatNullPointerException()
                .isThrownBy(() -> new Predictor(Given.IDENTITY, new MeanSquaredError(), null))
                .withMessage("Predictor: the names are null; Names.NONE stands for no names.");
    }

    @Test
    void it_says_what_it_predicts() {
        assertThat(new Predictor(Given.IDENTITY, new MeanSquaredError(), CATS))
                .hasToString(Given.IDENTITY + " for [cat, dog]");
        assertThat(new Predictor(Given.IDENTITY, new MeanSquaredError(), Names.NONE.withTargets("price")))
                .hasToString(Given.IDENTITY + " for price");
    }
}
