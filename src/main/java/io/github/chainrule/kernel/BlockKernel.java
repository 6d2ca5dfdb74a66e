// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/** Computes blocks of a product, so that threads can share it. {@link ProductDispatcher} makes it a {@link Kernel}. */
interface BlockKernel {

    /**
     * {@code c[i][j] = initial[j] + Σₖ a(i, k) · b[k][j]}, where {@code a(i, k) = a[i·rowStride + k·innerStride]}: with
     * the strides (inner, 1) that is a, with (1, rows) its transpose.
     *
     * @param block   the part of c to compute
     * @param inner   length of each sum
     * @param cols    columns of c
     * @param a       read
     * @param b       inner × cols, read
     * @param initial cols values that the sums start from; read
     * @param c       the block is overwritten
     */
    void times(Block block, int inner, int cols, double[] a, int rowStride, int innerStride, double[] b,
               double[] initial, double[] c);

    /** What skips zeros. */
    SparseKernel sparse();

    default boolean allFinite(double[] values) {
        return new TextbookKernel().allFinite(values);
    }

    String description();
}
