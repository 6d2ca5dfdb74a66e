// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.training;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import io.github.chainrule.MeanAndVariance;
import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Model, loss, optimizer, metrics and data that don't belong together are refused before the first batch. */
class WiringTest {

    private static final Dataset DATA = Toy.circle(10, 3);
    private static final Dataset THREE_INPUTS = Dataset.of(Matrix.zeros(4, 3), Matrix.zeros(4, 1));
    private static final Dataset TWO_TARGETS = Dataset.of(Matrix.zeros(4, 2), Matrix.zeros(4, 2));

    private final Sequential probabilities = Toy.network(1);
    private final Sequential logits = new Sequential(new Linear(2, 3, new Random(1)), new Tanh(),
            new Linear(3, 1, new Random(2)));

    private static Trainer trainer(Sequential model, Loss loss) {
        return new Trainer(model, loss, new Adam(model.parameters(), 0.01));
    }

    private Trainer trainer() {
        return trainer(probabilities, new BinaryCrossEntropy());
    }

    /** Fine-tuning: the first layer is frozen. */
    @Test
    void an_optimizer_may_have_some_of_the_parameters_and_the_others_stay_as_they_are() {
        List<Matrix> before = Toy.weights(probabilities);
        List<Parameter> last = probabilities.layers().get(2).parameters();
        new Trainer(probabilities, new BinaryCrossEntropy(), new Sgd(last, 0.1)).epochs(200).fit(DATA);

        List<Matrix> after = Toy.weights(probabilities);
        assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
        assertThat(after.get(2)).isNotEqualTo(before.get(2));
        assertThat(after.get(3)).isNotEqualTo(before.get(3));
    }

    @Test
    void a_loss_may_need_more_outputs_than_there_are_targets_with_the_bits_of_a_loop_by_hand() {
        Dataset data = Dataset.of(Matrix.of(new double[][] {{0, 1}, {1, 0}, {1, 1}}), Matrix.column(1, 2, 3));
        Loss loss = new MeanAndVariance();
        List<Sequential> models = Stream.generate(() -> new Sequential(new Linear(2, 2, new Random(1)))).limit(3)
                .toList();
        Trainer trainer = trainer(models.get(0), loss).epochs(2000).batchSize(2).seed(7)
                .metric(Metric.meanAbsoluteError()).validation(data);
        Optimizer adam = new Adam(models.get(1).parameters(), 0.01);
        Optimizer recorded = new Adam(models.get(2).parameters(), 0.01);
        TrainingRun run = new TrainingRun(models.get(2), loss, recorded, data);
        Batches batches = Batches.shuffled(data, 2, 7);

        History history = trainer.fit(data);
        for (int epoch = 0; epoch < 2000; epoch++) {
            for (Batch batch : batches) {
                ForwardPass plain = models.get(1).forward(batch.inputs());
                plain.backward(loss.gradient(plain.output(), batch.targets()));
                adam.step();
                ForwardPass forward = models.get(2).forward(batch.inputs());
                run.step(batch, forward, forward.backward(loss.gradient(forward.output(), batch.targets())));
            }
        }

        assertThat(Toy.weights(models.get(0))).isEqualTo(Toy.weights(models.get(1)))
                .isEqualTo(Toy.weights(models.get(2)));
        assertThat(history.lastEpoch().training().loss()).isEqualTo(run.history().lastEpoch().training().loss());
        assertThat(history.lastEpoch().training().score(Metric.meanAbsoluteError())).isLessThan(0.1);
        assertThat(trainer.evaluate(data).score(Metric.meanAbsoluteError())).isLessThan(0.1);
        assertThat(trainer.predictor().predict(1, 1).value()).isBetween(2.9, 3.1)
                .isEqualTo(run.predictor().predict(1, 1).value());
    }

    @Test
    void a_foreign_parameter_would_get_no_gradient() {
        List<Parameter> oneTooMany = new ArrayList<>(probabilities.parameters());
        oneTooMany.add(new Parameter("temperature", Matrix.zeros(1, 1)));

        assertRefused(() -> new Trainer(probabilities, new BinaryCrossEntropy(), new Sgd(oneTooMany, 0.1)),
                "the optimizer's parameter temperature (1 x 1) is not in the model and would get no gradient."
                        + " Make the optimizer with model.parameters() of this very model.");
    }

    @Test
    void the_order_of_the_parameters_does_not_matter() {
        List<Parameter> reversed = new ArrayList<>(probabilities.parameters());
        Collections.reverse(reversed);

        assertThatCode(() -> new Trainer(probabilities, new BinaryCrossEntropy(), new Sgd(reversed, 0.1)).fit(DATA))
                .doesNotThrowAnyException();
    }

