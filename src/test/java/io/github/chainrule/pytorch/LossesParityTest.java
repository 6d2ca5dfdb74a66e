// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.pytorch;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.BinaryCrossEntropyWithLogits;
import io.github.chainrule.loss.CrossEntropy;
import io.github.chainrule.loss.Loss;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossesParityTest {

    private static final Reference REFERENCE = Reference.load("pytorch-losses.txt");

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

    @ParameterizedTest
    @MethodSource("losses")
    void value_and_gradient_are_those_of_pytorch(String name, Loss loss) {
        Matrix prediction = REFERENCE.get(name + ".prediction");
        Matrix target = REFERENCE.get(name + ".target");

        Parity.assertSame(name + ".value", loss.value(prediction, target), REFERENCE.number(name + ".value"));
        Parity.assertSame(name + ".gradient", loss.gradient(prediction, target), REFERENCE.get(name + ".gradient"));
    }
}
