// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Scores;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which listener hears what, and when. */
class ListenerTest {

    private static final Dataset DATA = Toy.circle(10, 3);

    private final List<String> told = new ArrayList<>();
    private final Sequential model = Toy.network(1);

    private final class Diary implements TrainingListener {

        private final String name;

        private Diary(String name) {
            this.name = name;
        }

        @Override
        public void started(Plan plan) {
            told.add(name + "started " + plan.epochs() + " x " + plan.batchesPerEpoch());
        }

        @Override
        public void beforeUpdate(StepEvent event) {
            told.add(name + "before " + event.step().epoch() + "." + event.step().batch());
        }

        @Override
        public void afterUpdate(StepEvent event) {
            told.add(name + "after " + event.step().epoch() + "." + event.step().batch());
        }

        @Override
        public void epochEnded(History.Epoch epoch) {
            told.add(name + "epoch " + epoch.number());
        }

        @Override
        public void checkpointReady(Supplier<Checkpoint> checkpoint) {
            told.add(name + "checkpoint " + checkpoint.get().history().epochs().size());
        }

        @Override
        public boolean shouldStop() {
            told.add(name + "stop?");
            return false;
        }

        @Override
        public void diverged(DivergedException exception) {
            told.add(name + "diverged " + exception.getMessage().split(":")[0]);
        }

        @Override
        public void ended(History history) {
            told.add(name + "ended " + history.epochs().size());
        }

        @Override
        public void closed() {
            told.add(name + "closed");
        }
    }

