// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    private static final Dataset UP = Toy.pairs(new double[] {1, 1}, new double[] {2, 2});
    /** What is good for UP is bad for this one. */
    private static final Dataset DOWN = Toy.pairs(new double[] {1, -1}, new double[] {2, -2});

    private final Sequential model = Toy.line(0, 0);

    private static Trainer trainer(Sequential model) {
        return new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.01));
    }

    @Test
    void training_ends_after_as_many_epochs_without_improvement_as_patience_allows() {
        EarlyStopping early = new EarlyStopping(3);

        History history = trainer(model).epochs(50).validation(DOWN).listener(early).fit(UP);

        assertThat(history.epochs()).hasSize(4);
        assertThat(early.bestEpoch()).isEqualTo(1);
    }

    @Test
    void the_weights_of_the_best_epoch_are_put_back() {
        trainer(model).epochs(50).validation(DOWN).listener(new EarlyStopping(3)).fit(UP);
        Sequential oneEpoch = Toy.line(0, 0);
        trainer(oneEpoch).epochs(1).fit(UP);

        assertThat(Toy.weights(model)).isEqualTo(Toy.weights(oneEpoch)).isNotEqualTo(Toy.weights(Toy.line(0, 0)));
    }

    @Test
    void a_run_that_still_improves_runs_to_its_end() {
        EarlyStopping early = new EarlyStopping(1);
        Sequential without = Toy.line(0, 0);
        trainer(without).epochs(6).fit(UP);

        History history = trainer(model).epochs(6).validation(UP).listener(early).fit(UP);

        assertThat(history.epochs()).hasSize(6);
        assertThat(early.bestEpoch()).isEqualTo(6);
        assertThat(Toy.weights(model)).isEqualTo(Toy.weights(without));
    }

    /** Losses that fall and rise; the weight is the number of the epoch. */
    @Test
    void only_a_lower_loss_is_an_improvement_and_starts_the_wait_anew() {
        EarlyStopping early = new EarlyStopping(2);

        assertThat(stopsAt(early, 5, 4, 4, 3, 3.5, 3, 1)).isEqualTo(6);
        assertThat(early.bestEpoch()).isEqualTo(4);
        assertThat(model.parameters().get(0).value()).isEqualTo(Matrix.row(4));
    }

    @Test
    void a_second_training_begins_afresh() {
        EarlyStopping early = new EarlyStopping(1);

        assertThat(stopsAt(early, 1, 2)).isEqualTo(2);
        assertThat(stopsAt(early, 9, 8, 7, 8)).isEqualTo(4);
        assertThat(early.bestEpoch()).isEqualTo(3);
        assertThat(model.parameters().get(0).value()).isEqualTo(Matrix.row(3));
    }

    private int stopsAt(EarlyStopping early, double... losses) {
        early.started(plan(losses.length));
        List<History.Epoch> epochs = new ArrayList<>();
        while (!early.shouldStop() && epochs.size() < losses.length) {
            int number = epochs.size() + 1;
            model.parameters().get(0).value().set(0, 0, number);
            epochs.add(epoch(number, losses[number - 1]));
            early.epochEnded(epochs.get(number - 1));
        }
        early.ended(new History(epochs, List.of()));
        return epochs.size();
    }

    private TrainingListener.Plan plan(int epochs) {
        return new TrainingListener.Plan(Predictor.of(model, new MeanSquaredError()),
                new Sgd(model.parameters(), 0.01), Toy.circle(3, 1), epochs, 1, List.of(),
                Optional.of(Toy.circle(3, 2)), List.of());
    }

    private static History.Epoch epoch(int number, double validationLoss) {
        return new History.Epoch(number, new Scores(2, 0.5, Map.of()),
                Optional.of(new Scores(2, validationLoss, Map.of())), Duration.ZERO);
    }

    @Test
    void a_run_that_diverges_leaves_the_best_weights_as_well() {
        EarlyStopping early = new EarlyStopping(1_000);
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 1)).epochs(1_000)
                .validation(UP).listener(early);

        assertThatThrownBy(() -> trainer.fit(UP)).isInstanceOf(DivergedException.class);

        assertThat(early.bestEpoch()).isEqualTo(1);
        Sequential oneEpoch = Toy.line(0, 0);
        new Trainer(oneEpoch, new MeanSquaredError(), new Sgd(oneEpoch.parameters(), 1)).fit(UP);
        assertThat(Toy.weights(model)).isEqualTo(Toy.weights(oneEpoch));
    }

    @Test
    void a_run_whose_every_validation_is_infinite_changes_nothing_at_its_end() {
        EarlyStopping early = new EarlyStopping(1);

        assertThat(stopsAt(early, Double.POSITIVE_INFINITY)).isEqualTo(1);

        assertThat(early.bestEpoch()).isZero();
        assertThat(model.parameters().get(0).value()).isEqualTo(Matrix.row(1));
    }

    @Test
    void before_the_first_epoch_there_is_no_best_one() {
        assertThat(new EarlyStopping(1).bestEpoch()).isZero();
    }

    @Test
    void there_must_be_a_validation_set_and_a_patience_of_at_least_one_epoch() {
        Trainer trainer = trainer(model).listener(new EarlyStopping(1));
        assertThatThrownBy(() -> trainer.fit(UP)).isInstanceOf(IllegalStateException.class).hasMessage("EarlyStopping:"
                + " there is no validation loss to watch. Give the trainer a set with .validation(dataset).");
        assertRefused(() -> new EarlyStopping(0), "EarlyStopping: expected a patience of at least 1 epoch, got 0.");
    }

    @Test
    void a_second_one_is_refused_before_the_first_step() {
        Trainer trainer = trainer(model).validation(UP).listener(new EarlyStopping(1)).listener(new EarlyStopping(2));
        assertThatThrownBy(() -> trainer.fit(UP)).isInstanceOf(IllegalStateException.class).hasMessage("EarlyStopping:"
                + " this run has two, and the one with less patience always ends it. Leave out the other.");
        assertThat(model.parameters().get(0).value()).isEqualTo(Matrix.row(0));
    }

    @Test
    void a_pass_from_before_the_best_weights_were_put_back_is_refused() {
        EarlyStopping early = new EarlyStopping(1);
        early.started(plan(1));
        early.epochEnded(epoch(1, 0.5));
        ForwardPass before = model.forward(Matrix.row(1));

        early.ended(new History(List.of(), List.of()));

        assertThatThrownBy(() -> before.backward(Matrix.row(1))).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("backward: the parameters have changed since this forward pass was made.");
    }

    @Test
    void its_text_tells_the_patience_and_then_the_best_epoch() {
        EarlyStopping early = new EarlyStopping(2);
        assertThat(early).hasToString("EarlyStopping(2)");

        stopsAt(early, 5, 4, 4, 4);
        assertThat(early).hasToString("EarlyStopping(2), best epoch 2");
    }
}
