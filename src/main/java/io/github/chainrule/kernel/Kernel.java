// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

/**
 * The products that a network spends its time on, as a textbook writes them. These loops are also the contract: every
 * kernel gives their bits, because each sum runs over {@code k} from first to last, one {@link Math#fma} (x·y + sum,
 * rounded once) at a time. {@code -Dchainrule.kernel=textbook} runs them unchanged, and takes up to a hundred times as
 * long as the others.
 *
 * <p>A matrix is an array, row after row. The callers check all arguments.
 */
public interface Kernel {

    /**
     * {@code c = a·b}: {@code c[i][j] = initial[j] + Σₖ a[i][k] · b[k][j]}.
     *
     * @param rows    rows of a and c
     * @param inner   length of each sum: columns of a, rows of b
     * @param cols    columns of b and c
     * @param a       rows × inner, read
     * @param b       inner × cols, read
     * @param initial cols values that the sums start from; read
     * @param c       rows × cols, overwritten
     */
    default void times(int rows, int inner, int cols, double[] a, double[] b, double[] initial, double[] c) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = initial[j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[k * cols + j], sum);     // sum + a[i][k]·b[k][j]
                }
                c[i * cols + j] = sum;
            }
        }
    }

    /**
     * {@code c = aᵀ·b}: {@code c[i][j] = Σₖ a[k][i] · b[k][j]}.
     *
     * @param rows  columns of a, rows of c
     * @param inner length of each sum: rows of a and of b
     * @param cols  columns of b and c
     * @param a     inner × rows, read
     * @param b     inner × cols, read
     * @param c     rows × cols, overwritten
     */
    default void transposeTimes(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[k * rows + i], b[k * cols + j], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    /**
     * {@code c = a·bᵀ}: {@code c[i][j] = Σₖ a[i][k] · b[j][k]}.
     *
     * @param rows  rows of a and c
     * @param inner length of each sum: columns of a and of b
     * @param cols  rows of b, columns of c
     * @param a     rows × inner, read
     * @param b     cols × inner, read
     * @param c     rows × cols, overwritten
     */
    default void timesTranspose(int rows, int inner, int cols, double[] a, double[] b, double[] c) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[i * inner + k], b[j * inner + k], sum);
                }
                c[i * cols + j] = sum;
            }
        }
    }

    /**
     * Builds from a matrix what {@link #timesSkippingZeros} and {@link #transposeTimesSkippingZeros} need.
     *
     * @param a a matrix that has all its rows
     */
    default void prepare(SparseMatrix a) {
    }

    /**
     * As {@link #times}, without a's zeros, if this kernel can skip them and that changes no bit.
     *
     * @param a       read
     * @param cols    columns of b and c
     * @param b       read
     * @param initial cols values that the sums start from; read
     * @param c       overwritten
     * @return whether c has been computed; false leaves it to {@link #times}
     */
    default boolean timesSkippingZeros(SparseMatrix a, int cols, double[] b, double[] initial, double[] c) {
        return false;
    }

    /**
     * As {@link #transposeTimes}, without a's zeros, if this kernel can skip them and that changes no bit.
     *
     * @param a    read
     * @param cols columns of b and c
     * @param b    read
     * @param c    overwritten
     * @return whether c has been computed; false leaves it to {@link #transposeTimes}
     */
    default boolean transposeTimesSkippingZeros(SparseMatrix a, int cols, double[] b, double[] c) {
        return false;
    }

    /**
     * {@code t = aᵀ}: {@code t[j][i] = a[i][j]}.
     *
     * @param rows rows of a
     * @param cols columns of a
     * @param a    rows × cols, read
     * @param t    cols × rows, overwritten
     */
    default void transpose(int rows, int cols, double[] a, double[] t) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                t[j * rows + i] = a[i * cols + j];
            }
        }
    }

    /**
     * {@code c[i] = a[i]} where {@code mask[i]} isn't 0, else 0.
     *
     * @param a    read
     * @param mask as long as a, read
     * @param c    as long as a, overwritten
     */
    default void mask(double[] a, double[] mask, double[] c) {
        for (int i = 0; i < c.length; i++) {
            // All bits or none, without a branch: where zeros are random, a branch takes nearly four times as long.
            long allBits = -Double.doubleToRawLongBits(Math.abs(mask[i])) >> Long.SIZE - 1;     // its sign in each bit
            c[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(a[i]) & allBits);
        }
    }

    /** {@return whether no value is NaN or infinite} */
    default boolean allFinite(double[] values) {
        for (double v : values) {
            if (!Double.isFinite(v)) {
                return false;
            }
        }
        return true;
    }

    /** {@return a few words for people} */
    default String description() {
        return "textbook, three loops";
    }
}
