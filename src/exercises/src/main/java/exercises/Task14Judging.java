// SPDX-License-Identifier: Apache-2.0
package exercises;

/**
 * Task 14: how good is it?
 *
 * <pre>
 *                     predicted
 *                     0     1          precision of class c   how many of those predicted as c are c
 *     actual  0      50    10          recall of class c      how many of those that are c are predicted as c
 *             1       5    35          F1                     2 · precision · recall / (precision + recall)
 * </pre>
 *
 * <p>Here the precision of class 1 is 35 / (35 + 10) and its recall 35 / (35 + 5). Where a denominator is 0, the result
 * is 0.
 *
 * <p>And which of these comparisons of two models, A and B, is fair?
 *
 * <ol>
 *   <li>Both are trained once with seed 42. On the test set A has 0.91 and B has 0.90, so A is better.
 *   <li>A ran with twenty learning rates and B with its default one. Each model's best run is compared, on the
 *       validation set.
 *   <li>Both are trained with the same five seeds on the same training set, and with as many learning rates, chosen on
 *       the validation set. Then the means of five runs on the test set are compared, beside their deviations.
 *   <li>Both are trained with ten learning rates. Of each model, the one that is best on the test set is compared
 *   there.
 *   <li>A has its accuracy from a paper and B from a run here. Both are accuracies of digits.
 * </ol>
 */
public final class Task14Judging {

    private Task14Judging() {
    }

    /**
     * Counts.
     *
     * @param actual    the class of each example; don't change it
     * @param predicted what was predicted; don't change it
     * @param classes   how many classes there are
     * @return m, where m[a][p] is how many examples of class a were predicted as p
     */
    public static int[][] confusionMatrix(int[] actual, int[] predicted, int classes) {
        throw new NotWrittenYet("confusionMatrix");
    }

    /** {@return the precision of class c} */
    public static double precision(int[][] m, int c) {
        throw new NotWrittenYet("precision");
    }

    /** {@return the recall of class c} */
    public static double recall(int[][] m, int c) {
        throw new NotWrittenYet("recall");
    }

    /** {@return the F1 of class c} */
    public static double f1(int[][] m, int c) {
        throw new NotWrittenYet("f1");
    }

    /** {@return the number of the fair comparison, 1 to 5} */
    public static int fairComparison() {
        throw new NotWrittenYet("fairComparison");
    }
}
