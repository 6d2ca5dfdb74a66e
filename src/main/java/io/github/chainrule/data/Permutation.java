// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;


import io.github.chainrule.internal.Seeds;

import java.util.Random;

/** The orders in which examples can be gone through. */
final class Permutation {

    private Permutation() {
    }

    /** 0, 1, 2, …, size − 1. */
    static int[] ascending(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        return order;
    }

    /**
     * A random order that depends on its arguments alone. This is Fisher–Yates, so all orders are equally likely, on
     * {@link Random}, whose stream is specified, so that every JVM gives the same one.
     */
    static int[] shuffled(int size, long seed, int epoch) {
        int[] order = ascending(size);
        Random random = new Random(Seeds.derive(seed, epoch));
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
