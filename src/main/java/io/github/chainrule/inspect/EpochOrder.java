// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Dataset;
import io.github.chainrule.matrix.Matrix;

import java.util.Arrays;

/** In which order the epochs go through the examples, told by the first few of each. */
final class EpochOrder {

    /** So many distinct examples hardly come in the same order twice by chance. */
    private static final int FIRST = 16;

    private int seen;
    private int steps;
    private int hash;
    private int hashBefore;
    private int epochs;
    private int repeated;

    /** To be called in each step: cheap. */
    void step(Matrix inputs, boolean first) {
        if (first) {
            seen = 0;
            hash = 0;
        }
        steps = first ? 1 : Math.max(steps, 2);
        if (seen >= FIRST) {
            return;
        }
        hash = hash(hash, inputs, FIRST - seen);
        seen += inputs.rows();
        if (seen >= FIRST) {
            repeated += epochs > 0 && hash == hashBefore ? 1 : 0;
            hashBefore = hash;
            epochs++;
        }
    }

    private static int hash(int hash, Matrix inputs, int rows) {
        int result = hash;
        for (int i = 0; i < Math.min(rows, inputs.rows()); i++) {
            for (int j = 0; j < inputs.cols(); j++) {
                // Not values(): whoever asks for them might write, and then the batch's zeros count as unknown.
                result = 31 * result + Double.hashCode(inputs.get(i, j));
            }
        }
        return result;
    }

    /** In how many epochs it was that of the epoch before, without being that of the data. */
    int repeated(Dataset data) {
        if (repeated == 0 || steps < 2 || data.size() <= FIRST) {
            return 0;
        }
        int[] rows = new int[FIRST];
        Arrays.setAll(rows, i -> i);
        Matrix inputs = Matrix.zeros(FIRST, data.inputSize());
        data.read(rows, 0, FIRST, inputs, Matrix.zeros(FIRST, data.targetSize()));
        return hash(0, inputs, FIRST) == hashBefore ? 0 : repeated;
    }
}
