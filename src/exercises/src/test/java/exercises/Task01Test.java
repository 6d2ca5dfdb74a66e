// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task01MatrixProduct")
class Task01Test {

    private static final double[][] A = {{1, 2}, {3, 4}};
    private static final double[][] B = {{5, 6}, {7, 8}};

    private static Check product(double[][] a, double[][] b) {
        int n = b.length;
        return Check.matrix("times", () -> Task01MatrixProduct.times(a, b)).keeps("a", a).keeps("b", b)
                .slip("Only the last product of each sum is left: k starts at 0, and += adds where = replaces.",
                        sums(a, b, n - 1, n))
                .slip("The first product of each sum is missing: k starts at 0.", sums(a, b, 1, n))
                .slip("k ends too early: a[i][k] must reach every column of a.", sums(a, b, 0, n - 1))
                .slip("The sum isn't set back to 0 before each entry.", running(a, b, false))
                .slip("The sum isn't set back to 0 before each entry.", running(a, b, true))
                .slip("You added a[i][k] and b[k][j]. Multiply them, and add up the products.", pluses(a, b));
    }

    @Test
    @Points(2)
    void a_product_of_two_square_matrices() {
        product(A, B)
                .slip("You multiplied entry by entry. An entry of the product is a whole row of a times a whole column"
                        + " of b.", new double[] {5, 12}, new double[] {21, 32})
                .slip("You used b[j][k] where b[k][j] is needed: that is a times the transpose of b.",
                        new double[] {17, 23}, new double[] {39, 53})
                .slip("You used a[k][i] where a[i][k] is needed: that is the transpose of a times b.",
                        new double[] {26, 30}, new double[] {38, 44})
                .slip("Rows and columns of the result are exchanged: the entry of row i and column j is c[i][j].",
                        new double[] {19, 43}, new double[] {22, 50})
                .slip("That is b*a. The order matters: the row comes from a, the column from b.",
                        new double[] {23, 34}, new double[] {31, 46})
                .is(new double[] {19, 22}, new double[] {43, 50});
    }

    @Test
    @Points(1)
    void products_of_other_shapes() {
        product(new double[][] {{1, 0, 2}, {0, 1, -1}}, new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}})
                .is(new double[] {19, 22, 25, 28}, new double[] {-4, -4, -4, -4});
    }

    @Test
    @Points(1)
    void a_row_times_a_column_is_one_number() {
        product(new double[][] {{1.5, 2, 3}}, new double[][] {{4}, {5}, {2.5}})
                .slip("The digits after the point are cut off: sum up in a double, not in an int.", 23)
                .is(23.5);
    }

    // What slips would say

    private static double[][] sums(double[][] a, double[][] b, int from, int to) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = from; k < to; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    private static double[][] running(double[][] a, double[][] b, boolean rowByRow) {
        double[][] c = sums(a, b, 0, b.length);
        double sum = 0;
        for (double[] row : c) {
            sum = rowByRow ? 0 : sum;
            for (int j = 0; j < row.length; j++) {
                sum += row[j];
                row[j] = sum;
            }
        }
        return c;
    }

    private static double[][] pluses(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] + b[k][j];
                }
            }
        }
        return c;
    }
}
