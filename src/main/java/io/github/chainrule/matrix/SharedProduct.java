// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A product that several threads work on. Whoever runs it takes the next part that nobody has taken, until there is
 * none: so nobody waits for a thread that is late, or that the system doesn't give at all.
 */
final class SharedProduct implements Runnable {

    /** What lies between the ends of two threads' last parts is mostly shorter than falling asleep and waking up. */
    private static final long SPIN_NANOS = 50_000;

    private final List<Part> parts;
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch done;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Consumer<Part> product;

    private SharedProduct(List<Part> parts, Consumer<Part> product) {
        this.parts = parts;
        this.done = new CountDownLatch(parts.size());
        this.product = product;
    }

    /** Returns when the product is whole: the caller does what the others don't. */
    static void compute(List<Part> parts, int threads, Executor workers, Consumer<Part> product) {
        SharedProduct shared = new SharedProduct(parts, product);
        try {
            for (int other = 1; other < Math.min(threads, parts.size()); other++) {
                workers.execute(shared);
            }
        } catch (OutOfMemoryError e) {
            // The system has no thread to give.
        }
        shared.run();
        shared.await();
        shared.product = part -> { };       // a thread that comes too late keeps no matrix alive
        shared.throwFailure();
    }

    @Override
    public void run() {
        int next = taken.getAndIncrement();
        while (next < parts.size()) {
            try {
                product.accept(parts.get(next));
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                done.countDown();
            }
            next = taken.getAndIncrement();
        }
    }

    /** Even after a failure: none may still be writing when the caller goes on. */
    private void await() {
        long end = System.nanoTime() + SPIN_NANOS;
        while (done.getCount() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException e) {
                interrupted = true;     // the result must be whole; whoever interrupted finds the flag set again
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was thrown in a part is thrown again as it is. */
    private void throwFailure() {
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
