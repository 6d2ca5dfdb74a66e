// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossesParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-losses.txt");
    private static final Reference WEIGHTED = Reference.load("pytorch-training.txt");

    static Stream<Arguments> losses() {
        return Stream.of(
                arguments("bce", new BinaryCrossEntropy()),
                arguments("bce_soft_target", new BinaryCrossEntropy()),
                arguments("bce_extreme", new BinaryCrossEntropy()),
                arguments("bce_with_logits", new BinaryCrossEntropyWithLogits()),
                arguments("bce_with_logits_extreme", new BinaryCrossEntropyWithLogits()),
                arguments("mse", new MeanSquaredError()),
                arguments("cross_entropy", new CrossEntropy()),
                arguments("cross_entropy_extreme", new CrossEntropy()));
    }

    static Stream<Arguments> weightedLosses() {
        Loss rare = new BinaryCrossEntropyWithLogits(3);
        Loss frequent = new BinaryCrossEntropyWithLogits(0.25);
        Loss classes = new CrossEntropy().withClassWeights(0.5, 1, 2, 7);
        return Stream.of(
                arguments("bce_with_logits_3.0", rare),
                arguments("bce_with_logits_3.0_soft_target", rare),
                arguments("bce_with_logits_3.0_labels", rare),
                arguments("bce_with_logits_3.0_extreme", rare),
                arguments("bce_with_logits_0.25", frequent),
                arguments("bce_with_logits_0.25_soft_target", frequent),
                arguments("bce_with_logits_0.25_labels", frequent),
                arguments("cross_entropy_weights", classes),
                arguments("cross_entropy_weights_extreme", classes));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void value_and_gradient_are_those_of_pytorch(String name, Loss loss) {
        assertSame(REFERENCE, name, loss, 1);
    }

    /** A class's weight counts in the mean, too: PyTorch divides by the sum of the weights. */
    @ParameterizedTest
    @MethodSource("weightedLosses")
    void with_weights_they_are_those_of_pytorch(String name, Loss loss) {
        assertSame(WEIGHTED, name, loss, 1);
    }

    /** Of probabilities as targets PyTorch takes the mean over the rows; here it is a weighted mean as well. */
    @Test
    void of_probabilities_as_targets_a_weighted_mean_is_that_of_pytorch_but_for_what_it_is_divided_by() {
        String name = "cross_entropy_weights_soft_target";
        Matrix targets = WEIGHTED.get(name + ".target");
        double weights = Arrays.stream(targets.times(Matrix.column(0.5, 1, 2, 7)).values()).sum();
        assertSame(WEIGHTED, name, new CrossEntropy().withClassWeights(0.5, 1, 2, 7), weights / targets.rows());
    }

    private static void assertSame(Reference reference, String name, Loss loss, double factor) {
        Matrix prediction = reference.get(name + ".prediction");
        Matrix target = reference.get(name + ".target");

        Parity.assertSame(name + ".value", factor * loss.value(prediction, target), reference.number(name + ".value"));
        Parity.assertSame(name + ".gradient", loss.gradient(prediction, target).map(g -> factor * g),
                reference.get(name + ".gradient"));
    }
}
