// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.MeanAndVariance;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        assertThat(evaluation.correctCount()).isEqualTo(2);
        assertThat(evaluation.accuracy()).isEqualTo(0.5).isEqualTo(evaluation.score(new BinaryAccuracy()));
        assertThat(evaluation.confusionMatrix().count("cat", "dog")).isEqualTo(1);
        assertThat(evaluation.confusionMatrix().count("dog", "cat")).isEqualTo(1);
        assertThat(evaluation.hardest(4)).filteredOn(Outcome::isCorrect).hasSize(2);
        assertThat(Scores.of(evaluation, List.of(new BinaryAccuracy())))
                .isEqualTo(new Scores(4, evaluation.loss(), Map.of("accuracy", 0.5)));
        assertThat(evaluation).hasToString("loss 0.4845, accuracy 0.5000 (2 of 4 correct)");
    }

    /** 601 examples are three batches, of which the last is short; the mean is over examples. */
    @Test
    void a_short_last_batch_weighs_what_it_should() {
        double[] values = new double[601];
        Arrays.fill(values, 599, 601, 3);
        Evaluation evaluation = Given.numeric(new MeanSquaredError(), Matrix.column(values),
                Matrix.column(new double[601]), "price");

        assertThat(evaluation.loss()).isCloseTo(2 * 9.0 / 601, within(1e-15));
        assertThat(evaluation.predictions()).isEqualTo(Matrix.column(values));
    }

    /** 601 examples of three classes; right but for example 0 and, in the last batch, 600, the most confident one. */
    @Test
    void of_several_classes_in_several_batches_each_example_keeps_its_row() {
        Matrix outputs = Matrix.zeros(601, 3);
        int[] classes = new int[601];
        for (int i = 0; i < 601; i++) {
            classes[i] = i % 3;
            outputs.set(i, i % 300 == 0 ? 1 : i % 3, 0.5 + i / 1202.0);
        }
        Dataset data = Dataset.of(outputs, Matrix.oneHot(3, classes)).withNames(Names.NONE.withClasses("a", "b", "c"));
        Predictor predictor = Given.predictor(new MeanSquaredError(), data.names());
        Evaluation evaluation = predictor.evaluate(data);

        assertThat(evaluation.predictions()).isEqualTo(outputs);
        assertThat(evaluation.targets()).isEqualTo(Matrix.oneHot(3, classes));
        assertThat(evaluation.predictor()).isSameAs(predictor);
        assertThat(evaluation.dataset()).isSameAs(data);
        assertThat(evaluation.correctCount()).isEqualTo(598);
        assertThat(evaluation.confusionMatrix().count("a", "b")).isEqualTo(3);
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
        assertThat(evaluation.hardest(10)).extracting(Outcome::isCorrect).containsExactly(false, false, true, true);
        assertThat(evaluation.hardest(1)).hasToString("[example 3: predicted 2 (0.9500), actual 0]");
    }

    @Test
    void among_equals_the_earlier_example_comes_first() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.6, 0.4, 0.6),
                Matrix.column(0, 1, 0));

        assertThat(evaluation.hardest(3)).extracting(Outcome::index).containsExactly(0, 1, 2);
    }

    @Test
    void of_a_quantity_the_largest_error_comes_first() {
        Evaluation evaluation = Given.numeric(new MeanSquaredError(), Matrix.column(1, 5, 2),
                Matrix.column(1.5, 2, 4), "price");

        assertThat(evaluation.hardest(2))
                .hasToString("[example 1: predicted 5.000, actual 2.000 (off by 3.000), example"
                + " 2: predicted 2.000, actual 4.000 (off by 2.000)]");
        assertThat(evaluation).hasToString("loss 4.4167");
    }

    @Test
    void a_quantity_has_no_right_answers() {
        Evaluation evaluation = Given.numeric(new MeanSquaredError(), Matrix.column(150), Matrix.column(227), "price");

        assertRefusedState(evaluation::accuracy, "Prediction: price is a numeric target, not a class. Use value(). If"
                + " it is a class, name the classes: dataset.withNames(dataset.names().withClasses(...)).");
        assertThatIllegalStateException().isThrownBy(evaluation::confusionMatrix)
                .withMessageStartingWith("Prediction: price is a numeric target");
        assertThatIllegalArgumentException().isThrownBy(() -> evaluation.score(new BinaryAccuracy()))
                .withMessageStartingWith("BinaryAccuracy: target at row 0, column 0 is 227.0; expected 0 or 1");
        assertThatIllegalStateException().isThrownBy(() -> evaluation.outcome(0).isCorrect());
    }

    @Test
    void an_evaluation_stays_as_it_is_when_the_model_is_trained_further() {
        Linear layer = new Linear(Matrix.row(1), Matrix.row(0));
        Evaluation evaluation = Predictor.of(new Sequential(layer), new MeanSquaredError()).evaluate(
                Dataset.of(Matrix.column(0.2, 0.7), Matrix.column(0, 1)));
        layer.weight().value().set(0, 0, -1);

        assertThat(evaluation.correctCount()).isEqualTo(2);
        assertThat(evaluation.predictions()).isEqualTo(Matrix.column(0.2, 0.7));
    }

    @Test
    void data_of_another_task_is_refused() {
        Predictor threes = Given.predictor(new BinaryCrossEntropy(), Names.NONE.withClasses("3", "8"));
        Dataset zeros = Dataset.of(Matrix.column(0.2), Matrix.column(0)).withNames(Names.NONE.withClasses("0", "1"));

        assertRefused(() -> threes.evaluate(zeros), "the model was trained on the classes [3, 8], but the evaluation"
                + " data has the classes [0, 1]. Use data with the same classes.");
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        Predictor predictor = Predictor.of(new Sequential(new Linear(2, 3, new Random(1))), new CrossEntropy());

        assertRefused(() -> predictor.evaluate(Dataset.of(Matrix.zeros(4, 3), Matrix.zeros(4, 3))), "the model expects"
                + " 2 inputs, but the evaluation data has 3 per example.");
        assertRefused(() -> predictor.evaluate(Dataset.of(Matrix.zeros(4, 2), Matrix.zeros(4, 1))), "the model has 3"
                + " outputs, but the evaluation data has 1 target per example. If the targets are class indices, encode"
                + " them with Matrix.oneHot(3, classIndices); if they are numeric, the last Linear needs 1 output.");
        assertRefused(() -> predictor.evaluate(Dataset.of(Matrix.zeros(4, 2), Matrix.zeros(4, 2))), "the model has 3"
                + " outputs, but the evaluation data has 2 targets per example. The last Linear needs 2 outputs.");
    }

    @Test
    void a_model_with_more_outputs_than_targets_is_evaluated_by_its_predictions() {
        Sequential model = new Sequential(new Linear(Matrix.row(1, 0), Matrix.row(0, 0)));
        Dataset data = Dataset.of(Matrix.column(1, 2, 3, 4), Matrix.column(1.5, 1.5, 3.5, 3.5));
        Trainer trainer = new Trainer(model, new MeanAndVariance(), new Sgd(model.parameters(), 0.01)).epochs(3)
                .validation(data).metric(Metric.meanAbsoluteError());
        Evaluation untrained = trainer.evaluate(data);
        History history = trainer.fit(data);

        assertThat(untrained.loss()).isEqualTo(0.125);
        assertThat(untrained.score(Metric.meanAbsoluteError())).isEqualTo(0.5);
        assertThat(history.lastEpoch().validation().orElseThrow().loss()).isLessThan(0.125);
    }

    /** Each row has one of three labels in two of four batches, and none or two in the others. */
    @Test
    void several_labels_per_row_may_be_one_in_each_row_of_a_batch() {
        Matrix targets = Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 0, 0}, {0, 0, 1}, {1, 0, 0},
            {1, 1, 1}, {0, 1, 1}});
        Sequential model = new Sequential(new Linear(3, 3, new Random(1)));
        Trainer trainer = new Trainer(model, new BinaryCrossEntropyWithLogits(), new Adam(model.parameters(), 0.1))
                .epochs(60).batchSize(2).shuffle(false).metric(new BinaryAccuracy());
        History history = trainer.fit(Dataset.of(targets, targets));

        assertThat(history.lastEpoch().training().score(new BinaryAccuracy())).isEqualTo(1);
        assertThat(trainer.evaluate(Dataset.of(targets, targets)).score(new BinaryAccuracy())).isEqualTo(1);
    }

    @Test
    void an_output_that_is_no_number_is_refused_with_its_example() {
        Predictor broken = Predictor.of(new Sequential(new Linear(Matrix.row(Double.MAX_VALUE), Matrix.row(0))),
                new MeanSquaredError());
        Matrix outputs = Matrix.zeros(601, 3);
        outputs.set(600, 2, 2);
        Predictor inverse = Predictor.of(new Sequential(new Linear(Matrix.of(new double[][] {{1, 0, 0}, {0, 1, 0},
            {0, 0, Double.MAX_VALUE}}), Matrix.zeros(1, 3))), new MeanSquaredError());

        assertThatThrownBy(() -> broken.evaluate(Dataset.of(Matrix.column(0, 1, 2), Matrix.column(0, 0, 0))))
                .isInstanceOf(ArithmeticException.class).hasMessage("the model's output for example 2 is Infinity. If"
                        + " training diverged, train again with a smaller learning rate.");
        assertThatThrownBy(() -> inverse.evaluate(Dataset.of(outputs, outputs.copy())))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("the model's output for example 600 is Infinity.");
    }

    @Test
    void an_example_that_is_not_there_is_refused() {
        Evaluation evaluation = Given.evaluation(new BinaryCrossEntropy(), Matrix.column(0.1), Matrix.column(0));

        assertThatThrownBy(() -> evaluation.outcome(1)).isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Index 1 out of bounds for length 1");
        assertRefused(() -> evaluation.hardest(-1), "Evaluation.hardest: expected a count of at least 0, got -1.");
    }

    /** Prices, 1000 for each square meter and 50,000 on top; scaled, size and price are the same number. */
    private static final Dataset UNSCALED = Dataset.of(Matrix.column(50, 100, 150, 200),
            Matrix.column(100_000, 150_000, 200_000, 250_000));
    private static final Scaler SCALER = Scaler.standard(UNSCALED);
    private static final Dataset SCALED = SCALER.transform(UNSCALED);

    @Test
    void a_predictor_with_a_scaler_takes_and_gives_unscaled_numbers() {
        Predictor identity = new Predictor(Given.IDENTITY, new MeanSquaredError(), SCALED.names(), SCALED.scaler());

        assertThat(identity.predict(120).value()).isCloseTo(170_000, within(1e-9));
        assertThat(identity.evaluate(UNSCALED).predictions()).isEqualTo(identity.evaluate(SCALED).predictions());
        assertThat(identity.evaluate(UNSCALED).loss()).isEqualTo(identity.evaluate(SCALED).loss());
        assertThat(identity.evaluate(UNSCALED).score(Metric.rSquared())).isCloseTo(1, within(1e-12));
    }

    @Test
    void metrics_are_in_the_targets_own_unit_and_the_loss_is_what_was_trained() {
        Sequential mean = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));     // 175,000
        Trainer trainer = new Trainer(mean, new MeanSquaredError(), new Sgd(mean.parameters(), 0.1))
                .metric(Metric.meanAbsoluteError());
        Evaluation evaluation = trainer.evaluate(SCALED);
        History history = trainer.fit(SCALED);

        assertThat(history.lastEpoch().training().score(Metric.meanAbsoluteError())).isCloseTo(50_000, within(1e-9));
        assertThat(evaluation.score(Metric.meanAbsoluteError())).isCloseTo(50_000, within(1e-9));
        assertThat(evaluation.loss()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.hardest(1).get(0).prediction().value()).isCloseTo(175_000, within(1e-9));
        assertThat(evaluation.hardest(1).get(0).target().value()).isCloseTo(100_000, within(1e-9));
        assertThat(trainer.evaluate(SCALED).predictions()).isEqualTo(trainer.evaluate(UNSCALED).predictions());
    }

    @Test
    void data_that_was_scaled_otherwise_than_the_training_data_is_refused() {
        Predictor scaled = new Predictor(Given.IDENTITY, new MeanSquaredError(), SCALED.names(), SCALED.scaler());
        Dataset other = Scaler.minMax(UNSCALED).transform(UNSCALED);

        assertRefused(() -> scaled.evaluate(other), "the evaluation data was scaled, but not as the training data was."
                + " Make one scaler from the training set, and transform every set with it.");
        assertRefused(() -> Predictor.of(Given.IDENTITY, new MeanSquaredError()).evaluate(SCALED), "the evaluation data"
                + " was scaled, but the predictor has no scaler. Use trainer.predictor(), or new Predictor(model, loss,"
                + " data.names(), data.scaler()).");
    }
}
