// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that reads batches for one iteration after the other.
 *
 * <p>Nobody wakes it: it looks whether there is something to read, from time to time if nothing comes. Waking a thread
 * costs 15 µs; and some systems put it on the processor of the one that wakes it, where both then take turns, and need
 * 10 to 50 ms to see that another one is idle. For the same reason it stays between two epochs.
 *
 * <p>It ends if nothing has come for a moment, since an iteration that is left early doesn't tell. Another one is
 * started should somebody still ask.
 */
final class ReadAhead {

    /** Much longer than it takes to start a thread, and short enough that few are left from loops that were left. */
    private static final long LINGER_NANOS = 20_000_000;
    /** About a step of the main job. With 20 or 100 µs an epoch takes 2 % longer. */
    private static final long SPIN_NANOS = 60_000;
    /** It sleeps for a part of the time that it has waited: as long as a step takes there are two batches ahead. */
    private static final int PART = 4;

    private final ThreadFactory threads;
    /** Whom it reads for, or would if there were a thread to be had; null before one is asked for, and when it ends. */
    @SuppressWarnings("NullAway")
    private volatile PrefetchingIterator iteration;

    ReadAhead() {
        this(task -> new Thread(task, "chainrule-batches"));
    }

    ReadAhead(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Reads for it from now on, and for nobody else. */
    void readFor(PrefetchingIterator iteration) {
        if (this.iteration != iteration) {
            begin(iteration);
        }
    }

    private synchronized void begin(PrefetchingIterator next) {
        boolean running = iteration != null;
        iteration = next;
        if (running) {
            return;
        }
        try {
            Thread thread = threads.newThread(this::run);
            thread.setDaemon(true);
            thread.start();
        } catch (OutOfMemoryError e) {
            // The system gives none: the callers read. The iteration stays, so that no other thread is asked for.
        }
    }

    private void run() {
        long since = System.nanoTime();
        do {
            if (iteration.readNext()) {
                since = System.nanoTime();
            } else {
                pause(System.nanoTime() - since);
            }
        } while (System.nanoTime() - since < LINGER_NANOS);
        end();
    }

    @SuppressWarnings("NullAway")
    private synchronized void end() {
        iteration = null;
    }

    @SuppressWarnings("ThreadPriorityCheck")    // it saves time only; nothing relies on it
    private static void pause(long waitedNanos) {
        if (waitedNanos < SPIN_NANOS) {
            Thread.yield();     // to the JVM's compiler, if it has something to do
        } else {
            LockSupport.parkNanos(waitedNanos / PART);
        }
    }
}