    @Test
    void an_accuracy_reads_logits_as_the_loss_says() {
        Trainer trainer = trainer(logits, new BinaryCrossEntropyWithLogits()).metric(new BinaryAccuracy());

        Matrix x = Matrix.zeros(10, 2);
        Matrix t = Matrix.zeros(10, 1);
        DATA.read(IntStream.range(0, 10).toArray(), 0, 10, x, t);
        Matrix z = logits.output(x);

        assertThat(trainer.fit(DATA).lastEpoch().training().score(new BinaryAccuracy())).isEqualTo(
                IntStream.range(0, 10).filter(i -> z.get(i, 0) > 0 == t.get(i, 0) > 0.5).count() / 10.0);
    }

    @Test
    void each_set_of_examples_must_have_as_many_inputs_as_the_model() {
        assertRefused(() -> trainer().fit(THREE_INPUTS),
                "the model expects 2 inputs, but the training data has 3 per example.");
        assertRefused(() -> trainer().validation(THREE_INPUTS).fit(DATA),
                "the model expects 2 inputs, but the validation data has 3 per example.");
        assertRefused(() -> trainer().evaluate(THREE_INPUTS),
                "the model expects 2 inputs, but the evaluation data has 3 per example.");
    }

    @Test
    void each_set_of_examples_must_have_as_many_targets_as_the_model_has_outputs() {
        assertRefused(() -> trainer().fit(TWO_TARGETS), "the model has 1 output, but the training data has 2"
                + " targets per example. The last Linear needs 2 outputs.");
        assertRefused(() -> trainer().validation(TWO_TARGETS).fit(DATA), "the model has 1 output, but the"
                + " validation data has 2 targets per example. The last Linear needs 2 outputs.");
        assertRefused(() -> trainer().evaluate(TWO_TARGETS), "the model has 1 output, but the evaluation"
                + " data has 2 targets per example. The last Linear needs 2 outputs.");
    }

    @Test
    void what_is_refused_has_not_begun() {
        List<Matrix> before = Toy.weights(probabilities);
        Trainer trainer = trainer().validation(THREE_INPUTS).listener(new TrainingListener() {
            @Override
            public void started(Plan plan) {
                fail("a training was started that can't be finished");
            }
        });

        assertThatIllegalArgumentException().isThrownBy(() -> trainer.fit(DATA));
        assertThat(Toy.weights(probabilities)).isEqualTo(before);
    }

    @Test
    void ten_classes_are_not_counted_column_by_column() {
        Sequential model = new Sequential(new Linear(2, 3, new Random(1)));
        Dataset data = Dataset.of(Matrix.zeros(3, 2), Matrix.oneHot(3, 0, 1, 2));
        Trainer trainer = new Trainer(model, new CrossEntropy(), new Sgd(model.parameters(), 0.1))
                .metric(new BinaryAccuracy());

        assertRefused(() -> trainer.fit(data), "BinaryAccuracy: the 3 target columns stand for the classes"
                + " [0, 1, 2], of which each example has one. Counted one by one, most of them would be correct. Use"
                + " Metric.accuracy().");
    }

    @Test
    void class_numbers_for_several_outputs_are_refused_with_the_call_that_makes_rows() {
        Sequential model = new Sequential(new Linear(2, 3, new Random(1)));
        Dataset data = Dataset.of(Matrix.zeros(3, 2), Matrix.column(0, 1, 2));

        assertRefused(() -> new Trainer(model, new CrossEntropy(), new Sgd(model.parameters(), 0.1)).fit(data),
                "the model has 3 outputs, but the training data has 1 target per example. If the targets are class"
                        + " indices, encode them with Matrix.oneHot(3, classIndices); if they are numeric, the last"
                        + " Linear needs 1 output.");
    }

    @Test
    void a_model_is_not_tried_on_another_task() {
        Dataset apples = DATA.withNames(DATA.names().withClasses("apple", "pear"));
        Dataset cats = DATA.withNames(DATA.names().withClasses("cat", "dog"));
        String message = "the model was trained on the classes [apple, pear], but the %s data has the classes [cat,"
                + " dog]. Use data with the same classes.";

        assertRefused(() -> trainer().validation(cats).fit(apples), message.formatted("validation"));
        Trainer trainer = trainer();
        trainer.fit(apples);
        assertRefused(() -> trainer.evaluate(cats), message.formatted("evaluation"));
        assertThat(trainer.evaluate(apples).targets().rows()).isEqualTo(10);
    }
}
