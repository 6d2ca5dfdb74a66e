package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

/** The examples of another dataset, scaled when they are read. */
record ScaledDataset(Dataset unscaled, Scaler scaler) implements Dataset {

    ScaledDataset {
        scaler.inputs().requireColumns(unscaled.inputSize());
        scaler.targets().requireColumns(unscaled.targetSize());
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
        scaler.inputs().overwrite(inputs);
        scaler.targets().overwrite(targets);
    }

    @Override
    public String toString() {
        return "scaled: " + unscaled;
    }
}
