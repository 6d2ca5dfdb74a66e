// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.Optional;

/**
 * The loops that a network spends its time in. All implementations give equal bits: every sum runs over the inner
 * index {@code k} from first to last, one {@link Math#fma} at a time, as {@link TextbookKernel} spells out. Arguments
 * are checked by the callers.
 *
 * <p>Only a part of the output is written, so that threads can share one product.
 */
interface Kernel {

    /**
     * {@code c = a·b}: {@code c[i][j] = start[j] + Σₖ a[i][k] · b[k][j]}.
     *
     * @param part  what is computed of c
     * @param inner size of the sum: columns of a, rows of b
     * @param cols  columns of b and c
     * @param a     m × inner, read
     * @param b     inner × cols, read
     * @param start cols values that the sums start from; read
     * @param c     m × cols, the part overwritten
     */
    void times(Part part, int inner, int cols, double[] a, double[] b, double[] start, double[] c);

    /**
     * {@code c = aᵀ·b}: {@code c[i][j] = Σₖ a[k][i] · b[k][j]}.
     *
     * @param part  what is computed of c
     * @param rows  columns of a, rows of c
     * @param inner size of the sum: rows of a and of b
     * @param cols  columns of b and c
     * @param a     inner × rows, read
     * @param b     inner × cols, read
     * @param c     rows × cols, the part overwritten
     */
    void transposeTimes(Part part, int rows, int inner, int cols, double[] a, double[] b, double[] c);

    /** Whether it can compute {@code a·bᵀ} without that b is transposed for it, for a result of that size. */
    default boolean transposes(int rows, int cols) {
        return false;
    }

    /**
     * {@code c = a·bᵀ}: {@code c[i][j] = Σₖ a[i][k] · b[j][k]}; only where {@link #transposes}.
     *
     * @param part  what is computed of c
     * @param inner size of the sum: columns of a and of b
     * @param cols  rows of b, columns of c
     * @param a     m × inner, read
     * @param b     cols × inner, read
     * @param c     m × cols, the part overwritten
     */
    default void timesTranspose(Part part, int inner, int cols, double[] a, double[] b, double[] c) {
        throw new UnsupportedOperationException();
    }

    /** Its way over lists of what isn't zero, if it has one. */
    default Optional<ZeroSkipping> zeroSkipping() {
        return Optional.empty();
    }

    /** Whether no value is NaN or infinite. */
    boolean allFinite(double[] values);

    /** What {@link Kernels#description()} calls it. */
    String description();
}
