// SPDX-License-Identifier: Apache-2.0
package browser.java.util.concurrent;

import java.util.concurrent.Executor;

/** Stands in for {@link java.util.concurrent.ForkJoinPool} in the browser: the caller does its tasks at once. */
public final class ForkJoinPool implements Executor {

    private static final ForkJoinPool COMMON = new ForkJoinPool();

    private ForkJoinPool() {
    }

    /** {@return the only pool} */
    public static ForkJoinPool commonPool() {
        return COMMON;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
