// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.Indices;
import io.github.chainrule.matrix.Matrix;

import java.util.Optional;

/** The examples of another dataset, with one thing about them changed by a subclass. */
class DatasetView implements Dataset {

    final Dataset original;

    DatasetView(Dataset original) {
        this.original = original;
    }

    @Override
    public int size() {
        return original.size();
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
    public Names names() {
        return original.names();
    }

    @Override
    public Optional<Scaler> scaler() {
        return original.scaler();
    }

    @Override
    public Optional<RowEncoder> encoder() {
        return original.encoder();
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        original.read(indices, offset, length, inputs, targets);
    }

    @Override
    public String toString() {
        return MatrixDataset.text(this);
    }

    /** Some of the examples: example i is the original's example {@code chosen[i]}. */
    static final class Subset extends DatasetView {

        private final int[] chosen;

        Subset(Dataset original, int[] chosen) {
            super(original);
            Indices.requireSubset(chosen, original.size());
            this.chosen = chosen.clone();
        }

        @Override
        public int size() {
            return chosen.length;
        }

        @Override
        public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
            Indices.requireRange(indices, offset, length, size());
            int[] originals = new int[length];
            for (int r = 0; r < length; r++) {
                originals[r] = chosen[indices[offset + r]];
            }
            original.read(originals, 0, length, inputs, targets);
        }

        @Override
        public String toString() {
            return size() + " of " + original;
        }
    }
}
