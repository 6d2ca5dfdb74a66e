// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.matrix.Matrix;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Precision, recall, F1, ROC AUC and log loss, on cases counted by hand. */
class ClassMetricsTest {

    /** 3 right of 5 called class 1; 4 examples of class 1, of which 1 is missed. */
    private static final Matrix RESPONSE = Matrix.column(0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.3, 0.1);
    private static final Matrix TARGET = Matrix.column(1, 1, 0, 1, 0, 0, 1, 0);

    /**
     * Right: 2 of class 0, 1 of class 1, 2 of class 2. A 0 is taken for a 1, a 1 for a 2 twice.
     *
     * <pre>
     *   class   right   called   there   precision   recall   F1
     *   0         2       2        3        1          2/3    4/5
     *   1         1       2        3       1/2         1/3    2/5
     *   2         2       4        2       1/2          1     2/3
     * </pre>
     */
    private static final Matrix THREE = Matrix.oneHot(3, 0, 0, 1, 1, 2, 2, 2, 2);
    private static final Matrix THREE_TARGETS = Matrix.oneHot(3, 0, 0, 0, 1, 1, 1, 2, 2);

    @Test
    void two_classes_by_hand() {
        assertThat(new Precision().value(RESPONSE, TARGET)).isEqualTo(3.0 / 5);
        assertThat(new Recall().value(RESPONSE, TARGET)).isEqualTo(3.0 / 4);
        assertThat(new F1().value(RESPONSE, TARGET)).isEqualTo(6.0 / 9);
    }

    @Test
    void the_other_of_two_classes_can_be_asked_for() {
        assertThat(new Precision(0).value(RESPONSE, TARGET)).isEqualTo(2.0 / 3);
        assertThat(new Recall(0).value(RESPONSE, TARGET)).isEqualTo(2.0 / 4);
        assertThat(new F1(0).value(RESPONSE, TARGET)).isEqualTo(4.0 / 7);
        assertThat(new Recall(1).value(RESPONSE, TARGET)).isEqualTo(new Recall().value(RESPONSE, TARGET));
    }

