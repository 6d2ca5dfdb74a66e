// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Indices;
import io.github.chainrule.matrix.Checks;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Other names, another scale or another choice of a dataset's examples: example i is its example {@code rows[i]}. */
record DatasetView(Dataset original, int[] rows, IntToDoubleFunction weights, Names names, Optional<Scaler> scaler,
                   Optional<RowEncoder> encoder) implements Dataset {

    static Dataset subset(Dataset original, int[] rows) {
        Indices.requireSubset(rows, original.size());
        return new DatasetView(original, rows.clone(), original::weight, original.names(), original.scaler(),
                original.encoder());
    }

    /** All of its examples. */
    static Dataset all(Dataset original, IntToDoubleFunction weights, Names names, Optional<Scaler> scaler,
                       Optional<RowEncoder> encoder) {
        int[] rows = IntStream.range(0, original.size()).toArray();
        return new DatasetView(original, rows, weights, names, scaler, encoder);
    }

    /** All of its examples, example i with weight {@code weights[i]}. */
    static Dataset weighted(Dataset original, double[] weights) {
        Objects.requireNonNull(weights, "Dataset.withWeights: weights is null.");
        if (weights.length != original.size()) {
            throw new IllegalArgumentException("Dataset.withWeights: expected " + original.size() + " weights, one for"
                    + " each example, got " + weights.length + ".");
        }
        Checks.requireBetween("Dataset.withWeights", "the weight", Matrix.column(weights), 0, Double.MAX_VALUE,
                "a finite weight of at least 0.");
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("Dataset.withWeights: all weights are 0, so nothing would be learned."
                    + " Give some examples a weight above 0.");
        }
        double[] kept = weights.clone();
        return all(original, i -> kept[i], original.names(), original.scaler(), original.encoder());
    }

    @Override
    public double weight(int index) {
        return weights.applyAsDouble(rows[index]);
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int inputSize() {
        return original.inputSize();
    }

    @Override
    public int targetSize() {
        return original.targetSize();
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        Indices.requireRange(indices, offset, length, size());
        int[] originals = IntStream.range(offset, offset + length).map(i -> rows[indices[i]]).toArray();
        original.read(originals, 0, length, inputs, targets);
        scaler.filter(s -> original.scaler().isEmpty()).ifPresent(s -> s.overwrite(inputs, targets));
    }

    @Override
    public String toString() {
        return rows.length < original.size() ? size() + " of " + original
                : scaler.equals(original.scaler()) ? MatrixDataset.text(this) : "scaled: " + original;
    }
}
