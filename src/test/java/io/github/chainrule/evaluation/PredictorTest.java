// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.table.CsvFormat;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictors, and what they predict for one example. */
class PredictorTest {

    private static final Names TWO = Names.NONE.withClasses("cat", "dog");
    private static final Names THREE = Names.NONE.withClasses("a", "b", "c");

    private static Prediction prediction(Names names, double... values) {
        return new Prediction(names, Predictor.DEFAULT_THRESHOLD, Matrix.row(values), 0, List.of());
    }

    private static Outcome outcome(Names names, double[] predicted, double... target) {
        return new Outcome(7, prediction(names, predicted), prediction(names, target));
    }

    @Test
    void one_example_is_predicted_in_one_call() {
        Prediction dog = new Predictor(new Sequential(new Linear(Matrix.column(1, -1), Matrix.row(2))),
                new BinaryCrossEntropyWithLogits(), TWO, Optional.empty()).predict(3, 4);

        double p = 1 / (1 + StrictMath.exp(-1));
        assertThat(dog.className()).isEqualTo("dog");
        assertThat(dog.probability("dog")).isCloseTo(p, within(1e-15)).isEqualTo(dog.value());
        assertThat(dog.probability("cat")).isCloseTo(1 - p, within(1e-15));
        assertThat(dog).hasToString("dog (0.7311)");
    }

    @Test
    void each_of_several_classes_has_its_probability() {
        Prediction b = Given.predictor(new CrossEntropy(), THREE).predict(0, StrictMath.log(2), 0);

        assertThat(b.className()).isEqualTo("b");
        assertThat(b.probability("b")).isCloseTo(0.5, within(1e-15));
        assertThat(b.probability("a")).isCloseTo(0.25, within(1e-15)).isEqualTo(b.probability("c"));
    }

    @Test
    void a_numeric_target_has_a_value_and_a_name() {
        Prediction price = new Predictor(new Sequential(new Linear(Matrix.row(2), Matrix.row(1))),
                new MeanSquaredError(), Names.NONE.withTargets("price"), Optional.empty()).predict(75);

        assertThat(price.isClass()).isFalse();
        assertThat(price.value()).isEqualTo(151).isEqualTo(price.value("price"));
        assertThat(price).hasToString("price 151.0");
        assertRefused(() -> price.value("cost"), "Prediction: there is no target \"cost\". The targets are [price].");
    }

    @Test
    void many_examples_are_predicted_at_once_with_the_same_numbers() {
        Predictor predictor = new Predictor(new Sequential(new Linear(2, 3, new Random(1))), new CrossEntropy(), THREE,
                Optional.empty());
        Matrix all = predictor.predict(Matrix.of(new double[] {1, 2}, new double[] {3, 4}));

        Prediction one = predictor.predict(3, 4);
        assertThat(List.of(one.probability("a"), one.probability("b"), one.probability("c"))).isEqualTo(
                List.of(all.get(1, 0), all.get(1, 1), all.get(1, 2)));
    }

