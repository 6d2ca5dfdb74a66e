// SPDX-License-Identifier: Apache-2.0
package org.teavm.classlib.impl.text;

import org.teavm.jso.JSBody;

/** Stands in for TeaVM's class of that name, with the browser's digits of a number instead of 60 KB of tables. */
public final class DoubleAnalyzer {

    private static final int DIGITS = 18;

    private DoubleAnalyzer() {
    }

    /** A number's sign, 18 digits and exponent. */
    public static class Result {
        public long mantissa;
        public int exponent;
        public boolean sign;
    }

    /** Takes a number apart. */
    public static void analyze(double x, Result result) {
        String text = digits(Math.abs(x));
        int e = text.indexOf('e');
        String digits = text.substring(0, e).replace(".", "");
        result.sign = x < 0 || 1 / x < 0;
        result.mantissa = Long.parseLong(digits + "0".repeat(DIGITS - digits.length()));
        result.exponent = Integer.parseInt(text.substring(e + 1));
    }

    @JSBody(params = "x", script = "return x.toExponential();")
    private static native String digits(double x);
}
