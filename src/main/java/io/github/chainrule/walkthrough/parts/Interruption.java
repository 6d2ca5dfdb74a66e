// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while something runs: the thread that made this is interrupted, and the JVM waits until it has finished what
 * it is at and closes this.
 */
public final class Interruption implements AutoCloseable {

    private final Thread working = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "chainrule-interruption");
    private volatile boolean happened;

    /** From now on the thread that made this is interrupted. */
    public void start() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        happened = true;
        working.interrupt();
        try {
            closed.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();     // not expected, and the JVM ends anyway
        }
    }

    /** Whether Ctrl-C was pressed. */
    public boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook at work.
        }
    }
}
