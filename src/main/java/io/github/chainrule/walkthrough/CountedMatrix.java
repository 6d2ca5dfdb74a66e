package io.github.chainrule.walkthrough;

import io.github.chainrule.matrix.Matrix;

/**
 * A matrix that knows how many multiplications it took.
 *
 * @param value           the matrix
 * @param multiplications how many, since the matrices that were given
 */
record CountedMatrix(Matrix value, long multiplications) {

    /** A matrix that was given. */
    static CountedMatrix of(Matrix value) {
        return new CountedMatrix(value, 0);
    }

    /** Each entry of the product is a sum over the columns of the first, which are the rows of the second. */
    CountedMatrix times(CountedMatrix b) {
        long own = (long) value.rows() * value.cols() * b.value.cols();
        return new CountedMatrix(value.times(b.value), multiplications + b.multiplications + own);
    }
}
