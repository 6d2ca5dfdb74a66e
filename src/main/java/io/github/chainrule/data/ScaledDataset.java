// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Optional;

/** The examples of another dataset, scaled when they are read. */
record ScaledDataset(Dataset unscaled, Optional<Scaler> scaler) implements Dataset {

    ScaledDataset {
        scaler.orElseThrow().inputs().requireColumns(unscaled.inputSize());
        scaler.orElseThrow().targets().requireColumns(unscaled.targetSize());
        if (unscaled.scaler().isPresent()) {
            throw new IllegalArgumentException("Scaler.scale: these examples have been scaled already. Scale each part of"
                    + " the data once, with the scaler that was learned from the training part.");
        }
    }

    @Override
    public int size() {
        return unscaled.size();
    }

    @Override
    public int inputSize() {
        return unscaled.inputSize();
    }

    @Override
    public int targetSize() {
        return unscaled.targetSize();
    }

    @Override
    public Names names() {
        return unscaled.names();
    }

    @Override
    public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        unscaled.read(rows, from, count, inputs, targets);
        scaler.orElseThrow().inputs().overwrite(inputs);
        scaler.orElseThrow().targets().overwrite(targets);
    }

    @Override
    public String toString() {
        return "scaled: " + unscaled;
    }
}
