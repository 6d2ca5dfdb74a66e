// SPDX-License-Identifier: Apache-2.0
package browser.java.lang;

import browser.Exponential;
import browser.Logarithm;
import browser.Power;
import browser.Sine;

/**
 * Stands in for {@link java.lang.StrictMath} in the browser, whose own functions differ from it in the last bit. As the
 * JDK's, these follow fdlibm, step by step, with its coefficients: the algorithms are in that library's sources.
 *
 * <p>fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 * notice is preserved.
 *
 * @see <a href="https://www.netlib.org/fdlibm/">fdlibm</a>
 */
public final class StrictMath {

    private StrictMath() {
    }

    public static double exp(double x) {
        return Exponential.exp(x);
    }

    public static double tanh(double x) {
        return Exponential.tanhAsNeeded(x);
    }

    public static double log(double x) {
        return Logarithm.log(x);
    }

    public static double log1p(double x) {
        return Logarithm.log1p(x);
    }

    public static double log10(double x) {
        return Logarithm.log10(x);
    }

    public static double pow(double x, double y) {
        return Power.pow(x, y);
    }

    public static double sin(double x) {
        return Sine.sin(x);
    }

    public static double cos(double x) {
        return Sine.cos(x);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }
}
