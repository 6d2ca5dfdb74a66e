// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** The checks of a model's layers: against each other, and of each against what it says about itself. */
final class LayerChecks {

    /** Drawn numbers are compared up to a factor, since a bound may differ from layer to layer. */
    private static final double ROUNDING = 1e-12;

    private LayerChecks() {
    }

    /**
     * Checks that each layer passes on as many columns as the next one expects, by walking through them with that
     * number.
     *
     * @return how many columns the first layer gets; empty when any number will do
     */
    static OptionalInt requireFit(List<Layer> layers) {
        OptionalInt inputSize = OptionalInt.empty();
        OptionalInt size = OptionalInt.empty();
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            OptionalInt expected = layer.inputSize();
            if (expected.isPresent() && size.isPresent() && expected.getAsInt() != size.getAsInt()) {
                int first = firstWithSize(layers);
                requireTruth(layers.subList(0, k), first, layers.get(first).inputSize().getAsInt());
                throw new IllegalArgumentException(name(layers, k) + ": expected " + expected.getAsInt()
                        + " columns, got " + size.getAsInt() + ". The layer before it, " + layers.get(k - 1).name()
                        + ", passes on " + size.getAsInt() + " columns: was a Linear(" + size.getAsInt() + ", "
                        + expected.getAsInt() + ") left out?");
            }
            if (expected.isPresent() && size.isEmpty()) {
                size = expected;
                int in = expected.getAsInt();
                boolean unchangedSoFar = layers.subList(0, k).stream()
                        .allMatch(before -> before.outputSize(in) == in && before.outputSize(in + 1) == in + 1);
                inputSize = unchangedSoFar ? expected : inputSize;
            }
            if (size.isPresent()) {
                size = OptionalInt.of(layer.outputSize(size.getAsInt()));
            }
        }
        return inputSize;
    }

    /** {@return the number of the first layer that takes one number of columns alone} */
    static int firstWithSize(List<Layer> layers) {
        int k = 0;
        while (layers.get(k).inputSize().isEmpty()) {
            k++;
        }
        return k;
    }

    /** Before two neighbours are blamed: sends zeros through the layers, and so finds the one that misled them. */
    static void requireTruth(List<Layer> layers, int from, int columns) {
        Matrix a = Matrix.zeros(1, columns);
        for (int k = from; k < layers.size(); k++) {
            a = forward(layers, k, a);
        }
    }

    /** {@code layerₖ(x)}, in the shape that the layer has promised. */
    static Matrix forward(List<Layer> layers, int k, Matrix x) {
        Layer layer = layers.get(k);
        Matrix y;
        try {
            y = layer.forward(x);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            if (layer.inputSize().isPresent()) {
                throw e;
            }
            throw new IllegalArgumentException(name(layers, k) + ": forward failed for x " + x.shape() + ": "
                    + e.getMessage() + " If it takes one number of columns alone, override inputSize().", e);
        }
        requireShape(layers, k, "forward", y, x.rows(), layer.outputSize(x.cols()),
                ", as outputSize says. If it changes the number of columns, override outputSize(int inputSize).");
        return y;
    }

    /** {@code layerₖ}'s dL/dx, in the shape of x. */
    static Matrix inputGradient(List<Layer> layers, int k, Matrix x, Matrix y, Matrix dy) {
        Matrix dx = layers.get(k).inputGradient(x, y, dy);
        requireShape(layers, k, "inputGradient", dx, x.rows(), x.cols(), ", the shape of x.");
        return dx;
    }

    private static void requireShape(List<Layer> layers, int k, String method, Matrix m, int rows, int cols,
                                     String why) {
        if (m == null || m.rows() != rows || m.cols() != cols) {
            throw new IllegalStateException(name(layers, k) + ": " + method + " returned "
                    + (m == null ? "null" : m.shape()) + "; expected (" + rows + " x " + cols + ")" + why);
        }
    }

    /** Checks that the chain rule has numbers to work with, and says which layer had none to give. */
    static void requireFinite(ForwardPass pass) {
        for (int k = 0; k < pass.layers().size(); k++) {
            if (!pass.isFinite(k)) {
                boolean ruined = pass.layers().get(k).parameters().stream().anyMatch(p -> !p.value().isFinite());
                throw new IllegalStateException("backward: " + name(pass.layers(), k) + ", has returned values that"
                        + " aren't finite" + (ruined ? ", since its parameters aren't: the steps were too large. Begin"
                        + " again with a smaller learning rate" : ": its input or its weights are too large. Try a"
                        + " smaller learning rate") + ", and inputs scaled to about [0, 1].");
            }
        }
    }

    static String name(List<Layer> layers, int k) {
        return "layer " + k + ", " + layers.get(k).name();
    }

    /** Whether a layer is another one in training; a batch without rows draws nothing. */
    static boolean draws(Layer layer) {
        Matrix nothing = Matrix.zeros(0, layer.inputSize().orElse(1));
        return layer.forTraining(nothing, new Random(0)) != layer;
    }

    /** Checks that no two layers were drawn from generators with the same seed: they would start alike. */
    static void requireOwnNumbers(List<Layer> layers) {
        for (int k = 0; k < layers.size(); k++) {
            for (int j = 0; j < k; j++) {
                if (sameNumbers(weights(layers.get(j)), weights(layers.get(k)))) {
                    throw new IllegalArgumentException("Sequential: " + name(layers, j) + ", and " + name(layers, k)
                            + ", start from the same random numbers: were two generators made with the same seed?"
                            + " Make one, Random random = new Random(42), and pass it to all layers.");
                }
            }
        }
    }

    private static double[] weights(Layer layer) {
        return layer.parameters().isEmpty() ? new double[0] : layer.parameters().get(0).value().values();
    }

    /** Whether one begins with a multiple of the other's numbers, and they were drawn: not constant, and not typed. */
    private static boolean sameNumbers(double[] a, double[] b) {
        int n = Math.min(a.length, b.length);
        boolean same = n > 1 && a[0] != a[1];
        for (int i = 0; i < n && same; i++) {
            same = looksDrawn(a[i]) && looksDrawn(b[i])
                    && Math.abs(a[i] * b[0] - a[0] * b[i]) <= ROUNDING * Math.abs(a[0] * b[i]);
        }
        return same;
    }

    private static boolean looksDrawn(double value) {
        return Double.toString(value).length() > 14;
    }
}
