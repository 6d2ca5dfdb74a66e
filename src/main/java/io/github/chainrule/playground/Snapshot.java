// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.inspect.GradientFlow;
import io.github.chainrule.layer.Layer;
import io.github.chainrule.model.Sequential;

import java.util.List;

/**
 * A training between two steps. Nothing in it changes any more.
 *
 * @param state     what the training does
 * @param message   why it has failed or ended; empty if it hasn't
 * @param steps     how many steps have been made
 * @param epochs    how many epochs have been finished
 * @param layers    copies, with their weights
 * @param training  the loss of each step, before its update
 * @param test      the loss on the test part after each epoch
 * @param flow      the gradients of the step that comes next
 * @param findings  what is wrong
 * @param notes     what was looked at, if nothing is wrong
 */
record Snapshot(Gate.State state, String message, int steps, int epochs, List<Layer> layers,
                LossCurve.Points training, LossCurve.Points test, List<GradientFlow.LayerStatistics> flow,
                List<String> findings, List<String> notes) {

    /** The network as it was. */
    Sequential model() {
        return new Sequential(layers.toArray(Layer[]::new));
    }
}
