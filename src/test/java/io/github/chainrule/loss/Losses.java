// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.loss;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.chainrule.matrix.Matrix;
import java.util.List;

/** What the tests of the losses share. */
final class Losses {

    static final List<Loss> ALL = List.of(
            new BinaryCrossEntropy(), new BinaryCrossEntropyWithLogits(), new MeanSquaredError(), new CrossEntropy(),
            new BinaryCrossEntropyWithLogits(2), new CrossEntropy().withClassWeights(0.5, 1, 4));

    private Losses() {
    }

    /** Value and gradient must both refuse, in the same words. */
    static void assertRefused(Loss loss, Matrix prediction, Matrix target, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> loss.value(prediction, target)).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(() -> loss.gradient(prediction, target)).withMessage(message);
    }
}
