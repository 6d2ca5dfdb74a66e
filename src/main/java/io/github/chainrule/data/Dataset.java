// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.RandomOrder;
import io.github.chainrule.matrix.Matrix;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Examples, counted from 0: each one is an input of {@link #inputSize()} numbers and a target of
 * {@link #targetSize()} numbers.
 *
 * <p>A dataset hands out rows of a batch, not objects: it may keep its examples in whatever form is smallest and turn
 * them into doubles when they are read. It doesn't change, so many threads may read at once, each into matrices of
 * its own.
 *
 * {@snippet :
 * Dataset xor = Dataset.of(
 *         Matrix.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1}),
 *         Matrix.column(0, 1, 1, 0));
 * }
 */
public interface Dataset {

    /** {@return how many examples there are, at least 1} */
    int size();

    /** {@return how many numbers one input has: the columns of a batch's inputs} */
    int inputSize();

    /** {@return how many numbers one target has: the columns of a batch's targets} */
    int targetSize();

    /** {@return what features, classes and targets are called; {@link Names#NONE} unless a dataset says otherwise} */
    default Names names() {
        return Names.NONE;
    }

    /** {@return how its numbers were scaled; empty if they have their original scale} */
    default Optional<Scaler> scaler() {
        return Optional.empty();
    }

    /** {@return how its inputs were made from the columns of a table; empty if they weren't} */
    default Optional<RowEncoder> encoder() {
        return Optional.empty();
    }

    /**
     * Copies examples into matrices: row r of both becomes example {@code indices[offset + r]}. The
     * order of an epoch is one array of indices, and a batch is a stretch of it.
     *
     * @param indices the numbers of examples, each from 0 to size − 1; only read
     * @param offset  where in {@code indices} to begin
     * @param length  how many examples to copy
     * @param inputs  length × inputSize; <b>overwritten</b>
     * @param targets length × targetSize; <b>overwritten</b>
     * @throws IllegalArgumentException  if a matrix has another shape
     * @throws IndexOutOfBoundsException if there are too few indices, or no example of that number
     */
    void read(int[] indices, int offset, int length, Matrix inputs, Matrix targets);

    /**
     * How much an example counts in the loss.
     *
     * @param index its number, from 0
     * @return at least 0; 1 unless a dataset says otherwise
     */
    default double weight(int index) {
        return 1;
    }

    /**
     * The same examples, some of which count more in the loss than others. The weights follow their examples into
     * {@linkplain #subset subsets}, splits, folds and batches, whatever the order. In training the loss becomes
     * {@code Σ wᵢ·Lᵢ / N}, and so does that of an evaluation; metrics count each example once.
     *
     * {@snippet :
     * trainer.fit(training.withWeights(1, 1, 2.5));      // or an array: one weight for each example
     * }
     *
     * <p>Where a column of the table holds them, {@code table.column("weight").number(row)} is a row's weight;
     * {@code table.without("weight")} keeps it out of the inputs.
     *
     * @param weights one for each example, at least 0; with a mean of 1, loss and learning rate keep their scale
     * @return a dataset that reads from this one
     * @throws IllegalArgumentException if there are fewer or more weights than examples, one is negative or not
     *                                  finite, or all are 0
     */
    default Dataset withWeights(double... weights) {
        return DatasetView.weighted(this, weights);
    }

    /**
     * Some of the examples as a dataset of their own. To separate training and test data use {@link #split(double,
     * long)}: if examples are sorted by class, the last ones all belong to one class.
     *
     * @param indices the numbers of examples, each from 0 to size − 1; one may appear twice
     * @return a dataset of indices.length examples; they aren't copied
     * @throws IllegalArgumentException  if there is no index
     * @throws IndexOutOfBoundsException if there is no example of that number
     */
    default Dataset subset(int... indices) {
        return DatasetView.subset(this, indices);
    }

    /**
     * A training and a test set. Each gets its fraction of each class, as near as whole examples allow (it is
     * stratified): in a sorted file, a set cut off at the end would hold a single class.
     *
     * @param test what fraction of the examples to test on: with 0.2, 80 % are left to train on
     * @param seed where the randomness comes from: the same seed gives the same sets on every JVM
     * @return the sets, each in a random order; examples aren't copied
     * @throws IllegalArgumentException if a set would be empty
     */
    default Split<Dataset> split(double test, long seed) {
        int[][] sets = RandomOrder.split(MatrixDataset.classes(this), seed, test);
        return Split.of(subset(sets[0]), subset(sets[1]));
    }

    /**
     * A training, a validation and a test set, as {@link #split(double, long)} makes them.
     *
     * @param validation what fraction of the examples to choose settings by
     * @param test       what fraction to test on
     * @param seed       where the randomness comes from: the same seed gives the same sets on every JVM
     * @return the sets, each in a random order; examples aren't copied
     * @throws IllegalArgumentException if a set would be empty
     */
    default Split<Dataset> split(double validation, double test, long seed) {
        int[][] sets = RandomOrder.split(MatrixDataset.classes(this), seed, validation, test);
        return Split.of(subset(sets[0]), subset(sets[1]), subset(sets[2]));
    }

    /**
     * Folds for cross-validation: each example is in the test set of one of them, and in the training set of the
     * others. Each fold gets its share of each class. Make a new model and optimizer for each, as a {@code Comparison}
     * of the folds does; one that was trained on another fold has seen this test data.
     *
     * @param count how many folds, at least 2; 5 and 10 are usual
     * @param seed  where the randomness comes from: the same seed gives the same folds on every JVM
     * @return a training and a test set for each
     * @throws IllegalArgumentException if there are more folds than examples, or fewer than 2
     */
    default List<Split<Dataset>> folds(int count, long seed) {
        return RandomOrder.folds(MatrixDataset.classes(this), count, seed,
                (training, test) -> Split.of(subset(training), subset(test)));
    }

    /**
     * The same examples with other names.
     *
     * @param names what features, classes and targets are called
     * @return a dataset that reads from this one
     * @throws IllegalArgumentException if there is another number of features, or of classes or targets than the target
     *                                  columns allow
     */
    default Dataset withNames(Names names) {
        Objects.requireNonNull(names, "Dataset.withNames: names is null.");
        names.requireFit(this);
        return DatasetView.all(this, this::weight, names, scaler(), encoder());
    }

    /**
     * The same examples, with the encoder that made their inputs, and its names.
     *
     * @param encoder turns rows of the table that they come from into inputs
     * @return a dataset that reads from this one
     * @throws IllegalArgumentException if the encoder has another number of inputs, classes or targets
     */
    default Dataset withEncoder(RowEncoder encoder) {
        encoder.names().requireFit(this);
        return DatasetView.all(this, this::weight, encoder.names(), scaler(), Optional.of(encoder));
    }

    /**
     * A dataset from two matrices, which are <b>kept, not copied</b>: don't change them afterward.
     *
     * <p>Targets that can only be classes, a single column of zeros and ones or rows with a single 1, get their numbers
     * as {@linkplain Names#classes() class names}; {@link #withNames} gives better ones.
     *
     * @param inputs  one example per row
     * @param targets the target of the same example in the same row
     * @return a dataset of {@code inputs.rows()} examples
     * @throws IllegalArgumentException if the numbers of rows differ, there is no row, or a value isn't finite
     */
    static Dataset of(Matrix inputs, Matrix targets) {
        Objects.requireNonNull(inputs, "Dataset.of: inputs is null.");
        Objects.requireNonNull(targets, "Dataset.of: targets is null.");
        return new MatrixDataset(inputs, targets);
    }
}
