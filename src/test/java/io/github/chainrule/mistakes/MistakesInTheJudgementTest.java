// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.inputs;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.targets;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingRun;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Usual mistakes in judging a model. The numbers are those of the fifty: see this package. */
class MistakesInTheJudgementTest {

    private final Sequential model = network();
    private final Diagnosis diagnosis = new Diagnosis();
    private final Trainer trainer = trainer(model).listener(diagnosis);

    @Test
    void mistake_10_pixels_from_0_to_255_in_prediction_only() {
        trainer.fit(data());
        Dataset unscaled = Dataset.of(inputs().map(x -> 255 * x), targets());
        trainer.evaluate(unscaled);
        assertOnly(diagnosis, Kind.DIFFERENT_INPUT_SCALE,
                "the mean |x| of the 400 examples that the model was evaluated on is ",
                "; of those it was trained on it is ", "It has learned nothing about inputs of that size. Scale every"
                        + " set in the same way: divide all pixels by 255, or use the training set's Scaler.");
    }

    @Test
    void mistake_10_is_found_in_a_loop_written_by_hand_as_well() {
        TrainingRun training = new TrainingRun(model, BCE, new Adam(model.parameters(), 0.01), data(), diagnosis);
        new Trainer(model, BCE, new Adam(model.parameters(), 0.01)).listener(diagnosis).fit(data());
        training.evaluate(Dataset.of(inputs().map(x -> 255 * x), targets()));
        assertOnly(diagnosis, Kind.DIFFERENT_INPUT_SCALE,
                "the mean |x| of the 400 examples that the model was evaluated on is ");
    }

    private static Sequential logits() {
        Random random = new Random(2);
        return new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 1, random));
    }

    /** Metrics are given probabilities, whatever the last layer was. */
    @Test
    void mistake_25_logits_for_an_accuracy_are_read_as_the_loss_says() {
        Sequential logits = logits();
        Trainer trained = trainer(logits, new BinaryCrossEntropyWithLogits(), new Adam(logits.parameters(), 1e-4))
                .epochs(1).metric(new BinaryAccuracy());
        trained.fit(data());
        Matrix z = logits.output(inputs());
        long right = 0;
        for (int i = 0; i < 400; i++) {
            right += z.get(i, 0) > 0 == targets().get(i, 0) > 0.5 ? 1 : 0;
        }
        assertThat(trained.evaluate(data()).score(new BinaryAccuracy())).isEqualTo(right / 400.0);
    }

    @Test
    void mistake_26_logits_for_a_confusion_matrix_are_read_as_the_loss_says() {
        Sequential logits = logits();
        Trainer trained = trainer(logits, new BinaryCrossEntropyWithLogits(), new Adam(logits.parameters(), 0.01));
        trained.fit(data());
        Evaluation evaluation = trained.evaluate(data());
        Matrix z = logits.output(inputs());
        long falsePositives = 0;
        for (int i = 0; i < 400; i++) {
            falsePositives += z.get(i, 0) > 0 && targets().get(i, 0) == 0 ? 1 : 0;
        }
        assertThat(evaluation.confusionMatrix().count("0", "1")).isEqualTo((int) falsePositives);
    }

    @Test
    void mistake_38_trained_on_one_task_and_tried_on_another() {
        Dataset threes = data().withNames(data().names().withClasses("3", "8"));
        Dataset zeros = data().withNames(data().names().withClasses("0", "1"));
        trainer.fit(threes);
        assertRefused(() -> trainer.evaluate(zeros), "the model was trained on the classes [3, 8], but the evaluation"
                + " data has the classes [0, 1]. Use data with the same classes.");
    }

    /** Without names of the classes the outputs show it. */
    @Test
    void mistake_38_without_names() {
        trainer.fit(data());
        trainer.evaluate(Dataset.of(inputs(), targets().map(t -> 1 - t)));
        assertOnly(diagnosis, Kind.WORSE_THAN_BASELINE, "the loss on the 400 examples that the model was evaluated on"
                + " is ", "predicting the same for every example would cost 0.6931. Either these examples are of"
                + " another kind than the training examples, or the model has memorized those.");
    }

    @Test
    void memorizing() {
        Random random = new Random(2);
        Sequential large = new Sequential(new Linear(2, 64, random), new ReLU(), new Linear(64, 32, random), new ReLU(),
                new Linear(32, 1, random));
        trainer(large, new BinaryCrossEntropyWithLogits(), new Adam(large.parameters(), 0.01)).epochs(150)
                .listener(diagnosis).validation(ToyData.moons(200, 0.5, 8)).fit(ToyData.moons(40, 0.5, 7));
        assertOnly(diagnosis, Kind.OVERFITTING, "the loss on the 200 examples that the model isn't trained on was"
                + " lowest after step ", ", and has risen to ", " since, while the training loss fell from ", "The"
                + " model is memorizing its training examples. Stop earlier (new EarlyStopping(3)), use a smaller"
                + " model, or add examples.");
    }
}
