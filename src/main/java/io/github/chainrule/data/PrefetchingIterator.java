// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import io.github.chainrule.matrix.Matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * The batches of one epoch, read ahead on another thread while the caller works on this one.
 *
 * <p>A batch is read by whichever thread comes first: one of the executor's or, if none was free in time, the caller.
 * So nothing waits for a thread to start, and a loop that is left early keeps none.
 */
final class PrefetchingIterator implements Iterator<Batch> {

    private final Dataset dataset;
    private final int batchSize;
    private final int[] order;
    private final Executor executor;
    /** How many batches are read ahead; 0 if the caller reads. */
    private int ahead;
    /** The next batches: being read, or to be read. */
    private final Deque<Reading> readings = new ArrayDeque<>();
    /** Used in turn: by the caller's batch and by those that are read ahead. */
    private final Batch[] buffers;
    private Batch current = new Batch(Matrix.zeros(0, 0), Matrix.zeros(0, 0));
    private int returned;

    /** @param order the numbers of the examples in the order in which they come */
    PrefetchingIterator(Dataset dataset, int batchSize, int[] order, int ahead, Executor executor) {
        this.dataset = dataset;
        this.batchSize = batchSize;
        this.order = order;
        this.ahead = ahead;
        this.executor = executor;
        this.buffers = new Batch[ahead + 1];
    }

    @Override
    public synchronized boolean hasNext() {
        return returned < count();
    }

    private int count() {
        return (order.length - 1) / batchSize + 1;
    }

    @Override
    public synchronized Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("Batches: all " + count() + " batches of this epoch were returned."
                    + " Call iterator() for the next epoch.");
        }
        current.invalidate();
        if (readings.isEmpty()) {
            readings.add(new Reading(returned));
        }
        current = readings.element().result();
        readings.remove();
        returned++;
        if (returned > 1) {     // A look at the first batch needs no thread.
            readAhead();
        }
        return current;
    }

    /** Several at once: waking the thread takes a tenth of the main job's step. */
    private void readAhead() {
        int begin = returned + readings.size();
        int end = Math.min(returned + ahead, count());
        if (begin >= end || readings.size() > ahead / 2) {
            return;
        }
        List<Reading> next = IntStream.range(begin, end).mapToObj(Reading::new).toList();
        readings.addAll(next);
        try {
            executor.execute(() -> next.forEach(Reading::run));
        } catch (OutOfMemoryError e) {
            ahead = 0;      // The system has no thread left: the caller reads.
        }
    }

    /** One batch to be read. A thread that comes while another one reads waits for it, interrupted or not. */
    private final class Reading implements Runnable {

        private final int number;
        @SuppressWarnings("NullAway")   // until it was read
        private Batch batch;
        @SuppressWarnings("NullAway")   // if all went well
        private Throwable failure;

        Reading(int number) {
            this.number = number;
        }

        @Override
        public synchronized void run() {
            if (batch == null && failure == null) {
                try {
                    batch = read();
                } catch (Throwable e) {
                    failure = e;
                }
            }
        }

        private Batch read() {
            int offset = number * batchSize;
            int size = Math.min(batchSize, order.length - offset);
            Batch buffer = buffers[number % buffers.length];
            Batch filled = buffer != null && buffer.size() == size ? buffer.renewed()
                    : new Batch(Matrix.zeros(size, dataset.inputSize()), Matrix.zeros(size, dataset.targetSize()));
            dataset.read(order, offset, size, filled.inputs(), filled.targets());
            for (int i = 0; i < size; i++) {
                filled.weights().set(i, 0, dataset.weight(order[offset + i]));
            }
            buffers[number % buffers.length] = filled;
            return filled;
        }

        Batch result() {
            run();
            if (failure != null) {
                PrefetchingIterator.<RuntimeException>rethrow(failure);
            }
            return batch;
        }
    }

    /** Even a checked exception, which a dataset in another language can throw. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
