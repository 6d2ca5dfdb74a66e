// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the next batches on a thread of its own while the caller works on this one. The batches and their order are
 * those of {@link SequentialIterator}; an exception comes out of the {@link #next} whose batch it spoiled.
 *
 * <p>Three buffers go round: one that the caller works on, and two that are being filled or are ready. A batch that
 * nobody has begun to read is read by the caller, and only then a thread is started for those after it: from the second
 * batch on, so that a look at the first one costs no thread. Where no thread can be had, the caller goes on reading.
 *
 * <p>The thread ends after the last batch. An iteration that is left early can't tell it so: that is why it also ends
 * when nobody has asked for a batch for a moment, and another is started should somebody still do.
 */
final class PrefetchingIterator implements Iterator<Batch> {

    private static final int BUFFERS = 3;
    /** Waiting this long without sleeping is cheaper than being woken up, also for whoever has to wake: 15 µs. */
    private static final long SPIN_NANOS = 100_000;
    /** Much longer than it takes to start a thread, and short enough that few are left from loops that were left. */
    private static final long LINGER_NANOS = 20_000_000;

    private final BatchReader reader;
    private final ThreadFactory threads;
    private final Batch[] buffers = new Batch[BUFFERS];
    /** Whether somebody reads, the thread or the caller: one of them at a time. */
    private final AtomicBoolean reading = new AtomicBoolean();
    /** Null before there is one. */
    @SuppressWarnings("NullAway")
    private volatile Thread thread;
    private volatile Thread caller = Thread.currentThread();
    /** Batches 0 … read − 1 have been read; written by who reads. */
    private volatile int read;
    /** Batches 0 … done − 1 are no longer needed by the caller, who alone writes it. */
    private volatile int done;
    /** Null as long as all went well. */
    @SuppressWarnings("NullAway")
    private volatile Throwable failure;
    private boolean noThreads;
    private int dealt;
    private Batch current = BatchReader.noBuffer();

    PrefetchingIterator(BatchReader reader) {
        this(reader, task -> new Thread(task, "chainrule-batches"));
    }

    PrefetchingIterator(BatchReader reader, ThreadFactory threads) {
        this.reader = reader;
        this.threads = threads;
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
        caller = Thread.currentThread();
        done = dealt;
        LockSupport.unpark(thread);
        awaitBatch();
        if (dealt > 0) {
            startThread();
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
            if (reading.compareAndSet(false, true)) {
                readWhile(false);
            } else {
                pause(System.nanoTime() - start);
            }
        }
    }

    /** As it is, with the stack of who read, even a checked exception that {@link Dataset#read} let through. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAgain(Throwable failure) throws E {
        throw (E) failure;
    }

    /** The thread that reads, or did last; null before there was one. */
    Thread thread() {
        return thread;
    }

    private void startThread() {
        if (noThreads || read >= reader.batches() || failure != null || !reading.compareAndSet(false, true)) {
            return;
        }
        try {
            Thread started = threads.newThread(() -> readWhile(true));
            started.setDaemon(true);
            thread = started;
            started.start();
        } catch (OutOfMemoryError e) {
            noThreads = true;       // the system gives no thread: the caller reads
            reading.set(false);
        }
    }

    /** Reads batches: as long as buffers get free, or the one that the caller waits for. */
    @SuppressWarnings("NonAtomicVolatileUpdate")    // only who reads writes it, and reads are one at a time
    private void readWhile(boolean ahead) {
        try {
            while (failure == null && (ahead ? read < reader.batches() && hasRoom() : read <= dealt)) {
                int slot = read % BUFFERS;
                buffers[slot] = reader.read(read, buffers[slot]);
                read = read + 1;
                LockSupport.unpark(caller);
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            reading.set(false);
            LockSupport.unpark(caller);
        }
    }

    /** Waits until a buffer is free; false if that takes too long. */
    private boolean hasRoom() {
        long start = System.nanoTime();
        while (read - done >= BUFFERS) {
            long waited = System.nanoTime() - start;
            if (waited > LINGER_NANOS) {
                return false;
            }
            pause(waited);
        }
        return true;
    }

    @SuppressWarnings("ThreadPriorityCheck")    // it saves time only; nothing relies on it
    private static void pause(long waitedNanos) {
        if (waitedNanos < SPIN_NANOS) {
            Thread.yield();     // to the JVM's compiler, if it has something to do
        } else {
            LockSupport.parkNanos(LINGER_NANOS);
        }
    }
}
