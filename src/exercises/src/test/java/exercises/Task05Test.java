// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task05LinearGradient")
class Task05Test {

    private static final String REPLACED = "The array that you were given is as it was: write into its entries,"
            + " dW[k][j] = ... or db[j] = ... If you assign another array to dW or db, no other code sees that.";

    /** Square, so that a forgotten transpose still gives a result. */
    private static final double[][] X = {{1, 2}, {3, 4}};
    private static final double[][] DY = {{0.5, -1}, {2, 4}};
    private static final double[][] W = {{1, 2}, {3, -4}};

    private static double[][] weightGradient(double[][] x, double[][] dy, double before) {
        double[][] dW = new double[x[0].length][dy[0].length];
        for (double[] row : dW) {
            java.util.Arrays.fill(row, before);
        }
        Task05LinearGradient.weightGradient(x, dy, dW);
        return dW;
    }

    private static double[] biasGradient(double[][] dy, double before) {
        double[] db = new double[dy[0].length];
        java.util.Arrays.fill(db, before);
        Task05LinearGradient.biasGradient(dy, db);
        return db;
    }

    @Test
    @Points(2)
    void dW_is_x_transposed_times_dy() {
        double[][] right = Given.weightGradient(X, DY);
        Check.matrix("dW", () -> weightGradient(X, DY, 0))
                .keeps("x", X).keeps("dy", DY)
                .slip(REPLACED, new double[2][2])
                .slip("The transpose is missing: that is x*dy. The sum runs over the examples i: x[i][k]*dy[i][j].",
                        Given.times(X, DY))
                .slip("The wrong one is transposed: that is x*dy^T. The sum runs over the examples i.",
                        Given.times(X, Given.transpose(DY)))
                .slip("You took dy[i][k]. The weight from input k to neuron j gets x[i][k]*dy[i][j].",
                        new double[] {6.5, 6.5}, new double[] {14, 14})
                .slip("That is the transpose of dW: the gradient of W[k][j] belongs to dW[k][j].",
                        Given.transpose(right))
                .slip("You divided by the number of examples, but the 1/N is in dy already, from the loss.",
                        Check.map(right, v -> v / 2))
                .slip("Only the last example is left: write += inside the loop over the examples.",
                        new double[] {6, 12}, new double[] {8, 16})
                .slip("Only the first example is left: sum over all of them.", new double[] {0.5, -1},
                        new double[] {1, -2})
                .slip("The sign is wrong: dW says how the loss changes. The step downhill subtracts it later.",
                        Check.map(right, v -> -v))
                .is(right);
        double[][] x = {{1, 2, 3}, {4, 5, 6}};
        Check.matrix("dW of other shapes", () -> weightGradient(x, new double[][] {{1}, {-1}}, 0))
                .slipIfItThrows("x is examples x in, and dW is in x out: the sum runs over the examples.")
                .slip("A row of dW is left out: k runs to x[0].length, over the inputs, not over the examples.",
                        new double[] {-3}, new double[] {-3}, new double[] {0})
                .is(new double[] {-3}, new double[] {-3}, new double[] {-3});
    }

    @Test
    @Points(1)
    void what_was_in_dW_and_db_is_overwritten() {
        double[][] right = Given.weightGradient(X, DY);
        Check.matrix("dW, where it was full of sevens", () -> weightGradient(X, DY, 7))
                .slip(REPLACED, Check.map(right, v -> 7))
                .slip("You added to what was there. Overwrite dW: start each sum at 0.", Check.map(right, v -> v + 7))
                .is(right);
        Check.row("db, where it was full of sevens", () -> biasGradient(DY, 7))
                .slip(REPLACED, new double[] {7, 7})
                .slip("You added to what was there. Overwrite db: start each sum at 0.", new double[] {9.5, 10})
                .is(new double[] {2.5, 3});
    }

    @Test
    @Points(1)
    void db_is_the_sum_of_the_rows() {
        Check.row("db", () -> biasGradient(DY, 0))
                .keeps("dy", DY)
                .slip(REPLACED, new double[2])
                .slip("db is the sum over all examples, not dy of the first one.", DY[0])
                .slip("db is the sum over all examples, not dy of the last one.", DY[1])
                .slip("You took the mean, but the 1/N is in dy already, from the loss.", new double[] {1.25, 1.5})
                .slip("You summed each example's row. Sum each column: db[j] is about neuron j.", new double[] {-0.5,
                6})
                .slip("You summed up all of dy. Sum each column: db[j] is about neuron j.", new double[] {5.5, 5.5})
                .is(new double[] {2.5, 3});
        Check.row("db of one example", () -> biasGradient(new double[][] {{1, 2, 3}}, 0))
                .slip("j runs over the neurons, to db.length, and not over the examples.", new double[] {1, 0, 0})
                .is(new double[] {1, 2, 3});
    }

    @Test
    @Points(2)
    void dx_is_dy_times_W_transposed() {
        double[][] right = Given.inputGradient(DY, W);
        Check.matrix("dx", () -> Task05LinearGradient.inputGradient(DY, W))
                .keeps("dy", DY).keeps("W", W)
                .slip("The transpose is missing: that is dy*W. The sum runs over the neurons j: dy[i][j]*W[k][j].",
                        Given.times(DY, W))
                .slip("The order is wrong: dx is dy*W^T, not W^T*dy.", Given.times(Given.transpose(W), DY))
                .slip("The order is wrong, and the transpose is missing: that is W*dy.", Given.times(W, DY))
                .slip("That is the transpose of dx: row i of dx is about example i.", Given.times(W,
                        Given.transpose(DY)))
                .slip("The wrong one is transposed: that is dy^T*W.", Given.times(Given.transpose(DY), W))
                .slip("Only the last neuron is left: write += inside the loop over the neurons.",
                        new double[] {-2, 4}, new double[] {8, -16})
                .slip("You divided by the number of examples, but the 1/N is in dy already, from the loss.",
                        Check.map(right, v -> v / 2))
                .is(right);
        Check.matrix("dx of other shapes", () -> Task05LinearGradient.inputGradient(new double[][] {{1, -1}},
                new double[][] {{1, 2}, {3, 4}, {5, 7}}))
                .slipIfItThrows("W is in x out, and dx is examples x in: the sum runs over the neurons.")
                .is(new double[] {-1, -1, -2});
    }
}
