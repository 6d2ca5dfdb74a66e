// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static io.github.chainrule.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.chainrule.inspect.GradientCheck;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;

import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.model.Sequential;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class WeightedLossTest {

    private static final Matrix WEIGHTS = Matrix.column(0.5, 2, 0, 1.5);
    private static final Matrix TARGETS = Matrix.wrap(4, 2, 1, 0, 1, 1, 0, 1, 0, 1);
    private static final Matrix OUTPUTS = Matrix.wrap(4, 2, 2.2, -1.4, -0.4, 0.85, -1.1, 0, -2.9, 4.6);

    /** PyTorch 1.13's numbers: {@code (weight * loss).mean()} with {@code reduction='none'}, and {@code backward()}. */
    static List<Arguments> numbers() {
        return List.of(
                Arguments.of(new BinaryCrossEntropy(), Matrix.wrap(4, 2, 0.9, 0.2, 0.4, 0.7, 0.25, 0.5, 0.05, 0.99),
                        TARGETS, 0.35027485380917134, new double[] {-0.06944444444444445, 0.078125, -0.625,
                            -0.35714285714285715, 0, 0, 0.1973684210526316, -0.1893939393939394}),
                Arguments.of(new BinaryCrossEntropyWithLogits(), OUTPUTS, TARGETS, 0.3494822061172866,
                        new double[] {-0.006234405569980325, 0.01236350696508864, -0.149671915028113,
                            -0.07485821438150678, 0, 0, 0.009778793077203326, -0.0018659628500445474}),
                Arguments.of(new MeanSquaredError(), OUTPUTS, TARGETS, 4.715,
                        new double[] {0.15, -0.175, -0.7, -0.075, 0, 0, -1.0875, 1.35}),
                Arguments.of(new CrossEntropy(), OUTPUTS, Matrix.oneHot(2, 0, 1, 1, 0), 2.9420415266019724,
                        new double[] {-0.0033246241971082308, 0.003324624197108232, 0.11135006941265445,
                            -0.1113500694126544, 0, 0, -0.37479270801115366, 0.37479270801115366}));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void each_row_counts_as_much_as_its_weight(Loss loss, Matrix outputs, Matrix targets, double value,
                                               double[] gradient) {
        Loss weighted = loss.withWeights(WEIGHTS);
        assertThat(weighted.value(outputs, targets)).isCloseTo(value, within(1e-12));
        assertThat(weighted.gradient(outputs, targets).values()).containsExactly(gradient, within(1e-12));
        assertThat(weighted.predictions(outputs)).isEqualTo(loss.predictions(outputs));
    }

    static final List<Loss> MEANS_OVER_ROWS = Losses.ALL.subList(0, 5);

    @ParameterizedTest
    @FieldSource("MEANS_OVER_ROWS")
    void the_gradient_is_that_of_the_value(Loss loss) {
        Random random = new Random(4);
        Sequential model = new Sequential(new Linear(2, 3, random), new Tanh(), new Linear(3, 2, random),
                new Sigmoid());
        assertThat(GradientCheck.of(model, loss.withWeights(WEIGHTS), OUTPUTS, Matrix.oneHot(2, 0, 1, 1, 0)).passed())
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("LOSSES")
    void weights_of_1_change_no_bit(Loss loss) {
        assertThat(loss.withWeights(Matrix.column(1, 1, 1))).isSameAs(loss);
    }

    static final List<Loss> LOSSES = Losses.ALL;

    @Test
    void a_weight_that_is_no_finite_number_of_at_least_0_is_refused() {
        Loss loss = new MeanSquaredError();
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> loss.withWeights(Matrix.column(1, weight)), "MeanSquaredError: weight at row 1, column"
                    + " 0 is " + weight + "; expected a finite weight of at least 0.");
        }
    }

    @Test
    void weights_for_another_number_of_rows_are_refused() {
        Losses.assertRefused(new MeanSquaredError().withWeights(Matrix.column(1, 2)), OUTPUTS, TARGETS,
                "MeanSquaredError: the weights are (2 x 1); expected (4 x 1). A Trainer takes weights from the data:"
                        + " training.withWeights(weights).");
    }

    @Test
    void a_loss_that_is_no_mean_over_the_rows_is_refused() {
        Matrix z = Matrix.of(new double[] {0, 0}, new double[] {0, 3});
        Loss loss = new CrossEntropy().withClassWeights(1, 3);
        double mean = Math.log(2) / 2 + Math.log1p(Math.exp(-3)) / 2;
        double ofBatch = (Math.log(2) + 3 * Math.log1p(Math.exp(-3))) / 4;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.withWeights(Matrix.column(2, 1)).value(z, Matrix.oneHot(2, 0, 1)))
                .withMessageMatching(Pattern.quote("CrossEntropy(1.0, 3.0): the loss of a batch, " + start(ofBatch))
                        + "\\d+, isn't the mean of its rows' losses, " + Pattern.quote(start(mean)) + "\\d+, so rows can't"
                        + " have weights. In place of class weights, multiply each example's weight by that of its"
                        + " class\\.");
    }

    private static String start(double value) {
        return String.valueOf(value).substring(0, 14);
    }
}
