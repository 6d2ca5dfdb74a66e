// SPDX-License-Identifier: Apache-2.0
package browser;

/**
 * The quarters of a circle in an angle of a million or more: Payne and Hanek's reduction, as fdlibm does it, see
 * {@link browser.java.lang.StrictMath}. Only the digits of 2/π that matter for x are multiplied, 24 bits at a time.
 */
final class LargeAngle {

    /** 2/π, 24 bits in each. */
    private static final int[] TWO_OVER_PI = {
        0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163, 0xABDEBB, 0xC561B7,
        0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5, 0x2EBB44, 0x84E99C,
        0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F, 0xEF2F11,
        0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D, 0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7,
        0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330, 0x46FC7B, 0x6BABF0, 0xCFBC20, 0x9AF436, 0x1DA9E3, 0x91615E,
        0xE61B08, 0x659985, 0x5F14A0, 0x68408D, 0xFFD880, 0x4D7327, 0x310606, 0x1556CA, 0x73A8C9, 0x60E27B, 0xC08C6B};
    /** π/2, 24 bits in each. */
    private static final double[] HALF_PI = {0x1.921fb4p0, 0x1.4442dp-24, 0x1.846988p-48, 0x1.8cc516p-72,
        0x1.01b838p-96};
    private static final double DIGIT = 0x1p24;
    /** At first this many digits of the product are enough. */
    private static final int FIRST_DIGITS = 4;

    private final double[] x = new double[3];
    private final double[] q = new double[20];
    private final int[] digits = new int[20];
    private final int start;
    private int shift;
    private int last = FIRST_DIGITS;
    private int count;
    private double fraction;
    /** Whether the rest is negative, so that another quarter was counted. */
    private boolean above;

    private LargeAngle(double angle) {
        int exponent = Powers.exponent(angle) - 23;
        double z = Powers.significand(angle, exponent + 23) * 0x1p23;
        for (int i = 0; i < 3; i++) {
            x[i] = (int) z;
            z = (z - x[i]) * DIGIT;
        }
        start = Math.max((exponent - 3) / 24, 0);
        shift = exponent - 24 * (start + 1);
    }

    /** {@return the quarters in a large positive angle} */
    static QuarterTurns of(double angle) {
        return new LargeAngle(angle).turns();
    }

    private QuarterTurns turns() {
        for (int i = 0; i <= last; i++) {
            q[i] = productDigit(i);
        }
        divide();
        while (fraction == 0 && !hasDigitsFrom(FIRST_DIGITS)) {
            int more = 1;
            while (digits[FIRST_DIGITS - more] == 0) {
                more++;
            }
            for (int i = last + 1; i <= last + more; i++) {
                q[i] = productDigit(i);
            }
            last += more;
            divide();
        }
        normalize();
        return sum();
    }

    /** A digit of x·2/π, not carried yet. */
    private double productDigit(int i) {
        int used = x[2] != 0 ? 2 : x[1] != 0 ? 1 : 0;
        double sum = 0;
        for (int j = 0; j <= used; j++) {
            int p = start + i - j;
            sum += x[j] * (p < 0 ? 0 : TWO_OVER_PI[p]);
        }
        return sum;
    }

    /** Carries, and separates the count of quarters from the fraction. */
    private void divide() {
        double z = q[last];
        for (int i = 0, j = last; j > 0; i++, j--) {
            double carried = (int) (z / DIGIT);
            digits[i] = (int) (z - DIGIT * carried);
            z = q[j - 1] + carried;
        }
        z *= Powers.powerOfTwo(shift);
        z -= 8 * Math.floor(z * 0.125);
        count = (int) z;
        z -= count;
        int half = 0;
        if (shift > 0) {
            int upper = digits[last - 1] >> 24 - shift;
            count += upper;
            digits[last - 1] -= upper << 24 - shift;
            half = digits[last - 1] >> 23 - shift;
        } else if (shift == 0) {
            half = digits[last - 1] >> 23;
        } else if (z >= 0.5) {
            half = 2;
        }
        above = half > 0;
        fraction = above ? complement(z, half) : z;
    }

    /** 1 − the fraction. */
    private double complement(double z, int half) {
        count++;
        boolean carry = false;
        for (int i = 0; i < last; i++) {
            if (carry) {
                digits[i] = 0xffffff - digits[i];
            } else if (digits[i] != 0) {
                carry = true;
                digits[i] = 0x1000000 - digits[i];
            }
        }
        if (shift == 1 || shift == 2) {
            digits[last - 1] &= shift == 1 ? 0x7fffff : 0x3fffff;
        }
        if (half != 2) {
            return z;
        }
        return carry ? 1 - z - Powers.powerOfTwo(shift) : 1 - z;
    }

    private boolean hasDigitsFrom(int first) {
        for (int i = last - 1; i >= first; i--) {
            if (digits[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private void normalize() {
        if (fraction == 0) {
            last--;
            shift -= 24;
            while (digits[last] == 0) {
                last--;
                shift -= 24;
            }
            return;
        }
        double z = fraction * Powers.powerOfTwo(-shift);
        if (z >= DIGIT) {
            double carried = (int) (z / DIGIT);
            digits[last] = (int) (z - DIGIT * carried);
            last++;
            shift += 24;
            digits[last] = (int) carried;
        } else {
            digits[last] = (int) z;
        }
    }

    /** The fraction times π/2. */
    private QuarterTurns sum() {
        double unit = Powers.powerOfTwo(shift);
        for (int i = last; i >= 0; i--) {
            q[i] = unit * digits[i];
            unit /= DIGIT;
        }
        double[] terms = new double[last + 1];
        for (int i = last; i >= 0; i--) {
            double term = 0;
            for (int k = 0; k <= FIRST_DIGITS && k <= last - i; k++) {
                term += HALF_PI[k] * q[i + k];
            }
            terms[last - i] = term;
        }
        double high = 0;
        for (int i = last; i >= 0; i--) {
            high += terms[i];
        }
        double low = terms[0] - high;
        for (int i = 1; i <= last; i++) {
            low += terms[i];
        }
        return new QuarterTurns(count & 7, above ? -high : high, above ? -low : low);
    }
}
