// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.ArrayList;
import java.util.List;

/** The sizes of a product: a is rows × inner, b is inner × cols (or transposes of these). */
record Sizes(int rows, int inner, int cols) {

    /** Around each number of rows or columns that a kernel might take at a time. */
    private static final int[] AWKWARD = {0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 64, 65};
    /** Fewer lengths of sums: no kernel takes more than four terms at a time. */
    private static final int[] INNER = {0, 1, 2, 3, 4, 5, 7, 17};

    private static final List<Sizes> LARGER = List.of(
            new Sizes(64, 784, 16), new Sizes(49, 784, 16),     // MNIST: a batch and the last one of an epoch
            new Sizes(64, 16, 1), new Sizes(49, 16, 1),
            new Sizes(784, 64, 16), new Sizes(784, 49, 16),     // dW = xᵀ·dy
            new Sizes(64, 1, 16), new Sizes(16, 64, 1),         // dy·Wᵀ and the second layer's dW
            new Sizes(64, 16, 784),                             // dx
            new Sizes(207, 13, 3), new Sizes(3, 207, 13), new Sizes(13, 3, 207), new Sizes(207, 16, 207),
            new Sizes(1, 784, 512), new Sizes(2, 41, 66), new Sizes(3, 7, 131), new Sizes(4, 7, 131),   // a few rows
            new Sizes(130, 257, 129),
            new Sizes(9, 1030, 161), new Sizes(33, 513, 17));  // sums in several blocks

    static List<Sizes> all() {
        List<Sizes> all = new ArrayList<>(LARGER);
        for (int rows : AWKWARD) {
            for (int inner : INNER) {
                for (int cols : AWKWARD) {
                    all.add(new Sizes(rows, inner, cols));
                }
            }
        }
        return all;
    }

    int leftSize() {
        return rows * inner;
    }

    int rightSize() {
        return inner * cols;
    }

    @Override
    public String toString() {
        return "(" + rows + " x " + inner + ")(" + inner + " x " + cols + ")";
    }
}
