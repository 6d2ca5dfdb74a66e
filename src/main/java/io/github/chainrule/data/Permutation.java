package io.github.chainrule.data;

import java.util.Random;

/** The orders in which an epoch can go through its examples. */
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
        Random random = new Random(mix(seed, epoch));
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * The number that SplitMix64, started at {@code seed}, gives as its epoch-th. Random needs it: from neighbouring
     * seeds its first numbers resemble each other.
     */
    private static long mix(long seed, int epoch) {
        long z = seed + (epoch + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
