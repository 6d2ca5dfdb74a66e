// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** A loop written by hand has what a trainer has. */
class TrainingRunTest {

    private static final Dataset DATA = Toy.circle(100, 3);
    private static final Loss BCE = new BinaryCrossEntropy();

    private final Sequential model = Toy.network(1);
    private final List<String> told = new ArrayList<>();
    private final TrainingListener diary = new TrainingListener() {
        @Override
        public void started(Plan plan) {
            told.add("started " + plan.epochs() + " x " + plan.batchesPerEpoch() + " of " + plan.training().size());
        }

        @Override
        public void afterUpdate(StepEvent event) {
            told.add(event.step().epoch() + "." + event.step().batch());
        }

        @Override
        public void epochEnded(History.Epoch epoch) {
            told.add("epoch " + epoch.number());
        }

        @Override
        public void evaluated(Evaluation evaluation) {
            told.add("evaluated " + evaluation.targets().rows());
        }

        @Override
        public void diverged(DivergedException exception) {
            told.add("diverged");
        }
    };

    private static TrainingRun trainByHand(Sequential model, Loss loss, Optimizer optimizer, Dataset data, int epochs,
                                        TrainingListener... listeners) {
        TrainingRun training = new TrainingRun(model, loss, optimizer, data, listeners);
        Batches batches = Batches.shuffled(data, 32, 7);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                BackwardPass back = pass.backward(loss.gradient(pass.output(), batch.targets()));
                training.step(batch, pass, back);
            }
        }
        return training;
    }

    private static List<Object> losses(History history) {
        List<Object> losses = new ArrayList<>(history.steps());
        history.epochs().forEach(epoch -> losses.add(List.of(epoch.number(), epoch.training())));
        return losses;
    }

    @Test
    void weights_and_losses_are_those_of_a_trainer() {
        History byHand = trainByHand(model, BCE, new Adam(model.parameters(), 0.01), DATA, 3).history();
        Sequential other = Toy.network(1);
        History byTrainer = new Trainer(other, BCE, new Adam(other.parameters(), 0.01)).epochs(3).batchSize(32).seed(7)
                .fit(DATA);

        assertThat(Toy.hash(model)).isEqualTo(Toy.hash(other));
        assertThat(losses(byHand)).isEqualTo(losses(byTrainer)).hasSize(3 * 4 + 3);
    }

    @Test
    void listeners_hear_the_same_but_for_how_long_it_will_take() {
        TrainingRun training = trainByHand(model, BCE, new Sgd(model.parameters(), 0.1), DATA, 2, diary);
        training.evaluate(Toy.circle(9, 4));

        assertThat(told).containsExactly("started 0 x 0 of 100", "1.1", "1.2", "1.3", "1.4", "epoch 1", "2.1", "2.2",
                "2.3", "2.4", "epoch 2", "evaluated 9");
    }

    @Test
    void a_trainer_tells_of_each_validation_and_evaluation() {
        Trainer trainer = new Trainer(model, BCE, new Sgd(model.parameters(), 0.1)).batchSize(100)
                .validation(Toy.circle(9, 4)).listener(diary);
        trainer.fit(DATA);
        trainer.evaluate(Toy.circle(8, 4));

        assertThat(told).containsExactly("started 1 x 1 of 100", "1.1", "evaluated 9", "epoch 1", "evaluated 8");
    }

    /** On the scales of the training data, y = x is right: both are −1 and 1. */
    @Test
    void a_trainer_scales_what_it_evaluates_as_its_training_data_were() {
        Dataset measured = Toy.pairs(new double[] {10, 3}, new double[] {20, 5});
        Sequential line = Toy.line(1, 0);
        Trainer trainer = new Trainer(line, new MeanSquaredError(), new Sgd(line.parameters(), 0.1));
        trainer.fit(Scaler.standard(measured).transform(measured));

        assertThat(trainer.evaluate(measured).loss()).isZero();
    }

    @Test
    void a_trainer_hands_out_what_it_has_trained() {
        Dataset measured = Toy.pairs(new double[] {10, 3}, new double[] {20, 5});
        Scaler scaler = Scaler.standard(measured);
        Sequential line = Toy.line(1, 0);
        Loss squares = new MeanSquaredError();
        Trainer trainer = new Trainer(line, squares, new Sgd(line.parameters(), 0.1));
        assertThatIllegalStateException().isThrownBy(trainer::predictor)
                .withMessage("Trainer.predictor: nothing has been trained yet. Call fit(training) first.");
        trainer.fit(scaler.transform(measured));

        assertThat(trainer.predictor()).isEqualTo(new Predictor(line, squares, measured.names(), Optional.of(scaler),
                Optional.empty(), Matrix.of(new double[][] {{-1}, {1}}), Predictor.DEFAULT_THRESHOLD));
        assertThat(trainer.predictor().predict(Matrix.column(10, 20))).isEqualTo(Matrix.column(3, 5));
    }

    /** The second one, in a thread of its own or in a listener, would change weights under the first one's hands. */
    @Test
    void a_model_is_trained_by_one_fit_at_a_time() {
        List<Throwable> refused = new ArrayList<>();
        Runnable second = () -> refused.add(catchThrowable(
                () -> new Trainer(model, BCE, new Sgd(model.parameters(), 0.1)).fit(DATA)));
        Trainer trainer = new Trainer(model, BCE, new Adam(model.parameters(), 0.01)).listener(new TrainingListener() {
            @Override
            public void beforeUpdate(StepEvent event) {
                if (refused.isEmpty()) {
                    second.run();
                    CompletableFuture.runAsync(second).join();
                }
            }
        });
        trainer.fit(DATA);
        assertThat(refused).hasSize(2).allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class)
                .hasMessage("Trainer.fit: another thread or a listener is training this model: " + model
                        + ". Give each its own model, or wait until the other fit has returned."));

        second.run();
        assertThat(refused.get(2)).isNull();
    }

    @Test
    void what_does_not_belong_together_is_refused_before_the_first_step() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRun(model, BCE,
                        new Adam(Toy.network(2).parameters(), 0.1), DATA))
                .withMessageStartingWith("the optimizer's parameter weight (2 x 5) is not in the model");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRun(model, new BinaryCrossEntropyWithLogits(),
                        new Adam(model.parameters(), 0.1), DATA))
                .withMessageStartingWith("the model ends with a Sigmoid, but BinaryCrossEntropyWithLogits");
        assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRun(model, BCE,
                        new Adam(model.parameters(), 0.1), Dataset.of(Matrix.zeros(4, 3), Matrix.zeros(4, 1))))
                .withMessage("the model expects 2 inputs, but the training data has 3 per example.");
    }

    @Test
    void another_task_is_refused_by_evaluate() {
        Dataset apples = DATA.withNames(DATA.names().withClasses("apple", "pear"));
        TrainingRun training = new TrainingRun(model, BCE, new Adam(model.parameters(), 0.1), apples);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.evaluate(DATA.withNames(DATA.names().withClasses("cat", "dog"))))
                .withMessageStartingWith("the model was trained on the classes [apple, pear], but the evaluation"
                + " data has");
    }

    @Test
    void a_loop_may_go_back_with_any_gradient() {
        TrainingRun training = new TrainingRun(model, BCE, new Sgd(model.parameters(), 0.1), DATA);
        Batch batch = Batches.inOrder(DATA, 3).iterator().next();
        ForwardPass pass = model.forward(batch.inputs());

        History.Step step = training.step(batch, pass,
                pass.backward(BCE.gradient(pass.output(), batch.targets()).map(d -> -d)));
        assertThat(training.history().steps()).containsExactly(step);
    }

    @Test
    void another_models_pass_is_refused() {
        Sequential other = Toy.network(1);
        TrainingRun training = new TrainingRun(model, BCE, new Sgd(model.parameters(), 0.1), DATA);
        Batch batch = Batches.inOrder(DATA, 10).iterator().next();
        ForwardPass pass = other.forward(batch.inputs());
        BackwardPass back = pass.backward(BCE.gradient(pass.output(), batch.targets()));

        assertRefused(() -> training.step(batch, pass, back), "TrainingRun.step: another model, " + other + ", made"
                + " this pass. Call model.forward(batch.inputs()) on the model that is trained, " + model + ".");
    }

    @Test
    void a_run_that_diverges_says_where_and_tells_its_listeners() {
        Sequential line = Toy.line(1, 0);
        Dataset one = Toy.pairs(new double[] {2, 5});

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> trainByHand(line, new MeanSquaredError(), new Sgd(line.parameters(), 1e300), one, 2,
                        diary))
                .withMessageStartingWith("epoch 2, batch 1: the loss, MeanSquaredError, is Infinity although");
        assertThat(told).endsWith("epoch 1", "diverged");
    }

    @Test
    void the_row_of_a_target_that_the_loss_refuses_is_the_datas() {
        Matrix targets = Matrix.zeros(50, 1);
        targets.set(33, 0, 5);
        Dataset data = Dataset.of(Matrix.zeros(50, 2), targets);
        Trainer trainer = new Trainer(model, BCE, new Sgd(model.parameters(), 0.1)).batchSize(10).shuffle(false);

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(data))
                .withMessageStartingWith("BinaryCrossEntropy: target at row 3, column 0 is 5.0; ")
                .withMessageEndingWith(" That row is the batch's; the first such example of the training data is number"
                        + " 33, counted from 0.");
    }

    /** A prediction that is refused is no example's fault. */
    @Test
    void what_the_loss_refuses_of_a_prediction_keeps_its_message() {
        Sequential line = new Sequential(new Linear(Matrix.column(5, 5), Matrix.row(9)));
        Trainer trainer = new Trainer(line, BCE, new Sgd(line.parameters(), 0.1));

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(DATA))
                .withMessageEndingWith("End the model with a Sigmoid, or use BinaryCrossEntropyWithLogits without"
                + " one.");
    }

    /** Such as Poisson's, whose predictions are above 0; so is the one that the search for an example tries. */
    @Test
    void a_loss_of_ones_own_may_refuse_a_prediction_that_is_zero() {
        Sequential line = Toy.line(0, -1);
        Loss poisson = refusing((p, t) ->
                p > 0 ? null : "Poisson: prediction at row 0 is " + p + "; expected above 0.");
        Trainer trainer = new Trainer(line, poisson, new Sgd(line.parameters(), 0.1));

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(Toy.pairs(new double[] {1, 1})))
                .withMessage("Poisson: prediction at row 0 is -1.0; expected above 0.");
    }

    @Test
    void a_refusal_that_names_no_row_keeps_its_message() {
        Sequential line = Toy.line(0, 1);
        Loss counts = refusing((p, t) -> t >= 0 ? null : "MyLoss: there are targets below 0.");
        Trainer trainer = new Trainer(line, counts, new Sgd(line.parameters(), 0.1));

        assertRefused(() -> trainer.fit(Toy.pairs(new double[] {1, -1})), "MyLoss: there are targets below 0.");
    }

    private static Loss refusing(BiFunction<Double, Double, String> reason) {
        return new Loss() {
            @Override
            public double value(Matrix prediction, Matrix target) {
                return 0;
            }

            @Override
            public Matrix gradient(Matrix prediction, Matrix target) {
                String refused = reason.apply(prediction.get(0, 0), target.get(0, 0));
                if (refused != null) {
                    throw new IllegalArgumentException(refused);
                }
                return prediction;
            }
        };
    }

    @Test
    void their_texts_tell_what_is_trained_and_how_far() {
        Optimizer adam = new Adam(model.parameters(), 0.01);
        assertThat(new Trainer(model, BCE, adam).epochs(3).batchSize(32).seed(7)).hasToString("Trainer(" + model
                + ", BinaryCrossEntropy, Adam(0.01), epochs 3, batches of 32, seed 7)");

        TrainingRun training = trainByHand(model, BCE, adam, DATA, 2);
        assertThat(training).hasToString("TrainingRun(" + training.predictor() + ", BinaryCrossEntropy, Adam(0.01)): "
                + training.history());
        assertThat(training.predictor()).isEqualTo(new Predictor(model, BCE, DATA.names(), Optional.empty(),
                Optional.empty(), training.predictor().inputRange(), Predictor.DEFAULT_THRESHOLD));
    }

    @Test
    void null_is_named() {
        Optimizer sgd = new Sgd(model.parameters(), 0.1);
        assertThatNullPointerException().isThrownBy(() -> new Trainer(null, BCE, sgd))
                .withMessage("Trainer: model is null.");
        assertThatNullPointerException().isThrownBy(() -> new Trainer(model, null, sgd))
                .withMessage("Trainer: loss is null.");
        assertThatNullPointerException().isThrownBy(() -> new Trainer(model, BCE, null))
                .withMessage("Trainer: optimizer is null.");
        Trainer trainer = new Trainer(model, BCE, sgd);
        assertThatNullPointerException().isThrownBy(() -> trainer.fit(null))
                .withMessage("Trainer: training is null.");
        assertThatNullPointerException().isThrownBy(() -> trainer.validation(null))
                .withMessage("Trainer: validation is null.");
        assertThatNullPointerException().isThrownBy(() -> trainer.metric(null))
                .withMessage("Trainer: metric is null.");
        assertThatNullPointerException().isThrownBy(() -> trainer.listener(null))
                .withMessage("Trainer: listener is null.");
        assertThatNullPointerException().isThrownBy(() -> new TrainingRun(model, BCE, sgd, null))
                .withMessage("TrainingRun: training is null.");
    }
}
