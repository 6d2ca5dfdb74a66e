// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@TaskName("Task15Choosing")
class Task15Test {

    private static final double[][] FOLDS = {{0, 3, 6}, {1, 4}, {2, 5}};

    @Test
    @Points(2)
    void folds_are_dealt_like_cards() {
        Check.integers("folds of 7 examples, 3 folds", () -> Task15Choosing.folds(7, 3))
                .slip("Those are blocks. A file is often sorted, so deal the examples out: fold f has f, f + k, ...",
                        new double[] {0, 1}, new double[] {2, 3}, new double[] {4, 5, 6})
                .slip("Those are blocks. A file is often sorted, so deal the examples out: fold f has f, f + k, ...",
                        new double[] {0, 1, 2}, new double[] {3, 4}, new double[] {5, 6})
                .slip("The last example is in no fold: 7 / 3 is 2 in whole numbers, but fold 0 has three.",
                        new double[] {0, 3}, new double[] {1, 4}, new double[] {2, 5})
                .slip("Indices begin at 0.", new double[] {1, 4, 7}, new double[] {2, 5}, new double[] {3, 6})
                .slipIf("There are n folds of k. Make k folds.", v -> v.length == 7)
                .slip("Those are the others, for training. A fold is what is validated on.",
                        new double[] {1, 2, 4, 5}, new double[] {0, 2, 3, 5, 6}, new double[] {0, 1, 3, 4, 6})
                .slipIf("Fold 1 is too long, and its last index stands for no example: how long is each fold f? (n - f"
                        + " + k - 1) / k.", v -> v.length == 3 && v[1] != null && v[1].length == 3
                        && (v[1][2] == 0 || v[1][2] == 7))
                .is(FOLDS);
    }

    @Test
    @Points(2)
    void each_fold_is_the_validation_set_once() {
        List<int[]> training = new ArrayList<>();
        List<int[]> validation = new ArrayList<>();
        Check.require(Check.equal(Check.doubles(Task15Choosing.folds(7, 3)), FOLDS),
                "crossValidate: it can only be right when folds is.", null);
        double[] mean = {0};
        String run = "crossValidate of 7 examples in 3 folds";
        mean[0] = Task15Choosing.crossValidate(7, 3, (t, v) -> {
            training.add(t.clone());
            validation.add(v.clone());
            return Math.pow(10, training.size()) + 0.5;
        });
        Check.require(training.size() != 7, run + ": a model was trained 7 times.", "k models are trained, not n.");
        Check.require(training.size() == 3, run + ": a model was trained " + training.size() + " times.",
                "Each of the k folds is the validation set once.");
        for (int f = 0; f < 3; f++) {
            String got = run + ": trained on " + Arrays.toString(training.get(f)) + ", validated on "
                    + Arrays.toString(validation.get(f));
            int[] t = training.get(f);
            int[] v = validation.get(f);
            Check.require(!Arrays.equals(Check.doubles(t)[0], FOLDS[f]), got, "The sets are exchanged: train on all"
                    + " folds but one, and validate on that one.");
            Check.require(Arrays.stream(t).distinct().count() == t.length, got, "An index stands twice among those for"
                    + " training. Is the array longer than its set, or not emptied for the next fold?");
            Check.require(Arrays.stream(t).noneMatch(i -> Arrays.stream(v).anyMatch(j -> i == j)), got, "That is a"
                    + " leak: what is validated on was trained on.");
            Check.require(t.length + v.length == 7, got, "Examples are left out: all other folds together are the"
                    + " training set.");
            Check.require(Arrays.equals(t, Arrays.stream(t).sorted().toArray()), got, "The indices for training should"
                    + " be in ascending order.");
        }
        Check.require(validation.stream().flatMapToInt(Arrays::stream).distinct().count() == 7, run + ": some examples"
                + " were validated twice, and others never.", "Each fold is the validation set once, not the same one"
                + " each time.");
        Check.number(run + ", where the folds have the losses 10.5, 100.5 and 1000.5", () -> mean[0])
                .slip("That is the sum. Divide it by k.", 1111.5)
                .slip("That is the best fold. Choosing it would be choosing by luck: take the mean.", 10.5)
                .slip("That is the last fold: add up, and divide by k.", 1000.5)
                .slip("That is the last fold: add up, and divide by k.", 1000.5 / 3)
                .slip("All folds count alike, whatever their size: divide the sum by k.", 2233.5 / 7)
                .slip("You divided by n. There are k losses.", 1111.5 / 7)
                .slip("You divided by k - 1. There are k losses.", 1111.5 / 2)
                .slip("The digits after the point are cut off: no int here.", 370)
                .is(370.5);
    }

