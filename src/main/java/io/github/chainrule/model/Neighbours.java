package io.github.chainrule.model;

import io.github.chainrule.layer.Layer;

import java.util.List;
import java.util.OptionalInt;

/** Checks that each layer passes on as many columns as the next one expects. */
final class Neighbours {

    private Neighbours() {
    }

    /**
     * Walks through the layers with the number of columns.
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
}
