package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;

import java.util.List;
import java.util.OptionalInt;

/** The checks of a model's layers against each other. */
final class Checks {

    /** Drawn numbers are compared up to a factor, since a bound may differ from layer to layer. */
    private static final double ROUNDING = 1e-12;

    private Checks() {
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
                throw new IllegalArgumentException("layer " + k + ", " + layer + ": expected " + expected.getAsInt()
                        + " columns, got " + size.getAsInt() + ". The layer before it, " + layers.get(k - 1)
                        + ", passes on " + size.getAsInt() + " columns: was a Linear(" + size.getAsInt() + ", "
                        + expected.getAsInt() + ") left out?");
            }
            if (expected.isPresent() && size.isEmpty()) {
                size = expected;
                int in = expected.getAsInt();
                boolean unchangedSoFar = layers.subList(0, k).stream().allMatch(before -> before.outputSize(in) == in);
                inputSize = unchangedSoFar ? expected : inputSize;
            }
            if (size.isPresent()) {
                size = OptionalInt.of(layer.outputSize(size.getAsInt()));
            }
        }
        return inputSize;
    }

    /** Checks that no two layers were drawn from generators with the same seed: they would start alike. */
    static void requireOwnNumbers(List<Layer> layers) {
        for (int k = 0; k < layers.size(); k++) {
            for (int j = 0; j < k; j++) {
                if (sameNumbers(weights(layers.get(j)), weights(layers.get(k)))) {
                    throw new IllegalArgumentException("Sequential: layer " + j + ", " + layers.get(j) + ", and layer "
                            + k + ", " + layers.get(k) + ", start from the same random numbers: were two generators"
                            + " made with the same seed? Make one, Random random = new Random(42), and pass it to all"
                            + " layers.");
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
