// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Optional;

/** The examples of another dataset, with names of its own. */
record RenamedDataset(Dataset unnamed, Names names) implements Dataset {

    RenamedDataset {
        int features = names.features().size();
        if (features > 0 && features != unnamed.inputSize()) {
            throw new IllegalArgumentException("Dataset.named: expected " + unnamed.inputSize()
                    + " feature names, one for each input, got " + features + ": " + names.features() + ".");
        }
        if (names.hasClasses() && names.targetColumns() != unnamed.targetSize()) {
            throw new IllegalArgumentException("Dataset.named: expected "
                    + (unnamed.targetSize() == 1 ? "2 class names, for a target of 0 and of 1"
                    : unnamed.targetSize() + " class names, one for each target column")
                    + ", got " + names.classes().size() + ": " + names.classes() + ".");
        }
    }

    @Override
    public int size() {
        return unnamed.size();
    }

    @Override
    public int inputSize() {
        return unnamed.inputSize();
    }

    @Override
    public int targetSize() {
        return unnamed.targetSize();
    }

    @Override
    public Optional<Scaler> scaler() {
        return unnamed.scaler();
    }

    @Override
    public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        unnamed.read(rows, from, count, inputs, targets);
    }

    @Override
    public String toString() {
        return MatrixDataset.text(this);
    }
}
