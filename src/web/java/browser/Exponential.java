// SPDX-License-Identifier: Apache-2.0
package browser;

/** eˣ − 1, and tanh from it, by the algorithms of fdlibm: see {@link browser.java.lang.StrictMath}. */
public final class Exponential {

    static final double LN2_HIGH = 0x1.62e42feep-1;
    static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    static final double INVERSE_LN2 = 0x1.71547652b82fep0;
    /** From here on eˣ is larger than any double. */
    static final double MAX = 0x1.62e42fefa39efp9;
    private static final double MIN = -0x1.74910d52d3051p9;
    /** From a little above ln(2)/2 on, and from a little above 3·ln(2)/2 on. */
    private static final double HALF_LN2 = 0x1.62e43p-2;
    private static final double THREE_HALF_LN2 = 0x1.0a2b2p0;

    private static final double P1 = 0x1.555555555553ep-3;
    private static final double P2 = -0x1.6c16c16bebd93p-9;
    private static final double P3 = 0x1.1566aaf25de2cp-14;
    private static final double P4 = -0x1.bbd41c5d26bf1p-20;
    private static final double P5 = 0x1.6376972bea4d0p-25;

    private static final double Q1 = -0x1.11111111110f4p-5;
    private static final double Q2 = 0x1.a01a019fe5585p-10;
    private static final double Q3 = -0x1.4ce199eaadbb7p-14;
    private static final double Q4 = 0x1.0cfca86e65239p-18;
    private static final double Q5 = -0x1.afdb76e09c32dp-23;

    private static boolean isRough;

    private Exponential() {
    }

    /** The k for which x is k·ln(2) and at most half of ln(2) more or less. */
    private static int multipleOfLn2(double x, double size) {
        int sign = x < 0 ? -1 : 1;
        return size < HALF_LN2 ? 0 : size < THREE_HALF_LN2 ? sign : (int) (INVERSE_LN2 * x + 0.5 * sign);
    }

    /** {@return eˣ = 2ᵏ · eʳ with x = k·ln(2) + r} */
    public static double exp(double x) {
        double size = Math.abs(x);
        if (!(x <= MAX && x >= MIN)) {
            return x > MAX ? Double.POSITIVE_INFINITY : x < MIN ? 0 : x;
        }
        if (size < 0x1p-28) {
            return 1 + x;
        }
        int k = multipleOfLn2(x, size);
        double high = x - k * LN2_HIGH;
        double low = k * LN2_LOW;
        double r = k == 0 ? x : high - low;
        double c = r - remainder(r * r);
        if (k == 0) {
            return 1 - (r * c / (c - 2) - r);
        }
        return Powers.scale(1 - (low - r * c / (2 - c) - high), k);
    }

    /** With t = r², the polynomial in r·(eʳ + 1)/(eʳ − 1) = 2 + …, which exp and pow end with. */
    static double remainder(double t) {
        return t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
    }

    /** {@return eˣ − 1} */
    public static double expm1(double x) {
        double size = Math.abs(x);
        if (!(x <= MAX) || x <= -0x1.3687ap5) {
            return x > MAX ? Double.POSITIVE_INFINITY : x < 0 ? -1 : x;
        }
        if (size < 0x1p-54) {
            return x;
        }
        int k = multipleOfLn2(x, size);
        double high = x - k * LN2_HIGH;
        double low = k * LN2_LOW;
        double r = k == 0 ? x : high - low;
        double c = k == 0 ? 0 : high - r - low;
        double half = 0.5 * r;
        double t = r * half;
        double r1 = 1 + t * (Q1 + t * (Q2 + t * (Q3 + t * (Q4 + t * Q5))));
        double d = 3 - r1 * half;
        double e = t * ((r1 - d) / (6 - r * d));
        return k == 0 ? r - (r * e - t) : scaled(r, r * (e - c) - c - t, k);
    }

    /** 2ᵏ·(1 + r − e) − 1, in the order that loses least. */
    private static double scaled(double r, double e, int k) {
        if (k == -1) {
            return 0.5 * (r - e) - 0.5;
        }
        if (k == 1) {
            return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
        }
        if (k <= -2 || k > 56) {
            return Powers.scale(1 - (e - r), k) - 1;
        }
        double inverse = Powers.powerOfTwo(-k);
        return k < 20 ? Powers.scale(1 - inverse - (e - r), k) : Powers.scale(r - (e + inverse) + 1, k);
    }

    /** {@return (e²ˣ − 1)/(e²ˣ + 1)} */
    public static double tanh(double x) {
        double size = Math.abs(x);
        if (!(size < 22)) {
            return x > 0 ? 1 : x < 0 ? -1 : x;
        }
        if (size < 0x1p-55) {
            return x * (1 + x);
        }
        double t = expm1(size >= 1 ? 2 * size : -2 * size);
        double z = size >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2);
        return x < 0 ? -z : z;
    }

    /** Says whether a picture is computed, for which four digits of tanh are enough. */
    static void setRough(boolean rough) {
        isRough = rough;
    }

    /** {@return tanh, all of its digits unless a picture is computed} */
    public static double tanhAsNeeded(double x) {
        return isRough ? roughTanh(x) : tanh(x);
    }

    /** A continued fraction until it has passed 1. */
    private static double roughTanh(double x) {
        double t = x * x;
        return x > 4.97 ? 1 : x < -4.97 ? -1
                : x * (135135 + t * (17325 + t * (378 + t))) / (135135 + t * (62370 + t * (3150 + t * 28)));
    }
}
