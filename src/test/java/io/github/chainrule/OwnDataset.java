// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

/** A dataset as a user might write it, read row by row. */
public record OwnDataset(int size, int inputSize, int targetSize, Reader row) implements Dataset {

    /** Writes row r of both matrices, which is to be this example. */
    public interface Reader {
        void read(int example, int r, Matrix inputs, Matrix targets);
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        for (int r = 0; r < length; r++) {
            row.read(indices[offset + r], r, inputs, targets);
        }
    }
}
