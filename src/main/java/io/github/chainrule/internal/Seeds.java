// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.internal;

/**
 * Makes many seeds from one. From neighboring seeds, {@link java.util.Random} starts with nearly equal numbers: the
 * first number hardly differs between the seeds 1, 2, 3, … So networks that should differ would begin alike.
 */
public final class Seeds {

    private Seeds() {
    }

    /**
     * A seed that resembles neither {@code seed} nor those of other indices: the number that SplitMix64, started at
     * {@code seed}, gives after {@code index} others. The same two numbers give the same seed on every machine.
     *
     * @param seed  any number
     * @param index which of the seeds, from 0
     * @return a number for {@code new Random(…)}
     * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea and Flood, "Fast Splittable Pseudorandom
     *      Number Generators" (2014)</a>
     */
    public static long derive(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
