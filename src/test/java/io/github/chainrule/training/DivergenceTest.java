// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run stops at the first number that isn't finite, says where it was, and leaves the weights as they were. */
class DivergenceTest {

    private static final Loss SQUARES = new MeanSquaredError();
    /** Each is a batch of its own. From y = x the first one has the gradient dW = −12, db = −6. */
    private static final Dataset DATA = Toy.pairs(new double[] {2, 5}, new double[] {2, 5}, new double[] {2, 5});

    /** Lets everything through, until a call comes for which it returns a value of the test's choice. */
    private static final class Faulty implements Layer {

        private final int goodCalls;
        private final double value;
        private int calls;

        private Faulty(int goodCalls, double value) {
            this.goodCalls = goodCalls;
            this.value = value;
        }

        @Override
        public Matrix forward(Matrix x) {
            boolean good = calls++ < goodCalls;
            return x.map(v -> good ? v : value);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return dy;
        }

        @Override
        public String name() {
            return "Faulty";
        }
    }

    private static Loss loss(double value, double gradient) {
        return new Loss() {
            @Override
            public double value(Matrix prediction, Matrix target) {
                return value;
            }

            @Override
            public Matrix gradient(Matrix prediction, Matrix target) {
                return prediction.map(p -> gradient);
            }

            @Override
            public String name() {
                return "MyLoss";
            }
        };
    }

    private static Trainer trainer(Sequential model, Loss loss, double learningRate) {
        return new Trainer(model, loss, new Sgd(model.parameters(), learningRate)).batchSize(1).shuffle(false);
    }

