// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Random orders and random parts of rows. A seed gives the same ones on every JVM. */
public final class RandomOrder {

    /** Not the number of an epoch, so that the same seed may shuffle epochs and split data. */
    private static final int SPLIT = -1;

    private RandomOrder() {
    }

    /**
     * The numbers from 0 to size − 1 in a random order that depends only on the arguments. This is Fisher–Yates, so all
     * orders are equally likely, on {@link Random}, whose stream is specified.
     */
    public static int[] shuffled(int size, long seed, int index) {
        int[] order = IntStream.range(0, size).toArray();
        Random random = new Random(Seeds.derive(seed, index));
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * Divides rows into a training set and others, each in a random order and with its fraction of each class.
     *
     * @param classes   the class of each row
     * @param fractions of the test set, or of validation and test set
     * @return the rows of the training set and of each other set
     * @throws IllegalArgumentException if a set would be empty
     */
    public static int[][] split(int[] classes, long seed, double... fractions) {
        String[] names = fractions.length == 1 ? new String[] {"training", "test"}
                : new String[] {"training", "validation", "test"};
        if (!DoubleStream.of(fractions).allMatch(fraction -> fraction > 0) || DoubleStream.of(fractions).sum() >= 1) {
            throw new IllegalArgumentException("split: expected fractions above 0 and together below 1, got "
                    + (fractions.length == 1 ? "" : "validation " + fractions[0] + " and ") + "test "
                    + fractions[fractions.length - 1] + ". 0.2 means 20 %; the rest is the training set.");
        }
        int[] order = shuffled(classes.length, seed, SPLIT);
        int[] byClass = byClass(order, classes);
        int[] setOf = new int[classes.length];
        double rest = 1;
        for (int set = fractions.length; set > 0; set--) {
            deal(IntStream.of(byClass).filter(row -> setOf[row] == 0).toArray(), fractions[set - 1] / rest, setOf, set);
            rest -= fractions[set - 1];
        }
        int[][] sets = new int[fractions.length + 1][];
        for (int set = 0; set < sets.length; set++) {
            int wanted = set;
            sets[set] = IntStream.of(order).filter(row -> setOf[row] == wanted).toArray();
            if (sets[set].length == 0) {
                throw new IllegalArgumentException("split: with " + classes.length + " examples the " + names[set]
                        + " set would be empty. Use a larger fraction or more examples.");
            }
        }
        return sets;
    }

    /**
     * Divides rows into folds of nearly equal size, each with its share of each class.
     *
     * @param classes the class of each row
     * @param count   how many folds, from 2 to the number of rows
     * @param split   makes a training set from the other rows, and a test set from those of one fold
     * @return what that made, for each fold
     */
    public static <S> List<S> folds(int[] classes, int count, long seed, BiFunction<int[], int[], S> split) {
        if (count < 2 || count > classes.length) {
            throw new IllegalArgumentException("folds: expected from 2 folds to one for each of the " + classes.length
                    + " examples, got " + count + ".");
        }
        int[] order = shuffled(classes.length, seed, SPLIT);
        int[] byClass = byClass(order, classes);
        int[] foldOf = new int[classes.length];
        for (int i = 0; i < byClass.length; i++) {
            foldOf[byClass[i]] = i % count;
        }
        return IntStream.range(0, count).mapToObj(fold -> split.apply(
                IntStream.of(order).filter(row -> foldOf[row] != fold).toArray(),
                IntStream.of(order).filter(row -> foldOf[row] == fold).toArray())).toList();
    }

    private static int[] byClass(int[] order, int[] classes) {
        return IntStream.of(order).boxed().sorted(Comparator.comparingInt(row -> classes[row]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** Takes rows at even distances: they are sorted by class, so each class gives its fraction. */
    private static void deal(int[] rows, double fraction, int[] setOf, int set) {
        for (int i = 0; i < rows.length; i++) {
            if (Math.round((i + 1) * fraction) > Math.round(i * fraction)) {
                setOf[rows[i]] = set;
            }
        }
    }
}
