// SPDX-License-Identifier: Apache-2.0
package browser;

/** Sine and cosine by the algorithms of fdlibm: see {@link browser.java.lang.StrictMath}. */
public final class Sine {

    private static final double S1 = -0x1.5555555555549p-3;
    private static final double S2 = 0x1.111111110f8a6p-7;
    private static final double S3 = -0x1.a01a019c161d5p-13;
    private static final double S4 = 0x1.71de357b1fe7dp-19;
    private static final double S5 = -0x1.ae5e68a2b9cebp-26;
    private static final double S6 = 0x1.5d93a5acfd57cp-33;

    private static final double C1 = 0x1.555555555554cp-5;
    private static final double C2 = -0x1.6c16c16c15177p-10;
    private static final double C3 = 0x1.a01a019cb159p-16;
    private static final double C4 = -0x1.27e4f809c52adp-22;
    private static final double C5 = 0x1.1ee9ebdb4b1c4p-29;
    private static final double C6 = -0x1.8fae9be8838d4p-37;

    private static final double QUARTER_PI = 0x1.921fcp-1;
    private static final double TINY = 0x1p-27;
    private static final int SINE = 0;
    private static final int COSINE = 1;

    private Sine() {
    }

    /** {@return sin(x)} */
    public static double sin(double x) {
        return Math.abs(x) < QUARTER_PI ? sinNear0(x) : turned(x, SINE);
    }

    /** {@return cos(x)} */
    public static double cos(double x) {
        return Math.abs(x) < QUARTER_PI ? cosNear0(x, 0) : turned(x, COSINE);
    }

    /** The sine or cosine of x: in each quarter of the circle it is the sine or the cosine of the rest. */
    private static double turned(double x, int function) {
        if (!(Math.abs(x) <= Double.MAX_VALUE)) {
            return Double.NaN;
        }
        QuarterTurns turns = QuarterTurns.of(Math.abs(x));
        int quarter = (x < 0 ? -turns.count() : turns.count()) + function & 3;
        double high = x < 0 ? -turns.high() : turns.high();
        double low = x < 0 ? -turns.low() : turns.low();
        double size = quarter % 2 == 0 ? sinNear0(high, low) : cosNear0(high, low);
        return quarter < 2 ? size : -size;
    }

    private static double sinNear0(double x) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        double z = x * x;
        return x + z * x * (S1 + z * sinSeries(z));
    }

    private static double sinNear0(double x, double low) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        double z = x * x;
        double v = z * x;
        return x - (z * (0.5 * low - v * sinSeries(z)) - low - v * S1);
    }

    private static double sinSeries(double z) {
        return S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
    }

    private static double cosNear0(double x, double low) {
        double size = Math.abs(x);
        if (size < TINY) {
            return 1;
        }
        double z = x * x;
        double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
        if (size < 0x1.33333p-2) {
            return 1 - (0.5 * z - (z * r - x * low));
        }
        double q = size >= 0x1.90001p-1 ? 0.28125 : Powers.upperHalf(size) / 4;
        return 1 - q - (0.5 * z - q - (z * r - x * low));
    }
}
