// SPDX-License-Identifier: Apache-2.0
package browser;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Compares the browser's mathematics with the JDK's, bit for bit, on ten million arguments of each function unless its
 * own argument is another number. The exit status is 1 if a bit differs.
 */
public final class SameBits {

    private static final double[] SPECIAL = {0, 1, 2, 0.5, 3, 10, 22, 1e-5, 1e5, 1e22, Math.PI, Math.PI / 2,
        Math.PI / 4, 3 * Math.PI / 4, Math.E,
        Double.MIN_VALUE, 2 * Double.MIN_VALUE, 0x1p-1022, Math.nextDown(0x1p-1022), 0x1p-1021,
        Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN, 1024, 1074, 1075, 709.782712893384, 709.7827128933841,
        745.1332191019411, 745.1332191019412, 0x1p-27, 0x1p-28, 0x1p-29, 0x1p-54, 0x1p-55, 0x1p52, 0x1p53, 0x1p31,
        0x1.00001p31, Math.log(2), Math.log(2) / 2, 1.5 * Math.log(2), 0x1.921fcp20, Math.sqrt(0.5), Math.sqrt(2)};

    private static boolean same = true;

    private SameBits() {
    }

    /** Compares. */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        compare("exp", count, 800, StrictMath::exp, browser.java.lang.StrictMath::exp);
        compare("tanh", count, 30, StrictMath::tanh, browser.java.lang.StrictMath::tanh);
        compare("log", count, 3, StrictMath::log, browser.java.lang.StrictMath::log);
        compare("log1p", count, 3, StrictMath::log1p, browser.java.lang.StrictMath::log1p);
        compare("log10", count, 1000, StrictMath::log10, browser.java.lang.StrictMath::log10);
        compare("sin", count, 100, StrictMath::sin, browser.java.lang.StrictMath::sin);
        compare("cos", count, 100, StrictMath::cos, browser.java.lang.StrictMath::cos);
        compare("sqrt", count, 100, StrictMath::sqrt, browser.java.lang.StrictMath::sqrt);
        comparePairs("pow", count, StrictMath::pow, browser.java.lang.StrictMath::pow);
        compareFma(count);
        compareRandom(count);
        if (!same) {
            System.exit(1);
        }
    }

    private static void compare(String name, int count, double range, DoubleUnaryOperator expected,
                                DoubleUnaryOperator actual) {
        long start = System.nanoTime();
        Random random = new Random(1);
        int failures = 0;
        for (int i = 0; i < count + 6 * SPECIAL.length; i++) {
            double x = argument(random, i, range);
            failures += report(name, expected.applyAsDouble(x), actual.applyAsDouble(x), failures, x);
        }
        finish(name, count, failures, start);
    }

    private static void comparePairs(String name, int count, DoubleBinaryOperator expected,
                                     DoubleBinaryOperator actual) {
        long start = System.nanoTime();
        Random random = new Random(2);
        int failures = 0;
        for (int i = 0; i < 36 * SPECIAL.length * SPECIAL.length; i++) {
            double x = argument(random, i % (6 * SPECIAL.length), 1);
            double y = argument(random, i / (6 * SPECIAL.length), 1);
            failures += report(name, expected.applyAsDouble(x, y), actual.applyAsDouble(x, y), failures, x, y);
        }
        for (int i = 0; i < count; i++) {
            double x = switch (i % 4) {
                case 0 -> bits(random);
                case 1 -> 1 + random.nextGaussian() * 1e-6;
                default -> random.nextDouble() * 3;
            };
            double y = switch (i / 4 % 4) {
                case 0 -> bits(random);
                case 1 -> random.nextInt(3000) - 1500;
                case 2 -> random.nextGaussian() * 1e10;
                default -> random.nextGaussian() * 30;
            };
            failures += report(name, expected.applyAsDouble(x, y), actual.applyAsDouble(x, y), failures, x, y);
        }
        finish(name, count, failures, start);
    }

    private static void compareFma(int count) {
        long start = System.nanoTime();
        Random random = new Random(3);
        int failures = 0;
        int n = 6 * SPECIAL.length;
        for (int i = 0; i < n * n; i++) {
            double a = argument(random, i % n, 1);
            double b = argument(random, i / n, 1);
            double c = argument(random, random.nextInt(n), 1);
            failures += report("fma", Math.fma(a, b, c), FusedMultiplyAdd.fma(a, b, c), failures, a, b, c);
        }
        for (int i = 0; i < count; i++) {
            double a = i % 2 == 0 ? random.nextGaussian() : short53(random);
            double b = i % 3 == 0 ? random.nextGaussian() : short53(random);
            double c = switch (i % 5) {
                case 0 -> random.nextGaussian();
                case 1 -> -a * b;
                case 2 -> Math.scalb(short53(random), random.nextInt(240) - 120);
                default -> Math.scalb(a * b, random.nextInt(120) - 60);
            };
            if (i % 7 == 0) {
                a = bits(random);
                b = i % 2 == 0 ? b : bits(random);
                c = i % 4 == 0 ? c : -a * b * (1 + random.nextGaussian() * 1e-15);
            } else if (i % 7 == 1) {
                int k = random.nextInt(60) - 1100;
                a = Math.scalb(a, k / 2);
                b = Math.scalb(b, k - k / 2);
                c = Math.scalb(c, k);
            } else if (i % 7 == 2) {
                a = Math.scalb(a, 500 + random.nextInt(30));
                b = Math.scalb(b, 500 + random.nextInt(30));
                c = Math.scalb(c, 1000 + random.nextInt(60));
            }
            failures += report("fma", Math.fma(a, b, c), FusedMultiplyAdd.fma(a, b, c), failures, a, b, c);
        }
        finish("fma", count, failures, start);
    }

    private static void compareRandom(int count) {
        long start = System.nanoTime();
        int failures = 0;
        for (long seed : new long[] {0, 1, 42, -1, Long.MIN_VALUE, 0x123456789abcdefL}) {
            Random expected = new Random(seed);
            browser.java.util.Random actual = new browser.java.util.Random(seed);
            for (int i = 0; i < count / 6; i++) {
                failures += report("nextGaussian", expected.nextGaussian(), actual.nextGaussian(), failures, seed, i);
                failures += report("nextDouble", expected.nextDouble(), actual.nextDouble(), failures, seed, i);
                int bound = i % 4 == 0 ? 1 << i % 31 : i + 1 + (i % 2 << 30);
                failures += report("nextInt", expected.nextInt(bound), actual.nextInt(bound), failures, seed, i);
                failures += report("nextInt", expected.nextInt(), actual.nextInt(), failures, seed, i);
                failures += report("nextLong", expected.nextLong(), actual.nextLong(), failures, seed, i);
                failures += expected.nextBoolean() == actual.nextBoolean() ? 0 : 1;
            }
            for (int bound : new int[] {1, 3, 64, 1000, Integer.MAX_VALUE}) {
                int[] ints = new Random(seed).ints(0, bound).limit(1000).toArray();
                failures += java.util.Arrays.equals(ints, new browser.java.util.Random(seed).ints(0, bound).limit(1000)
                        .toArray()) ? 0 : 1;
            }
        }
        finish("Random", count, failures, start);
    }

    /** Special numbers with their neighbors and signs first; then numbers in the range, small ones, and any bits. */
    private static double argument(Random random, int i, double range) {
        if (i < 6 * SPECIAL.length) {
            double x = SPECIAL[i / 6];
            double near = i % 3 == 0 ? x : i % 3 == 1 ? Math.nextUp(x) : Math.nextDown(x);
            return i % 2 == 0 ? near : -near;
        }
        return switch (i % 5) {
            case 0 -> bits(random);
            case 1 -> random.nextGaussian() * 1e-3;
            case 2 -> 1 + random.nextGaussian() * 1e-5;
            default -> (random.nextDouble() * 2 - 1) * range;
        };
    }

    private static double bits(Random random) {
        return Double.longBitsToDouble(random.nextLong());
    }

    /** A number of few bits, so that products and sums lie halfway between two doubles. */
    private static double short53(Random random) {
        int bits = 1 + random.nextInt(53);
        return (random.nextLong() >> 64 - bits | 1) * 0x1p-20;
    }

    private static int report(String name, double expected, double actual, int failures, double... arguments) {
        if (Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual)) {
            return 0;
        }
        if (failures < 5) {
            StringBuilder text = new StringBuilder(name);
            for (double x : arguments) {
                text.append(' ').append(Double.toHexString(x));
            }
            System.out.println(text + ": " + Double.toHexString(expected) + ", got " + Double.toHexString(actual));
        }
        return 1;
    }

    private static void finish(String name, int count, int failures, long start) {
        same &= failures == 0;
        System.out.printf("%-8s %,d arguments, %,d differ, %.1f s%n", name, count, failures,
                (System.nanoTime() - start) * 1e-9);
    }
}
