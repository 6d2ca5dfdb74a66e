// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.data.Batch;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.matrix.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How the examples come: which classes, how far their targets lie apart, and in which order. */
final class BatchLog {

    private static final int MAX_BATCHES = 1000;
    private static final int MIN_BATCH_SIZE = 4;
    private static final int MIN_BATCHES = 10;
    /** The deviation within a batch, compared with that of all: by chance it is far larger. */
    private static final double SORTED = 0.5;
    /** This many distinct examples hardly come in the same order twice by chance. */
    private static final int FIRST_EXAMPLES = 16;

    private final Dataset training;
    /** How many examples of each class came. */
    final long[] classCounts;
    private int batchSize;
    /** How many batches of full size were looked at, and in how many of them all examples are of one class. */
    int batches;
    int singleClassBatches;

    /** The first column of numeric targets, for each batch. */
    private final List<double[]> targets = new ArrayList<>();

    private int inEpoch;
    private boolean severalSteps;
    private int hash;
    private int hashBefore;
    private int epochs;
    private int repeated;

    BatchLog(Dataset training, int classes) {
        this.training = training;
        this.classCounts = new long[classes];
    }

    /** Called in each step, so it is cheap. */
    void add(Batch batch, boolean firstOfEpoch) {
        order(batch.inputs(), firstOfEpoch);
        batchSize = batchSize == 0 ? batch.size() : batchSize;
        if (classCounts.length == 0) {
            remember(batch.targets());
        } else if (batches < MAX_BATCHES && batch.size() == batchSize) {     // a short one may well be of one class
            classes(batch.targets());
        }
    }

    private void classes(Matrix targets) {
        int first = Prediction.classIndexOf(targets, 0);
        boolean single = true;
        for (int i = 0; i < batchSize; i++) {
            int c = Prediction.classIndexOf(targets, i);
            classCounts[c]++;
            single &= c == first;
        }
        batches++;
        singleClassBatches += single ? 1 : 0;
    }

    /** How often chance would make a batch of a single class. */
    double chanceOfSingleClass() {
        double all = Arrays.stream(classCounts).sum();
        return Arrays.stream(classCounts).mapToDouble(count -> Math.pow(count / all, batchSize)).sum();
    }

    private void remember(Matrix batch) {
        if (batch.rows() >= MIN_BATCH_SIZE && targets.size() < MAX_BATCHES) {
            targets.add(Statistics.column(batch, 0));
        }
    }

    /** The standard deviation of the targets within a batch. */
    double deviationInBatch() {
        return Math.sqrt(targets.stream().mapToDouble(Statistics::variance).average().orElse(0));
    }

    /** The standard deviation of all targets. */
    double deviation() {
        return Math.sqrt(Statistics.variance(targets.stream().flatMapToDouble(Arrays::stream).toArray()));
    }

    boolean isSorted() {
        return targets.size() >= MIN_BATCHES && deviationInBatch() < SORTED * deviation();
    }

    private void order(Matrix inputs, boolean firstOfEpoch) {
        if (firstOfEpoch) {
            inEpoch = 0;
            hash = 0;
        }
        severalSteps |= !firstOfEpoch;
        if (inEpoch < FIRST_EXAMPLES) {
            hash = hash(hash, inputs, FIRST_EXAMPLES - inEpoch);
            inEpoch += inputs.rows();
            if (inEpoch >= FIRST_EXAMPLES) {
                repeated += epochs++ > 0 && hash == hashBefore ? 1 : 0;
                hashBefore = hash;
            }
        }
    }

    private static int hash(int hash, Matrix inputs, int rows) {
        int result = hash;
        for (int i = 0; i < Math.min(rows, inputs.rows()); i++) {
            for (int j = 0; j < inputs.cols(); j++) {
                result = 31 * result + Double.hashCode(inputs.get(i, j));   // values() would make products slower
            }
        }
        return result;
    }

    /** The same model is trained again: its first epoch comes after the last one here. */
    BatchLog next() {
        BatchLog next = new BatchLog(training, classCounts.length);
        next.hashBefore = hashBefore;
        next.epochs = epochs;
        next.repeated = repeated;
        return next;
    }

    /** How many epochs had the order of the epoch before, which isn't that of the data. */
    int repeatedOrders() {
        if (repeated == 0 || !severalSteps || training.size() <= FIRST_EXAMPLES) {
            return 0;
        }
        Matrix inputs = Sample.read(training, IntStream.range(0, FIRST_EXAMPLES).toArray())[0];
        return hash(0, inputs, FIRST_EXAMPLES) == hashBefore ? 0 : repeated;
    }
}
