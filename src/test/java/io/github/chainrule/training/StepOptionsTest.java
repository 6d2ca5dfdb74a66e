// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a trainer does in each step besides the four lines, against a loop that does it by hand. */
class StepOptionsTest {

    private static final Dataset DATA = Toy.circle(50, 7);
    private static final int EPOCHS = 3;
    /** Batches of 16, the last one of 2. */
    private static final int STEPS_PER_EPOCH = 4;
    private static final Schedule SCHEDULE = step -> 0.1 / (1 + step);

    private static Trainer trainer(Sequential model) {
        return new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.5)).epochs(EPOCHS)
                .batchSize(16).seed(5);
    }

    /** The weights after a loop by hand, which does something before each step. */
    private static String byHand(BiConsumer<Optimizer, Integer> beforeStep) {
        Sequential model = Toy.network(1);
        Optimizer optimizer = new Adam(model.parameters(), 0.5);
        Batches batches = Batches.shuffled(DATA, 16, 5);
        for (int epoch = 0, step = 0; epoch < EPOCHS; epoch++) {
            for (Batch batch : batches) {
                ForwardPass forward = model.forward(batch.inputs());
                forward.backward(new BinaryCrossEntropy().gradient(forward.output(), batch.targets()));
                beforeStep.accept(optimizer, step++);
                optimizer.step();
            }
        }
        return Toy.hash(model);
    }

    private static String trained(Trainer trainer) {
        trainer.fit(DATA);
        return Toy.hash(trainer.predictor().model());
    }

    @Test
    void a_schedule_is_asked_before_each_step_per_epoch_with_the_number_of_epochs_before() {
        assertThat(trained(trainer(Toy.network(1)).schedulePerStep(SCHEDULE)))
                .isEqualTo(byHand((optimizer, step) -> optimizer.setLearningRate(SCHEDULE.at(step))));
        assertThat(trained(trainer(Toy.network(1)).schedulePerEpoch(SCHEDULE)))
                .isEqualTo(byHand((optimizer, step) -> optimizer.setLearningRate(SCHEDULE.at(step / STEPS_PER_EPOCH))));
    }

    @Test
    void gradients_are_shortened_before_each_step() {
        String clipped = trained(trainer(Toy.network(1)).clipGradients(0.01));

        assertThat(clipped).isEqualTo(byHand((optimizer, step) -> optimizer.clipGradients(0.01)))
                .isNotEqualTo(byHand((optimizer, step) -> { }));
    }

    @Test
    void what_is_trained_knows_the_smallest_and_largest_input_of_each_column() {
        Trainer trainer = trainer(Toy.network(1));
        trainer.fit(DATA);
        Predictor predictor = trainer.predictor();

        Batch all = Batches.inOrder(DATA, DATA.size()).iterator().next();
        for (int j = 0; j < 2; j++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < DATA.size(); i++) {
                min = Math.min(min, all.inputs().get(i, j));
                max = Math.max(max, all.inputs().get(i, j));
            }
            assertThat(predictor.inputRange().get(0, j)).isEqualTo(min);
            assertThat(predictor.inputRange().get(1, j)).isEqualTo(max);
        }
        assertThat(predictor.threshold()).isEqualTo(Predictor.DEFAULT_THRESHOLD);
    }

    /** Of two million numbers in four batches, those of the first and the last. */
    @Test
    void of_a_large_dataset_the_range_is_that_of_every_few_batches() {
        Dataset large = new OwnDataset(2_000, 1_000, 1, (example, r, inputs, targets) -> {
            int batch = example / 500;
            Arrays.fill(inputs.values(), 1_000 * r, 1_000 * (r + 1), new double[] {0.25, -9, 9, 0.75}[batch]);
            targets.set(r, 0, 0);
        });
        Sequential model = new Sequential(new Linear(1_000, 1, new Random(1)));
        Trainer trainer = new Trainer(model, new MeanSquaredError(), new Sgd(model.parameters(), 1e-9)).batchSize(500)
                .shuffle(false);
        trainer.fit(large);

        double[][] range = new double[2][1_000];
        Arrays.fill(range[0], 0.25);
        Arrays.fill(range[1], 0.75);
        assertThat(trainer.predictor().inputRange()).isEqualTo(Matrix.of(range));
    }
}
