// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.function.ToDoubleBiFunction;

/**
 * Task 15: choosing, with data kept out of both training and test.
 *
 * <p>Cross-validation deals the examples out like cards, into k folds: fold f has the examples f, f + k, f + 2k and so
 * on. Each fold is the validation set once, while all the others are the training set. A candidate is judged by the
 * mean of the k losses.
 *
 * <p>Early stopping keeps the weights of the epoch with the lowest validation loss, and stops when that epoch was
 * {@code patience} epochs ago.
 */
public final class Task15Choosing {

    private Task15Choosing() {
    }

    /**
     * The folds.
     *
     * @param n how many examples there are, at least k
     * @param k how many folds
     * @return k arrays of indices
     */
    public static int[][] folds(int n, int k) {
        throw new NotWrittenYet("folds");
    }

    /**
     * Cross-validation of one candidate.
     *
     * @param n    how many examples there are
     * @param k    how many folds
     * @param loss trains a new model on the examples with the first indices, in ascending order, and returns its loss
     *             on those with the second
     * @return the mean of the losses of the k folds
     */
    public static double crossValidate(int n, int k, ToDoubleBiFunction<int[], int[]> loss) {
        throw new NotWrittenYet("crossValidate");
    }

    /**
     * The choice.
     *
     * @param losses losses[c][f] is the validation loss of candidate c in fold f; don't change them
     * @return the index of the candidate to take
     */
    public static int choose(double[][] losses) {
        throw new NotWrittenYet("choose");
    }

    /**
     * Early stopping.
     *
     * @param validationLoss of each epoch; don't change it
     * @param patience       how many epochs without a lower loss are too many
     * @return the epoch whose weights are kept; the first epoch is number 1. It can't know what comes after it stops
     */
    public static int keptEpoch(double[] validationLoss, int patience) {
        throw new NotWrittenYet("keptEpoch");
    }
}
