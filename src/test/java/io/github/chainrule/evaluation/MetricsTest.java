// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private static final List<Metric> ALL = List.of(new Accuracy(), new BinaryAccuracy(), new Precision(), new Recall(),
            new F1(), new RocAuc(), new LogLoss(), new MeanAbsoluteError(), new RootMeanSquaredError(), new RSquared());

    @Test
    void class_1_is_a_probability_above_a_half() {
        Matrix response = Matrix.column(0, 0.5, Math.nextUp(0.5), 1);

        assertThat(new BinaryAccuracy().value(response, Matrix.column(0, 0, 1, 1))).isEqualTo(1);
        assertThat(new BinaryAccuracy().value(response, Matrix.column(1, 1, 0, 0))).isZero();
        assertThat(new BinaryAccuracy().value(response, Matrix.column(0, 1, 1, 1))).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 2, 0.3, -0.0001})
    void a_binary_accuracy_of_a_quantity_is_refused(double target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryAccuracy().value(Matrix.column(.2, .7), Matrix.column(1, target)))
                .withMessage("BinaryAccuracy: target at row 1, column 0 is " + target + "; expected classes, 0 or 1."
                        + " For numbers of several classes use Matrix.oneHot, CrossEntropy and Accuracy; a measured"
                        + " quantity has no right and wrong: use MeanAbsoluteError or RSquared.");
    }

    @Test
    void labels_of_minus_1_and_1_are_refused_with_the_way_to_mend_them() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryAccuracy().value(Matrix.column(.2, .7), Matrix.column(1, -1)))
                .withMessage("BinaryAccuracy: target at row 1, column 0 is -1.0; expected classes, 0 or 1. Labels of -1"
                        + " and 1 become 0 and 1 with (t + 1) / 2.");
    }

    @Test
    void targets_that_are_all_1_are_no_columns_of_classes() {
        assertThat(new BinaryAccuracy().value(Matrix.column(0.9, 0.1), Matrix.column(1, 1))).isEqualTo(0.5);
    }

    @Test
    void with_several_columns_a_binary_accuracy_counts_entries() {
        Matrix response = Matrix.of(new double[] {0.9, 0.1, 0.9}, new double[] {0.1, 0.9, 0.1});
        Matrix target = Matrix.of(new double[] {1, 0, 0}, new double[] {1, 1, 0});

        assertThat(new BinaryAccuracy().value(response, target)).isEqualTo(4.0 / 6);
    }

    @Test
    void classes_in_several_columns_are_not_counted_column_by_column() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinaryAccuracy().value(Matrix.zeros(2, 3), Matrix.oneHot(3, 0, 1)))
                .withMessage("BinaryAccuracy: each target row of (2 x 3) has a single 1, so its columns are classes,"
                        + " and counting each column by itself would call most of them right. Use Accuracy.");
    }

    @Test
    void with_several_classes_the_largest_column_counts() {
        Matrix response = Matrix.of(new double[] {-1, -2, -3}, new double[] {0.1, 0.3, 0.2}, new double[] {0, 0, 9});

        assertThat(new Accuracy().value(response, Matrix.oneHot(3, 0, 1, 2))).isEqualTo(1);
        assertThat(new Accuracy().value(response, Matrix.oneHot(3, 0, 2, 1))).isEqualTo(1.0 / 3);
        assertThat(new Accuracy().value(Matrix.row(0.7, 0.3), Matrix.oneHot(2, 0))).isEqualTo(1);
    }

    @Test
    void of_several_largest_columns_the_first_counts() {
        Matrix tie = Matrix.row(1, 2, 2);

        assertThat(new Accuracy().value(tie, Matrix.oneHot(3, 1))).isEqualTo(1);
        assertThat(new Accuracy().value(tie, Matrix.oneHot(3, 2))).isZero();
    }

    @Test
    void an_accuracy_of_one_column_would_always_be_1_and_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accuracy().value(Matrix.zeros(4, 1), Matrix.zeros(4, 1)))
                .withMessage("Accuracy: expected one column per class, got a prediction of (4 x 1), whose largest"
                        + " column is always the only one. For two classes in one column use BinaryAccuracy; a"
                        + " measured quantity has no right and wrong: use MeanAbsoluteError or RSquared.");
    }

    @Test
    void a_target_that_is_a_share_of_two_classes_has_no_right_answer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Accuracy().value(Matrix.zeros(2, 3),
                        Matrix.of(new double[] {0, 0, 1}, new double[] {0, 0.5, 0.5})))
                .withMessageStartingWith("Accuracy: target at row 1, column 1 is 0.5; expected classes, 0 or 1.");
    }

    @Test
    void an_accuracy_of_several_questions_at_once_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accuracy().value(Matrix.zeros(1, 3), Matrix.row(1, 1, 0)))
                .withMessage("Accuracy: expected a single 1 in each target row, for the right class. For questions that"
                        + " are answered independently of each other use BinaryAccuracy.");
    }

    /** Errors of 1, 0 and −4; targets with the mean 4 and squared distances 9, 1 and 16. */
    @Test
    void errors_of_a_quantity_by_hand() {
        Matrix response = Matrix.column(2, 3, 4);
        Matrix target = Matrix.column(1, 3, 8);

        assertThat(new MeanAbsoluteError().value(response, target)).isEqualTo(5.0 / 3);
        assertThat(new RootMeanSquaredError().value(response, target)).isEqualTo(Math.sqrt(17.0 / 3));
        assertThat(new RSquared().value(response, target)).isCloseTo(1 - 17.0 / 26, within(1e-15));
        assertThat(new RSquared().value(target, target)).isEqualTo(1);
        assertThat(new RSquared().value(Matrix.column(4, 4, 4), target)).isZero();
        assertThat(new RSquared().value(response, Matrix.column(7, 7, 7))).isNaN();
    }

    @Test
    void an_r_squared_of_several_columns_is_their_mean() {
        Matrix response = Matrix.of(new double[] {2, 1}, new double[] {3, 3}, new double[] {4, 8});
        Matrix target = Matrix.of(new double[] {1, 1}, new double[] {3, 3}, new double[] {8, 8});

        assertThat(new RSquared().value(response, target)).isCloseTo((1 - 17.0 / 26 + 1) / 2, within(1e-15));
    }

    @Test
    void shapes_that_differ_and_nothing_at_all_are_refused() {
        for (Metric metric : ALL) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(4, 2), Matrix.zeros(4, 3)))
                    .withMessage(metric + ": response (4 x 2) and target (4 x 3) must have the same shape, one row per"
                            + " example.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(3, 2), Matrix.zeros(4, 2)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(0, 2), Matrix.zeros(0, 2)))
                    .withMessage(metric + ": prediction and target are empty, (0 x 2); a mean needs at least one"
                            + " entry.");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_number_that_is_none_is_no_right_answer(double broken) {
        for (Metric metric : ALL) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.of(new double[] {0, 1}, new double[] {broken, 0}),
                            Matrix.oneHot(2, 1, 1)))
                    .withMessage(metric + ": prediction at row 1, column 0 is " + broken + "; expected finite numbers."
                            + " Look for NaN in the inputs, or try a smaller learning rate.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.oneHot(2, 1), Matrix.row(0, broken)))
                    .withMessage(metric + ": target at row 0, column 1 is " + broken + "; expected finite numbers."
                            + " Leave the example out, or find out where the number comes from.");
        }
    }

    @Test
    void metrics_say_what_they_are() {
        assertThat(ALL).extracting(Object::toString)
                .containsExactly("Accuracy", "BinaryAccuracy", "Precision", "Recall", "F1", "RocAuc", "LogLoss",
                        "MeanAbsoluteError", "RootMeanSquaredError", "RSquared");
        assertThat(ALL).extracting(Metric::name).containsExactly("accuracy", "accuracy", "precision", "recall", "F1",
                "ROC AUC", "log loss", "mean absolute error", "root mean squared error", "R2");
        assertThat(ALL).filteredOn(metric -> !metric.higherIsBetter()).extracting(Metric::name)
                .containsExactly("log loss", "mean absolute error", "root mean squared error");
        assertThat(new Precision(2)).hasToString("Precision of class 2").extracting(Metric::name)
                .isEqualTo("precision of class 2");
        assertThat(new Score("accuracy", 0.99954)).hasToString("0.9995");
    }
}
