// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotsTest {

    private final Linear layer = new Linear(Matrix.row(0), Matrix.row(0));
    private final Snapshots snapshots = new Snapshots();

    /**
     * y = w x + b with x = 1, t = 1 and both at 0: the gradient is 2 (w + b - 1) for both, so a step of 1/8 halves the
     * way.
     */
    private void train(int epochs) {
        Sequential model = new Sequential(layer);
        new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.125)).epochs(epochs)
                .listener(snapshots).fit(Dataset.of(Matrix.column(1), Matrix.column(1)));
    }

    @Test
    void each_epoch_leaves_the_weights_that_it_ended_with() {
        train(3);
        // The sum w + b goes half the way to 1 each time, and w is half of it.
        assertThat(snapshots.epochs()).containsExactly(0, 1, 2, 3);
        assertThat(snapshots.epochs()).map(epoch -> snapshots.value(epoch, layer.weight()).get(0, 0))
                .containsExactly(0.0, 0.25, 0.375, 0.4375);
        assertThat(snapshots.value(3, layer.bias())).isEqualTo(layer.bias().value()).isNotSameAs(layer.bias().value());
        assertThat(snapshots).hasToString("Snapshots after the epochs [0, 1, 2, 3]");
    }

    @ParameterizedTest
    @CsvSource({"7, 0 1 2 3 4 5 6 7", "8, 0 2 4 6 8", "9, 0 2 4 6 8 9", "14, 0 2 4 6 8 10 12 14", "15, 0 4 8 12 15",
            "100, 0 16 32 48 64 80 96 100"})
    void of_a_long_training_a_few_are_kept_evenly_spaced_with_the_first_and_the_last(int epochs, String kept) {
        train(epochs);
        assertThat(snapshots.epochs()).map(String::valueOf).containsExactly(kept.split(" "));
        assertThat(snapshots.value(epochs, layer.weight())).isEqualTo(layer.weight().value());
    }

    @Test
    void a_second_training_begins_anew() {
        train(3);
        Matrix end = layer.weight().value().copy();
        train(1);
        assertThat(snapshots.epochs()).containsExactly(0, 1);
        assertThat(snapshots.value(0, layer.weight())).isEqualTo(end);
    }

    @Test
    void of_a_training_that_is_resumed_there_is_what_comes_then() {
        Sequential model = new Sequential(layer);
        List<Checkpoint> checkpoints = new ArrayList<>();
        Dataset data = Dataset.of(Matrix.column(1), Matrix.column(1));
        new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.125)).epochs(2)
                .listener(new TrainingListener() {
                    @Override
                    public void checkpointReady(Supplier<Checkpoint> now) {
                        checkpoints.add(now.get());
                    }
                }).fit(data);
        new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 0.125)).epochs(4)
                .resumeFrom(checkpoints.get(1)).listener(snapshots).fit(data);

        assertThat(snapshots.epochs()).containsExactly(3, 4);
        assertThat(snapshots.value(3, layer.weight()).get(0, 0)).isEqualTo(0.4375);
    }

    @Test
    void what_was_not_kept_is_refused() {
        assertThat(snapshots.epochs()).isEmpty();
        train(1);
        Parameter other = new Parameter("other", Matrix.row(1));
        assertThatThrownBy(() -> snapshots.value(2, layer.bias())).isInstanceOf(NoSuchElementException.class)
                .hasMessage("Snapshots: there is none of bias (1 x 1) after epoch 2; there are some of "
                        + List.of(layer.weight(), layer.bias()) + " after the epochs [0, 1].");
        assertThatThrownBy(() -> snapshots.value(0, other)).isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("Snapshots: there is none of other (1 x 1) after epoch 0;");
    }
}
