// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.ReLU;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.layer.Tanh;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What is known about an activation. Add a new one to {@link #of}.
 *
 * @param min     the smallest number that it can return
 * @param max     the largest
 * @param formula of what it returns, where {@code %s} is its input
 * @param factors of its derivative; empty if it isn't known
 */
record LayerKind(double min, double max, String formula, List<Factor> factors) {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /**
     * A factor of a derivative.
     *
     * @param letters as in {@code (%s > 0)}
     * @param ofInput whether {@code %s} is the input; otherwise it is the output
     * @param value   the factor
     */
    record Factor(String letters, boolean ofInput, DoubleUnaryOperator value) {
    }

    static LayerKind of(Layer layer) {
        if (layer instanceof ReLU) {
            return new LayerKind(0, INFINITY, "max(%s, 0)", List.of(new Factor("(%s > 0)", true, x -> x > 0 ? 1 : 0)));
        } else if (layer instanceof LeakyReLU leaky) {
            double slope = leaky.negativeSlope();
            return new LayerKind(-INFINITY, INFINITY, "LeakyReLU(%s)",
                    List.of(new Factor("(%s > 0 ? 1 : " + slope + ")", true, x -> x > 0 ? 1 : slope)));
        } else if (layer instanceof Sigmoid) {
            return new LayerKind(0, 1, "sigmoid(%s)",
                    List.of(new Factor("%s", false, y -> y), new Factor("(1 - %s)", false, y -> 1 - y)));
        } else if (layer instanceof Tanh) {
            return new LayerKind(-1, 1, "tanh(%s)", List.of(new Factor("(1 - %1$s .* %1$s)", false, y -> 1 - y * y)));
        }
        String name = layer.getClass().getSimpleName().isEmpty() ? "f" : layer.getClass().getSimpleName();
        return new LayerKind(-INFINITY, INFINITY, name + "(%s)", List.of());
    }

    /** Whether its outputs come close to an end, where the derivative is nearly 0. */
    boolean saturates() {
        return max < INFINITY;
    }

    /** Whether a unit may return 0 for every example. */
    boolean canDie() {
        return min == 0 && !saturates();
    }
}
