// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.List;
import org.junit.jupiter.api.Test;

@TaskName("Task14Judging")
class Task14Test {

    private static final int[] ACTUAL = {0, 0, 0, 0, 1, 1, 1, 2, 2, 0};
    private static final int[] PREDICTED = {0, 0, 1, 2, 1, 0, 1, 2, 1, 0};
    private static final int[][] M = {{50, 10, 0}, {5, 35, 4}, {2, 6, 0}};

    @Test
    @Points(2)
    void a_confusion_matrix_counts() {
        Check.integers("confusionMatrix", () -> Task14Judging.confusionMatrix(ACTUAL.clone(), PREDICTED.clone(), 3))
                .slip("Rows and columns are exchanged: the row is the actual class, m[actual][predicted].",
                        new double[] {3, 1, 0}, new double[] {1, 2, 1}, new double[] {1, 0, 1})
                .slip("There is at most a 1: count with ++, not with = 1.",
                        new double[] {1, 1, 1}, new double[] {1, 1, 0}, new double[] {0, 1, 1})
                .slip("Only the correct ones are counted. The mistakes stand beside the diagonal.",
                        new double[] {3, 0, 0}, new double[] {0, 2, 0}, new double[] {0, 0, 1})
                .slip("The first or the last example is missing: i goes from 0 to actual.length, with <.",
                        new double[] {2, 1, 1}, new double[] {1, 2, 0}, new double[] {0, 1, 1})
                .slip("Only the mistakes are counted.",
                        new double[] {0, 1, 1}, new double[] {1, 0, 0}, new double[] {0, 1, 0})
                .slip("The loop runs over the examples, and not over the classes.",
                        new double[] {2, 1, 0}, new double[3], new double[3])
                .slip("Nothing is counted: m[a][p]++ does, where m[a][p] = m[a][p]++ keeps what was there, and a share"
                        + " is 0 in whole numbers.", new double[3], new double[3], new double[3])
                .is(new double[] {3, 1, 1}, new double[] {1, 2, 0}, new double[] {0, 1, 1});
        Check.integers("confusionMatrix of 3 classes, of which class 2 doesn't occur", () ->
                Task14Judging.confusionMatrix(new int[] {0, 1}, new int[] {1, 1}, 3))
                .slipIf("Each class has a row and a column, whether it occurs or not: new int[classes][classes].",
                        v -> v.length == 2)
                .is(new double[] {0, 1, 0}, new double[] {0, 1, 0}, new double[3]);
    }

    private static Check ofClasses(String what, java.util.function.IntToDoubleFunction f) {
        return Check.row(what + " of classes 0, 1 and 2 of the matrix " + java.util.Arrays.deepToString(M),
                () -> new double[] {f.applyAsDouble(0), f.applyAsDouble(1), f.applyAsDouble(2)});
    }

    private static final double[] PRECISION = {50 / 57.0, 35 / 51.0, 0};
    private static final double[] RECALL = {50 / 60.0, 35 / 44.0, 0};
    private static final String WHOLE = "In whole numbers 35 / 51 is 0: make one of them a double.";

    private static final String LEFT_OUT = "A class is left out of the sum: it runs from 0 to m.length, with <.";

    /** The slips that precision and recall share. */
    private static void share(Check share, double[] right, double[] mistakes) {
        share.slip(WHOLE, new double[3])
                .slip("That is the accuracy, which is the same for all classes.", same(85 / 112.0))
                .slip("You divided by all examples.", new double[] {50 / 112.0, 35 / 112.0, 0})
                .slip("You divided by the mistakes only: the denominator has the correct ones as well.",
                        new double[] {50 / mistakes[0], 35 / mistakes[1], 0})
                .slip("That is class 1, whatever c is.", same(right[1]))
                .slip("That is class 0, whatever c is.", same(right[0]))
                .slip("The share is upside down.", new double[] {1 / right[0], 1 / right[1], 0})
                .slip("The correct ones are counted twice in the denominator.", new double[] {
                    right[0] / (1 + right[0]), right[1] / (1 + right[1]), 0})
                .slip("That is what is missing to 1: the share of the mistakes.", new double[] {
                    1 - right[0], 1 - right[1], 1})
                .slip("Those are percent. A share is at most 1.", Check.scaled(100, right))
                .is(right);
    }

