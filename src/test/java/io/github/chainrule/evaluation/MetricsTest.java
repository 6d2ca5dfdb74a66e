// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every metric, on cases counted by hand. */
class MetricsTest {

    private static final List<Metric> OF_CLASSES = List.of(Metric.accuracy(), Metric.precision(), Metric.recall(),
            Metric.f1(), Metric.rocAuc(), Metric.logLoss());
    private static final List<Metric> ALL = List.of(new BinaryAccuracy(), Metric.accuracy(), Metric.precision(),
            Metric.recall(), Metric.f1(), Metric.rocAuc(), Metric.logLoss(), Metric.meanAbsoluteError(),
            Metric.rootMeanSquaredError(), Metric.rSquared());

    /** 5 are predicted as class 1, 3 of them correctly; 4 are of class 1, of which 1 is missed. */
    private static final Matrix P = Matrix.column(0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.1);
    private static final Matrix T = Matrix.column(1, 1, 0, 1, 0, 0, 1, 0);

    /**
     * Correct: 2 of class 0, 1 of class 1, 2 of class 2. A 0 is predicted as a 1, a 1 as a 2 twice.
     *
     * <pre>
     *   class   correct  predicted  actual   precision   recall   F1
     *   0         2          2        3        1          2/3    4/5
     *   1         1          2        3       1/2         1/3    2/5
     *   2         2          4        2       1/2          1     2/3
     * </pre>
     */
    private static final Matrix P3 = Matrix.oneHot(3, 0, 0, 1, 1, 2, 2, 2, 2);
    private static final Matrix T3 = Matrix.oneHot(3, 0, 0, 0, 1, 1, 1, 2, 2);

    @Test
    void class_1_is_a_probability_above_a_half() {
        Matrix predictions = Matrix.column(0, 0.5, Math.nextUp(0.5), 1);

        for (Metric metric : List.of(new BinaryAccuracy(), Metric.accuracy())) {
            assertThat(metric.value(predictions, Matrix.column(0, 0, 1, 1))).isEqualTo(1);
            assertThat(metric.value(predictions, Matrix.column(1, 1, 0, 0))).isZero();
            assertThat(metric.value(predictions, Matrix.column(0, 1, 1, 1))).isEqualTo(0.75);
            assertThat(metric.value(Matrix.column(0.9, 0.1), Matrix.column(1, 1))).isEqualTo(0.5);
        }
    }

    @Test
    void with_several_labels_a_binary_accuracy_counts_entries() {
        Matrix predictions = Matrix.of(new double[] {0.9, 0.1, 0.9}, new double[] {0.1, 0.9, 0.1});

        assertThat(new BinaryAccuracy().value(predictions, Matrix.of(new double[] {1, 0, 0}, new double[] {1, 1, 0})))
                .isEqualTo(4.0 / 6);
        // In this batch each row happens to have one label.
        assertThat(new BinaryAccuracy().value(Given.predictor(new BinaryCrossEntropy(), Names.NONE), predictions,
                Matrix.oneHot(3, 0, 1))).isEqualTo(5.0 / 6);
    }

    @Test
    void a_binary_accuracy_of_named_classes_in_several_columns_is_refused() {
        Evaluation three = Given.evaluation(new CrossEntropy(), P3, T3, "a", "b", "c");

        assertRefused(() -> three.score(new BinaryAccuracy()), "BinaryAccuracy: the 3 target columns stand for the"
                + " classes [a, b, c], of which each example has one. Counted one by one, most of them would be"
                + " correct. Use Metric.accuracy().");
    }

    @Test
    void with_several_classes_the_largest_column_counts_the_first_of_two() {
        Matrix predictions = Matrix.of(new double[] {-1, -2, -3}, new double[] {0.1, 0.3, 0.2}, new double[] {0, 0, 9});
        Matrix tie = Matrix.row(1, 2, 2);

        assertThat(Metric.accuracy().value(predictions, Matrix.oneHot(3, 0, 1, 2))).isEqualTo(1);
        assertThat(Metric.accuracy().value(predictions, Matrix.oneHot(3, 0, 2, 1))).isEqualTo(1.0 / 3);
        assertThat(Metric.accuracy().value(tie, Matrix.oneHot(3, 1))).isEqualTo(1);
        assertThat(Metric.accuracy().value(tie, Matrix.oneHot(3, 2))).isZero();
    }

