// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.List;
import org.junit.jupiter.api.Test;

@TaskName("Task13Leaks")
class Task13Test {

    private static final List<String> LINES = List.of(
            "Reading the table is no leak: the target is named, and so it isn't among the inputs.",
            "Leaving out columns by their names looks at no row.",
            "",
            "A split with a seed is no leak. But what was calculated before it?",
            "This is right: the scaler has seen the training set only. Which line has seen more?",
            "This is right: all three sets are scaled by what the training set says.",
            "The trainer hasn't seen any data yet.",
            "This is what the validation set is for: to choose when to stop. Its score is then no test any more, but"
                    + " the test set is another one.",
            "Trained on the training set: right.",
            "The test set is used once, at the end: right. But what has been calculated from its rows before?");

    @Test
    @Points(2)
    void the_leaking_line_is_found() {
        Check.choice("leakingLine", Task13Leaks.leakingLine(), 3, LINES);
    }

    private static final double[][] TRAINING = {{1, 2, 3}, {7, 8, 9}, {4, 5, 6}, {4, 5, 6}, {0, 0, 1}};
    private static final double[][] TEST = {{1, 5, 9}, {4, 5, 6}, {0, 0, 1.01}, {8, 8, 8}, {1, 2, 3}, {8, 8, 8}, {5, 4,
            6}};

    @Test
    @Points(2)
    void twins_are_found() {
        Check.integers("twins", () -> {
            int[] twins = Task13Leaks.twins(TRAINING, TEST);
            return twins == null ? null : new int[][] {twins};
        })
                .keeps("training", TRAINING).keeps("test", TEST)
                .slip("Nothing is found: == and equals ask whether two arrays are the same one; Arrays.equals compares"
                        + " their numbers; and a twin may stand anywhere in the training set, not only at the same"
                        + " index.",
                                new double[0])
                .slip("Those are the indices of the training rows. Return those of the test rows.",
                        new double[] {0, 2, 3})
                .slip("Those are the indices of the training rows. Return those of the test rows.",
                        new double[] {2, 3, 0})
                .slip("Row 1 of the test stands twice in the training set, but it is one test row: name it once.",
                        new double[] {1, 1, 4})
                .slip("The order is wrong: go through the test rows in the outer loop.", new double[] {4, 1, 1})
                .slip("The order is wrong: go through the test rows in the outer loop.", new double[] {4, 1})
                .slip("Row 2 is like a training row but for its last column, and there nearly: all columns count,"
                        + " exactly.",
                        new double[] {1, 2, 4})
                .slip("You compared only the first column. All columns must be equal.", new double[] {0, 1, 2, 4})
                .slip("Rows are equal if all their numbers are: for you one is enough.",
                        new double[] {0, 1, 2, 3, 4, 5, 6})
                .slipIf("The zeros at the end are indices, too: Arrays.copyOf(array, length) makes it shorter.",
                        v -> v[0].length > 2 && v[0][1] == 4 && v[0][2] == 0)
                .slip("Those are equal rows within the test set. Compare each test row with the training rows.",
                        new double[] {3, 5})
                .slip("Those are the rows that are new. Return the others.", new double[] {0, 2, 3, 5, 6})
                .slip("You compared sums. {5, 4, 6} and {4, 5, 6} are other rows.", new double[] {0, 1, 3, 4, 5, 6})
                .slip("Only the first one is left: go on with the next test row.", new double[] {1})
                .slip("Indices begin at 0.", new double[] {2, 5})
                .is(new double[] {1, 4});
        Check.integers("twins of {1}, {2}, {3} and {4}, where the test has {1}, {4} and {1}", () -> new int[][] {
            Task13Leaks.twins(new double[][] {{1}, {2}, {3}, {4}}, new double[][] {{1}, {4}, {1}})})
                .slip("The first test row was never looked at.", new double[] {1, 2})
                .slip("The last test row was never looked at.", new double[] {0, 1})
                .slip("The last training row was never looked at: k ends at training.length, with <.",
                        new double[] {0, 2})
                .slip("The first training row was never looked at.", new double[] {1})
                .is(new double[] {0, 1, 2});
    }

    /**
     * Column 0 is large, 1 goes with the target, 2 gives it away with a minus, 3 has nothing to do with it, 4 is far
     * from 0, 5 is small, and 6 is constant.
     */
    private static final double[][] X = {
        {750, 1, -1.8, 2, 8, 0.01, 5}, {150, -1, -2.2, -1, 6, 0.03, 5}, {150, -3, 2, 1, 3, 0.02, 5},
        {200, -1, -1.8, -2, 8, 0.03, 5}, {900, -3, 1.8, -1.5, 7, 0.01, 5}, {850, -2, -2, 1.5, 5, 0.02, 5}};
    private static final double[] T = {1, 1, 0, 1, 0, 1};

    @Test
    @Points(2)
    void the_column_that_gives_the_target_away_is_found() {
        Check.number("giveaway", () -> (double) Task13Leaks.giveaway(X, T))
                .keeps("x", X).keeps("t", T)
                .slip("Column 2 has r near -1: that gives the target away as well as 1 does. Math.abs is missing.", 1)
                .slip("Column 0 only has the largest numbers. Divide by the root, so that no scale counts, and set the"
                        + " sums back to 0 before each column.", 0)
                .slip("It is the column before. Indices begin at 0.", 3)
                .slip("Subtract the means: column 4 is far from 0, and so its products are large, whatever the target"
                        + " is.", 4)
                .slip("Column 6 is constant: its r is 0/0 and counts as 0. Take the r that is furthest from 0, and update"
                        + " the best one.", 6)
                .slip("Column 5 only has the smallest numbers: r divides by the root of the product.", 5)
                .is(2);
        double[][] near = {{-2, 100, 1, 1, 0}, {0, 102, 0, 3, 0}, {-1, 100, 0, 1, 0}, {2, 104, 1, 3, 1},
            {-1, 104, 1, 1, 1}, {2, 102, 1, 3, 0}};
        Check.number("giveaway, where column 1 goes with the target, far from 0", () -> (double) Task13Leaks.giveaway(
                near, new double[] {0, 0, 0, 1, 1, 1}))
                .slip("Subtract the mean of each column, in its sum of squares as well: column 1 is far from 0.", 0)
                .slip("Column 2 goes with the target but for the first row: i begins at 0.", 2)
                .slip("Column 3 goes up where it should and where it shouldn't: Math.abs is of the sum, not of each"
                        + " product.", 3)
                .slip("Column 4 goes with the target but for the last row. Does i run to the end, is each mean divided"
                        + " by the number of rows, and the best r updated?", 4)
                .is(1);
        double[][] first = {{1, 3}, {2, 1}, {3, 2}};
        Check.number("giveaway, where column 0 equals the target", () -> (double) Task13Leaks.giveaway(first,
                new double[] {1, 2, 3}))
                .slip("The first column was never looked at.", 1)
                .is(0);
        double[][] last = {{3, 1}, {1, 2}, {2, 3}};
        Check.number("giveaway, where column 1 equals the target", () -> (double) Task13Leaks.giveaway(last,
                new double[] {1, 2, 3}))
                .slip("The last column was never looked at: j ends at x[0].length, with <.", 0)
                .is(1);
    }
}
