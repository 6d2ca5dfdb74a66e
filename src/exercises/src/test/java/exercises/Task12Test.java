// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@TaskName("Task12Scaling")
class Task12Test {

    private static final double[][] TRAINING = {{1, 10, 5}, {3, 30, 5}, {5, 20, 5}, {3, 20, 5}};
    private static final double[][] TEST = {{9, 50, 6}, {3, 10, 5}};

    private static int[][] split(int n, int test, long seed) {
        int[][] sets = Task12Scaling.split(n, test, new Random(seed));
        Check.require(sets != null && sets.length == 2 && sets[0] != null && sets[1] != null,
                "split: expected two arrays.", null);
        return sets;
    }

    @Test
    @Points(1)
    void a_split_has_each_example_once() {
        int[][] sets = split(10, 3, 1);
        String got = "split of 10 examples, 3 for the test: " + Arrays.toString(sets[0]) + " and "
                + Arrays.toString(sets[1]);
        int[] all = IntStream.concat(Arrays.stream(sets[0]), Arrays.stream(sets[1])).sorted().toArray();
        Check.require(sets[0].length != 3 || sets[1].length != 7, got,
                "The sets are exchanged: first those for training, then those for the test.");
        Check.require(all.length == 0 || all[all.length - 1] < 10, got, "Indices go from 0 to n - 1.");
        Check.require(sets[1].length <= 3, got, "3 should be for the test. Is the array longer than its set?");
        for (int[] set : sets) {
            Check.require(set.length == 0 || set[set.length - 1] != 0 || Arrays.stream(all).filter(i -> i == 0).count()
                    == 1, got, "The 0 at the end of an array stands for example 0. Is each of its places filled?");
        }
        boolean overlap = Arrays.stream(sets[0]).anyMatch(i -> Arrays.stream(sets[1]).anyMatch(j -> i == j));
        Check.require(!overlap, got, "An example stands in both sets: draw one order of all of them, and cut it once."
                + " (Who swaps two entries keeps one of them in a variable.)");
        Check.require(Arrays.stream(all).distinct().count() == all.length, got, "An example stands there twice:"
                + " random.nextInt(n) may draw the same one again. Put all indices into an array, and shuffle that.");
        Check.require(all.length == 10, got, "An example is missing: 3 are for the test, and all the others for"
                + " training.");
        Check.require(sets[1].length == 3, got, "3 should be for the test.");
    }

    @Test
    @Points(1)
    void a_split_is_drawn_from_random() {
        int[][] sets = split(100, 30, 1);
        String got = "split of 100 examples, 30 for the test: the test has " + Arrays.toString(sets[1]);
        int[] sorted = Arrays.stream(sets[1]).sorted().toArray();
        Check.require(sorted.length == 30 && Arrays.stream(sorted).distinct().count() == 30, got
                + ", where 30 different ones should be.", null);
        Check.require(sorted[29] - sorted[0] > 29, got, "The test set is a block of the file, and files are often"
                + " sorted. Shuffle before you cut.");
        Check.require(Arrays.deepEquals(sets, split(100, 30, 1)), got + " and, with the same seed, another time other"
                + " examples.", "Draw from the random that you are given: no Math.random(), no new Random(), no"
                + " Collections.shuffle without it.");
        Check.require(!Arrays.deepEquals(sets, split(100, 30, 2)), got + ", whatever the random.",
                "Draw from the random that you are given, and not from one with a seed of your own.");
        int[] drawn = IntStream.range(0, 200).flatMap(seed -> Arrays.stream(split(5, 2, seed)[1])).distinct().sorted()
                .toArray();
        Check.require(drawn.length == 5, "200 splits of 5 examples, 2 for the test: only " + Arrays.toString(drawn)
                + " were ever for the test.", "random.nextInt(n) draws from 0 to n - 1: each example should have its"
                + " chance.");
    }