    @Test
    void two_classes_by_hand() {
        assertThat(Metric.precision().value(P, T)).isEqualTo(3.0 / 5);
        assertThat(Metric.recall().value(P, T)).isEqualTo(Metric.recall("1").value(P, T)).isEqualTo(3.0 / 4);
        assertThat(Metric.f1().value(P, T)).isEqualTo(6.0 / 9);
        assertThat(Metric.precision("0").value(P, T)).isEqualTo(2.0 / 3);
        assertThat(Metric.recall("0").value(P, T)).isEqualTo(2.0 / 4);
        assertThat(Metric.f1("0").value(P, T)).isEqualTo(4.0 / 7);
    }

    @Test
    void of_several_classes_the_mean_by_hand() {
        assertThat(Metric.precision().value(P3, T3)).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-15));
        assertThat(Metric.recall().value(P3, T3)).isCloseTo((2.0 / 3 + 1.0 / 3 + 1) / 3, within(1e-15));
        assertThat(Metric.f1().value(P3, T3)).isCloseTo((0.8 + 0.4 + 2.0 / 3) / 3, within(1e-15));
    }

    @Test
    void an_evaluation_takes_the_classes_names_and_its_confusion_matrix_says_the_same() {
        Evaluation three = Given.evaluation(new CrossEntropy(), P3, T3, "a", "b", "c");

        for (String name : List.of("a", "b", "c")) {
            assertThat(three.score(Metric.precision(name))).isEqualTo(three.confusionMatrix().precision(name));
            assertThat(three.score(Metric.recall(name))).isEqualTo(three.confusionMatrix().recall(name));
            assertThat(three.score(Metric.f1(name))).isEqualTo(three.confusionMatrix().f1(name));
        }
        assertThat(three.score(Metric.recall("b"))).isEqualTo(1.0 / 3);
        assertThat(three.score(Metric.precision("c"))).isEqualTo(0.5);
        assertThat(three.score(Metric.recall("b", "c"))).isEqualTo((1.0 / 3 + 1) / 2);
        assertThat(Metric.recall("b", "c").name()).isEqualTo("recall of b, c");
        assertRefused(() -> three.score(Metric.recall("d")), "there is no class \"d\". The classes are [a, b, c].");
    }

    /** scikit-learn with zero_division=nan, and not 0, which would call a class bad that isn't there. */
    @Test
    void what_is_not_defined_is_nan_and_skipped_by_a_mean() {
        Matrix no = Matrix.column(0.1, 0.2);
        assertThat(Metric.precision().value(no, Matrix.column(1, 0))).isNaN();
        assertThat(Metric.recall().value(no, Matrix.column(1, 0))).isZero();
        assertThat(Metric.f1().value(no, Matrix.column(1, 0))).isZero();
        assertThat(Metric.recall().value(no, Matrix.column(0, 0))).isNaN();
        assertThat(Metric.f1().value(no, Matrix.column(0, 0))).isNaN();
        assertThat(Metric.rocAuc().value(no, Matrix.column(0, 0))).isNaN();

        Matrix said = Matrix.oneHot(3, 0, 0, 0);
        Matrix actual = Matrix.oneHot(3, 0, 1, 0);
        assertThat(Metric.precision().value(said, actual)).isEqualTo(2.0 / 3);
        assertThat(Metric.recall().value(said, actual)).isEqualTo(0.5);
        assertThat(Metric.f1().value(said, actual)).isEqualTo(0.4);
    }

    /** 16 pairs of a positive and a negative: 0.9 and 0.8 above all 4, 0.6 above 3, 0.3 above 1. */
    @Test
    void a_roc_auc_is_the_fraction_of_pairs_in_the_right_order() {
        assertThat(Metric.rocAuc().value(P, T)).isEqualTo(12.0 / 16);
        assertThat(Metric.rocAuc().value(P.map(v -> 1 - v), T)).isEqualTo(4.0 / 16);
        assertThat(Metric.rocAuc().value(T, T)).isEqualTo(1);
        assertThat(Metric.rocAuc().value(Matrix.zeros(8, 1), T)).isEqualTo(0.5);
        assertThat(Metric.rocAuc().value(Matrix.column(0.5, 0.5, 0.1), Matrix.column(1, 0, 0))).isEqualTo(0.75);
        assertThat(Metric.rocAuc().value(Matrix.column(-0.0, 0.0), Matrix.column(0, 1))).isEqualTo(0.5);
    }

    @Test
    void a_roc_auc_is_what_comparing_all_pairs_gives() {
        Random random = new Random(1);
        for (int k = 0; k < 20; k++) {
            Matrix p = Matrix.zeros(60, 1).map(v -> random.nextInt(12) / 12.0);
            Matrix t = Matrix.zeros(60, 1).map(v -> random.nextInt(2));
            double order = 0;
            int pairs = 0;
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 60; j++) {
                    if (t.get(i, 0) == 1 && t.get(j, 0) == 0) {
                        order += p.get(i, 0) > p.get(j, 0) ? 1 : p.get(i, 0) == p.get(j, 0) ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            assertThat(Metric.rocAuc().value(p, t)).isEqualTo(order / pairs);
        }
    }

    /** Class 0 against the rest: 2 of 2 pairs; class 1: 1 of 2; class 2: 1.5 of 2. */
    @Test
    void a_roc_auc_of_several_classes_is_the_mean_of_each_that_has_examples_against_the_rest() {
        Matrix p = Matrix.of(new double[] {0.6, 0.3, 0.1}, new double[] {0.3, 0.2, 0.5}, new double[] {0.4, 0.1, 0.5});
        Matrix two = Matrix.of(new double[] {0.6, 0.3, 0.1}, new double[] {0.3, 0.5, 0.2});

        assertThat(Metric.rocAuc().value(p, Matrix.oneHot(3, 0, 1, 2))).isCloseTo((1 + 0.5 + 0.75) / 3, within(1e-15));
        assertThat(Metric.rocAuc().value(two, Matrix.oneHot(3, 0, 1))).isEqualTo(1);
    }

    @Test
    void a_log_loss_is_the_mean_surprise() {
        double expected = -(StrictMath.log(0.9) + StrictMath.log(1 - 0.2)) / 2;
        assertThat(Metric.logLoss().value(Matrix.column(0.9, 0.2), Matrix.column(1, 0))).isEqualTo(expected);
        assertThat(Metric.logLoss().value(P, T)).isCloseTo(new BinaryCrossEntropy().value(P, T), within(1e-15));
        assertThat(Metric.logLoss().value(Matrix.row(0.2, 0.5, 0.3), Matrix.oneHot(3, 2)))
                .isEqualTo(-StrictMath.log(0.3));
        assertThat(Metric.logLoss().value(Matrix.column(0), Matrix.column(1))).isEqualTo(100);
        assertRefused(() -> Metric.logLoss().value(Matrix.column(0.5, 1.2), Matrix.column(1, 1)), "log loss: prediction"
                + " at row 1, column 0 is 1.2; expected values from 0 to 1. Only a model that was trained with a"
                + " cross-entropy predicts probabilities.");
    }

    /** Errors of 1, 0 and −4; targets with the mean 4 and squared distances 9, 1 and 16. */
    @Test
    void errors_of_a_numeric_target_by_hand() {
        Matrix predictions = Matrix.column(2, 3, 4);
        Matrix targets = Matrix.column(1, 3, 8);

        assertThat(Metric.meanAbsoluteError().value(predictions, targets)).isEqualTo(5.0 / 3);
        assertThat(Metric.rootMeanSquaredError().value(predictions, targets)).isEqualTo(Math.sqrt(17.0 / 3));
        assertThat(Metric.rSquared().value(predictions, targets)).isCloseTo(1 - 17.0 / 26, within(1e-15));
        assertThat(Metric.rSquared().value(targets, targets)).isEqualTo(1);
        assertThat(Metric.rSquared().value(Matrix.column(4, 4, 4), targets)).isZero();
        assertThat(Metric.rSquared().value(
                Matrix.of(new double[] {2, 1}, new double[] {3, 3}, new double[] {4, 8}),
                Matrix.of(new double[] {1, 1}, new double[] {3, 3}, new double[] {8, 8})))
                .isCloseTo((1 - 17.0 / 26 + 1) / 2, within(1e-15));
    }

    /** The mean of equal numbers is rounded, so that of six times 0.1 the variance isn't 0. */
    @Test
    void an_r_squared_of_equal_targets_is_nan_however_many_there_are() {
        for (int n = 1; n < 1000; n++) {
            for (double t : new double[] {0.1, 7, 20.1}) {
                double[] targets = new double[n];
                Arrays.fill(targets, t);
                Matrix column = Matrix.column(targets);
                assertThat(Metric.rSquared().value(column, column)).isNaN();
                assertThat(Metric.rSquared().value(column.map(v -> v + 1), column)).isNaN();
            }
        }
    }

    @Test
    void an_r_squared_is_the_same_in_whatever_unit() {
        for (double unit : new double[] {1e-320, 1e-200, 1, 1e200, 4e307}) {
            Matrix targets = Matrix.column(0, 4 * unit);
            assertThat(Metric.rSquared().value(targets, targets)).isEqualTo(1);
            assertThat(Metric.rSquared().value(Matrix.column(unit, 3 * unit), targets)).isCloseTo(0.75, within(1e-3));
            assertThat(Metric.rSquared().value(Matrix.column(0, -4 * unit), targets)).isCloseTo(-7, within(1e-3));
        }
    }

    @Test
    void examples_in_another_order_give_the_same() {
        int[] order = IntStream.range(0, 8).map(i -> (i * 3) % 8).toArray();
        Matrix p = Matrix.column(IntStream.of(order).mapToDouble(i -> P.get(i, 0)).toArray());
        Matrix t = Matrix.column(IntStream.of(order).mapToDouble(i -> T.get(i, 0)).toArray());

        for (Metric metric : OF_CLASSES.subList(0, 5)) {
            assertThat(metric.value(p, t)).isEqualTo(metric.value(P, T));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 2, 0.3, -0.0001})
    void targets_that_are_no_classes_are_refused(double target) {
        for (Metric metric : ALL.subList(0, 7)) {
            assertRefused(() -> metric.value(Matrix.column(.2, .7), Matrix.column(1, target)), metric + ": target at"
                    + " row 1, column 0 is " + target + "; expected 0 or 1. Convert class indices with"
                    + " Matrix.oneHot(classCount, classIndices). For numeric targets use Metric.meanAbsoluteError() or"
                    + " Metric.rSquared().");
            assertRefused(() -> metric.value(Matrix.column(.2, .7), Matrix.column(1, -1)), metric + ": target at row 1,"
                    + " column 0 is -1.0; expected 0 or 1. Convert targets of -1 and 1 with (t + 1) / 2.");
        }
    }

    @Test
    void several_labels_per_row_are_no_classes() {
        for (Metric metric : OF_CLASSES.stream().filter(m -> !m.name().equals("ROC AUC")).toList()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(2, 3), Matrix.of(new double[] {1, 0, 0},
                            new double[] {1, 1, 0})))
                    .withMessage(metric + ": row 1 of the targets has several 1s; expected a single 1, for the actual"
                            + " class. For several labels per row use BinaryAccuracy, or Metric.f1(label) with a"
                            + " name for each target.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(1, 3), Matrix.zeros(1, 3)))
                    .withMessageStartingWith(metric + ": row 0 of the targets has no 1; expected a single 1");
        }
    }

    @Test
    void shapes_that_differ_and_nothing_at_all_are_refused() {
        for (Metric metric : ALL) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(4, 2), Matrix.zeros(4, 3)))
                    .withMessageContainingAll(metric + ": predictions", "(4 x 2)", "(4 x 3)", "same shape");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.zeros(3, 2), Matrix.zeros(4, 2)));
            assertRefused(() -> metric.value(Matrix.zeros(0, 2), Matrix.zeros(0, 2)), metric + ": predictions and"
                    + " targets are empty, (0 x 2). Pass at least one example.");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbers_that_are_not_finite_are_refused(double broken) {
        for (Metric metric : ALL) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.of(new double[] {0, 1}, new double[] {broken, 0}),
                            Matrix.oneHot(2, 1, 1)))
                    .withMessage(metric + ": prediction at row 1, column 0 is " + broken + "; expected finite numbers."
                            + " Look for NaN in the inputs, or use a smaller learning rate.");
            assertRefused(() -> metric.value(Matrix.oneHot(2, 1), Matrix.row(0, broken)), metric + ": target at row 0,"
                    + " column 1 is " + broken + "; expected finite numbers. Correct this target, or remove its"
                    + " example.");
        }
    }

    @Test
    void metrics_say_what_they_are() {
        assertThat(ALL).extracting(Metric::name).containsExactly("accuracy", "accuracy", "precision", "recall", "F1",
                "ROC AUC", "log loss", "mean absolute error", "root mean squared error", "R2");
        assertThat(ALL).extracting(Object::toString).startsWith("BinaryAccuracy", "accuracy", "precision");
        assertThat(ALL).filteredOn(metric -> !metric.higherIsBetter()).extracting(Metric::name)
                .containsExactly("log loss", "mean absolute error", "root mean squared error");
        assertThat(Metric.recall("yes")).hasToString("recall of yes").extracting(Metric::name)
                .isEqualTo("recall of yes");
    }

    @Test
    void a_score_is_found_by_its_metric_and_not_by_its_place() {
        Evaluation two = Given.evaluation(new MeanSquaredError(), P, T);
        Scores scores = Scores.of(two, List.of(Metric.f1(), new BinaryAccuracy()));

        assertThat(scores.score(new BinaryAccuracy())).isEqualTo(5.0 / 8);
        assertThat(scores.score(Metric.f1())).isEqualTo(6.0 / 9);
        assertThat(scores).hasToString("loss 0.2078, F1 0.6667, accuracy 0.6250");
        assertRefused(() -> scores.score(Metric.recall()), "Scores: recall wasn't computed, only [F1, accuracy]. Before"
                + " training, call trainer.metric(...) with it.");
        assertThatIllegalArgumentException().isThrownBy(() -> Scores.of(two, List.of()).score(Metric.recall()))
                .withMessageStartingWith("Scores: recall wasn't computed, only the loss.");
        assertRefused(() -> Scores.of(two, List.of(Metric.accuracy(), new BinaryAccuracy())), "Scores: two metrics have"
                + " the name \"accuracy\". Remove one of them.");
    }

    /** In units of their own, several targets have no common error. */
    @Test
    void of_several_numeric_targets_each_has_its_own_metric() {
        Evaluation two = Predictor.of(Given.IDENTITY, new MeanSquaredError()).evaluate(Dataset.of(
                Matrix.of(new double[][] {{1, 100}, {2, 300}, {3, 200}}),
                Matrix.of(new double[][] {{1, 200}, {3, 300}, {5, 200}}))
                .withNames(Names.NONE.withTargets("length", "price")));

        assertThat(two.score(Metric.meanAbsoluteError("length"))).isEqualTo(1);
        assertThat(two.score(Metric.meanAbsoluteError("price"))).isCloseTo(100.0 / 3, within(1e-14));
        assertThat(two.score(Metric.meanAbsoluteError())).isCloseTo(103.0 / 6, within(1e-14))
                .isEqualTo(two.score(Metric.meanAbsoluteError("price", "length")));
        assertThat(two.score(Metric.rootMeanSquaredError("length"))).isEqualTo(Math.sqrt(5.0 / 3));
        assertThat(two.score(Metric.rSquared("length"))).isEqualTo(1 - 5.0 / 8);
        assertThat(Metric.rSquared("length").name()).isEqualTo("R2 of length");
        assertThatIllegalArgumentException().isThrownBy(() -> two.score(Metric.rSquared("width")))
                .withMessage("R2 of width: there is no target \"width\". The targets are [length, price].");
    }

    /** Of "red" two are found of three, and one is wrong; of "round" the only one is found. */
    @Test
    void of_several_labels_each_has_its_own_figure_and_without_a_name_their_mean() {
        Matrix targets = Matrix.of(new double[][] {{1, 0}, {1, 0}, {1, 1}, {0, 0}});
        Matrix p = Matrix.of(new double[][] {{0.9, 0.1}, {0.8, 0.2}, {0.3, 0.7}, {0.6, 0.4}});
        Predictor predictor = Given.predictor(new BinaryCrossEntropy(), Names.NONE.withTargets("red", "round"));

        assertThat(Metric.recall("red").value(predictor, p, targets)).isEqualTo(2.0 / 3);
        assertThat(Metric.precision("red").value(predictor, p, targets)).isEqualTo(2.0 / 3);
        assertThat(Metric.recall("round").value(predictor, p, targets)).isEqualTo(1);
        assertThat(Metric.recall().value(predictor, p, targets)).isEqualTo((2.0 / 3 + 1) / 2);
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.recall("blue").value(predictor, p, targets))
                .withMessage("recall of blue: there is no label \"blue\". The labels are [red, round].");
        Matrix three = Matrix.of(new double[][] {{1, 0}, {1, 3}, {1, 1}, {0, 0}});
        assertThatIllegalArgumentException().isThrownBy(() -> Metric.recall("red").value(predictor, p, three))
                .withMessageStartingWith("recall of red: target at row 1, column 1 is 3.0; expected 0 or 1.");
    }

    @Test
    void missing_predictions_and_targets_are_refused_by_their_name() {
        assertThatNullPointerException().isThrownBy(() -> Metric.accuracy().value(null, Matrix.row(1)))
                .withMessage("accuracy: predictions is null.");
        assertThatNullPointerException().isThrownBy(() -> Metric.accuracy().value(Matrix.row(1), null))
                .withMessage("accuracy: targets is null.");
    }
}
