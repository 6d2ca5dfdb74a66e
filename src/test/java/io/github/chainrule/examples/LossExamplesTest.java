// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of {@code loss}: {@code SnippetsTest} compares the lines. */
class LossExamplesTest {

    // L = 1/N · Σ |p − t|: an outlier counts less than it does when squared
    record MeanAbsoluteError() implements Loss {

        @Override
        public double value(Matrix outputs, Matrix targets) {
            double sum = 0;
            for (double distance : outputs.map(targets, (p, t) -> Math.abs(p - t)).values()) {
                sum += distance;
            }
            return sum / outputs.values().length;
        }

        @Override
        public Matrix gradient(Matrix outputs, Matrix targets) {
            int n = outputs.values().length;
            return outputs.map(targets, (p, t) -> Math.signum(p - t) / n);
        }
    }

    @Test
    void a_loss_of_ones_own() {
        Loss loss = new MeanAbsoluteError();
        assertThat(loss.value(Matrix.column(1, 5), Matrix.column(2, 2))).isEqualTo(2);
        assertThat(loss.gradient(Matrix.column(1, 5), Matrix.column(2, 2))).isEqualTo(Matrix.column(-0.5, 0.5));
    }

    @Test
    void mean_squared_error() {
        Loss loss = new MeanSquaredError();
        Matrix outputs = Matrix.column(150, 160);
        Matrix targets = Matrix.column(153, 159);
        double value = loss.value(outputs, targets);                // (3² + 1²)/2 = 5
        Matrix gradient = loss.gradient(outputs, targets);          // -3 and 1: too low, too high
        assertThat(value).isEqualTo(5);
        assertThat(gradient).isEqualTo(Matrix.column(-3, 1));
    }

    @Test
    void binary_cross_entropy() {
        Loss loss = new BinaryCrossEntropy();
        double sure = loss.value(Matrix.row(0.9), Matrix.row(1));   // -log 0.9 = 0.105
        double wrong = loss.value(Matrix.row(0.9), Matrix.row(0));  // -log 0.1 = 2.303
        assertThat(sure).isCloseTo(0.105, within(5e-4));
        assertThat(wrong).isCloseTo(2.303, within(5e-4));
    }

    @Test
    void binary_cross_entropy_with_logits() {
        Loss loss = new BinaryCrossEntropyWithLogits();
        Matrix logit = Matrix.row(Math.log(9));                     // log 9 to 1: 9 times out of 10
        double value = loss.value(logit, Matrix.row(1));            // -log 0.9 = 0.105
        double p = loss.predictions(logit).get(0, 0);               // 0.9
        assertThat(value).isCloseTo(0.105, within(5e-4));
        assertThat(p).isCloseTo(0.9, within(1e-15));
    }

    @Test
    void cross_entropy() {
        Loss loss = new CrossEntropy();
        Matrix logits = Matrix.row(Math.log(7), Math.log(2), Math.log(1));
        Matrix p = loss.predictions(logits);                        // 0.7, 0.2, 0.1
        double value = loss.value(logits, Matrix.oneHot(3, 0));     // -log 0.7 = 0.357
        assertThat(p.values()).containsExactly(new double[] {0.7, 0.2, 0.1}, within(1e-15));
        assertThat(value).isCloseTo(0.357, within(5e-4));
    }
}
