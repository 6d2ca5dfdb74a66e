// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Numbers whose reading can be made to fail: example i has 3·i, 3·i + 1 and 3·i + 2, and the target i. */
class Numbers implements Dataset {

    static final int SIZE = 1_000;

    private final int failsAt;

    Numbers(int failsAt) {
        this.failsAt = failsAt;
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public int inputSize() {
        return 3;
    }

    @Override
    public int targetSize() {
        return 1;
    }

    void fail() {
        throw new IllegalStateException("number " + failsAt + " can't be read");
    }

    @Override
    public void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets) {
        for (int r = 0; r < length; r++) {
            if (indices[offset + r] == failsAt) {
                fail();
            }
            for (int j = 0; j < 3; j++) {
                inputs.set(r, j, indices[offset + r] * 3 + j);
            }
            targets.set(r, 0, indices[offset + r]);
        }
    }

    static List<Matrix> copies(Iterator<Batch> batches) {
        List<Matrix> copies = new ArrayList<>();
        batches.forEachRemaining(batch -> {
            copies.add(batch.inputs().copy());
            copies.add(batch.targets().copy());
        });
        return copies;
    }
}
