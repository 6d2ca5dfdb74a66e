// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.inspect.GradientFlow.LayerStatistics;
import io.github.chainrule.layer.Initializer;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.BackwardPass;
import io.github.chainrule.model.ForwardPass;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.optimizer.Adam;
import io.github.chainrule.optimizer.Sgd;
import io.github.chainrule.training.Trainer;
import io.github.chainrule.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientFlowTest {

    private static final Matrix X = Matrix.of(new double[] {1, 2}, new double[] {3, -1});
    private static final Matrix T = Matrix.column(0, 0);

    /** Hidden values (3, −1, 0.5) for the first example and (2, −2, −0.5) for the second. */
    private static Sequential network() {
        return new Sequential(
                new Linear(Matrix.of(new double[] {1, -1, 0}, new double[] {1, -0.5, 0.25}), Matrix.row(0, 1, 0)),
                new ReLU(),
                new Linear(Matrix.column(1, 1, 1), Matrix.row(0)));
    }

    private static GradientFlow flow(Sequential model, Loss loss, Matrix x, Matrix t) {
        ForwardPass pass = model.forward(x);
        BackwardPass back = pass.backward(loss.gradient(pass.output(), t));
        return GradientFlow.of(pass, back);
    }

    @Test
    void the_figures_of_a_pass_are_those_counted_by_hand() {
        // Outputs 3.5 and 2; dL/da3 = 2·p/2 = 3.5 and 2; each hidden unit that isn't 0 gets the same.
        List<LayerStatistics> layers = flow(network(), new MeanSquaredError(), X, T).measurements().get(0).layers();

        LayerStatistics output = layers.get(2);
        assertThat(output.layer()).isEqualTo("Linear(3, 1)");
        assertThat(output.meanGradient()).isEqualTo((3.5 + 2) / 2);
        assertThat(output.maxGradient()).isEqualTo(3.5);
        // dL/dW2 = (3·3.5 + 2·2, 0, 0.5·3.5)
        assertThat(output.meanWeightGradient()).isCloseTo((14.5 + 0 + 1.75) / 3, within(1e-15));
        assertThat(output.maxWeightGradient()).isEqualTo(14.5);

        LayerStatistics relu = layers.get(1);
        assertThat(relu.meanGradient()).isEqualTo((3 * 3.5 + 3 * 2) / 6);
        assertThat(relu.deadFraction()).isCloseTo(1 / 3.0, within(1e-15));      // the middle one; the last is 0 only once

        LayerStatistics input = layers.get(0);
        // dL/da1 = (3.5, 0, 3.5), (2, 0, 0)
        assertThat(input.meanGradient()).isEqualTo((3.5 + 3.5 + 2) / 6);
        // dL/dW0 = (1·3.5 + 3·2, 0, 1·3.5), (2·3.5 − 1·2, 0, 2·3.5)
        assertThat(input.meanWeightGradient()).isCloseTo((9.5 + 3.5 + 5 + 7) / 6, within(1e-15));
        assertThat(input.maxWeightGradient()).isEqualTo(9.5);
    }

    @Test
    void a_figure_without_a_meaning_is_NaN() {
        List<LayerStatistics> layers = flow(network(), new MeanSquaredError(), X, T).measurements().get(0).layers();
        assertThat(layers.get(0).deadFraction()).isNaN();
        assertThat(layers.get(0).saturatedFraction()).isNaN();
        assertThat(layers.get(1).meanWeightGradient()).isNaN();
        assertThat(layers.get(1).maxWeightGradient()).isNaN();
        assertThat(layers.get(1).updateRatio()).isNaN();
        assertThat(layers.get(0).updateRatio()).as("no update was seen").isNaN();
    }

    @Test
    void an_output_within_a_hundredth_of_an_end_is_saturated() {
        double logit = Math.log(0.99 / 0.01);
        Matrix x = Matrix.row(-logit - 1e-9, -logit + 1e-9, 0, logit + 1e-9, logit - 1e-9);
        assertThat(saturated(new Sigmoid(), x)).isEqualTo(2 / 5.0);
        assertThat(saturated(new Tanh(), x.map(v -> v / 2))).as("tanh(x/2) is 0.98 there").isEqualTo(0);
        double end = Math.log(1.99 / 0.01) / 2;
        assertThat(saturated(new Tanh(), Matrix.row(-end - 1e-9, -end + 1e-9, 0, end + 1e-9))).isEqualTo(2 / 4.0);
    }

    private static double saturated(Layer layer, Matrix x) {
        return flow(new Sequential(layer), new MeanSquaredError(), x, x).measurements().get(0).layers().get(0)
                .saturatedFraction();
    }

    // Ten layers

    /** The mean |dL/da| after the first linear layer, as a share of that after the last hidden one. */
    private static double firstOverLast(int seed, Initializer initializer, Supplier<Layer> activation) {
        Random random = new Random(seed);
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            layers.add(new Linear(20, 20, initializer, random));
            layers.add(activation.get());
        }
        layers.add(new Linear(20, 1, random));
        layers.add(new Sigmoid());
        Matrix x = Matrix.zeros(64, 20).map(zero -> random.nextGaussian());
        Matrix t = Matrix.zeros(64, 1).map(zero -> random.nextInt(2));
        double[] means = flow(new Sequential(layers.toArray(Layer[]::new)), new BinaryCrossEntropy(), x, t)
                .measurements().get(0).layers().stream().mapToDouble(LayerStatistics::meanGradient).toArray();
        return means[0] / means[18];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void through_ten_sigmoid_layers_the_gradient_vanishes(int seed) {
        assertThat(firstOverLast(seed, Initializer.uniform(), Sigmoid::new)).isBetween(1e-10, 1e-6);
        assertThat(firstOverLast(seed, Initializer.glorot(), Sigmoid::new)).as("even with glorot").isLessThan(1e-4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void through_ten_relu_layers_with_suitable_weights_it_does_not(int seed) {
        assertThat(firstOverLast(seed, Initializer.he(), ReLU::new)).isBetween(0.1, 10.0);
    }

    // As a listener

    private static Dataset data(int examples) {
        Random random = new Random(1);
        Matrix x = Matrix.zeros(examples, 3).map(zero -> random.nextGaussian());
        return Dataset.of(x, Matrix.zeros(examples, 1).map(zero -> random.nextInt(2)));
    }

    private static Sequential classifier() {
        Random random = new Random(2);
        return new Sequential(new Linear(3, 4, random), new ReLU(), new Linear(4, 1, random), new Sigmoid());
    }

    private static GradientFlow train(Sequential model, GradientFlow flow, int epochs, int examples) {
        new Trainer(model, new BinaryCrossEntropy(), new Adam(model.parameters(), 0.01)).epochs(epochs).batchSize(8)
                .seed(3).listener(flow).fit(data(examples));
        return flow;
    }

    private static int[] steps(GradientFlow flow) {
        return flow.measurements().stream().mapToInt(GradientFlow.Measurement::step).toArray();
    }

    @Test
    void it_looks_at_every_100th_step_of_a_long_training() {
        GradientFlow flow = train(classifier(), new GradientFlow(), 300, 80);
        assertThat(steps(flow)).containsExactly(IntStream.range(0, 30).map(i -> 1 + 100 * i).toArray());
    }

    @Test
    void it_looks_about_25_times_at_a_shorter_one() {
        assertThat(steps(train(classifier(), new GradientFlow(), 25, 80))).hasSize(25).startsWith(1, 11, 21);
        assertThat(steps(train(classifier(), new GradientFlow(), 1, 80))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9,
                10);
    }

    @Test
    void an_update_of_gradient_descent_is_the_learning_rate_times_the_gradient() {
        Sequential model = classifier();
        Linear first = (Linear) model.layers().get(0);
        List<Double> expected = new ArrayList<>();
        GradientFlow flow = new GradientFlow();
        new Trainer(model, new BinaryCrossEntropy(), new Sgd(model.parameters(), 0.1)).batchSize(8).listener(flow)
                .listener(new TrainingListener() {
                    @Override
                    public void beforeUpdate(StepEvent event) {
                        expected.add(0.1 * norm(first.weight().gradient()) / norm(first.weight().value()));
                    }
                }).fit(data(40));
        double[] updates = flow.series(0, LayerStatistics::updateRatio);
        assertThat(updates).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(updates[i]).isCloseTo(expected.get(i), within(1e-12));
        }
    }

    private static double norm(Matrix m) {
        double sum = 0;
        for (double v : m.values()) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    @Test
    void a_series_has_a_value_for_each_step_looked_at() {
        GradientFlow flow = train(classifier(), new GradientFlow(), 1, 80);
        assertThat(flow.series(1, LayerStatistics::deadFraction)).hasSameSizeAs(steps(flow));
        assertThat(flow.series(2, LayerStatistics::maxGradient))
                .isEqualTo(flow.measurements().stream().mapToDouble(look -> look.layers().get(2).maxGradient()).toArray());
    }

    @Test
    void training_gives_the_same_bits_with_it_and_without() {
        Sequential watched = classifier();
        Sequential alone = classifier();
        train(watched, new GradientFlow(), 3, 80);
        new Trainer(alone, new BinaryCrossEntropy(), new Adam(alone.parameters(), 0.01)).epochs(3).batchSize(8).seed(3)
                .fit(data(80));
        for (int i = 0; i < alone.parameters().size(); i++) {
            assertThat(watched.parameters().get(i).value()).isEqualTo(alone.parameters().get(i).value());
        }
    }

    @Test
    void a_second_training_starts_anew() {
        GradientFlow flow = train(classifier(), new GradientFlow(), 1, 80);
        Sequential wider = new Sequential(new Linear(3, 9, new Random(1)), new Tanh(), new Linear(9, 1, new Random(2)),
                new Sigmoid());
        train(wider, flow, 1, 40);
        assertThat(steps(flow)).containsExactly(1, 2, 3, 4, 5);
        assertThat(flow.measurements().get(4).layers().get(1).layer()).isEqualTo("Tanh");
    }

    @Test
    void before_anything_was_seen_it_says_so() {
        assertThat(new GradientFlow()).hasToString("gradient flow: nothing has been seen yet\n");
    }

    @Test
    void a_pass_is_shown_as_a_table() {
        assertThat(flow(network(), new MeanSquaredError(), X, T)).hasToString("""
                gradient flow of one pass
                                      |dL/da|               |dL/dW|              |update|
                      layer              mean        max       mean        max  /|weight|   dead  saturated
                   0  Linear(2, 3)    1.5e+00    3.5e+00    4.2e+00    9.5e+00
                   1  ReLU            2.8e+00    3.5e+00                                    33 %
                   2  Linear(3, 1)    2.8e+00    3.5e+00    5.4e+00    1.5e+01
                """);
    }

    @Test
    void a_run_is_shown_by_its_first_and_its_last_look() {
        assertThat(train(classifier(), new GradientFlow(), 10, 80).toString()).isASCII()
                .startsWith("gradient flow in step 1\n")
                .contains("\n\ngradient flow in step 97, the last of 25 looked at (1 of 4)\n").hasLineCount(15);
    }
}
