// SPDX-License-Identifier: Apache-2.0
package browser;

/** The natural logarithm and its relatives by the algorithms of fdlibm: see {@link browser.java.lang.StrictMath}. */
public final class Logarithm {

    private static final double L1 = 0x1.5555555555593p-1;
    private static final double L2 = 0x1.999999997fa04p-2;
    private static final double L3 = 0x1.2492494229359p-2;
    private static final double L4 = 0x1.c71c51d8e78afp-3;
    private static final double L5 = 0x1.7466496cb03dep-3;
    private static final double L6 = 0x1.39a09d078c69fp-3;
    private static final double L7 = 0x1.2f112df3e5244p-3;

    private static final double INVERSE_LN10 = 0x1.bcb7b1526e50ep-2;
    private static final double LOG10_2_HIGH = 0x1.34413509f6p-2;
    private static final double LOG10_2_LOW = 0x1.9fef311f12b36p-42;

    private Logarithm() {
    }

    /** For a number m from 1 to 2 what a double has of m − 1 in the 20 bits of its upper half. */
    static int upperBits(double m) {
        return (int) ((m - 1) * 0x1p20);
    }

    private static boolean hasNoLog(double x) {
        return !(x > 0 && x <= Double.MAX_VALUE);
    }

    private static double notALog(double x) {
        return x == 0 ? Double.NEGATIVE_INFINITY : x < 0 ? Double.NaN : x;
    }

    /** {@return ln(x) = k·ln(2) + ln(1 + f), with 1 + f between √½ and √2} */
    public static double log(double x) {
        if (hasNoLog(x)) {
            return notALog(x);
        }
        int k = Powers.exponent(x);
        double m = Powers.significand(x, k);
        int bits = upperBits(m);
        if (bits + 0x95f64 >= 0x100000) {
            k++;
            m *= 0.5;
        }
        double f = m - 1;
        double high = k * Exponential.LN2_HIGH;
        double low = k * Exponential.LN2_LOW;
        if (bits >= 0xffffe || bits == 0) {
            if (f == 0) {
                return k == 0 ? 0 : high + low;
            }
            double r = f * f * (0.5 - 0.33333333333333333 * f);
            return k == 0 ? f - r : high - (r - low - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
        double r = odd + w * (L2 + w * (L4 + w * L6));
        if (bits >= 0x6147a && bits <= 0x6b851) {
            double half = 0.5 * f * f;
            return k == 0 ? f - (half - s * (half + r)) : high - (half - (s * (half + r) + low) - f);
        }
        return k == 0 ? f - s * (f - r) : high - (s * (f - r) - low - f);
    }

    /** {@return ln(1 + x)} */
    public static double log1p(double x) {
        double size = Math.abs(x);
        if (!(x > -1) || x > Double.MAX_VALUE) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x < -1 ? Double.NaN : x;
        }
        if (size < 0x1p-29) {
            return size < 0x1p-54 ? x : x - x * x * 0.5;
        }
        int k = 0;
        double f = x;
        double c = 0;
        int bits = 1;
        if (x >= 0x1.a827ap-2 || x <= -0x1.2bec4p-2) {
            double u = x < 0x1p53 ? 1 + x : x;
            k = Powers.exponent(u);
            if (x < 0x1p53) {
                c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
            }
            double m = Powers.significand(u, k);
            bits = upperBits(m);
            if (bits >= 0x6a09e) {
                k++;
                m *= 0.5;
                bits = 0x100000 - bits >> 2;
            }
            f = m - 1;
        }
        double half = 0.5 * f * f;
        double high = k * Exponential.LN2_HIGH;
        double low = k * Exponential.LN2_LOW + c;
        if (bits == 0) {
            if (f == 0) {
                return k == 0 ? 0 : high + low;
            }
            double r = half * (1 - 0.66666666666666666 * f);
            return k == 0 ? f - r : high - (r - low - f);
        }
        double s = f / (2 + f);
        double z = s * s;
        double r = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
        return k == 0 ? f - (half - s * (half + r)) : high - (half - (s * (half + r) + low) - f);
    }

    /** {@return the logarithm to the base 10} */
    public static double log10(double x) {
        if (hasNoLog(x)) {
            return notALog(x);
        }
        int k = Powers.exponent(x);
        double m = Powers.significand(x, k);
        int y = k < 0 ? k + 1 : k;
        double z = y * LOG10_2_LOW + INVERSE_LN10 * log(k < 0 ? 0.5 * m : m);
        return z + y * LOG10_2_HIGH;
    }
}