    private Trainer trainer() {
        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).batchSize(5);
    }

    @Test
    void events_come_in_order() {
        trainer().epochs(2).listener(new Diary("")).fit(DATA);

        assertThat(told).containsExactly("started 2 x 2",
                "before 1.1", "after 1.1", "before 1.2", "after 1.2", "epoch 1", "checkpoint 1", "stop?",
                "before 2.1", "after 2.1", "before 2.2", "after 2.2", "epoch 2", "checkpoint 2", "stop?",
                "ended 2", "closed");
    }

    @Test
    void listeners_are_called_in_the_order_in_which_they_were_given() {
        trainer().batchSize(10).listener(new Diary("a ")).listener(new Diary("b ")).fit(DATA);

        assertThat(told).containsExactly("a started 1 x 1", "b started 1 x 1", "a before 1.1", "b before 1.1",
                "a after 1.1", "b after 1.1", "a epoch 1", "b epoch 1", "a checkpoint 1", "b checkpoint 1", "a stop?",
                "b stop?", "a ended 1", "b ended 1", "a closed", "b closed");
    }

    @Test
    void the_plan_says_what_is_about_to_be_done() {
        Metric accuracy = new BinaryAccuracy();
        List<TrainingListener.Plan> plans = new ArrayList<>();
        trainer().epochs(2).batchSize(4).metric(accuracy).listener(new TrainingListener() {
            @Override
            public void started(Plan plan) {
                plans.add(plan);
            }
        }).fit(DATA);

        assertThat(plans).hasSize(1).allSatisfy(plan -> {
            assertThat(plan.predictor().model()).isSameAs(model);
            assertThat(plan.predictor().loss()).isInstanceOf(BinaryCrossEntropy.class);
            assertThat(plan.predictor().names()).isEqualTo(DATA.names());
            assertThat(plan.optimizer().parameters()).isEqualTo(model.parameters());
            assertThat(plan.epochs()).isEqualTo(2);
            assertThat(plan.batchesPerEpoch()).isEqualTo(3);
            assertThat(plan.metrics()).containsExactly(accuracy);
            assertThat(plan.validation()).isEmpty();
        });
    }

    /** y = x at first, target 0, one example x = 1: the gradient is 2, and η = 1/8. */
    @Test
    void before_the_update_the_weights_are_the_old_ones_with_their_gradient_and_after_it_the_new_ones() {
        Sequential line = Toy.line(1, 0);
        Matrix weight = line.parameters().get(0).value();
        Matrix gradient = line.parameters().get(0).gradient();
        new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 0.125)).listener(new TrainingListener() {
            @Override
            public void beforeUpdate(StepEvent event) {
                told.add("before: " + weight.get(0, 0) + ", gradient " + gradient.get(0, 0));
            }

            @Override
            public void afterUpdate(StepEvent event) {
                told.add("after: " + weight.get(0, 0));
            }
        }).fit(Toy.pairs(new double[] {1, 0}));

        assertThat(told).containsExactly("before: 1.0, gradient 2.0", "after: 0.75");
    }

    @Test
    void an_event_holds_data_activations_gradients_and_loss_of_its_batch() {
        trainer().metric(new BinaryAccuracy()).listener(new TrainingListener() {
            @Override
            public void beforeUpdate(StepEvent event) {
                Matrix output = event.forward().output();
                assertThat(event.forward().activation(0)).isEqualTo(event.batch().inputs());
                assertThat(output).isEqualTo(model.output(event.batch().inputs()));
                assertThat(event.backward().gradient(4))
                        .isEqualTo(new BinaryCrossEntropy().gradient(output, event.batch().targets()));
                assertThat(event.step().scores()).isEqualTo(new Scores(5,
                        new BinaryCrossEntropy().value(output, event.batch().targets()),
                        Map.of("accuracy", new BinaryAccuracy().value(output, event.batch().targets()))));
                told.add("looked");
            }
        }).fit(DATA);

        assertThat(told).containsExactly("looked", "looked");
    }

    @Test
    void one_listener_that_wants_to_stop_is_enough_and_all_hear_of_the_end() {
        History history = trainer().epochs(9).batchSize(10).listener(new Diary("")).listener(new TrainingListener() {
            @Override
            public boolean shouldStop() {
                return true;
            }
        }).fit(DATA);

        assertThat(history.epochs()).hasSize(1);
        assertThat(told).endsWith("epoch 1", "checkpoint 1", "stop?", "ended 1", "closed");
    }

    @Test
    void a_run_that_diverges_is_reported_instead_of_its_end() {
        Sequential line = Toy.line(1, 0);
        Trainer trainer = new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 1e300)).batchSize(1)
                .listener(new Diary(""));

        assertThatThrownBy(() -> trainer.fit(Toy.pairs(new double[] {1, 0}, new double[] {1, 0})))
                .isInstanceOf(DivergedException.class);
        assertThat(told).containsExactly("started 1 x 2", "before 1.1", "after 1.1", "diverged epoch 1, batch 2",
                "closed");
    }

    @Test
    void an_interrupted_thread_ends_its_training_after_the_step_under_way() {
        Thread.currentThread().interrupt();
        History history = trainer().epochs(9).listener(new Diary("")).fit(DATA);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(history.steps()).hasSize(1);
        assertThat(history.epochs()).isEmpty();
        assertThat(told).containsExactly("started 9 x 2", "before 1.1", "after 1.1", "ended 0", "closed");
    }

    /** Saving must not depend on what else listens. */
    @Test
    void every_listener_hears_the_end_of_an_epoch_and_of_the_run_even_if_the_one_before_it_throws() {
        TrainingListener broken = new TrainingListener() {
            @Override
            public void epochEnded(History.Epoch epoch) {
                throw new IllegalStateException("broken");
            }
        };
        Trainer trainer = trainer().batchSize(10).listener(broken).listener(new Diary(""));

        assertThatThrownBy(() -> trainer.fit(DATA)).isInstanceOf(IllegalStateException.class).hasMessage("broken");
        assertThat(told).containsExactly("started 1 x 1", "before 1.1", "after 1.1", "epoch 1", "checkpoint 1",
                "closed");
    }

    @Test
    void what_a_listener_throws_at_the_very_end_does_not_hide_what_ended_the_run() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        Trainer trainer = trainer().listener(new TrainingListener() {
            @Override
            public void beforeUpdate(StepEvent event) {
                throw first;
            }

            @Override
            public void closed() {
                throw second;
            }
        });

        assertThatThrownBy(() -> trainer.fit(DATA)).isSameAs(first).hasSuppressedException(second);
    }

    /** Both throw theirs again when the run is closed, as one does that remembers what went wrong. */
    @Test
    void what_is_thrown_first_comes_out_with_what_other_listeners_throw_after_it() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        Trainer trainer = trainer().listener(failing(first)).listener(failing(second));

        assertThatThrownBy(() -> trainer.fit(DATA)).isSameAs(first).hasSuppressedException(second);
    }

    private static TrainingListener failing(RuntimeException exception) {
        return new TrainingListener() {
            @Override
            public void epochEnded(History.Epoch epoch) {
                throw exception;
            }

            @Override
            public void closed() {
                throw exception;
            }
        };
    }

    @Test
    void validation_is_done_before_the_end_of_the_epoch_is_reported() {
        trainer().validation(DATA).listener(new TrainingListener() {
            @Override
            public void epochEnded(History.Epoch epoch) {
                told.add("validated: " + epoch.validation().isPresent());
            }
        }).fit(DATA);

        assertThat(told).containsExactly("validated: true");
    }
}