    @Test
    void a_predictor_without_names_takes_those_of_what_it_is_evaluated_on() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.9), Matrix.column(1), "no",
                "yes");

        assertThat(evaluation.outcome(0).prediction().className()).isEqualTo("yes");
        assertThat(Predictor.of(Given.IDENTITY, new BinaryCrossEntropy()).names()).isEqualTo(Names.NONE);
    }

    @Test
    void of_one_column_class_1_begins_above_the_threshold_and_of_several_the_first_largest_wins() {
        assertThat(Predictor.DEFAULT_THRESHOLD).isEqualTo(0.5);
        assertThat(prediction(TWO, 0.5).classIndex()).isZero();
        assertThat(prediction(TWO, Math.nextUp(0.5)).classIndex()).isEqualTo(1);
        assertThat(prediction(TWO, -3).classIndex()).isZero();
        assertThat(prediction(THREE, 0.2, 0.4, 0.4).className()).isEqualTo("b");
        assertThat(prediction(THREE, -3, -2, -1).className()).isEqualTo("c");
        assertThat(Prediction.classIndexOf(Matrix.of(new double[] {1, 0}, new double[] {0, 1}), 1)).isEqualTo(1);
    }

    @Test
    void a_class_that_is_not_there_and_a_numeric_target_have_no_probability() {
        assertThatIllegalArgumentException().isThrownBy(() -> prediction(THREE, 1, 0, 0).probability("d"))
                .withMessage("there is no class \"d\". The classes are [a, b, c].");
        Prediction price = prediction(Names.NONE.withTargets("price"), 0.7);
        String message = "Prediction: price is a numeric target, not a class. Use value(). If it is a class, name the"
                + " classes: dataset.withNames(dataset.names().withClasses(...)).";
        assertThatIllegalStateException().isThrownBy(price::className).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> price.probability("a")).withMessage(message);
    }

    @Test
    void several_values_have_names() {
        Prediction two = prediction(Names.NONE, 1.5, -20);

        assertThat(two.value("target 1")).isEqualTo(-20);
        assertThat(two).hasToString("target 1.500, -20.00");
        assertThatIllegalStateException().isThrownBy(two::value).withMessage("Prediction: there are 2 values, not one."
                + " Name the one that you want, as in value(\"target 0\"); there are [target 0, target 1].");
    }

    @Test
    void the_margin_of_a_class_is_its_lead_and_that_of_a_number_minus_its_distance() {
        assertThat(outcome(TWO, new double[] {0.9}, 1).margin()).isCloseTo(0.8, within(1e-15));
        assertThat(outcome(TWO, new double[] {0.9}, 0).margin()).isCloseTo(-0.8, within(1e-15));
        assertThat(outcome(THREE, new double[] {0.5, 0.3, 0.2}, 0, 1, 0).margin()).isCloseTo(-0.2, within(1e-15));
        assertThat(outcome(THREE, new double[] {0.5, 0.3, 0.2}, 1, 0, 0).margin()).isCloseTo(0.2, within(1e-15));
        assertThat(outcome(Names.NONE, new double[] {4}, 7).margin()).isEqualTo(-3);
        assertThat(outcome(Names.NONE, new double[] {4, 0}, 7, 4).margin()).isEqualTo(-5);
    }

    @Test
    void an_outcome_says_what_was_predicted_and_what_is_the_case() {
        assertThat(outcome(TWO, new double[] {0.9}, 0)).hasToString("example 7: predicted dog (0.9000), actual cat");
        assertThat(outcome(TWO, new double[] {0.1}, 0)).hasToString("example 7: predicted cat (0.9000), actual cat");
        assertThat(outcome(Names.NONE.withTargets("price"), new double[] {4}, 7))
                .hasToString("example 7: predicted 4.000, actual 7.000 (off by 3.000)");
    }

    @Test
    void a_sigmoid_before_a_loss_that_expects_logits_is_refused() {
        Sequential squashed = new Sequential(new Linear(2, 1, new Random(1)), new Sigmoid());

        assertThat(Predictor.of(squashed, new BinaryCrossEntropy())).isNotNull();
        assertRefused(() -> Predictor.of(squashed, new BinaryCrossEntropyWithLogits()), "the model ends with a Sigmoid,"
                + " but BinaryCrossEntropyWithLogits expects logits, since it contains a sigmoid. Remove the Sigmoid,"
                + " or use BinaryCrossEntropy.");
        assertRefused(() -> Predictor.of(squashed, new CrossEntropy()), "the model ends with a Sigmoid, but"
                + " CrossEntropy expects logits, since it contains a softmax. Remove the Sigmoid.");
    }

    @Test
    void nothing_is_refused_by_its_name() {
        assertThatNullPointerException().isThrownBy(() -> Predictor.of(null, new MeanSquaredError()))
                .withMessage("Predictor: the model is null.");
        assertThatNullPointerException().isThrownBy(() -> Predictor.of(Given.IDENTITY, null))
                .withMessage("Predictor: the loss is null.");
        assertThatNullPointerException().isThrownBy(() -> Given.predictor(new MeanSquaredError(), null))
                .withMessage("Predictor: the names are null; use Names.NONE for no names.");
    }

    @Test
    void it_says_what_it_predicts() {
        assertThat(Given.predictor(new MeanSquaredError(), TWO)).hasToString(Given.IDENTITY + " for [cat, dog]");
        assertThat(Given.predictor(new MeanSquaredError(), Names.NONE.withTargets("price")))
                .hasToString(Given.IDENTITY + " for price");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void a_threshold_that_is_not_between_0_and_1_is_refused(double threshold) {
        Predictor predictor = Given.predictor(new BinaryCrossEntropy(), TWO);

        assertThatIllegalArgumentException().isThrownBy(() -> predictor.withThreshold(threshold))
                .withMessage("Predictor: expected a threshold between 0 and 1, got " + threshold + ".");
    }

    @Test
    void a_threshold_between_three_classes_is_refused() {
        Predictor predictor = Given.predictor(new CrossEntropy(), THREE);
        assertRefused(() -> predictor.withThreshold(0.3), "Predictor.withThreshold: a threshold lies between two"
                + " classes, but these are 3: " + THREE.classes() + ". The most probable one is predicted; to decide"
                + " otherwise, use prediction.probability(className).");
    }

    /** As far as p is from the threshold, twice, as it is from 0.5 otherwise. */
    @Test
    void with_a_lower_threshold_more_is_class_1_and_margins_count_from_it() {
        Predictor predictor = Given.predictor(new BinaryCrossEntropy(), TWO);
        Prediction dog = predictor.withThreshold(0.25).predict(0.4);

        assertThat(predictor.predict(0.4).className()).isEqualTo("cat");
        assertThat(dog.className()).isEqualTo("dog");
        assertThat(dog.margin(prediction(TWO, 1))).isCloseTo(0.3, within(1e-15));
        assertThat(dog.margin(prediction(TWO, 0))).isCloseTo(-0.3, within(1e-15));
        assertThat(new Prediction(THREE, 0.25, Matrix.row(0.5, 0.3, 0.2), 0, List.of())
                .margin(prediction(THREE, 0, 1, 0))).isCloseTo(-0.2, within(1e-15));
    }

    /** y = 2·x + 1, trained on a table in which x went from 0 to 10, and z too. */
    private static Predictor ofTable() {
        TableEncoder encoder = TableEncoder.fit(table("0\n10\n"));
        return new Predictor(new Sequential(new Linear(Matrix.column(2, 0), Matrix.row(1))), new MeanSquaredError(),
                encoder.names(), Optional.empty(), Optional.of(encoder),
                Matrix.of(new double[][] {{0, 0}, {10, 10}}), 0.5);
    }

    private static Table table(String x) {
        return Table.parse("x,z,y\n" + x.replace("\n", ",5,1\n"), CsvFormat.comma()).withNumericTargets("y");
    }

    @Test
    void each_row_of_a_table_is_predicted_and_warned_of_by_itself() {
        List<Prediction> predictions = ofTable().predict(table("1\n100\n2\n"));

        assertThat(predictions).extracting(Prediction::value).containsExactly(3.0, 201.0, 5.0);
        assertThat(predictions).extracting(prediction -> prediction.warnings().size()).containsExactly(0, 1, 0);
        assertThat(predictions.get(1)).hasToString("y 201.0; warning: x: 100.0 is far outside of 0.000 to 10.00, its"
                + " range in training.");
        assertThat(ofTable().predict(Map.of("x", 3, "z", 4)).value()).isEqualTo(7);
    }

    @Test
    void a_model_that_knows_no_table_refuses_rows() {
        Predictor predictor = Given.predictor(new MeanSquaredError(), Names.NONE);
        String message = "Predictor.predict: the model wasn't trained on a table, so it has no encoder. Pass its"
                + " features as numbers: predict(5.1, 3.5).";

        assertThatIllegalStateException().isThrownBy(() -> predictor.predict(Map.of("x", 1))).withMessage(message);
        assertThatIllegalStateException().isThrownBy(() -> predictor.predict(table("1\n"))).withMessage(message);
    }

    @Test
    void data_with_other_features_or_from_another_encoder_is_refused() {
        Predictor predictor = Given.predictor(new MeanSquaredError(), Names.NONE.withFeatures("a", "b"));
        Dataset data = Dataset.of(Matrix.row(1, 2), Matrix.row(3, 4));
        String end = ". Encode every table with the encoder that was fitted to the training table.";

        predictor.requireCompatible(data, "test");
        predictor.requireCompatible(data.withNames(Names.NONE.withFeatures("a", "b")), "test");
        assertThatIllegalArgumentException().isThrownBy(() -> predictor.requireCompatible(data.withNames(Names.NONE
                .withFeatures("b", "a")), "test")).withMessage("the model was trained on the features [a, b], but the"
                + " test data has them in another order: [b, a]" + end);
        assertRefused(() -> predictor.requireCompatible(data.withNames(Names.NONE .withFeatures("a", "c")), "test"),
                "the model was trained on the features [a, b], but the test data has the features [a, c]" + end);
        assertThatNullPointerException().isThrownBy(() -> predictor.requireCompatible(null, "test"))
                .withMessage("Predictor: the test data is null.");

        ofTable().requireCompatible(TableEncoder.fit(table("0\n10\n")).encode(table("5\n")), "test");
        Dataset otherwise = TableEncoder.fit(table("0\n10\n"), Map.of("x", MissingValues.FILL))
                .encode(table("5\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> ofTable().requireCompatible(otherwise, "test"))
                .withMessage("the test data was encoded with another encoder than the training data. Fit one"
                        + " TableEncoder to the training table, and encode every table with it.");
    }
}
