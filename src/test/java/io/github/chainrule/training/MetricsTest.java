package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void class_1_is_a_probability_above_a_half() {
        Matrix prediction = Matrix.column(0, 0.5, Math.nextUp(0.5), 1);

        assertThat(new BinaryAccuracy().score(prediction, Matrix.column(0, 0, 1, 1))).isEqualTo(new Score(4, 4));
        assertThat(new BinaryAccuracy().score(prediction, Matrix.column(1, 1, 0, 0))).isEqualTo(new Score(0, 4));
        assertThat(new BinaryAccuracy().score(prediction, Matrix.column(0, 1, 1, 1))).isEqualTo(new Score(3, 4));
    }

    @Test
    void class_1_is_a_logit_above_0() {
        Matrix prediction = Matrix.column(-7, 0, Double.MIN_VALUE, 0.4);

        assertThat(BinaryAccuracy.forLogits().score(prediction, Matrix.column(0, 0, 1, 1))).isEqualTo(new Score(4, 4));
        assertThat(new BinaryAccuracy().score(prediction, Matrix.column(0, 0, 1, 1))).isEqualTo(new Score(2, 4));
    }

    @Test
    void a_target_may_be_a_probability() {
        assertThat(new BinaryAccuracy().score(Matrix.column(0.9, 0.9), Matrix.column(0.6, 0.5)))
                .isEqualTo(new Score(1, 2));
        assertThat(BinaryAccuracy.forLogits().score(Matrix.column(2, 2), Matrix.column(0.6, 0.4)))
                .isEqualTo(new Score(1, 2));
    }

    @Test
    void with_several_columns_a_binary_accuracy_counts_entries() {
        Matrix prediction = Matrix.of(new double[] {0.9, 0.1, 0.9}, new double[] {0.1, 0.9, 0.1});
        Matrix target = Matrix.of(new double[] {1, 0, 0}, new double[] {0, 1, 0});

        assertThat(new BinaryAccuracy().score(prediction, target)).isEqualTo(new Score(5, 6));
    }

    @Test
    void with_several_classes_the_largest_column_counts() {
        Matrix prediction = Matrix.of(new double[] {-1, -2, -3}, new double[] {0.1, 0.3, 0.2}, new double[] {0, 0, 9});

        assertThat(new Accuracy().score(prediction, Matrix.oneHot(3, 0, 1, 2))).isEqualTo(new Score(3, 3));
        assertThat(new Accuracy().score(prediction, Matrix.oneHot(3, 0, 2, 1))).isEqualTo(new Score(1, 3));
    }

    @Test
    void of_several_largest_columns_the_first_counts() {
        Matrix tie = Matrix.row(1, 2, 2);

        assertThat(new Accuracy().score(tie, Matrix.oneHot(3, 1))).isEqualTo(new Score(1, 1));
        assertThat(new Accuracy().score(tie, Matrix.oneHot(3, 2))).isEqualTo(new Score(0, 1));
    }

    @Test
    void an_accuracy_of_one_column_would_always_be_1_and_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accuracy().score(Matrix.zeros(4, 1), Matrix.zeros(4, 1)))
                .withMessage("Accuracy: expected one column per class, got a prediction of (4 x 1), whose largest"
                        + " column is always the only one. For two classes in one column use BinaryAccuracy.");
    }

    @Test
    void shapes_that_differ_are_refused() {
        for (Metric metric : List.of(new Accuracy(), new BinaryAccuracy())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.score(Matrix.zeros(4, 2), Matrix.zeros(4, 3)))
                    .withMessage(metric + ": prediction is (4 x 2) and target is (4 x 3); expected the same shape, one"
                            + " row per example.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.score(Matrix.zeros(3, 2), Matrix.zeros(4, 2)));
        }
    }

    @Test
    void metrics_say_what_they_are() {
        assertThat(List.of(new Accuracy(), new BinaryAccuracy(), BinaryAccuracy.forLogits()))
                .extracting(Object::toString).containsExactly("Accuracy", "BinaryAccuracy",
                        "BinaryAccuracy(threshold 0.0)");
        assertThat(List.of(new Accuracy(), new BinaryAccuracy())).extracting(Metric::name).containsOnly("accuracy");
        assertThat(new BinaryAccuracy().threshold()).isEqualTo(0.5);
        assertThat(BinaryAccuracy.forLogits().threshold()).isZero();
    }

    @Test
    void scores_add_up_sums_and_counts_and_not_means() {
        Score sum = new Score(64, 64).plus(new Score(0, 16));

        assertThat(sum).isEqualTo(new Score(64, 80)).hasToString("0.8000");
        assertThat(sum.mean()).isEqualTo(0.8);
        assertThat(Score.ZERO.plus(sum)).isEqualTo(sum);
        assertThat(Score.ZERO.mean()).isNaN();
    }
}
