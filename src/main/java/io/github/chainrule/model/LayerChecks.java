// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.OptionalInt;

/** The checks of a model's layers: against each other, and of each against what it says about itself. */
final class LayerChecks {

    private static final String OWN_LAYERS = "io.github.chainrule.layer.";

    private LayerChecks() {
    }

    /**
     * Checks that each layer passes on as many columns as the next one expects.
     *
     * @return how many columns the first layer gets; empty when any number will do
     */
    static OptionalInt inputSizeIfAllFit(List<Layer> layers) {
        OptionalInt inputSize = OptionalInt.empty();
        OptionalInt size = OptionalInt.empty();
        for (int k = 0; k < layers.size(); k++) {
            OptionalInt expected = layers.get(k).inputSize();
            if (expected.isPresent() && size.isEmpty()) {
                inputSize = keepSize(layers.subList(0, k), expected.getAsInt()) ? expected : inputSize;
            } else if (expected.isPresent() && !expected.equals(size)) {
                throw new IllegalArgumentException(name(layers, k) + ": expected " + expected.getAsInt()
                        + " columns, got " + size.getAsInt() + ". The layer before it, " + layers.get(k - 1).name()
                        + ", passes on " + size.getAsInt() + " columns: was a Linear(" + size.getAsInt() + ", "
                        + expected.getAsInt() + ") left out?" + hintAtOwnLayer(layers.subList(0, k)));
            }
            OptionalInt in = expected.isPresent() ? expected : size;
            size = in.isPresent() ? OptionalInt.of(layers.get(k).outputSize(in.getAsInt())) : in;
        }
        return inputSize;
    }

    /** Whether they pass on as many columns as they get, and not a fixed number that happens to be this one. */
    private static boolean keepSize(List<Layer> layers, int size) {
        return layers.stream().allMatch(layer -> layer.outputSize(size) == size
                && layer.outputSize(size + 1) == size + 1);
    }

    /** A layer of the user's own may have forgotten to say that it changes the number of columns. */
    static String hintAtOwnLayer(List<Layer> layers) {
        return layers.stream().filter(layer -> layer.inputSize().isEmpty()
                        && !layer.getClass().getName().startsWith(OWN_LAYERS))
                .map(layer -> " If " + layer.name() + " changes the number of columns, override its outputSize.")
                .findFirst().orElse("");
    }

    /** Checks that a layer's parameters are objects that stay: an optimizer keeps those of the first call. */
    static void requireSameParameters(List<Layer> layers) {
        for (int k = 0; k < layers.size(); k++) {
            if (!layers.get(k).parameters().equals(layers.get(k).parameters())) {
                throw new IllegalArgumentException(name(layers, k) + ": parameters() returns new objects at each call,"
                        + " so no training would reach them. Make each Parameter once, in a field.");
            }
        }
    }

    /** Checks that forward has kept outputSize's promise. */
    static void requireForward(List<Layer> layers, Layer used, int k, Matrix x, Matrix y) {
        if (used != layers.get(k) && !layers.get(k).isRandom()) {
            throw new IllegalStateException(name(layers, k) + ": forTraining returned another layer, but isRandom says"
                    + " that it draws nothing. Override isRandom to return true.");
        }
        requireShape(layers, k, "forward", y, x.rows(), used.outputSize(x.cols()),
                ", as outputSize says. If it changes the number of columns, override outputSize(int inputSize).");
    }

    /** Names the layer whose forward failed, unless its own message says what it expects. */
    static RuntimeException located(RuntimeException e, List<Layer> layers, int k, Matrix x) {
        return layers.get(k).inputSize().isPresent() ? e : new IllegalArgumentException(name(layers, k) + ": forward"
                + " failed for x " + x.shape() + ": " + e.getMessage() + " If it only takes one number of columns,"
                + " override inputSize().", e);
    }

    static void requireShape(List<Layer> layers, int k, String method, Matrix m, int rows, int cols, String why) {
        if (m == null || m.rows() != rows || m.cols() != cols) {
            throw new IllegalStateException(name(layers, k) + ": " + method + " returned "
                    + (m == null ? "null" : m.shape()) + "; expected (" + rows + " x " + cols + ")" + why);
        }
    }

    /** Checks that the chain rule has numbers to work with, and names the first layer that returned none. */
    static void requireFinite(ForwardPass forward) {
        for (int k = 0; k < forward.layers().size(); k++) {
            if (!forward.isFinite(k)) {
                boolean ruined = forward.layers().get(k).parameters().stream().anyMatch(p -> !p.value().isFinite());
                throw new IllegalStateException("backward: " + name(forward.layers(), k) + ", returned NaN or infinite"
                        + " values because its " + (ruined ? "parameters are: the steps were too large. Start over with"
                        : "input or weights are too large. Try") + " a smaller learning rate, and inputs scaled to"
                        + " about [0, 1].");
            }
        }
    }

    static String name(List<Layer> layers, int k) {
        return "layer " + k + ", " + layers.get(k).name();
    }
}