    @Test
    void of_several_classes_the_mean_by_hand() {
        assertThat(new Precision().value(THREE, THREE_TARGETS)).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-15));
        assertThat(new Recall().value(THREE, THREE_TARGETS)).isCloseTo((2.0 / 3 + 1.0 / 3 + 1) / 3, within(1e-15));
        assertThat(new F1().value(THREE, THREE_TARGETS)).isCloseTo((0.8 + 0.4 + 2.0 / 3) / 3, within(1e-15));
        assertThat(new Recall(1).value(THREE, THREE_TARGETS)).isEqualTo(1.0 / 3);
        assertThat(new Precision(2).value(THREE, THREE_TARGETS)).isEqualTo(0.5);
    }

    @Test
    void a_confusion_matrix_says_the_same_of_each_class() {
        ConfusionMatrix confusion = Given.evaluation(new CrossEntropy(), THREE, THREE_TARGETS, "a", "b", "c")
                .confusionMatrix();

        for (int c = 0; c < 3; c++) {
            assertThat(confusion.precision(c)).isEqualTo(new Precision(c).value(THREE, THREE_TARGETS));
            assertThat(confusion.recall(c)).isEqualTo(new Recall(c).value(THREE, THREE_TARGETS));
            assertThat(confusion.f1(c)).isEqualTo(new F1(c).value(THREE, THREE_TARGETS));
        }
    }

    /** scikit-learn with zero_division=nan, and not 0, which would call a class bad that isn't there. */
    @Test
    void what_is_not_defined_is_nan_and_left_out_of_a_mean() {
        Matrix no = Matrix.column(0.1, 0.2);
        assertThat(new Precision().value(no, Matrix.column(1, 0))).isNaN();
        assertThat(new Recall().value(no, Matrix.column(1, 0))).isZero();
        assertThat(new F1().value(no, Matrix.column(1, 0))).isZero();
        assertThat(new Recall().value(no, Matrix.column(0, 0))).isNaN();
        assertThat(new F1().value(no, Matrix.column(0, 0))).isNaN();
        assertThat(new RocAuc().value(no, Matrix.column(0, 0))).isNaN();

        Matrix said = Matrix.oneHot(3, 0, 0, 0);
        Matrix right = Matrix.oneHot(3, 0, 1, 0);
        assertThat(new Precision().value(said, right)).isEqualTo(2.0 / 3);
        assertThat(new Recall().value(said, right)).isEqualTo(0.5);
        assertThat(new F1().value(said, right)).isEqualTo(0.4);
    }

    /** 16 pairs of a positive and a negative: 0.9 and 0.8 above all 4, 0.6 above 3, 0.3 above 1. */
    @Test
    void a_roc_auc_is_the_share_of_pairs_in_the_right_order() {
        assertThat(new RocAuc().value(RESPONSE, TARGET)).isEqualTo(12.0 / 16);
        assertThat(new RocAuc().value(RESPONSE.map(v -> 1 - v), TARGET)).isEqualTo(4.0 / 16);
        assertThat(new RocAuc().value(TARGET, TARGET)).isEqualTo(1);
        assertThat(new RocAuc().value(Matrix.zeros(8, 1), TARGET)).isEqualTo(0.5);
        assertThat(new RocAuc().value(Matrix.column(0.5, 0.5, 0.1), Matrix.column(1, 0, 0))).isEqualTo(0.75);
        assertThat(new RocAuc().value(Matrix.column(-0.0, 0.0), Matrix.column(0, 1))).isEqualTo(0.5);
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
            assertThat(new RocAuc().value(p, t)).isEqualTo(order / pairs);
        }
    }

    /** Class 0 against the rest: 2 of 2 pairs; class 1: 1 of 2; class 2: 1.5 of 2. */
    @Test
    void a_roc_auc_of_several_classes_is_the_mean_of_each_against_the_rest() {
        Matrix p = Matrix.of(new double[] {0.6, 0.3, 0.1}, new double[] {0.3, 0.2, 0.5}, new double[] {0.4, 0.1, 0.5});

        assertThat(new RocAuc().value(p, Matrix.oneHot(3, 0, 1, 2))).isCloseTo((1 + 0.5 + 0.75) / 3, within(1e-15));
    }

    /** Class 2 is never right: class 0 against the rest, and class 1 against the rest, are 1 of 1 pair. */
    @Test
    void a_class_without_examples_is_left_out_of_a_roc_auc() {
        Matrix p = Matrix.of(new double[] {0.6, 0.3, 0.1}, new double[] {0.3, 0.5, 0.2});

        assertThat(new RocAuc().value(p, Matrix.oneHot(3, 0, 1))).isEqualTo(1);
    }

    @Test
    void a_log_loss_is_the_mean_surprise() {
        double expected = -(StrictMath.log(0.9) + StrictMath.log(1 - 0.2)) / 2;
        assertThat(new LogLoss().value(Matrix.column(0.9, 0.2), Matrix.column(1, 0))).isEqualTo(expected);
        assertThat(new LogLoss().value(RESPONSE, TARGET))
                .isCloseTo(new BinaryCrossEntropy().value(RESPONSE, TARGET), within(1e-15));
        assertThat(new LogLoss().value(Matrix.row(0.2, 0.5, 0.3), Matrix.oneHot(3, 2))).isEqualTo(-StrictMath.log(0.3));
        assertThat(new LogLoss().value(Matrix.column(0), Matrix.column(1))).isEqualTo(100);
    }

    @Test
    void a_log_loss_of_what_is_no_probability_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogLoss().value(Matrix.column(0.5, 1.2), Matrix.column(1, 1)))
                .withMessage("LogLoss: prediction at row 1, column 0 is 1.2; expected values from 0 to 1. Only a"
                        + " model trained with a cross-entropy says probabilities.");
    }

    @Test
    void quantities_and_independent_questions_are_refused() {
        for (Metric metric : List.of(new Precision(), new Recall(), new F1(), new RocAuc(), new LogLoss())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.column(0.5), Matrix.column(150)))
                    .withMessageStartingWith(metric
                    + ": target at row 0, column 0 is 150.0; expected classes, 0 or 1.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.value(Matrix.row(0.5, 0.5), Matrix.row(1, 1)))
                    .withMessage(metric + ": expected a single 1 in each target row, for the right class. For questions"
                            + " that are answered independently of each other ask it of one column at a time.");
        }
    }

    @Test
    void a_class_that_is_not_there_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Recall(-1))
                .withMessage("Recall: expected a class's number, from 0, got -1.");
        assertThatIllegalArgumentException().isThrownBy(() -> new F1(3).value(THREE, THREE_TARGETS))
                .withMessage("F1 of class 3: there are 3 classes, counted from 0 to 2.");
    }

    @Test
    void many_examples_in_any_order_are_the_same() {
        int[] order = IntStream.range(0, 8).map(i -> (i * 3) % 8).toArray();
        Matrix p = Matrix.column(IntStream.of(order).mapToDouble(i -> RESPONSE.get(i, 0)).toArray());
        Matrix t = Matrix.column(IntStream.of(order).mapToDouble(i -> TARGET.get(i, 0)).toArray());

        for (Metric metric : List.of(new Precision(), new Recall(), new F1(), new RocAuc())) {
            assertThat(metric.value(p, t)).isEqualTo(metric.value(RESPONSE, TARGET));
        }
    }
}
