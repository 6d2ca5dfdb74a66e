// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertFails;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.byHand;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.inputs;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.sine;
import static io.github.chainrule.mistakes.Sound.targets;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Finding;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are akin to the fifty: the same in another form, or one that is as easily made. */
class NeighboursTest {

    private static final Loss LOGITS = new BinaryCrossEntropyWithLogits();
    private static final Loss SQUARES = new MeanSquaredError();

    private static Sequential model(Layer... behind) {
        Random random = new Random(2);
        List<Layer> layers = new ArrayList<>(List.of(new Linear(2, 8, random), new Tanh(), new Linear(8, 1, random)));
        layers.addAll(List.of(behind));
        return new Sequential(layers.toArray(Layer[]::new));
    }

    private static Sequential curve() {
        Random random = new Random(2);
        return new Sequential(new Linear(1, 16, random), new Tanh(), new Linear(16, 1, random));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_tanh_before_a_loss_with_a_sigmoid_inside(boolean hand) {
        Sequential model = model(new Tanh());
        Optimizer sgd = new Sgd(model.parameters(), 0.1);
        assertOnly(hand ? byHand(model, LOGITS, sgd, data()) : diagnosis(model, LOGITS, sgd, data()),
                Kind.EXTRA_OUTPUT_ACTIVATION,
                        "the last layer is a Tanh, but BinaryCrossEntropyWithLogits contains a sigmoid and"
                        + " expects logits. Logits between -1.000 and 1.000 can't express certainty", "Remove the last"
                        + " layer.");
    }

    @Test
    void a_dropout_as_the_last_layer() {
        Sequential model = model(new Dropout(0.3));
        assertOnly(diagnosis(model, LOGITS, new Sgd(model.parameters(), 0.1), data()), Kind.DROPOUT_OUTPUT,
                "the last layer is Dropout(0.3)", "Move it after a hidden layer, or remove it.");
    }

    @Test
    void two_linear_layers_with_no_more_than_a_dropout_between_them() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 8, random), new Dropout(0.1), new Linear(8, 1, random));
        assertOnly(diagnosis(model, LOGITS, new Sgd(model.parameters(), 0.1), data()), Kind.NO_ACTIVATION_BETWEEN,
                "layer 0, Linear(2, 8), and layer 2, Linear(8, 1), have only a Dropout between them");
    }

    private static Dataset sortedSine() {
        Matrix[] both = Sound.read(sine(y -> y));
        int[] order = IntStream.range(0, 300).boxed()
                .sorted((a, b) -> Double.compare(both[1].get(a, 0), both[1].get(b, 0))).mapToInt(i -> i).toArray();
        Matrix x = Matrix.zeros(300, 1);
        Matrix t = Matrix.zeros(300, 1);
        sine(y -> y).read(order, 0, 300, x, t);
        return Dataset.of(x, t);
    }

    @Test
    void a_regression_sorted_by_its_targets_and_not_shuffled() {
        Sequential model = curve();
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, SQUARES, new Sgd(model.parameters(), 0.1)).shuffle(false).listener(diagnosis).fit(sortedSine());
        assertOnly(diagnosis, Kind.SORTED_TARGETS, "the targets have a standard deviation of ",
                "the examples come sorted."
                + " Each step forgets the others. Shuffle them: Batches.shuffled(...), or trainer.shuffle(true).");
    }

    @Test
    void a_regression_sorted_by_its_targets_and_cut_in_two() {
        Sequential model = curve();
        Diagnosis diagnosis = new Diagnosis();
        trainer(model, SQUARES, new Adam(model.parameters(), 0.01)).epochs(60).listener(diagnosis)
                .validation(sortedSine().subset(IntStream.range(200, 300).toArray()))
                .fit(sortedSine().subset(IntStream.range(0, 200).toArray()));
        assertOnly(diagnosis, Kind.DIFFERENT_TARGET_RANGE,
                "64 of 64 evaluated targets looked at lie outside of -1.000 to ", "If sorted data was cut in two, use"
                        + " data.split(0.2, 42), which shuffles first.");
    }

    @Test
    void the_training_data_as_validation_data() {
        Dataset data = data();
        Diagnosis diagnosis = new Diagnosis();
        trainer(network()).listener(diagnosis).validation(data).fit(data);
        assertOnly(diagnosis, Kind.EVALUATED_ON_TRAINING_SET, "the model was evaluated only on its own training data,"
                + " which says nothing about new examples. Hold out a test set: data.split(0.2, 42).");
    }

    @Test
    void a_part_of_the_training_data_as_validation_data() {
        Diagnosis diagnosis = new Diagnosis();
        trainer(network()).listener(diagnosis).validation(data().subset(IntStream.range(0, 100).toArray())).fit(data());
        assertOnly(diagnosis, Kind.EVALUATED_ON_TRAINING_SET, " of the 100 looked at are among ");
        Diagnosis both = new Diagnosis();
        var trainer = trainer(network()).listener(both);
        trainer.fit(data());
        trainer.evaluate(data().subset(IntStream.range(0, 100).toArray()));
        trainer.evaluate(ToyData.blobs(100, 2, 0.6, 2));
        assertThat(both.findings()).as("that it is tried on both is usual").isEmpty();
    }

    @Test
    void labels_that_belong_to_other_inputs() {
        Random random = new Random(4);
        Matrix shuffled = Matrix.zeros(400, 1).map(zero -> random.nextInt(2));
        assertOnly(diagnosis(network(), Dataset.of(inputs(), shuffled)), Kind.UNRELATED_TARGETS, "the inputs seem"
                + " to say nothing about the targets: of 256 examples and those with the most similar inputs, ",
                " % have the same class, and by chance it would be 50 %. Check that row i of inputs and targets is the"
                        + " same example: were only the inputs shuffled, or sorted?");
    }

    /** What a single neuron can't learn, though similar examples have similar targets. */
    @Test
    void a_model_that_is_too_small() {
        Matrix x = inputs();
        Dataset crossed = Dataset.of(x, Matrix.column(IntStream.range(0, 400)
                .mapToDouble(i -> x.get(i, 0) > 0 ^ x.get(i, 1) > 0 ? 1 : 0).toArray()));
        Sequential neuron = new Sequential(new Linear(2, 1, new Random(1)), new Sigmoid());
        assertOnly(diagnosis(neuron, crossed), Kind.NOT_LEARNING, "after 260 steps the loss is 0.6", "and predicting"
                + " the"
                + " same for every example would cost 0.6931. Check that inputs and targets belong together");
    }

    @Test
    void ninety_nine_examples_of_one_class_and_one_of_the_other() {
        Random random = new Random(9);
        Dataset rare = Dataset.of(inputs(), targets().map(t -> random.nextInt(100) == 0 ? 1 : 0));
        assertOnly(diagnosis(network(), rare), Kind.CONSTANT_PREDICTION, "every prediction was class 0", " % of"
                + " all targets are of that class, so accuracy says little here: look at Metric.f1().");
    }

    @Test
    void the_label_left_among_the_inputs() {
        Matrix x = inputs();
        Matrix t = targets();
        Matrix leak = Matrix.zeros(400, 3);
        for (int i = 0; i < 400; i++) {
            leak.set(i, 0, x.get(i, 0));
            leak.set(i, 1, x.get(i, 1));
            leak.set(i, 2, 1 - 2 * t.get(i, 0));
        }
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(3, 8, random), new ReLU(), new Linear(8, 1, random),
                new Sigmoid());
        Dataset data = Dataset.of(leak, t);
        assertOnly(diagnosis(model, data.withNames(data.names().withFeatures("a", "b", "survived"))),
                Kind.TARGET_LEAKAGE, "column 2 of the inputs, survived, gives the target away: it has one value"
                        + " for each class", "Remove it: table.without(name).");
    }

    @Test
    void a_quantity_left_among_the_inputs() {
        Matrix t = inputs().map(x -> x);
        Matrix quantity = Matrix.column(IntStream.range(0, 400).mapToDouble(i -> 3 * t.get(i, 1) + 1).toArray());
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 1, random));
        assertOnly(diagnosis(model, SQUARES, new Sgd(model.parameters(), 0.1), Dataset.of(inputs(), quantity)),
                Kind.TARGET_LEAKAGE, "one is a linear function of the other");
    }

    @Test
    void a_weight_decay_that_takes_all() {
        Sequential model = model(new Sigmoid());
        assertOnly(diagnosis(model, BCE, new Sgd(model.parameters(), 0.1).weightDecay(5), data()),
                Kind.EXCESSIVE_WEIGHT_DECAY,
                "in every layer the weights have shrunk", "Try a smaller weight decay, or none.");
    }

    @Test
    void twelve_layers_of_tanh_that_learn_nothing_are_not_blamed_on_the_learning_rate() {
        Random random = new Random(4);
        List<Layer> chain = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            chain.add(new Linear(k == 0 ? 1 : 8, 8, random));
            chain.add(new Tanh());
        }
        chain.add(new Linear(8, 1, random));
        Sequential model = new Sequential(chain.toArray(Layer[]::new));
        assertOnly(diagnosis(model, SQUARES, new Sgd(model.parameters(), 0.01), sine(y -> y)),
                Kind.VANISHING_GRADIENT, "The first layers hardly learn.");
    }

    @Test
    void one_dead_unit_among_many_is_a_note_with_its_number() {
        Random random = new Random(1);
        Sequential model = new Sequential(new Linear(2, 16, random), new ReLU(), new Linear(16, 1, random),
                new Sigmoid());
        model.layers().get(0).parameters().get(1).value().set(0, 11, -100);
        Diagnosis diagnosis = diagnosis(model, BCE, new Sgd(model.parameters(), 0.005), data());
        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.notes()).anyMatch(note -> note.matches("Dead units: 1 of the 16 of layer 1, ReLU, number"
                + " 11, returned 0 for every example of the last \\d+ batches looked at; the others do the work\\."));
    }

    @Test
    void a_run_whose_steps_are_not_reported() {
        Sequential model = network();
        Optimizer adam = new Adam(model.parameters(), 0.01);
        Diagnosis diagnosis = new Diagnosis();
        TrainingRun training = new TrainingRun(model, BCE, adam, data(), diagnosis);
        for (Batch batch : Batches.shuffled(data(), 32, 3)) {
            ForwardPass pass = model.forward(batch.inputs());
            pass.backward(BCE.gradient(pass.output(), batch.targets()));
            adam.step();
        }
        assertThat(diagnosis.findings()).as("nothing is wrong before it was evaluated").isEmpty();
        training.evaluate(data());
        assertOnly(diagnosis, Kind.NO_STEP, "the model was evaluated, but no step was seen. In a loop of your own call"
                + " run.step(batch, forward, backward) instead of optimizer.step().");
    }

    @Test
    void an_accuracy_for_a_quantity() {
        Sequential model = curve();
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(model, SQUARES, new Sgd(model.parameters(), 0.1))
                .metric(Metric.accuracy()).fit(sine(y -> y)))
                .withMessageEndingWith("For numeric targets use Metric.meanAbsoluteError() or Metric.rSquared().");
    }

    @Test
    void the_weights_of_a_model_with_another_activation(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.save(Predictor.of(model(), LOGITS), file);
        Random random = new Random(3);
        Sequential other = new Sequential(new Linear(2, 8, random), new ReLU(), new Linear(8, 1, random));
        double[] before = other.parameters().get(0).value().copy().values();
        assertFails(() -> ModelFile.loadWeights(other, file), file + ": it was saved from a model with the layers"
                + " [Linear(2, 8), Tanh, Linear(8, 1)]; this one has [Linear(2, 8), ReLU, Linear(8, 1)]. Its weights"
                + " mean nothing without those layers: use them, or ModelFile.load(file).");
        assertThat(other.parameters().get(0).value().values()).isEqualTo(before);
    }

    @Test
    void none_of_the_kinds_is_left_out_of_these_tests() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (String name : List.of("Neighbours", "MistakesInTheData", "MistakesInTheModel", "MistakesInTheLoop",
                "MistakesInTheJudgement", "MistakesWithTables", "MistakesWithOwnParts")) {
            tests.append(java.nio.file.Files.readString(Path.of("src/test/java/io/github/chainrule/mistakes", name
                    + "Test.java")));
        }
        List<Kind> elsewhere = List.of(Kind.EXPLODING_GRADIENT, Kind.HIGH_INITIAL_LOSS, Kind.IGNORED_WEIGHTS,
                Kind.SATURATION);
        assertThat(Arrays.stream(Kind.values()).filter(kind -> !tests.toString().contains("Kind." + kind + ",")))
                .as("those are in DiagnosisTest and ExampleWeightsTest").isSubsetOf(elsewhere);
        assertThat(new Finding(Kind.NOT_RESHUFFLED, "so")).hasToString("not reshuffled: so (chapter BinaryMnist)");
    }
}
