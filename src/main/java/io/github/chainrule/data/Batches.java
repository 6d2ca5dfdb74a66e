// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.RandomOrder;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Hands out the examples of a dataset in batches: each example once per epoch. The last batch is shorter if the number
 * of examples isn't a multiple of the batch size.
 *
 * <p>Each {@code for} loop over shuffled batches is the next epoch, with an order of its own. An order depends on the
 * seed and the epoch's number alone, so a run can resume in the middle, with {@link #from}.
 *
 * {@snippet :
 * Batches batches = Batches.shuffled(dataset, 64, 42);
 * for (int epoch = 0; epoch < 10; epoch++) {
 *     for (Batch batch : batches) {
 *         // one step of training
 *     }
 * }
 * }
 *
 * <p>So make it once, before the first epoch, as above. If you made it anew in each epoch with the same seed, it would
 * begin with epoch 0 each time, and go through the same order again and again; and nothing could warn you.
 *
 * <p>A thread of their own reads large batches, the next ones while the caller works on this one. That changes nothing
 * but the time it takes; the thread ends a moment after the last epoch, or after you leave the loop. If no thread is
 * available, the caller reads.
 *
 * <p>Each epoch reads its batches into the same few matrices (see {@link Batch}): to keep one in a list, copy it. The
 * epochs of one object share nothing that changes, but it counts them, so {@link #iterator()} is for one thread at a
 * time.
 */
public final class Batches implements Iterable<Batch> {

    /** Reading fewer numbers takes less time than handing them from one thread to another. */
    private static final int WORTH_A_THREAD = 4096;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Dataset dataset;
    private final int batchSize;
    /** An epoch's number to the order of its examples. */
    private final IntFunction<int[]> order;
    private final String orderName;
    private final ReadAhead ahead = new ReadAhead();
    private int nextEpoch;
    /** How many batches of it are left out. */
    private int nextBatch;

    private Batches(Dataset dataset, int batchSize, String orderName, IntFunction<int[]> order) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("Batches: expected a batch size of at least 1, got " + batchSize
                    + ". It is the number of examples that one step of training looks at; 64 is a good start.");
        }
        if (dataset.size() < 1) {
            throw new IllegalArgumentException("Batches: expected a dataset with at least one example, got "
                    + dataset.size() + ".");
        }
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.order = order;
        this.orderName = orderName;
    }

    /**
     * Batches in a new random order each epoch: for training.
     *
     * @param dataset   the examples
     * @param batchSize how many of them make a batch, at least 1
     * @param seed      where the orders come from: the same seed gives the same orders on every JVM
     * @return the batches; the first epoch has number 0
     * @throws IllegalArgumentException if {@code batchSize} is below 1 or the dataset is empty
     */
    public static Batches shuffled(Dataset dataset, int batchSize, long seed) {
        Objects.requireNonNull(dataset, "Batches.shuffled: dataset is null.");
        return new Batches(dataset, batchSize, "shuffled with seed " + seed,
                epoch -> RandomOrder.shuffled(dataset.size(), seed, epoch));
    }

    /**
     * Batches in the order of the dataset, each epoch the same: for testing.
     *
     * @param dataset   the examples
     * @param batchSize how many of them make a batch, at least 1
     * @return the batches
     * @throws IllegalArgumentException if {@code batchSize} is below 1 or the dataset is empty
     */
    public static Batches inOrder(Dataset dataset, int batchSize) {
        Objects.requireNonNull(dataset, "Batches.inOrder: dataset is null.");
        return new Batches(dataset, batchSize, "in order", epoch -> IntStream.range(0, dataset.size()).toArray());
    }

    /** {@return how many batches an epoch has, ⌈examples / batchSize⌉} */
    public int batchesPerEpoch() {
        return (dataset.size() - 1) / batchSize + 1;
    }

    /** {@return the batches of the next epoch; the first call begins epoch 0} */
    @Override
    public Iterator<Batch> iterator() {
        int[] rows = order.apply(nextEpoch++);
        int[] rest = Arrays.copyOfRange(rows, nextBatch * batchSize, rows.length);
        nextBatch = 0;
        return iterator(rest);
    }

    /**
     * The same batches from a given one on, to resume a run that was stopped: the next {@code for} loop hands
     * out the rest of its epoch, the one after it the next epoch, and so on.
     *
     * @param epoch the number of its epoch, from 0
     * @param batch its number in the epoch, from 0
     * @return the batches; what {@link #iterator()} of this object gives next stays as it is
     * @throws IllegalArgumentException if there is no such batch
     */
    public Batches from(int epoch, int batch) {
        if (epoch < 0 || batch < 0 || batch >= batchesPerEpoch()) {
            throw new IllegalArgumentException("Batches: there is no batch " + batch + " of epoch " + epoch
                    + ". Epochs are counted from 0, and their batches from 0 to " + (batchesPerEpoch() - 1) + ".");
        }
        Batches rest = new Batches(dataset, batchSize, orderName, order);
        rest.nextEpoch = epoch;
        rest.nextBatch = batch;
        return rest;
    }

    /**
     * The batches of a given epoch, always the same. What {@link #iterator()} gives next stays as it is.
     *
     * @param epoch the epoch's number, from 0
     * @return its batches
     * @throws IllegalArgumentException if the number is negative
     */
    public Iterator<Batch> epoch(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("Batches: expected an epoch from 0 on, got " + epoch
                    + ". The first epoch has number 0.");
        }
        return iterator(order.apply(epoch));
    }

    private Iterator<Batch> iterator(int[] rows) {
        BatchReader batches = new BatchReader(dataset, batchSize, rows);
        return batches.batches() > 1 && batches.batchValues() >= WORTH_A_THREAD && PROCESSORS > 1
                ? new PrefetchingIterator(batches, ahead) : new SequentialIterator(batches);
    }

    /** {@return how many batches of what an epoch has, and in which order} */
    @Override
    public String toString() {
        return "Batches: " + batchesPerEpoch() + " of " + Math.min(batchSize, dataset.size()) + ", " + orderName
                + ", from " + dataset;
    }
}
