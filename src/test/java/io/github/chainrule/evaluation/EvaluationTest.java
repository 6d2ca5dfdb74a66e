// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    /** A loss of one's own, which says nothing of responses. */
    private static final class AbsoluteError implements Loss {

        @Override
        public double value(Matrix prediction, Matrix target) {
            double sum = 0;
            for (int i = 0; i < target.values().length; i++) {
                sum += Math.abs(prediction.values()[i] - target.values()[i]);
            }
            return sum / target.rows();
        }

        @Override
        public Matrix gradient(Matrix prediction, Matrix target) {
            throw new UnsupportedOperationException("nothing is trained here");
        }
    }

    @Test
    void all_figures_come_from_one_pass_and_agree() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.9, 0.2, 0.6, 0.5),
                Matrix.column(1, 0, 0, 1), "cat", "dog");

        double mean = -(StrictMath.log(0.9) + StrictMath.log(0.8) + StrictMath.log(0.4) + StrictMath.log(0.5)) / 4;
        assertThat(evaluation.loss()).isCloseTo(mean, within(1e-15));
        assertThat(evaluation.size()).isEqualTo(4);
        assertThat(evaluation.correctCount()).isEqualTo(2);
        assertThat(evaluation.accuracy()).isEqualTo(0.5).isEqualTo(evaluation.score(new BinaryAccuracy()));
        assertThat(evaluation.confusionMatrix().count(0, 1)).isEqualTo(1);
        assertThat(evaluation.confusionMatrix().count(1, 0)).isEqualTo(1);
        assertThat(evaluation.hardest(4)).filteredOn(Outcome::isMistake).hasSize(2);
        assertThat(evaluation.result(List.of(new BinaryAccuracy())))
                .isEqualTo(new Scores(4, evaluation.loss(), List.of(new Score("accuracy", 0.5))));
        assertThat(evaluation).hasToString("loss 0.4845, accuracy 0.5000 (2 of 4 right)");
    }

    /** 601 examples are three batches, of which the last is short; the mean is over examples. */
    @Test
    void a_short_last_batch_weighs_what_it_should() {
        double[] values = new double[601];
        Arrays.fill(values, 599, 601, 3);
        Evaluation evaluation = Given.quantity(new MeanSquaredError(), Matrix.column(values),
                Matrix.column(new double[601]), "price");

        assertThat(evaluation.loss()).isCloseTo(2 * 9.0 / 601, within(1e-15));
        assertThat(evaluation.predictions()).isEqualTo(Matrix.column(values));
    }

    /** 601 examples of three classes; all are right but example 0 and, in the last batch, 600, which is the surest. */
    @Test
    void of_several_classes_in_several_batches_each_example_keeps_its_row() {
        Matrix outputs = Matrix.zeros(601, 3);
        int[] classes = new int[601];
        for (int i = 0; i < 601; i++) {
            classes[i] = i % 3;
            outputs.set(i, i % 300 == 0 ? 1 : i % 3, 0.5 + i / 1202.0);
        }
        Dataset data = Dataset.of(outputs, Matrix.oneHot(3, classes)).withNames(Names.NONE.withClasses("a", "b", "c"));
        Predictor predictor = Predictor.of(Given.IDENTITY, new MeanSquaredError(), data);
        Evaluation evaluation = Evaluation.of(predictor, data);

        assertThat(evaluation.predictions()).isEqualTo(outputs);
        assertThat(evaluation.targets()).isEqualTo(Matrix.oneHot(3, classes));
        assertThat(evaluation.predictor()).isSameAs(predictor);
        assertThat(evaluation.dataset()).isSameAs(data);
        assertThat(evaluation.correctCount()).isEqualTo(598);
        assertThat(evaluation.confusionMatrix().count(0, 1)).isEqualTo(3);
        assertThat(evaluation.hardest(4)).extracting(Outcome::index).containsExactly(600, 300, 0, 1);
    }

    @Test
    void logits_and_scores_are_read_as_the_loss_says() {
        Evaluation logits = Given.evaluation(new BinaryCrossEntropyWithLogits(), Matrix.column(0.1, -0.1, 3),
                Matrix.column(1, 0, 0));
        Evaluation scores = Given.evaluation(new CrossEntropy(), Matrix.of(new double[] {1, 2, 3}, new double[] {-1, -2,
                -3}), Matrix.oneHot(3, 2, 1));

        assertThat(logits.correctCount()).isEqualTo(2);
        assertThat(logits.predictions().get(2, 0)).isCloseTo(1 / (1 + StrictMath.exp(-3)), within(1e-15));
        assertThat(scores.correctCount()).isEqualTo(1);
        assertThat(scores.predictions().get(0, 2)).isCloseTo(1 / (1 + StrictMath.exp(-1) + StrictMath.exp(-2)),
                within(1e-15));
    }

    @Test
    void a_loss_of_ones_own_needs_nothing_more() {
        Evaluation evaluation = Given.evaluation(new AbsoluteError(), Matrix.column(0.75, 0.25), Matrix.column(1, 1));

        assertThat(evaluation.loss()).isEqualTo(0.5);
        assertThat(evaluation.correctCount()).isEqualTo(1);
        assertThat(evaluation.predictions()).isEqualTo(Matrix.column(0.75, 0.25));
    }

    /** A right answer at 0.34 comes after a mistake at 0.45, although its probability is lower. */
    @Test
    void every_mistake_stands_before_every_right_answer() {
        Matrix p = Matrix.of(new double[] {0.34, 0.33, 0.33}, new double[] {0.45, 0.40, 0.15},
                new double[] {0.1, 0.8, 0.1}, new double[] {0.0, 0.05, 0.95});
        Evaluation evaluation = Given.evaluation(new MeanSquaredError(), p, Matrix.oneHot(3, 0, 1, 1, 0));

        assertThat(evaluation.hardest(10)).extracting(Outcome::index).containsExactly(3, 1, 0, 2);
        assertThat(evaluation.hardest(10)).extracting(Outcome::isMistake).containsExactly(true, true, false, false);
        assertThat(evaluation.hardest(1)).hasToString("[example 3: 0, taken for 2 (0.9500)]");
    }

    @Test
    void among_equals_the_earlier_example_comes_first() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.6, 0.4, 0.6),
                Matrix.column(0, 1, 0));

        assertThat(evaluation.hardest(3)).extracting(Outcome::index).containsExactly(0, 1, 2);
    }

    @Test
    void of_a_quantity_the_largest_error_comes_first() {
        Evaluation evaluation = Given.quantity(new MeanSquaredError(), Matrix.column(1, 5, 2),
                Matrix.column(1.5, 2, 4), "price");

        assertThat(evaluation.hardest(2)).hasToString("[example 1: price 2.000, predicted 5.000 (off by 3.000), example"
                + " 2: price 4.000, predicted 2.000 (off by 2.000)]");
        assertThat(evaluation).hasToString("loss 4.4167");
    }

    @Test
    void a_quantity_has_no_right_answers() {
        Evaluation evaluation = Given.quantity(new MeanSquaredError(), Matrix.column(150), Matrix.column(227), "price");

        assertThatIllegalStateException().isThrownBy(evaluation::accuracy).withMessage("Evaluation: right answers can"
                + " only be given for classes, but price is a quantity. If the targets are classes, say what these are"
                + " called: dataset.withNames(dataset.names().withClasses(...)).");
        assertThatIllegalStateException().isThrownBy(evaluation::confusionMatrix)
                .withMessageStartingWith("Evaluation: a confusion matrix can only be given for classes, but price is");
        assertThatIllegalArgumentException().isThrownBy(() -> evaluation.score(new BinaryAccuracy()))
                .withMessageStartingWith("BinaryAccuracy: target at row 0, column 0 is 227.0; expected classes");
        assertThatIllegalStateException().isThrownBy(() -> evaluation.outcome(0).isMistake());
    }

    @Test
    void an_evaluation_stays_as_it_is_when_the_model_is_trained_further() {
        Linear layer = new Linear(Matrix.row(1), Matrix.row(0));
        Evaluation evaluation = Evaluation.of(new Sequential(layer), new MeanSquaredError(),
                Dataset.of(Matrix.column(0.2, 0.7), Matrix.column(0, 1)));
        layer.weight().value().set(0, 0, -1);

        assertThat(evaluation.correctCount()).isEqualTo(2);
        assertThat(evaluation.predictions()).isEqualTo(Matrix.column(0.2, 0.7));
    }

    @Test
    void data_of_another_task_is_refused() {
        Predictor threes = new Predictor(Given.IDENTITY, new BinaryCrossEntropy(), Names.NONE.withClasses("3", "8"));
        Dataset zeros = Dataset.of(Matrix.column(0.2), Matrix.column(0)).withNames(Names.NONE.withClasses("0", "1"));

        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.of(threes, zeros)).withMessage("the model"
                + " tells the classes [3, 8] apart, but the evaluation data has the classes [0, 1]. Use data of the"
                + " same task.");
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        Sequential model = new Sequential(new Linear(2, 3, new Random(1)));

        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.of(model, new CrossEntropy(),
                        Dataset.of(Matrix.zeros(4, 3), Matrix.zeros(4, 3))))
                .withMessage("the model expects 2 inputs, but the evaluation data has 3 per example.");
        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.of(model, new CrossEntropy(),
                        Dataset.of(Matrix.zeros(4, 2), Matrix.zeros(4, 1))))
                .withMessage("the model has 3 outputs, but the evaluation data has 1 target per example. If the targets"
                        + " are class numbers, Matrix.oneHot(3, classes) makes a row of each; if they are quantities,"
                        + " the last Linear needs 1 output.");
    }

    @Test
    void an_output_that_is_no_number_is_refused_with_its_example() {
        Sequential broken = new Sequential(new Linear(Matrix.row(Double.MAX_VALUE), Matrix.row(0)));

        assertThatThrownBy(() -> Evaluation.of(broken, new MeanSquaredError(), Dataset.of(Matrix.column(0, 1, 2),
                Matrix.column(0, 0, 0)))).isInstanceOf(ArithmeticException.class).hasMessage("the model's output for"
                + " example 2 is Infinity. Did training diverge, and ruin its parameters? Train it again with"
                + " a smaller learning rate.");
        Matrix outputs = Matrix.zeros(601, 3);
        Sequential inverse = new Sequential(new Linear(Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 0},
            {0, 0, Double.MAX_VALUE}}), Matrix.zeros(1, 3)));
        outputs.set(600, 2, 2);
        assertThatThrownBy(() -> Evaluation.of(inverse, new MeanSquaredError(), Dataset.of(outputs, outputs.copy())))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("the model's output for example 600 is Infinity.");
    }

    @Test
    void an_example_that_is_not_there_is_refused() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.1), Matrix.column(0));

        assertThatThrownBy(() -> evaluation.outcome(1)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("example 1: the examples are counted from 0 to 0.");
    }

    @Test
    void a_score_is_found_by_its_name_and_not_by_its_place() {
        Scores result = new Scores(4, 0.5, List.of(new Score("F1", 0.7), new Score("accuracy", 0.9)));

        assertThat(result.accuracy()).isEqualTo(0.9);
        assertThat(result.score("F1")).isEqualTo(0.7);
        assertThat(result).hasToString("loss 0.5000, F1 0.7000, accuracy 0.9000");
        assertThatIllegalStateException().isThrownBy(() -> result.score("recall")).withMessage("Result: there is no"
                + " recall; the metrics are F1, accuracy. Add it, as in .metric(new BinaryAccuracy()).");
        assertThatIllegalStateException().isThrownBy(() -> new Scores(4, 0.5, List.of()).accuracy()).withMessage(
                "Result: there is no accuracy; no metric was asked for. Add it, as in .metric(new BinaryAccuracy()).");
    }
}
