// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.matrix;

import io.github.chainrule.kernel.KernelSelector;

/**
 * What computes the products of matrices: SIMD if the JVM was started with {@code --add-modules jdk.incubator.vector},
 * else plain Java, with equal bits. {@code -Dchainrule.kernel=auto}, {@code textbook}, {@code scalar} or {@code simd}
 * chooses one; {@code simd} fails if it can't run. {@code -Dchainrule.threads} says how many threads may share a large
 * product.
 */
public final class Backend {

    private static final int WARM_UP_SIZE = 16;
    private static final int WARM_UP_PIXELS = 64;
    /** A few more than the compiler waits for. */
    private static final int WARM_UP_ROUNDS = 500;

    private Backend() {
    }

    /**
     * Warms up the products on a thread of its own, while the program does something else, such as reading its data.
     * The JVM compiles what has run often, and small products get there sooner than those of a training run. This
     * changes no result and is never necessary.
     */
    public static void warmUp() {
        warmUpThread().start();
    }

    static Thread warmUpThread() {
        Thread thread = new Thread(() -> {
            SparseByteRows images = new SparseByteRows(WARM_UP_PIXELS);
            byte[] pixels = new byte[WARM_UP_SIZE * WARM_UP_PIXELS];
            for (int i = 0; i < pixels.length; i += 16) {       // so few that zeros are skipped
                pixels[i] = 1;
            }
            images.add(pixels);
            Matrix x = Matrix.zeros(WARM_UP_SIZE, WARM_UP_PIXELS);
            Matrix w = Matrix.zeros(WARM_UP_PIXELS, WARM_UP_SIZE);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                images.read(new int[WARM_UP_SIZE], x);
                x.transposeTimesInto(x.times(w), w);
            }
        }, "chainrule-warm-up");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Says briefly what the products run on, what would make them faster, and whether they are slow because this
     * processor offers the JVM no fused multiply-add.
     *
     * @return a text that stays the same on one machine, with one JVM and the same options
     */
    public static String description() {
        return KernelSelector.description();
    }
}
