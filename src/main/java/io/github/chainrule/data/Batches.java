// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.internal.RandomOrder;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Hands out the examples of a dataset in batches: each example once per epoch. The last batch is shorter if the number
 * of examples isn't a multiple of the batch size.
 *
 * <p>Each {@code for} loop over shuffled batches is the next epoch, with an order of its own. An order depends only on
 * the seed and the epoch's number, so a run can resume, with {@link #startingAt}.
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
 * <p>So make them once, before the first epoch: with the same seed, new batches would begin with epoch 0 again, and
 * each epoch would have the same order. An iterator of them, on the other hand, is a single epoch: used for the next
 * one, it has no batch left, and {@code while (iterator.hasNext())} makes no step.
 *
 * <p>While the caller works on a large batch, a thread of the JDK's common pool reads the next ones. That changes
 * nothing but the time it takes. The batches of an epoch are read into the same few matrices (see {@link Batch}): to
 * keep one in a list, copy it.
 */
public final class Batches implements Iterable<Batch> {

    /** Reading fewer numbers takes less time than handing them from one thread to another. */
    private static final int MIN_VALUES_FOR_THREAD = 4096;
    private static final int AHEAD = 4;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Dataset dataset;
    private final int batchSize;
    /** An epoch's number to the order of its examples. */
    private final IntFunction<int[]> order;
    private final String orderName;
    private int nextEpoch;

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
        long values = (long) Math.min(batchSize, dataset.size()) * (dataset.inputSize() + dataset.targetSize());
        boolean byThread = PROCESSORS > 1 && batchesPerEpoch() > 1 && values >= MIN_VALUES_FOR_THREAD;
        return new PrefetchingIterator(dataset, batchSize, order.apply(nextEpoch++), byThread ? AHEAD : 0,
                ForkJoinPool.commonPool());
    }

    /**
     * The same batches from a given epoch on, to resume a run: the next {@code for} loop is that epoch.
     *
     * @param epoch the epoch's number, from 0: how many are finished
     * @return the batches; this object is unchanged
     * @throws IllegalArgumentException if the number is negative
     */
    public Batches startingAt(int epoch) {
        if (epoch < 0) {
            throw new IllegalArgumentException("Batches: expected an epoch from 0 on, got " + epoch
                    + ". The first epoch has number 0.");
        }
        Batches rest = new Batches(dataset, batchSize, orderName, order);
        rest.nextEpoch = epoch;
        return rest;
    }

    /** {@return how many batches an epoch has, of what size and in which order} */
    @Override
    public String toString() {
        return "Batches: " + batchesPerEpoch() + " of " + Math.min(batchSize, dataset.size()) + ", " + orderName
                + ", from " + dataset;
    }
}