    private static double[] same(double v) {
        return new double[] {v, v, v};
    }

    @Test
    @Points(1)
    void precision_is_the_share_of_the_predicted() {
        share(ofClasses("precision", c -> Task14Judging.precision(copy(), c))
                .slip("That is the recall. Precision divides by all that were predicted as c: the column.", RECALL)
                .slip(LEFT_OUT, new double[] {50 / 55.0, 35 / 45.0, 0})
                .slip(LEFT_OUT, new double[] {50 / 7.0, 35 / 41.0, 0}),
                PRECISION, new double[] {7, 16});
        nothingPredicted("precision", Task14Judging.precision(new int[][] {{5, 0}, {3, 0}}, 1));
    }

    @Test
    @Points(1)
    void recall_is_the_share_of_the_actual() {
        share(ofClasses("recall", c -> Task14Judging.recall(copy(), c))
                .slip("That is the precision. Recall divides by all that are c: the row.", PRECISION)
                .slip(LEFT_OUT, new double[] {50 / 60.0, 35 / 40.0, 0})
                .slip(LEFT_OUT, new double[] {50 / 10.0, 35 / 39.0, 0}),
                RECALL, new double[] {10, 9});
        nothingPredicted("recall", Task14Judging.recall(new int[][] {{5, 3}, {0, 0}}, 1));
    }

    @Test
    @Points(2)
    void f1_is_their_harmonic_mean() {
        double p = 35 / 51.0;
        double r = 35 / 44.0;
        Check.number("f1 of class 1 of the matrix", () -> Task14Judging.f1(copy(), 1))
                .slip("That is the plain mean. F1 is 2*p*r / (p + r), which is low if one of them is.", (p + r) / 2)
                .slip("The 2 is missing.", p * r / (p + r))
                .slip("That is the product. Divide it by the sum of both, and double it.", p * r)
                .slip("2*p*r / p + r isn't 2*p*r / (p + r): a pair of brackets is missing.", 2 * p * r / p + r)
                .slip("That is the root of the product. F1 is 2*p*r / (p + r).", Math.sqrt(p * r))
                .slip("That is the accuracy.", 85 / 112.0)
                .slip("It is upside down: the product stands above the line.", 2 * (p + r) / (p * r))
                .slip("In whole numbers that is 0: make one of them a double.", 0)
                .is(2 * p * r / (p + r));
        nothingPredicted("f1", Task14Judging.f1(copy(), 2));
    }

    private static void nothingPredicted(String what, double value) {
        Check.number(what + " where nothing of the class is right, and a denominator is 0", () -> value)
                .slipIf("0/0 is NaN. Return 0 where the denominator is 0.", Check::hasNaN)
                .slip("Where the denominator is 0, the result is 0 here.", 1)
                .is(0);
    }

    private static int[][] copy() {
        return new int[][] {M[0].clone(), M[1].clone(), M[2].clone()};
    }

    private static final List<String> COMPARISONS = List.of(
            "One run each: another seed may turn 0.91 and 0.90 around. How large is the spread of five?",
            "A was chosen from twenty runs and B from one: the best of twenty is better by mere chance.",
            "",
            "The best on the test set is chosen by the test set: both scores are too good, and by unlike amounts.",
            "Other data, another split and other preprocessing: what differs may be anything but the model.");

    @Test
    @Points(1)
    void the_fair_comparison_is_found() {
        Check.choice("fairComparison", Task14Judging.fairComparison(), 3, COMPARISONS);
    }
}
