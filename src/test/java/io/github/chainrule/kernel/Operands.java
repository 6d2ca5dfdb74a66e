// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Kinds of factors, each of which could catch a kernel that takes a short cut. */
enum Operands {

    /** What training computes with. */
    NORMAL(Random::nextGaussian, Random::nextGaussian),

    /** Pixels and ReLU outputs: mostly zeros of both signs, which a kernel may be tempted to skip. */
    LEFT_SPARSE(Operands::sparse, Random::nextGaussian),
    RIGHT_SPARSE(Random::nextGaussian, Operands::sparse),
    BOTH_SPARSE(Operands::sparse, Operands::sparse),

    /** Images: zeros of one sign, which may be skipped where what stands opposite allows it, as here ... */
    PIXELS(Operands::pixel, Random::nextGaussian),
    /** ... and here it doesn't. */
    PIXELS_TIMES_NOT_FINITE(Operands::pixel, Operands::rarelyNotFinite),
    PIXELS_TIMES_TINY(Operands::pixel, Operands::tiny),
    LONELY_TIMES_TINY(random -> lonely(random, -2), random -> power(random, -1074)),

    /** Zeros opposite NaN and infinities: 0·∞ is NaN, so here a zero must not be skipped. */
    SPARSE_TIMES_NOT_FINITE(Operands::sparse, Operands::rarelyNotFinite),
    NOT_FINITE_TIMES_SPARSE(Operands::rarelyNotFinite, Operands::sparse),

    /** Sums that underflow to subnormal numbers and zeros of either sign, or overflow to infinities and NaN. */
    TINY(Operands::tiny, Random::nextGaussian),
    TINY_TIMES_TINY(Operands::tiny, Operands::tiny),
    HUGE_TIMES_TINY(Operands::huge, Operands::tiny),
    HUGE_TIMES_HUGE(Operands::huge, Operands::huge),

    /** A product that underflows to −0, from which the next zero that is added makes 0: so it can't be skipped. */
    LONELY_AND_TINY(random -> lonely(random, -1074), Random::nextGaussian),
    LONELY_AND_SMALL(random -> lonely(random, -540), random -> power(random, -540)),
    LONELY_AND_LARGER(random -> lonely(random, -479), random -> power(random, -479));

    private static final double[] NOT_FINITE =
            {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private final ToDoubleFunction<Random> left;
    private final ToDoubleFunction<Random> right;

    Operands(ToDoubleFunction<Random> left, ToDoubleFunction<Random> right) {
        this.left = left;
        this.right = right;
    }

    double[] left(int size, Random random) {
        return draw(size, left, random);
    }

    double[] right(int size, Random random) {
        return draw(size, right, random);
    }

    private static double[] draw(int size, ToDoubleFunction<Random> kind, Random random) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = kind.applyAsDouble(random);
        }
        return values;
    }

    /** What a kernel must leave alone; no product of the tests gives it. */
    static double[] untouched(int size) {
        return fill(size, -12345.678);
    }

    static double[] fill(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static double sparse(Random random) {
        double u = random.nextDouble();
        return u < 0.6 ? 0.0 : u < 0.8 ? -0.0 : random.nextGaussian();
    }

    private static double pixel(Random random) {
        return random.nextInt(5) == 0 ? random.nextInt(256) / 255.0 : 0.0;
    }

    private static double rarelyNotFinite(Random random) {
        return random.nextInt(50) == 0 ? NOT_FINITE[random.nextInt(3)] : random.nextGaussian();
    }

    private static double tiny(Random random) {
        return random.nextGaussian() * (random.nextBoolean() ? 1e-300 : 100 * Double.MIN_VALUE);
    }

    /** One entry in fifty isn't zero, so that a sum often has a single term. */
    private static double lonely(Random random, int exponent) {
        return random.nextInt(50) == 0 ? power(random, exponent) : 0.0;
    }

    private static double power(Random random, int exponent) {
        return Math.scalb(random.nextBoolean() ? 1.0 : -1.0, exponent);
    }

    private static double huge(Random random) {
        return random.nextGaussian() * 1e300;
    }
}
