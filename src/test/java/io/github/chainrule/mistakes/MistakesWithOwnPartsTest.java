// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mistakes;

import static io.github.chainrule.Refusals.assertRefused;
import static io.github.chainrule.Refusals.assertRefusedState;
import static io.github.chainrule.mistakes.Sound.BCE;
import static io.github.chainrule.mistakes.Sound.assertOnly;
import static io.github.chainrule.mistakes.Sound.data;
import static io.github.chainrule.mistakes.Sound.diagnosis;
import static io.github.chainrule.mistakes.Sound.network;
import static io.github.chainrule.mistakes.Sound.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.OwnDataset;
import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Batches;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.data.Split;
import io.github.chainrule.data.ToyData;
import io.github.chainrule.evaluation.BinaryAccuracy;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.file.CustomTypes;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.inspect.ContractCheck;
import io.github.chainrule.inspect.Diagnosis;
import io.github.chainrule.inspect.Diagnosis.Kind;
import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Dropout;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Optimizer;
import io.github.chainrule.optimizer.Schedule;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.Comparison;
import io.github.chainrule.training.EarlyStopping;
import io.github.chainrule.training.Ranking;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usual mistakes with the library's parts, and with parts of one's own. The numbers are those of the second list. */
class MistakesWithOwnPartsTest {

    @Test
    @SuppressWarnings("NarrowCalculation")    // the mistake
    void second_24_a_probability_in_whole_numbers() {
        assertRefused(() -> new Dropout(1 / 2), "Dropout: expected a probability p above 0 and below 1, such as 0.5,"
                + " got 0.0. In Java 1 / 2 is 0: write 0.5. To drop nothing, leave the layer out.");
    }

    /** A trainer takes schedules by name; a loop of one's own can still count wrongly. */
    @Test
    void second_25_a_schedule_of_epochs_that_counts_steps() {
        Sequential model = network();
        Diagnosis diagnosis = new Diagnosis();
        trainer(model).listener(diagnosis).schedulePerStep(Schedule.cosineDecay(0.03, 0.0003, 20)).fit(data());
        assertOnly(diagnosis, Kind.SCHEDULE_ENDS_EARLY, "the learning rate fell from 0.03000 to 0.0003000 in the"
                + " first 22"
                + " of 260 steps, and stayed there. If the schedule counts epochs, give it to the trainer as such:"
                + " trainer.schedulePerEpoch(schedule).");
        assertThat(diagnosisWith(Schedule.cosineDecay(0.03, 0.0003, 20)).findings()).isEmpty();
    }

    private static Diagnosis diagnosisWith(Schedule perEpoch) {
        Diagnosis diagnosis = new Diagnosis();
        trainer(network()).listener(diagnosis).schedulePerEpoch(perEpoch).fit(data());
        return diagnosis;
    }

    /** Seen where one diagnosis looks at all of them; otherwise {@link Trainer#fit} says it. */
    @Test
    void second_26_a_new_trainer_for_each_epoch() {
        Sequential model = network();
        Dataset training = data();
        Diagnosis diagnosis = new Diagnosis();
        for (int epoch = 0; epoch < 5; epoch++) {
            trainer(model).epochs(1).listener(diagnosis).fit(training);
        }
        assertOnly(diagnosis, Kind.NOT_RESHUFFLED, "4 epochs had the examples in the same order as the epoch before.",
                "If you make a new trainer for each epoch, let one make all of them: trainer.epochs(10).");

        Trainer one = trainer(network()).epochs(1).listener(diagnosis);
        for (int epoch = 0; epoch < 5; epoch++) {
            one.fit(training);
        }
        assertThat(diagnosis.findings()).isEmpty();
    }

