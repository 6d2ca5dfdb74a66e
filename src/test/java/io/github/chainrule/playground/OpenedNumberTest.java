// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A number, opened down to the chain rule. */
class OpenedNumberTest {

    private static final Matrix INPUT = Matrix.row(1, 2);
    private static final Matrix TARGET = Matrix.row(1);

    /** a1 = (0.5, -1), a2 = (0.5, 0), a3 = 2; the loss is (2 - 1)^2 and its gradient 2. */
    private static Predictor byHand() {
        return Predictor.of(new Sequential(
                new Linear(Matrix.of(new double[] {0.5, 1}, new double[] {0.25, -1}), Matrix.row(-0.5, 0)), new ReLU(),
                new Linear(Matrix.column(3, -4), Matrix.row(0.5))), new MeanSquaredError());
    }

    private static OpenedNumber.Line line(List<OpenedNumber.Line> lines, String name) {
        return lines.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void a_weight_is_opened_as_one_would_calculate_it_by_hand() {
        OpenedNumber opened = new OpenedNumber(byHand(), INPUT, TARGET, 0, 1, 0);

        assertThat(opened.title()).isEqualTo("layer 0, Linear(2, 2): the weight W0[1,0] = 0.2500");
        assertThat(line(opened.forward(), "a1").entries()).containsExactly(
                "a1[0] = 1.000 * 0.5000 + 2.000 * 0.2500 + (-0.5000) = 0.5000");
        assertThat(line(opened.forward(), "a2").entries()).containsExactly("a2[0] = max(0.5000, 0) = 0.5000");
        assertThat(line(opened.forward(), "a3").entries()).isEmpty();
        assertThat(line(opened.forward(), "a3").value()).isEqualTo("[ 2.000 ]");
        assertThat(line(opened.forward(), "L").letters()).isEqualTo("MeanSquaredError(a3, t)");
        assertThat(line(opened.backward(), "dL/da3").value()).isEqualTo("[ 2.000 ]");
        assertThat(line(opened.backward(), "dL/da2").entries()).containsExactly(
                "dL/da2[0] = 2.000 * 3.000 = 6.000");
        assertThat(line(opened.backward(), "dL/da1").entries()).containsExactly(
                "dL/da1[0] = 6.000 * 1.000 = 6.000");
        assertThat(line(opened.backward(), "dL/dW0").entries()).containsExactly(
                "dL/dW0[1,0] = 2.000 * 6.000 = 12.00");
        assertThat(opened.backward()).extracting(OpenedNumber.Line::name)
                .containsExactly("dL/da3", "dL/da2", "dL/da1", "dL/dW0");
    }

    @Test
    void a_neuron_that_is_dead_passes_nothing_on() {
        OpenedNumber opened = new OpenedNumber(byHand(), INPUT, TARGET, 0, OpenedNumber.ALL, 1);

        assertThat(line(opened.forward(), "a2").entries()).containsExactly("a2[1] = max(-1.000, 0) = 0");
        assertThat(line(opened.backward(), "dL/da1").entries()).containsExactly(
                "dL/da1[1] = (-8.000) * 0 = 0");
        assertThat(line(opened.backward(), "dL/dW0").entries()).containsExactly(
                "dL/dW0[0,1] = 1.000 * 0 = 0", "dL/dW0[1,1] = 2.000 * 0 = 0");
        assertThat(line(opened.backward(), "dL/db0").entries()).containsExactly("dL/db0[1] = 0");
    }

    @Test
    void what_is_reused_is_marked_with_what_it_is_used_in() {
        OpenedNumber opened = new OpenedNumber(byHand(), INPUT, TARGET, 0, OpenedNumber.ALL, OpenedNumber.ALL);

        assertThat(line(opened.backward(), "dL/da3").users()).containsExactly("dL/dW2", "dL/db2", "dL/da2");
        assertThat(line(opened.backward(), "dL/da2").users()).containsExactly("dL/da1");
        assertThat(line(opened.backward(), "dL/da1").users()).containsExactly("dL/dW0", "dL/db0");
        assertThat(opened.json().toString()).contains("\"title\":\"layer 0, Linear(2, 2)\"")
                .contains("Multiplications of the backward pass");
    }

    /** The gradient that is told, against moving the weight a little. */
    @Test
    void each_weight_of_a_deep_network_has_its_numeric_derivative() {
        Random random = new Random(3);
        Sequential model = new Sequential(new Linear(2, 5, random), new Tanh(), new Linear(5, 4, random),
                new Linear(4, 3, random), new Sigmoid(), new Linear(3, 1, random), new Sigmoid());
        Loss loss = new BinaryCrossEntropy();
        Predictor predictor = Predictor.of(model, loss);
        List<Linear> layers = model.layers().stream().filter(Linear.class::isInstance).map(Linear.class::cast).toList();
        for (int linear = 0; linear < layers.size(); linear++) {
            Matrix w = layers.get(linear).weight().value();
            for (int i = 0; i < w.rows(); i++) {
                for (int j = 0; j < w.cols(); j++) {
                    List<OpenedNumber.Line> lines = new OpenedNumber(predictor, INPUT, TARGET, linear, i, j).backward();
                    String entry = lines.get(lines.size() - 1).entries().get(0);

                    assertThat(result(entry)).as(entry).isCloseTo(numeric(model, loss, w, i, j), within(1e-4));
                    lines.forEach(line -> line.entries().forEach(OpenedNumberTest::assertAddsUp));
                }
            }
        }
    }

    private static double numeric(Sequential model, Loss loss, Matrix w, int i, int j) {
        double value = w.get(i, j);
        w.set(i, j, value + 1e-6);
        double above = loss.value(model.output(INPUT), TARGET);
        w.set(i, j, value - 1e-6);
        double below = loss.value(model.output(INPUT), TARGET);
        w.set(i, j, value);
        return (above - below) / 2e-6;
    }

    private static double result(String entry) {
        return Double.parseDouble(entry.substring(entry.lastIndexOf('=') + 2));
    }

    /** As one would do with a pocket calculator: the written-out sum is what stands behind the last equals sign. */
    private static void assertAddsUp(String entry) {
        String[] sides = entry.split(" = ");
        if (sides.length != 3) {
            return;
        }
        double sum = Arrays.stream(sides[1].split(" \\+ ")).mapToDouble(term -> Arrays.stream(term.split(" \\* "))
                .mapToDouble(factor -> Double.parseDouble(factor.replaceAll("[()]", ""))).reduce(1, (a, b) -> a * b))
                .sum();
        assertThat(sum).as(entry).isCloseTo(Double.parseDouble(sides[2]), within(1e-3));
    }

    @Test
    void what_is_not_there_cannot_be_opened() {
        assertThatThrownBy(() -> new OpenedNumber(byHand(), INPUT, TARGET, 2, 0, 0))
                .hasMessage("there is no layer 2; expected 0 to 1.");
        assertThatThrownBy(() -> new OpenedNumber(byHand(), INPUT, TARGET, 0, 2, 0))
                .hasMessage("there is no input 2; expected 0 to 1.");
        assertThatThrownBy(() -> new OpenedNumber(byHand(), INPUT, TARGET, 1, 0, 1))
                .hasMessage("there is no neuron 1; expected 0 to 0.");
    }
}