    @Test
    @Points(1)
    void the_candidate_with_the_lowest_mean_loss_is_taken() {
        double[][] losses = {{0.5, 0.5, 0.5}, {0.1, 0.9, 0.8}, {0.4, 0.5, 0.3}, {0.45, 0.41, 0.42}};
        Check.number("choose from " + Arrays.deepToString(losses), () -> (double) Task15Choosing.choose(losses))
                .keeps("losses", losses)
                .slip("Candidate 1 has the best single fold, and the worst mean: take the lowest mean.", 1)
                .slip("Candidate 0 is the first one: is best updated inside the loop, and the sum a double that is"
                        + " set back to 0 for each candidate?", 0)
                .slip("Candidate 3 has the most even losses, and is the last one, but hasn't the lowest mean: is lowest"
                        + " updated with best?", 3)
                .is(2);
        double[][] last = {{0.2, 0.4}, {0.1, 0.3}};
        Check.number("choose where the last one is best", () -> (double) Task15Choosing.choose(last))
                .slip("The last candidate was never looked at.", 0).is(1);
        double[][] first = {{0.3, 0.3, 0.3}, {0.1, 0.2, 0.9}};
        Check.number("choose from {0.3, 0.3, 0.3} and {0.1, 0.2, 0.9}", () -> (double) Task15Choosing.choose(first))
                .slip("Candidate 1 is better in two folds, but has the larger mean: compare means, from candidate 0"
                        + " on.", 1)
                .is(0);
        double[][] worst = {{0.9, 0.3}, {0.5, 0.5}, {0.6, 0.6}};
        Check.number("choose from {0.9, 0.3}, {0.5, 0.5} and {0.6, 0.6}", () -> (double) Task15Choosing.choose(worst))
                .slip("Candidate 0 has the best single fold, but a larger mean: compare means.", 0)
                .slip("Candidate 2 isn't best in any fold: a loss should be low.", 2)
                .is(1);
    }

    private static Check kept(String what, int patience, double... losses) {
        return Check.number("keptEpoch, patience " + patience + ", " + what + " " + Arrays.toString(losses),
                () -> (double) Task15Choosing.keptEpoch(losses, patience)).keeps("validationLoss", losses);
    }

    @Test
    @Points(2)
    void early_stopping_keeps_the_best_epoch_it_has_seen() {
        kept("losses", 2, 0.9, 0.5, 0.6, 0.4, 0.45, 0.5, 0.1)
                .slip("Epochs are numbered from 1.", 3)
                .slip("Training had stopped before epoch 7: two epochs after the best one it ends, and can't know what"
                        + " would have come.", 7)
                .slip("That is the epoch where it stops. The weights that are kept are those of the best one.", 6)
                .slip("It stopped at the first rise. With patience 2, it waits for two epochs.", 2)
                .slip("Epoch 1 has the highest loss. Begin with the first loss, not with 0, and look for lower ones.", 1)
                .is(4);
        kept("losses that fall to the end", 3, 0.9, 0.8, 0.7)
                .slip("It never stops here: the best epoch is the last.", 0)
                .slip("The last epoch was never looked at.", 2)
                .is(3);
        kept("where the second is lowest", 2, 0.9, 0.1, 0.5, 0.6)
                .slip("Epoch 2 was never looked at: its index is 1.", 3)
                .is(2);
        kept("with equal losses", 2, 0.5, 0.5, 0.5, 0.2)
                .slip("An equal loss isn't a lower one: after two epochs without a lower one it stops.", 4)
                .slip("Of equal losses the first one counts: lower is <, not <=.", 3)
                .is(1);
        kept("where the loss falls, but not below its lowest", 2, 0.5, 0.7, 0.6, 0.65)
                .slip("The loss is compared with the one before. Compare it with the lowest so far.", 3)
                .is(1);
        kept("where it waits twice", 2, 0.9, 0.8, 0.85, 0.7, 0.75, 0.6)
                .slip("It stopped too early: begin to count anew after each lower loss.", 4)
                .is(6);
        kept("where it waits just long enough", 2, 0.5, 0.6, 0.4, 0.7)
                .slip("It stopped too early: one epoch without a lower loss is fewer than two.", 1)
                .is(3);
    }
}
