// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.History;
import io.github.chainrule.training.Trainer;
import org.junit.jupiter.api.Test;

/** What was scaled for the network is told as it was measured. */
class ScaledEvaluationTest {

    /** Prices, 1000 for each square metre and 50,000 on top. */
    private static final Dataset MEASURED = Dataset.of(Matrix.column(50, 100, 150, 200),
            Matrix.column(100_000, 150_000, 200_000, 250_000));
    private static final Scaler SCALER = Scaler.standard(MEASURED);
    private static final Loss LOSS = new MeanSquaredError();

    /** Says what it is given: on the new scales, size and price are the same number. */
    private final Sequential identity = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)));
    private final Predictor predictor = Predictor.of(identity, LOSS, SCALER.transform(MEASURED));

    @Test
    void a_predictor_takes_and_gives_numbers_as_they_are_measured() {
        assertThat(predictor.predict(120).value()).isCloseTo(170_000, within(1e-9));
    }

    @Test
    void metrics_are_in_the_targets_own_unit_and_the_loss_is_what_was_trained() {
        Sequential zero = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));     // the mean, 175,000
        Evaluation evaluation = Evaluation.of(zero, LOSS, SCALER.transform(MEASURED));

        assertThat(evaluation.score(new MeanAbsoluteError())).isCloseTo(50_000, within(1e-9));
        assertThat(evaluation.loss()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.hardest(1).get(0).prediction().value()).isCloseTo(175_000, within(1e-9));
        assertThat(evaluation.hardest(1).get(0).target().value()).isCloseTo(100_000, within(1e-9));
    }

    @Test
    void data_that_was_not_scaled_yet_is_scaled_by_the_predictor() {
        Evaluation raw = Evaluation.of(predictor, MEASURED);
        Evaluation scaled = Evaluation.of(predictor, SCALER.transform(MEASURED));

        assertThat(raw.predictions()).isEqualTo(scaled.predictions());
        assertThat(raw.loss()).isEqualTo(scaled.loss());
        assertThat(raw.score(new RSquared())).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_trainers_metrics_are_in_the_targets_own_unit_too() {
        Sequential zero = new Sequential(new Linear(Matrix.row(0), Matrix.row(0)));
        Trainer trainer = new Trainer(zero, LOSS, new Sgd(zero.parameters(), 0.1)).metric(new MeanAbsoluteError());

        History history = trainer.fit(SCALER.transform(MEASURED));

        assertThat(history.lastEpoch().training().score("mean absolute error")).isCloseTo(50_000, within(1e-9));
        assertThat(trainer.evaluate(MEASURED).predictions())
                .isEqualTo(trainer.evaluate(SCALER.transform(MEASURED)).predictions());
    }

    @Test
    void data_that_was_scaled_otherwise_than_the_training_data_is_refused() {
        Dataset other = Scaler.minMax(MEASURED).transform(MEASURED);

        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.of(predictor, other))
                .withMessage("the evaluation data was scaled, but not as the training data was. Make one scaler from"
                        + " the training data, and scale every part with it.");
        assertThatIllegalArgumentException().isThrownBy(() -> SCALER.transform(SCALER.transform(MEASURED)))
                .withMessage("Scaler.transform: these examples have been scaled already. Scale each set once, with the"
                        + " scaler that was fitted to the training set.");
    }
}
