// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.loss.Loss;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.training.TrainingListener.StepEvent;

/** What a loop gave its loss for the gradient; it gives the same from its first step on. */
enum LossArguments {
    EXPECTED, SWAPPED, PREDICTIONS, UNWEIGHTED;

    @SuppressWarnings("ReferenceEquality")    // a loss whose outputs are the predictions returns its argument
    static LossArguments of(StepEvent event, Loss unweighted) {
        Loss loss = unweighted.withWeights(event.batch().weights());
        Matrix outputs = event.forward().output();
        Matrix targets = event.batch().targets();
        Matrix dy = event.backward().gradient(event.forward().layers().size());
        Matrix predictions = loss.predictions(outputs);
        if (dy.equals(loss.gradient(outputs, targets))) {
            return EXPECTED;
        }
        if (outputs.cols() == targets.cols() && isSwapped(dy, loss, outputs, targets)) {
            return SWAPPED;
        }
        if (dy.equals(unweighted.gradient(outputs, targets))) {
            return UNWEIGHTED;
        }
        return predictions != outputs && predictions.cols() == outputs.cols()
                && dy.equals(loss.gradient(predictions, targets)) ? PREDICTIONS : EXPECTED;
    }

    private static boolean isSwapped(Matrix dy, Loss loss, Matrix outputs, Matrix targets) {
        try {
            return dy.equals(loss.gradient(targets, outputs));
        } catch (IllegalArgumentException e) {      // outputs that can't be targets
            return false;
        }
    }
}
