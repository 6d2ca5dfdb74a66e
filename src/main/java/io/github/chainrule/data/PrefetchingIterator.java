package io.github.chainrule.data;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the next batches on a thread of its own, the reader, while the caller works on this one. The batches and
 * their order are those of {@link SequentialIterator}; an exception comes out of the {@link #next} whose batch it spoiled.
 *
 * <p>Three buffers go round: one that the caller works on, and two that are being filled or are ready. The reader ends
 * after the last batch. An iteration that is left early can't tell it so: that is why it also ends when nobody has
 * asked for a batch for a moment, and is started again should somebody still do.
 */
final class PrefetchingIterator implements Iterator<Batch> {

    private static final int BUFFERS = 3;
    /** Waiting this long without sleeping is cheaper than being woken up. */
    private static final long SPIN_NANOS = 30_000;
    private static final long LINGER_NANOS = 100_000_000;

    private final BatchReader epoch;
    private final Batch[] buffers = new Batch[BUFFERS];
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Thread reader;
    private volatile Thread caller;
    /** Batches 0 … read − 1 have been read; written by the reader alone. */
    private volatile int read;
    /** Batches 0 … done − 1 are no longer needed by the caller, who alone writes it. */
    private volatile int done;
    private volatile Throwable failure;
    private int dealt;

    PrefetchingIterator(BatchReader epoch) {
        this.epoch = epoch;
        startReader();
    }

    @Override
    public boolean hasNext() {
        return dealt < epoch.batches();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw SequentialIterator.allDealt(epoch);
        }
        caller = Thread.currentThread();
        done = dealt;
        LockSupport.unpark(reader);
        long start = System.nanoTime();
        while (read <= dealt) {
            if (failure != null) {
                throwAgain(failure);
            }
            startReader();
            pause(System.nanoTime() - start);
        }
        return buffers[dealt++ % BUFFERS];
    }

    /** An unchecked exception is thrown as it is, with the reader's stack. */
    private static void throwAgain(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** The thread that reads, or did last. */
    Thread reader() {
        return reader;
    }

    private void startReader() {
        if (!reading.get() && read < epoch.batches() && failure == null && reading.compareAndSet(false, true)) {
            Thread thread = new Thread(this::readAhead, "chainrule-batches");
            thread.setDaemon(true);
            reader = thread;
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                reading.set(false);     // nobody reads: who asks for a batch must not wait
                throw e;
            }
        }
    }

    private void readAhead() {
        try {
            while (read < epoch.batches() && hasRoom()) {
                int slot = read % BUFFERS;
                buffers[slot] = epoch.read(read, buffers[slot]);
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

    private static void pause(long waitedNanos) {
        if (waitedNanos < SPIN_NANOS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(LINGER_NANOS);
        }
    }
}
