// SPDX-License-Identifier: Apache-2.0
package browser.java.util;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Stands in for {@link java.util.Random} in the browser: the generator that its documentation specifies,
 * x ← (x·25214903917 + 11) mod 2⁴⁸, in two halves of 24 bits, whose products are doubles without an error.
 */
public final class Random implements RandomGenerator {

    private static final int HALF = 1 << 24;
    private static final int FACTOR_HIGH = 0x5de;
    private static final int FACTOR_LOW = 0xece66d;

    private int high;
    private int low;
    private double nextGaussian = Double.NaN;

    /** Starts with a seed. */
    public Random(long seed) {
        high = (int) (seed >> 24) & HALF - 1 ^ FACTOR_HIGH;
        low = (int) seed & HALF - 1 ^ FACTOR_LOW;
    }

    /** The upper bits of the next state. */
    private int next(int bits) {
        double product = (double) low * FACTOR_LOW + 11;
        int carry = (int) (product / HALF);
        double upper = (double) high * FACTOR_LOW + (double) low * FACTOR_HIGH + carry;
        low = (int) (product - (double) carry * HALF);
        high = (int) (upper - Math.floor(upper / HALF) * HALF);
        return (high << 8 | low >> 16) >>> 32 - bits;
    }

    @Override
    public int nextInt() {
        return next(32);
    }

    @Override
    public int nextInt(int bound) {
        int u = next(31);
        if ((bound & bound - 1) == 0) {
            return u >> Integer.numberOfLeadingZeros(bound);
        }
        int r = u % bound;
        while (u - r + bound - 1 < 0) {
            u = next(31);
            r = u % bound;
        }
        return r;
    }

    @Override
    public long nextLong() {
        return ((long) next(32) << 32) + next(32);
    }

    @Override
    public boolean nextBoolean() {
        return next(1) != 0;
    }

    @Override
    public double nextDouble() {
        return (next(26) * 0x1p27 + next(27)) * 0x1p-53;
    }

    /** By the polar method. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(nextGaussian)) {
            double result = nextGaussian;
            nextGaussian = Double.NaN;
            return result;
        }
        double a;
        double b;
        double s;
        do {
            a = 2 * nextDouble() - 1;
            b = 2 * nextDouble() - 1;
            s = a * a + b * b;
        } while (s >= 1 || s == 0);
        double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
        nextGaussian = b * factor;
        return a * factor;
    }

    @Override
    public DoubleStream doubles(long n) {
        return DoubleStream.generate(this::nextDouble).limit(n);
    }

    /** Not the bits that {@link #nextInt} takes. */
    @Override
    public IntStream ints(int from, int bound) {
        return IntStream.generate(() -> between(from, bound));
    }

    private int between(int from, int bound) {
        int n = bound - from;
        int r = next(32);
        if ((n & n - 1) == 0) {
            return (r & n - 1) + from;
        }
        for (int u = r >>> 1; u + n - 1 - (r = u % n) < 0; u = next(32) >>> 1) {
            continue;
        }
        return r + from;
    }
}
