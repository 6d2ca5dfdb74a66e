// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Examples divided at random: some to learn from, some to test on, and, if you like, some to choose settings by.
 *
 * {@snippet :
 * Split<Dataset> split = Split.of(data, 0.2, 42);          // 80 % and 20 %
 * trainer.fit(split.training());
 * trainer.evaluate(split.test());
 *
 * Split<Dataset> three = Split.of(data, 0.1, 0.2, 42);     // 70 %, 10 % and 20 %
 * }
 *
 * <p>Each part has its share of each class, as near as whole examples allow (it is stratified): in a sorted file, a
 * part cut off at the end would hold a single class. If targets are quantities, the parts are merely random.
 *
 * <p>Look at the test part once, at the very end. Whatever you choose by it, if only the number of epochs, fits it
 * better than it will fit anything else.
 *
 * @param <T> what was split: a dataset or a table
 */
public final class Split<T> {

    /** Not the number of an epoch, so that the same seed may shuffle both. */
    private static final int SHUFFLE = -1;
    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;
    private static final int TEST = 2;

    private final T training;
    private final T validation;
    private final T test;
    private final boolean threeParts;

    private Split(int[][] rows, boolean threeParts, Function<int[], T> part) {
        this.training = part.apply(rows[TRAINING]);
        this.validation = part.apply(rows[threeParts ? VALIDATION : TRAINING]);
        this.test = part.apply(rows[TEST]);
        this.threeParts = threeParts;
    }

    /**
     * A dataset in two parts.
     *
     * @param data the examples; nothing is copied
     * @param test the share of the examples to test on, such as 0.2
     * @param seed where the randomness comes from: the same seed gives the same parts on every JVM
     * @return the parts, each in a random order
     * @throws IllegalArgumentException if a part would have no example
     */
    public static Split<Dataset> of(Dataset data, double test, long seed) {
        Objects.requireNonNull(data, "Split.of: data is null.");
        return of(data, 0, test, seed, false);
    }

    /**
     * A dataset in three parts.
     *
     * @param data       the examples; nothing is copied
     * @param validation the share of the examples to choose settings by
     * @param test the share of the examples to test on
     * @param seed       where the randomness comes from: the same seed gives the same parts on every JVM
     * @return the parts, each in a random order
     * @throws IllegalArgumentException if a part would have no example
     */
    public static Split<Dataset> of(Dataset data, double validation, double test, long seed) {
        Objects.requireNonNull(data, "Split.of: data is null.");
        return of(data, validation, test, seed, true);
    }

    /**
     * A table in two parts.
     *
     * @param table the rows; each part has its share of each class of the target
     * @param test the share of the rows to test on, such as 0.2
     * @param seed  where the randomness comes from: the same seed gives the same parts on every JVM
     * @return the parts, each in a random order
     * @throws IllegalArgumentException if a part would have no row
     */
    public static Split<Table> of(Table table, double test, long seed) {
        Objects.requireNonNull(table, "Split.of: table is null.");
        return new Split<>(rows(classes(table), 0, test, seed, false), false, table::subset);
    }

    /**
     * A table in three parts.
     *
     * @param table      the rows; each part has its share of each class of the target
     * @param validation the share of the rows to choose settings by
     * @param test the share of the rows to test on
     * @param seed       where the randomness comes from: the same seed gives the same parts on every JVM
     * @return the parts, each in a random order
     * @throws IllegalArgumentException if a part would have no row
     */
    public static Split<Table> of(Table table, double validation, double test, long seed) {
        Objects.requireNonNull(table, "Split.of: table is null.");
        return new Split<>(rows(classes(table), validation, test, seed, true), true, table::subset);
    }

    private static Split<Dataset> of(Dataset data, double validation, double test, long seed, boolean threeParts) {
        return new Split<>(rows(classes(data), validation, test, seed, threeParts), threeParts, data::subset);
    }

    /** The class of each row; all alike where the target is a quantity or isn't known. */
    private static int[] classes(Table table) {
        return IntStream.range(0, table.rowCount())
                .map(row -> table.target().map(column -> column.categories().indexOf(column.text(row))).orElse(0))
                .toArray();
    }

    /** The class of each example; all 0 where targets are quantities. */
    private static int[] classes(Dataset data) {
        int[] classes = new int[data.size()];
        if (!data.names().hasClasses()) {
            return classes;
        }
        int row = 0;
        for (Batch batch : Batches.inOrder(data, 256)) {
            Matrix targets = batch.targets();
            for (int i = 0; i < targets.rows(); i++, row++) {
                for (int j = 0; j < targets.cols(); j++) {
                    classes[row] += targets.get(i, j) > 0.5 ? j + 1 : 0;
                }
            }
        }
        return classes;
    }

    /** Which rows are in which part, given the class of each row. */
    private static int[][] rows(int[] classes, double validation, double test, long seed, boolean threeParts) {
        int size = classes.length;
        requireShares(validation, test, threeParts);
        int[] order = Permutation.shuffled(size, seed, SHUFFLE);
        int[] byClass = IntStream.of(order).boxed().sorted((a, b) -> Integer.compare(classes[a], classes[b]))
                .mapToInt(Integer::intValue).toArray();
        int[] parts = new int[size];
        // Going through the classes one after the other, every so many-th row gives each class its share of a part.
        deal(byClass, parts, test, TEST);
        deal(IntStream.of(byClass).filter(row -> parts[row] == TRAINING).toArray(), parts, validation / (1 - test),
                VALIDATION);
        int[][] rows = new int[3][];
        for (int part = TRAINING; part <= TEST; part++) {
            int wanted = part;
            rows[part] = IntStream.of(order).filter(row -> parts[row] == wanted).toArray();
            if (rows[part].length == 0 && (threeParts || part != VALIDATION)) {
                throw new IllegalArgumentException("Split: of " + size + " examples none is left for the "
                        + new String[] {"training", "validation", "test"}[part] + " part. Use other shares or more"
                        + " examples.");
            }
        }
        return rows;
    }

    private static void deal(int[] rows, int[] parts, double share, int part) {
        for (int i = 0; i < rows.length; i++) {
            if (Math.round((i + 1) * share) > Math.round(i * share)) {
                parts[rows[i]] = part;
            }
        }
    }

    private static void requireShares(double validation, double test, boolean threeParts) {
        if (!(test > 0 && (!threeParts || validation > 0) && validation + test < 1)) {
            throw new IllegalArgumentException("Split: expected shares above 0 and together below 1, got "
                    + (threeParts ? "validation " + validation + " and " : "") + "test " + test
                    + ". 0.2 means 20 %; what is left is the training part.");
        }
    }

    /** {@return what to learn from} */
    public T training() {
        return training;
    }

    /**
     * What to choose settings by.
     *
     * @return the validation part
     * @throws IllegalStateException if there are only two parts
     */
    public T validation() {
        if (!threeParts) {
            throw new IllegalStateException("Split: there are two parts, training and test. Give a share for validation"
                    + " before that for test, as in Split.of(data, 0.1, 0.2, seed).");
        }
        return validation;
    }

    /** {@return what to test on} */
    public T test() {
        return test;
    }

    /** {@return the parts} */
    @Override
    public String toString() {
        return "training: " + training + (threeParts ? "\nvalidation: " + validation : "") + "\ntest: " + test;
    }
}
