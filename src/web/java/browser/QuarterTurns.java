// SPDX-License-Identifier: Apache-2.0
package browser;

/**
 * An angle as quarters of a circle and a rest: x = count·π/2 + high + low. By the algorithms of fdlibm: see
 * {@link browser.java.lang.StrictMath}.
 */
record QuarterTurns(int count, double high, double low) {

    private static final double INVERSE = 0x1.45f306dc9c883p-1;
    /** π/2 in three parts, each of 33 bits, and what each leaves. */
    private static final double[] PART = {0x1.921fb544p0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69};
    private static final double[] LEFT = {0x1.0b4611a626331p-34, 0x1.3198a2e037073p-69, 0x1.b839a252049c1p-104};

    /** For an x above π/4. */
    static QuarterTurns of(double x) {
        if (x < 0x1.2d97cp1) {
            boolean close = Powers.upperHalf(x) == 0x1.921fbp0;
            double rest = close ? x - PART[0] - PART[1] : x - PART[0];
            return split(1, rest, LEFT[close ? 1 : 0]);
        }
        if (x >= 0x1.921fcp20) {
            return LargeAngle.of(x);
        }
        int count = (int) (x * INVERSE + 0.5);
        double rest = x - count * PART[0];
        double w = count * LEFT[0];
        int exponent = Powers.exponent(x);
        if (count < 32 && Powers.upperHalf(x) != Powers.upperHalf(count * (Math.PI / 2))) {
            return split(count, rest, w);
        }
        int[] lost = {16, 49};
        for (int part = 1; part <= 2 && lostBits(exponent, rest - w) > lost[part - 1]; part++) {
            double before = rest;
            w = count * PART[part];
            rest = before - w;
            w = count * LEFT[part] - (before - rest - w);
        }
        return split(count, rest, w);
    }

    private static int lostBits(double exponent, double rest) {
        return (int) exponent - Powers.exponent(rest);
    }

    private static QuarterTurns split(int count, double rest, double w) {
        double high = rest - w;
        return new QuarterTurns(count, high, rest - high - w);
    }
}