    /** z-scores with a mean and a divisor for each column; each slip takes others. */
    private static double[][] z(double[][] x, double[] mean, double[] divisor) {
        double[][] z = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                z[i][j] = (x[i][j] - mean[j]) / divisor[j];
            }
        }
        return z;
    }

    private static double[][] both(double[] mean, double[] divisor) {
        return stacked(z(TRAINING, mean, divisor), z(TEST, mean, divisor));
    }

    private static double[][] stacked(double[][] a, double[][] b) {
        double[][] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }

    private static double[] mean(double[][] x) {
        return IntStream.range(0, x[0].length).mapToDouble(j -> Arrays.stream(x).mapToDouble(r -> r[j]).average()
                .getAsDouble()).toArray();
    }

    private static double[] deviation(double[][] x, int lost) {
        return deviation(x, mean(x), lost);
    }

    private static double[] deviation(double[][] x, double[] m, int lost) {
        return IntStream.range(0, m.length).mapToDouble(j -> Math.sqrt(Arrays.stream(x).mapToDouble(r ->
                (r[j] - m[j]) * (r[j] - m[j])).sum() / (x.length - lost))).map(d -> d == 0 ? 1 : d).toArray();
    }

    private static double[][] standardized() {
        double[][][] sets = Task12Scaling.standardized(TRAINING, TEST);
        if (sets == null) {
            return null;
        }
        Check.require(sets.length == 2, "standardized: expected two matrices, the training set and the test set.",
                null);
        return sets[0] == null || sets[1] == null ? null : stacked(sets[0], sets[1]);
    }

    @Test
    @Points(3)
    void the_training_set_says_how_to_scale_both() {
        double[] m = mean(TRAINING);
        double[] s = deviation(TRAINING, 0);
        double[] ones = {1, 1, 1};
        double[] zeros = {0, 0, 0};
        double[][] all = stacked(TRAINING, TEST);
        double[] low = {1, 10, 5};
        double[] range = {4, 20, 1};
        Check.matrix("standardized, the 4 training rows and then the 2 of the test", Task12Test::standardized)
                .keeps("training", TRAINING).keeps("test", TEST)
                .slipIf("A column of equal numbers has deviation 0, and 0/0 is NaN. Divide by 1 there.", Check::hasNaN)
                .slip("That is a leak: mean and deviation are of all rows, those of the test as well. Take the training"
                        + " rows only.", both(mean(all), deviation(all, 0)))
                .slip("The test set is scaled by its own mean and deviation. Use those of the training set for both:"
                        + " the model has learned that scale.", stacked(z(TRAINING, m, s), z(TEST, mean(TEST),
                        deviation(TEST, 0))))
                .slip("Mean and deviation are those of the test set. Take the training set.",
                        both(mean(TEST), deviation(TEST, 0)))
                .slip("The test set isn't scaled, but the model needs numbers of the same scale.",
                        stacked(z(TRAINING, m, s), TEST))
                .slip(BY_N, both(m, deviation(TRAINING, 1))).slip(BY_N, both(m, deviation(TRAINING, 2)))
                .slip(BY_N, both(m, deviation(TRAINING, 3))).slip(BY_N, both(m, new double[] {s[0] / 2, s[1] / 2, 1}))
                .slip("The mean is the sum divided by the number of training rows.", around(Check.scaled(2, m)))
                .slip("The mean is the sum divided by the number of training rows.", around(Check.scaled(4, m)))
                .slip("The mean is the sum divided by the number of training rows.", around(Check.scaled(4 / 3.0, m)))
                .slip("Subtract the mean before you square.", both(m, deviation(TRAINING, zeros, 0)))
                .slip("The deviation is made of squares, not of absolute values.", both(m, new double[] {1, 5, 1}))
                .slip("(x - mean) / deviation: a pair of brackets is missing.", both(scaledBy(m, inverse(s)), ones))
                .slip("The mean is subtracted first: (x - mean) / deviation.", both(scaledBy(m, s), s))
                .slip("The mean is added: subtract it.", both(Check.scaled(-1, m), s))
                .slip("You multiplied by the deviation: divide by it.", both(m, inverse(s)))
                .slip("The test set is divided by its own deviation. Use that of the training set for both.",
                        stacked(z(TRAINING, m, s), z(TEST, m, deviation(TEST, 0))))
                .slip("The test set is divided by its own deviation. Use that of the training set for both.",
                        stacked(z(TRAINING, m, s), z(TEST, m, deviation(TEST, m, 0))))
                .slip("The root is missing: that is divided by the variance.", both(m, scaledBy(s, s)))
                .slip("Nothing is scaled. In whole numbers 1 / n is 0: divide the sum, or write 1.0 / n.",
                        all)
                .slip("The mean is subtracted, but nothing is divided by the deviation.", both(m, ones))
                .slip("The mean isn't subtracted.", both(zeros, s))
                .slip("That brings the numbers to 0 ... 1. Here the mean becomes 0 and the deviation 1.",
                        both(low, range))
                .slip("The sets are exchanged: first the training set, then the test set.",
                        stacked(z(TEST, m, s), z(TRAINING, m, s)))
                .slip("Each column has its own mean and deviation: you took those of all numbers together.",
                        both(filled(mean(column(TRAINING))[0]), filled(deviation(column(TRAINING), 0)[0])))
                .slip("You took mean and deviation of each row. A column is a feature, with a scale of its own.",
                        stacked(rowByRow(TRAINING), rowByRow(TEST)))
                .slipIf("A column whose deviation is 0 is divided by 1, not by a small number.", z -> z[4][2] > 1e3)
                .slipIf("Column 0 is right, and the next isn't: are the sums set back to 0 before each column?",
                        z -> z[0].length == 3 && isRight(z, 0) && !isRight(z, 1))
                .slipIf("Column 2 has deviation 0 in the training set: it isn't skipped, but divided by 1. Subtract its"
                        + " mean, from the test set as well.", z -> z[0].length == 3 && isRight(z, 1) && z[4][2] != 1)
                .is(both(m, s));
    }

    private static final String BY_N = "Divide the sum of squares by n, not by n - 1, and take the root then: n is the"
            + " number of training rows.";

    /** Whether a column of the first test row is right. */
    private static boolean isRight(double[][] z, int column) {
        return Math.abs(z[4][column] - both(mean(TRAINING), deviation(TRAINING, 0))[4][column]) < 1e-9;
    }

    /** With another mean, in the deviation as well. */
    private static double[][] around(double[] mean) {
        return both(mean, deviation(TRAINING, mean, 0));
    }

    private static double[] inverse(double[] a) {
        return Arrays.stream(a).map(v -> 1 / v).toArray();
    }

    private static double[] scaledBy(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
    }

    private static double[] filled(double v) {
        return new double[] {v, v, v};
    }

    private static double[][] column(double[][] x) {
        return Arrays.stream(x).flatMapToDouble(Arrays::stream).mapToObj(v -> new double[] {v})
                .toArray(double[][]::new);
    }

    private static double[][] rowByRow(double[][] x) {
        return Arrays.stream(x).map(row -> {
            double[][] c = column(new double[][] {row});
            return Check.map(new double[][] {row}, v -> (v - mean(c)[0]) / deviation(c, 0)[0])[0];
        }).toArray(double[][]::new);
    }
}
