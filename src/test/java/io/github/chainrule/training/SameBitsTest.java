// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same seed gives the same weights, to the last bit: by hand, with the trainer, and on every JVM. */
class SameBitsTest {

    /** Batches of 16: the last one has 2. */
    private static final Dataset DATA = Toy.circle(50, 7);

    private final Loss loss = new BinaryCrossEntropy();

    enum Kind {
        SGD(model -> new Sgd(model.parameters(), 0.1)),
        MOMENTUM(model -> new Sgd(model.parameters(), 0.1).momentum(0.9).weightDecay(1e-4)),
        ADAM(model -> new Adam(model.parameters(), 0.01));

        private final Function<Sequential, Optimizer> make;

        Kind(Function<Sequential, Optimizer> make) {
            this.make = make;
        }
    }

    private static Trainer trainer(Sequential model) {
        return new Trainer(model, new BinaryCrossEntropy(), Kind.ADAM.make.apply(model)).epochs(3).batchSize(16);
    }

    /** The lecture's loop. */
    private List<Double> trainByHand(Sequential model, Optimizer optimizer, Batches batches, int epochs) {
        List<Double> losses = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (Batch batch : batches) {
                ForwardPass pass = model.forward(batch.inputs());
                losses.add(loss.value(pass.output(), batch.targets()));
                pass.backward(loss.gradient(pass.output(), batch.targets()));
                optimizer.step();
            }
        }
        return losses;
    }

    @ParameterizedTest
    @EnumSource
    void the_trainer_does_what_the_four_lines_do(Kind kind) {
        Sequential byHand = Toy.network(1);
        List<Double> losses = trainByHand(byHand, kind.make.apply(byHand), Batches.shuffled(DATA, 16, 5), 4);

        Sequential trained = Toy.network(1);
        History history = new Trainer(trained, loss, kind.make.apply(trained)).epochs(4).batchSize(16).seed(5)
                .fit(DATA);

        assertThat(Toy.weights(trained)).isEqualTo(Toy.weights(byHand)).isNotEqualTo(Toy.weights(Toy.network(1)));
        assertThat(history.steps()).extracting(step -> step.scores().loss()).isEqualTo(losses).hasSize(16);
    }

    @Test
    void without_shuffling_the_trainer_takes_the_examples_as_they_lie() {
        Sequential byHand = Toy.network(1);
        trainByHand(byHand, Kind.ADAM.make.apply(byHand), Batches.inOrder(DATA, 16), 3);

        Sequential trained = Toy.network(1);
        trainer(trained).shuffle(false).seed(99).fit(DATA);

        assertThat(Toy.weights(trained)).isEqualTo(Toy.weights(byHand));
    }

    @Test
    void without_shuffling_each_epoch_has_the_same_order_and_with_it_another_one() {
        assertThat(orders(false)).containsExactly("0 1 2 3 4 5 6 ", "0 1 2 3 4 5 6 ");
        assertThat(orders(true)).doesNotHaveDuplicates().doesNotContain("0 1 2 3 4 5 6 ")
                .allSatisfy(order -> assertThat(order.split(" "))
                        .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6"));
    }

    private List<String> orders(boolean shuffle) {
        Dataset numbered = Dataset.of(Matrix.column(0, 1, 2, 3, 4, 5, 6), Matrix.zeros(7, 1));
        Sequential model = new Sequential(new Linear(1, 1, new Random(1)), new Sigmoid());
        List<String> orders = new ArrayList<>(List.of("", ""));
        new Trainer(model, loss, new Adam(model.parameters(), 0.01)).epochs(2).batchSize(3).shuffle(shuffle)
                .listener(new TrainingListener() {
                    @Override
                    public void beforeUpdate(StepEvent event) {
                        for (double x : event.batch().inputs().values()) {
                            orders.set(event.step().epoch() - 1, orders.get(event.step().epoch() - 1) + (int) x + " ");
                        }
                    }
                }).fit(numbered);
        return orders;
    }

    @Test
    void the_same_seed_gives_the_same_weights_and_another_seed_others() {
        assertThat(weightsAfterTraining(1, 5)).isEqualTo(weightsAfterTraining(1, 5));
        assertThat(weightsAfterTraining(1, 5)).isNotEqualTo(weightsAfterTraining(1, 6));
        assertThat(weightsAfterTraining(1, 5)).isNotEqualTo(weightsAfterTraining(2, 5));
    }

    private static List<Matrix> weightsAfterTraining(long weightSeed, long orderSeed) {
        Sequential model = Toy.network(weightSeed);
        trainer(model).seed(orderSeed).fit(DATA);
        return Toy.weights(model);
    }

    @Test
    void looking_on_changes_nothing() {
        Sequential alone = Toy.network(1);
        Sequential watched = Toy.network(1);

        trainer(alone).fit(DATA);
        trainer(watched).metric(new BinaryAccuracy()).validation(Toy.circle(30, 8)).listener(new TrainingListener() {
        }).fit(DATA);

        assertThat(Toy.weights(watched)).isEqualTo(Toy.weights(alone));
    }

    @Test
    void a_trainer_does_one_epoch_of_shuffled_batches_of_64_with_seed_0_by_default() {
        Dataset data = Toy.circle(150, 9);
        Sequential byDefault = Toy.network(1);
        Sequential told = Toy.network(1);

        History history = new Trainer(byDefault, loss, Kind.ADAM.make.apply(byDefault)).fit(data);
        trainer(told).epochs(1).batchSize(64).shuffle(true).seed(0).fit(data);

        assertThat(history.steps()).hasSize(3);
        assertThat(Toy.weights(byDefault)).isEqualTo(Toy.weights(told));
    }

    /** Recorded with JDK 17 and JDK 25. A change of it changes the results of all seeds. */
    @Test
    void a_toy_training_gives_the_recorded_bits() {
        Sequential model = Toy.network(42);
        trainer(model).epochs(2).seed(42).fit(DATA);

        assertThat(Toy.hash(model)).isEqualTo("3454cbfc801e997e456375ec870fb3e4c73ced00710c58e4ec55afef18067bb8");
    }

    /** The first epoch of the lecture's program. */
    @Test
    void mnist_gives_the_recorded_bits() throws IOException {
        Random random = new Random(42);
        Sequential model = new Sequential(new Linear(784, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        new Trainer(model, loss, new Adam(model.parameters(), 0.001)).batchSize(64).seed(42)
                .fit(Mnist.load().training(Task.pair(0, 1)));

        assertThat(Toy.hash(model)).isEqualTo("9a5070d6d9979a63c5d62539b0a3d628ba303559c472a875fca9b3d1bb2225eb");
    }
}
