// SPDX-License-Identifier: Apache-2.0
package browser.java.lang;

/** Stands in for {@link java.lang.Runtime} in the browser: the worker is one thread, and doesn't know its memory. */
public final class Runtime {

    private static final Runtime ONLY = new Runtime();

    private Runtime() {
    }

    public static Runtime getRuntime() {
        return ONLY;
    }

    public int availableProcessors() {
        return 1;
    }

    public long maxMemory() {
        return Long.MAX_VALUE;
    }
}