    /** An iterator that is used up has no batch: the loop over it makes no step, as {@link Batches} says. */
    @Test
    void second_27_one_iterator_for_all_epochs() {
        var batches = Batches.shuffled(data(), 100, 1).iterator();
        int steps = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            while (batches.hasNext()) {
                batches.next();
                steps++;
            }
        }
        assertThat(steps).isEqualTo(4);
        assertThatThrownBy(batches::next).hasMessageEndingWith("Call iterator() for the next epoch.");
    }

    @Test
    void second_28_an_optimizer_over_copies() {
        Sequential model = network();
        Optimizer adam = new Adam(model.copy().parameters(), 0.01);
        ForwardPass forward = model.forward(Matrix.row(1, 2));
        forward.backward(BCE.gradient(forward.output(), Matrix.row(1)));
        assertThatIllegalStateException().isThrownBy(adam::step).withMessageContaining("make the optimizer with"
                + " model.parameters() of this very model, not of a copy");
    }

    @Test
    void second_29_gradients_that_are_clipped_after_the_step() {
        Sequential model = network();
        Optimizer adam = new Adam(model.parameters(), 0.01);
        ForwardPass forward = model.forward(Matrix.row(1, 2));
        forward.backward(BCE.gradient(forward.output(), Matrix.row(1)));
        adam.clipGradients(1);
        adam.step();
        assertThatIllegalStateException().isThrownBy(() -> adam.clipGradients(1)).withMessageStartingWith("Adam."
                + "clipGradients: weight (2 x 8) has changed since its gradient was computed.");
    }

    @Test
    void second_30_options_have_names() {
        assertThat(new Adam(network().parameters(), 0.001).betas(0.8, 0.99).epsilon(1e-6).weightDecay(0.1))
                .hasToString("Adam(0.001, beta1 0.8, beta2 0.99, epsilon 1.0E-6, weight decay 0.1)");
    }

    @Test
    void second_33_one_early_stopping_in_two_runs_at_once() {
        EarlyStopping shared = new EarlyStopping(3);
        Trainer inner = trainer(network(1)).validation(data()).listener(shared);
        boolean[] began = {false};
        Trainer outer = trainer(network(2)).validation(data()).listener(shared)
                .listener(new TrainingListener() {
                    @Override
                    public void afterUpdate(StepEvent event) {
                        if (!began[0] && event.step().epoch() == 2) {
                            began[0] = true;
                            inner.epochs(2).fit(data());
                        }
                    }
                });
        assertRefusedState(() -> outer.fit(data()), "EarlyStopping: epoch 2 came after epoch 2, so two runs use it at"
                + " once. Make a new EarlyStopping for each trainer.");
        inner.epochs(3).fit(data());        // one after the other it forgets
        assertThat(shared.bestEpoch()).isPositive();
    }

    private static Trainer shortRun(long seed) {
        return trainer(network(seed)).epochs(2).seed(seed);
    }

    @Test
    void second_34_a_comparison_in_which_the_seed_changes_nothing_and_a_test_by_what_has_chosen() {
        Split<Dataset> split = data().split(0.3, 1);
        Ranking ranking = new Comparison(split.training(), split.test()).repeats(2).threads(1)
                .candidate("same", seed -> shortRun(1)).run();
        assertThat(ranking.toString()).endsWith("chosen: same; the seed changes nothing in the weights of same. Use"
                + " it for"
                + " the weights and for the order: seed -> trainer(16, seed)\n");
        for (Dataset used : List.of(split.training(), split.test(), data().split(0.3, 1).test())) {
            assertRefused(() -> ranking.testBest(used), "Ranking.testBest: the candidates were trained on or chosen by"
                    + " these very examples, so the score would be too good. Hold out a test set first:"
                    + " data.split(0.15, 0.15, 42).");
        }
        assertThat(new Comparison(split.training(), split.test()).repeats(2).candidate("other",
                MistakesWithOwnPartsTest::shortRun).run().toString()).contains("chosen: other\n");
    }

    /** A loss with the wrong sign. */
    record Upwards() implements Loss {

        @Override
        public double value(Matrix outputs, Matrix targets) {
            return new MeanSquaredError().value(outputs, targets);
        }

        @Override
        public Matrix gradient(Matrix outputs, Matrix targets) {
            return new MeanSquaredError().gradient(outputs, targets).map(g -> -g);
        }
    }

    @Test
    void second_35_a_loss_of_ones_own_with_the_wrong_sign() {
        Random random = new Random(1);
        Sequential line = new Sequential(new Linear(2, 1, random));
        Diagnosis wrong = diagnosis(line, new Upwards(), new Sgd(line.parameters(), 0.01), data());
        assertOnly(wrong, Kind.LEARNING_RATE_TOO_HIGH, "the loss rose from ", " First of all, check the gradient of"
                + " your"
                + " own Upwards: GradientCheck.of(model, loss, inputs, targets).");
    }

    /** Makes its parameters anew at each call. */
    record Forgetful() implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            return x.copy();
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return dy.copy();
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(new Parameter("scale", Matrix.row(1)));
        }
    }

    /** Batch normalization without running means: 0.88 in batches and 0.50 alone. */
    record Centered() implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            Matrix means = Matrix.zeros(1, x.cols());
            x.columnSumsInto(means);
            Matrix y = x.copy();
            for (int k = 0; k < y.values().length; k++) {
                y.values()[k] -= means.get(0, k % x.cols()) / x.rows();
            }
            return y;
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return forward(dy);
        }
    }

    @Test
    void second_36_parameters_that_are_made_anew_and_a_layer_that_couples_rows() {
        assertRefused(() -> new Sequential(new Forgetful()), "layer 0, Forgetful: parameters() returns new objects at"
                + " each call, so no training would reach them. Make each Parameter once, in a field.");
        Matrix inputs = Matrix.of(new double[][] {{1, 2}, {3, 5}, {0, 1}});
        assertThat(ContractCheck.ofLayer(new Centered(), inputs).violations()).containsExactly("an example's output"
                + " depends on the other examples of its batch, so a prediction for a single example differs. Use"
                + " numbers that are fixed, or learned as parameters.");
        for (Layer layer : network().layers()) {
            ContractCheck.ofLayer(layer, inputs.cols() == layer.inputSize().orElse(2) ? inputs : Matrix.zeros(2, 8))
                    .requirePassed();
        }
    }

    /** Reads as a mistake in the code would. */
    private static Dataset reading(boolean clears, boolean honorsIndices) {
        return new OwnDataset(9, 3, 1, (asked, r, inputs, targets) -> {
            int example = honorsIndices ? asked : r;
            for (int j = 0; j < 3; j++) {
                if (j == example % 3) {
                    inputs.set(r, j, example);
                } else if (clears) {
                    inputs.set(r, j, 0);
                }
            }
            targets.set(r, 0, example);
        });
    }

    @Test
    void second_37_a_dataset_that_ignores_indices_or_does_not_clear() {
        ContractCheck.ofDataset(reading(true, true)).requirePassed();
        ContractCheck.ofDataset(ToyData.moons(200, 0.1, 1)).requirePassed();
        assertThat(ContractCheck.ofDataset(reading(false, true)).violations()).containsExactly("read(...) leaves some"
                + " of"
                + " what was in the matrices before. It must overwrite every entry, zeros included.");
        ContractCheck ignores = ContractCheck.ofDataset(reading(true, false));
        assertThat(ignores.violations()).containsExactly("read(...) doesn't read the examples it is asked for. Row r"
                + " must"
                + " be example indices[offset + r].");
        assertThatThrownBy(ignores::requirePassed).isInstanceOf(AssertionError.class)
                .hasMessage(ignores.violations().get(0));
        Random random = new Random(1);
        Dataset changing = new OwnDataset(5, 1, 1, (example, r, inputs, targets) -> {
            inputs.set(r, 0, random.nextDouble());
            targets.set(r, 0, Double.NaN);
        });
        assertThat(ContractCheck.ofDataset(changing).violations()).containsExactly("read(...) gives different numbers"
                + " the second time. A dataset must not change.", "an input or a target is NaN or infinite. Replace"
                + " it, or"
                + " skip the example.");
    }

    /** Remembers its last step, and may keep that to itself. */
    static final class Momentum extends Optimizer {
        private final boolean tells;
        private final List<Matrix> last = zeroBuffers();

        Momentum(List<Parameter> parameters, boolean tells) {
            super(parameters, 0.1);
            this.tells = tells;
        }

        @Override
        protected void update() {
            for (int i = 0; i < parameters().size(); i++) {
                Parameter p = parameters().get(i);
                double[] v = last.get(i).values();
                for (int k = 0; k < v.length; k++) {
                    v[k] = 0.9 * v[k] + p.gradient().values()[k];
                    p.value().values()[k] -= learningRate() * v[k];
                }
            }
        }

        @Override
        protected Map<String, List<Matrix>> buffers() {
            return tells ? Map.of("v", last) : Map.of();
        }
    }

    @Test
    void an_optimizer_that_forgets_when_it_is_resumed() {
        ContractCheck.ofOptimizer(p -> new Momentum(p, true)).requirePassed();
        ContractCheck.ofOptimizer(p -> new Adam(p, 0.01).decoupledWeightDecay(0.1)).requirePassed();
        assertThat(ContractCheck.ofOptimizer(p -> new Momentum(p, false))).hasToString("restored from its state, it"
                + " continues differently. buffers() must return all that it remembers from step to step.\n");
    }

    @Test
    void second_43_a_run_is_resumed_with_other_data_of_the_same_shape_or_with_no_epoch_left() {
        Checkpoint[] kept = new Checkpoint[1];
        trainer(network(1)).epochs(2).listener(new TrainingListener() {
            @Override
            public void checkpointReady(Supplier<Checkpoint> checkpoint) {
                kept[0] = checkpoint.get();
            }
        }).fit(data());
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(network(1)).resumeFrom(kept[0])
                .fit(Dataset.of(Sound.inputs(), Sound.targets().map(t -> 1 - t)))).withMessageMatching("resume: the"
                + " checkpoint was made with the checksum of the training data [0-9a-f]+; here it is [0-9a-f]+\\."
                + " Make everything as it was, or start a new run with the"
                + " checkpoint's parameters\\.");
        assertThatIllegalArgumentException().isThrownBy(() -> trainer(network(1)).resumeFrom(kept[0])
                .fit(Dataset.of(Sound.inputs().map(x -> x + 1), Sound.targets()))).withMessageStartingWith("resume: the"
                + " checkpoint was made with the checksum of the training data ");

        Diagnosis diagnosis = new Diagnosis();
        Trainer finished = trainer(network(1)).epochs(2).resumeFrom(kept[0]).listener(diagnosis);
        assertThat(finished.fit(data()).epochs()).hasSize(2);
        assertOnly(diagnosis, Kind.NO_STEP, "the run has made no step: the checkpoint that it was resumed from has as"
                + " many epochs as the trainer. To train further, set more: trainer.epochs(4).");
        assertThat(finished.fit(data()).steps()).hasSize(26);
        assertThat(diagnosis.findings()).isEmpty();
    }

    @Test
    void second_44_one_model_for_all_folds() {
        List<Split<Dataset>> folds = data().folds(4, 1);
        Sequential one = network();
        assertRefused(() -> new Comparison(folds).threads(1).candidate("one", seed -> trainer(one).epochs(1)).run(),
                "Comparison: candidate \"one\": another run trains this model, too. Make a new model, optimizer and"
                + " trainer for each seed.");
        Ranking ranking = new Comparison(folds).rankBy(new BinaryAccuracy()).candidate("new", seed ->
                trainer(network(seed)).seed(seed)).run();
        assertThat(ranking.best().runs()).hasSize(4);
        assertThat(ranking.best().statistics().orElseThrow().mean()).isGreaterThan(0.95);
        assertThat(ranking).asString().startsWith("validation accuracy with 4 folds, the best first\n");
    }

    /** However often they are scaled, they are the same examples. */
    @Test
    void the_test_data_of_folds_that_have_chosen() {
        List<Split<Dataset>> folds = data().folds(4, 1).stream().map(fold ->
                fold.map(Scaler.standard(fold.training())::transform)).toList();
        Ranking ranking = new Comparison(folds).repeats(2).candidate("seeded", MistakesWithOwnPartsTest::shortRun)
                .candidate("fixed", seed -> shortRun(1)).run();
        assertThat(ranking).asString().startsWith("validation loss with 4 folds and 2 seeds, the best first\n")
                .contains("the seed changes nothing in the weights of fixed. Use it");
        Split<Dataset> raw = data().folds(4, 1).get(2);
        for (Dataset used : List.of(folds.get(3).test(), raw.test(), raw.training(),
                Scaler.standard(raw.training()).transform(raw.test()))) {
            assertThatIllegalArgumentException().isThrownBy(() -> ranking.testBest(used)).withMessageStartingWith(
                    "Ranking.testBest: the candidates were trained on or chosen by these very examples");
        }
        assertThat(new Comparison(List.of(raw)).candidate("one", MistakesWithOwnPartsTest::shortRun).run()
                .testBest(ToyData.blobs(100, 2, 0.6, 9)).mean()).isPositive();
    }


    /** Two library layers side by side, with a parameter of each. */
    static final class Residual implements Layer {
        private final Linear first;
        private final Tanh tanh = new Tanh();
        private final Linear second;

        Residual(long seed) {
            Random random = new Random(seed);
            first = new Linear(2, 3, random);
            second = new Linear(3, 2, random);
        }

        @Override
        public Matrix forward(Matrix x) {
            return x.map(second.forward(tanh.forward(first.forward(x))), Double::sum);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            Matrix a = first.forward(x);
            Matrix b = tanh.forward(a);
            Matrix dx = first.inputGradient(x, a, tanh.inputGradient(a, b, second.inputGradient(b, y, dy)));
            return dx.map(dy, Double::sum);
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            Matrix a = first.forward(x);
            Matrix b = tanh.forward(a);
            second.computeParameterGradients(b, y, dy);
            first.computeParameterGradients(x, a, tanh.inputGradient(a, b, second.inputGradient(b, y, dy)));
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(first.weight(), first.bias(), second.weight(), second.bias());
        }
    }

    /** With a name by default. */
    static final class Huber implements Loss {

        @Override
        public double value(Matrix outputs, Matrix targets) {
            return new MeanSquaredError().value(outputs, targets);
        }

        @Override
        public Matrix gradient(Matrix outputs, Matrix targets) {
            return new MeanSquaredError().gradient(outputs, targets);
        }
    }

    /** A layer of one's own that calls itself as one of the library's. */
    record ReLU() implements Layer {

        @Override
        public Matrix forward(Matrix x) {
            return x.map(v -> v * v);
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return x.map(dy, (v, d) -> d * 2 * v);
        }
    }

    @Test
    void a_composite_of_library_layers_and_a_loss_of_ones_own_come_back(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.safetensors");
        Sequential model = new Sequential(new Residual(1), new Linear(2, 1, new Random(2)));
        ModelFile.save(Predictor.of(model, new Huber()), file);
        Predictor loaded = ModelFile.load(file, new CustomTypes().layer("Residual", () -> new Residual(9))
                .loss("Huber", Huber::new));
        Matrix x = Matrix.of(new double[][] {{1, -2}, {0.5, 3}});
        assertThat(loaded.predict(x)).isEqualTo(model.output(x));
        assertThat(loaded.loss().name()).isEqualTo("Huber");
        assertThatThrownBy(() -> ModelFile.load(file)).isInstanceOf(IOException.class).hasMessageEndingWith("layer 0 is"
                + " \"Residual\", which isn't a layer of this library. If it is yours, add it: ModelFile.load(file, new"
                + " CustomTypes().layer(\"Residual\", ...)).");
    }

    @Test
    void a_layer_of_ones_own_with_a_name_of_the_library_is_not_saved(@TempDir Path folder) {
        Sequential model = new Sequential(new Linear(2, 1, new Random(2)), new ReLU());
        assertRefused(() -> ModelFile.save(Predictor.of(model, BCE), folder.resolve("own")), "ModelFile: your own "
                + ReLU.class.getName() + " has the name ReLU, which is loaded as one of this library. Override its"
                + " name().");
    }

    /** One weight, used for two steps of a layer. */
    static final class Twice implements Layer {
        private final Linear inner = new Linear(2, 2, new Random(3));

        @Override
        public Matrix forward(Matrix x) {
            return inner.forward(inner.forward(x));
        }

        @Override
        public Matrix inputGradient(Matrix x, Matrix y, Matrix dy) {
            return inner.inputGradient(x, y, inner.inputGradient(x, y, dy));
        }

        @Override
        public void computeParameterGradients(Matrix x, Matrix y, Matrix dy) {
            Matrix a = inner.forward(x);
            inner.computeParameterGradients(a, y, dy);
            List<Matrix> last = parameters().stream().map(p -> p.gradient().copy()).toList();
            inner.computeParameterGradients(x, a, inner.inputGradient(a, y, dy));
            IntStream.range(0, 2).forEach(i -> parameters().get(i).setGradient(
                    parameters().get(i).gradient().map(last.get(i), Double::sum)));
        }

        @Override
        public List<Parameter> parameters() {
            return inner.parameters();
        }
    }

    @Test
    void a_parameter_may_be_used_twice_inside_one_layer() {
        GradientCheck.of(new Twice(), Matrix.of(new double[][] {{1, -2}, {0.5, 3}}))
                .requirePassed();
    }

    @Test
    void several_batches_give_one_step_by_one_explicit_call() {
        Matrix x = Sound.inputs();
        Matrix t = Sound.targets();
        Sequential whole = network();
        ForwardPass forward = whole.forward(x);
        forward.backward(BCE.gradient(forward.output(), t));
        Sequential parts = network();
        List<Batch> batches = new ArrayList<>();
        Batches.inOrder(data(), 150).forEach(batch -> batches.add(batch.copy()));
        for (Batch part : batches) {
            ForwardPass pass = parts.forward(part.inputs());
            Matrix dy = BCE.gradient(pass.output(), part.targets()).map(d -> d * part.size() / 400);
            if (part == batches.get(0)) {
                assertRefusedState(() -> pass.backwardAdding(dy), "backwardAdding: there are no gradients of the"
                        + " present parameters to add to. Call backward(dy) for the first part, and backwardAdding(dy)"
                        + " for the others.");
                pass.backward(dy);
            } else {
                pass.backwardAdding(dy);
            }
        }
        for (int i = 0; i < 4; i++) {
            assertThat(parts.parameters().get(i).gradient().values()).containsExactly(
                    whole.parameters().get(i).gradient().values(), within(1e-12));
        }
        new Adam(parts.parameters(), 0.01).step();
        ForwardPass after = parts.forward(x);
        assertThatIllegalStateException().isThrownBy(() -> after.backwardAdding(BCE.gradient(after.output(), t)));
    }
}
