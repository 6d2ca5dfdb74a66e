// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Indices;
import io.github.chainrule.matrix.Matrix;
import java.util.Optional;
import java.util.stream.IntStream;

/** Other names, another scale or another choice of a dataset's examples: example i is its example {@code rows[i]}. */
record DatasetView(Dataset original, int[] rows, Names names, Optional<Scaler> scaler, Optional<RowEncoder> encoder)
        implements Dataset {

    static Dataset subset(Dataset original, int[] rows) {
        Indices.requireSubset(rows, original.size());
        return new DatasetView(original, rows.clone(), original.names(), original.scaler(), original.encoder());
    }

    /** All of its examples. */
    static Dataset all(Dataset original, Names names, Optional<Scaler> scaler, Optional<RowEncoder> encoder) {
        return new DatasetView(original, IntStream.range(0, original.size()).toArray(), names, scaler, encoder);
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