    /** Trains until it fails, and compares the weights with those after the last update that was made. */
    private static void assertDiverges(Sequential model, Loss loss, double learningRate, Dataset data, String message) {
        List<List<Matrix>> weights = new ArrayList<>(List.of(Toy.weights(model)));
        Trainer trainer = trainer(model, loss, learningRate).epochs(2).listener(new TrainingListener() {
            @Override
            public void afterUpdate(StepEvent event) {
                weights.add(Toy.weights(model));
            }
        });

        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> trainer.fit(data)).withMessage(message);
        assertThat(Toy.weights(model)).isEqualTo(weights.get(weights.size() - 1));
    }

    private static String advice(double learningRate) {
        return ": the steps were probably too large. Try a learning rate below " + learningRate
                + ", and inputs scaled to about [0, 1]. The parameters are those from before this batch.";
    }

    private static String adviceBeforeAnyStep() {
        return ": no step has been made yet, so the learning rate is not to blame. Look at the inputs (scale them to"
                + " about [0, 1]), the initial parameters, and any layer or loss of your own. The parameters are"
                + " those from before this batch.";
    }

    @Test
    void a_huge_learning_rate_makes_the_loss_infinite_and_a_larger_one_the_output() {
        assertDiverges(Toy.line(1, 0), SQUARES, 1e300, DATA, "epoch 1, batch 2: the loss, MeanSquaredError, is Infinity"
                + " although the model's output is finite. Largest input 2.00, largest parameter 1.20e+301"
                + advice(1e300));
        assertDiverges(Toy.line(1, 0), SQUARES, 1e307, DATA, "epoch 1, batch 2: the output of layer 0, Linear(1, 1),"
                + " has Infinity at row 0, column 0. Largest input 2.00, largest parameter 1.20e+308" + advice(1e307));
    }

    @Test
    void a_learning_rate_somewhat_too_large_takes_longer() {
        Sequential model = Toy.line(1, 0);
        Trainer trainer = trainer(model, SQUARES, 1).epochs(1_000);

        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> trainer.fit(DATA))
                .withMessageStartingWith("epoch ").withMessageContaining(", batch ").withMessageEndingWith(advice(1));
        assertThat(Toy.weights(model)).allMatch(Matrix::isFinite);
    }

    @Test
    void what_went_before_is_not_lost() {
        Sequential model = Toy.line(1, 0);
        History[] told = new History[1];
        Trainer trainer = new Trainer(model, SQUARES, new Sgd(model.parameters(), 1e60)).epochs(5).batchSize(1)
                .listener(new TrainingListener() {
                    @Override
                    public void diverged(DivergedException exception) {
                        told[0] = exception.history();
                    }
                });

        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> trainer.fit(DATA)).satisfies(e -> {
            assertThat(e).hasMessageStartingWith("epoch 2, batch 1: ");
            assertThat(e.history().epochs()).hasSize(1);
            assertThat(e.history().steps()).hasSize(3).isEqualTo(told[0].steps());
            assertThat(e.history().steps().get(0).scores().loss()).isEqualTo(9);
        });
    }

    @Test
    void the_first_layer_whose_output_is_not_a_number_is_named() {
        Sequential model = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)), new Faulty(4, Double.NaN),
                new Linear(Matrix.row(0.5), Matrix.row(0)));

        assertDiverges(model, SQUARES, 1e-9, DATA, "epoch 2, batch 2: the output of layer 1, Faulty, has NaN at row 0,"
                + " column 0. Largest input 2.00, largest parameter 1.00" + advice(1e-9));
    }

    /** The second example of a batch, and the second neuron, whose weight is 1e200. */
    @Test
    void row_and_column_within_the_output_are_named() {
        Sequential model = new Sequential(new Linear(Matrix.row(0, 1e200), Matrix.row(0, 0)));
        Dataset data = Dataset.of(Matrix.column(1, 1e200), Matrix.zeros(2, 2));

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> trainer(model, loss(1, 1), 0.1).batchSize(2).fit(data))
                .withMessageStartingWith("epoch 1, batch 1: the output of layer 0, Linear(1, 2), has Infinity at row 1,"
                        + " column 1. Largest input 1.00e+200, largest parameter 1.00e+200: ");
    }

    @Test
    void a_loss_that_is_infinite_for_a_finite_output_is_named() {
        assertDiverges(Toy.line(1, 0), loss(Double.NEGATIVE_INFINITY, 1), 0.1, DATA, "epoch 1, batch 1: the loss,"
                + " MyLoss, is -Infinity although the model's output is finite. Largest input 2.00, largest parameter"
                + " 1.00" + adviceBeforeAnyStep());
        assertDiverges(Toy.line(1, 0), loss(Double.NaN, 1), 0.1, DATA, "epoch 1, batch 1: the loss,"
                + " MyLoss, is NaN although the model's output is finite. Largest input 2.00, largest parameter"
                + " 1.00" + adviceBeforeAnyStep());
    }

    /** p = 1e-50 · 1e200, L = p² = 1e300, but dW = 2·p·x = 2e350. */
    @Test
    void a_gradient_may_overflow_although_the_loss_is_finite() {
        assertDiverges(Toy.line(1e-50, 0), SQUARES, 0.1, Toy.pairs(new double[] {1e200, 0}), "epoch 1, batch 1: the"
                + " gradient of weight (1 x 1) in layer 0, Linear(1, 1), has Infinity at row 0, column 0."
                + " Largest input 1.00e+200, largest parameter 1.00e-50" + adviceBeforeAnyStep());
    }

    @Test
    void the_layer_whose_gradient_is_not_finite_is_named() {
        Sequential model = new Sequential(new Linear(Matrix.row(1, 1), Matrix.row(0, 0)), new Faulty(99, 0),
                new Linear(Matrix.column(0, 1e300), Matrix.row(0)));

        assertDiverges(model, loss(1, 1e10), 0.1, DATA, "epoch 1, batch 1: the gradient of weight (1 x 2) in layer 0,"
                + " Linear(1, 2), has Infinity at row 0, column 1. Largest input 2.00, largest parameter 1.00e+300"
                + adviceBeforeAnyStep());
    }

    /** dW of the last layer is 1e300 · 1e10; the zeros before it keep the first layer's gradient finite. */
    @Test
    void a_layer_after_others_is_named_as_well() {
        Sequential model = new Sequential(new Linear(Matrix.row(0), Matrix.row(1e300)), new Linear(Matrix.row(0),
                Matrix.row(0)));

        assertDiverges(model, loss(1, 1e10), 0.1, DATA, "epoch 1, batch 1: the gradient of weight (1 x 1) in layer 1,"
                + " Linear(1, 1), has Infinity at row 0, column 0. Largest input 2.00, largest parameter 1.00e+300"
                + adviceBeforeAnyStep());
    }

    @Test
    void an_output_that_is_infinite_in_a_validation_or_an_evaluation_stops_it() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> trainer(Toy.line(1, 0), SQUARES, 1e-9)
                        .validation(Dataset.of(Matrix.column(1, 1e160), Matrix.column(0, 0))).fit(DATA))
                .withMessage("validation after epoch 1: the mean loss, MeanSquaredError, is Infinity: the steps were"
                        + " probably too large. Try a learning rate below 1.0E-9, and inputs scaled to about [0, 1].");
        Sequential model = Toy.line(1e308, 0);
        Trainer trainer = trainer(model, SQUARES, 0.1);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> trainer.evaluate(DATA))
                .withMessage("the model's output for example 0 is Infinity. If training diverged, train"
                        + " again with a smaller learning rate.");
    }

    /** Each batch's loss is finite, and their sum is not. */
    @Test
    void an_epochs_mean_loss_may_be_infinite_although_each_batchs_is_finite() {
        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> trainer(Toy.line(1, 0), loss(1e308, 0), 0.1).fit(DATA))
                .withMessageStartingWith("epoch 1: the mean loss, MyLoss, is Infinity: the steps were probably too"
                        + " large.");
    }

    @Test
    void a_weight_that_is_infinite_after_an_activation_stops_the_next_batch() {
        Sequential model = new Sequential(new Linear(Matrix.row(1), Matrix.row(0)), new ReLU(),
                new Linear(Matrix.row(1), Matrix.row(0)));
        Trainer trainer = trainer(model, SQUARES, 0.001).epochs(2).listener(new TrainingListener() {
            @Override
            public void afterUpdate(StepEvent event) {
                model.parameters().get(0).value().set(0, 0, Double.NEGATIVE_INFINITY);
            }
        });
        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> trainer.fit(DATA)).withMessageStartingWith(
                "epoch 1, batch 2: the output of layer 0, Linear(1, 1), has -Infinity at row 0, column 0.");
    }

    @Test
    void a_parameter_that_the_last_step_made_infinite_is_named() {
        Sequential model = Toy.line(-1e308, 0);

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> trainer(model, loss(1, 1e10), 1e300).fit(Toy.pairs(new double[] {1, 0})))
                .withMessage("epoch 1, batch 1: after the step weight (1 x 1) in layer 0, Linear(1, 1), has -Infinity"
                        + " at row 0, column 0: the steps were probably too large. Try a learning rate below 1.0E300,"
                        + " and"
                        + " inputs scaled to about [0, 1].");
    }

    @Test
    void an_adam_that_can_not_go_on_stops_a_run_as_any_other_divergence_does() {
        Sequential model = Toy.line(1, 0);
        List<DivergedException> told = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void diverged(DivergedException e) {
                told.add(e);
            }
        };

        assertThatExceptionOfType(DivergedException.class)
                .isThrownBy(() -> new Trainer(model, loss(1, 1e200), new Adam(model.parameters(), 0.1))
                        .listener(listener).fit(DATA))
                .withMessageStartingWith("epoch 1, batch 1: Adam.step: v, the mean of the squared gradient, has"
                        + " overflowed for weight (1 x 1)")
                .satisfies(e -> assertThat(told).containsExactly(e));
    }

    @Test
    void an_input_that_is_not_finite_is_no_divergence_but_a_wrong_argument() {
        Dataset broken = new OwnDataset(1, 1, 1, (example, r, inputs, targets) -> inputs.set(r, 0, Double.NaN));

        assertThatIllegalArgumentException().isThrownBy(() -> trainer(Toy.line(1, 0), SQUARES, 0.1).fit(broken))
                .withMessageStartingWith("Sequential(Linear(1, 1)): the input at row 0, column 0 is NaN;");
    }
}
