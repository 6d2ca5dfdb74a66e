// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 1: the matrix product, the building block of everything else.
 *
 * <pre>
 *   c[i][j] = Σₖ a[i][k] · b[k][j]
 *
 *   ( 1 2 )   ( 5 6 )   ( 1·5 + 2·7   1·6 + 2·8 )   ( 19 22 )
 *   ( 3 4 ) · ( 7 8 ) = ( 3·5 + 4·7   3·6 + 4·8 ) = ( 43 50 )
 * </pre>
 *
 * <p>An entry is a row of a times a column of b. So a must have as many columns as b has rows, and the result has as
 * many rows as a and as many columns as b. Write three loops: over i, over j, and over k.
 */
public final class Task01MatrixProduct {

    private Task01MatrixProduct() {
    }

    /**
     * The matrix product.
     *
     * @param a m × n; don't change it
     * @param b n × p; don't change it
     * @return a·b, m × p; a new array
     */
    public static double[][] times(double[][] a, double[][] b) {
        throw new NotWrittenYet("times");
    }
}
