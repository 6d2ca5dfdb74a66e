// SPDX-License-Identifier: Apache-2.0
package browser;

/**
 * Exponents and powers of two by multiplication. JavaScript's numbers are doubles, and a long that holds a double's
 * bits takes it a hundred times as long.
 */
public final class Powers {

    private static final int MIN_EXPONENT = -1022;
    private static final int MAX_EXPONENT = 1023;
    private static final double[] POWERS = new double[MAX_EXPONENT - MIN_EXPONENT + 1];

    static {
        double power = 0x1p-1022;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 2;
        }
    }

    private Powers() {
    }

    /** {@return 2ᵏ, for k from −1022 to 1023} */
    public static double powerOfTwo(int k) {
        return POWERS[k - MIN_EXPONENT];
    }

    /** {@return the k for which |x| is 2ᵏ · m and m at least 1 and below 2; −1022 for 0} */
    public static int exponent(double x) {
        double size = Math.abs(x);
        if (size > 0 && size < POWERS[0]) {
            return exponent(x * 0x1p54) - 54;
        }
        int low = 0;
        int high = POWERS.length;
        if (size >= 1) {
            low = -MIN_EXPONENT;
        } else {
            high = -MIN_EXPONENT;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (size >= POWERS[middle]) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + MIN_EXPONENT;
    }

    /** {@return x · 2⁻ᵏ, from 1 to 2, where k is the exponent of x} */
    public static double significand(double x, int k) {
        return k < MIN_EXPONENT ? significand(x * 0x1p54, k + 54)
                : k == MAX_EXPONENT ? x * 0.5 * powerOfTwo(1 - k) : x * powerOfTwo(-k);
    }

    /** {@return y · 2ᵏ, rounded once, for a y near 1} */
    public static double scale(double y, int k) {
        if (k > MAX_EXPONENT) {
            return y * 2 * powerOfTwo(k - 1);
        }
        return k > MIN_EXPONENT ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * 0x1p-1000;
    }

    /** {@return a number's first 21 bits: what a double's upper 32 bits have of it} */
    public static double upperHalf(double x) {
        double size = Math.abs(x);
        if (size < 0x1p-1000 || size > 0x1p1000) {
            return upperHalfByBits(x);
        }
        int k = exponent(x);
        return (int) (x * powerOfTwo(20 - k)) * powerOfTwo(k - 20);
    }

    private static double upperHalfByBits(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) >> 32 << 32);
    }
}
