// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task01MatrixProduct")
class Task01Test {

    private static final double[][] A = {{1, 2}, {3, 4}};
    private static final double[][] B = {{5, 6}, {7, 8}};

    private static Check product(double[][] a, double[][] b) {
        return Check.matrix("times", () -> Task01MatrixProduct.times(a, b));
    }

    @Test
    @Points(2)
    void a_square_product() {
        product(A, B)
                .slip("You multiplied entry by entry. An entry of the product is a whole row of a times a whole column of"
                        + " b.", new double[] {5, 12}, new double[] {21, 32})
                .slip("You used b[j][k] where b[k][j] is needed: that is a times the transpose of b.",
                        new double[] {17, 23}, new double[] {39, 53})
                .slip("You used a[k][i] where a[i][k] is needed: that is the transpose of a times b.",
                        new double[] {26, 30}, new double[] {38, 44})
                .slip("Only the last product of each sum is left: write += where you have =.",
                        new double[] {14, 16}, new double[] {28, 32})
                .slip("Rows and columns of the result are exchanged: the entry of row i and column j is c[i][j].",
                        new double[] {19, 43}, new double[] {22, 50})
                .is(new double[] {19, 22}, new double[] {43, 50});
    }

    @Test
    @Points(1)
    void a_product_of_other_shapes() {
        product(new double[][] {{1, 0, 2}, {0, 1, -1}}, new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}})
                .is(new double[] {19, 22, 25, 28}, new double[] {-4, -4, -4, -4});
    }

    @Test
    @Points(1)
    void a_row_times_a_column_is_one_number() {
        product(new double[][] {{1, 2, 3}}, new double[][] {{4}, {5}, {6}}).is(32);
    }
}
