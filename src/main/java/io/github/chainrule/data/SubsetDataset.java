// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Optional;

/** Some examples of another dataset: example i is the other one's example {@code rows[i]}. */
final class SubsetDataset implements Dataset {

    private final Dataset whole;
    private final int[] rows;

    SubsetDataset(Dataset whole, int[] rows) {
        Checks.requireSubset(rows, whole.size());
        this.whole = whole;
        this.rows = rows.clone();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int inputSize() {
        return whole.inputSize();
    }

    @Override
    public int targetSize() {
        return whole.targetSize();
    }

    @Override
    public Names names() {
        return whole.names();
    }

    @Override
    public Optional<Scaler> scaler() {
        return whole.scaler();
    }

    @Override
    public void read(int[] rows, int from, int count, Matrix inputs, Matrix targets) {
        Checks.requireRead(this, rows, from, count, inputs, targets);
        int[] rowsOfWhole = new int[count];
        for (int r = 0; r < count; r++) {
            rowsOfWhole[r] = this.rows[rows[from + r]];
        }
        whole.read(rowsOfWhole, 0, count, inputs, targets);
    }

    @Override
    public String toString() {
        return size() + " of " + whole;
    }
}
