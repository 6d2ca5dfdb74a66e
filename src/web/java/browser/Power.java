// SPDX-License-Identifier: Apache-2.0
package browser;

/** Powers by the algorithm of fdlibm: see {@link browser.java.lang.StrictMath}. */
public final class Power {

    private static final double L1 = 0x1.3333333333303p-1;
    private static final double L2 = 0x1.b6db6db6fabffp-2;
    private static final double L3 = 0x1.55555518f264dp-2;
    private static final double L4 = 0x1.17460a91d4101p-2;
    private static final double L5 = 0x1.d864a93c9db65p-3;
    private static final double L6 = 0x1.a7e284a454eefp-3;
    /** 2/(3·ln 2). */
    private static final double CP = 0x1.ec709dc3a03fdp-1;
    private static final double CP_HIGH = 0x1.ec709ep-1;
    private static final double CP_LOW = -0x1.e2fe0145b01f5p-28;
    /** log₂(1.5). */
    private static final double LOG2_HIGH = 0x1.2b8034p-1;
    private static final double LOG2_LOW = 0x1.cfdeb43cfd006p-27;

    private static final double INVERSE_LN2_HIGH = 0x1.715476p0;
    private static final double INVERSE_LN2_LOW = 0x1.4ae0bf85ddf44p-26;
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double LN2_HIGH = 0x1.62e43p-1;
    private static final double LN2_LOW = -0x1.05c610ca86c39p-29;
    /** How far above 1024 a logarithm may lie that still rounds to a double. */
    private static final double OVERFLOW = 8.0085662595372944372e-0017;

    private Power() {
    }

    /** {@return x to the power of y} */
    public static double pow(double x, double y) {
        double size = Math.abs(x);
        double ySize = Math.abs(y);
        if (y == 0) {
            return 1;
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return x + y;
        }
        if (y == 2 || ySize == 1) {
            return y == 2 ? x * x : y == 1 ? x : 1 / x;
        }
        if (y == 0.5 && x >= -Double.MAX_VALUE) {
            return Math.sqrt(x + 0.0);
        }
        if (ySize > Double.MAX_VALUE) {
            return size == 1 ? Double.NaN : size > 1 == y > 0 ? ySize : 0;
        }
        boolean negative = x < 0 || 1 / x < 0;
        boolean whole = Math.floor(ySize) == ySize;
        boolean odd = whole && ySize < 0x1p53 && ySize % 2 == 1;
        if (size == 0 || size > Double.MAX_VALUE || size == 1) {
            double z = y < 0 ? 1 / size : size;
            return !negative ? z : size == 1 && !whole ? Double.NaN : odd ? -z : z;
        }
        if (negative && !whole) {
            return Double.NaN;
        }
        double sign = negative && odd ? -1 : 1;
        return ySize > 0x1.00000ffffffffp31 ? hugePower(sign, size, y) : power(sign, size, y);
    }

    /** With so large a y only an x very near 1 has a power that is a double; its logarithm is a short series. */
    private static double hugePower(double sign, double x, double y) {
        if (x < 0x1.fffff00000000p-1 || x > 0x1.00000ffffffffp0) {
            return x < 1 == y < 0 ? sign * Double.POSITIVE_INFINITY : sign * 0.0;
        }
        double t = x - 1;
        double w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
        double u = INVERSE_LN2_HIGH * t;
        double v = t * INVERSE_LN2_LOW - w * Exponential.INVERSE_LN2;
        double high = Powers.upperHalf(u + v);
        return sign * powerOfTwo(y, high, v - (high - u));
    }

    /** The logarithm to the base 2 as a sum of two doubles, for x = 2ⁿ·m and m near 1 or near 1.5. */
    private static double power(double sign, double x, double y) {
        int n = Powers.exponent(x);
        double m = Powers.significand(x, n);
        int bits = Logarithm.upperBits(m);
        boolean near1 = bits <= 0x3988e || bits >= 0xbb67a;
        double center = near1 ? 1 : 1.5;
        double sumHigh = 1 + center + (bits >> 1) * 0x1p-19;
        if (bits >= 0xbb67a) {
            n++;
            m *= 0.5;
            sumHigh = 1.5 + (bits >> 1) * 0x1p-20;
        }
        double u = m - center;
        double v = 1 / (m + center);
        double s = u * v;
        double sHigh = Powers.upperHalf(s);
        double sumLow = m - (sumHigh - center);
        double sLow = v * (u - sHigh * sumHigh - sHigh * sumLow);
        double s2 = s * s;
        double r = s2 * s2 * (L1 + s2 * (L2 + s2 * (L3 + s2 * (L4 + s2 * (L5 + s2 * L6)))));
        r += sLow * (sHigh + s);
        s2 = sHigh * sHigh;
        double tHigh = Powers.upperHalf(3 + s2 + r);
        double tLow = r - (tHigh - 3 - s2);
        u = sHigh * tHigh;
        v = sLow * tHigh + tLow * s;
        double pHigh = Powers.upperHalf(u + v);
        double pLow = v - (pHigh - u);
        double zHigh = CP_HIGH * pHigh;
        double zLow = CP_LOW * pHigh + pLow * CP + (near1 ? 0 : LOG2_LOW);
        double logHigh = near1 ? 0 : LOG2_HIGH;
        double high = Powers.upperHalf(zHigh + zLow + logHigh + n);
        return sign * powerOfTwo(y, high, zLow - (high - n - logHigh - zHigh));
    }

    /** {@return 2 to the power of y·(high + low)} */
    private static double powerOfTwo(double y, double high, double low) {
        double yHigh = Powers.upperHalf(y);
        double pLow = (y - yHigh) * high + y * low;
        double pHigh = yHigh * high;
        double z = pLow + pHigh;
        if (z >= 1024 && (z > 1024 || pLow + OVERFLOW > z - pHigh)) {
            return Double.POSITIVE_INFINITY;
        }
        if (z <= -1075 && (z < -1075 || pLow <= z - pHigh)) {
            return 0;
        }
        int n = 0;
        if (Math.abs(z) >= 0x1.00001p-1) {
            n = (int) (Math.abs(z) + 0.5);
            n = z < 0 ? -n : n;
            pHigh -= n;
        }
        double t = Powers.upperHalf(pLow + pHigh);
        double u = t * LN2_HIGH;
        double v = (pLow - (t - pHigh)) * LN2 + t * LN2_LOW;
        z = u + v;
        double w = v - (z - u);
        double c = z - Exponential.remainder(z * z);
        return Powers.scale(1 - (z * c / (c - 2) - (w + z * w) - z), n);
    }
}
