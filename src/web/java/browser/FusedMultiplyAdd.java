// SPDX-License-Identifier: Apache-2.0
package browser;

/**
 * {@link Math#fma} made of additions and multiplications, for a JavaScript engine, which has none: a·b + c, rounded
 * once.
 *
 * <p>Dekker's product gives a·b as a sum of two doubles, without an error; two of Knuth's sums make a·b + c a sum v + s
 * + e, again without an error, of which s is larger than e by 53 bits. Then v + s is the answer, unless it lies halfway
 * between two doubles: there the sign of e decides. That is what rounding to odd does to s before the last addition,
 * without looking at a bit.
 *
 * @see <a href="https://doi.org/10.1109/TC.2007.70819">Boldo and Melquiond, "Emulation of FMA and Correctly Rounded
 *      Sums: Proved Algorithms Using Rounding to Odd" (2008)</a>
 */
public final class FusedMultiplyAdd {

    /** 2²⁷ + 1 cuts a double into two halves of 26 bits. */
    private static final double SPLITTER = 0x1p27 + 1;
    /** Between these no half overflows, and neither a product of two halves nor its error underflows. */
    private static final double MIN = 0x1p-900;
    private static final double MAX = 0x1p900;
    /** This many binary digits apart, the smaller term only decides which way the larger one is rounded. */
    private static final int FAR = 120;

    private FusedMultiplyAdd() {
    }

    /** {@return a·b + c, rounded once} */
    public static double fma(double a, double b, double c) {
        return fma(a, upper(a), b, upper(b), c);
    }

    /** {@return the upper half of a number's digits: products of halves are exact} */
    static double upper(double a) {
        double cut = SPLITTER * a;
        return cut - (cut - a);
    }

    /** {@return a·b + c, rounded once} The loops know the upper halves of a and b. */
    static double fma(double a, double aHigh, double b, double bHigh, double c) {
        double p = a * b;
        double size = Math.abs(p);
        double cSize = Math.abs(c);
        return size > MIN && size < MAX && Math.abs(a) < MAX && Math.abs(b) < MAX && cSize < MAX
                && (cSize > MIN || c == 0) ? sum(a, aHigh, b, bHigh, p, c, false) : rare(a, b, p, c);
    }

    /** a·b + c rounded, or the sign of what rounding took from it; p is a·b rounded. */
    private static double sum(double a, double aHigh, double b, double bHigh, double p, double c, boolean signOfRest) {
        double aLow = a - aHigh;
        double bLow = b - bHigh;
        double pRest = aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);     // p + pRest = a·b
        double t = c + pRest;
        double z = t - c;
        double tRest = c - (t - z) + (pRest - z);                                           // t + tRest = c + pRest
        double v = p + t;
        z = v - p;
        double vRest = p - (v - z) + (t - z);                                               // v + vRest = p + t
        double s = tRest + vRest;
        double sum = v + s;
        double rest = s - (sum - v);
        if (signOfRest || rest != 0 && sum + 2 * rest - sum == 2 * rest) {
            z = s - tRest;
            double e = tRest - (s - z) + (vRest - z);                                       // s + e = tRest + vRest
            boolean further = rest != 0 && e != 0 && e > 0 == rest > 0 && sum + 2 * rest - sum == 2 * rest;
            return signOfRest ? further ? -rest : rest != 0 ? rest : e : further ? sum + 2 * rest : sum;
        }
        return sum;
    }

    /** Zeros, what isn't finite, and what is so large or so small that a step of the sum wouldn't be exact. */
    private static double rare(double a, double b, double p, double c) {
        if (a == 0 || b == 0 || Double.isNaN(p) || Double.isInfinite(a) || Double.isInfinite(b)) {
            return p + c;
        }
        if (c == 0 || !Double.isFinite(c)) {
            return c == 0 ? p : c;
        }
        int k = exponent(a) + exponent(b);
        int distance = exponent(c) - k;
        if (distance > FAR) {
            return c;
        }
        // Where c lies below the last bit of a·b, only its sign counts.
        double scaledC = distance < -FAR ? Math.copySign(Powers.powerOfTwo(-FAR), c) : scaled(c, -k);
        double x = scaled(a, -exponent(a));
        double y = scaled(b, -exponent(b));
        double sum = sum(x, upper(x), y, upper(y), x * y, scaledC, false);
        double result = scaled(sum, k);
        if (Math.abs(result) > 0x1p-1022) {
            return result;
        }
        double rest = sum - scaled(result, -k);
        if (rest == 0 || 2 * Math.abs(rest) != scaled(Double.MIN_VALUE, -k)) {
            return result;
        }
        // It was rounded twice, the second time from halfway between two doubles: the first error decides.
        double first = sum(x, upper(x), y, upper(y), x * y, scaledC, true);
        return first != 0 && first > 0 == rest > 0 ? result + Math.copySign(Double.MIN_VALUE, rest) : result;
    }

    /** {@return x · 2ᵏ; only the last multiplication may round} */
    private static double scaled(double x, int k) {
        if (k > 1000) {
            return x * 0x1p1000 * Powers.powerOfTwo(Math.min(k - 1000, 1023));
        }
        return k < -600 ? x * 0x1p-600 * Powers.powerOfTwo(k + 600) : x * Powers.powerOfTwo(k);
    }

    private static int exponent(double x) {
        return Math.abs(x) >= 0x1p-1022 ? Powers.exponent(x) : Powers.exponent(x * 0x1p54) - 54;
    }
}
