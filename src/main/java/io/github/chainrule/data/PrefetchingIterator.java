// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the next batches on another thread, {@link ReadAhead}, while the caller works on this one. The batches and
 * their order are those of {@link SequentialIterator}; an exception comes out of the {@link #next} whose batch it
 * spoiled.
 *
 * <p>Three buffers go round: one that the caller works on, and two that are being filled or are ready. A batch that
 * nobody has begun to read is read by the caller: the first one, so that a look at it costs no thread, those for which
 * the thread sleeps, and all of them where no thread can be had.
 */
final class PrefetchingIterator implements Iterator<Batch> {

    private static final int BUFFERS = 3;
    /** Most batches are read within it; who waits so long goes to sleep, and is woken. */
    private static final long SPIN_NANOS = 1_000_000;

    private final BatchReader reader;
    private final ReadAhead thread;
    private final Batch[] buffers = new Batch[BUFFERS];
    /** Whether somebody reads, the thread or the caller: one of them at a time. */
    private final AtomicBoolean reading = new AtomicBoolean();
    /** The caller, while it sleeps. */
    @SuppressWarnings("NullAway")
    private volatile Thread sleeper;
    /** Batches 0 … read − 1 have been read; written by who reads. */
    private volatile int read;
    /** Batches 0 … done − 1 are no longer needed by the caller, who alone writes it. */
    private volatile int done;
    /** Null as long as all went well. */
    @SuppressWarnings("NullAway")
    private volatile Throwable failure;
    private int dealt;
    private Batch current = BatchReader.noBuffer();

    PrefetchingIterator(BatchReader reader, ReadAhead thread) {
        this.reader = reader;
        this.thread = thread;
        Arrays.fill(buffers, current);
    }

    @Override
    public boolean hasNext() {
        return dealt < reader.batches();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw reader.allDealt();
        }
        current.end();
        done = dealt;
        awaitBatch();
        if (dealt > 0 && read < reader.batches()) {
            thread.readFor(this);
        }
        current = buffers[dealt++ % BUFFERS];
        return current;
    }

    /** Returns when batch number {@code dealt} has been read. */
    private void awaitBatch() {
        long start = System.nanoTime();
        while (read <= dealt) {
            if (failure != null) {
                PrefetchingIterator.<RuntimeException>throwAgain(failure);
            }
            if (!readNext()) {
                pause(System.nanoTime() - start);
            }
        }
    }

    @SuppressWarnings({"ThreadPriorityCheck", "NullAway"})    // yielding saves time only; nothing relies on it
    private void pause(long waitedNanos) {
        if (waitedNanos < SPIN_NANOS) {
            Thread.yield();     // to the JVM's compiler, if it has something to do
            return;
        }
        sleeper = Thread.currentThread();
        if (reading.get()) {
            LockSupport.park(this);
        }
        sleeper = null;
    }

    /** As it is, with the stack of who read, even a checked exception that {@link Dataset#read} let through. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAgain(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Reads one more batch; false if there is none, or no buffer for it, or somebody else reads. */
    @SuppressWarnings("NonAtomicVolatileUpdate")    // only who reads writes it, and reads are one at a time
    boolean readNext() {
        if (!hasRoom() || !reading.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (hasRoom()) {    // still, now that nobody else reads
                int slot = read % BUFFERS;
                buffers[slot] = reader.read(read, buffers[slot]);
                read = read + 1;
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            reading.set(false);
            LockSupport.unpark(sleeper);
        }
        return true;
    }

    private boolean hasRoom() {
        return read < reader.batches() && read - done < BUFFERS && failure == null;
    }
}
